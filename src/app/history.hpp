// The undo and redo stacks: journal entries, grouped into steps. What an entry does to the document is commands/revert;
// this only knows the order. Rebuilt from the journal after a reload, so undo survives it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "model/journal.hpp"

namespace voronka {

// A step as a list shows it.
struct HistoryStep {
  Text label = {};
  std::int64_t at_ms = 0;
};

class History {
 public:
  // Every entry passes here once, in journal order: own commands, undos and redos as well as rows read at the start.
  void add(JournalEntry entry);

  bool can_undo() const { return !undo_.empty(); }
  bool can_redo() const { return !redo_.empty(); }
  // What the next undo or redo takes, oldest entry first; empty when there is nothing. Neighbours with the same merge
  // key are one step. The stacks change only when the resulting entry is added.
  std::vector<JournalEntry> next_undo() const;
  std::vector<JournalEntry> next_redo() const;
  // The events of the newest entry, when it has this merge key: what typing on takes the place of.
  std::vector<Dot> events_of_step(std::string_view merge_key) const;
  const Text* undo_label() const { return undo_.empty() ? nullptr : &undo_[step_start(undo_)].label; }
  const Text* redo_label() const { return redo_.empty() ? nullptr : &redo_[step_start(redo_)].label; }
  // At most `limit` steps, the one that comes next first.
  std::vector<HistoryStep> undo_steps(std::size_t limit) const;
  std::vector<HistoryStep> redo_steps(std::size_t limit) const;
  // What that step of undo_steps() wrote, oldest entry first; until the history changes.
  std::span<const JournalEntry> undo_step(std::size_t index) const;
  std::size_t undo_count() const { return undo_.size(); }

  // A command was planned anew after another tab's (or refused): its entry is another one (or none).
  void replace(std::string_view commit_id, const JournalEntry* entry);
  void clear();

 private:
  static std::size_t step_start(const std::vector<JournalEntry>& stack, std::size_t end);  // of the step before `end`
  static std::size_t step_start(const std::vector<JournalEntry>& stack) { return step_start(stack, stack.size()); }
  // An undo writes the older value again under a new dot. The entry that had written that value must know the new dot,
  // or it would believe that somebody else changed the field and could not be taken back itself.
  static void adopt_dots(std::vector<JournalEntry>& stack, const JournalEntry& written);
  static void take(std::vector<JournalEntry>& stack, const std::vector<std::string>& commit_ids);

  std::vector<JournalEntry> undo_ = {};
  std::vector<JournalEntry> redo_ = {};
};

// Undo reaches this far back; older entries stay in the journal until it is pruned.
inline constexpr std::size_t max_undo_entries = 1000;

}  // namespace voronka
