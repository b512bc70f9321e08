#include "metrics/board_totals.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "metrics/facts.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

// A document with random deals in every state and three currencies.
void fill(PipelineFixture& fixture, std::uint64_t seed) {
  Random random(seed);
  RecordSet set;
  for (std::uint64_t left = random.below(60); left > 0; --left) {
    Deal deal = {.id = {fixture.make_id()}, .title = "D"};
    deal.position = {.stage = fixture.stages[random.index(7)], .rank = {"V"}};
    deal.status = static_cast<DealStatus>(random.below(3));
    if (random.below(5) > 0)
      deal.amount =
          Money{static_cast<std::int64_t>(random.below(100'000)), *currency_from(random.below(3) == 0 ? "USD" : "RUB")};
    if (random.below(3) == 0) deal.probability = static_cast<std::int32_t>(random.below(101));
    deal.archived = random.below(9) == 0;
    if (random.below(9) == 0) deal.deleted = {.by = DeletedBy::user, .at_ms = 1};
    set.of<Deal>().push_back(std::move(deal));
  }
  fixture.must(ApplyImport{.records = std::move(set)});
}

TEST_CASE("[M12] the columns of sales stages say what the metrics say") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    PipelineFixture fixture;
    fill(fixture, seed);
    CAPTURE(seed);
    const auto columns = board_totals(fixture.document, fixture.pipeline);
    const Facts facts = facts_of(fixture.document, {.pipeline = fixture.pipeline});
    REQUIRE(columns.size() == 7);
    for (std::size_t i = 0; i < 6; ++i) {
      CHECK(columns[i].stage == fixture.stages[i]);
      CHECK(metric_of("open_count")->of_facts(facts, fixture.stages[i])[0].n == columns[i].count);
      const auto sums = metric_of("open_sum")->of_facts(facts, fixture.stages[i]);
      const auto weighted = metric_of("weighted_sum")->of_facts(facts, fixture.stages[i]);
      if (columns[i].totals.empty()) CHECK(sums[0].value == 0);
      for (std::size_t at = 0; at < columns[i].totals.size(); ++at) {
        CHECK(sums[at].currency == columns[i].totals[at].currency);
        CHECK(sums[at].value == static_cast<double>(columns[i].totals[at].sum_minor));
        CHECK(sums[at].n == columns[i].totals[at].n);
        CHECK(weighted[at].value == static_cast<double>(columns[i].totals[at].weighted_minor));
      }
    }
    const StageTotals whole = sales_totals(fixture.document, fixture.pipeline);
    CHECK(metric_of("open_count")->of_facts(facts, {})[0].n == whole.count);
    if (!whole.totals.empty())
      CHECK(metric_of("open_sum")->of_facts(facts, {})[0].value == static_cast<double>(whole.totals[0].sum_minor));
  }
}

TEST_CASE("[M12] a column counts the cards that are on the board") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    PipelineFixture fixture;
    fill(fixture, seed);
    CAPTURE(seed);
    for (const StageTotals& column : board_totals(fixture.document, fixture.pipeline)) {
      std::size_t cards = 0;
      for (const Deal& deal : fixture.document.table<Deal>().rows())
        cards += deal.position.stage == column.stage && is_on_board(deal, *fixture.document.find(column.stage)) ? 1 : 0;
      CHECK(column.count == cards);
    }
  }
}

TEST_CASE("[M12] won deals are cards after the sale only") {
  const Stage sales = {.kind = StageKind::sales};
  const Stage service = {.kind = StageKind::after_sale};
  CHECK_FALSE(is_on_board({.status = DealStatus::won}, sales));
  CHECK(is_on_board({.status = DealStatus::won}, service));
  CHECK(is_on_board({.status = DealStatus::open}, sales));
  CHECK_FALSE(is_on_board({.status = DealStatus::lost}, service));
  CHECK_FALSE(is_on_board({.archived = true}, sales));
}

}  // namespace
}  // namespace voronka
