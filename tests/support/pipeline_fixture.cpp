#include "tests/support/pipeline_fixture.hpp"

#include <cstdlib>

namespace voronka::test {

PipelineFixture::PipelineFixture() {
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

Result<Planned> PipelineFixture::try_plan(Command command) { return plan(document, std::move(command), stamp()); }

Result<Done> PipelineFixture::run(Command command) {
  Result<Planned> planned = try_plan(std::move(command));
  if (!planned) return std::unexpected(planned.error());
  next_dot += planned->dots_used;
  last_entry = journal_of(planned->patch);
  document.commit(std::move(planned->patch));
  now_ms += 60'000;
  return planned->done;
}

RawId PipelineFixture::must(Command command) {
  const Result<Done> done = run(std::move(command));
  if (!done) std::abort();
  return done->created;
}

Id<Deal> PipelineFixture::deal(std::size_t stage, std::int64_t amount_minor, std::string title) {
  Deal made = {.title = std::move(title), .position = {.stage = stages[stage]}};
  if (amount_minor != 0) made.amount = Money{.minor = amount_minor, .currency = *currency_from("RUB")};
  return {must(CreateDeal{.deal = std::move(made)})};
}

}  // namespace voronka::test
