#include "ui/views/table.hpp"

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/views/board.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/contact_field.hpp"
#include "ui/views/filter_bar.hpp"
#include "ui/views/filter_state.hpp"
#include "ui/views/search_field.hpp"
#include "ui/views/table_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t search_slice = 1000;   // as the board's: about 2 ms
constexpr std::int64_t sort_slice = 50'000;  // about 4 ms in wasm
constexpr std::size_t kept_texts = 6000;

std::vector<SortKey> sort_keys(const TableSettings& settings) {
  std::vector<SortKey> keys;
  for (const TableSettings::Sorting& it : settings.sorting)
    keys.push_back({.order = &table_columns()[it.column].order, .descending = it.descending});
  return keys;
}

// What names columns by their index, when those have become others.
void leave_cells(TableState& state) {
  state.stop = {};
  state.edit = {};
  state.menu_column.reset();
  state.resized.reset();
  state.moved.reset();
}

void update(ViewContext& context, TableState& state) {
  Ui& ui = context.ui;
  const std::uint64_t columns = follow_custom_columns(context.document);
  if (const std::string& kept = context.app.preferences().table;
      kept != state.settings_text || columns != state.columns_version) {
    if (columns != state.columns_version) leave_cells(state);
    state.columns_version = columns;
    state.settings_text = kept;
    state.settings = table_settings_from(kept);
  }
  SearchState& search = context.states.of<SearchState>();
  BoardModel& facts = ready_model(context);
  const FilterState& filter = context.states.of<FilterState>();
  const std::vector<SortKey> keys = sort_keys(state.settings);
  const bool changed = state.model.update(context.document, facts,
                                          {.pipeline = context.pipeline,
                                           .search = search.text,
                                           .sort = keys,
                                           .filter = &filter.matcher,
                                           .hold = static_cast<bool>(state.edit.deal),
                                           .budget = sort_slice,
                                           .search_budget = search_slice});
  if (changed && !search.text.empty())
    ui.announce(ui.tr(TextKey::board_found, {{"count", static_cast<std::int64_t>(state.model.rows().size())}}));
  tell_shown(context, state.model.rows().size(), state.model.total());
  const bool unready = search.focused && search.text.empty() && !facts.prepare_search(context.document, search_slice);
  if (unready || state.model.busy() || facts.filtering()) ui.request_frame();
}

void draw_empty(ViewContext& context, TableState& state) {
  Ui& ui = context.ui;
  const EmptyStateAnswer answer = empty_state(ui, ui.id("no_deals"), context.area,
                                              {.icon = icon::table,
                                               .title = ui.tr(TextKey::table_empty_title),
                                               .sentence = ui.tr(TextKey::table_empty_text),
                                               .primary = ui.tr(TextKey::shell_new_deal_name),
                                               .primary_icon = icon::plus});
  if (answer == EmptyStateAnswer::none) return;
  create_deal(context);
  state.creating_after = context.app.created_count();
}

void draw_tools(ViewContext& context, TableState& state, Rect rect) {
  Ui& ui = context.ui;
  const std::string columns = ui.tr(TextKey::table_columns);
  Row row(rect, ui.dp(6));
  const float width = button_width(ui, {.label = columns, .icon = icon::columns, .kind = ButtonKind::ghost});
  const Rect button_place = row.right(width);
  const Rect about_place = row.right(rect.h);
  const auto count = static_cast<std::int64_t>(state.model.rows().size());
  const std::string text =
      state.model.busy() ? ui.tr(TextKey::table_sorting) : ui.tr(TextKey::board_deals, {{"count", count}});
  label(ui, row.rest(), TextStyle::label, ui.color.muted, text);
  // What the menu of a head does, for the column where the keyboard was last.
  if (state.stop.column != TableSpot::check) {
    const std::string name =
        ui.tr(TextKey::table_column_menu, {{"name", column_title(ui, table_columns()[state.stop.column])}});
    if (icon_button(ui, ui.id("column_menu"), about_place, {.icon = icon::ellipsis, .label = name}))
      open_head_menu(context, state, state.stop.column, about_place, ui.keyboard_modality());
  }
  draw_columns_button(context, state, button_place);
}

void draw_foot(ViewContext& context, TableState& state, Rect rect) {
  Ui& ui = context.ui;
  const TableTotals& totals = state.model.totals();
  std::string text = ui.tr(TextKey::board_deals, {{"count", static_cast<std::int64_t>(totals.count)}});
  if (!totals.totals.empty()) {
    text += " · " + ui.tr(TextKey::table_sum, {{"sum", sums_text(ui, totals, false)}});
    if (!ui.compact()) text += " · " + ui.tr(TextKey::table_sum_weighted, {{"sum", sums_text(ui, totals, true)}});
  }
  label(ui, inset(rect, ui.dp(4), 0), TextStyle::label, ui.color.text, text);
}

