// The head of a column: name, figures and "+". While a card is held the figures say what they would become.
#include <algorithm>
#include <cmath>

#include "generated/icons.hpp"
#include "model/checklist.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/quick_add.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

std::string joined(const Ui& ui, const HeadValues& values, bool weighted) {
  std::string text;
  for (const CurrencyTotal& total : values.totals) {
    const Money sum = {.minor = weighted ? total.weighted_minor : total.sum_minor, .currency = total.currency};
    text += (text.empty() ? "" : " + ") + ui.locale.money_short(sum);
  }
  return text;
}

std::string count_words(const Ui& ui, const BoardColumn& column, std::size_t count) {
  const bool after_sale = column.kind == StageKind::after_sale;
  return ui.tr(after_sale ? TextKey::board_won_deals : TextKey::board_deals,
               {{"count", static_cast<std::int64_t>(count)}});
}

std::string exact_words(const Ui& ui, const BoardColumn& column, const HeadValues& values) {
  std::string text = count_words(ui, column, values.count);
  for (const CurrencyTotal& total : values.totals) {
    text += ", " + ui.locale.money({.minor = total.sum_minor, .currency = total.currency});
    if (column.kind == StageKind::after_sale) continue;
    const Money weighted = {.minor = total.weighted_minor, .currency = total.currency};
    text += ", " + ui.tr(TextKey::board_weighted_full, {{"sum", weighted}});
  }
  return text;
}

std::string spread_words(const Ui& ui, const HeadValues& values, HeadFigure figure) {
  std::string text;
  for (const Spread& it : values.spreads) {
    const auto money = [&](std::int64_t minor) {
      return ui.locale.money_short({.minor = minor, .currency = it.currency});
    };
    text += text.empty() ? "" : " · ";
    if (figure == HeadFigure::median) {
      text += ui.tr(TextKey::board_median, {{"sum", money(it.median_minor)}});
    } else {
      if (it.low_minor != it.high_minor) text += without_currency(money(it.low_minor)) + " – ";
      text += money(it.high_minor);
    }
  }
  return text;
}

HeadText text_of(const ViewContext& context, const BoardColumn& column, const HeadValues& values, HeadFigure figure) {
  const Ui& ui = context.ui;
  const bool after_sale = column.kind == StageKind::after_sale;
  const std::string number = ui.locale.number(static_cast<std::int64_t>(values.count));
  const std::string count = after_sale ? count_words(ui, column, values.count) : number;
  const std::string sums = joined(ui, values, false);
  HeadText text = {.exact = exact_words(ui, column, values)};
  switch (figure) {
    case HeadFigure::usual: {
      const bool bare = sums.empty() || (after_sale && values.count == 0);
      text.main = bare ? count : count + " · " + sums;
      text.tight = bare ? count : number + " · " + sums;
      if (after_sale) break;
      const std::string sum = joined(ui, values, true);
      if (sum.empty()) break;
      const bool base = values.totals.size() == 1 && values.totals[0].currency == context.document.base_currency();
      text.more = ui.tr(TextKey::board_weighted, {{"sum", sum}});
      text.more_bare = base ? ui.tr(TextKey::board_weighted, {{"sum", without_currency(sum)}}) : text.more;
      break;
    }
    case HeadFigure::count:
      text.main = count_words(ui, column, values.count);
      break;
    case HeadFigure::sum:
      text.main = sums;
      break;
    case HeadFigure::weighted:
      text.main = ui.tr(TextKey::board_weighted, {{"sum", joined(ui, values, true)}});
      if (values.totals.empty()) text.main.clear();
      break;
    case HeadFigure::median:
    case HeadFigure::range:
      text.main = spread_words(ui, values, figure);
      if (!text.main.empty()) text.exact += ", " + text.main;
      break;
    case HeadFigure::oldest:
      if (values.oldest_days) text.main = ui.tr(TextKey::board_oldest, {{"count", std::int64_t{*values.oldest_days}}});
      if (!text.main.empty()) text.exact += ", " + text.main;
      break;
  }
  if (text.main.empty()) text.main = "—";  // no amounts, or no history
  return text;
}

// "+120 т ₽", "−1": what the card in the hand would change. A card without an amount changes the count.
std::string difference(const Ui& ui, const HeadValues& before, const HeadValues& after, HeadFigure figure) {
  const auto with_sign = [](bool less, const std::string& amount) { return (less ? "\xE2\x88\x92" : "+") + amount; };
  const bool by_weight = figure == HeadFigure::weighted;
  if (by_weight || figure == HeadFigure::usual || figure == HeadFigure::sum) {
    const auto member = by_weight ? &CurrencyTotal::weighted_minor : &CurrencyTotal::sum_minor;
    for (const CurrencyTotal& total : after.count > before.count ? after.totals : before.totals) {
      const std::int64_t change = total_of(after, total.currency).*member - total_of(before, total.currency).*member;
      if (change != 0)
        return with_sign(change < 0, ui.locale.money_short({.minor = std::abs(change), .currency = total.currency}));
    }
  }
  return with_sign(after.count < before.count, "1");
}

