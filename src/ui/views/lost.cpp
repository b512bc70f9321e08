#include "ui/views/lost.hpp"

#include <algorithm>
#include <cmath>

#include "generated/icons.hpp"
#include "ui/scroll.hpp"
#include "ui/views/copy_list.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

std::string deals_words(const Ui& ui, std::uint64_t deals) {
  return ui.tr(TextKey::board_deals, {{"count", static_cast<std::int64_t>(deals)}});
}

}  // namespace

void draw_lost(ViewContext& context) {
  Ui& ui = context.ui;
  const LastStored& last = context.app.store().last_stored();
  const auto& deals = context.document.table<Deal>().rows();
  const auto there =
      static_cast<std::uint64_t>(std::ranges::count_if(deals, [](const Deal& deal) { return !deal.deleted; }));
  const bool empty = context.document.empty();
  ScrollArea area(ui, ui.id("lost"), context.area);
  const float width = std::min(ui.dp(520), context.area.w - 2 * ui.dp(20));
  const Rect content = area.content();
  Column column({std::floor(context.area.x + (context.area.w - width) / 2), content.y + ui.dp(32), width, content.h});

  const Rect sign = column.top(ui.dp(48));
  const Rect disc = {sign.x, sign.y, ui.dp(48), ui.dp(48)};
  ui.fill(disc, with_alpha(ui.color.warn, 0.16F), 24);
  paint_icon(ui, disc, icon::triangle_alert, ui.color.warn, size::icon_large);
  column.space(ui.dp(16));
  const std::string title = ui.tr(TextKey::lost_title);
  const std::string text =
      ui.tr(empty ? TextKey::lost_text : TextKey::lost_text_older, {{"deals", deals_words(ui, last.deals)},
                                                                    {"when", moment_words(context, last.at_ms)},
                                                                    {"now", deals_words(ui, there)}});
  const Rect head = column.top(line_height(ui, TextStyle::panel_title));
  ui.sem.add(ui.id("lost_title"), head, {.role = Role::alert, .name = title + ". " + text});
  paint_text(ui, head, TextStyle::panel_title, ui.color.text, title);
  column.space(ui.dp(10));
  column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.text, text) + ui.dp(18));

  const auto copies = context.app.copies().copies();
  const bool none = copies.empty();
  if (none && context.app.copies().state() != CopyKeeper::State::unknown)
    column.space(paragraph(ui, column.rest(), TextStyle::body_strong, ui.color.text, ui.tr(TextKey::lost_no_copies)) +
                 ui.dp(22));

  const std::string newest =
      none ? std::string()
           : ui.tr(TextKey::settings_copies_open, {{"when", moment_words(context, copies[0].made_at_ms)}});
  const std::string file = ui.tr(TextKey::lost_file);
  const std::string go_on = ui.tr(empty ? TextKey::lost_start : TextKey::lost_go_on);
  Row row(column.top(control_height(ui)), ui.dp(8));
  const auto chosen = [&](std::string_view id, const ButtonOptions& options) {
    const float wanted = std::min(button_width(ui, options), width);
    if (row.rest().w < wanted) {
      column.space(ui.dp(8));
      row = Row(column.top(control_height(ui)), ui.dp(8));
    }
    return button(ui, ui.id(id), row.left(wanted), options);
  };
  const bool restore =
      !none && chosen("lost_restore", {.label = newest, .icon = icon::archive_restore, .kind = ButtonKind::primary});
  const bool load = chosen(
      "lost_file", {.label = file, .icon = icon::upload, .kind = none ? ButtonKind::primary : ButtonKind::secondary});
  const bool leave = chosen("lost_go_on", {.label = go_on});
  if (restore || load || leave) context.outbox.send(AcceptLoss{});
  if (restore) context.outbox.send(OpenCopy{.name = name_of(copies[0])});
  if (load) context.outbox.send(AskForFile{});
  if (!none) {
    section_heading(ui, column, ui.tr(TextKey::lost_copies));
    draw_copy_list(context, column, CopyUse::restore);
  }
  column.space(ui.dp(32));
  area.set_content(column.used());
}

}  // namespace voronka::ui