VORONKA_LATER void draw_rows(ViewContext& context, TableState& state) {
  Ui& ui = context.ui;
  keep_selection(context, state);
  const float side = ui.dp(ui.compact() ? 14 : size::page_padding);
  Column parts({context.area.x + side, context.area.y, context.area.w - 2 * side, context.area.h});
  const Rect tools = parts.top(ui.dp(ui.coarse_pointer ? size::touch : 36));
  const bool chosen = state.selection.count() > 0;
  if (chosen) {
    draw_bulk_bar(context, state, tools);
  } else if (!ui.compact()) {
    draw_tools(context, state, tools);
  } else {
    draw_foot(context, state, tools);
  }
  parts.space(ui.dp(6));
  if (ui.compact()) return draw_list(context, state, parts.rest());
  const Rect foot = parts.bottom(ui.dp(36));
  draw_grid(context, state, parts.rest());
  draw_foot(context, state, foot);
}

VORONKA_LATER void draw_table(ViewContext& context) {
  Ui& ui = context.ui;
  finish_links(context);
  TableState& state = context.states.of<TableState>();
  update(context, state);
  if (state.creating_after && context.app.created_count() != *state.creating_after) {
    state.creating_after.reset();
    open_deal(context, {context.app.last_created()});
  }
  const SearchState& search = context.states.of<SearchState>();
  const FilterState& filter = context.states.of<FilterState>();
  const IdScope names(ui, ui.id("table"));
  if (!state.model.rows().empty()) {
    draw_rows(context, state);
  } else if (state.model.busy()) {
    label(ui, inset(context.area, ui.dp(size::page_padding)), TextStyle::label, ui.color.muted,
          ui.tr(TextKey::table_sorting));
  } else if (!search.text.empty()) {
    draw_nothing_found(context);
  } else if (filter.on && state.model.total() > 0) {
    draw_filtered_to_nothing(context);
  } else {
    draw_empty(context, state);
  }
  draw_menus(context, state);
  draw_field_dialogs(context);
  draw_confirm(context, state);
}

}  // namespace

const View table_view = {.id = "table",
                         .title = TextKey::shell_table,
                         .icon = icon::table,
                         .draw = draw_table,
                         .narrowed = true,
                         .of_pipeline = true};

NodeId grid_id(const Ui& ui) { return ui.id("grid"); }
NodeId down_id(const Ui& ui) { return ui.id("down"); }
NodeId across_id(const Ui& ui) { return ui.id("across"); }
NodeId row_id(const Ui& ui, Id<Deal> deal) { return ui.id("row", deal.raw); }
NodeId cell_id(const Ui& ui, Id<Deal> deal, std::size_t column) {
  return ui.id(column == TableSpot::check ? std::string_view("check") : table_columns()[column].id, deal.raw);
}
NodeId head_id(const Ui& ui, std::size_t column) { return ui.id("head", column); }
NodeId field_id(const Ui& ui, const CellEdit& edit) {
  return ui.id("cell_field", edit.deal.raw) ^ ui.id("cell_column", edit.column);
}

TableRow row_at(const ViewContext& context, std::uint32_t row) {
  return {.document = context.document,
          .facts = context.states.of<BoardState>().model,
          .deal = context.document.table<Deal>().rows()[row],
          .row = row};
}

void save_settings(ViewContext& context, const TableState& state) {
  Preferences preferences = context.app.preferences();
  preferences.table = text_of(state.settings);
  context.outbox.send(SetPreferences{.preferences = std::move(preferences)});
  context.ui.request_frame();
}

std::string sums_text(const Ui& ui, const TableTotals& totals, bool weighted) {
  std::string text;
  for (const CurrencyTotal& total : totals.totals) {
    const Money sum = {.minor = weighted ? total.weighted_minor : total.sum_minor, .currency = total.currency};
    text += (text.empty() ? "" : " + ") + ui.locale.money(sum);
  }
  return text;
}

const std::string& CellTexts::of(const ViewContext& context, const TableRow& row, std::size_t column) {
  const Language language = context.ui.locale.language();
  if (revision_ != context.document.revision() || today_ != context.app.today() || language_ != language ||
      texts_.size() > kept_texts)
    texts_.clear();
  revision_ = context.document.revision();
  today_ = context.app.today();
  language_ = language;
  const auto [at, is_new] = texts_.try_emplace(std::uint64_t{row.row} << 8 | column);
  if (is_new) at->second = print_cell(context, table_columns()[column], row);
  return at->second;
}

}  // namespace voronka::ui
