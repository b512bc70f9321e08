#include "ui/views/elsewhere.hpp"

#include <algorithm>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/layer_parts.hpp"
#include "ui/layers.hpp"
#include "ui/record_finder.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/palette_rows.hpp"
#include "ui/views/search_field.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct ElsewhereState {
  RecordFinder finder = {};
  std::string opened_for = {};      // the search whose list was asked for
  std::uint64_t board_version = 0;  // that was seen last
};

NodeId list_id(const Ui& ui) { return ui.id("elsewhere"); }
NodeId item_id(const Ui& ui, std::size_t index) { return ui.id("elsewhere_item", index); }

std::string title_of_list(const Ui& ui, const RecordFinder& finder) {
  return ui.tr(TextKey::elsewhere_title, {{"count", static_cast<std::int64_t>(finder.deals_found())}});
}

// While the board itself shows what was found, the list must not lie over it: one line says that there is more.
VORONKA_LATER void draw_folded(ViewContext& context, const SearchState& search, ElsewhereState& state) {
  Ui& ui = context.ui;
  const LayerScope layer(ui, Layer::popup);
  const std::string title = title_of_list(ui, state.finder);
  const ButtonOptions options = {.label = title, .icon = icon::chevron_down, .kind = ButtonKind::ghost};
  const float height = ui.dp(size::control);
  const float inside = ui.dp(4);
  const float width = std::min(button_width(ui, options) + 2 * inside, ui.screen().w - ui.dp(16));
  const Rect panel = beside(ui, search.place, width, height + 2 * inside);
  paint_panel(ui, panel, size::radius_card);
  const bool asked = button(ui, ui.id("elsewhere_open"), inset(panel, inside), options);
  if (!asked && !ui.take_key(search.field, Key::down)) return;
  state.opened_for = search.text;
  ui.focus(item_id(ui, 0));
  ui.request_frame();
}

VORONKA_LATER void draw_list(ViewContext& context, const SearchState& search, const RecordFinder& finder) {
  Ui& ui = context.ui;
  const LayerScope layer(ui, Layer::popup);
  const float row_height = ui.dp(ui.coarse_pointer ? size::touch : 34);
  const float head = ui.dp(28);
  const auto count = finder.deals().size();
  const float width = std::min(std::max(search.place.w, ui.dp(380)), ui.screen().w - ui.dp(16));
  const Rect panel = beside(ui, search.place, width, head + static_cast<float>(count) * row_height + ui.dp(10));
  const NodeId id = list_id(ui);
  const std::string title = title_of_list(ui, finder);
  ui.sem.add(id, panel, {.role = Role::listbox, .name = title});
  ui.sem.push(id);
  paint_panel(ui, panel, size::radius_card);
  Column column(inset(panel, ui.dp(5)));
  paint_text(ui, inset(column.top(head), ui.dp(8), 0), TextStyle::meta_strong, ui.color.muted, title);
  const auto deals = context.document.table<Deal>().rows();
  const auto item = [&](std::size_t index) { return item_id(ui, index); };
  if (ui.take_key(search.field, Key::down)) ui.focus(item(0));
  for (std::size_t i = 0; i < count; ++i) {
    const Deal& deal = deals[finder.deals()[i].row];
    const Rect row = column.top(row_height);
    const std::string name = shown_title(ui, deal);
    const std::string where = whereabouts(context, deal);
    std::string spoken = name;
    spoken.append(", ").append(where);
    const Interaction it = ui.interact(item(i), row,
                                       {.role = Role::option,
                                        .name = spoken,
                                        .tab_stop = i == 0,
                                        .position = static_cast<int>(i) + 1,
                                        .set_size = static_cast<int>(count)});
    if (it.hovered || it.held || it.focus_visible) ui.fill(row, ui.color.hover, size::radius - 2);
    Row cells(inset(row, ui.dp(8), 0), ui.dp(8));
    const float wide = std::min(text_width(ui, TextStyle::meta, where), cells.rest().w * 0.55F);
    paint_text(ui, cells.right(wide), TextStyle::meta, ui.color.muted, where);
    paint_text(ui, cells.rest(), TextStyle::body, ui.color.text, name);
    if (it.focus_visible) ui.focus_ring(row, size::radius - 2);
    if (it.activated) open_deal(context, deal.id);
    if (ui.take_key(item(i), Key::down) && i + 1 < count) ui.focus(item(i + 1));
    if (ui.take_key(item(i), Key::up)) ui.focus(i == 0 ? search.field : item(i - 1));
    if (ui.take_key(item(i), Key::escape)) ui.focus(search.field);
  }
  ui.sem.pop();
}

}  // namespace

void draw_elsewhere(ViewContext& context) {
  Ui& ui = context.ui;
  const SearchState& search = context.states.of<SearchState>();
  if (search.text.empty() || search.frame != ui.frame || context.route.path != "board") return;
  ElsewhereState& state = context.states.of<ElsewhereState>();
  const bool in_use = search.focused || ui.sem.shown_within(ui.focused(), list_id(ui)) ||
                      (ui.focused() != 0 && ui.focused() == ui.id("elsewhere_open"));
  if (!in_use || ui.shown_top_modal_layer > 0) return;
  state.finder.ask(context.document, search.text, RecordFinder::Scope::off_board, context.pipeline,
                   !context.states.of<BoardState>().months.empty());
  BoardModel& board = ready_model(context);
  // After the board, not in the same frame: both look through all deals.
  const bool board_is_busy = board.searching() || board.version() != state.board_version;
  state.board_version = board.version();
  if (board_is_busy || !state.finder.advance(context.document, board)) ui.request_frame();
  if (state.finder.deals().empty()) return;
  if (board.shown() > 0 && state.opened_for != search.text) return draw_folded(context, search, state);
  draw_list(context, search, state.finder);
}

}  // namespace voronka::ui
