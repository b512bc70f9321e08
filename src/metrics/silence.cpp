#include "metrics/silence.hpp"

#include <algorithm>

#include "base/sort.hpp"

namespace voronka {
namespace {

constexpr double prior_deals = 20;    // the typed prior weighs as much as so many closed deals
constexpr double prior_rate = 0.3;    // of them won
constexpr double prior_weekly = 0.9;  // of a chance that is left after a week of silence

}  // namespace

void SilenceCurve::add(bool won, std::vector<Date> touches, Date closed) {
  if (touches.empty()) return;
  sort_rows(touches);
  std::int32_t longest = 0;
  for (std::size_t i = 0; i < touches.size() && touches[i] < closed; ++i) {
    const Date next = i + 1 < touches.size() ? std::min(touches[i + 1], closed) : closed;
    longest = std::max(longest, next.days - touches[i].days);
  }
  const auto most = static_cast<std::size_t>(std::min(longest / 7, weeks + 1));
  for (std::size_t week = 0; week <= most; ++week) {
    ++reached_[week];
    if (won) ++won_[week];
  }
}

double SilenceCurve::loss_after(std::int32_t silent_weeks) const {
  const auto rate = [&](std::size_t week) {
    double left = prior_rate;
    for (std::size_t i = 0; i < week; ++i) left *= prior_weekly;
    return (won_[week] + prior_deals * left) / (reached_[week] + prior_deals);
  };
  const auto week = static_cast<std::size_t>(std::clamp(silent_weeks, 0, weeks));
  return std::clamp(1 - rate(week + 1) / rate(week), 0.02, 0.9);
}

double lateness(std::int32_t overdue_days) { return std::clamp(1 + overdue_days / 7.0, 1.0, 4.0); }

double money_at_risk(double amount, double chance, double loss, double lateness) {
  return amount * chance * loss * lateness;
}

}  // namespace voronka
