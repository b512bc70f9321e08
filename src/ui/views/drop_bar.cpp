#include "ui/views/drop_bar.hpp"

#include <cmath>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

VORONKA_LATER std::optional<DropZone> draw_drop_bar(ViewContext& context, bool already_won, std::string_view pipeline) {
  Ui& ui = context.ui;
  const LayerScope layer(ui, Layer::drag);  // over a toast: that can wait, the card cannot
  const float in = ui.animate_from(ui.id("drop_bar"), 0, 1, 0.12F);
  const float height = ui.dp(60);
  const Rect area = context.area;
  const float side = ui.dp(ui.compact() ? 8 : size::page_padding);
  const Rect bar = {area.x + side, std::floor(area.bottom() - (height + ui.dp(14)) * in), area.w - 2 * side, height};
  struct Look {
    DropZone zone = DropZone::won;
    TextKey key = TextKey::none;
    const char* icon = nullptr;
    Color ink = 0, ground = 0;
    float share = 1;
  };
  const Palette& p = ui.color;
  const Look looks[] = {
      {DropZone::won, TextKey::board_won, icon::check, p.ok, mix(p.surface, p.ok, 0.16F), already_won ? 0.F : 2.F},
      {DropZone::lost, TextKey::board_lost, icon::x, p.bad, p.bad_soft, 2},
      {DropZone::pipeline, TextKey::board_other_pipeline, icon::kanban, p.accent, p.soft, pipeline.empty() ? 0.F : 2.F},
      {DropZone::trash, TextKey::board_trash, icon::trash, p.muted, mix(p.surface, p.text, 0.10F),
       ui.compact() ? 2.F : 1.F}};
  float shares = 0;
  int zones = 0;
  for (const Look& look : looks) {
    shares += look.share;
    zones += look.share > 0 ? 1 : 0;
  }
  const float gap = ui.dp(size::gap);
  const float room = bar.w - gap * static_cast<float>(zones - 1);
  const SemScope scope(ui, ui.id("drop_zones"), bar, {.role = Role::group, .name = ui.tr(TextKey::board_drop_bar)});
  std::optional<DropZone> over;
  float x = bar.x;
  for (const Look& look : looks) {
    if (look.share <= 0) continue;
    const Rect place = {std::floor(x), bar.y, std::floor(room * look.share / shares), bar.h};
    x += room * look.share / shares + gap;
    // A little below and beside the zone counts, too: the pointer is in a hurry.
    const bool hit =
        Rect{place.x - gap / 2, place.y - gap, place.w + gap, area.bottom() - place.y + gap}.contains(ui.drag.at);
    if (hit) over = look.zone;
    const auto index = static_cast<std::uint64_t>(look.zone);
    const float grown = ui.animate(ui.id("zone", index), hit ? 1.F : 0.F, 0.10F);
    const Rect zone = inset(place, -std::floor(ui.dp(3) * grown));
    ui.shadow(zone, true);
    ui.fill(zone, mix(p.surface, look.ground, grown), size::radius_tile);
    ui.outline(zone, mix(p.border, look.ink, grown), size::radius_tile);
    const std::string text = look.zone == DropZone::pipeline ? std::string(pipeline) : ui.tr(look.key);
    ui.sem.add(ui.id("zone_node", index), place, {.role = Role::text, .name = text});
    if (ui.compact()) {
      // Four zones side by side on a phone: the sign over the word.
      const float line = line_height(ui, TextStyle::meta_strong);
      Column column(centered(zone, zone.w - ui.dp(8), ui.dp(22) + line), 0);
      paint_icon(ui, column.top(ui.dp(22)), look.icon, look.ink);
      paint_text(ui, column.rest(), TextStyle::meta_strong, look.ink,
                 look.zone == DropZone::pipeline ? ui.tr(TextKey::board_pipeline_short) : text, Align::center);
      continue;
    }
    const float width = text_width(ui, TextStyle::strong, text) + ui.dp(22);
    Row row(centered(zone, std::min(width, zone.w), zone.h), ui.dp(6));
    paint_icon(ui, row.left(ui.dp(16)), look.icon, look.ink);
    paint_text(ui, row.rest(), TextStyle::strong, look.ink, text);
  }
  return over;
}

}  // namespace voronka::ui
