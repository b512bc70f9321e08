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
  PipelineFixture();

  Stamp stamp() {
    return {
        .now = {.utc_ms = now_ms, .offset_minutes = 180}, .actor = actor, .first_dot = next_dot, .random_seed = ++seed};
  }
  Result<Planned> try_plan(Command command);
  Result<Done> run(Command command);  // runs and commits; a refusal comes back and changes nothing
  RawId must(Command command);
  Id<Deal> deal(std::size_t stage, std::int64_t amount_minor = 0, std::string title = "Deal");
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
  Actor actor = *actor_from("TestActr");
  std::uint64_t next_dot = 1;
  std::uint64_t seed = 1;
  JournalEntry last_entry = {};
};

}  // namespace voronka::test
