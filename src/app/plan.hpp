// From a wish to a Patch, purely: reducer, rules, checks, then stamps and events. The same document, command and stamp
// give the same patch, so a rebase and a test may simply ask again.
#pragma once

#include "commands/command.hpp"
#include "model/draft.hpp"

namespace voronka {

struct Planned {
  Patch patch = {};
  Done done = {};
  std::uint64_t dots_used = 0;  // from Stamp::first_dot upwards
};

// Refuses what the reducer refuses and what the checks find; then nothing has happened. Microseconds for one deal,
// linear for an import.
Result<Planned> plan(const Document& document, Command command, const Stamp& stamp);

// What undo calls it. Read before the command runs: a deleted deal still has its title then.
Text label_of(const Document& document, const Command& command);

}  // namespace voronka
