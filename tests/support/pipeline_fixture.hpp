// A small pipeline to try commands on: seven stages, a clock that stands still until moved, named builders.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/plan.hpp"
#include "model/document.hpp"
#include "model/stages.hpp"

namespace voronka::test {

inline constexpr std::int64_t first_moment_ms = 1'767'600'000'000;  // 2026-01-05T08:00:00Z

class PipelineFixture {
 public:
  PipelineFixture() {
    RecordSet set;
    set.of<Settings>().push_back({.id = {make_id()}, .name = "Test", .base_currency = *currency_from("RUB")});
    pipeline = {make_id()};
    set.of<Pipeline>().push_back({.id = pipeline, .name = "Sales", .rank = {"V"}});
    const char* names[] = {"Lead", "Qualified", "Presentation", "Objections", "Negotiation", "Closing", "Service"};
    const std::int32_t percents[] = {10, 25, 40, 50, 60, 80, 100};
    for (std::size_t i = 0; i < 7; ++i) {
      stages.push_back({make_id()});
      set.of<Stage>().push_back({.id = stages[i],
                                 .pipeline = pipeline,
                                 .name = names[i],
                                 .rank = {spread_rank(i, 7)},
                                 .probability = percents[i],
                                 .color = "#7C8AA5",
                                 .kind = i == 6 ? StageKind::after_sale : StageKind::sales});
    }
    reason = {make_id()};
    set.of<LossReason>().push_back({.id = reason, .name = "Price", .rank = {"V"}});
    must(ApplyImport{.records = std::move(set)});
  }

  Stamp stamp() {
    return {.now = {.utc_ms = now_ms, .offset_minutes = 180},
            .actor = *actor_from("TestActr"),
            .first_dot = next_dot,
            .random_seed = ++seed};
  }
  Result<Planned> try_plan(Command command) { return plan(document, std::move(command), stamp()); }
  // Runs and commits; a refusal comes back and changes nothing.
  Result<Done> run(Command command) {
    Result<Planned> planned = try_plan(std::move(command));
    if (!planned) return std::unexpected(planned.error());
    next_dot += planned->dots_used;
    last_entry = journal_of(planned->patch);
    document.commit(std::move(planned->patch));
    now_ms += 60'000;
    return planned->done;
  }
  RawId must(Command command) {
    const Result<Done> done = run(std::move(command));
    if (!done) std::abort();
    return done->created;
  }
  Id<Deal> deal(std::size_t stage, std::int64_t amount_minor = 0, std::string title = "Deal") {
    Deal made = {.title = std::move(title), .position = {.stage = stages[stage]}};
    if (amount_minor != 0) made.amount = Money{.minor = amount_minor, .currency = *currency_from("RUB")};
    return {must(CreateDeal{.deal = std::move(made)})};
  }
  const Deal& operator[](Id<Deal> id) const { return *document.find(id); }
  RawId make_id() {
    ++seed;
    return ulid(now_ms, seed * 7919, seed * 104729);
  }

  Document document = {};
  Id<Pipeline> pipeline = {};
  std::vector<Id<Stage>> stages = {};
  Id<LossReason> reason = {};
  std::int64_t now_ms = first_moment_ms;
  std::uint64_t next_dot = 1;
  std::uint64_t seed = 1;
  JournalEntry last_entry = {};
};

}  // namespace voronka::test
