// One column: under its head (board_head.cpp) a line to add deals, and as many cards as can be seen.
#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/actions.hpp"
#include "ui/scroll.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/copying.hpp"
#include "ui/views/filter_state.hpp"
#include "ui/views/next_step.hpp"
#include "ui/views/quick_add.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

// ---- where cards are ----

ColumnLayout::ColumnLayout(const Ui& ui, const BoardColumn& column, const LaneLayout* lanes)
    : column_(column),
      lanes_(lanes),
      card_(card_height(ui)),
      stuck_more_(stuck_card_height(ui) - card_),
      gap_(card_gap(ui)) {}

void ColumnLayout::make_hole(std::size_t index, float height, std::size_t lane) {
  hole_ = index;
  hole_height_ = height;
  hole_lane_ = lane;
}

float ColumnLayout::stack(std::size_t from, std::size_t to) const {
  return static_cast<float>(to - from) * (card_ + gap_) +
         static_cast<float>(column_.stuck_before[to] - column_.stuck_before[from]) * stuck_more_;
}

std::size_t ColumnLayout::lane_of(std::size_t index) const {
  if (lanes_ == nullptr) return 0;
  const auto& starts = column_.lane_starts;
  return static_cast<std::size_t>(std::ranges::upper_bound(starts, index) - starts.begin()) - 1;
}

float ColumnLayout::base(std::size_t index) const {
  if (lanes_ == nullptr) return stack(0, index);
  const std::size_t lane = lane_of(index);
  if (lane + 1 >= lanes_->tops.size()) return lanes_->tops.back();
  const float top = lanes_->tops[lane] + lanes_->head;
  return lanes_->folded[lane] ? top : top + stack(column_.lane_starts[lane], index);
}

float ColumnLayout::height(std::size_t index) const {
  if (lanes_ != nullptr && lanes_->folded[lane_of(index)]) return 0;
  return card_ + static_cast<float>(column_.stuck_before[index + 1] - column_.stuck_before[index]) * stuck_more_;
}

float ColumnLayout::top(std::size_t index) const {
  float y = base(index);
  if (taken_ && index > *taken_ && (lanes_ == nullptr || lane_of(*taken_) == lane_of(index)))
    y -= height(*taken_) + gap_;
  if (hole_ && in_sequence(index) >= *hole_ && reaches(hole_lane_, index)) y += hole_height_ + gap_;
  return y;
}

float ColumnLayout::hole_top() const {
  std::size_t index = taken_ && *hole_ >= *taken_ ? *hole_ + 1 : *hole_;
  if (lanes_ != nullptr) {
    const std::size_t first = column_.lane_starts[hole_lane_];
    index = std::clamp<std::size_t>(index, first, column_.lane_starts[hole_lane_ + 1]);
    const bool below = taken_ && index > *taken_ && *taken_ >= first;
    return lanes_->tops[hole_lane_] + lanes_->head + stack(first, index) - (below ? height(*taken_) + gap_ : 0);
  }
  float y = base(index);
  if (taken_ && index > *taken_) y -= height(*taken_) + gap_;
  return y;
}

float ColumnLayout::length() const {
  if (lanes_ != nullptr) return lanes_->tops.back();
  float y = base(column_.rows.size());
  if (taken_) y -= height(*taken_) + gap_;
  if (hole_) y += hole_height_ + gap_;
  return y;
}

