// The menu of a card: what its keys do, for those who point.
#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/board_parts.hpp"

namespace voronka::ui {
namespace {

NodeId menu_id(const Ui& ui) { return ui.id("card_menu"); }
NodeId stages_menu_id(const Ui& ui) { return ui.id("card_stages"); }

enum class CardAction : std::uint8_t { open, won, lost, reopen, move, up, down, trash };

// The stages, the card's own one checked; open_menu() has been called for it.
void draw_stages_menu(ViewContext& context, BoardState& state) {
  Ui& ui = context.ui;
  const auto place = state.model.place_of(state.menu_deal);
  std::vector<MenuItem> items;
  for (std::size_t i = 0; i < state.model.columns().size(); ++i)
    items.push_back({.label = state.model.columns()[i].name, .checked = place && place->column == i ? 1 : 0});
  const std::optional<int> chosen = menu(ui, stages_menu_id(ui), ui.tr(TextKey::board_move), items);
  if (chosen && place && place->column != static_cast<std::size_t>(*chosen))
    move_to_stage(context, state, state.menu_deal, static_cast<std::size_t>(*chosen));
}

VORONKA_LATER void draw_menus_of(ViewContext& context, BoardState& state, const Deal* deal) {
  Ui& ui = context.ui;
  draw_stages_menu(context, state);
  if (!menu_is_open(ui, menu_id(ui))) return;
  const auto place = state.model.place_of(deal->id);
  const bool is_open = deal->status == DealStatus::open;
  const std::string words[] = {ui.tr(TextKey::board_open),      ui.tr(TextKey::board_won),
                               ui.tr(TextKey::board_lost),      ui.tr(TextKey::board_reopen),
                               ui.tr(TextKey::board_move),      ui.tr(TextKey::board_move_up),
                               ui.tr(TextKey::board_move_down), ui.tr(TextKey::board_trash)};
  std::vector<MenuItem> items;
  std::vector<CardAction> actions;
  const auto add = [&](CardAction action, const char* icon, std::string_view keys, bool disabled = false,
                       bool apart = false) {
    items.push_back({.label = words[static_cast<std::size_t>(action)],
                     .icon = icon,
                     .keys = keys,
                     .disabled = disabled,
                     .danger = action == CardAction::trash,
                     .separator_before = apart});
    actions.push_back(action);
  };
  add(CardAction::open, icon::pencil, "Enter");
  if (is_open) add(CardAction::won, icon::circle_check, "W", false, true);
  if (!is_open) add(CardAction::reopen, icon::rotate_ccw, "", false, true);
  add(CardAction::lost, icon::circle_x, "L");
  add(CardAction::move, icon::arrow_right, "Ctrl+→", false, true);
  add(CardAction::up, icon::arrow_up, "Alt+↑", !place || place->index == 0);
  add(CardAction::down, icon::arrow_down, "Alt+↓",
      !place || place->index + 1 >= state.model.columns()[place->column].rows.size());
  add(CardAction::trash, icon::trash, "Del", false, true);
  const std::optional<int> chosen = menu(ui, menu_id(ui), ui.tr(TextKey::board_actions), items);
  if (!chosen) return;
  switch (actions[static_cast<std::size_t>(*chosen)]) {
    case CardAction::open:
      return open_deal(context, deal->id);
    case CardAction::won:
      return win(context, state, deal->id);
    case CardAction::lost:
      return lose(context, state, deal->id);
    case CardAction::reopen:
      return context.outbox.run(ReopenDeal{.deal = deal->id});
    case CardAction::up:
      return move_in_column(context, state, deal->id, -1);
    case CardAction::down:
      return move_in_column(context, state, deal->id, 1);
    case CardAction::trash:
      return trash(context, state, deal->id);
    case CardAction::move:
      open_menu(ui, stages_menu_id(ui), state.menu_anchor, state.menu_by_keyboard);
      ui.popup->opener = card_id(ui, deal->id);
      ui.request_frame();
      return;
  }
}

}  // namespace

void open_card_menu(ViewContext& context, BoardState& state, Id<Deal> deal, const Interaction& it) {
  Ui& ui = context.ui;
  state.menu_deal = deal;
  state.menu_anchor = {it.at.x, it.at.y, 0, 0};
  state.menu_by_keyboard = it.by_keyboard;
  open_menu(ui, menu_id(ui), state.menu_anchor, it.by_keyboard);
  ui.popup->opener = card_id(ui, deal);
}

void draw_card_menu(ViewContext& context, BoardState& state) {
  const Deal* deal = context.document.find(state.menu_deal);
  if (deal) draw_menus_of(context, state, deal);
}

}  // namespace voronka::ui
