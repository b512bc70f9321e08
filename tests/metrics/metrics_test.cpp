// The rules of src/metrics/SPEC.md, one test each: the number in the title is the number there.
#include "metrics/metric.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "metrics/facts.hpp"
#include "metrics/standing.hpp"
#include "metrics/win_rate.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

class Numbers : public PipelineFixture {
 public:
  // Puts a deal straight into the document, with the history that the fields demand and nothing else.
  Deal& deal(std::size_t stage, std::int64_t rubles) {
    Deal deal = {.id = {make_id()}, .title = "Deal"};
    deal.position = {.stage = stages[stage], .rank = {"V"}};
    deal.amount = Money{rubles * 100, *currency_from("RUB")};
    made.push_back(std::move(deal));
    return made.back();
  }
  void happened(Deal& deal, EventKind kind, const char* day, EventValue value = {}) {
    deal.history.push_back({.kind = kind,
                            .precision = Precision::day,
                            .at = noon(day),
                            .recorded_at_ms = noon(day).utc_ms,
                            .value = std::move(value)});
  }
  static Moment noon(const char* day) { return moment_from_local(*date_from_iso(day), TimeOfDay{720}, 180); }
  void commit() {
    RecordSet set;
    set.of<Deal>() = std::move(made);
    made = {};
    must(ApplyImport{.records = std::move(set)});
  }
  std::vector<MetricValue> all(std::string_view id, Query query = {}) {
    return metric_of(id)->of_facts(facts_of(document, query), query.stage);
  }
  MetricValue one(std::string_view id, Query query = {}) {
    const auto values = all(id, query);
    REQUIRE(values.size() == 1);
    return values[0];
  }
  std::vector<Deal> made = [] {
    std::vector<Deal> room;
    room.reserve(100);  // references to deals under construction stay good
    return room;
  }();
};

TEST_CASE_FIXTURE(Numbers, "[M1] deals in the trash and in the archive are never counted") {
  deal(0, 1);
  deal(0, 2).deleted = {.by = DeletedBy::user, .at_ms = 1};
  deal(0, 4).archived = true;
  commit();
  CHECK(one("deal_count").value == 1);
  CHECK(one("deal_sum").value == 100);
}

TEST_CASE_FIXTURE(Numbers, "[M2] open figures are of open deals in sales stages") {
  deal(0, 1);
  deal(6, 2);  // open, but in the stage after the sale
  deal(6, 4).status = DealStatus::won;
  deal(1, 8).status = DealStatus::won;
  deal(1, 16).status = DealStatus::lost;
  commit();
  CHECK(one("open_count").value == 1);
  CHECK(one("open_sum").value == 100);
  CHECK(one("weighted_sum").value == 10);
  CHECK(one("deal_count").value == 5);
}

TEST_CASE_FIXTURE(Numbers, "[M3] a deal without an amount is counted but is not among the n of a sum") {
  deal(0, 5);
  deal(0, 0);
  deal(0, 1).amount.reset();
  commit();
  CHECK(one("open_count").n == 3);
  CHECK(one("open_sum").n == 2);
}

TEST_CASE_FIXTURE(Numbers, "[M4] currencies are never added up, the base currency comes first") {
  deal(0, 1).amount = Money{300, *currency_from("EUR")};
  deal(0, 2);
  deal(0, 1).amount = Money{500, *currency_from("AED")};
  commit();
  const auto sums = all("open_sum");
  REQUIRE(sums.size() == 3);
  CHECK(text_of(sums[0].currency) == "RUB");
  CHECK(text_of(sums[1].currency) == "AED");
  CHECK(text_of(sums[2].currency) == "EUR");
  CHECK(sums[2].value == 300);
  CHECK(sums[2].deals.size() == 1);
}

TEST_CASE_FIXTURE(Numbers, "[M4] no deal with an amount is a sum of 0 in the base currency") {
  commit();
  const MetricValue sum = one("open_sum");
  CHECK(sum.value == 0);
  CHECK(sum.n == 0);
  CHECK(text_of(sum.currency) == "RUB");
}

