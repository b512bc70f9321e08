// A title is typed anew in its card, without opening the deal: as every field it is saved while one types, Esc takes it back.
#include "base/later.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/edits.hpp"

namespace voronka::ui {

void begin_rename(ViewContext& context, BoardState& state, Id<Deal> deal) {
  const auto place = state.model.place_of(deal);
  if (!place) return;
  state.renamed = deal;
  state.rename_focus_wanted = true;
  show_spot(context, state, {.column = place->column, .index = place->index});
  context.ui.request_frame();
}

VORONKA_LATER void draw_rename(ViewContext& context, BoardState& state, Id<Deal> deal, Rect card) {
  Ui& ui = context.ui;
  const NodeId id = ui.id("rename", deal.raw);
  if (state.rename_focus_wanted) ui.focus(id);
  ui.sem.push(card_id(ui, deal));
  const Rect place = {card.x + ui.dp(4), card.y + ui.dp(4), card.w - ui.dp(8), ui.dp(size::control)};
  const EditResult result = edit_field(context, id, place,
                                       {.label = ui.tr(TextKey::board_rename),
                                        .style = TextStyle::body_strong,
                                        .max_length = 500,
                                        .select_on_focus = true,
                                        .autocomplete = "off"},
                                       place_of(deal, &Deal::title), text_kind);
  ui.sem.pop();
  if (result.focused) state.rename_focus_wanted = false;
  const bool escaped = result.cancelled || (result.focused && ui.take_key(id, Key::escape));
  const bool left = !result.focused && !state.rename_focus_wanted;
  if (!escaped && !result.entered && !left) return;
  if (!left) ui.focus(card_id(ui, deal));
  state.renamed = {};
  ui.request_frame();
}

}  // namespace voronka::ui
