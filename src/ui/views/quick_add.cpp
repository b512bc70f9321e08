#include "ui/views/quick_add.hpp"

#include "base/later.hpp"
#include "model/stages.hpp"
#include "ui/close_months.hpp"
#include "ui/text_field.hpp"

namespace voronka::ui {

std::string details_of(const ViewContext& context, const QuickDeal& deal) {
  const Ui& ui = context.ui;
  std::string details = deal.amount ? ui.locale.money(*deal.amount) : std::string();
  if (deal.expected_close)
    details +=
        (details.empty() ? "" : ", ") +
        ui.tr(TextKey::board_quick_close, {{"date", ui.locale.date_near(*deal.expected_close, context.app.today())}});
  return details;
}

namespace {

// What was understood, before Enter makes a deal of it: “Acme”, $120,000, close Oct 15. Where there is no room without the title, then
// without words: a date that is cut off cannot be checked.
std::string understood(const ViewContext& context, const QuickDeal& deal, float room) {
  const Ui& ui = context.ui;
  std::string details = details_of(context, deal);
  std::string whole = ui.tr(TextKey::board_quick_preview, {{"title", deal.title}, {"details", details}});
  const auto fits = [&](const std::string& text) { return text_width(ui, TextStyle::meta, text) <= room; };
  if (fits(whole)) return whole;
  if (fits(details) || !deal.amount || !deal.expected_close) return details;
  return ui.locale.money(*deal.amount) + ", " + ui.locale.date_near(*deal.expected_close, context.app.today());
}

}  // namespace

void open_quick_add(ViewContext& context, Id<Stage> stage, NodeId opener) {
  // Nothing new is overdue.
  if (close_month_from(stage) == CloseMonth::overdue) stage = column_of(CloseMonth::this_month);
  QuickAddState& state = context.states.of<QuickAddState>();
  if (state.stage != stage) state.text = state.contact = {};
  state.stage = stage;
  state.opener = opener;
  state.focus_wanted = true;
  context.ui.request_frame();
}

void open_quick_add(ViewContext& context, Id<Stage> stage, std::string text) {
  open_quick_add(context, stage, NodeId{0});
  context.states.of<QuickAddState>().text = std::move(text);
}

float quick_add_height(const ViewContext& context) {
  const Ui& ui = context.ui;
  return 2 * ui.dp(size::control) + ui.dp(6) + ui.dp(4) + line_height(ui, TextStyle::meta) + ui.dp(8);
}

VORONKA_LATER void draw_quick_add(ViewContext& context, Rect rect) {
  Ui& ui = context.ui;
  QuickAddState& state = context.states.of<QuickAddState>();
  const NodeId id = ui.id("quick_add");
  if (state.focus_wanted) ui.focus(id);
  Column column(rect);
  const TextFieldResult result = text_field(ui, id, column.top(ui.dp(size::control)),
                                            {.label = ui.tr(TextKey::board_quick_label),
                                             .placeholder = ui.tr(TextKey::board_quick_placeholder),
                                             .max_length = 500,
                                             .autocomplete = "off"},
                                            state.text);
  if (result.focused) state.focus_wanted = false;
  column.space(ui.dp(6));
  const NodeId contact_id = ui.id("quick_contact");
  const std::string person = ui.tr(TextKey::board_quick_contact);
  const TextFieldResult contact =
      text_field(ui, contact_id, column.top(ui.dp(size::control)),
                 {.label = person, .placeholder = person, .max_length = 500, .autocomplete = "off"}, state.contact);
  column.space(ui.dp(4));
  QuickDeal deal = quick_deal_from(ui.locale, state.text, context.document.base_currency(), context.app.today());
  const Rect hint = inset(column.top(line_height(ui, TextStyle::meta)), ui.dp(4), 0);
  // Into a column of a month: the first stage, to close in that month when the line names no day.
  const auto month = close_month_from(state.stage);
  const Stage* first = month ? first_stage_of(context.document, context.pipeline) : nullptr;
  if (month && !deal.expected_close && !deal.title.empty())
    deal.expected_close = close_in(*month, {}, context.app.today());
  const bool more = deal.amount || deal.expected_close;
  paint_text(ui, hint, TextStyle::meta, more ? ui.color.accent : ui.color.muted,
             more ? understood(context, deal, hint.w) : ui.tr(TextKey::board_quick_hint));

  const bool escaped = result.cancelled || contact.cancelled || (result.focused && ui.take_key(id, Key::escape)) ||
                       (contact.focused && ui.take_key(contact_id, Key::escape));
  const bool opened = ui.take_key(id, Key::enter, Mods::shift) || ui.take_key(contact_id, Key::enter, Mods::shift);
  const bool empty = state.text.empty() && state.contact.empty();
  if ((result.entered || contact.entered || opened) && !deal.title.empty() && (!month || first)) {
    CreateDeal create = {.deal = {.title = deal.title,
                                  .amount = deal.amount,
                                  .position = {.stage = first ? first->id : state.stage},
                                  .expected_close = deal.expected_close},
                         .contact = state.contact};
    context.outbox.run_quietly(std::move(create), {});
    context.open_created = opened;
    if (opened) {
      state = {};
    } else {
      state.text = state.contact = {};
      ui.focus(id);
    }
  } else if (escaped || (!result.focused && !contact.focused && !state.focus_wanted && empty)) {
    // Left empty, it closes by itself; with something typed it waits.
    if (escaped && state.opener != 0) ui.focus(state.opener);
    state = {};
    ui.request_frame();
  }
}

}  // namespace voronka::ui
