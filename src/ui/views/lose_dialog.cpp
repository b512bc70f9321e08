#include "ui/views/lose_dialog.hpp"

#include <algorithm>
#include <cmath>

#include "base/later.hpp"
#include "base/sort.hpp"
#include "model/stages.hpp"
#include "ui/layers.hpp"
#include "ui/quick_line.hpp"
#include "ui/scroll.hpp"
#include "ui/text_field.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct LoseState {
  std::vector<Id<Deal>> deals = {};  // none: closed
  std::vector<Id<LossReason>> reasons = {};
  Id<LossReason> reason = {};
  std::string other_reason = {};
  std::string revisit = {};
  std::string note = {};
  NodeId focus_after = 0;
};

constexpr std::size_t most_used = 5;

// The five that were given most often come first, so that the digits 1 to 5 are learnt; the others as the settings have them.
// One pass over the deals, when the dialog opens.
std::vector<Id<LossReason>> in_order_of_use(const Document& document) {
  struct Use {
    Id<LossReason> reason = {};
    std::size_t deals = 0;
    std::size_t place = 0;
  };
  std::vector<Use> uses;
  for (const LossReason* reason : loss_reasons_of(document))
    uses.push_back({.reason = reason->id, .place = uses.size()});
  for (const Deal& deal : document.table<Deal>().rows()) {
    if (!deal.loss_reason || deal.deleted) continue;
    for (Use& use : uses) use.deals += use.reason == deal.loss_reason ? 1 : 0;
  }
  const auto first = std::min(most_used, uses.size());
  sort_rows(uses,
            [](const Use& a, const Use& b) { return a.deals != b.deals ? a.deals > b.deals : a.place < b.place; });
  std::vector<Use> rest(uses.begin() + static_cast<std::ptrdiff_t>(first), uses.end());
  sort_rows(rest, [](const Use& a, const Use& b) { return a.place < b.place; });
  std::ranges::copy(rest, uses.begin() + static_cast<std::ptrdiff_t>(first));
  std::vector<Id<LossReason>> order;
  for (const Use& use : uses) order.push_back(use.reason);
  return order;
}

std::vector<const LossReason*> shown_reasons(const Document& document, const LoseState& state) {
  std::vector<const LossReason*> reasons;
  for (const Id<LossReason> id : state.reasons)
    if (const LossReason* reason = document.find(id); reason && !reason->deleted) reasons.push_back(reason);
  return reasons;
}

std::optional<Date> revisit_day(const ViewContext& context, const LoseState& state) {
  const Date today = context.app.today();
  const std::optional<Date> day = coming_date(context.ui.locale, state.revisit, today);
  return day && *day >= today ? day : std::nullopt;
}

void confirm(ViewContext& context, LoseState& state) {
  LoseDeal lose = {.deal = state.deals[0],
                   .reason = state.reason,
                   .new_reason = state.other_reason,
                   .note = std::move(state.note),
                   .revisit_on = revisit_day(context, state),
                   .revisit_title = context.ui.tr(TextKey::lose_revisit_task)};
  if (state.deals.size() == 1) {
    context.outbox.run(std::move(lose));
  } else {
    context.outbox.run(EditDeals{.deals = std::move(state.deals), .change = LoseDeals{.each = std::move(lose)}});
  }
  if (state.focus_after != 0) context.ui.focus(state.focus_after);
  state = {};
}

float reason_height(const Ui& ui) { return ui.dp(size::control); }

NodeId reason_id(const Ui& ui, Id<LossReason> reason) { return ui.id("reason", reason.raw); }

