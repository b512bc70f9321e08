#include "ui/views/top_bar.hpp"

#include <algorithm>
#include <cmath>

#include "generated/icons.hpp"
#include "model/stages.hpp"
#include "ui/actions.hpp"
#include "ui/layers.hpp"
#include "ui/views/board.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/filter_chips.hpp"
#include "ui/views/save_chip.hpp"
#include "ui/views/search_field.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr float bar_dp = 56;

void show_pipeline(ViewContext& context, Id<Pipeline> pipeline) {
  Preferences preferences = context.app.preferences();
  preferences.pipeline = pipeline;
  context.outbox.send(SetPreferences{.preferences = preferences});
  if (!context.page->of_pipeline) context.go_to = Route{};
}

float pipeline_width(const Ui& ui, std::string_view name) {
  return text_width(ui, TextStyle::title, name) + ui.dp(6) + ui.dp(16) + ui.dp(12);
}

void draw_pipeline(ViewContext& context, Rect rect) {
  Ui& ui = context.ui;
  const Pipeline* pipeline = context.document.find(context.pipeline);
  const std::string name = pipeline ? pipeline->name : std::string();
  const NodeId menu_id = ui.id("pipelines");
  const NodeId id = ui.id("pipeline");
  const bool open = menu_is_open(ui, menu_id);
  const Rect place = centered(rect, rect.w, ui.dp(size::control));
  ui.sem.add(ui.id("title"), place, {.role = Role::heading, .name = name, .level = 1});
  const Interaction it = ui.interact(id, place,
                                     {.role = Role::button,
                                      .name = ui.tr(TextKey::shell_pipeline_menu, {{"name", name}}),
                                      .expanded = open ? 1 : 0,
                                      .has_popup = true});
  const float lit = ui.animate(id ^ 0x51U, it.hovered || open ? 1.F : 0.F, 0.12F);
  // The words stand flush with the cards below; the ground under the pointer reaches out beyond them.
  const Rect ground = {place.x - ui.dp(6), place.y, place.w, place.h};
  if (lit > 0) ui.fill(ground, with_alpha(ui.color.text, 0.06F * lit), size::radius);
  Row row({place.x, place.y, place.w - ui.dp(12), place.h}, ui.dp(6));
  const float room = row.rest().w - ui.dp(22);
  paint_text(ui, row.left(std::min(text_width(ui, TextStyle::title, name), room)), TextStyle::title, ui.color.text,
             name);
  paint_icon(ui, moved(row.left(ui.dp(16)), 0, ui.dp(1)), icon::chevron_down, ui.color.muted);
  if (it.focus_visible) ui.focus_ring(ground, size::radius);
  if (it.activated || ui.take_key(id, Key::down)) open_menu(ui, menu_id, ground, ui.keyboard_modality());
  if (!menu_is_open(ui, menu_id)) return;

  const std::vector<const Pipeline*> pipelines = pipelines_of(context.document);
  const std::string settings = ui.tr(TextKey::shell_pipeline_settings);
  const BoardSettings& board = board_settings(context);
  std::vector<MenuItem> items;
  for (const Pipeline* it_pipeline : pipelines)
    items.push_back({.label = it_pipeline->name, .checked = it_pipeline->id == context.pipeline ? 1 : 0});
  // What the columns are, on the board alone.
  std::vector<std::string> ways;
  if (context.page == &board_view)
    ways = choices_of(context, ActionId::choose_columns, {}).value_or(std::vector<std::string>{});
  for (std::string& way : ways) way = ui.tr(TextKey::action_columns, {{"name", way}});
  const std::size_t shown = board.by_month() ? 1 : 0;
  for (std::size_t i = 0; i < ways.size(); ++i)
    items.push_back({.label = ways[i], .separator_before = i == 0, .checked = i == shown ? 1 : 0});
  std::vector<std::string> rows;
  if (!ways.empty() && !board.by_month())
    rows = choices_of(context, ActionId::choose_rows, {}).value_or(std::vector<std::string>{});
  for (std::string& row : rows) row = ui.tr(TextKey::action_rows, {{"name", row}});
  const auto shown_rows = static_cast<std::size_t>(board.rows());
  for (std::size_t i = 0; i < rows.size(); ++i)
    items.push_back({.label = rows[i], .separator_before = i == 0, .checked = i == shown_rows ? 1 : 0});
  items.push_back({.label = settings, .icon = icon::settings, .separator_before = true});
  const std::optional<int> chosen = menu(ui, menu_id, ui.tr(TextKey::shell_pipeline_choose), items);
  if (!chosen) return;
  const auto index = static_cast<std::size_t>(*chosen);
  if (index < pipelines.size()) {
    show_pipeline(context, pipelines[index]->id);
  } else if (index < pipelines.size() + ways.size()) {
    act(context, ActionId::choose_columns, {}, index - pipelines.size());
  } else if (index < pipelines.size() + ways.size() + rows.size()) {
    act(context, ActionId::choose_rows, {}, index - pipelines.size() - ways.size());
  } else {
    context.go_to = Route{.path = "settings"};
  }
}

