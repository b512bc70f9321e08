// The history of a deal in words, newest first: what stands in its events (those that undo took back left out) and the
// activities done. Words only; deal_history.cpp draws them.
#pragma once

#include <string>
#include <vector>

#include "ui/view.hpp"

namespace voronka::ui {

struct TimelineLine {
  std::string strong = {};  // may be empty
  std::string rest = {};
  std::string day = {};  // with what is known of when it was written down
  bool ended = false;    // won or lost: the mark is filled
  EventKind kind = EventKind::created;
};
std::vector<TimelineLine> timeline_of(const ViewContext& context, const Deal& deal,
                                      const std::vector<Id<Activity>>& done);

}  // namespace voronka::ui