const HeadValues& kept_values(const ViewContext& context, const BoardState& state, std::size_t index, HeadFigure figure,
                              const HeadChange& change, KeptFigures& kept) {
  const BoardColumn& column = state.model.columns()[index];
  if (kept.version != column.version || kept.figure != figure || kept.change != change ||
      kept.today != state.model.today())
    kept = {.version = column.version,
            .today = state.model.today(),
            .figure = figure,
            .change = change,
            .values = head_values(context.document, state.model, column, figure, change)};
  return kept.values;
}

ColumnFigures& figures_of(BoardState& state, std::size_t index) {
  const Id<Stage> stage = state.model.columns()[index].stage;
  const auto at = std::ranges::find(state.figures, stage, &ColumnFigures::stage);
  return at != state.figures.end() ? *at : *state.figures.insert(at, {.stage = stage});
}

// Seven heads in every frame: the words are kept with the figures.
const HeadText& text_now(ViewContext& context, BoardState& state, std::size_t index) {
  const HeadFigure figure = board_settings(context).figure_of(context.pipeline);
  KeptFigures& kept = figures_of(state, index).now;
  const HeadValues& values = kept_values(context, state, index, figure, {}, kept);
  const Language language = context.ui.locale.language();
  if (!kept.text || kept.language != language) {
    kept.text = text_of(context, state.model.columns()[index], values, figure);
    kept.language = language;
  }
  return *kept.text;
}

// What stands there while a card is held: on the way to what would be, and the difference.
struct Roll {
  HeadText text = {};
  std::string difference = {};
  Color ink = 0;
};
std::optional<Roll> roll_of(ViewContext& context, BoardState& state, std::size_t index) {
  if (!state.dragged_from) return std::nullopt;
  Ui& ui = context.ui;
  const BoardColumn& column = state.model.columns()[index];
  const HeadChange change = change_of(state, index);
  const bool changes = change != HeadChange{};
  const float way = ui.animate_from(ui.id("roll", column.stage.raw), 0, changes ? 1.F : 0.F, 0.18F);
  if (!changes) return std::nullopt;
  const HeadFigure figure = board_settings(context).figure_of(context.pipeline);
  ColumnFigures& figures = figures_of(state, index);
  const HeadValues& before = kept_values(context, state, index, figure, {}, figures.now);
  const HeadValues& after = kept_values(context, state, index, figure, change, figures.after);
  return Roll{.text = text_of(context, column, between(before, after, way), figure),
              .difference = difference(ui, before, after, figure),
              .ink = with_alpha(change.plus ? ui.color.ok : ui.color.muted, std::max(0.05F, way))};
}

// The weighted sum is said as fully as there is room for, or not at all: half a number misleads.
void paint_weighted(ViewContext& context, Rect rect, const HeadText& head) {
  if (head.more.empty()) return;
  Ui& ui = context.ui;
  for (const std::string* text : {&head.more, &head.more_bare}) {
    if (text_width(ui, TextStyle::meta, *text) > rect.w) continue;
    paint_text(ui, rect, TextStyle::meta, ui.color.muted, *text);
    return;
  }
}

// Two lines at most: the figure is a button for its menu; beside or below it goes the weighted sum, or the difference.
void draw_figures(ViewContext& context, BoardState& state, std::size_t index, Rect head, Column& lines,
                  const HeadText& now) {
  Ui& ui = context.ui;
  const BoardColumn& column = state.model.columns()[index];
  const std::optional<Roll> roll = roll_of(context, state, index);
  const HeadText& text = roll ? roll->text : now;
  const float height = line_height(ui, TextStyle::meta);
  const Rect first = lines.top(height);
  Row row(first, ui.dp(5));
  const bool fits = text_width(ui, TextStyle::meta, text.main) <= first.w || text.tight.empty();
  const std::string& main = fits ? text.main : text.tight;
  const Rect place = row.left(std::min(text_width(ui, TextStyle::meta, main), first.w));
  const Rect rest = weighted_has_line(ui, first.w + ui.dp(8)) ? lines.top(height) : row.rest();

  const NodeId id = ui.id("figure", column.stage.raw);
  const HeadFigure figure = board_settings(context).figure_of(context.pipeline);
  const bool is_stop = !state.stop.index && state.stop.column == index;
  // A finger gets the whole head but the "+".
  const Rect reach = ui.coarse_pointer ? head : Rect{first.x - ui.dp(4), first.y, place.w + ui.dp(8), first.h};
  const Interaction it =
      ui.interact(id, reach,
                  {.role = Role::button,
                   .name = ui.tr(TextKey::board_figure_of, {{"stage", column.name}, {"figure", name_of(ui, figure)}}),
                   .tab_stop = is_stop,
                   .has_popup = true});
  if (it.hovered || it.focus_visible)
    ui.line({place.x, first.bottom()}, {place.right(), first.bottom()}, ui.color.control_border);
  if (it.focus_visible) ui.focus_ring(reach, 4);
  if (it.activated || it.menu) open_head_menu(context, state, column.stage, first, it.by_keyboard);
  paint_text(ui, place, TextStyle::meta, ui.color.text, main);
  if (!roll) {
    paint_weighted(context, rest, text);
  } else if (text_width(ui, TextStyle::strong, roll->difference) <= rest.w) {
    paint_text(ui, rest, TextStyle::strong, roll->ink, roll->difference);
  }
  if (ui.is_hovered(first) && !ui.drag) ui.tooltip(id, first, column.name + ": " + text.exact);
}

