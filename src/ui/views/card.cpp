#include "ui/views/card.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "generated/icons.hpp"
#include "model/checklist.hpp"
#include "model/required_fields.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/card_line.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t kept_texts = 2000;  // scrolling through a long column must not keep every card's words
constexpr float pi = 3.14159265F;
constexpr std::int32_t soon_days = 2;  // a close as near as that is amber
constexpr float rotting_from = 0.7F;   // share of the way to being stuck after which a card begins to redden

std::string step_words(const ViewContext& context, const BoardModel& model, std::uint32_t row) {
  const Ui& ui = context.ui;
  const std::optional<Date> due = model.next_due_of(row);
  switch (model.next_step_of(row)) {
    case NextStep::none:
      return ui.tr(TextKey::board_step_none);
    case NextStep::today:
      return ui.tr(TextKey::board_step_today);
    case NextStep::overdue:
      return ui.tr(TextKey::board_step_overdue);
    case NextStep::later:
      break;
  }
  if (!due) return ui.tr(TextKey::board_step_undated);
  return ui.tr(TextKey::board_step_later, {{"date", ui.locale.date_near(*due, model.today())}});
}

// Three steps: at once, twice and four times the days after which the stage calls a deal silent.
float untouched_of(const BoardModel& model, std::int32_t silent_after_days, const Deal& deal, std::uint32_t row) {
  if (deal.status != DealStatus::open || silent_after_days <= 0) return 0;
  const std::optional<std::int32_t> silent = model.silent_days_of(row);
  if (!silent) return 0;
  const std::int32_t times = *silent / silent_after_days;
  return times >= 4 ? 1.F : times >= 2 ? 0.66F : times >= 1 ? 0.33F : 0.F;
}

CardText made(const ViewContext& context, const BoardModel& model, const BoardColumn& column, std::uint32_t row,
              std::string_view line) {
  const Ui& ui = context.ui;
  const Deal& deal = context.document.table<Deal>().rows()[row];
  const Date today = model.today();
  CardText text;
  text.title = shown_title(ui, deal);
  text.subtitle = card_line_of(context, deal, line);
  text.step = model.next_step_of(row);
  text.won = deal.status == DealStatus::won;
  text.name = text.title;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) text.name += ", " + part;
  };
  // Beside others of the month: how far it has come.
  const Stage* stage = column.stage == deal.position.stage ? nullptr : context.document.find(deal.position.stage);
  if (stage) {
    text.stage_color = color_of(*stage);
    add(stage->name);
  }
  add(text.subtitle);
  if (stage && text.subtitle.empty()) text.subtitle = stage->name;
  if (deal.amount) {
    text.amount = ui.locale.money(*deal.amount);
    text.amount_short = ui.locale.money_short(*deal.amount);
    const bool base = deal.amount->currency == context.document.base_currency();
    text.amount_bare = base ? without_currency(text.amount_short) : text.amount_short;
    add(text.amount);
  }
  if (text.won && deal.closed_on) {
    text.date = ui.locale.date_short(*deal.closed_on);
    add(ui.tr(TextKey::board_won_on, {{"date", ui.locale.date_near(*deal.closed_on, today)}}));
  } else if (!text.won && deal.expected_close) {
    text.late = *deal.expected_close < today;
    // Within the year around today the year goes without saying.
    const bool near = std::abs(deal.expected_close->days - today.days) < 300;
    text.soon = !text.late && deal.expected_close->days - today.days <= soon_days;
    text.date = near ? ui.locale.date_short(*deal.expected_close) : ui.locale.date_numeric(*deal.expected_close);
    add(ui.tr(text.late ? TextKey::board_close_late : TextKey::board_close_on,
              {{"date", ui.locale.date_near(*deal.expected_close, today)}}));
    if (const std::int32_t pushes = model.pushes_of(row); pushes > 0) {
      text.pushes = ui.locale.number(pushes);
      text.pushed_much = pushes >= many_pushes;
      add(ui.tr(TextKey::board_pushed, {{"count", std::int64_t{pushes}}}));
    }
  }
  if (const auto open = static_cast<std::int64_t>(left_open_of(deal).size());
      open > 0 && deal.status != DealStatus::lost) {
    text.left_open = ui.locale.number(open);
    add(ui.tr(TextKey::board_left_open, {{"count", open}}));
  }
  if (const auto missing = static_cast<std::int64_t>(missing_fields(context.document, deal).size()); missing > 0) {
    const auto open = static_cast<std::int64_t>(left_open_of(deal).size());
    text.left_open = ui.locale.number(open + missing);
    add(ui.tr(TextKey::board_missing, {{"count", missing}}));
  }
  add(step_words(context, model, row));
  if (const std::optional<std::int32_t> age = model.age_days_of(row)) {
    if (*age > 0) text.age = ui.tr(TextKey::board_days, {{"count", std::int64_t{*age}}});
    add(ui.tr(TextKey::board_days_in_stage, {{"count", std::int64_t{*age}}}));
    if (model.is_stuck(column, row)) {
      text.why_stuck = ui.tr(TextKey::board_stuck,
                             {{"days", std::int64_t{*age}}, {"limit", std::int64_t{*column.stuck_after_days}}});
      if (text.step == NextStep::none) text.why_stuck += " " + ui.tr(TextKey::board_stuck_no_step);
      add(text.why_stuck);
    } else if (column.stuck_after_days && *column.stuck_after_days > 0) {
      const float way = static_cast<float>(*age) / static_cast<float>(*column.stuck_after_days);
      text.rotting = std::clamp((way - rotting_from) / (1 - rotting_from), 0.F, 1.F);
    }
  }
  if (column.kind == StageKind::sales)
    text.untouched = untouched_of(model, stage ? silent_after_days_of(*stage) : column.silent_after_days, deal, row);
  return text;
}

