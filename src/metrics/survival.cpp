#include "metrics/survival.hpp"

#include <algorithm>
#include <cmath>

namespace voronka {
namespace {

constexpr double tolerance = 1.4901161193847656e-8;  // R's: nearer is the same

bool is_spell(const Spell& spell) { return spell.exit > spell.entry && spell.cause <= max_causes && spell.weight > 0; }

// Sorts by exit, and takes ages for one that differ by rounding alone: a minute is a minute on whatever day. R's rule (timefix): neighbours
// that are less than 1.5e-8 apart, or that part of the mean age, are the first of them.
void join_times(std::vector<Spell>& spells) {
  std::sort(spells.begin(), spells.end(), [](const Spell& a, const Spell& b) { return a.exit < b.exit; });
  std::vector<double> ages = {0};
  ages.reserve(spells.size() + 1);
  for (const Spell& spell : spells) ages.push_back(spell.exit);
  const std::size_t exits = ages.size();
  for (const Spell& spell : spells)
    if (spell.entry > 0) ages.push_back(spell.entry);
  const bool late = ages.size() > exits;
  if (late) std::sort(ages.begin(), ages.end());
  ages.erase(std::unique(ages.begin(), ages.end()), ages.end());
  double mean = 0;
  for (const double age : ages) mean += age / static_cast<double>(ages.size());
  const double apart = tolerance * std::max(mean, 1.0);
  double last = 0;
  std::size_t kept = 0;
  std::vector<double> first;
  for (const double age : ages) {
    if (first.empty() || age - last > apart) kept = first.size();
    last = age;
    first.push_back(kept == first.size() ? age : first[kept]);
  }
  std::size_t at = 0;
  for (Spell& spell : spells) {
    while (ages[at] != spell.exit) ++at;
    spell.exit = first[at];
    if (spell.entry > 0)
      spell.entry =
          first[static_cast<std::size_t>(std::lower_bound(ages.begin(), ages.end(), spell.entry) - ages.begin())];
  }
  std::erase_if(spells, [](const Spell& spell) { return spell.exit <= spell.entry; });
}

// Weights add up with rounding: what is left when all have gone is not exactly 0.
bool all_leave(const RiskTable::Row& row) { return row.events >= row.at_risk * (1 - 1e-12); }

}  // namespace

std::optional<Interval> log_log_interval(double share, double std_error) {
  if (!(share > 0 && share < 1) || !std::isfinite(std_error)) return std::nullopt;
  const double spread = z90 * std_error / (share * std::log(share));  // negative
  const double middle = std::log(-std::log(share));
  return Interval{.low = std::exp(-std::exp(middle - spread)), .high = std::exp(-std::exp(middle + spread))};
}

RiskTable::RiskTable(std::span<const Spell> spells) {
  sorted_.reserve(spells.size());
  for (const Spell& spell : spells)
    if (is_spell(spell)) sorted_.push_back(spell);
  join_times(sorted_);
  struct Entry {
    double time, weight;
  };
  std::vector<Entry> entries;
  double inside = 0;
  for (const Spell& spell : sorted_) {
    if (spell.entry > 0) {
      entries.push_back({spell.entry, spell.weight});
    } else {
      inside += spell.weight;
    }
  }
  late_entries_ = !entries.empty();
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.time < b.time; });
  std::size_t come = 0;
  for (std::size_t i = 0; i < sorted_.size();) {
    Row row = {.time = sorted_[i].exit};
    for (; come < entries.size() && entries[come].time < row.time; ++come) inside += entries[come].weight;
    row.at_risk = inside;
    for (; i < sorted_.size() && sorted_[i].exit == row.time; ++i) {
      inside -= sorted_[i].weight;
      ++row.left;
      if (sorted_[i].cause == 0) continue;
      ++events_;
      ++row.ended;
      row.events += sorted_[i].weight;
      row.by_cause[sorted_[i].cause - 1U] += sorted_[i].weight;
    }
    rows_.push_back(row);
  }
}

namespace {

// Calls visit(row, share, Greenwood's sum) at each row; stops when it says false.
template <class Visit>
void walk_survival(const RiskTable& table, const Visit& visit) {
  double share = 1;
  double greenwood = 0;  // the variance of log S
  for (const RiskTable::Row& row : table.rows()) {
    share *= (row.at_risk - row.events) / row.at_risk;
    // When all are gone none can be told.
    if (row.events > 0 && row.events < row.at_risk)
      greenwood += row.events / (row.at_risk * (row.at_risk - row.events));
    if (!visit(row, share, greenwood)) return;
  }
}

CurvePoint point_of(double time, double share, double std_error) {
  return {.time = time, .share = share, .std_error = std_error, .interval = log_log_interval(share, std_error)};
}

}  // namespace