std::size_t ColumnLayout::first_below(float y) const {
  std::size_t low = 0;
  std::size_t high = column_.rows.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (top(middle) + height(middle) > y) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

std::size_t ColumnLayout::drop_index(float y, std::size_t lane) const {
  const std::size_t count = column_.rows.size() - (taken_ ? 1 : 0);
  std::size_t low = 0;
  std::size_t high = count;
  if (lanes_ != nullptr) {
    low = in_sequence(column_.lane_starts[lane]);
    high = in_sequence(column_.lane_starts[lane + 1]);
  }
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const std::size_t index = taken_ && middle >= *taken_ ? middle + 1 : middle;
    if (top(index) + height(index) / 2 > y) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

// ---- ids ----

NodeId card_id(const Ui& ui, Id<Deal> deal) { return ui.id("card", deal.raw); }
NodeId column_scroll_id(const Ui& ui, const BoardState& state, Id<Stage> stage) {
  return state.lanes.size() == 1 && !ui.compact() ? ui.id("lanes") : ui.id("column", stage.raw);
}
NodeId add_id(const Ui& ui, Id<Stage> stage) { return ui.id("add_to", stage.raw); }
NodeId columns_scroll_id(const Ui& ui) { return ui.id("columns"); }
Id<Deal> deal_at(const ViewContext& context, const BoardColumn& column, std::size_t index) {
  return context.document.table<Deal>().rows()[column.rows[index]].id;
}

namespace {

// ---- the cards ----

struct CardPlace {
  std::size_t column = 0;
  std::size_t index = 0;
  std::size_t begin = 0, end = 0;  // of the list it stands in
  Rect rect = {};
  bool in_sight = true;
};

// The sentence why a card is stuck asks for all that are: by mouse (a finger means the card; keys have the chip of the same name).
// True while the mouse is over it and a click would do so.
bool asks_for_stuck(ViewContext& context, const CardText& text, const Interaction& it, NodeId id, Rect rect) {
  Ui& ui = context.ui;
  if (text.why_stuck.empty() || !it.hovered || is_quick_on(context.states.of<FilterState>(), stuck_filter()))
    return false;
  const Rect sentence = stuck_sentence(ui, rect);
  if (!sentence.contains(ui.pointer_at)) return false;
  ui.tooltip(id ^ 0x57ACU, sentence, ui.tr(TextKey::board_show_stuck));
  return true;
}

std::string step_hint(const Ui& ui) {
  return ui.tr(TextKey::next_mark) + " (" + keys_of(ui, ActionId::next_step) + ")";
}

void draw_card(ViewContext& context, BoardState& state, const CardPlace& place) {
  Ui& ui = context.ui;
  const BoardColumn& column = state.model.columns()[place.column];
  const std::uint32_t row = column.rows[place.index];
  const Id<Deal> deal = context.document.table<Deal>().rows()[row].id;
  const NodeId id = card_id(ui, deal);
  const CardText& text = state.texts.of(context, state.model, column, row);
  const Sem sem = {.role = Role::list_item,
                   .name = text.name,
                   .focusable = true,
                   .tab_stop = state.stop_deal == deal,
                   .has_popup = true,
                   .position = static_cast<int>(place.index - place.begin) + 1,
                   .set_size = static_cast<int>(place.end - place.begin)};
  const BoardSpot spot = {.column = place.column, .index = place.index};
  if (ui.focused() == id) {
    if (state.stop_deal != deal) show_spot(context, state, spot);  // focus came by Tab or from a screen reader
    state.stop = spot;
    state.stop_deal = deal;
  }
  if (!place.in_sight) {
    ui.sem.add(id, place.rect, sem, false);
    if (ui.focused() == id) card_keys(context, state, spot, deal);
    return;
  }
  const Interaction it = ui.interact(id, place.rect, sem, {.draggable = true});
  if (it.hovered) state.hovered = deal;
  const Vec2 away = flight_of(context, state, {.deal = deal, .stage = column.stage, .rect = place.rect});
  const auto paint = [&](Rect rect) {
    // What nobody has touched for long is pale, until it is looked at.
    const bool looked_at = it.hovered || it.focus_visible;
    const float pale = text.untouched == 0 ? 0.F : ui.animate(id ^ 0xFADEU, looked_at ? 0.F : text.untouched, 0.10F);
    paint_card_ground(ui, rect, text, it, away.x != 0 || away.y != 0, pale);
    paint_card_content(ui, rect, text, pale);
    if (is_cut(context, deal)) paint_cut(ui, rect);
  };
  if (away.x != 0 || away.y != 0) {
    const LayerScope over(ui, Layer::drag);
    paint({place.rect.x + away.x, place.rect.y + away.y, place.rect.w, place.rect.h});
  } else if (ui.visible(place.rect)) {
    paint(place.rect);
  }
  if (state.renamed == deal) draw_rename(context, state, deal, place.rect);
  const bool stuck_asked = asks_for_stuck(context, text, it, id, place.rect);
  const Rect mark = step_mark(ui, place.rect);
  const bool on_mark = !it.by_keyboard && mark.contains(it.at);
  if (on_mark && it.hovered) ui.tooltip(id ^ 0x57E9U, mark, step_hint(ui));
  if (it.activated && stuck_asked && !it.by_keyboard)
    toggle_quick(context, stuck_filter());
  else if (it.activated && on_mark)
    open_step_popup(context, deal, mark, false);
  else if (it.activated)
    open_deal(context, deal);
  if (it.menu) open_card_menu(context, state, deal, it);
  if (it.drag_started) {
    state.dragged = deal;
    ui.announce(ui.tr(TextKey::board_drag_begun, {{"deal", text.title}}));
  }
  if (it.focused) card_keys(context, state, spot, deal);
}

// Without the card that is held, and with the hole it would fall into.
ColumnLayout cards_of(const Ui& ui, const BoardState& state, std::size_t index) {
  ColumnLayout cards(ui, state.model.columns()[index], state.lanes_of(index));
  const std::optional<BoardModel::Place>& dragged = state.dragged_from;
  if (dragged && dragged->column == index) cards.take_out(dragged->index);
  if (dragged && state.target && state.target->column == index)
    cards.make_hole(state.target->index,
                    ColumnLayout(ui, state.model.columns()[dragged->column]).height(dragged->index),
                    state.target->lane);
  return cards;
}

void draw_cards(ViewContext& context, BoardState& state, std::size_t index, Rect view) {
  Ui& ui = context.ui;
  const BoardColumn& column = state.model.columns()[index];
  const float margin = ui.dp(4);  // room for shadows and rings beside the cards
  ScrollArea area(ui, column_scroll_id(ui, state, column.stage),
                  {view.x - margin, view.y, view.w + 2 * margin, view.h});
  const LaneLayout* lanes = state.lanes_of(index);
  area.set_content(cards_of(ui, state, index).length() + ui.dp(16));
  area.keys(ui.id("cards", column.stage.raw));
  draw_cells(context, state, index, view, area.offset());
  if (lanes != nullptr)
    draw_lane_heads(context, state, *lanes, ui.id("lane_heads", column.stage.raw), view, area.offset());
  // Only cards may stand in the list: what is said about an empty one stands behind it.
  const bool held_over = state.dragged_from && state.target && state.target->column == index;
  if (column.rows.empty() && !held_over && column.count == 0)
    label(ui, {view.x + margin, view.y + ui.dp(10), view.w - 2 * margin, line_height(ui, TextStyle::meta)},
          TextStyle::meta, ui.color.muted, ui.tr(TextKey::board_empty_column));
}

}  // namespace

void draw_cells(ViewContext& context, BoardState& state, std::size_t index, Rect view, float scrolled) {
  Ui& ui = context.ui;
  const BoardColumn& column = state.model.columns()[index];
  const LaneLayout* lanes = state.lanes_of(index);
  const ColumnLayout layout = cards_of(ui, state, index);
  const std::optional<BoardModel::Place>& dragged = state.dragged_from;
  const bool from_here = dragged && dragged->column == index;
  const NodeId id = ui.id("column", column.stage.raw);
  const auto rect_of = [&](std::size_t card) {
    // Of another size they have other places at once.
    const NodeId key =
        id ^ (card_id(ui, deal_at(context, column, card)) * 31U) ^ static_cast<NodeId>(state.size.drawn_percent);
    // Cards glide to their new places when one comes or goes; when the list is scrolled they just stand in it.
    const float y = ui.animate(key, layout.top(card), 0.14F);
    return Rect{view.x, std::floor(view.y - scrolled + y) + ui.dp(2), view.w, layout.height(card)};
  };
  if (dragged && state.target && state.target->column == index) {
    const float height = ColumnLayout(ui, state.model.columns()[dragged->column]).height(dragged->index);
    const Rect hole = {view.x, std::floor(view.y - scrolled + layout.hole_top()) + ui.dp(2), view.w, height};
    ui.dashed(hole, with_alpha(ui.color.accent, 0.6F), size::radius_card, std::max(1.5F * ui.viewport.scale, 1.F));
  }
  const std::size_t count = column.rows.size();
  // Past what is folded at once: that may be thousands.
  const auto next = [&](std::size_t card) {
    const std::size_t lane = layout.lane_of(card);
    return lanes != nullptr && lanes->folded[lane] ? std::max<std::size_t>(column.lane_starts[lane + 1], card + 1)
                                                   : card + 1;
  };
  const std::size_t visible = layout.first_below(scrolled);
  const std::size_t first = visible > 0 ? visible - 1 : 0;
  std::size_t last = first;
  while (last < count && layout.top(last) < scrolled + view.h) last = next(last);
  last = std::min(count, last + 1);

  std::optional<SemScope> list;
  std::size_t listed = 0;
  const NodeId list_id = ui.id("cards", column.stage.raw);
  if (lanes == nullptr) list.emplace(ui, list_id, view, Sem{.role = Role::list, .name = column.name});
  const auto draw = [&](std::size_t card, bool in_sight) {
    if (from_here && card == dragged->index) return;
    const std::size_t lane = layout.lane_of(card);
    if (lanes != nullptr) {
      if (lanes->folded[lane]) return;
      if (!list || lane != listed) {  // each cell is a list of its own
        list.reset();
        const std::string name = lane_name(ui, state.model, lane);
        const std::string cell = ui.tr(TextKey::rows_cell, {{"stage", column.name}, {"lane", name}});
        list.emplace(ui, list_id ^ (ui.id("cell:" + state.model.lanes()[lane].key) * 31U), view,
                     Sem{.role = Role::list, .name = cell});
        listed = lane;
      }
    }
    draw_card(context, state,
              {.column = index,
               .index = card,
               .begin = lanes == nullptr ? 0 : column.lane_starts[lane],
               .end = lanes == nullptr ? count : column.lane_starts[lane + 1],
               .rect = rect_of(card),
               .in_sight = in_sight});
  };
  // The Tab stop is there even when it is scrolled away, in its place among the others.
  const bool stop_here = state.stop.column == index && state.stop.index && *state.stop.index < count;
  const std::size_t stop = stop_here ? *state.stop.index : 0;
  if (stop_here && stop < first) draw(stop, false);
  for (std::size_t card = first; card < last; card = next(card)) draw(card, true);
  if (stop_here && stop >= last) draw(stop, false);
}

void draw_column(ViewContext& context, BoardState& state, const BoardLayout& layout, std::size_t index) {
  Ui& ui = context.ui;
  const BoardColumn& column = state.model.columns()[index];
  const Rect rect = layout.column(index);
  const float lit =
      ui.animate(ui.id("tint", column.stage.raw), state.target && state.target->column == index ? 1.F : 0.F, 0.10F);
  if (lit > 0)
    ui.fill({rect.x - ui.dp(4), rect.y, rect.w + ui.dp(8), rect.h}, with_alpha(ui.color.soft, lit), size::radius_tile);
  if (ui.is_hovered(rect)) state.hovered_column = column.stage;
  if (state.is_folded(index)) return draw_folded(context, state, index, rect);
  Column parts(rect);
  draw_head(context, state, index, parts.top(layout.head_height));
  if (context.states.of<QuickAddState>().stage == column.stage)
    draw_quick_add(context, parts.top(quick_add_height(context)));
  if (!has_lanes_across(context, state)) draw_cards(context, state, index, parts.rest());
}

}  // namespace voronka::ui
