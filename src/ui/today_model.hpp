// What is to be done: steps that are overdue, due today or within a week, money that should have come, and open deals without any step, each group with the most money at
// risk first ([M15] [M16]). Pure; made in slices, while the lines of before stay. Amounts, chances and days are the board's. Not for drawing.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/sliced_sort.hpp"
#include "metrics/silence.hpp"
#include "ui/board_model.hpp"

namespace voronka::ui {

enum class TodayGroup : std::uint8_t { away, overdue, payment, due, no_step, soon };

struct TodayLine {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t deal = none;  // row of the deal table; none: the line is the heading of its group
  std::uint32_t activity =
      none;  // row of the activity table; none: the deal has no step, or the line is about an invoice
  TodayGroup group = TodayGroup::due;
  std::size_t count = 0;   // of its group; of a heading with those left out
  std::size_t number = 0;  // of a line in its group, from 1
};

// Why a deal stands where it does.
struct Risk {
  double amount = 0, chance = 0, loss = 0, lateness = 1;  // amount in whole units of the base currency
  double money() const { return voronka::money_at_risk(amount, chance, loss, lateness); }
};

struct TodayQuery {
  Moment now = {};
  std::optional<Date> last_seen = {};  // the day before today on which the page was looked at last
  bool complete = true;                // the histories are there; what silence costs is not known without them
  std::int64_t budget = std::numeric_limits<std::int64_t>::max();  // rows looked at in one update, about 20 ns each
};

class TodayModel {
 public:
  static constexpr std::size_t most_without_step = 200;

  // `board` must have been updated with the same document. True when lines() is another list than before.
  bool update(const Document& document, const BoardModel& board, const TodayQuery& query);
  std::span<const TodayLine> lines() const { return lines_; }
  std::size_t left_out() const { return left_out_; }  // deals without a step beyond most_without_step
  std::uint64_t version() const { return version_; }  // rises with every change of lines()
  bool busy() const { return phase_ != Phase::idle; }
  Risk risk_of(const Document& document, const BoardModel& board, const TodayLine& line, Date today) const;

 private:
  enum class Phase : std::uint8_t { idle, silence, activities, deals, sort };
  struct Item {
    TodayGroup group = TodayGroup::due;
    std::uint32_t deal = 0, activity = 0;
    std::int32_t minutes = 0;  // of what is due today at an hour: that comes first
    std::int32_t due_days = 0;
    double risk = 0;
  };
  static bool before(const Item& a, const Item& b);
  void begin(const Document& document, const TodayQuery& query);
  void look_at_silence(const Document& document, const BoardModel& board, std::int64_t& budget);
  void look_at_activities(const Document& document, const BoardModel& board, const TodayQuery& query,
                          std::int64_t& budget);
  void look_at_deals(const Document& document, const BoardModel& board, std::int64_t& budget);
  void keep_riskiest(const Item& item);
  void put_lines();

  SilenceCurve curve_ = {};
  std::optional<Date> curve_of_ = {};
  std::vector<TodayLine> lines_ = {};
  std::size_t left_out_ = 0;
  std::uint64_t version_ = 0;

  Phase phase_ = Phase::idle;
  std::size_t next_row_ = 0;
  std::vector<Item> found_ = {}, without_step_ = {};  // the latter: a heap, the least risk on top
  std::size_t without_step_count_ = 0;
  SlicedSort<Item> sort_ = {};
  std::uint64_t revision_ = 0, board_version_ = 0;
  Date today_ = {};
  std::int32_t minutes_ = -1;
  std::optional<Date> last_seen_ = {};
  bool complete_ = false;
};

}  // namespace voronka::ui
