// The lines of today: their words, how they are painted, what a key or a click on one does.
#include <algorithm>

#include "generated/icons.hpp"
#include "model/titles.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/calls.hpp"
#include "ui/views/card.hpp"
#include "ui/views/deal_sheet.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/next_step.hpp"
#include "ui/views/paper_words.hpp"
#include "ui/views/today_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

NextStep mark_of(TodayGroup group) {
  constexpr NextStep marks[] = {NextStep::overdue, NextStep::overdue, NextStep::overdue,
                                NextStep::today,   NextStep::none,    NextStep::later};
  return marks[static_cast<std::size_t>(group)];
}

std::string money_words(const ViewContext& context, double units) {
  const Currency base = context.document.base_currency();
  for (std::int32_t digit = minor_digits(base); digit > 0; --digit) units *= 10;
  const auto most = static_cast<double>(max_amount_minor);
  return context.ui.locale.money_short({static_cast<std::int64_t>(std::clamp(units, -most, most)), base});
}

std::string why_of(const ViewContext& context, const Risk& risk) {
  const Locale& locale = context.ui.locale;
  return context.ui.tr(TextKey::today_why, {{"amount", money_words(context, risk.amount)},
                                            {"chance", locale.percent(100 * risk.chance)},
                                            {"loss", locale.percent(100 * risk.loss)},
                                            {"late", locale.decimal(risk.lateness, 1)}});
}

const Paper* invoice_of(const ViewContext& context, TodayState& state, Id<Deal> deal) {
  const Document& document = context.document;
  if (state.invoices_revision != document.revision()) {
    state.invoices_revision = document.revision();
    state.invoices.clear();
    for (const Paper& paper : document.table<Paper>().rows()) {
      if (paper.deleted || paper.kind != PaperKind::invoice || is_settled(paper) || !paper.due) continue;
      const auto [at, is_first] = state.invoices.try_emplace(paper.deal.raw, paper.id);
      if (!is_first && *paper.due < *document.find(at->second)->due) at->second = paper.id;
    }
  }
  const auto found = state.invoices.find(deal.raw);
  return found == state.invoices.end() ? nullptr : document.find(found->second);
}

// "Счёт № 14 на 120 000 ₽", and since when the money should be there.
void say_payment(const ViewContext& context, TodayState& state, const Deal& deal, LineText& text) {
  const Ui& ui = context.ui;
  const Paper* invoice = invoice_of(context, state, deal.id);
  text.what = invoice ? paper_title(ui, *invoice) : ui.tr(TextKey::today_payment);
  if (!invoice) return;
  if (invoice->amount)
    text.what =
        ui.tr(TextKey::today_payment_of, {{"invoice", text.what}, {"amount", ui.locale.money(*invoice->amount)}});
  const std::int32_t late = context.app.today().days - invoice->due->days;
  if (late <= 0) return;
  text.when = ui.tr(TextKey::today_late, {{"count", std::int64_t{late}}});
  text.when_short = ui.tr(TextKey::board_days, {{"count", std::int64_t{late}}});
}