void draw_undo(ViewContext& context, Row row, bool redo_too) {
  Ui& ui = context.ui;
  const History& history = context.app.store().history();
  const float side = ui.dp(size::control);
  const auto name = [&](const Text* what, TextKey something, TextKey nothing) {
    return what ? ui.tr(something, {{"what", ui.tr(*what)}}) : ui.tr(nothing);
  };
  const auto place = [&] { return centered(row.left(side), side, side); };
  if (icon_button(ui, ui.id("undo"), place(),
                  {.icon = icon::undo_2,
                   .label = name(history.undo_label(), TextKey::shell_undo, TextKey::shell_undo_nothing),
                   .keys = keys_of(ui, ActionId::undo),
                   .disabled = !history.can_undo()}))
    context.outbox.send(Undo{});
  if (redo_too && icon_button(ui, ui.id("redo"), place(),
                              {.icon = icon::redo_2,
                               .label = name(history.redo_label(), TextKey::shell_redo, TextKey::shell_redo_nothing),
                               .keys = keys_of(ui, ActionId::redo),
                               .disabled = !history.can_redo()}))
    context.outbox.send(Redo{});
  if (!redo_too) return;  // a phone has no room: the palette knows both
  const Rect narrow = row.left(ui.dp(20));
  if (icon_button(ui, ui.id("history"), centered(narrow, narrow.w, side),
                  {.icon = icon::chevron_down,
                   .label = ui.tr(TextKey::action_history),
                   .keys = keys_of(ui, ActionId::history),
                   .disabled = !history.can_undo() && !history.can_redo()}))
    act(context, ActionId::history, {});
}

// The search has its own row on a phone while it is used.
bool has_search_row(ViewContext& context) {
  const SearchState& search = context.states.of<SearchState>();
  return context.ui.compact() && (search.open || !search.text.empty());
}

float chips_row_height(const Ui& ui) { return ui.dp(size::control) + ui.dp(4); }

}  // namespace

float top_bar_height(ViewContext& context, bool narrowed) {
  const Ui& ui = context.ui;
  return ui.dp(bar_dp) + (has_search_row(context) ? ui.dp(size::control) + ui.dp(8) : 0) +
         (narrowed && ui.compact() ? chips_row_height(ui) : 0);
}

void draw_top_bar(ViewContext& context, const TopBarOptions& options, Rect rect) {
  Ui& ui = context.ui;
  const bool phone = ui.compact();
  const SemScope scope(ui, ui.id("top"), rect, {.role = Role::banner, .name = ui.tr(TextKey::shell_toolbar)});
  Column rows(inset(rect, ui.dp(phone ? 14 : size::page_padding), 0));
  // On a phone the signs are as wide as fingers: the room between them is in them.
  Row row(rows.top(ui.dp(bar_dp)), ui.dp(phone ? 1 : 12));
  const float control = ui.dp(size::control);
  const bool about_pipeline = options.title.empty();

  // Places are given from both ends; drawn is from left to right, because that is the order of reading and of Tab.
  const std::string new_words = ui.tr(TextKey::shell_new_deal);
  const std::string new_name = ui.tr(TextKey::shell_new_deal_name);
  const std::string new_keys = keys_of(ui, ActionId::new_deal);
  const ButtonOptions new_deal = {
      .label = new_words, .icon = icon::plus, .kind = ButtonKind::primary, .description = new_name, .keys = new_keys};
  const bool with_new = options.usable && options.can_add;
  const bool with_search = options.usable && about_pipeline && context.pipeline;
  const Rect new_place = with_new ? row.right(button_width(ui, new_deal)) : Rect{};
  const Rect chip = options.usable ? row.right(save_chip_width(context)) : Rect{};
  const Rect undo = options.usable ? row.right(phone ? control : 2 * control + ui.dp(20) + ui.dp(4)) : Rect{};
  const Rect open_place = phone && with_search ? row.right(control) : Rect{};

  if (!about_pipeline) {
    const Rect place = row.left(std::min(row.rest().w, text_width(ui, TextStyle::title, options.title)));
    ui.sem.add(ui.id("title"), place, {.role = Role::heading, .name = options.title, .level = 1});
    paint_text(ui, place, TextStyle::title, ui.color.text, options.title);
  } else if (with_search) {
    const Pipeline* pipeline = context.document.find(context.pipeline);
    const float wanted = pipeline_width(ui, pipeline ? pipeline->name : std::string_view());
    const float least_search = phone ? 0 : ui.dp(120) + ui.dp(12) + (options.narrowed ? ui.dp(150) : 0);
    draw_pipeline(context, row.left(std::min(wanted, std::max(ui.dp(80), row.rest().w - least_search))));
    if (!phone) {
      // The chips say more than an empty field: they keep room first.
      const float wide = options.narrowed ? std::clamp(row.rest().w * 0.3F, ui.dp(120), ui.dp(250)) : ui.dp(250);
      const Rect place = row.left(std::min(row.rest().w, wide));
      draw_search_field(context, centered(place, place.w, control));
      if (options.narrowed) draw_filter_chips(context, row.rest());
    }
  }
  if (!open_place.empty() && icon_button(ui, ui.id("open_search"), centered(open_place, control, control),
                                         {.icon = icon::search, .label = ui.tr(TextKey::shell_search_open)}))
    open_search(context);
  if (options.usable) {
    draw_undo(context, Row(undo, ui.dp(2)), !phone);
    draw_save_chip(context, chip);
  }
  if (with_new && button(ui, ui.id("new_deal"), centered(new_place, new_place.w, control), new_deal))
    context.new_deal = true;
  if (has_search_row(context) && with_search) draw_search_field(context, rows.top(control));
  if (phone && options.narrowed) draw_filter_chips(context, rows.top(chips_row_height(ui)));
}

}  // namespace voronka::ui
