#include "model/next_activity.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "base/later.hpp"

namespace voronka {
namespace {

// The title of what was done is folded only once a step asks for it.
class Fit {
 public:
  explicit Fit(const DoneStep& done) : done_(done) {
    if (done_.outcome == ActivityOutcome::none) done_.outcome = ActivityOutcome::success;
  }

  // How exactly a step fits: one bit for each condition, the heaviest first; -1 when it does not.
  int of(const FollowUp& step) {
    if (step.deleted) return -1;
    int exactness = 0;
    if (!step.after_kind.empty()) {
      if (step.after_kind != name_of(done_.kind)) return -1;
      exactness |= 1;
    }
    if (step.after_outcome != ActivityOutcome::none) {
      if (step.after_outcome != done_.outcome) return -1;
      exactness |= 2;
    } else if (done_.kind == ActivityKind::call && done_.outcome == ActivityOutcome::no_contact) {
      return -1;
    }
    if (!step.stages.empty()) {
      if (std::ranges::find(step.stages, done_.stage) == step.stages.end()) return -1;
      exactness |= 4;
    }
    if (!step.after_title.empty()) {
      if (folded(step.after_title) != title()) return -1;
      exactness |= 8;
    }
    return exactness;
  }

 private:
  const std::string& title() {
    if (title_.empty()) title_ = folded(done_.title);
    return title_;
  }
  DoneStep done_;
  std::string title_ = {};
};

bool is_above(const FollowUp& a, const FollowUp& b) {
  return a.rank.text != b.rank.text ? a.rank < b.rank : a.id < b.id;
}

}  // namespace

ActivityIdea idea_after(ActivityKind kind, ActivityOutcome outcome, int unanswered) {
  using enum ActivityKind;
  switch (outcome) {
    case ActivityOutcome::no_contact:
      // Who does not lift the phone three times may read.
      if (kind == call && unanswered >= calls_before_writing)
        return {.kind = message, .title = TextKey::idea_write, .working_days = 0};
      if (kind == email || kind == message)
        return {.kind = call, .title = TextKey::idea_call_instead, .working_days = 1};
      return {.kind = kind, .working_days = 1};
    case ActivityOutcome::postponed:
      return {.kind = kind, .working_days = 5};
    case ActivityOutcome::refused:
      return {.kind = call, .title = TextKey::idea_return, .working_days = 60};
    case ActivityOutcome::none:
    case ActivityOutcome::success:
      break;
  }
  switch (kind) {
    case call:
      return {.kind = email, .title = TextKey::idea_offer, .working_days = 2};
    case meeting:
      return {.kind = email, .title = TextKey::idea_summary, .working_days = 1};
    case email:
    case message:
      return {.kind = call, .title = TextKey::idea_follow_up, .working_days = 3};
    case task:
      return {.kind = call, .title = TextKey::idea_follow_up, .working_days = 2};
  }
  return {};
}

const FollowUp* step_after(std::span<const FollowUp> steps, const DoneStep& done) {
  const FollowUp* best = nullptr;
  int best_fit = -1;
  Fit fit(done);
  for (const FollowUp& step : steps) {
    const int now = fit.of(step);
    if (now < 0 || now < best_fit || (now == best_fit && !is_above(step, *best))) continue;
    best = &step;
    best_fit = now;
  }
  return best;
}

ActivityIdea idea_after(std::span<const FollowUp> steps, const DoneStep& done) {
  const FollowUp* step = step_after(steps, done);
  if (!step) return idea_after(done.kind, done.outcome, done.unanswered);
  return {.kind = step->next_kind,
          .working_days = step->working_days,
          .own_title = step->next_title,
          .nothing = step->ends};
}

VORONKA_LATER std::vector<BuiltInStep> built_in_steps() {
  using enum ActivityOutcome;
  std::vector<BuiltInStep> steps;
  const auto add = [&](ActivityKind kind, ActivityOutcome outcome, std::string_view name) {
    const ActivityIdea idea = idea_after(kind, outcome, 0);
    steps.push_back({.step = {.after_kind = std::string(name),
                              .after_outcome = outcome,
                              .next_kind = idea.kind,
                              .working_days = idea.working_days},
                     .title = idea.title});
  };
  for (const ActivityOutcome outcome : {success, no_contact, postponed})
    for (std::size_t i = 0; i < names_of(ActivityKind{}).size(); ++i) {
      const auto kind = static_cast<ActivityKind>(i);
      if (kind != ActivityKind::call || outcome != no_contact) add(kind, outcome, name_of(kind));
    }
  add(ActivityKind::call, refused, {});  // the same after all
  return steps;
}

bool is_same_case(const FollowUp& a, const FollowUp& b) {
  return a.after_kind == b.after_kind && a.after_outcome == b.after_outcome && a.stages == b.stages &&
         folded(a.after_title) == folded(b.after_title);
}

}  // namespace voronka
