// Two clocks with a written reason: how long a deal has been silent, and how long it has been in its stage. No edit resets either.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace voronka {

struct Facts;

enum class StuckBy : std::uint8_t { nothing, own_history, limit };  // what the stage's bound is

// [M41] After how many days in a stage a deal is stuck.
struct StageBound {
  double days = 0;
  StuckBy by = StuckBy::nothing;
  std::uint32_t stays = 0;  // the bound rests on, or would
};

struct DealClock {
  std::uint32_t deal = 0;                              // into Facts::paths.deals; an open one in a stage of sales
  std::uint16_t stage = 0;                             // into Facts::paths.stages
  std::optional<std::int32_t> silent_days = {};        // since the last touch; whole days of the calendar
  std::optional<std::int32_t> silent_after_days = {};  // the stage's limit
  std::optional<double> stage_days = {};               // in the stage
  bool step_ahead = false;                             // something is planned: it is not silent before that
  bool silent = false;
  bool stuck = false;
};

// For facts_of, which keeps them. Beside paths.stages.
std::vector<StageBound> stage_bounds(const Facts& facts);
// In the order of the table; linear.
std::vector<DealClock> deal_clocks(const Facts& facts);

}  // namespace voronka
