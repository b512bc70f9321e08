#include "ui/views/filter_bar.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/views/filter_state.hpp"
#include "ui/views/filter_words.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct BarChip {
  std::size_t node = 0;
  std::string words = {};
  bool understood = true;
  Rect rect = {};  // from the top left corner of the bar
};

struct BarLayout {
  std::vector<BarChip> chips = {};
  std::string shown = {}, any = {};
  Rect count = {}, any_place = {}, clear = {};
  bool bare_clear = false;  // only its cross: there is no room for the words
  float height = 0;
};

float chip_height(const Ui& ui) { return ui.dp(ui.coarse_pointer ? size::touch : 26); }
float cross_width(const Ui& ui) { return ui.dp(ui.coarse_pointer ? size::touch : 26); }

std::string words_in_bar(const ViewContext& context, const FilterNode& node) {
  for (const QuickFilter& quick : quick_filters())
    if (quick.node == node) return context.ui.tr(quick.label);
  return words_of(context, node);
}

bool counts(const FilterNode& node) {
  const auto* condition = std::get_if<FilterCondition>(&node.is);
  return !condition || is_complete(*condition);
}

// Chips stand one after the other and go on in a new row; the way out has its place at the end of the first.
BarLayout laid_out(ViewContext& context, const FilterState& state, float width) {
  Ui& ui = context.ui;
  BarLayout layout;
  const float row = chip_height(ui);
  const float gap = ui.dp(6);
  const float left = ui.dp(12);
  const float right = width - ui.dp(8);
  float x = left + ui.dp(24);
  float y = ui.dp(6);
  layout.shown = state.broken.empty()
                     ? ui.tr(TextKey::filter_bar_shown, {{"count", static_cast<std::int64_t>(state.shown)},
                                                         {"total", static_cast<std::int64_t>(state.total)}})
                     : ui.tr(TextKey::filter_broken);
  const std::string clear = ui.tr(TextKey::filter_clear);
  float clear_width = button_width(ui, {.label = clear, .icon = icon::x, .small = true});
  const float room = right - x - gap - text_width(ui, TextStyle::strong, layout.shown) - ui.dp(2);
  layout.bare_clear = clear_width > room;
  if (layout.bare_clear) clear_width = row;
  layout.clear = {right - clear_width, y, clear_width, row};
  const auto place = [&](float wide, float after) {
    wide = std::min(wide, right - left);
    const float end = y > layout.clear.y ? right : layout.clear.x - gap;
    if (x + wide > end && x > left) {
      x = left;
      y += row + gap;
    }
    const Rect rect = {x, y, wide, row};
    x += wide + after;
    return rect;
  };
  const float count_width = text_width(ui, TextStyle::strong, layout.shown) + ui.dp(2);
  layout.count = {x, y, std::min(count_width, layout.clear.x - gap - x), row};
  x = layout.count.right() + ui.dp(10);
  if (state.filter.join == FilterJoin::any && state.filter.nodes.size() > 1) {
    layout.any = ui.tr(TextKey::filter_bar_any);
    layout.any_place = place(text_width(ui, TextStyle::meta, layout.any), ui.dp(4));
  }
  for (std::size_t i = 0; i < state.filter.nodes.size(); ++i) {
    if (!counts(state.filter.nodes[i])) continue;
    BarChip chip = {.node = i, .words = words_in_bar(context, state.filter.nodes[i])};
    chip.understood = !std::holds_alternative<NotUnderstood>(state.filter.nodes[i].is);
    const float icon = chip.understood ? 0 : ui.dp(20);
    chip.rect = place(ui.dp(10) + icon + text_width(ui, TextStyle::meta, chip.words) + cross_width(ui), gap);
    layout.chips.push_back(std::move(chip));
  }
  layout.height = y + row + ui.dp(6);
  return layout;
}

