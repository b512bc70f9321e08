// The menus of a head and of a row, the stages to move to, and the panel that shows and hides columns.
#include <algorithm>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "model/stages.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/lose_dialog.hpp"
#include "ui/views/stage_colors.hpp"
#include "ui/views/table_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

NodeId head_menu_id(const Ui& ui) { return ui.id("head_menu"); }
NodeId row_menu_id(const Ui& ui) { return ui.id("row_menu"); }
NodeId stages_id(const Ui& ui) { return ui.id("row_stages"); }
NodeId tags_id(const Ui& ui) { return ui.id("row_tags"); }
NodeId panel_id(const Ui& ui) { return ui.id("columns_panel"); }

// The items of a menu beside what each does.
template <class Action>
struct Choices {
  std::vector<std::string> words = {};
  std::vector<MenuItem> items = {};
  std::vector<Action> actions = {};
  void add(Action action, std::string label, MenuItem item = {}) {
    words.push_back(std::move(label));
    items.push_back(item);
    actions.push_back(action);
  }
  std::optional<Action> ask(Ui& ui, NodeId id, std::string_view name) {
    for (std::size_t i = 0; i < items.size(); ++i) items[i].label = words[i];
    const std::optional<int> chosen = menu(ui, id, name, items);
    return chosen ? std::optional(actions[static_cast<std::size_t>(*chosen)]) : std::nullopt;
  }
};

// ---- a head ----

enum class HeadAction : std::uint8_t {
  sort_up,
  sort_down,
  sort_further,
  sort_none,
  freeze,
  pin,
  left,
  right,
  fit,
  wider,
  narrower,
  hide
};

void act(ViewContext& context, TableState& state, std::size_t column, HeadAction action) {
  TableSettings& settings = state.settings;
  const std::vector<std::size_t> visible = visible_columns(settings);
  const auto index = static_cast<std::size_t>(std::ranges::find(visible, column) - visible.begin());
  const int width = place_in(settings, column).width_dp;
  switch (action) {
    case HeadAction::sort_up:
      sort_by(settings, column, false, false);
      break;
    case HeadAction::sort_down:
      sort_by(settings, column, true, false);
      break;
    case HeadAction::sort_further:
      sort_by(settings, column, true);
      break;
    case HeadAction::sort_none:
      do_not_sort(settings, column);
      break;
    case HeadAction::freeze:
      freeze_up_to(settings, column);
      break;
    case HeadAction::pin:
      pin(settings, column);
      break;
    case HeadAction::left:
      move_column(settings, column, index - 1);
      break;
    case HeadAction::right:
      move_column(settings, column, index + 2);
      break;
    case HeadAction::fit:
      return fit_column(context, state, column);
    case HeadAction::wider:
      resize(settings, column, width + 40);
      break;
    case HeadAction::narrower:
      resize(settings, column, width - 40);
      break;
    case HeadAction::hide:
      set_hidden(settings, column, true);
      break;
  }
  save_settings(context, state);
}

VORONKA_LATER void draw_head_menu(ViewContext& context, TableState& state) {
  Ui& ui = context.ui;
  const std::size_t column = *state.menu_column;
  const std::vector<std::size_t> visible = visible_columns(state.settings);
  const auto index = static_cast<std::size_t>(std::ranges::find(visible, column) - visible.begin());
  const std::optional<std::size_t> sorted = sort_place(state.settings, column);
  Choices<HeadAction> choices;
  choices.add(HeadAction::sort_up, ui.tr(TextKey::table_sort_up), {.icon = icon::arrow_up});
  choices.add(HeadAction::sort_down, ui.tr(TextKey::table_sort_down), {.icon = icon::arrow_down});
  if (state.settings.sorted_by > 0 && !sorted)
    choices.add(HeadAction::sort_further, ui.tr(TextKey::table_sort_add), {.icon = icon::plus, .keys = "Shift+Enter"});
  if (sorted) choices.add(HeadAction::sort_none, ui.tr(TextKey::table_sort_none), {.icon = icon::x});
  choices.add(HeadAction::freeze,
              ui.tr(state.settings.frozen == index + 1 ? TextKey::table_unfreeze : TextKey::table_freeze),
              {.separator_before = true});
  choices.add(HeadAction::pin, ui.tr(TextKey::table_pin), {.checked = index < state.settings.frozen ? 1 : 0});
  choices.add(HeadAction::left, ui.tr(TextKey::table_move_left),
              {.icon = icon::chevron_left, .disabled = index == 0, .separator_before = true});
  choices.add(HeadAction::right, ui.tr(TextKey::table_move_right),
              {.icon = icon::chevron_right, .disabled = index + 1 >= visible.size()});
  choices.add(HeadAction::fit, ui.tr(TextKey::table_fit), {.separator_before = true});
  choices.add(HeadAction::wider, ui.tr(TextKey::table_wider));
  choices.add(HeadAction::narrower, ui.tr(TextKey::table_narrower));
  choices.add(HeadAction::hide, ui.tr(TextKey::table_hide), {.disabled = visible.size() < 2, .separator_before = true});
  const std::string name = ui.tr(TextKey::table_column_menu, {{"name", column_title(ui, table_columns()[column])}});
  if (const auto action = choices.ask(ui, head_menu_id(ui), name)) act(context, state, column, *action);
}

