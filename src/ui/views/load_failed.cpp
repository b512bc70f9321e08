#include "ui/views/load_failed.hpp"

#include <cmath>

#include "generated/icons.hpp"
#include "ui/scroll.hpp"
#include "ui/views/copy_list.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

TextKey advice_for(StorageFailure failure) {
  switch (failure) {
    case StorageFailure::unavailable:
      return TextKey::shell_failed_unavailable;
    case StorageFailure::newer_schema:
      return TextKey::shell_failed_newer;
    case StorageFailure::connection_lost:
      return TextKey::shell_failed_lost;
    default:
      return TextKey::shell_failed_advice;
  }
}

}  // namespace

void draw_load_failed(ViewContext& context) {
  Ui& ui = context.ui;
  const Store& store = context.app.store();
  const std::string title = ui.tr(TextKey::shell_failed_title);
  const std::string what = ui.tr(TextKey::shell_failed_text);
  const std::string advice = ui.tr(advice_for(store.failure()));
  const std::string detail = store.failure_detail().empty()
                                 ? std::string()
                                 : ui.tr(TextKey::shell_failed_detail, {{"detail", store.failure_detail()}});
  const float width = std::min(ui.dp(480), context.area.w - 2 * ui.dp(20));
  const float gap = ui.dp(10);
  ScrollArea area(ui, ui.id("load_failed"), context.area);
  // In the middle when it fits, from the top when it must be scrolled.
  const float slack = std::max(ui.dp(24), std::floor((context.area.h - ui.scroll(ui.id("load_failed")).content) / 2));
  const Rect content = area.content();
  Column column({std::floor(context.area.x + (context.area.w - width) / 2), content.y + slack, width, content.h});
  const Rect disc = {column.rest().x, column.rest().y, ui.dp(48), ui.dp(48)};
  column.space(ui.dp(48) + ui.dp(16));
  ui.fill(disc, ui.color.bad_soft, 24);
  paint_icon(ui, disc, icon::triangle_alert, ui.color.bad, size::icon_large);
  const Rect head = column.top(line_height(ui, TextStyle::panel_title));
  ui.sem.add(ui.id("failed_title"), head, {.role = Role::alert, .name = title + ". " + what});
  paint_text(ui, head, TextStyle::panel_title, ui.color.text, title);
  column.space(gap);
  for (const std::string& text : {what, advice})
    column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.text, text) + gap);
  if (!context.app.copies().copies().empty()) {
    section_heading(ui, column, ui.tr(TextKey::settings_copies));
    draw_copy_list(context, column, CopyUse::save_only);
    column.space(ui.dp(6));
  }
  draw_rescue_link(ui, column);
  column.space(gap);
  if (!detail.empty()) {
    column.space(paragraph(ui, column.rest(), TextStyle::meta, ui.color.muted, detail) + gap);
    const std::string copy = ui.tr(TextKey::shell_failed_copy);
    const ButtonOptions options = {.label = copy, .icon = icon::copy};
    Row row(column.top(control_height(ui)));
    if (button(ui, ui.id("copy_detail"), row.left(button_width(ui, options)), options)) {
      ui.host.copy_text(detail);
      ui.toast({.text = ui.tr(TextKey::shell_copied)});
    }
  }
  area.set_content(column.used());
}

}  // namespace voronka::ui