void draw_chip(ViewContext& context, const BarChip& chip, Rect rect) {
  Ui& ui = context.ui;
  const IdScope names(ui, ui.id("bar_chip", chip.node));
  const Color ink = chip.understood ? ui.color.text : ui.color.warn;
  const float radius = rect.h / ui.viewport.scale / 2;
  ui.fill(rect, ui.color.surface, radius);
  ui.outline(rect, mix(chip.understood ? ui.color.accent : ui.color.warn, ui.color.surface, 0.45F), radius);
  Row row(rect);
  const Rect cross = row.right(cross_width(ui));
  const Rect words = row.rest();
  const Interaction it =
      ui.interact(ui.id("edit"), words,
                  {.role = Role::button,
                   .name = ui.tr(TextKey::filter_edit, {{"name", chip.words}}),
                   .description = chip.understood ? std::string() : ui.tr(TextKey::filter_not_understood_hint)});
  if (it.hovered) ui.fill(words, ui.color.hover, radius);
  Row parts({words.x + ui.dp(10), words.y, words.w - ui.dp(10), words.h});
  if (!chip.understood) paint_icon(ui, parts.left(ui.dp(20)), icon::triangle_alert, ink, 14);
  paint_text(ui, parts.rest(), TextStyle::meta, ink, chip.words);
  if (it.focus_visible) ui.focus_ring(words, radius);
  if (it.hovered)
    ui.tooltip(ui.id("edit"), words, chip.understood ? chip.words : ui.tr(TextKey::filter_not_understood_hint));
  if (it.activated) {
    context.states.of<FilterState>().editing = true;
    ui.request_frame();
  }
  if (icon_button(ui, ui.id("remove"), cross,
                  {.icon = icon::x, .label = ui.tr(TextKey::filter_remove, {{"name", chip.words}}), .icon_dp = 14}))
    remove_node(context, chip.node);
}

VORONKA_LATER float bar_height(ViewContext& context, const FilterState& state) {
  const float width = context.area.w - 2 * context.ui.dp(context.ui.compact() ? 14 : size::page_padding);
  return laid_out(context, state, width).height + context.ui.dp(10);
}

VORONKA_LATER void draw_bar(ViewContext& context, FilterState& state, Rect rect) {
  Ui& ui = context.ui;
  Rect box = inset(rect, ui.dp(ui.compact() ? 14 : size::page_padding), 0);
  box.h -= ui.dp(10);
  const BarLayout layout = laid_out(context, state, box.w);
  const SemScope scope(ui, ui.id("filter_bar"), box, {.role = Role::region, .name = ui.tr(TextKey::filter_bar)});
  const bool broken = !state.broken.empty();
  const Color ink = broken ? ui.color.bad : ui.color.accent;
  ui.fill(box, broken ? ui.color.bad_soft : ui.color.soft, size::radius_card);
  ui.outline(box, mix(ink, ui.color.surface, 0.35F), size::radius_card);
  const auto at = [&](Rect place) { return moved(place, box.x, box.y); };
  paint_icon(ui, {box.x + ui.dp(12), at(layout.count).y, ui.dp(16), layout.count.h},
             broken ? icon::triangle_alert : icon::funnel, ink);
  ui.sem.add(ui.id("bar_count"), at(layout.count), {.role = broken ? Role::alert : Role::status, .name = layout.shown});
  paint_text(ui, at(layout.count), TextStyle::strong, ink, layout.shown);
  if (!layout.any.empty()) label(ui, at(layout.any_place), TextStyle::meta, ui.color.text, layout.any);
  for (const BarChip& chip : layout.chips) draw_chip(context, chip, at(chip.rect));
  const std::string clear = ui.tr(TextKey::filter_clear);
  const NodeId id = ui.id("bar_clear");
  const bool cleared = layout.bare_clear
                           ? icon_button(ui, id, at(layout.clear), {.icon = icon::x, .label = clear})
                           : button(ui, id, at(layout.clear),
                                    {.label = clear, .icon = icon::x, .kind = ButtonKind::ghost, .small = true});
  if (cleared) clear_filter(context);
}

}  // namespace

float filter_bar_height(ViewContext& context) {
  const FilterState& state = context.states.of<FilterState>();
  return state.on || !state.broken.empty() ? bar_height(context, state) : 0;
}

void draw_filter_bar(ViewContext& context, Rect rect) { draw_bar(context, context.states.of<FilterState>(), rect); }

VORONKA_LATER void draw_filtered_to_nothing(ViewContext& context) {
  Ui& ui = context.ui;
  FilterState& filter = context.states.of<FilterState>();
  const auto count = static_cast<std::int64_t>(filter.total);
  const EmptyStateAnswer answer = empty_state(ui, ui.id("filtered_to_nothing"), context.area,
                                              {.icon = icon::funnel,
                                               .title = ui.tr(TextKey::filter_nothing),
                                               .sentence = ui.tr(TextKey::filter_nothing_text, {{"count", count}}),
                                               .primary = ui.tr(TextKey::filter_clear),
                                               .secondary = ui.tr(TextKey::filter_change)});
  if (answer == EmptyStateAnswer::primary) clear_filter(context);
  if (answer == EmptyStateAnswer::secondary) filter.editing = true;
  if (answer != EmptyStateAnswer::none) ui.request_frame();
}

}  // namespace voronka::ui