TEST_CASE_FIXTURE(Numbers, "[M5] the own probability of a deal stands above that of its stage") {
  deal(1, 100);  // 25 %
  deal(1, 100).probability = 90;
  deal(1, 100).probability = 0;
  commit();
  CHECK(one("weighted_sum").value == 11'500);
}

TEST_CASE("[M5] weighted amounts are rounded half away from zero") {
  const Currency rub = *currency_from("RUB");
  CHECK(weighted_minor({.minor = 1, .currency = rub}, 50) == 1);
  CHECK(weighted_minor({.minor = -1, .currency = rub}, 50) == -1);
  CHECK(weighted_minor({.minor = 1, .currency = rub}, 49) == 0);
  CHECK(weighted_minor({.minor = max_amount_minor, .currency = rub}, 100) == max_amount_minor);
}

TEST_CASE("sums of absurd amounts stay at the end of the range") {
  CHECK(added(INT64_MAX, 1) == INT64_MAX);
  CHECK(added(INT64_MIN, -1) == INT64_MIN);
  CHECK(added(2, -3) == -1);
}

TEST_CASE_FIXTURE(Numbers, "[M6] by stage a lost deal counts where it died") {
  deal(2, 7).status = DealStatus::lost;
  deal(6, 9).status = DealStatus::won;
  commit();
  CHECK(one("lost_count", {.stage = stages[2]}).value == 1);
  CHECK(one("lost_sum", {.stage = stages[2]}).value == 700);
  CHECK(one("lost_count", {.stage = stages[1]}).value == 0);
  CHECK(one("won_count", {.stage = stages[6]}).value == 1);
  CHECK(one("won_sum").value == 900);
}

TEST_CASE_FIXTURE(Numbers, "[M7] the evening of a past day is told by history alone") {
  Deal& it = deal(6, 20);
  it.status = DealStatus::won;
  happened(it, EventKind::created, "2025-01-10");
  happened(it, EventKind::stage_entered, "2025-01-10", stages[0].raw);
  happened(it, EventKind::amount_changed, "2025-01-10", Money{1000, *currency_from("RUB")});
  happened(it, EventKind::stage_entered, "2025-02-10", stages[3].raw);
  happened(it, EventKind::amount_changed, "2025-02-15", Money{2000, *currency_from("RUB")});
  happened(it, EventKind::stage_entered, "2025-03-10", stages[6].raw);
  happened(it, EventKind::won, "2025-03-10");
  commit();
  const auto on = [](const char* day) { return Query{.as_of = date_from_iso(day)}; };
  CHECK(one("deal_count", on("2025-01-09")).value == 0);
  CHECK(one("open_sum", on("2025-01-10")).value == 1000);
  CHECK(one("weighted_sum", on("2025-01-10")).value == 100);  // 10 %
  CHECK(one("weighted_sum", on("2025-02-10")).value == 500);  // 50 %
  CHECK(one("open_sum", on("2025-03-09")).value == 2000);
  CHECK(one("open_count", on("2025-03-10")).value == 0);
  CHECK(one("won_count", on("2025-03-09")).value == 0);
  CHECK(one("won_sum", on("2025-03-10")).value == 2000);
  Query stage = on("2025-02-20");
  stage.stage = stages[3];
  CHECK(one("open_count", stage).value == 1);
}

TEST_CASE_FIXTURE(Numbers, "[M7] what was undone did not happen, deleted and restored deals come and go") {
  Deal& it = deal(0, 20);
  happened(it, EventKind::created, "2025-01-10");
  happened(it, EventKind::won, "2025-02-10");
  it.history.back().dot = {.actor = *actor_from("Undoneby"), .n = 7};
  happened(it, EventKind::voided, "2025-02-11", it.history.back().dot);
  happened(it, EventKind::deleted, "2025-03-01");
  happened(it, EventKind::restored, "2025-04-01");
  commit();
  CHECK(one("open_count", {.as_of = date_from_iso("2025-02-10")}).value == 1);
  CHECK(one("deal_count", {.as_of = date_from_iso("2025-03-15")}).value == 0);
  CHECK(one("deal_count", {.as_of = date_from_iso("2025-04-01")}).value == 1);
}

TEST_CASE_FIXTURE(Numbers, "[M7] an event of unknown time counts from the moment it was written down") {
  Deal& it = deal(0, 20);
  it.history.push_back(
      {.kind = EventKind::created, .precision = Precision::unknown, .recorded_at_ms = noon("2025-05-05").utc_ms});
  commit();
  CHECK(one("deal_count", {.as_of = date_from_iso("2025-05-04")}).value == 0);
  CHECK(one("deal_count", {.as_of = date_from_iso("2025-05-05")}).value == 1);
}

TEST_CASE_FIXTURE(Numbers, "[M8] before its first known stage a deal counts there, an amount is not taken back") {
  Deal& it = deal(3, 20);
  happened(it, EventKind::created, "2025-01-10");
  happened(it, EventKind::stage_entered, "2025-02-10", stages[3].raw);
  happened(it, EventKind::amount_changed, "2025-02-10", *it.amount);
  commit();
  CHECK(one("open_count", {.stage = stages[3], .as_of = date_from_iso("2025-01-15")}).value == 1);
  CHECK(one("open_sum", {.as_of = date_from_iso("2025-01-15")}).value == 0);
}

TEST_CASE_FIXTURE(Numbers, "as of today equals as things stand, whatever was done") {
  for (int i = 0; i < 8; ++i) {
    Deal& it = deal(static_cast<std::size_t>(i % 6), 10 + i);
    it.probability = i % 2 == 0 ? std::optional<std::int32_t>(i * 10) : std::nullopt;
  }
  for (const Deal& it : made) must(CreateDeal{.deal = it});
  const std::vector<Deal> deals(document.table<Deal>().rows().begin(), document.table<Deal>().rows().end());
  must(WinDeal{.deal = deals[0].id});
  must(LoseDeal{.deal = deals[1].id, .reason = reason});
  must(WinDeal{.deal = deals[2].id});
  must(ReopenDeal{.deal = deals[2].id});
  must(DeleteRecords{.type = RecordType::deal, .ids = {deals[3].id.raw}});
  const Query today = {.as_of = local_date({.utc_ms = now_ms, .offset_minutes = 180})};
  const Facts now = facts_of(document, {});
  const Facts then = facts_of(document, today);
  for (const Metric* metric : metrics()) {
    CAPTURE(metric->id);
    CHECK(metric->of_facts(now, {}) == metric->of_facts(then, {}));
    for (const Id<Stage> stage : stages) CHECK(metric->of_facts(now, stage) == metric->of_facts(then, stage));
  }
}

TEST_CASE_FIXTURE(Numbers, "[M9] the win rate is won of won and lost, open deals are neither") {
  for (int i = 0; i < 30; ++i)
    deal(1, 1).status = i < 12 ? DealStatus::won : i < 20 ? DealStatus::lost : DealStatus::open;
  commit();
  const MetricValue rate = one("win_rate");
  CHECK(rate.value == doctest::Approx(0.6));
  CHECK(rate.n == 20);
  CHECK(rate.state == MetricState::good);
}

TEST_CASE_FIXTURE(Numbers, "[M10] by stage the win rate is of closed deals that are known to have been there") {
  Deal& been = deal(6, 1);
  been.status = DealStatus::won;
  happened(been, EventKind::stage_entered, "2025-01-10", stages[2].raw);
  Deal& guessed = deal(2, 1);
  guessed.status = DealStatus::lost;
  happened(guessed, EventKind::stage_entered, "2025-01-10", stages[2].raw);
  guessed.history.back().origin = EventOrigin::inferred;
  commit();
  CHECK(one("win_rate", {.stage = stages[2]}).n == 1);
  CHECK(one("win_rate", {.stage = stages[2]}).value == 1);
  CHECK(one("win_rate", {.stage = stages[4]}).state == MetricState::nothing);
}

TEST_CASE_FIXTURE(Numbers, "[M11] few closed deals say so, none give no answer") {
  commit();
  CHECK(one("win_rate").state == MetricState::nothing);
  deal(1, 1).status = DealStatus::won;
  commit();
  const MetricValue rate = one("win_rate");
  CHECK(rate.state == MetricState::too_few);
  CHECK(*rate.low < 0.3);
  CHECK(*rate.high == 1.0);
}

TEST_CASE("[M11] the interval is Wilson's at 90 %") {
  const ShareInterval third = wilson_interval(3, 10);  // R: prop.test(3, 10, conf.level = 0.9, correct = FALSE)
  CHECK(third.low == doctest::Approx(0.1274).epsilon(1e-3));
  CHECK(third.high == doctest::Approx(0.5578).epsilon(1e-3));
  for (std::size_t n = 1; n < 40; ++n) {
    for (std::size_t hits = 0; hits <= n; ++hits) {
      const ShareInterval it = wilson_interval(hits, n);
      const double share = static_cast<double>(hits) / static_cast<double>(n);
      CHECK((it.low >= 0 && it.low <= share + 1e-12 && share <= it.high + 1e-12 && it.high <= 1));
      const ShareInterval mirrored = wilson_interval(n - hits, n);
      CHECK(it.low == doctest::Approx(1 - mirrored.high));
    }
  }
}

TEST_CASE_FIXTURE(Numbers, "a query for one pipeline leaves the others out") {
  RecordSet set;
  const Id<Pipeline> other = {make_id()};
  const Id<Stage> stage = {make_id()};
  set.of<Pipeline>().push_back({.id = other, .name = "Other", .rank = {"x"}});
  set.of<Stage>().push_back({.id = stage, .pipeline = other, .name = "S", .rank = {"V"}, .color = "#7C8AA5"});
  must(ApplyImport{.records = std::move(set)});
  deal(0, 1);
  deal(0, 2).position.stage = stage;
  commit();
  CHECK(one("open_sum", {.pipeline = pipeline}).value == 100);
  CHECK(one("open_sum", {.pipeline = other}).value == 200);
  CHECK(one("open_sum").value == 300);
}

TEST_CASE("every metric has an id of its own") {
  for (const Metric* metric : metrics()) CHECK(metric_of(metric->id) == metric);
  CHECK(metric_of("none") == nullptr);
}

}  // namespace
}  // namespace voronka
