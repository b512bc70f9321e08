// What a metric is and how it answers: never a bare number, but with what it rests on. The list is metrics.inc; the
// rules [M…] are worded in SPEC.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/document.hpp"

namespace voronka {

enum class MetricUnit : std::uint8_t {
  count,
  money,
  share,
  days,
  money_per_day,
  ratio,  // of two amounts or counts, not bounded by 1
};
enum class MetricState : std::uint8_t {
  good,
  too_few,  // fewer than min_sample: the interval says more than the value
  nothing,  // there is nothing to compute it from: value is meaningless
};
constexpr std::array<std::string_view, 6> names_of(MetricUnit) {
  return {"count", "money", "share", "days", "money_per_day", "ratio"};
}
constexpr std::array<std::string_view, 3> names_of(MetricState) { return {"good", "too_few", "nothing"}; }

struct MetricValue {
  double value = 0;  // money in whole minor units of `currency`, shares 0..1
  MetricUnit unit = MetricUnit::count;
  std::size_t n = 0;               // deals (or stays in a stage) it rests on
  std::optional<double> low = {};  // 90 % interval, where there is one
  std::optional<double> high = {};
  MetricState state = MetricState::good;
  Currency currency = {};            // of money
  std::vector<Id<Deal>> deals = {};  // those it speaks of, in the order of the table; with [M1] to [M16] the n deals
  std::string_view part = {};        // which of several numbers it is: "median", "lost"; empty when there is one
  bool more_than = false;            // not reached: what is known is that it is more than the value
  RawId about = {};                  // the stage or loss reason it speaks of, where its metric says so
  std::string text = {};             // the source it speaks of
  bool operator==(const MetricValue&) const = default;
};

struct Query {
  Id<Pipeline> pipeline = {};      // empty: all
  Id<Stage> stage = {};            // empty: the whole pipeline
  std::optional<Date> as_of = {};  // the evening of that day, computed from history; empty: as things stand
  std::optional<Moment> now =
      {};  // until when is looked, without as_of; empty: the evening of the last day of which history speaks
  bool operator==(const Query&) const = default;
};

struct Facts;

struct Metric {
  std::string_view id = {};
  TextKey title = TextKey::none;
  // Of a stage or (empty) of the whole: its parts; of money in the currencies of deals one per currency, the base currency first. None where
  // it has nothing to say. Linear in the deals or less.
  std::vector<MetricValue> (*of_facts)(const Facts& facts, Id<Stage> stage) = nullptr;
};

std::span<const Metric* const> metrics();
const Metric* metric_of(std::string_view id);  // nullptr when unknown

inline constexpr std::size_t min_sample = 10;

}  // namespace voronka