// How often the date was put off, beside it: where the amount leaves room.
void paint_pushes(Ui& ui, Row& row, const CardText& text, float taken) {
  if (text.pushes.empty()) return;
  const float sign = ui.dp(12);
  const float width = sign + ui.dp(1) + text_width(ui, TextStyle::meta, text.pushes);
  if (width + ui.dp(6) + taken > row.rest().w) return;
  const Color ink = text.pushed_much ? ui.color.warn : ui.color.muted;
  Row chip(row.right(width), ui.dp(1));
  const Rect place = chip.left(sign);
  paint_icon(ui, centered(place, sign, sign), icon::redo_2, ink);
  paint_text(ui, chip.rest(), TextStyle::meta, ink, text.pushes);
}

// What earlier stages left open, at the end of the title.
void paint_left_open(Ui& ui, Row& row, const CardText& text) {
  if (text.left_open.empty()) return;
  const float sign = ui.dp(13);
  Row chip(row.right(sign + ui.dp(3) + text_width(ui, TextStyle::meta, text.left_open)), ui.dp(3));
  paint_icon(ui, centered(chip.left(sign), sign, sign), icon::list_checks, ui.color.warn);
  paint_text(ui, chip.rest(), TextStyle::meta, ui.color.warn, text.left_open);
}

}  // namespace

// Four shapes as well as four colors, for those who see no red.
void paint_step(Ui& ui, Vec2 center, NextStep step) {
  const float radius = ui.dp(5);
  const float width = std::max(1.5F * ui.viewport.scale, 1.F);
  switch (step) {
    case NextStep::today:
      paint_dot(ui, center, 10, ui.color.ok);
      break;
    case NextStep::overdue:
      ui.fill({center.x - radius, center.y - radius, 2 * radius, 2 * radius}, ui.color.bad, 2);
      break;
    case NextStep::later:
      ui.draw().AddCircle(center, radius - width / 2, ui.color.control_border, 0, width);
      break;
    case NextStep::none:
      for (int dash = 0; dash < 4; ++dash) {
        const float from = (static_cast<float>(dash) + 0.2F) * pi / 2;
        ui.draw().PathArcTo(center, radius - width / 2, from, from + 0.6F * pi / 2);
        ui.draw().PathStroke(ui.color.warn, 0, width);
      }
      break;
  }
}

const CardText& CardTexts::of(const ViewContext& context, const BoardModel& model, const BoardColumn& column,
                              std::uint32_t row) {
  const Date today = model.today();  // the App would ask the clock for every card
  const Language language = context.ui.locale.language();
  const std::string& line = context.states.of<BoardState>().settings.card_line();
  if (version_ != model.version() || line_ != line || today_ != today || language_ != language ||
      texts_.size() > kept_texts) {
    texts_.clear();
    version_ = model.version();
    line_ = line;
    today_ = today;
    language_ = language;
  }
  auto at = texts_.find(row);
  if (at == texts_.end()) at = texts_.emplace(row, made(context, model, column, row, line)).first;
  return at->second;
}

std::string without_currency(std::string_view short_money) {
  constexpr std::string_view space = "\xC2\xA0";
  const std::size_t at = short_money.rfind(space);
  if (at == std::string_view::npos || short_money.find_first_of("0123456789", at) != std::string_view::npos)
    return std::string(short_money);
  return std::string(short_money.substr(0, at));
}

float card_height(const Ui& ui) {
  return 2 * ui.dp(10) + line_height(ui, TextStyle::body_strong) + line_height(ui, TextStyle::meta) + ui.dp(7) +
         line_height(ui, TextStyle::strong);
}

float stuck_card_height(const Ui& ui) { return card_height(ui) + ui.dp(6) + 2 * line_height(ui, TextStyle::meta); }

