// Deals with a history told in days, for the tests of forecasts.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "forecast/forecast.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {

class ToldDeals : public PipelineFixture {
 public:
  ToldDeals() { made.reserve(4'000); }  // references to deals under construction stay good
  static Date day(const char* text) { return *date_from_iso(text); }
  static Money rubles(std::int64_t amount) { return {amount * 100, *currency_from("RUB")}; }

  // Created and come into its stage on that day.
  Deal& told(std::size_t stage, Date on, std::optional<Money> amount) {
    Deal deal = {.id = {make_id()}, .title = "Deal", .amount = amount};
    deal.position = {.stage = stages[stage], .rank = {"V"}};
    made.push_back(std::move(deal));
    happened(made.back(), EventKind::created, on);
    happened(made.back(), EventKind::stage_entered, on, stages[stage].raw);
    return made.back();
  }
  void moved(Deal& deal, std::size_t stage, Date on) {
    deal.position.stage = stages[stage];
    happened(deal, EventKind::stage_entered, on, stages[stage].raw);
  }
  void closed(Deal& deal, DealStatus status, Date on) {
    deal.status = status;
    deal.closed_on = on;
    happened(deal, status == DealStatus::won ? EventKind::won : EventKind::lost, on);
  }
  static void happened(Deal& deal, EventKind kind, Date on, EventValue value = {}) {
    const Moment noon = moment_from_local(on, TimeOfDay{720}, 180);
    deal.history.push_back({.kind = kind,
                            .precision = Precision::day,
                            .at = noon,
                            .recorded_at_ms = noon.utc_ms,
                            .value = std::move(value)});
  }
  void commit() {
    RecordSet set;
    set.of<Deal>() = std::exchange(made, {});
    made.reserve(4'000);
    must(ApplyImport{.records = std::move(set)});
  }
  // `wins` of `closed` deals that came to a stage, one a day from 2024-01-01 on, and ended `days` later.
  void closed_deals(std::size_t stage, std::size_t wins, std::size_t closed_count, std::int32_t days) {
    for (std::size_t i = 0; i < closed_count; ++i) {
      const Date on = {day("2024-01-01").days + static_cast<std::int32_t>(i)};
      Deal& deal = told(stage, on, rubles(100));
      closed(deal, i < wins ? DealStatus::won : DealStatus::lost, {on.days + days});
    }
  }
  std::vector<Deal> made = {};
};

}  // namespace voronka::test