// What must hold before a deal leaves the stage, a line for each; empty: nothing was written down.
std::string wanted_words(const ViewContext& context, const BoardColumn& column) {
  const Stage* stage = context.document.find(column.stage);
  if (!stage) return {};
  std::string text = stage->requirements;
  for (const std::string_view item : checklist_of(*stage))
    text += (text.empty() ? "\xE2\x80\x93\xC2\xA0" : "\n\xE2\x80\x93\xC2\xA0") + std::string(item);
  return text;
}

}  // namespace

bool weighted_has_line(const Ui& ui, float column_width) { return column_width < ui.dp(210); }

std::string exact_figures(ViewContext& context, BoardState& state, std::size_t index) {
  return text_now(context, state, index).exact;
}

HeadChange change_of(const BoardState& state, std::size_t column) {
  const auto& from = state.dragged_from;
  if (!from) return {};
  const std::uint32_t row = state.model.columns()[from->column].rows[from->index];
  const bool comes = state.target && state.target->column == column && from->column != column;
  // It leaves for another column, or for the bar below.
  const bool leaves = from->column == column && (state.zone || (state.target && state.target->column != column));
  return {.plus = comes ? std::optional(row) : std::nullopt, .minus = leaves ? std::optional(row) : std::nullopt};
}

void draw_head(ViewContext& context, BoardState& state, std::size_t index, Rect rect) {
  Ui& ui = context.ui;
  const BoardColumn& column = state.model.columns()[index];
  Column lines(inset(rect, ui.dp(4), ui.dp(4)));
  Row first(lines.top(ui.dp(20)));
  const NodeId add = add_id(ui, column.stage);
  const float side = ui.dp(ui.coarse_pointer ? size::touch : 24);
  const Rect corner = first.right(side - ui.dp(4));
  // Colors are those of stages; of the months only the overdue have one.
  const auto month = close_month_from(column.stage);
  const bool dotted = !month || *month == CloseMonth::overdue;
  const Rect dot = first.left(dotted ? ui.dp(14) : 0);
  const Rect name = first.rest();
  const NodeId heading_id = ui.id("column_head", column.stage.raw);
  const HeadText& text = text_now(context, state, index);
  const std::string wanted = wanted_words(context, column);
  ui.sem.add(heading_id, {rect.x, rect.y, name.right() - rect.x, rect.h},
             {.role = Role::heading, .name = column.name + ": " + text.exact, .description = wanted, .level = 2},
             ui.visible(rect));
  if (dotted) paint_dot(ui, {dot.x + ui.dp(4), std::floor(dot.center().y)}, 8, dot_color(ui.color, column.color));
  paint_text(ui, name, TextStyle::strong, ui.color.text, column.name);
  if (ui.is_hovered(name) && !ui.drag)
    ui.tooltip(heading_id, name, column.name + ": " + text.exact + (wanted.empty() ? "" : "\n") + wanted);
  lines.space(ui.dp(1));
  draw_figures(context, state, index, {rect.x, rect.y, name.right() - rect.x, rect.h}, lines, text);

  // A finger needs more than the first line is high.
  const Rect place = ui.coarse_pointer ? Rect{corner.right() - side, rect.y, side, side}
                                       : centered({corner.x, corner.y, side, corner.h}, side, side);
  const bool is_stop = !state.stop.index && state.stop.column == index;
  if (icon_button(
          ui, add, place,
          {.icon = icon::plus, .label = ui.tr(TextKey::board_add_to, {{"stage", column.name}}), .tab_stop = is_stop})) {
    open_quick_add(context, column.stage, add);
    // Nothing new is overdue: its line is opened beside.
    if (month == CloseMonth::overdue) show_spot(context, state, {index + 1, std::nullopt});
  }
  if (ui.focused() == add) {
    state.stop = {.column = index};
    state.stop_deal = {};
    head_keys(context, state, index);
  }
}

}  // namespace voronka::ui