Curve kaplan_meier(const RiskTable& table) {
  Curve curve;
  curve.reserve(table.rows().size());
  walk_survival(table, [&](const RiskTable::Row& row, double share, double greenwood) {
    curve.push_back(point_of(row.time, share, share * std::sqrt(greenwood)));
    return true;
  });
  return curve;
}

CurvePoint waiting_at_end(const RiskTable& table) {
  CurvePoint end;
  double sum = 0;
  walk_survival(table, [&](const RiskTable::Row& row, double share, double greenwood) {
    end.time = row.time;
    end.share = share;
    sum = greenwood;
    return true;
  });
  return table.rows().empty() ? end : point_of(end.time, end.share, end.share * std::sqrt(sum));
}

// The infinitesimal jackknife: how the estimate moves with the weight of each spell, squared and added up. The influence of a
// spell is A - F B with F the estimate itself: A and B grow by the same steps for all who are at risk, so sums over those, and
// sums over those who have left, are enough, and no spell is looked at twice.
namespace {

// Calls visit(age, share, variance) at each row.
template <class Visit>
void walk_incidence(const RiskTable& table, std::uint8_t cause, const Visit& visit) {
  struct Sums {
    double n = 0, a = 0, b = 0, aa = 0, ab = 0, bb = 0;
    void add(double of_a, double of_b, double weight, double sign = 1) {
      const double times = sign * weight * weight;
      n += times;
      a += times * of_a;
      b += times * of_b;
      aa += times * of_a * of_a;
      ab += times * of_a * of_b;
      bb += times * of_b * of_b;
    }
  };
  std::vector<Spell> by_entry;
  if (table.late_entries()) {
    by_entry.assign(table.sorted().begin(), table.sorted().end());
    std::sort(by_entry.begin(), by_entry.end(), [](const Spell& a, const Spell& b) { return a.entry < b.entry; });
  }
  // What a spell had grown by when it came in, by its place in order of entry; spells leave by exit, so it is kept beside.
  struct Grown {
    double entry, a, b;
  };
  std::vector<Grown> grown;  // in order of entry
  const auto grown_at = [&](double entry) -> Grown {
    if (!table.late_entries()) return {0, 0, 0};
    const auto at = std::lower_bound(grown.begin(), grown.end(), entry,
                                     [](const Grown& it, double time) { return it.entry < time; });
    return *at;
  };
  Sums inside;  // over those at risk: what they had when they came in
  Sums left;    // over those who have left: their A and B for good
  double a = 0, b = 0;
  double waiting = 1;
  double share = 0;
  std::size_t come = 0;
  std::size_t gone = 0;
  if (!table.late_entries())
    for (const Spell& spell : table.sorted()) inside.add(0, 0, spell.weight);
  for (const RiskTable::Row& row : table.rows()) {
    for (; come < by_entry.size() && by_entry[come].entry < row.time; ++come) {
      inside.add(a, b, by_entry[come].weight);
      if (grown.empty() || grown.back().entry != by_entry[come].entry) grown.push_back({by_entry[come].entry, a, b});
    }
    const double at_risk = row.at_risk;
    const double hazard = row.events / at_risk;
    const double own = row.by_cause[cause - 1U] / at_risk;
    const double step = waiting * own;
    share += step;
    // When all are gone nothing comes after: the estimate stays.
    const double weight = all_leave(row) ? 0 : 1 / (at_risk - row.events);
    a -= step / at_risk + share * hazard * weight;
    b -= hazard * weight;
    for (; gone < table.sorted().size() && table.sorted()[gone].exit == row.time; ++gone) {
      const Spell& spell = table.sorted()[gone];
      const Grown from = grown_at(spell.entry);
      inside.add(from.a, from.b, spell.weight, -1);
      double of_a = a - from.a;
      double of_b = b - from.b;
      if (spell.cause != 0) {
        of_a += (spell.cause == cause ? waiting / at_risk : 0) + share * weight;
        of_b += weight;
      }
      left.add(of_a, of_b, spell.weight);
    }
    waiting = all_leave(row) ? 0 : waiting * (1 - hazard);
    // Over those at risk: sum of ((a - a_i) - F (b - b_i))².
    const double now = a - share * b;
    const double squares = inside.n * now * now - 2 * now * (inside.a - share * inside.b) + inside.aa -
                           2 * share * inside.ab + share * share * inside.bb;
    const double variance = squares + left.aa - 2 * share * left.ab + share * share * left.bb;
    visit(row.time, share, variance);
  }
}

CurvePoint ended_point(double time, double share, double variance) {
  // All have ended so: what is left in the sums is rounding.
  if (share > 1 - 1e-12) return {.time = time, .share = 1};
  return point_of(time, share, share > 0 ? std::sqrt(std::max(variance, 0.0)) : 0);
}

bool is_cause(std::uint8_t cause) { return cause > 0 && cause <= max_causes; }

}  // namespace