// One Tab stop for the group; arrows and the digits choose, Enter chooses and is done. True when it is done.
bool draw_reasons(ViewContext& context, LoseState& state, const std::vector<const LossReason*>& reasons, Rect rect) {
  Ui& ui = context.ui;
  const NodeId group = ui.id("reasons");
  const SemScope scope(ui, group, rect, {.role = Role::radio_group, .name = ui.tr(TextKey::lose_reasons)});
  ScrollArea area(ui, ui.id("area"), rect);
  const auto count = static_cast<int>(reasons.size());
  area.set_content(static_cast<float>(count) * reason_height(ui));
  Column rows(area.content());
  bool done = false;
  const auto choose = [&](int index) {
    const Id<LossReason> id = reasons[static_cast<std::size_t>((index + count) % count)]->id;
    state.reason = id;
    state.other_reason.clear();
    ui.focus(reason_id(ui, id));
    const auto at = static_cast<float>((index + count) % count);
    ui.scroll_into_view(ui.id("area"), at * reason_height(ui), (at + 1) * reason_height(ui));
  };
  for (int i = 0; i < count; ++i) {
    const LossReason& reason = *reasons[static_cast<std::size_t>(i)];
    const Rect row = rows.top(reason_height(ui));
    const NodeId id = reason_id(ui, reason.id);
    const bool on = reason.id == state.reason;
    // Enter means "this one, and done"; it must be asked for before the radio button takes it as a click.
    if (ui.take_key(id, Key::enter)) {
      state.reason = reason.id;
      state.other_reason.clear();
      done = true;
    }
    if (ui.take_key(id, Key::down) || ui.take_key(id, Key::right)) choose(i + 1);
    if (ui.take_key(id, Key::up) || ui.take_key(id, Key::left)) choose(i - 1);
    for (int digit = 1; digit <= 9 && digit <= count; ++digit)
      if (ui.take_key(id, static_cast<Key>('0' + digit))) choose(digit - 1);
    const Interaction it = ui.interact(id, row,
                                       {.role = Role::radio,
                                        .name = reason.name,
                                        .tab_stop = state.reason ? on : i == 0,
                                        .checked = on ? 1 : 0,
                                        .position = i + 1,
                                        .set_size = count});
    if (it.activated) {
      state.reason = reason.id;
      state.other_reason.clear();
    }
    if (it.hovered) ui.fill(row, ui.color.hover, size::radius - 2);
    Row cells(inset(row, ui.dp(6), 0), ui.dp(10));
    const Rect box = centered(cells.left(ui.dp(18)), ui.dp(18), ui.dp(18));
    ui.outline(box, on ? ui.color.accent : it.hovered ? ui.color.text : ui.color.control_border, 9, on ? ui.dp(2) : 0);
    if (on) paint_dot(ui, box.center(), 8, ui.color.accent);
    if (i < 9 && !ui.compact()) {
      const char digit[] = {static_cast<char>('1' + i), 0};
      paint_text(ui, cells.right(ui.dp(10)), TextStyle::meta, ui.color.muted, digit, Align::right);
    }
    paint_text(ui, cells.rest(), TextStyle::body, ui.color.text, reason.name);
    if (it.focus_visible) ui.focus_ring(inset(row, ui.dp(2)), size::radius - 2);
  }
  return done;
}

// The same three ways on a line: a day is typed, or one of the usual ones is taken.
bool draw_revisit(ViewContext& context, LoseState& state, Rect rect) {
  Ui& ui = context.ui;
  const Date today = context.app.today();
  Row row(rect, ui.dp(6));
  const bool unread = !state.revisit.empty() && !revisit_day(context, state);
  const std::string problem = unread ? ui.tr(TextKey::lose_revisit_unread) : std::string();
  const TextFieldResult field = text_field(ui, ui.id("revisit"), row.left(ui.dp(120)),
                                           {.label = ui.tr(TextKey::lose_revisit),
                                            .placeholder = ui.locale.date_numeric(plus_months(today, 3)),
                                            .error = problem,
                                            .max_length = 40,
                                            .autocomplete = "off"},
                                           state.revisit);
  for (const std::int32_t months : {1, 3, 6}) {
    const std::string text = ui.locale.date_numeric(plus_months(today, months));
    const std::string label = ui.tr(TextKey::lose_revisit_months, {{"count", std::int64_t{months}}});
    const ChipOptions options = {.label = label, .pressed = state.revisit == text ? 1 : 0};
    const Rect place = row.left(chip_width(ui, options));
    if (chip(ui, ui.id("months", static_cast<std::uint64_t>(months)),
             centered(place, place.w, ui.dp(size::control_small)), options))
      state.revisit = state.revisit == text ? std::string() : text;
  }
  return field.entered && !unread;
}

// The deal and its amount, or how many there are.
std::string about(const ViewContext& context, const LoseState& state) {
  const Ui& ui = context.ui;
  const Deal* deal = context.document.find(state.deals[0]);
  if (state.deals.size() > 1 || !deal)
    return ui.tr(TextKey::board_deals, {{"count", static_cast<std::int64_t>(state.deals.size())}});
  const std::string title = shown_title(ui, *deal);
  return deal->amount ? title + ", " + ui.locale.money(*deal->amount) : title;
}

