// The history of a deal in words, newest first: what stands in its events (those that undo took back left out) and the
// activities done; and how such a history is drawn.
#pragma once

#include <string>
#include <vector>

#include "ui/view.hpp"

namespace voronka::ui {

struct TimelineLine {
  std::string strong = {};  // may be empty
  std::string rest = {};
  std::string day = {};    // with what is known of when it was written down
  std::string about = {};  // which deal, where that is not plain
  bool ended = false;      // won or lost: the mark is filled
  EventKind kind = EventKind::created;
  std::int64_t at_ms = 0;
};
std::vector<TimelineLine> timeline_of(const ViewContext& context, const Deal& deal,
                                      const std::vector<Id<Activity>>& done);

// The first lines, and a button for the others, which sets `whole`. `label` is what the list is called.
void draw_timeline(Ui& ui, Column& column, std::string_view label, const std::vector<TimelineLine>& lines, bool& whole);

}  // namespace voronka::ui
