// The history of a deal in words, newest first: what stands in its events (those that undo took back left out), the
// activities done and what became of its documents; and how such a history is drawn.
#pragma once

#include <span>
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
  Id<Paper> paper = {};  // which document it is about, if one
  Id<Deal> deal = {};    // set: the line leads there
};
// `papers`: also those in the trash (not what was undone), for what happened stays told.
std::vector<TimelineLine> timeline_of(const ViewContext& context, const Deal& deal,
                                      const std::vector<Id<Activity>>& done, std::span<const Id<Paper>> papers = {});
void tell_papers(const ViewContext& context, std::span<const Id<Paper>> papers, std::vector<TimelineLine>& lines);

inline constexpr std::size_t most_lines_at_first = 25;
// The first lines, and a button for the others, which sets `whole`. `label` is what the list is called. Lines that lead to a deal are one
// Tab stop, arrows move among them. Answers the one that was chosen.
const TimelineLine* draw_timeline(Ui& ui, Column& column, std::string_view label,
                                  const std::vector<TimelineLine>& lines, bool& whole);

}  // namespace voronka::ui
