#include "ui/views/first_run.hpp"

#include <cmath>

#include "generated/icons.hpp"
#include "ui/scroll.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct Choice {
  std::string_view id = {};
  const char* icon = nullptr;
  TextKey title = TextKey::none, text = TextKey::none;
  bool first = false;
};

bool draw_choice(Ui& ui, Rect rect, const Choice& choice) {
  const std::string title = ui.tr(choice.title);
  const std::string text = ui.tr(choice.text);
  const Interaction it =
      ui.interact(ui.id(choice.id), rect, {.role = Role::button, .name = title, .description = text});
  paint_card(ui, rect, it, size::radius_tile);
  if (choice.first) ui.outline(rect, it.hovered ? ui.color.accent_hover : ui.color.accent, size::radius_tile);
  Row row(inset(rect, ui.dp(16), 0), ui.dp(14));
  const Rect disc = centered(row.left(ui.dp(40)), ui.dp(40), ui.dp(40));
  ui.fill(disc, choice.first ? ui.color.accent : ui.color.soft, 20);
  paint_icon(ui, disc, choice.icon, choice.first ? ui.color.on_accent : ui.color.accent, size::icon_large);
  const Rect arrow = row.right(ui.dp(16));
  paint_icon(ui, arrow, icon::chevron_right, ui.color.muted);
  const float height =
      line_height(ui, TextStyle::body_strong) + wrapped_height(ui, TextStyle::meta, text, row.rest().w, 2);
  Column lines(centered(row.rest(), row.rest().w, height));
  paint_text(ui, lines.top(line_height(ui, TextStyle::body_strong)), TextStyle::body_strong, ui.color.text, title);
  paint_wrapped(ui, lines.rest(), TextStyle::meta, ui.color.muted, text, 2);
  return it.activated;
}

void centered_paragraph(Ui& ui, Column& column, TextStyle style, Color color, const std::string& text) {
  const Rect rest = column.rest();
  const float height = wrapped_height(ui, style, text, rest.w);
  const Rect place = column.top(height);
  ui.sem.add_text(place, text);
  paint_wrapped(ui, place, style, color, text, 0, Align::center);
}

// On an iPhone or iPad the icon on the Home Screen has a store of its own: whoever begins in the browser begins in the wrong place, and
// would miss it all there.
void draw_icon_note(ViewContext& context, Column& column, float width) {
  Ui& ui = context.ui;
  const KeepingTold& told = context.app.health().keeping;
  if (told.rule == Eviction::home_screen) {
    centered_paragraph(ui, column, TextStyle::meta, ui.color.muted, ui.tr(TextKey::health_ios_moved));
    column.space(ui.dp(16));
  }
  if (!told.install_first) return;
  const std::string title = ui.tr(TextKey::health_ios_title);
  const std::string text = ui.tr(TextKey::health_ios_text);
  const float padding = ui.dp(14), indent = ui.dp(30);
  const float inner = width - 2 * padding - indent;
  const float title_height = wrapped_height(ui, TextStyle::body_strong, title, inner);
  const float text_height = wrapped_height(ui, TextStyle::label, text, inner);
  const Rect box = column.top(title_height + ui.dp(4) + text_height + 2 * padding);
  const SemScope note(ui, ui.id("icon_note"), box, {.role = Role::region, .name = title});
  ui.fill(box, mix(ui.color.surface, ui.color.warn, 0.10F), size::radius_tile);
  ui.outline(box, mix(ui.color.warn, ui.color.surface, 0.5F), size::radius_tile);
  const Rect words = {box.x + padding + indent, box.y + padding, inner, title_height};
  paint_icon(ui, {box.x + padding, words.y, ui.dp(20), line_height(ui, TextStyle::body_strong)}, icon::smartphone,
             ui.color.warn, size::icon_large);
  paragraph(ui, words, TextStyle::body_strong, ui.color.text, title);
  paragraph(ui, {words.x, words.bottom() + ui.dp(4), inner, text_height}, TextStyle::label, ui.color.text, text);
  column.space(ui.dp(16));
}

}  // namespace

void draw_first_run(ViewContext& context) {
  Ui& ui = context.ui;
  ScrollArea area(ui, ui.id("first_run"), context.area);
  const float width = std::min(ui.dp(480), context.area.w - 2 * ui.dp(20));
  const float height = ui.scroll(ui.id("first_run")).content;
  // In the upper middle when it fits, from the top when it must be scrolled.
  const float slack = std::max(ui.dp(24), std::floor((context.area.h - height) * 0.4F));
  const Rect content = area.content();
  Column column({std::floor(context.area.x + (context.area.w - width) / 2), content.y + slack, width, content.h});
  const Rect sign = column.top(ui.dp(56));
  const Rect disc = centered(sign, ui.dp(56), ui.dp(56));
  ui.fill(disc, ui.color.soft, 28);
  paint_icon(ui, disc, icon::funnel, ui.color.accent, 24);
  column.space(ui.dp(16));
  const Rect title = column.top(line_height(ui, TextStyle::panel_title));
  const std::string words = ui.tr(TextKey::first_run_title);
  ui.sem.add(ui.id("first_run_title"), title, {.role = Role::heading, .name = words, .level = 1});
  paint_text(ui, title, TextStyle::panel_title, ui.color.text, words, Align::center);
  column.space(ui.dp(6));
  centered_paragraph(ui, column, TextStyle::body, ui.color.muted, ui.tr(TextKey::first_run_lead));
  column.space(ui.dp(24));

  draw_icon_note(context, column, width);

  const Choice choices[] = {
      {"start_empty", icon::kanban, TextKey::first_run_empty, TextKey::first_run_empty_text, true},
      {"start_sample", icon::list_checks, TextKey::first_run_sample, TextKey::first_run_sample_text},
      {"start_import", icon::file_input, TextKey::first_run_import, TextKey::first_run_import_text},
  };
  for (const Choice& choice : choices) {
    const bool chosen = draw_choice(ui, column.top(ui.dp(72)), choice);
    column.space(ui.dp(10));
    if (!chosen) continue;
    if (choice.title == TextKey::first_run_empty) context.outbox.send(StartEmpty{});
    if (choice.title == TextKey::first_run_sample) context.outbox.send(StartSample{});
    if (choice.title == TextKey::first_run_import) context.outbox.send(AskForFile{});
  }
  column.space(ui.dp(10));
  centered_paragraph(ui, column, TextStyle::meta, ui.color.muted, ui.tr(TextKey::first_run_drop));
  column.space(ui.dp(4));
  centered_paragraph(ui, column, TextStyle::meta, ui.color.muted, ui.tr(TextKey::first_run_data));
  column.space(ui.dp(24));
  area.set_content(column.used());
}

}  // namespace voronka::ui