LineText made(const ViewContext& context, TodayState& state, const TodayLine& line) {
  const Ui& ui = context.ui;
  const Document& document = context.document;
  const BoardModel& board = context.states.of<BoardState>().model;
  const Date today = context.app.today();
  const Deal& deal = document.table<Deal>().rows()[line.deal];
  LineText text;
  if (line.group == TodayGroup::payment) {
    say_payment(context, state, deal, text);
    text.phone = phone_of(document, deal);
  } else if (line.activity != TodayLine::none) {
    const Activity& activity = document.table<Activity>().rows()[line.activity];
    text.what = title_or_kind(ui, activity);
    if (!activity.title.empty() && activity.kind != ActivityKind::task)
      text.what = ui.tr(key_of(activity.kind)) + ": " + text.what;
    const std::int32_t late = today.days - activity.due.date.value_or(today).days;
    text.when = late > 0                         ? ui.tr(TextKey::today_late, {{"count", std::int64_t{late}}})
                : late == 0 && activity.due.time ? ui.locale.time(*activity.due.time)
                : late < 0                       ? due_text(context, activity.due)
                                                 : std::string();
    // On a phone the red of it says the rest.
    if (late > 0) text.when_short = ui.tr(TextKey::board_days, {{"count", std::int64_t{late}}});
    text.phone = phone_of(document, deal, activity.contact);
  } else {
    text.what = ui.tr(TextKey::today_plan);
    if (const auto silent = board.silent_days_of(line.deal); silent && *silent > 0)
      text.when = ui.tr(TextKey::today_silent, {{"count", std::int64_t{*silent}}});
    text.phone = phone_of(document, deal);
  }
  text.about = shown_title(ui, deal);
  if (const std::string company = company_name(document, deal.company); !company.empty()) text.about += " · " + company;
  if (deal.amount) text.about += " · " + ui.locale.money_short(*deal.amount);
  const Risk risk = state.model.risk_of(document, board, line, today);
  if (risk.money() > 0 && line.group != TodayGroup::payment) {
    text.risk = ui.tr(TextKey::today_risk, {{"amount", money_words(context, risk.money())}});
    text.why = why_of(context, risk);
  }
  text.spoken = text.what;
  for (const std::string* part : {&text.about, &text.when, &text.risk})
    if (!part->empty()) text.spoken += ", " + *part;
  return text;
}

void call_line(ViewContext& context, const TodayLine& line, const LineText& text) {
  const Activity* activity =
      line.activity == TodayLine::none ? nullptr : &context.document.table<Activity>().rows()[line.activity];
  call(context, context.document.table<Deal>().rows()[line.deal].id, text.phone,
       activity && !activity->done_at ? activity->id : Id<Activity>{});
}

void open_step(ViewContext& context, TodayState& state, const TodayLine& line, Rect rect, bool by_keyboard,
               std::optional<ActivityOutcome> outcome = {}) {
  StepMeant meant = {.outcome = outcome};
  if (line.activity != TodayLine::none) meant.activity = context.document.table<Activity>().rows()[line.activity].id;
  state.opened = line_id(context.ui, context, line);
  state.opened_at = state.list.focus_row;
  open_step_popup(context, context.document.table<Deal>().rows()[line.deal].id, rect, by_keyboard, meant);
}

// "1" to "4" on a line are what came of its step; the other digits are nothing here.
void hear_digits(ViewContext& context, TodayState& state, const TodayLine& line, NodeId id, Rect rect) {
  std::span<const ActivityOutcome> outcomes;
  if (line.activity != TodayLine::none) {
    const Activity& activity = context.document.table<Activity>().rows()[line.activity];
    if (!activity.done_at) outcomes = outcomes_of(activity.kind);
  }
  for (std::size_t i = 0; i < 9; ++i)
    if (context.ui.take_key(id, static_cast<Key>('1' + static_cast<int>(i))) && i < outcomes.size())
      open_step(context, state, line, rect, true, outcomes[i]);
}

}  // namespace

TextKey title_of_group(TodayGroup group) {
  constexpr TextKey keys[] = {TextKey::today_away, TextKey::today_overdue, TextKey::today_payments,
                              TextKey::today_due,  TextKey::today_no_step, TextKey::today_soon};
  return keys[static_cast<std::size_t>(group)];
}

NodeId line_id(const Ui& ui, const ViewContext& context, const TodayLine& line) {
  const RawId id = line.activity != TodayLine::none ? context.document.table<Activity>().rows()[line.activity].id.raw
                                                    : context.document.table<Deal>().rows()[line.deal].id.raw;
  // A deal may have a line for its step and one for its money.
  const bool payment = line.group == TodayGroup::payment;
  const IdScope scope(const_cast<Ui&>(ui), ui.id(payment ? "payment" : "line", id));
  return ui.id("row");
}

