// A step of a pipeline, a column of the board. Sales stages come before the outcome, after-sale stages serve won deals.
#pragma once

#include "model/event.hpp"
#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Pipeline;

struct Stage {
  Id<Stage> id = {};
  Id<Pipeline> pipeline = {};
  std::string name = {};
  Rank rank = {};
  std::int32_t probability = 0;  // percent
  std::string color = {};        // "#7C8AA5"; shown as a dot and in charts only
  StageKind kind = StageKind::sales;
  std::optional<std::int32_t> silent_after_days = {};  // days without a touch; empty = no limit
  std::optional<std::int32_t> stuck_after_days = {};  // days in the stage, until own history can tell; empty = no limit
  std::string requirements = {};                      // what must hold before a deal leaves it, in a sentence or two
  TextList exit_checklist = {};                       // the same in items to tick
  Deletion deleted = {};

  EventList history = {};
  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Stage&) const = default;
};

}  // namespace voronka