VORONKA_LATER void draw_asking(ViewContext& context, LoseState& state) {
  Ui& ui = context.ui;
  const bool several = state.deals.size() > 1;
  const Deal* deal = context.document.find(state.deals[0]);
  if (!several && (!deal || deal->deleted || deal->status == DealStatus::lost)) {  // another tab was faster
    state = {};
    return;
  }
  const std::vector<const LossReason*> reasons = shown_reasons(context.document, state);
  const float reasons_height =
      reasons.empty() ? ui.dp(40) : std::min(static_cast<float>(reasons.size()) * reason_height(ui), ui.dp(9 * 32));
  const float meta = line_height(ui, TextStyle::meta);
  const float field = control_height(ui);
  const float caption_height = meta + ui.dp(4);
  const float height = meta + ui.dp(12) + reasons_height + ui.dp(6) + field + ui.dp(14) + caption_height + field +
                       ui.dp(14) + caption_height + ui.dp(48) + ui.dp(16) + field;
  const NodeId dialog_id = ui.id("lose");
  const IdScope names(ui, dialog_id);  // first_focus is asked for before the dialog opens its own scope
  const NodeId inner = ui.id("dialog");
  NodeId first = 0;
  if (!reasons.empty()) {
    const IdScope inside(ui, inner);
    first = reason_id(ui, reasons[0]->id);
  }
  bool done = false;
  bool cancelled = false;
  {
    Dialog dialog(ui, inner,
                  {.title = ui.tr(TextKey::lose_title), .height_dp = height / ui.viewport.scale, .first_focus = first});
    Column body(dialog.body());
    label(ui, body.top(meta), TextStyle::meta, ui.color.muted, about(context, state));
    body.space(ui.dp(12));
    const Rect list = body.top(reasons_height);
    if (reasons.empty()) {
      paragraph(ui, list, TextStyle::body, ui.color.muted, ui.tr(TextKey::lose_no_reasons));
    } else {
      done = draw_reasons(context, state, reasons, list);
    }
    body.space(ui.dp(6));
    const TextFieldResult other = text_field(ui, ui.id("other"), body.top(field),
                                             {.label = ui.tr(TextKey::lose_other),
                                              .placeholder = ui.tr(TextKey::lose_other),
                                              .max_length = 200,
                                              .autocomplete = "off"},
                                             state.other_reason);
    if (other.changed && !state.other_reason.empty()) state.reason = {};
    done = done || other.entered;
    body.space(ui.dp(14));
    const std::string revisit = ui.tr(TextKey::lose_revisit);
    field_label(ui, body.top(meta), revisit);
    body.space(ui.dp(4));
    if (draw_revisit(context, state, body.top(field))) done = true;
    body.space(ui.dp(14));
    const std::string caption = ui.tr(TextKey::lose_note);
    field_label(ui, body.top(meta), caption);
    body.space(ui.dp(4));
    const TextFieldResult note = text_field(ui, ui.id("note"), body.top(ui.dp(48)),
                                            {.label = caption,
                                             .kind = TextKind::multiline,
                                             .placeholder = ui.tr(TextKey::lose_note_placeholder),
                                             .max_length = 2000},
                                            state.note);
    done = done || note.entered;
    Row buttons(dialog.footer(), ui.dp(8));
    const std::string lost = ui.tr(TextKey::lose_confirm);
    const ButtonOptions confirm_button = {.label = lost, .kind = ButtonKind::danger};
    // Drawn from the right, but read and reached in the order of their weight.
    if (button(ui, ui.id("confirm"), buttons.right(button_width(ui, confirm_button)), confirm_button)) done = true;
    // A day that cannot be read is not lost silently.
    if (done && !state.revisit.empty() && !revisit_day(context, state)) {
      done = false;
      ui.focus(ui.id("revisit"));
    }
    const std::string cancel = ui.tr(TextKey::lose_cancel);
    const ButtonOptions cancel_button = {.label = cancel, .kind = ButtonKind::ghost};
    if (button(ui, ui.id("cancel"), buttons.right(button_width(ui, cancel_button)), cancel_button)) cancelled = true;
    cancelled = cancelled || dialog.closed();
  }
  if (done) {
    confirm(context, state);
  } else if (cancelled) {
    state = {};
  }
}

}  // namespace

VORONKA_LATER void open_lose_dialog(ViewContext& context, std::vector<Id<Deal>> deals, NodeId focus_after) {
  context.states.of<LoseState>() = {
      .deals = std::move(deals), .reasons = in_order_of_use(context.document), .focus_after = focus_after};
  context.ui.request_frame();
}

void draw_lose_dialog(ViewContext& context) {
  LoseState& state = context.states.of<LoseState>();
  if (!state.deals.empty()) draw_asking(context, state);
}

}  // namespace voronka::ui
