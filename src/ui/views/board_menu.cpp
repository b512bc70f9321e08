// The menu of a card: what its keys do, for those who point.
#include "base/later.hpp"
#include "model/stages.hpp"
#include "ui/actions.hpp"
#include "ui/layers.hpp"
#include "ui/views/board_parts.hpp"

namespace voronka::ui {
namespace {

NodeId menu_id(const Ui& ui) { return ui.id("card_menu"); }
NodeId stages_menu_id(const Ui& ui) { return ui.id("card_stages"); }
NodeId ways_menu_id(const Ui& ui) { return ui.id("card_ways"); }
NodeId pipelines_menu_id(const Ui& ui) { return ui.id("card_pipelines"); }

struct Entry {
  ActionId action = {};
  bool apart = false;        // a line above it
  bool only_if_can = false;  // not there at all when it cannot be done
};
constexpr Entry entries[] = {
    {ActionId::open_deal},
    {ActionId::rename_deal},
    {ActionId::next_step},
    {ActionId::call_deal, false, true},
    {ActionId::choose_way, false, true},
    {ActionId::win_deal, true, true},
    {ActionId::reopen_deal, true, true},
    {ActionId::lose_deal, false, true},
    {ActionId::choose_stage, true},
    {ActionId::move_up},
    {ActionId::move_down},
    {ActionId::copy_deal, true},
    {ActionId::cut_deal},
    {ActionId::archive_deal, true},
    {ActionId::trash_deal},
};

// The stages, the card's own one checked; open_menu() has been called for it.
void draw_stages_menu(ViewContext& context, BoardState& state) {
  Ui& ui = context.ui;
  if (!menu_is_open(ui, stages_menu_id(ui))) return;
  const Deal* deal = context.document.find(state.menu_deal);
  const std::vector<const Stage*> stages = stages_of(context.document, context.pipeline);
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < stages.size(); ++i) keys.push_back(keys_of(ui, ActionId::to_stage, i));
  std::vector<MenuItem> items;
  for (std::size_t i = 0; i < stages.size(); ++i)
    items.push_back(
        {.label = stages[i]->name, .keys = keys[i], .checked = deal && deal->position.stage == stages[i]->id ? 1 : 0});
  const std::optional<int> chosen = menu(ui, stages_menu_id(ui), ui.tr(TextKey::board_move), items);
  if (!chosen || !deal) return;
  const Id<Stage> to = stages[static_cast<std::size_t>(*chosen)]->id;
  if (deal->position.stage != to) move_to_stage(context, state, state.menu_deal, to);
}

void draw_pipelines_menu(ViewContext& context, BoardState& state) {
  Ui& ui = context.ui;
  if (!menu_is_open(ui, pipelines_menu_id(ui))) return;
  const std::vector<const Pipeline*> pipelines = pipelines_but_that_of(context, state.menu_deal);
  std::vector<MenuItem> items;
  for (const Pipeline* pipeline : pipelines) items.push_back({.label = pipeline->name});
  if (const auto chosen = menu(ui, pipelines_menu_id(ui), ui.tr(TextKey::board_other_pipeline), items))
    move_to_pipeline(context, state, state.menu_deal, pipelines[static_cast<std::size_t>(*chosen)]->id);
}

// How to write to whom the deal is with.
void draw_ways_menu(ViewContext& context, BoardState& state) {
  Ui& ui = context.ui;
  if (!menu_is_open(ui, ways_menu_id(ui))) return;
  const ActionTarget target = {.deal = state.menu_deal};
  const auto ways = choices_of(context, ActionId::write_to, target).value_or(std::vector<std::string>{});
  std::vector<MenuItem> items;
  for (const std::string& way : ways) items.push_back({.label = way});
  if (const auto chosen = menu(ui, ways_menu_id(ui), ui.tr(TextKey::action_write), items))
    act(context, ActionId::write_to, target, static_cast<std::size_t>(*chosen));
}

VORONKA_LATER void draw_menus_of(ViewContext& context, BoardState& state, const Deal* deal) {
  Ui& ui = context.ui;
  draw_stages_menu(context, state);
  draw_pipelines_menu(context, state);
  draw_ways_menu(context, state);
  if (!menu_is_open(ui, menu_id(ui))) return;
  const ActionTarget target = {.deal = deal->id};
  std::vector<ActionId> shown;
  std::vector<std::string> words;
  std::vector<MenuItem> items;
  for (const Entry& entry : entries) {
    const bool can = can_act(context, entry.action, target);
    if (!can && entry.only_if_can) continue;
    shown.push_back(entry.action);
    words.push_back(title_of(ui, entry.action));
    words.push_back(keys_of(ui, entry.action));
    items.push_back({.icon = action_of(entry.action).icon,
                     .disabled = !can,
                     .danger = entry.action == ActionId::trash_deal,
                     .separator_before = entry.apart});
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i].label = words[2 * i];
    items[i].keys = words[2 * i + 1];
  }
  if (const auto chosen = menu(ui, menu_id(ui), ui.tr(TextKey::board_actions), items)) {
    state.menu_acts = true;
    act(context, shown[static_cast<std::size_t>(*chosen)], target);
    state.menu_acts = false;
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

namespace {

// Out of the card's menu it opens where that was; by its key or the palette at the card.
void open_menu_of(ViewContext& context, BoardState& state, Id<Deal> deal, NodeId menu) {
  Ui& ui = context.ui;
  if (!state.menu_acts) {
    const SemNode* card = ui.sem.find_shown(card_id(ui, deal));
    state.menu_anchor = card ? card->rect : context.area;
    state.menu_by_keyboard = true;
  }
  state.menu_deal = deal;
  open_menu(ui, menu, state.menu_anchor, state.menu_by_keyboard);
  ui.popup->opener = card_id(ui, deal);
  ui.request_frame();
}

}  // namespace

void open_stages_menu(ViewContext& context, BoardState& state, Id<Deal> deal) {
  open_menu_of(context, state, deal, stages_menu_id(context.ui));
}

void open_ways_menu(ViewContext& context, BoardState& state, Id<Deal> deal) {
  open_menu_of(context, state, deal, ways_menu_id(context.ui));
}

void open_pipelines_menu(ViewContext& context, BoardState& state, Id<Deal> deal, Vec2 at) {
  Ui& ui = context.ui;
  state.menu_deal = deal;
  open_menu(ui, pipelines_menu_id(ui), {at.x, at.y, 0, 0}, false);
  ui.popup->opener = card_id(ui, deal);
}

void draw_card_menu(ViewContext& context, BoardState& state) {
  const Deal* deal = context.document.find(state.menu_deal);
  if (deal) draw_menus_of(context, state, deal);
}

}  // namespace voronka::ui
