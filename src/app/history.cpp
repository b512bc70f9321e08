#include "app/history.hpp"

#include <algorithm>
#include <utility>

#include "base/later.hpp"
#include "model/custom_values.hpp"

namespace voronka {

void History::add(JournalEntry entry) {
  switch (entry.kind) {
    case EntryKind::change:
      redo_.clear();
      undo_.push_back(std::move(entry));
      break;
    case EntryKind::undo:
      take(undo_, entry.of);
      adopt_dots(undo_, entry);
      redo_.push_back(std::move(entry));
      break;
    case EntryKind::redo:
      take(redo_, entry.of);
      adopt_dots(redo_, entry);
      undo_.push_back(std::move(entry));
      break;
  }
  if (undo_.size() > max_undo_entries) undo_.erase(undo_.begin());
}

std::size_t History::step_start(const std::vector<JournalEntry>& stack, std::size_t end) {
  std::size_t start = end - 1;
  const std::string& key = stack[start].merge_key;
  if (key.empty()) return start;
  while (start > 0 && stack[start - 1].merge_key == key) --start;
  return start;
}

std::vector<JournalEntry> History::next_undo() const {
  if (undo_.empty()) return {};
  return {undo_.begin() + static_cast<std::ptrdiff_t>(step_start(undo_)), undo_.end()};
}

std::vector<HistoryStep> History::undo_steps(std::size_t limit) const {
  std::vector<HistoryStep> steps;
  for (std::size_t end = undo_.size(); end > 0 && steps.size() < limit;) {
    const std::int64_t at_ms = undo_[end - 1].at_ms;
    end = step_start(undo_, end);
    steps.push_back({.label = undo_[end].label, .at_ms = at_ms});
  }
  return steps;
}

VORONKA_LATER std::span<const JournalEntry> History::undo_step(std::size_t index) const {
  std::size_t end = undo_.size();
  for (; index > 0 && end > 0; --index) end = step_start(undo_, end);
  if (end == 0) return {};
  const std::size_t start = step_start(undo_, end);
  return std::span(undo_).subspan(start, end - start);
}

std::vector<HistoryStep> History::redo_steps(std::size_t limit) const {
  std::vector<HistoryStep> steps;
  for (std::size_t i = redo_.size(); i-- > 0 && steps.size() < limit;)
    steps.push_back({.label = redo_[i].label, .at_ms = redo_[i].at_ms});
  return steps;
}

std::vector<Dot> History::events_of_step(std::string_view merge_key) const {
  std::vector<Dot> dots;
  if (merge_key.empty() || undo_.empty() || undo_.back().merge_key != merge_key) return dots;
  for (const RecordEdit& edit : undo_.back().edits)
    for (const Event& event : edit.events)
      if (event.kind != EventKind::voided) dots.push_back(event.dot);
  return dots;
}

std::vector<JournalEntry> History::next_redo() const {
  if (redo_.empty()) return {};
  return {redo_.back()};
}

void History::adopt_dots(std::vector<JournalEntry>& stack, const JournalEntry& written) {
  for (const RecordEdit& edit : written.edits) {
    for (const FieldEdit& field : edit.fields) {
      // The newest first, until one says that it is the writer.
      const auto ask_writers = [&](const auto& is_writer) {
        for (auto entry = stack.rbegin(); entry != stack.rend(); ++entry)
          for (RecordEdit& earlier : entry->edits) {
            if (earlier.type != edit.type || earlier.id != edit.id) continue;
            const auto same = std::ranges::find(earlier.fields, field.slot, &FieldEdit::slot);
            if (same != earlier.fields.end() && is_writer(*same)) return;
          }
      };
      if (const auto* values = std::get_if<CustomValues>(&field.after)) {
        for (const CustomValue& value : *values) {
          if (!wrote_custom_value(std::get<CustomValues>(field.before), value)) continue;
          ask_writers([&](FieldEdit& earlier) {
            return adopt_custom_stamp(std::get<CustomValues>(earlier.after), std::get<CustomValues>(earlier.before),
                                      value);
          });
        }
        continue;
      }
      ask_writers([&](FieldEdit& earlier) {
        if (earlier.after == field.after) earlier.stamp = field.stamp;
        return true;
      });
    }
  }
}

void History::take(std::vector<JournalEntry>& stack, const std::vector<std::string>& commit_ids) {
  std::erase_if(stack, [&](const JournalEntry& entry) {
    return std::ranges::find(commit_ids, entry.commit_id) != commit_ids.end();
  });
}

void History::replace(std::string_view commit_id, const JournalEntry* entry) {
  for (auto* stack : {&undo_, &redo_}) {
    const auto at = std::ranges::find(*stack, commit_id, &JournalEntry::commit_id);
    if (at == stack->end()) continue;
    if (entry) {
      *at = *entry;
    } else {
      stack->erase(at);
    }
    return;
  }
}

void History::clear() {
  undo_.clear();
  redo_.clear();
}

}  // namespace voronka
