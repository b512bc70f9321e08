#include "model/next_activity.hpp"

#include <doctest/doctest.h>

#include <tuple>

#include "base/random.hpp"

namespace voronka::test {
namespace {

constexpr std::size_t kinds = names_of(ActivityKind{}).size();
constexpr std::size_t outcomes = names_of(ActivityOutcome{}).size();

template <class Record>
Id<Record> id_of(std::uint64_t number) {
  return {ulid(1'767'600'000'000, 1, number)};
}

std::vector<DoneStep> all_cases() {
  std::vector<DoneStep> cases;
  for (std::size_t kind = 0; kind < kinds; ++kind)
    for (std::size_t outcome = 0; outcome < outcomes; ++outcome)
      for (int unanswered = 0; unanswered < 5; ++unanswered)
        cases.push_back({.kind = static_cast<ActivityKind>(kind),
                         .outcome = static_cast<ActivityOutcome>(outcome),
                         .title = "Первый звонок",
                         .unanswered = unanswered});
  return cases;
}

ActivityIdea built_in(const DoneStep& done) { return idea_after(done.kind, done.outcome, done.unanswered); }

const DoneStep answered = {.outcome = ActivityOutcome::success, .title = "Первый звонок", .stage = id_of<Stage>(1)};
const DoneStep missed = {.outcome = ActivityOutcome::no_contact, .title = "Первый звонок", .unanswered = 1};

}  // namespace

TEST_CASE("without steps of one's own the built-in suggestions are what they were") {
  for (const DoneStep& done : all_cases()) CHECK(idea_after({}, done) == built_in(done));
  CHECK(idea_after({}, {.outcome = ActivityOutcome::success}) ==
        ActivityIdea{.kind = ActivityKind::email, .title = TextKey::idea_offer, .working_days = 2});
  CHECK(idea_after({}, missed) == ActivityIdea{.kind = ActivityKind::call, .working_days = 1});
  DoneStep third = missed;
  third.unanswered = 3;
  CHECK(idea_after({}, third) ==
        ActivityIdea{.kind = ActivityKind::message, .title = TextKey::idea_write, .working_days = 0});
}

TEST_CASE("steps in the trash change nothing") {
  const FollowUp gone = {.ends = true, .deleted = {.by = DeletedBy::user, .at_ms = 1}};
  for (const DoneStep& done : all_cases()) CHECK(idea_after(std::span(&gone, 1), done) == built_in(done));
}

TEST_CASE("the built-in suggestions, taken as steps of one's own, suggest the same") {
  std::vector<FollowUp> steps;
  std::vector<TextKey> titles;
  for (const BuiltInStep& one : built_in_steps()) {
    steps.push_back(one.step);
    titles.push_back(one.title);
    steps.back().id = id_of<FollowUp>(steps.size());
    steps.back().rank = {.text = "V"};
  }
  for (std::size_t a = 0; a < steps.size(); ++a)
    for (std::size_t b = 0; b < steps.size(); ++b) CHECK(is_same_case(steps[a], steps[b]) == (a == b));
  for (const DoneStep& done : all_cases()) {
    CAPTURE(name_of(done.kind));
    CAPTURE(name_of(done.outcome));
    ActivityIdea idea = idea_after(steps, done);
    if (const FollowUp* step = step_after(steps, done)) idea.title = titles[static_cast<std::size_t>(step - &steps[0])];
    CHECK(idea == built_in(done));
  }
}

TEST_CASE("a step says kind, title, day, or that nothing follows") {
  FollowUp step = {.after_kind = "call",
                   .after_outcome = ActivityOutcome::success,
                   .next_kind = ActivityKind::message,
                   .next_title = "Отправить КП",
                   .working_days = 0};
  CHECK(idea_after(std::span(&step, 1), answered) ==
        ActivityIdea{.kind = ActivityKind::message, .working_days = 0, .own_title = "Отправить КП"});
  step.ends = true;
  CHECK(idea_after(std::span(&step, 1), answered).nothing);
  CHECK_FALSE(idea_after(std::span(&step, 1), missed).nothing);
}

TEST_CASE("what is not said yet is taken for a success") {
  const FollowUp step = {.after_outcome = ActivityOutcome::success, .next_title = "x"};
  CHECK(step_after(std::span(&step, 1), {.outcome = ActivityOutcome::none}) == &step);
  CHECK(step_after(std::span(&step, 1), {.outcome = ActivityOutcome::postponed}) == nullptr);
}

TEST_CASE("a title is compared folded, and whole") {
  const FollowUp step = {.after_title = "ПЕРВЫЙ ЗВОНОК"};
  CHECK(step_after(std::span(&step, 1), answered) == &step);
  CHECK(step_after(std::span(&step, 1), {.title = "Первый звонок клиенту"}) == nullptr);
  CHECK(step_after(std::span(&step, 1), {.title = ""}) == nullptr);
}

TEST_CASE("a kind that this version does not know fits nothing") {
  const FollowUp step = {.after_kind = "fax"};
  for (const DoneStep& done : all_cases()) CHECK(step_after(std::span(&step, 1), done) == nullptr);
}

TEST_CASE("a call that nobody answered is tried again as ever, until a step speaks of that outcome") {
  std::vector<FollowUp> steps = {{.next_title = "always"}, {.after_kind = "call", .after_title = "Первый звонок"}};
  for (int unanswered = 1; unanswered < 5; ++unanswered) {
    DoneStep done = missed;
    done.unanswered = unanswered;
    CHECK(idea_after(steps, done) == built_in(done));
  }
  CHECK(step_after(steps, {.kind = ActivityKind::email, .outcome = ActivityOutcome::no_contact}) == &steps[0]);
  steps.push_back({.after_outcome = ActivityOutcome::no_contact, .next_title = "write"});
  CHECK(idea_after(steps, missed).own_title == "write");
}

TEST_CASE("a title weighs more than a stage, that more than an outcome, that more than a kind; then the upper one") {
  const FollowUp any = {.id = id_of<FollowUp>(1), .rank = {.text = "A"}};
  const FollowUp kind = {.id = id_of<FollowUp>(2), .after_kind = "call", .rank = {.text = "B"}};
  const FollowUp outcome = {.id = id_of<FollowUp>(3), .after_outcome = ActivityOutcome::success, .rank = {.text = "C"}};
  const FollowUp stage = {
      .id = id_of<FollowUp>(4), .stages = {id_of<Stage>(2), id_of<Stage>(1)}, .rank = {.text = "D"}};
  const FollowUp title = {.id = id_of<FollowUp>(5), .after_title = "первый звонок", .rank = {.text = "E"}};
  const std::vector<FollowUp> all = {title, stage, outcome, kind, any};
  for (std::size_t from = 0; from < all.size(); ++from) {
    const std::vector<FollowUp> weaker(all.begin() + static_cast<std::ptrdiff_t>(from), all.end());
    CHECK(step_after(weaker, answered)->id == all[from].id);
    const std::vector<FollowUp> turned(weaker.rbegin(), weaker.rend());
    CHECK(step_after(turned, answered)->id == all[from].id);
  }
  // All that is weaker than a title, together.
  FollowUp exact = kind;
  exact.after_outcome = ActivityOutcome::success;
  exact.stages = {id_of<Stage>(1)};
  const std::vector<FollowUp> two = {exact, title};
  CHECK(step_after(two, answered)->id == title.id);
  const std::vector<FollowUp> equal = {{.next_title = "lower", .rank = {.text = "V"}},
                                       {.next_title = "upper", .rank = {.text = "G"}}};
  CHECK(step_after(equal, answered)->next_title == "upper");
}

TEST_CASE(
    "whatever steps there are: one that fits is found, none that fits is more exact, and their order is nothing") {
  const std::vector<std::string> titles = {"", "Первый звонок", "Другое"};
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const auto random_kind = [&] { return static_cast<ActivityKind>(random.below(kinds)); };
    std::vector<FollowUp> steps(static_cast<std::size_t>(random.below(12)));
    for (FollowUp& step : steps) {
      step.id = id_of<FollowUp>(random.next());
      step.rank.text = std::string(1, static_cast<char>('A' + random.below(4)));
      if (random.below(2) == 0) step.after_kind = name_of(random_kind());
      step.after_outcome = static_cast<ActivityOutcome>(random.below(outcomes));
      step.after_title = titles[random.index(titles.size())];
      if (random.below(3) == 0) step.stages = {id_of<Stage>(random.below(2))};
      if (random.below(8) == 0) step.deleted = {.by = DeletedBy::user, .at_ms = 1};
    }
    const DoneStep done = {.kind = random_kind(),
                           .outcome = static_cast<ActivityOutcome>(random.below(outcomes)),
                           .title = titles[random.index(titles.size())],
                           .stage = id_of<Stage>(random.below(2)),
                           .unanswered = 1};
    // Said once more, in words instead of bits.
    const auto said = done.outcome == ActivityOutcome::none ? ActivityOutcome::success : done.outcome;
    const bool is_missed = done.kind == ActivityKind::call && said == ActivityOutcome::no_contact;
    const auto fits = [&](const FollowUp& step) {
      return !step.deleted && (step.after_kind.empty() || step.after_kind == name_of(done.kind)) &&
             (step.after_outcome == said || (step.after_outcome == ActivityOutcome::none && !is_missed)) &&
             (step.after_title.empty() || step.after_title == done.title) &&
             (step.stages.empty() || step.stages[0] == done.stage);
    };
    const auto order = [](const FollowUp& step) {
      return std::tuple(step.after_title.empty(), step.stages.empty(), step.after_outcome == ActivityOutcome::none,
                        step.after_kind.empty(), step.rank.text, step.id);
    };
    const FollowUp* found = step_after(steps, done);
    const FollowUp* wanted = nullptr;
    for (const FollowUp& step : steps)
      if (fits(step) && (!wanted || order(step) < order(*wanted))) wanted = &step;
    CHECK(found == wanted);
    if (!found) CHECK(idea_after(steps, done) == built_in(done));
    const std::vector<FollowUp> turned(steps.rbegin(), steps.rend());
    const FollowUp* again = step_after(turned, done);
    CHECK((again ? again->id : Id<FollowUp>{}) == (found ? found->id : Id<FollowUp>{}));
  }
}

}  // namespace voronka::test
