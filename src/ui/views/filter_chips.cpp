#include "ui/views/filter_chips.hpp"

#include <string>

#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/views/filter_state.hpp"
#include "ui/views/saved_views.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// A chip is drawn by the toolkit; its name here says the count as a sentence.
bool quick_chip(ViewContext& context, std::size_t index, Rect rect, const std::string& words) {
  Ui& ui = context.ui;
  const FilterState& state = context.states.of<FilterState>();
  const auto count = static_cast<std::int64_t>(state.quick_counts[index]);
  const std::string name =
      ui.tr(TextKey::filter_quick_name, {{"name", ui.tr(quick_filters()[index].label)}, {"count", count}});
  return chip(ui, ui.id("quick", index), rect,
              {.label = words, .name = name, .pressed = is_quick_on(state, index) ? 1 : 0});
}

}  // namespace

void draw_filter_chips(ViewContext& context, Rect rect) {
  Ui& ui = context.ui;
  FilterState& state = context.states.of<FilterState>();
  const float height = ui.dp(size::control_small);
  Row row(rect, ui.dp(6));
  const auto place = [&](float width) {
    const Rect slot = row.left(width);
    return centered(slot, slot.w, height);
  };
  const std::string name = filters_label(context);
  ChipOptions own = {.label = name, .icon = icon::list_filter, .pressed = state.on ? 1 : 0};
  own.expanded = filters_menu_is_open(ui) ? 1 : 0;
  const float own_width = std::min(chip_width(ui, own), rect.w);
  const Rect own_place = place(own_width);
  const bool opened = chip(ui, ui.id("filters"), own_place, own);
  if (opened || (ui.focused() == ui.id("filters") && ui.take_key(ui.id("filters"), Key::down)))
    open_filters_menu(context, own_place, ui.keyboard_modality());

  std::size_t fitting = 0;
  for (std::size_t i = 0; i < quick_count && state.counted; ++i) {
    const auto count = static_cast<std::int64_t>(state.quick_counts[i]);
    // Who writes no invoices need not be told that none is late.
    if (quick_filters()[i].label == TextKey::filter_quick_payment && count == 0 && !is_quick_on(state, i)) {
      fitting = i + 1;
      continue;
    }
    const std::string words = ui.tr(TextKey::filter_quick_count,
                                    {{"name", ui.tr(quick_filters()[i].label)}, {"count", ui.locale.number(count)}});
    const float width = chip_width(ui, {.label = words, .pressed = 0});
    if (width > row.rest().w) break;
    fitting = i + 1;
    if (quick_chip(context, i, place(width), words)) toggle_quick(context, i);
  }
  draw_filters_menu(context, fitting);
}

}  // namespace voronka::ui
