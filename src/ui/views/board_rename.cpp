// A title is typed anew in its card, without opening the deal: Enter keeps it, Esc does not.
#include "base/later.hpp"
#include "ui/text_field.hpp"
#include "ui/views/board_parts.hpp"

namespace voronka::ui {

void begin_rename(ViewContext& context, BoardState& state, Id<Deal> deal) {
  const Deal* record = context.document.find(deal);
  const auto place = state.model.place_of(deal);
  if (!record || !place) return;
  state.renamed = deal;
  state.new_title = record->title;
  state.rename_focus_wanted = true;
  show_spot(context, state, {.column = place->column, .index = place->index});
  context.ui.request_frame();
}

VORONKA_LATER void draw_rename(ViewContext& context, BoardState& state, Id<Deal> deal, Rect card) {
  Ui& ui = context.ui;
  const NodeId id = ui.id("rename");
  if (state.rename_focus_wanted) ui.focus(id);
  ui.sem.push(card_id(ui, deal));
  const Rect place = {card.x + ui.dp(4), card.y + ui.dp(4), card.w - ui.dp(8), ui.dp(size::control)};
  const TextFieldResult result = text_field(ui, id, place,
                                            {.label = ui.tr(TextKey::board_rename),
                                             .style = TextStyle::body_strong,
                                             .max_length = 500,
                                             .select_on_focus = true,
                                             .autocomplete = "off"},
                                            state.new_title);
  ui.sem.pop();
  if (result.focused) state.rename_focus_wanted = false;
  const bool escaped = result.cancelled || (result.focused && ui.take_key(id, Key::escape));
  const bool left = !result.focused && !state.rename_focus_wanted;
  if (!escaped && !result.entered && !left) return;
  const Deal* record = context.document.find(deal);
  if (!escaped && record && record->title != state.new_title)
    context.outbox.run_quietly(set_field(deal, &Deal::title, state.new_title), {});
  if (!left) ui.focus(card_id(ui, deal));
  state.renamed = {};
  ui.request_frame();
}

}  // namespace voronka::ui
