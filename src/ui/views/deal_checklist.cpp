// What must hold before the deal leaves its stage, to be ticked; and what it left open in earlier stages. Nothing where nobody wrote a
// checklist.
#include <algorithm>
#include <utility>

#include "model/checklist.hpp"
#include "model/required_fields.hpp"
#include "ui/views/custom_words.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// `quiet`: the row stays, and a second click takes the tick back. One that goes with its tick needs a message with the way back.
void item_row(ViewContext& context, const Deal& deal, std::string_view item, bool quiet, Column& column) {
  Ui& ui = context.ui;
  const float words = checkbox_height(ui, item, column.rest().w);
  const float least = ui.dp(ui.coarse_pointer ? size::touch : 26);
  const Rect place = column.top(std::max(words + ui.dp(8), least));
  const SemScope row(ui, ui.id("row"), place, {.role = Role::list_item});
  const bool on = is_checked(deal, item);
  if (!checkbox(ui, ui.id("box"), place, item, on)) return;
  CheckItem check = {.deal = deal.id, .item = std::string(item), .checked = !on};
  if (quiet) {
    context.outbox.run_quietly(std::move(check), {});
  } else {
    context.outbox.run(std::move(check));
  }
}

// An item is known by its words, so a row that goes does not hand its place to the next one.
void item_list(ViewContext& context, const Deal& deal, std::string_view part, const std::string& title,
               const std::vector<std::string_view>& items, bool quiet, Column& column) {
  Ui& ui = context.ui;
  const SemScope list(ui, ui.id(part), column.rest(), {.role = Role::list, .name = title});
  const IdScope of_part(ui, ui.id(part));
  for (const std::string_view item : items) {
    const IdScope scope(ui, ui.id(item));
    item_row(context, deal, item, quiet, column);
  }
}

}  // namespace

void draw_deal_checklist(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const Stage* stage = context.document.find(deal.position.stage);
  const bool asks = stage && deal.status == DealStatus::open;
  const std::vector<std::string_view> items = asks ? checklist_of(*stage) : std::vector<std::string_view>{};
  if (asks && (!items.empty() || !stage->requirements.empty())) {
    const auto done = std::ranges::count_if(items, [&](std::string_view item) { return is_checked(deal, item); });
    const auto count = static_cast<std::int64_t>(items.size());
    std::string title = ui.tr(TextKey::deal_checklist, {{"stage", stage->name}});
    if (count > 0)
      title += " \xC2\xB7 " +
               ui.tr(TextKey::deal_checklist_done, {{"done", static_cast<std::int64_t>(done)}, {"count", count}});
    section_heading(ui, column, title);
    if (!stage->requirements.empty()) hint(ui, column, stage->requirements);
    if (count > 0) item_list(context, deal, "checklist", title, items, true, column);
  }
  if (const std::vector<const CustomField*> missing = missing_fields(context.document, deal); !missing.empty()) {
    std::string names;
    for (const CustomField* field : missing) names += (names.empty() ? "" : ", ") + field_title(ui, *field);
    const std::string text = ui.tr(TextKey::deal_missing, {{"fields", names}});
    column.space(ui.dp(10));
    const Rect place = column.top(wrapped_height(ui, TextStyle::label, text, column.rest().w));
    ui.sem.add(ui.id("missing"), place, {.role = Role::status, .name = text});
    paint_wrapped(ui, place, TextStyle::label, ui.color.warn, text);
  }
  const std::vector<std::string_view> left = left_open_of(deal);
  if (left.empty() || deal.status == DealStatus::lost) return;
  const std::string title = ui.tr(TextKey::deal_left_open);
  section_heading(ui, column, title);
  item_list(context, deal, "left_open", title, left, false, column);
}

}  // namespace voronka::ui
