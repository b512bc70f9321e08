#include "ui/views/deal_sheet.hpp"

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/calls.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

void refresh(const ViewContext& context, const Deal& deal, DealSheetState& state) {
  const Language language = context.ui.locale.language();
  const Date today = context.app.today();
  const bool other = state.shown != deal.id;
  if (!other && state.revision == context.document.revision() && state.language == language && state.today == today)
    return;
  if (other) state = {.shown = deal.id, .note_drafts = std::move(state.note_drafts)};
  state.revision = context.document.revision();
  state.language = language;
  state.today = today;
  state.belongings = belongings_of(context, deal);
}

struct DealFocus {
  Id<Deal> deal = {};
  DealField field = DealField::none;
  Id<Paper> paper = {};
};

void draw_missing(ViewContext& context, const Sheet& sheet, const Deal* deal) {
  Ui& ui = context.ui;
  const std::string back = ui.tr(TextKey::deal_back);
  EmptyStateAnswer answer = EmptyStateAnswer::none;
  if (!deal) {
    const std::string title = ui.tr(TextKey::deal_gone_title);
    const std::string sentence = ui.tr(TextKey::deal_gone_sentence);
    answer = empty_state(ui, ui.id("gone"), sheet.body(),
                         {.icon = icon::search, .title = title, .sentence = sentence, .primary = back});
    if (answer == EmptyStateAnswer::primary) context.go_to = Route{};
    return;
  }
  const std::string title = ui.tr(TextKey::deal_deleted_title);
  const std::string sentence = ui.tr(TextKey::deal_deleted_sentence, {{"title", deal->title}});
  const std::string restore = ui.tr(TextKey::deal_restore);
  answer =
      empty_state(ui, ui.id("deleted"), sheet.body(),
                  {.icon = icon::trash, .title = title, .sentence = sentence, .primary = restore, .secondary = back});
  if (answer == EmptyStateAnswer::primary)
    context.outbox.run(RestoreRecords{.type = RecordType::deal, .ids = {deal->id.raw}});
  if (answer == EmptyStateAnswer::secondary) context.go_to = Route{};
}

void draw_parts(ViewContext& context, const Sheet& sheet, NodeId panel_id, const Deal& deal, DealSheetState& state) {
  Ui& ui = context.ui;
  Column whole(sheet.body());
  draw_deal_bar(context, deal, state, whole.top(ui.dp(size::control_small)));
  whole.space(ui.dp(4));
  const Rect page = std::exchange(context.area, whole.rest());
  if (const float call = call_strip_height(context); call > 0) draw_call_strip(context, whole.top(call));
  context.area = page;
  // Fields stand out of the column by their padding, so what clips them is the panel, not the column.
  const Rect rest = whole.rest();
  const Rect view = {sheet.panel().x, rest.y, sheet.panel().w, sheet.panel().bottom() - rest.y};
  FormScroll scroll(context, ui.id("scroll"), view, rest, panel_id);
  Column& column = scroll.column();
  draw_deal_head(context, deal, column);
  draw_deal_checklist(context, deal, column);
  draw_deal_activities(context, deal, state, column);
  draw_deal_fields(context, deal, column);
  draw_deal_lines(context, deal, state, column);
  draw_deal_papers(context, deal, state, column);
  draw_deal_notes(context, deal, state, column);
  draw_deal_history(context, deal, state, column);
  column.space(ui.dp(28));
}

}  // namespace

VORONKA_LATER void draw_deal_sheet(ViewContext& context) {
  Ui& ui = context.ui;
  finish_links(context);
  const std::optional<RawId> id = raw_id_from(context.route.argument);
  const Deal* deal = id ? context.document.find(Id<Deal>{*id}) : nullptr;
  const bool shown = deal && !deal->deleted;
  DealSheetState& state = context.states.of<DealSheetState>();
  {
    const std::string title = shown && !deal->title.empty() ? deal->title : ui.tr(TextKey::deal_panel);
    const NodeId panel_id = ui.id("deal_sheet");
    Sheet sheet(ui, panel_id, {.title = title});
    if (sheet.closed()) context.go_to = left_panel;
    // The same field of another deal is another field: focus and half-typed text must not wander over.
    IdScope scope(ui, ui.id("deal", id.value_or(RawId{})));
    if (!shown) {
      draw_missing(context, sheet, deal);
      return;
    }
    refresh(context, *deal, state);
    DealFocus& wanted = context.states.of<DealFocus>();
    if (wanted.deal == deal->id && wanted.field != DealField::none)
      ui.focus(ui.id(wanted.field == DealField::title ? "title" : "next_step"));
    if (wanted.deal == deal->id && wanted.paper) {
      state.edited_paper = wanted.paper;
      ui.focus(paper_row_id(ui, wanted.paper));
    }
    wanted = {};
    draw_parts(context, sheet, panel_id, *deal, state);
  }
  draw_other_day(context, *deal, state);
}

namespace {

void open_at(ViewContext& context, const DealFocus& focus) {
  context.states.of<DealFocus>() = focus;
  const Route route = {.path = "deal", .argument = text_of(focus.deal.raw)};
  if (context.route != route) context.go_to = route;
  context.ui.request_frame();
}

}  // namespace

void open_deal_at(ViewContext& context, Id<Deal> deal, DealField field) {
  open_at(context, {.deal = deal, .field = field});
}

void open_deal_at(ViewContext& context, Id<Deal> deal, Id<Paper> paper) {
  open_at(context, {.deal = deal, .paper = paper});
}

Id<Deal> last_shown_deal(const ViewContext& context) { return context.states.of<DealSheetState>().shown; }

}  // namespace voronka::ui
