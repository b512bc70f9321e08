// The steps of an import that have much to show. Private to import_*.cpp.
#pragma once

#include <cmath>
#include <span>
#include <string>
#include <string_view>

#include "ui/layers.hpp"
#include "ui/view.hpp"
#include "ui/views/form_scroll.hpp"

namespace voronka::ui {

void draw_import_table(ViewContext& context);
// What the cells of a table mean where the file cannot tell; part of draw_import_table. Sends PreviewImport on each change.
void draw_import_questions(ViewContext& context, Column& column);
void draw_import_columns(ViewContext& context, Column& column);
void draw_import_stages(ViewContext& context, Column& column);
void draw_import_values(ViewContext& context, Column& column);
// A button with their number (of all; the list has the first of them) that opens the list below. Draws nothing for none.
void draw_import_warnings(Ui& ui, Column& column, std::span<const ImportWarning> warnings, std::size_t count,
                          bool& open);
// What a file is about, a line each: the first of `count`, unless all are wanted. The caller words as many as are shown; ids are text of the program.
struct ImportLine {
  std::string name = {}, detail = {};
};
std::size_t shown_import_lines(std::size_t count, bool all);
void draw_import_lines(Ui& ui, Column& column, std::string_view id, std::string_view more_id, TextKey title,
                       std::span<const ImportLine> lines, std::size_t count, bool& all);
// The box at the top: what is new, and below it the rest in one sentence, which a screen reader hears as a status.
void draw_import_summary(Ui& ui, Column& column, std::string_view fresh, std::string_view rest, bool waiting);
// The scrolling middle of a dialog that is as high as it needs to be, and as the screen allows; what opens below makes it higher with the next
// frame. `body(column)` fills it.
template <class Body>
void import_scroll(ViewContext& context, const Dialog& dialog, NodeId id, float& height_dp, const Body& body) {
  Ui& ui = context.ui;
  const Rect inner = dialog.body();
  FormScroll scroll(context, ui.id("scroll"), {inner.x - ui.dp(20), inner.y, inner.w + ui.dp(40), inner.h}, inner, id);
  body(scroll.column());
  const float needed_dp = scroll.column().used() / ui.viewport.scale + 56;
  if (std::abs(needed_dp - height_dp) > 1) ui.request_frame();
  height_dp = needed_dp;
}
// Of several files chosen together: "Title · 2 of 3".
std::string import_title(const ViewContext& context, TextKey title);
// The button that leaves this file out (`nothing`: there is nothing in it to take), and what it does; closing the dialog leaves out all.
std::string import_leave_words(const ViewContext& context, bool nothing = false);
void leave_import(ViewContext& context, bool pressed, bool closed);
enum class ImportAnswer : std::uint8_t { none, run, cancel };
// `nothing` to come in: it can only be closed.
ImportAnswer draw_import_foot(ViewContext& context, Rect footer, std::string_view run, bool nothing,
                              bool waiting = false);
void draw_import_calls(ViewContext& context);
void draw_import_people(ViewContext& context);
void draw_import_dates(ViewContext& context);
void draw_import_catalog(ViewContext& context);
void draw_import_own_file(ViewContext& context);
void draw_import_merge(ViewContext& context);
void draw_import_password(ViewContext& context);

}  // namespace voronka::ui
