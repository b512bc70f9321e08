#include "ui/views/copying.hpp"

#include <algorithm>

#include "generated/icons.hpp"
#include "model/stages.hpp"
#include "model/titles.hpp"
#include "ui/views/board.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

void copy_text(Ui& ui, std::string_view text) {
  ui.host.copy_text(text);
  ui.toast({.text = ui.tr(TextKey::field_copied), .seconds = 3});
}

float copy_button_width(const Ui& ui) { return ui.dp(size::control_small); }

void copy_button(Ui& ui, NodeId id, Rect place, std::string_view text) {
  const std::string name = ui.tr(TextKey::field_copy, {{"text", std::string(text)}});
  if (icon_button(ui, id, place, {.icon = icon::copy, .label = name, .color = ui.color.faint})) copy_text(ui, text);
}

void copy_by_key(Ui& ui, NodeId focused, std::string_view text) {
  if (ui.take_key(focused, letter('C'), Mods::ctrl)) copy_text(ui, text);
}

void take_card(ViewContext& context, Id<Deal> id, bool cut) {
  Ui& ui = context.ui;
  const Deal* deal = context.document.find(id);
  if (!deal) return;
  const std::string amount = deal->amount ? ui.locale.money(*deal->amount) : std::string();
  ui.host.copy_text(deal->title + "\t" + amount + "\t" + company_name(context.document, deal->company));
  context.states.of<CardClipboard>() = {.deal = id, .cut = cut};
  ui.toast({.text = ui.tr(cut ? TextKey::board_card_cut : TextKey::board_card_copied), .seconds = 4});
}

bool is_cut(const ViewContext& context, Id<Deal> deal) {
  const CardClipboard& clipboard = context.states.of<CardClipboard>();
  return clipboard.cut && clipboard.deal == deal;
}

void paint_cut(Ui& ui, Rect card) {
  ui.fill(card, with_alpha(ui.color.surface, 0.55F), size::radius_card);
  ui.dashed(card, ui.color.accent, size::radius_card, std::max(1.5F * ui.viewport.scale, 1.F));
}

bool wants_paste(const ViewContext& context, const ActionTarget& target) {
  const Deal* deal = context.document.find(context.states.of<CardClipboard>().deal);
  if (!deal || deal->deleted || !target.column) return false;
  return close_month_from(target.column) != CloseMonth::overdue;
}

void paste_card(ViewContext& context, Id<Stage> column) {
  CardClipboard& clipboard = context.states.of<CardClipboard>();
  const Deal* deal = context.document.find(clipboard.deal);
  if (!deal || deal->deleted) return;
  const auto month = close_month_from(column);
  const Stage* first = first_stage_of(context.document, context.pipeline);
  if (month && !first) return;
  if (clipboard.cut && month) {
    if (can_go_to_month(context, clipboard.deal, *month))
      go_to_month(context, context.states.of<BoardState>(), clipboard.deal, *month);
    clipboard = {};
    return;
  }
  if (clipboard.cut) {
    if (deal->position.stage != column) context.outbox.run(MoveDeal{.deal = clipboard.deal, .to = column});
    clipboard = {};
    return;
  }
  // A copy is a new sale to the same people: what was the fate of the first one is not its own.
  context.outbox.run(
      CreateDeal{.deal = {.title = context.ui.tr(TextKey::board_copy_of, {{"title", deal->title}}),
                          .company = deal->company,
                          .contacts = deal->contacts,
                          .roles = deal->roles,
                          .amount = deal->amount,
                          .position = {.stage = month ? first->id : column},
                          .expected_close = month ? close_in(*month, deal->expected_close, context.app.today())
                                                  : deal->expected_close,
                          .probability = deal->probability,
                          .category = deal->category,
                          .owner = deal->owner,
                          .source = deal->source,
                          .tags = deal->tags,
                          .next_step = deal->next_step,
                          .extra = deal->extra,
                          .custom = deal->custom}});
}

}  // namespace voronka::ui
