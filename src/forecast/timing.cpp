#include "forecast/timing.hpp"

#include <algorithm>

#include "forecast/draw.hpp"

namespace voronka {
namespace {

constexpr std::size_t days_kept = curve_days + 400;  // the oldest deal is asked about for another year
constexpr std::uint32_t least_at_risk =
    5;  // where fewer deals are left, steps of the estimate are too coarse to be believed

struct Counts {
  std::vector<std::uint32_t> won = {}, lost = {},
                             left = {};  // waits that ended so on day d; `left` in any way, open too
};

Counts counts_of(const std::vector<Wait>& waits) {
  Counts counts = {.won = std::vector<std::uint32_t>(days_kept),
                   .lost = std::vector<std::uint32_t>(days_kept),
                   .left = std::vector<std::uint32_t>(days_kept)};
  for (const Wait& wait : waits) {
    const bool beyond = wait.days > curve_days;  // not over by then: censored
    const auto day = static_cast<std::size_t>(std::clamp(wait.days, 0, curve_days));
    ++counts.left[day];
    if (beyond) continue;
    if (wait.end == DealStatus::won) ++counts.won[day];
    if (wait.end == DealStatus::lost) ++counts.lost[day];
  }
  return counts;
}

// What is open at the end of the curve, and how it goes on from there. [F11]
struct Tail {
  std::size_t from = 0;   // the last day of the curve
  double open = 0;        // the share that is open there
  double scale = 1;       // of the incidences before, which make room for it
  double won_part = 0;    // of what is open, the part that is going to be won
  double daily_left = 1;  // of what is open one day, the share that is open on the next
};

Tail tail_of(const Incidence& it, const Counts& counts) {
  Tail tail;
  for (std::size_t day = 0; day < days_kept; ++day) {
    const bool trusted = it.at_risk[day] >= std::min(least_at_risk, it.at_risk[0]);
    if (trusted && counts.won[day] + counts.lost[day] > 0) tail.from = day;
  }
  const double ended = 1 - it.open[tail.from];
  // That all of so many ended by then does not say that all do: one more is taken to be open still.
  tail.open = std::max(it.open[tail.from], 1.0 / (it.at_risk[0] + 1.0));
  tail.scale = (1 - tail.open) / ended;
  // The later half of what the curve saw tells more of what comes after it than the whole, and its later half still more: those who
  // sign soon are gone by then. Each half leans on the one before it, the less the more it has seen.
  constexpr double lean = 2;
  double won_part = 0.5, rate = 1 / default_days;
  for (double from = 0;; from = (1 + from) / 2) {
    double won = 0, lost = 0, deal_days = 0;
    for (std::size_t day = 0; day <= tail.from; ++day) {
      if (1 - it.open[day] < from * ended) continue;
      won += counts.won[day];
      lost += counts.lost[day];
      deal_days += it.at_risk[day];
    }
    if (from > 0 && won + lost < 4) break;
    won_part = (won + lean * won_part) / (won + lost + lean);
    rate = (won + lost + lean) / (deal_days + lean / rate);
    if (from > 0.99) break;
  }
  tail.won_part = won_part;
  // What was seen after the curve, mostly that nothing happened, tells most.
  double beyond = 0, beyond_days = 0;
  for (std::size_t day = tail.from + 1; day < days_kept; ++day) {
    beyond += counts.won[day] + counts.lost[day];
    beyond_days += it.at_risk[day];
  }
  tail.daily_left = exact_exp(-(beyond + 1) / (beyond_days + 1 / rate));
  return tail;
}

}  // namespace

Incidence incidence_of(const std::vector<Wait>& waits) {
  const Counts counts = counts_of(waits);
  Incidence it = {.won = std::vector<double>(days_kept),
                  .lost = std::vector<double>(days_kept),
                  .open = std::vector<double>(days_kept),
                  .at_risk = std::vector<std::uint32_t>(days_kept)};
  auto at_risk = static_cast<std::uint32_t>(waits.size());
  double open = 1, won = 0, lost = 0;
  for (std::size_t day = 0; day < days_kept; ++day) {
    it.at_risk[day] = at_risk;
    if (const std::uint32_t ended = counts.won[day] + counts.lost[day]; ended > 0) {
      won += open * counts.won[day] / at_risk;
      lost += open * counts.lost[day] / at_risk;
      open *= 1 - static_cast<double>(ended) / at_risk;
    }
    at_risk -= counts.left[day];
    it.won[day] = won;
    it.lost[day] = lost;
    it.open[day] = open;
  }
  return it;
}

Timing::Timing() : by_day_(days_kept) {
  const double daily_left = exact_exp(-1 / default_days);
  double left = 1;
  for (Shares& day : by_day_) {
    day = {.won = 1 - left, .open_won = left, .open_lost = left};
    left *= daily_left;
  }
}

Timing::Timing(const std::vector<Wait>& waits, const Timing& pool) : by_day_(pool.by_day_) {
  const Incidence it = incidence_of(waits);
  const Counts counts = counts_of(waits);
  for (std::size_t day = 0; day < days_kept; ++day) {
    won_ += counts.won[day];
    lost_ += counts.lost[day];
  }
  if (won_ + lost_ == 0) return;
  const Tail tail = tail_of(it, counts);
  const double all_won = it.won[tail.from] * tail.scale + tail.open * tail.won_part;
  const double all_lost = it.lost[tail.from] * tail.scale + tail.open * (1 - tail.won_part);
  // [F13] Credibility n / (n + k). For the odds one for both ends, by the rarer of them: to trust one curve more than the other would
  // itself speak for one of the ends, wherever both have run out.
  const auto credibility = [](std::size_t n) {
    return static_cast<double>(n) / (static_cast<double>(n) + prior_weight);
  };
  const double own = all_won > 0 ? credibility(won_) : 0;
  const double own_odds = all_won > 0 && all_lost > 0 ? credibility(std::min(won_, lost_)) : 0;
  double tail_left = tail.open;
  for (std::size_t day = 0; day < days_kept; ++day) {
    double won = it.won[day] * tail.scale;
    double lost = it.lost[day] * tail.scale;
    if (day > tail.from) {
      tail_left *= tail.daily_left;
      won = all_won - tail_left * tail.won_part;
      lost = all_lost - tail_left * (1 - tail.won_part);
    }
    Shares& mixed = by_day_[day];
    if (own > 0) mixed.won += own * (won / all_won - mixed.won);
    if (own_odds > 0) {
      mixed.open_won += own_odds * (1 - won / all_won - mixed.open_won);
      mixed.open_lost += own_odds * (1 - lost / all_lost - mixed.open_lost);
    }
  }
}

Shares Timing::within(std::int32_t days) const {
  return by_day_[static_cast<std::size_t>(std::clamp(days, 0, static_cast<std::int32_t>(days_kept) - 1))];
}

double Timing::odds_against(std::int32_t age_days) const {
  const Shares then = within(std::min(age_days, oldest_days));
  return then.open_won > 0 ? then.open_lost / then.open_won : 1;
}

Timing Timing::from_age(std::int32_t age_days) const {
  const std::int32_t age = std::min(age_days, oldest_days);
  const Shares now = within(age);
  Timing rest = *this;
  for (std::size_t day = 0; day < days_kept; ++day) {
    const Shares then = within(age + static_cast<std::int32_t>(day));
    rest.by_day_[day] = {.won = now.won < 1 ? (then.won - now.won) / (1 - now.won) : 1,
                         .open_won = now.open_won > 0 ? then.open_won / now.open_won : 0,
                         .open_lost = now.open_lost > 0 ? then.open_lost / now.open_lost : 0};
  }
  return rest;
}

double chance_at(const Timing& timing, double p, std::int32_t age_days) {
  return p > 0 ? p / (p + (1 - p) * timing.odds_against(age_days)) : 0;
}

double chance_within(const Timing& timing, double p, std::int32_t age_days, std::int32_t days) {
  age_days = std::min(age_days, oldest_days);
  const double gone = timing.within(age_days).won;
  return gone < 1 ? chance_at(timing, p, age_days) * (timing.within(age_days + days).won - gone) / (1 - gone) : 0;
}

}  // namespace voronka
