// What is done to many deals at once: each is one command and one undo step, and of more than a hundred it is asked first.
#include <algorithm>
#include <utility>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/views/lose_dialog.hpp"
#include "ui/views/table_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t many = 100;

void send(ViewContext& context, TableState& state, Command command, std::size_t count) {
  context.ui.request_frame();
  if (count <= many) return context.outbox.run(std::move(command));
  state.pending = std::move(command);
  state.pending_count = count;
}

struct BulkButton {
  TextKey title = TextKey::none;
  const char* icon = nullptr;
  void (*act)(ViewContext& context, TableState& state, Rect place) = nullptr;
};
constexpr BulkButton bulk_buttons[] = {
    {TextKey::table_stage, icon::arrow_right,
     [](ViewContext& context, TableState& state, Rect place) { open_stage_menu(context, state, {}, place); }},
    {TextKey::board_won, icon::circle_check,
     [](ViewContext& context, TableState& state, Rect) {
       change(context, state, chosen_deals(context, state), WinDeals{});
     }},
    {TextKey::board_lost, icon::circle_x,
     [](ViewContext& context, TableState& state, Rect) { open_lose_dialog(context, chosen_deals(context, state)); }},
    {TextKey::table_set_field, icon::pencil,
     [](ViewContext& context, TableState& state, Rect) { open_field_dialog(context, chosen_deals(context, state)); }},
    {TextKey::table_tag, icon::tag,
     [](ViewContext& context, TableState& state, Rect) { open_tag_dialog(context, chosen_deals(context, state)); }},
    {TextKey::table_copy, icon::copy,
     [](ViewContext& context, TableState& state, Rect) { copy_rows(context, state, {}); }},
    {TextKey::board_trash, icon::trash,
     [](ViewContext& context, TableState& state, Rect) { trash(context, state, chosen_deals(context, state)); }},
};

}  // namespace

std::vector<Id<Deal>> chosen_deals(const ViewContext& context, const TableState& state, Id<Deal> asked) {
  const auto& deals = context.document.table<Deal>();
  if (asked) {
    const Deal* deal = deals.find(asked);
    if (!deal) return {};
    if (!state.selection.has(static_cast<std::uint32_t>(deal - deals.rows().data()))) return {asked};
  }
  std::vector<Id<Deal>> chosen;
  for (const std::uint32_t row : state.model.rows())
    if (state.selection.has(row)) chosen.push_back(deals.rows()[row].id);
  return chosen;
}

void change(ViewContext& context, TableState& state, std::vector<Id<Deal>> deals, DealChange change) {
  if (deals.empty()) return;
  const std::size_t count = deals.size();
  send(context, state, EditDeals{.deals = std::move(deals), .change = std::move(change)}, count);
}

void trash(ViewContext& context, TableState& state, const std::vector<Id<Deal>>& deals) {
  if (deals.empty()) return;
  DeleteRecords command = {.type = RecordType::deal};
  for (const Id<Deal> deal : deals) command.ids.push_back(deal.raw);
  send(context, state, std::move(command), deals.size());
}

VORONKA_LATER void draw_bulk_bar(ViewContext& context, TableState& state, Rect rect) {
  Ui& ui = context.ui;
  const Composite bar(ui, ui.id("bulk"), rect, {.label = ui.tr(TextKey::table_bulk)});
  Row row(rect, ui.dp(6));
  const std::string clear = ui.tr(TextKey::table_clear_selection);
  const Rect clear_place = row.left(rect.h);
  const auto count = static_cast<std::int64_t>(state.selection.count());
  std::string text = ui.tr(TextKey::table_selected, {{"count", count}});
  if (!ui.compact() && !state.chosen_totals.totals.empty()) {
    const std::string sum = sums_text(ui, state.chosen_totals, false);
    text = ui.tr(TextKey::table_selected_sum, {{"count", count}, {"sum", sum}});
  }
  const Rect text_place = row.left(std::min(text_width(ui, TextStyle::strong, text) + ui.dp(6), row.rest().w));
  if (icon_button(ui, ui.id("clear_selection"), clear_place, {.icon = icon::x, .label = clear}))
    select_all(context, state, false);
  label(ui, text_place, TextStyle::strong, ui.color.text, text);

  // From the left as far as there is room; the menu at the right end has all of it.
  const Rect more_place = row.right(rect.h);
  for (const BulkButton& it : bulk_buttons) {
    const std::string name = ui.tr(it.title);
    const ButtonOptions options = {.label = name, .icon = it.icon};
    const float width = button_width(ui, options);
    if (width > row.rest().w) break;
    const Rect place = row.left(width);
    if (button(ui, ui.id("bulk", static_cast<std::uint64_t>(it.title)), place, options)) it.act(context, state, place);
  }
  if (icon_button(ui, ui.id("bulk_more"), more_place, {.icon = icon::ellipsis, .label = ui.tr(TextKey::table_bulk)}))
    open_row_menu(context, state, {}, more_place, ui.keyboard_modality());
}

VORONKA_LATER void draw_confirm(ViewContext& context, TableState& state) {
  if (!state.pending) return;
  Ui& ui = context.ui;
  bool done = false;
  bool cancelled = false;
  {
    const std::string title =
        ui.tr(TextKey::table_confirm_title, {{"count", static_cast<std::int64_t>(state.pending_count)}});
    const std::string what = ui.tr(label_of(context.document, *state.pending));
    Dialog dialog(ui, ui.id("confirm"), {.title = title, .height_dp = 110});
    paragraph(ui, dialog.body(), TextStyle::body, ui.color.text, ui.tr(TextKey::table_confirm_text, {{"what", what}}));
    Row buttons(dialog.footer(), ui.dp(8));
    const std::string yes = ui.tr(TextKey::table_confirm_yes);
    const ButtonOptions yes_button = {.label = yes, .kind = ButtonKind::primary};
    if (button(ui, ui.id("yes"), buttons.right(button_width(ui, yes_button)), yes_button)) done = true;
    const std::string no = ui.tr(TextKey::lose_cancel);
    const ButtonOptions no_button = {.label = no, .kind = ButtonKind::ghost};
    if (button(ui, ui.id("no"), buttons.right(button_width(ui, no_button)), no_button)) cancelled = true;
    cancelled = cancelled || dialog.closed();
  }
  if (done) context.outbox.run(std::move(*state.pending));
  if (done || cancelled) state.pending.reset();
}

}  // namespace voronka::ui
