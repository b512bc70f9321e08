// The table on a phone: two lines a deal, in the same order. A tap opens the deal, a long press chooses.
#include <algorithm>

#include "model/titles.hpp"
#include "ui/scroll.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/table_parts.hpp"

namespace voronka::ui {
namespace {

struct PhoneList {
  ListState rows = {};
};

struct RowText {
  std::string title = {}, amount = {}, about = {}, date = {}, name = {};
};

RowText text_of(const ViewContext& context, const Deal& deal) {
  const Ui& ui = context.ui;
  RowText text = {.title = shown_title(ui, deal), .about = company_name(context.document, deal.company)};
  if (deal.amount) text.amount = ui.locale.money(*deal.amount);
  std::string stage = title_of(context.document, deal.position.stage);
  if (deal.status == DealStatus::won) stage = ui.tr(TextKey::board_won);
  if (deal.status == DealStatus::lost) stage = ui.tr(TextKey::board_lost);
  text.about += (text.about.empty() ? "" : " · ") + stage;
  const std::optional<Date> date = deal.status == DealStatus::open ? deal.expected_close : deal.closed_on;
  if (date) text.date = ui.locale.date_near(*date, context.app.today());
  for (const std::string* part : {&text.title, &text.amount, &text.about, &text.date})
    if (!part->empty()) text.name += (text.name.empty() ? "" : ", ") + *part;
  return text;
}

}  // namespace

void draw_list(ViewContext& context, TableState& state, Rect rect) {
  Ui& ui = context.ui;
  const auto deals = context.document.table<Deal>().rows();
  const auto rows = state.model.rows();
  const float height = ui.dp(60);
  List list(ui, ui.id("list"), rect,
            {.label = ui.tr(TextKey::table_deals), .count = static_cast<int>(rows.size()), .row_height = height},
            context.states.of<PhoneList>().rows);
  const auto draw = [&](int index, bool seen) {
    const std::uint32_t at = rows[static_cast<std::size_t>(index)];
    const Deal& deal = deals[at];
    const Rect row = list.row(index);
    const bool chosen = state.selection.has(at);
    const RowText text = text_of(context, deal);
    const NodeId id = row_id(ui, deal.id);
    Sem sem = list.row_sem(index, {.name = text.name, .selected = chosen});
    sem.focusable = true;
    if (list.moved_to() == index) ui.focus(id);
    if (!seen) return ui.sem.add(id, row, sem, false);
    const bool space = ui.take_key(id, Key::space);
    const Interaction it = ui.interact(id, row, sem);
    if (chosen) ui.fill(row, ui.color.soft, size::radius);
    if (it.held) ui.fill(row, ui.color.press, size::radius);
    ui.fill({row.x, row.bottom() - ui.hairline(), row.w, ui.hairline()}, ui.color.border);
    Column lines(centered(inset(row, ui.dp(4), 0), row.w - ui.dp(8), ui.dp(40)));
    Row first(lines.top(ui.dp(20)), ui.dp(8));
    const float amount = text_width(ui, TextStyle::strong, text.amount);
    if (!text.amount.empty())
      paint_text(ui, first.right(amount), TextStyle::strong, ui.color.text, text.amount, Align::right);
    paint_text(ui, first.rest(), TextStyle::body_strong, ui.color.text, text.title);
    lines.space(ui.dp(2));
    Row second(lines.top(ui.dp(18)), ui.dp(8));
    const bool late =
        deal.status == DealStatus::open && deal.expected_close && *deal.expected_close < context.app.today();
    if (!text.date.empty())
      paint_text(ui, second.right(text_width(ui, TextStyle::meta, text.date)), TextStyle::meta,
                 late ? ui.color.bad : ui.color.muted, text.date, Align::right);
    paint_text(ui, second.rest(), TextStyle::meta, ui.color.muted, text.about);
    if (it.focus_visible) ui.focus_ring(inset(row, ui.dp(3)), size::radius);
    // Once something is chosen a tap chooses further, as everywhere on phones.
    if (it.menu || space || (it.activated && state.selection.count() > 0))
      return select_one(context, state, static_cast<std::size_t>(index));
    if (it.activated) open_deal(context, deal.id);
  };
  if (const int hidden = list.row_out_of_sight(); hidden >= 0) draw(hidden, false);
  for (int index = list.range().first; index < list.range().last; ++index) draw(index, true);
}

}  // namespace voronka::ui
