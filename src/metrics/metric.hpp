// What a metric is and how it answers: never a bare number, but with what it rests on. The list is metrics.inc; the
// rules [M…] are worded in SPEC.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/document.hpp"

namespace voronka {

enum class MetricUnit : std::uint8_t { count, money, share };
enum class MetricState : std::uint8_t {
  good,
  too_few,  // fewer than min_sample: the interval says more than the value
  nothing,  // there is nothing to compute it from: value is meaningless
};
constexpr std::array<std::string_view, 3> names_of(MetricUnit) { return {"count", "money", "share"}; }
constexpr std::array<std::string_view, 3> names_of(MetricState) { return {"good", "too_few", "nothing"}; }

struct MetricValue {
  double value = 0;  // money in whole minor units of `currency`, shares 0..1
  MetricUnit unit = MetricUnit::count;
  std::size_t n = 0;               // deals it rests on
  std::optional<double> low = {};  // 90 % interval, where there is one
  std::optional<double> high = {};
  MetricState state = MetricState::good;
  Currency currency = {};            // of money
  std::vector<Id<Deal>> deals = {};  // the n deals, in the order of the table
  bool operator==(const MetricValue&) const = default;
};

struct Query {
  Id<Pipeline> pipeline = {};      // empty: all
  Id<Stage> stage = {};            // empty: the whole pipeline
  std::optional<Date> as_of = {};  // the evening of that day, computed from history; empty: as things stand
  bool operator==(const Query&) const = default;
};

struct Metric {
  std::string_view id = {};
  TextKey title = TextKey::none;
  // One value; of money one per currency, the base currency first. Linear in the deals.
  std::vector<MetricValue> (*compute)(const Document& document, const Query& query) = nullptr;
};

std::span<const Metric* const> metrics();
const Metric* metric_of(std::string_view id);  // nullptr when unknown

inline constexpr std::size_t min_sample = 10;

}  // namespace voronka
