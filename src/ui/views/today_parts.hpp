// What the page of today (today.cpp) and its lines (today_lines.cpp) share. Private to them.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "ui/scroll.hpp"
#include "ui/today_model.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

// All words of a line. Put together once per change, not per frame.
struct LineText {
  std::string what = {}, when = {}, when_short = {}, about = {}, risk = {}, why = {}, phone = {}, spoken = {};
};

struct TodayState {
  TodayModel model = {};
  ListState list = {};
  std::optional<Date> last_seen = {};
  Date seen_on = {};
  Id<Deal> hovered = {}, focused = {};
  NodeId opened = 0;  // the line that the popup of the step was opened from, and where it stood
  int opened_at = 0;
  std::uint64_t frame = 0;
  // By the place of the line, as of what follows.
  std::unordered_map<int, LineText> texts = {};
  std::uint64_t texts_revision = 0, texts_version = 0;
  Language texts_language = Language::ru;
  // The invoice that each deal waits for first, as of a revision: found by one walk over all documents, when there is a line about one.
  std::unordered_map<RawId, Id<Paper>, IdHash> invoices = {};
  std::uint64_t invoices_revision = 0;
};

TextKey title_of_group(TodayGroup group);
NodeId line_id(const Ui& ui, const ViewContext& context, const TodayLine& line);
const LineText& text_of(const ViewContext& context, TodayState& state, int index);
void draw_line(ViewContext& context, TodayState& state, int index, Rect rect, const Sem& sem);

}  // namespace voronka::ui
