// Time until something happens, with those who still wait counted for as long as they waited: Kaplan-Meier, and Aalen-Johansen where it
// can end in several ways. Pure arithmetic over spells, no deal in sight. The same numbers as R's survfit, see [M26] and [M27].
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace voronka {

// One wait: seen from age `entry` on (0: from its beginning), until age `exit`. Cause 0: it still lasts, or its end is not of interest.
struct Spell {
  double entry = 0;
  double exit = 0;
  std::uint8_t cause = 0;  // 0 … max_causes
  double weight = 1;       // above 0; of Aalen-Johansen only
};
inline constexpr std::size_t max_causes = 4;

struct Interval {
  double low = 0;
  double high = 0;
  bool operator==(const Interval&) const = default;
};

// 90 % of a share with that standard error, by the complementary log-log; nothing where the share is 0 or 1, or the error unknown.
std::optional<Interval> log_log_interval(double share, double std_error);

// Who was there and what happened at each age at which anything did. Spells that end where they begin, or before, take no part.
class RiskTable {
 public:
  struct Row {
    double time = 0;
    double at_risk = 0;                            // entered before and not gone before: their weights
    double events = 0;                             // of any cause
    std::array<double, max_causes> by_cause = {};  // by_cause[c - 1]
    std::uint32_t left = 0;                        // spells that leave here, for whatever reason
    std::uint32_t ended = 0;                       // those of them that ended
  };
  RiskTable() = default;
  explicit RiskTable(std::span<const Spell> spells);  // n log n

  std::span<const Row> rows() const { return rows_; }
  std::span<const Spell> sorted() const { return sorted_; }  // by exit
  std::uint32_t spells() const { return static_cast<std::uint32_t>(sorted_.size()); }
  std::uint32_t events() const { return events_; }  // of any cause
  double last_time() const { return rows_.empty() ? 0 : rows_.back().time; }
  bool late_entries() const { return late_entries_; }

 private:
  std::vector<Row> rows_ = {};
  std::vector<Spell> sorted_ = {};
  std::uint32_t events_ = 0;
  bool late_entries_ = false;
};

struct CurvePoint {
  double time = 0;
  double share = 1;      // still waiting (Kaplan-Meier), or ended by the cause (Aalen-Johansen)
  double std_error = 0;  // of the share
  std::optional<Interval> interval = {};
};
using Curve = std::vector<CurvePoint>;  // a step at each age of the table, constant in between

// [M26] Any cause is the event.
Curve kaplan_meier(const RiskTable& table);
// [M27] The share that has ended by `cause` by each age, others having ended otherwise. Linear.
Curve aalen_johansen(const RiskTable& table, std::uint8_t cause);

// Their last points alone, without a list of all; {0, 1} and {0, 0} without spells.
CurvePoint waiting_at_end(const RiskTable& table);
CurvePoint ended_at_end(const RiskTable& table, std::uint8_t cause);

// The last step at that age or before; {0, start, 0} before the first.
CurvePoint point_at(const Curve& curve, double time, double start);

// [M28] The age by which the share `part` has left. Not reached: the curve ends before, and what is known is "more than at_least".
struct Quantile {
  std::optional<double> value = {};
  std::optional<double> low = {};
  std::optional<double> high = {};
  double at_least = 0;
};
Quantile quantile(const RiskTable& table, double part);  // stops where the answer is known

// [M29] The mean age at the end when nobody is let wait longer than `limit`: the area under the curve up to there.
struct RestrictedMean {
  double mean = 0;
  double std_error = 0;
  double limit = 0;
};
RestrictedMean restricted_mean(const RiskTable& table, double limit);

inline constexpr double z90 = 1.6448536269514722;  // 5 % of the normal distribution lie above, 5 % below its negative

}  // namespace voronka
