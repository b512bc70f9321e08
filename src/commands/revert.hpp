// Undo and redo: a new command that takes back what a journal entry did, field by field, with new dots. A field that was
// changed again since stays as it is and is counted in Done::skipped. Events that the entry appended are voided, not
// erased. Redo is the revert of an undo.
#pragma once

#include "commands/done.hpp"
#include "model/journal.hpp"

namespace voronka {

struct Revert {
  JournalEntry entry = {};  // several entries of one step: combined() first
};

// Created records go to the trash unseen (DeletedBy::undo), removed ones come back whole. Refuses when nothing at all
// could be taken back.
Result<Done> reduce(Draft& draft, const Revert& revert);

}  // namespace voronka
