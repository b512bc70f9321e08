#include "forecast/grading.hpp"

#include <algorithm>
#include <cmath>

#include "base/sort.hpp"
#include "metrics/standing.hpp"

namespace voronka {
namespace {

constexpr std::size_t bin_count = 10;

std::size_t bin_of(double chance) {
  return std::min(static_cast<std::size_t>(std::max(chance, 0.0) * bin_count), bin_count - 1);
}

std::size_t distinct(std::vector<std::uint32_t>& deals) {
  sort_rows(deals);
  return static_cast<std::size_t>(std::ranges::unique(deals).begin() - deals.begin());
}

template <class Chance>
std::vector<CalibrationBin> bins_of(std::span<const DealCall> calls, Chance&& chance) {
  std::array<CalibrationBin, bin_count> bins = {};
  std::array<std::vector<std::uint32_t>, bin_count> deals;
  for (const DealCall& call : calls) {
    const std::size_t at = bin_of(chance(call));
    ++bins[at].calls;
    bins[at].chance += chance(call);
    bins[at].won += call.won ? 1 : 0;
    deals[at].push_back(call.deal);
  }
  std::vector<CalibrationBin> used;
  for (std::size_t i = 0; i < bin_count; ++i) {
    CalibrationBin& bin = bins[i];
    if (bin.calls == 0) continue;
    bin.from = static_cast<double>(i) / bin_count;
    bin.to = static_cast<double>(i + 1) / bin_count;
    bin.chance /= static_cast<double>(bin.calls);
    bin.won /= static_cast<double>(bin.calls);
    bin.deals = distinct(deals[i]);
    bin.interval =
        wilson_interval(static_cast<std::size_t>(std::lround(bin.won * static_cast<double>(bin.deals))), bin.deals);
    used.push_back(bin);
  }
  return used;
}

}  // namespace

double pinball(double forecast, double actual, double share) {
  return actual >= forecast ? share * (actual - forecast) : (1 - share) * (forecast - actual);
}

DayGrade grade_of(std::span<const GradedDay> days) {
  DayGrade grade = {.days = days.size()};
  if (days.empty()) return grade;
  constexpr double shares[] = {0.1, 0.5, 0.9};
  for (const GradedDay& day : days) {
    const ForecastDay& it = day.forecast;
    const double quantiles[] = {it.p10, it.p50, it.p90};
    for (std::size_t i = 0; i < 3; ++i) {
      grade.pinball[i] += pinball(quantiles[i], day.actual, shares[i]);
      grade.naive_pinball[i] += pinball(it.naive, day.actual, shares[i]);
    }
    grade.inside += day.actual >= it.p10 && day.actual <= it.p90 ? 1 : 0;
    grade.bias += it.mean - day.actual;
    grade.naive_bias += it.naive - day.actual;
    grade.actual += day.actual;
  }
  const auto n = static_cast<double>(days.size());
  for (std::size_t i = 0; i < 3; ++i) {
    grade.pinball[i] /= n;
    grade.naive_pinball[i] /= n;
  }
  grade.inside /= n;
  grade.bias /= n;
  grade.naive_bias /= n;
  grade.actual /= n;
  return grade;
}

CallGrade grade_of(std::span<const DealCall> calls) {
  CallGrade grade = {.calls = calls.size()};
  if (calls.empty()) return grade;
  std::vector<std::uint32_t> deals;
  for (const DealCall& call : calls) {
    const double won = call.won ? 1 : 0;
    grade.brier += (call.chance - won) * (call.chance - won);
    grade.naive_brier += (call.naive - won) * (call.naive - won);
    deals.push_back(call.deal);
  }
  grade.deals = distinct(deals);
  grade.brier /= static_cast<double>(calls.size());
  grade.naive_brier /= static_cast<double>(calls.size());
  grade.bins = bins_of(calls, [](const DealCall& it) { return static_cast<double>(it.chance); });
  grade.naive_bins = bins_of(calls, [](const DealCall& it) { return static_cast<double>(it.naive); });
  return grade;
}

std::array<CategoryGrade, 5> category_grades(const Document& document, Id<Pipeline> pipeline) {
  std::array<CategoryGrade, 5> grades = {};
  constexpr auto names = names_of(ForecastCategory{});
  for_each_standing(document, {.pipeline = pipeline}, [&](const Standing& it) {
    if (it.status == DealStatus::open) return;
    std::array<bool, 5> called = {};
    called[static_cast<std::size_t>(it.deal->category)] = true;
    const std::vector<bool> live = live_events(it.deal->history);
    for (std::size_t i = 0; i < live.size(); ++i) {
      const Event& event = it.deal->history[i];
      const auto* name = std::get_if<std::string>(&event.value);
      if (!live[i] || event.kind != EventKind::category_changed || !name) continue;
      for (std::size_t category = 0; category < names.size(); ++category)
        if (*name == names[category]) called[category] = true;
    }
    for (std::size_t category = 0; category < called.size(); ++category) {
      if (!called[category]) continue;
      ++grades[category].closed;
      grades[category].won += it.status == DealStatus::won ? 1 : 0;
    }
  });
  for (CategoryGrade& grade : grades) grade.interval = wilson_interval(grade.won, grade.closed);
  return grades;
}

}  // namespace voronka