// ---- a row, or the chosen ones ----

enum class RowAction : std::uint8_t { open, won, lost, reopen, stage, field, tag, untag, copy, trash };

void act(ViewContext& context, TableState& state, RowAction action) {
  std::vector<Id<Deal>> deals = chosen_deals(context, state, state.menu_deal);
  switch (action) {
    case RowAction::open:
      return open_deal(context, state.menu_deal);
    case RowAction::won:
      return change(context, state, std::move(deals), WinDeals{});
    case RowAction::lost:
      return open_lose_dialog(context, std::move(deals));
    case RowAction::reopen:
      return change(context, state, std::move(deals), ReopenDeals{});
    case RowAction::stage:
      return open_stage_menu(context, state, state.menu_deal, state.menu_anchor);
    case RowAction::field:
      return open_field_dialog(context, std::move(deals));
    case RowAction::tag:
      return open_tag_dialog(context, std::move(deals));
    case RowAction::untag:
      open_menu(context.ui, tags_id(context.ui), state.menu_anchor, state.menu_by_keyboard);
      return;
    case RowAction::copy:
      return copy_rows(context, state, state.menu_deal);
    case RowAction::trash:
      return trash(context, state, deals);
  }
}

VORONKA_LATER void draw_row_menu(ViewContext& context, TableState& state) {
  Ui& ui = context.ui;
  const Deal* deal = context.document.find(state.menu_deal);
  Choices<RowAction> choices;
  if (deal)
    choices.add(RowAction::open, ui.tr(TextKey::action_open), {.icon = icon::external_link, .keys = "Ctrl+Enter"});
  const bool is_open = !deal || deal->status == DealStatus::open;
  const bool is_closed = !deal || deal->status != DealStatus::open;
  if (is_open)
    choices.add(RowAction::won, ui.tr(TextKey::board_won),
                {.icon = icon::circle_check, .separator_before = deal != nullptr});
  choices.add(RowAction::lost, ui.tr(TextKey::board_lost), {.icon = icon::circle_x});
  if (is_closed) choices.add(RowAction::reopen, ui.tr(TextKey::board_reopen), {.icon = icon::rotate_ccw});
  choices.add(RowAction::stage, ui.tr(TextKey::board_move), {.icon = icon::arrow_right, .separator_before = true});
  choices.add(RowAction::field, ui.tr(TextKey::table_set_field), {.icon = icon::pencil});
  choices.add(RowAction::tag, ui.tr(TextKey::table_tag_add), {.icon = icon::tag});
  choices.add(RowAction::untag, ui.tr(TextKey::table_tag_remove));
  choices.add(RowAction::copy, ui.tr(TextKey::table_copy),
              {.icon = icon::copy, .keys = "Ctrl+C", .separator_before = true});
  choices.add(RowAction::trash, ui.tr(TextKey::board_trash),
              {.icon = icon::trash, .danger = true, .separator_before = true});
  if (const auto action = choices.ask(ui, row_menu_id(ui), ui.tr(TextKey::board_actions))) act(context, state, *action);
}

VORONKA_LATER void draw_stage_menu(ViewContext& context, TableState& state) {
  Choices<Id<Stage>> choices;
  for (const Stage* stage : stages_of(context.document, context.pipeline)) choices.add(stage->id, stage->name);
  if (const auto stage = choices.ask(context.ui, stages_id(context.ui), context.ui.tr(TextKey::board_move)))
    change(context, state, chosen_deals(context, state, state.menu_deal), MoveDeals{.to = *stage});
}

VORONKA_LATER void draw_tag_menu(ViewContext& context, TableState& state) {
  const std::vector<Id<Deal>> deals = chosen_deals(context, state, state.menu_deal);
  std::vector<Id<Tag>> found;
  for (const Id<Deal> id : deals)
    for (const Id<Tag> tag : context.document.find(id)->tags)
      if (std::ranges::find(found, tag) == found.end()) found.push_back(tag);
  Choices<Id<Tag>> choices;
  for (const Id<Tag> id : found)
    if (const Tag* tag = context.document.find(id); tag && !tag->deleted) choices.add(id, tag->name);
  if (choices.items.empty()) choices.add({}, context.ui.tr(TextKey::field_none), {.disabled = true});
  const auto tag = choices.ask(context.ui, tags_id(context.ui), context.ui.tr(TextKey::table_tag_remove));
  if (tag && *tag) change(context, state, deals, RemoveDealTag{.tag = *tag});
}