Curve aalen_johansen(const RiskTable& table, std::uint8_t cause) {
  Curve curve;
  if (!is_cause(cause)) return curve;
  curve.reserve(table.rows().size());
  walk_incidence(table, cause, [&](double time, double share, double variance) {
    curve.push_back(ended_point(time, share, variance));
  });
  return curve;
}

CurvePoint ended_at_end(const RiskTable& table, std::uint8_t cause) {
  CurvePoint end = {.share = 0};
  if (!is_cause(cause) || table.rows().empty()) return end;
  double last = 0;
  walk_incidence(table, cause, [&](double time, double share, double variance) {
    end.time = time;
    end.share = share;
    last = variance;
  });
  return ended_point(end.time, end.share, last);
}

CurvePoint point_at(const Curve& curve, double time, double start) {
  const auto after =
      std::upper_bound(curve.begin(), curve.end(), time, [](double t, const CurvePoint& it) { return t < it.time; });
  if (after == curve.begin()) return {.time = 0, .share = start};
  return *(after - 1);
}

namespace {

// Where a falling curve comes to 1 - part; where it stays exactly there, the middle of that stretch.
struct Crossing {
  double bound;  // 1 - part
  std::optional<double> first = {};
  std::optional<double> value = {};
  void look_at(double time, double share) {
    if (value) return;
    if (!first && share - tolerance <= bound) first = time;
    if (share + tolerance <= bound) value = (*first + time) / 2;
  }
  void end(double time) {
    if (!value && first) value = (*first + time) / 2;
  }
};

}  // namespace

Quantile quantile(const RiskTable& table, double part) {
  Quantile found;
  if (table.rows().empty()) return found;
  Crossing middle = {1 - part}, low = {1 - part}, high = {1 - part};
  bool last_has_interval = false;
  walk_survival(table, [&](const RiskTable::Row& row, double share, double greenwood) {
    middle.look_at(row.time, share);
    last_has_interval = share > 0 && share < 1;
    if (!last_has_interval) return true;
    const double std_error = share * std::sqrt(greenwood);
    // Intervals take logarithms, of which few rows are in need: no lower bound lies six standard errors below, no upper one below the share.
    const bool low_may = !low.value && share - 6 * std_error - tolerance <= low.bound;
    const bool high_may = !high.value && share - tolerance <= high.bound;
    if (low_may || high_may) {
      if (const auto interval = log_log_interval(share, std_error)) {
        low.look_at(row.time, interval->low);
        high.look_at(row.time, interval->high);
      }
    }
    return !(middle.value && low.value && high.value);
  });
  found.at_least = table.last_time();
  middle.end(found.at_least);
  if (last_has_interval) {
    low.end(found.at_least);
    high.end(found.at_least);
  }
  found.value = middle.value;
  found.low = low.value;
  found.high = high.value;
  return found;
}

RestrictedMean restricted_mean(const RiskTable& table, double limit) {
  RestrictedMean result = {.limit = limit};
  const auto rows = table.rows();
  // Areas to the right of each step, from the last one backwards, for the variance.
  std::vector<double> area;
  double share = 1;
  double from = 0;
  for (const RiskTable::Row& row : rows) {
    if (row.time > limit) break;
    area.push_back(share * (row.time - from));
    from = row.time;
    share *= (row.at_risk - row.events) / row.at_risk;
  }
  double right = share * std::max(limit - from, 0.0);
  double variance = 0;
  for (std::size_t i = area.size(); i-- > 0;) {
    const double at_risk = rows[i].at_risk;
    const double events = rows[i].events;
    if (rows[i].events > 0 && rows[i].events < rows[i].at_risk)
      variance += right * right * events / (at_risk * (at_risk - events));
    right += area[i];
  }
  result.mean = right;
  result.std_error = std::sqrt(variance);
  return result;
}

}  // namespace voronka