const LineText& text_of(const ViewContext& context, TodayState& state, int index) {
  const Language language = context.ui.locale.language();
  if (state.texts_revision != context.document.revision() || state.texts_version != state.model.version() ||
      state.texts_language != language) {
    state.texts.clear();
    state.texts_revision = context.document.revision();
    state.texts_version = state.model.version();
    state.texts_language = language;
  }
  const auto [at, is_new] = state.texts.try_emplace(index);
  if (is_new) at->second = made(context, state, state.model.lines()[static_cast<std::size_t>(index)]);
  return at->second;
}

// Enter opens the popup of the step; E, N and what else is done with deals come by the actions. The sign at the end of a line calls: a place
// of the line and no node of its own, the key C and the popup's link say the same.
void draw_line(ViewContext& context, TodayState& state, int index, Rect rect, const Sem& sem) {
  Ui& ui = context.ui;
  const TodayLine& line = state.model.lines()[static_cast<std::size_t>(index)];
  const LineText& text = text_of(context, state, index);
  const NodeId id = line_id(ui, context, line);
  const Id<Deal> deal = context.document.table<Deal>().rows()[line.deal].id;
  const Interaction it = ui.interact(id, rect, sem);
  if (it.hovered) state.hovered = deal;
  if (it.focused) {
    state.focused = deal;
    state.list.focus_row = index;
  }
  if (it.hovered) ui.fill(rect, ui.color.hover, size::radius);
  if (it.focus_visible) ui.focus_ring(rect, size::radius);
  Row cells(inset(rect, ui.dp(8), 0), ui.dp(10));
  const float side = ui.coarse_pointer ? ui.dp(size::touch) : ui.dp(size::control);
  Rect sign;
  if (!text.phone.empty()) {
    sign = centered({rect.right() - side, rect.y, side, rect.h}, side, side);
    cells.right(side - ui.dp(8));
    paint_icon(ui, sign, icon::phone, ui.color.accent);
  }
  const bool on_sign = !text.phone.empty() && sign.contains(it.at);
  const Rect mark = cells.left(ui.dp(12));
  paint_step(ui, mark.center(), mark_of(line.group));
  const float lines_height = line_height(ui, TextStyle::strong) + line_height(ui, TextStyle::meta) + ui.dp(2);
  Column lines(centered(cells.rest(), cells.rest().w, lines_height));
  Row first(lines.top(line_height(ui, TextStyle::strong)), ui.dp(10));
  const bool late = line.group <= TodayGroup::payment;
  const std::string& when = ui.compact() && !text.when_short.empty() ? text.when_short : text.when;
  if (!when.empty())
    paint_text(ui, first.right(text_width(ui, TextStyle::meta, when)), TextStyle::meta,
               late ? ui.color.bad : ui.color.muted, when);
  paint_text(ui, first.rest(), TextStyle::strong, ui.color.text, text.what);
  lines.space(ui.dp(2));
  Row second(lines.rest(), ui.dp(10));
  if (!text.risk.empty() && !ui.compact())
    paint_text(ui, second.right(text_width(ui, TextStyle::meta, text.risk)), TextStyle::meta, ui.color.muted,
               text.risk);
  paint_text(ui, second.rest(), TextStyle::meta, ui.color.muted, text.about);
  const std::string hint =
      on_sign ? ui.tr(TextKey::today_call, {{"name", text.about}, {"phone", text.phone}}) + " (C)" : text.why;
  if (it.hovered && !hint.empty()) ui.tooltip(id ^ (on_sign ? 0xCA11U : 0x31U), on_sign ? sign : rect, hint);
  if (it.activated && on_sign && !it.by_keyboard) {
    call_line(context, line, text);
  } else if (it.activated) {
    state.list.focus_row = index;
    if (line.group == TodayGroup::payment) {
      const Paper* invoice = invoice_of(context, state, deal);
      open_deal_at(context, deal, invoice ? invoice->id : Id<Paper>{});
    } else {
      open_step(context, state, line, rect, it.by_keyboard);
    }
  }
  if (!it.focused) return;
  if (ui.take_key(id, letter('C'))) call_line(context, line, text);
  hear_digits(context, state, line, id, rect);
}

}  // namespace voronka::ui