// ---- which columns there are ----

VORONKA_LATER void draw_columns_panel(ViewContext& context, TableState& state) {
  Ui& ui = context.ui;
  const float row = ui.dp(ui.coarse_pointer ? size::touch : 30);
  const auto count = static_cast<float>(state.settings.places.size());
  const float height = std::min(count * row + ui.dp(24 + 40), ui.screen().h * 0.7F);
  PopupPanel panel(ui, panel_id(ui), ui.tr(TextKey::table_columns), ui.dp(250), height);
  if (!panel) return;
  Column parts(panel.body());
  const std::string reset = ui.tr(TextKey::table_columns_reset);
  const Rect foot = parts.bottom(ui.dp(32));
  parts.bottom(ui.dp(6));
  {
    ScrollArea area(ui, ui.id("list"), parts.rest());
    area.set_content(count * row);
    Column rows(area.content());
    for (const TableSettings::Place& place : state.settings.places) {
      const std::string name = column_title(ui, table_columns()[place.column]);
      if (!checkbox(ui, ui.id("shown", place.column), rows.top(row), name, !place.hidden)) continue;
      set_hidden(state.settings, place.column, !place.hidden);
      save_settings(context, state);
      break;
    }
  }
  if (button(ui, ui.id("reset"), foot, {.label = reset, .kind = ButtonKind::ghost})) {
    state.settings = usual_table();
    save_settings(context, state);
  }
}

}  // namespace

void open_head_menu(ViewContext& context, TableState& state, std::size_t column, Rect anchor, bool by_keyboard) {
  state.menu_column = column;
  open_menu(context.ui, head_menu_id(context.ui), anchor, by_keyboard);
}

void open_row_menu(ViewContext& context, TableState& state, Id<Deal> deal, Rect anchor, bool by_keyboard) {
  state.menu_deal = deal;
  state.menu_anchor = anchor;
  state.menu_by_keyboard = by_keyboard;
  open_menu(context.ui, row_menu_id(context.ui), anchor, by_keyboard);
}

void open_stage_menu(ViewContext& context, TableState& state, Id<Deal> deal, Rect anchor) {
  state.menu_deal = deal;
  state.menu_anchor = anchor;
  open_menu(context.ui, stages_id(context.ui), anchor, context.ui.keyboard_modality());
}

void draw_columns_button(ViewContext& context, TableState& state, Rect rect) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::table_columns);
  const bool open = ui.popup && ui.popup->id == panel_id(ui);
  if (button(ui, ui.id("columns"), rect,
             {.label = name, .icon = icon::columns, .kind = ButtonKind::ghost, .expanded = open ? 1 : 0}))
    open_popup(ui, panel_id(ui), rect, ui.keyboard_modality());
  if (open) draw_columns_panel(context, state);
}

void draw_menus(ViewContext& context, TableState& state) {
  const Ui& ui = context.ui;
  draw_choices(context, state);
  if (menu_is_open(ui, head_menu_id(ui)) && state.menu_column) draw_head_menu(context, state);
  if (menu_is_open(ui, row_menu_id(ui))) draw_row_menu(context, state);
  if (menu_is_open(ui, stages_id(ui))) draw_stage_menu(context, state);
  if (menu_is_open(ui, tags_id(ui))) draw_tag_menu(context, state);
}

// As wide as the widest of the rows around what is seen: looking at all of a hundred thousand would take seconds.
VORONKA_LATER void fit_column(ViewContext& context, TableState& state, std::size_t column) {
  constexpr std::size_t looked_at = 300;
  Ui& ui = context.ui;
  const TableColumn& about = table_columns()[column];
  float width = text_width(ui, TextStyle::meta_strong, column_title(ui, about)) + ui.dp(24);
  const auto rows = state.model.rows();
  const std::size_t first = state.stop_index < looked_at / 2 ? 0 : state.stop_index - looked_at / 2;
  for (std::size_t i = first; i < std::min(rows.size(), first + looked_at); ++i)
    width = std::max(width, text_width(ui, TextStyle::strong, print_cell(context, about, row_at(context, rows[i]))));
  const float more = about.choice == CellChoice::stage ? 38 : 24;
  resize(state.settings, column, static_cast<int>(width / ui.viewport.scale + more));
  save_settings(context, state);
}

}  // namespace voronka::ui
