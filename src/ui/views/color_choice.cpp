#include "ui/views/color_choice.hpp"

#include <algorithm>

#include "ui/scroll.hpp"
#include "ui/views/stage_colors.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr int color_count = static_cast<int>(stage_palette.size());

int cells_in_row(const Ui& ui, float width) { return std::max(1, static_cast<int>(width / color_cell(ui))); }

}  // namespace

float color_cell(const Ui& ui) { return ui.dp(ui.coarse_pointer ? size::touch : 30); }

float color_choice_height(const Ui& ui, float width) {
  const int in_row = cells_in_row(ui, width);
  const int rows = (color_count + in_row - 1) / in_row;
  return color_cell(ui) * static_cast<float>(rows);
}

std::optional<std::string_view> color_choice(Ui& ui, NodeId id, Rect place, std::string_view label,
                                             std::string_view chosen) {
  const float side = color_cell(ui);
  const int in_row = cells_in_row(ui, place.w);
  std::optional<std::string_view> answer;
  Composite colors(ui, id, place, {.role = Role::radio_group, .label = label});
  for (int i = 0; i < color_count; ++i) {
    const std::string_view color = stage_palette[static_cast<std::size_t>(i)];
    const int row = i / in_row;
    const Rect cell = {place.x + static_cast<float>(i % in_row) * side, place.y + static_cast<float>(row) * side, side,
                       side};
    const bool on = chosen == color;
    const Interaction it =
        ui.interact(ui.id("color", static_cast<std::uint64_t>(i)), cell,
                    {.role = Role::radio,
                     .name = ui.tr(TextKey::settings_stage_color_n, {{"number", std::int64_t{i + 1}}}),
                     .tab_stop = on || i == 0,
                     .checked = on ? 1 : 0});
    const Color ink = stage_color(ui.color, color);
    if (on) ui.draw().AddCircle(cell.center(), ui.dp(12), ink, 0, ui.dp(2));
    paint_dot(ui, cell.center(), on ? 16.F : it.hovered ? 20.F : 18.F, ink);
    if (it.focus_visible) ui.focus_ring(inset(cell, ui.dp(1)), 14);
    if (it.activated) answer = color;
  }
  return answer;
}

}  // namespace voronka::ui
