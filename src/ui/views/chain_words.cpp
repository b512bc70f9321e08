#include "ui/views/chain_words.hpp"

#include "base/fold.hpp"
#include "base/sort.hpp"
#include "model/titles.hpp"
#include "ui/views/activity_words.hpp"

namespace voronka::ui {
namespace {

std::string titled(const Ui& ui, std::string kind, const std::string& title) {
  if (title.empty()) return kind;
  return ui.tr(TextKey::chain_titled, {{"kind", std::move(kind)}, {"title", title}});
}

}  // namespace

std::vector<const FollowUp*> follow_ups_of(const Document& document) {
  std::vector<const FollowUp*> found;
  for (const FollowUp& one : document.table<FollowUp>().rows())
    if (!one.deleted) found.push_back(&one);
  sort_rows(found, [](const FollowUp* a, const FollowUp* b) {
    return a->rank.text != b->rank.text ? a->rank < b->rank : a->id < b->id;
  });
  return found;
}

std::optional<ActivityKind> after_kind_of(const FollowUp& step) {
  for (const ActivityKind kind : activity_kinds)
    if (step.after_kind == name_of(kind)) return kind;
  return std::nullopt;
}

std::string outcome_words(const Ui& ui, ActivityOutcome outcome, std::optional<ActivityKind> kind) {
  if (outcome == ActivityOutcome::none) return ui.tr(TextKey::chain_any_outcome);
  return ui.tr(key_of(outcome, kind.value_or(ActivityKind::email)));
}

std::string stage_words(const Document& document, std::span<const Id<Stage>> stages) {
  std::string words;
  for (const Id<Stage> stage : stages) {
    if (!words.empty()) words += ", ";
    words += title_of(document, stage);
  }
  return words;
}

// Words of ours inside of a sentence are small: what folding does to them.
std::string follow_up_words(const Ui& ui, const FollowUp& step, const Document* document) {
  const auto kind = after_kind_of(step);
  std::string words = kind                      ? ui.tr(key_of(*kind))
                      : step.after_kind.empty() ? ui.tr(TextKey::chain_any_kind)
                                                : step.after_kind;
  words = titled(ui, std::move(words), step.after_title);
  if (step.after_outcome != ActivityOutcome::none) words += ", " + folded(outcome_words(ui, step.after_outcome, kind));
  if (document && !step.stages.empty()) words += ", " + stage_words(*document, step.stages);
  words += " → ";
  if (step.ends) return words + ui.tr(TextKey::chain_nothing);
  words += titled(ui, folded(ui.tr(key_of(step.next_kind))), step.next_title) + " ";
  return words + (step.working_days == 0
                      ? ui.tr(TextKey::chain_same_day)
                      : ui.tr(TextKey::chain_in_days, {{"count", static_cast<std::int64_t>(step.working_days)}}));
}

}  // namespace voronka::ui
