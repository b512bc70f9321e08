// Pipelines with histories as a test or a bench wants them: days are numbers, nothing is planned or checked. The document is loaded, not
// commanded.
#pragma once

#include <cmath>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "base/rank.hpp"
#include "model/document.hpp"

namespace voronka::test {

class HistoryBuilder {
 public:
  static constexpr double day_zero = 20'000;  // 2024-10-04: days of tests count from here

  explicit HistoryBuilder(std::size_t sales = 3, bool with_after_sale = true) {
    rub = *currency_from("RUB");
    set_.of<Settings>().push_back({.id = {id()}, .name = "Test", .base_currency = rub});
    pipeline = {id()};
    set_.of<Pipeline>().push_back({.id = pipeline, .name = "Sales", .rank = {"V"}});
    const std::size_t count = sales + (with_after_sale ? 1 : 0);
    for (std::size_t i = 0; i < count; ++i) {
      stages.push_back({id()});
      set_.of<Stage>().push_back({.id = stages[i],
                                  .pipeline = pipeline,
                                  .name = "Stage " + std::to_string(i),
                                  .rank = {spread_rank(i, count)},
                                  .kind = i < sales ? StageKind::sales : StageKind::after_sale});
    }
  }

  static Moment at(double day) {
    return {.utc_ms = static_cast<std::int64_t>(std::llround((day_zero + day) * static_cast<double>(day_ms))) -
                      std::int64_t{180} * 60'000,
            .offset_minutes = 180};
  }
  static Date date(int day) { return {static_cast<std::int32_t>(day_zero) + day}; }

  // An open deal without any history in the first stage.
  Deal& blank(std::size_t stage = 0) {
    deals_.push_back({.id = {id()}, .title = "Deal", .position = {.stage = stages[stage], .rank = {"V"}}});
    return deals_.back();
  }
  // Made on that day in that stage.
  Deal& deal(double day, std::size_t stage = 0) {
    Deal& it = blank(stage);
    happened(it, EventKind::created, day);
    enter(it, day, stage);
    return it;
  }
  Event& happened(Deal& deal, EventKind kind, double day, EventValue value = {}) {
    deal.history.push_back({.kind = kind, .at = at(day), .recorded_at_ms = at(day).utc_ms, .value = std::move(value)});
    return deal.history.back();
  }
  Event& enter(Deal& deal, double day, std::size_t stage) {
    deal.position.stage = stages[stage];
    return happened(deal, EventKind::stage_entered, day, stages[stage].raw);
  }
  Event& win(Deal& deal, double day) {
    deal.status = DealStatus::won;
    deal.closed_on = local_date(at(day));
    return happened(deal, EventKind::won, day);
  }
  Event& lose(Deal& deal, double day, Id<LossReason> reason = {}) {
    deal.status = DealStatus::lost;
    deal.closed_on = local_date(at(day));
    deal.loss_reason = reason;
    return happened(deal, EventKind::lost, day, reason ? EventValue(reason.raw) : EventValue());
  }
  Activity& activity(const Deal& deal, std::optional<double> done) {
    set_.of<Activity>().push_back({.id = {id()}, .deal = deal.id});
    if (done) set_.of<Activity>().back().done_at = at(*done);
    return set_.of<Activity>().back();
  }
  Money rubles(std::int64_t amount) const { return {.minor = amount * 100, .currency = rub}; }
  RawId id() {
    ++ids_;
    return ulid(1'700'000'000'000, ids_, ids_ * 7919);
  }

  template <class Record>
  std::vector<Record>& of() {
    return set_.of<Record>();
  }
  // Takes all there is; the builder is empty afterwards.
  Document document() {
    for (Deal& deal : deals_) set_.of<Deal>().push_back(std::move(deal));
    Document made;
    made.load(std::move(set_), {});
    return made;
  }

  Id<Pipeline> pipeline = {};
  std::vector<Id<Stage>> stages = {};
  Currency rub = {};

 private:
  RecordSet set_ = {};
  std::deque<Deal> deals_ = {};  // references stay good
  std::uint64_t ids_ = 0;
};

}  // namespace voronka::test