Rect stuck_sentence(const Ui& ui, Rect card) {
  const float height = 2 * line_height(ui, TextStyle::meta);
  const Rect inner = inset(card, ui.dp(size::card_padding), ui.dp(10));
  return {inner.x, inner.bottom() - height, inner.w, height};
}

Rect step_mark(const Ui& ui, Rect card) {
  const float side = ui.dp(ui.coarse_pointer ? 40 : 26);
  const Rect inner = inset(card, ui.dp(size::card_padding), ui.dp(10));
  const float y = inner.y + line_height(ui, TextStyle::body_strong) + line_height(ui, TextStyle::meta) + ui.dp(7);
  return centered({inner.right() - ui.dp(10), y, ui.dp(10), line_height(ui, TextStyle::strong)}, side, side);
}

float card_gap(const Ui& ui) { return ui.dp(size::gap); }

void paint_card_ground(Ui& ui, Rect rect, const CardText& text, const Interaction& state, bool lifted, float pale) {
  const bool stuck = !text.why_stuck.empty();
  if (lifted || pale < 0.5F) ui.shadow(rect, lifted);
  const Color fresh = mix(ui.color.surface, ui.color.canvas, pale * 0.7F);
  const Color ground = stuck ? ui.color.bad_soft : mix(fresh, ui.color.bad_soft, text.rotting);
  ui.fill(rect, state.held ? mix(ground, ui.color.text, 0.03F) : ground, size::radius_card);
  const Color rest = stuck ? mix(ui.color.bad, ui.color.surface, 0.25F) : ui.color.border;
  ui.outline(rect, state.hovered ? (stuck ? ui.color.bad : ui.color.control_border) : rest, size::radius_card);
  if (state.focus_visible) ui.focus_ring(rect, size::radius_card);
}

void paint_card_content(Ui& ui, Rect rect, const CardText& text, float pale) {
  const bool stuck = !text.why_stuck.empty();
  // Muted is the palest that text may be; the system's wish for more contrast leaves no room for less.
  const Color ink = mix(ui.color.text, ui.color.muted, ui.theme.contrast == Contrast::normal ? pale : 0);
  Column lines(inset(rect, ui.dp(size::card_padding), ui.dp(10)));
  Row first(lines.top(line_height(ui, TextStyle::body_strong)), ui.dp(6));
  paint_left_open(ui, first, text);
  paint_text(ui, first.rest(), TextStyle::body_strong, ink, text.title);

  Row second(lines.top(line_height(ui, TextStyle::meta)), ui.dp(6));
  if (!text.age.empty() && !stuck)
    paint_text(ui, second.right(text_width(ui, TextStyle::meta, text.age)), TextStyle::meta, ui.color.muted, text.age);
  if (text.stage_color) {
    const Rect dot = second.left(ui.dp(8));
    paint_dot(ui, {dot.center().x, std::floor(dot.center().y)}, 8, dot_color(ui.color, *text.stage_color));
  }
  paint_text(ui, second.rest(), TextStyle::meta, ui.color.muted, text.subtitle);

  lines.space(ui.dp(7));
  Row third(lines.top(line_height(ui, TextStyle::strong)), ui.dp(6));
  const Rect mark = third.right(ui.dp(10));
  paint_step(ui, {std::floor(mark.center().x), std::floor(mark.center().y)}, text.step);
  const float date = text_width(ui, TextStyle::meta, text.date);
  const float room = third.rest().w - (text.date.empty() ? 0 : date + ui.dp(6));
  // The amount as fully as it fits beside the date: a date that is late must not be hidden.
  const std::string* amount = &text.amount;
  float width = text_width(ui, TextStyle::strong, *amount);
  const auto take = [&](const std::string& shorter) {
    amount = &shorter;
    width = text_width(ui, TextStyle::strong, shorter);
  };
  for (const std::string* shorter : {&text.amount_short, &text.amount_bare})
    if (width > room) take(*shorter);
  // A cut amount would be a wrong one: where even the shortest does not fit, a date that presses nobody gives way.
  const bool alone = !text.late && width > room;
  if (alone) take(text.amount_short);
  if (!text.date.empty() && !alone) {
    const Color hue = text.won ? ui.color.ok : text.late ? ui.color.bad : text.soon ? ui.color.warn : ui.color.muted;
    paint_text(ui, third.right(std::min(date, third.rest().w)), TextStyle::meta, hue, text.date);
    paint_pushes(ui, third, text, width);
  }
  paint_text(ui, third.rest(), TextStyle::strong, ink, *amount);

  if (!stuck) return;
  lines.space(ui.dp(6));
  paint_wrapped(ui, lines.top(2 * line_height(ui, TextStyle::meta)), TextStyle::meta, ui.color.bad, text.why_stuck, 2);
}

}  // namespace voronka::ui
