// What a deal is about: a line for each product or service, unfolded to its fields, what they come to, and where the deal's amount says
// something else.
#include <algorithm>
#include <array>
#include <utility>

#include "base/later.hpp"
#include "base/utf8.hpp"
#include "generated/icons.hpp"
#include "model/line_sums.hpp"
#include "ui/typed_line.hpp"
#include "ui/views/custom_words.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/line_words.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// Several fields of several lines as one undo step.
std::string step_key(const ViewContext& context, RawId of, std::string_view what) {
  return text_of(of) + std::string(what) + std::to_string(context.app.now().utc_ms);
}

template <class Member>
void set_if_other(ViewContext& context, const Line& line, Member Line::* member, const Member& value,
                  const std::string& key) {
  if (line.*member != value) context.outbox.run_quietly(set_field(line.id, member, Member(value)), key);
}

template <class Member>
void value_row(ViewContext& context, const Line& line, TextKey key, Member Line::* member, const FieldKind& kind,
               Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(key);
  const EditResult edit =
      edit_field(context, ui.id("value", static_cast<std::uint64_t>(key)), field_row(ui, column, name),
                 {.label = name,
                  .placeholder = ui.tr(TextKey::field_empty),
                  .ghost = true,
                  .select_on_focus = kind.settle,
                  .autocomplete = "off"},
                 place_of(line.id, member), kind);
  problem_below_field(ui, column, edit.problem);
}

void quantity_row(ViewContext& context, const Line& line, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::record_field_quantity), unit = ui.tr(TextKey::record_field_unit);
  Row row(field_row(ui, column, name), ui.dp(6));
  const Rect first = row.left(row.rest().w * 0.6F);
  const EditResult edit =
      edit_field(context, ui.id("quantity"), first, {.label = name, .ghost = true, .select_on_focus = true},
                 place_of(line.id, &Line::quantity), quantity_kind);
  edit_field(context, ui.id("unit"), row.rest(),
             {.label = unit, .placeholder = unit, .ghost = true, .autocomplete = "off"}, place_of(line.id, &Line::unit),
             text_kind);
  problem_below_field(ui, column, edit.problem);
}

// Another product brings its name, unit, price and VAT along; quantity and discount are the deal's own.
void product_row(ViewContext& context, const Line& line, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::line_from_catalog);
  const Product* product = context.document.find(line.product);
  const Rect rect = field_row(ui, column, name);
  const NameAnswer answer = name_field(context, ui.id("product"), rect, column,
                                       {.label = name,
                                        .placeholder = ui.tr(TextKey::field_none),
                                        .current = product ? std::string_view(product->name) : std::string_view(),
                                        .type = RecordType::product,
                                        .create = TextKey::none});
  const Product* chosen = answer.chosen ? context.document.find(Id<Product>{answer.chosen}) : nullptr;
  if (!chosen && !answer.cleared) return;
  Line changed = line;
  if (chosen)
    take_from(*chosen, changed);
  else
    changed.product = {};
  const std::string key = step_key(context, line.id.raw, "/product/");
  set_if_other(context, line, &Line::product, changed.product, key);
  set_if_other(context, line, &Line::name, changed.name, key);
  set_if_other(context, line, &Line::unit, changed.unit, key);
  set_if_other(context, line, &Line::price, changed.price, key);
  set_if_other(context, line, &Line::vat_percent, changed.vat_percent, key);
}

// Past the neighbour above or below.
void move(ViewContext& context, const std::vector<Id<Line>>& lines, std::size_t from, bool up) {
  const std::size_t gap = up ? from - 1 : from + 2;
  context.outbox.run(MoveRow{.type = RecordType::line,
                             .id = lines[from].raw,
                             .above = gap > 0 ? lines[gap - 1].raw : RawId{},
                             .below = gap < lines.size() ? lines[gap].raw : RawId{}});
}

void edit_fields(ViewContext& context, DealSheetState& state, std::size_t index, const Line& line, Column& column) {
  Ui& ui = context.ui;
  const std::vector<Id<Line>>& lines = state.belongings.lines;
  {
    Row row(column.top(control_height(ui)), ui.dp(6));
    const float side = row.rest().h;
    if (icon_button(ui, ui.id("collapse"), row.right(side),
                    {.icon = icon::chevron_up, .label = ui.tr(TextKey::line_collapse)}))
      state.edited_line = {};
    if (icon_button(ui, ui.id("delete"), row.right(side), {.icon = icon::trash, .label = ui.tr(TextKey::line_delete)}))
      context.outbox.run(DeleteRecords{.type = RecordType::line, .ids = {line.id.raw}});
    if (icon_button(ui, ui.id("down"), row.right(side),
                    {.icon = icon::arrow_down,
                     .label = ui.tr(TextKey::line_down, {{"name", line.name}}),
                     .disabled = index + 1 >= lines.size()}))
      move(context, lines, index, false);
    if (icon_button(
            ui, ui.id("up"), row.right(side),
            {.icon = icon::arrow_up, .label = ui.tr(TextKey::line_up, {{"name", line.name}}), .disabled = index == 0}))
      move(context, lines, index, true);
    const std::string name = ui.tr(TextKey::record_field_name);
    edit_field(context, ui.id("name"), row.rest(), {.label = name, .placeholder = name, .autocomplete = "off"},
               place_of(line.id, &Line::name), text_kind);
  }
  column.space(ui.dp(2));
  product_row(context, line, column);
  quantity_row(context, line, column);
  value_row(context, line, TextKey::record_field_price, &Line::price, money_kind, column);
  value_row(context, line, TextKey::record_field_discount_percent, &Line::discount_percent, discount_kind, column);
  vat_field(context, ui.id("vat"), column, place_of(line.id, &Line::vat_percent));
  column.space(ui.dp(10));
}

void line_row(ViewContext& context, DealSheetState& state, std::size_t index, const Line& line, Column& column) {
  Ui& ui = context.ui;
  const IdScope scope(ui, ui.id("line", line.id.raw));
  const std::string title = line.name.empty() ? ui.tr(TextKey::deal_untitled) : line.name;
  const std::optional<LineSum> sum = sum_of(line);
  const std::string money =
      sum ? ui.locale.money({.minor = sum->whole_minor, .currency = line.price->currency}) : std::string();
  std::string words = line_words(ui, line);
  if (!sum && line.price) words += ", " + ui.tr(TextKey::line_bad);
  const float height = line_height(ui, TextStyle::label);
  const Rect rect = column.top(std::max(ui.dp(ui.coarse_pointer ? size::touch : 40), height * 2 + ui.dp(6)));
  const bool open = state.edited_line == line.id;
  const Interaction it = ui.interact(ui.id("open"), rect,
                                     {.role = Role::button,
                                      .name = ui.tr(TextKey::line_edit, {{"name", title}}),
                                      .description = money.empty() ? words : money + ", " + words,
                                      .expanded = open ? 1 : 0});
  const Rect ground = inset(rect, -ui.dp(6), 0);
  if (it.hovered) ui.fill(ground, ui.color.hover, 6);
  if (it.focus_visible) ui.focus_ring(ground, 6);
  Column lines(centered(rect, rect.w, height + line_height(ui, TextStyle::meta)));
  Row first(lines.top(height), ui.dp(8));
  paint_text(ui, first.right(text_width(ui, TextStyle::label, money)), TextStyle::label, ui.color.text, money);
  paint_text(ui, first.rest(), TextStyle::label, ui.color.text, title);
  paint_text(ui, lines.top(line_height(ui, TextStyle::meta)), TextStyle::meta, sum ? ui.color.muted : ui.color.warn,
             words);
  if (it.activated) state.edited_line = open ? Id<Line>{} : line.id;
  if (open) edit_fields(context, state, index, line, column);
}

void sum_row(Ui& ui, Column& column, TextStyle style, const std::string& name, const std::string& money) {
  const Rect rect = column.top(line_height(ui, style) + ui.dp(4));
  ui.sem.add_text(rect, name + ": " + money);
  Row row(rect, ui.dp(8));
  const Color ink = style == TextStyle::meta ? ui.color.muted : ui.color.text;
  paint_text(ui, row.right(text_width(ui, style, money)), style, ink, money);
  paint_text(ui, row.rest(), style, ink, name);
}

// One choice for all lines: an offer whose lines count VAT in two ways is an offer nobody can check.
void vat_way(ViewContext& context, const Deal& deal, const std::vector<const Line*>& lines, Column& column) {
  Ui& ui = context.ui;
  if (std::ranges::none_of(lines, [](const Line* line) { return line->vat_percent.has_value(); })) return;
  const std::size_t on_top =
      static_cast<std::size_t>(std::ranges::count_if(lines, [](const Line* line) { return line->vat_on_top; }));
  const std::string included = ui.tr(TextKey::line_vat_included), above = ui.tr(TextKey::line_vat_on_top);
  const std::string name = ui.tr(TextKey::line_vat_way);
  const std::array<std::string_view, 2> items = {included, above};
  const bool mixed = on_top > 0 && on_top < lines.size();
  const std::string differs = mixed ? ui.tr(TextKey::line_vat_mixed) : std::string();
  const SegmentedOptions options = {.label = name,
                                    .items = items,
                                    .selected = mixed        ? -1
                                                : on_top > 0 ? 1
                                                             : 0,
                                    .description = differs};
  column.space(ui.dp(4));
  Row row(column.top(control_height(ui)));
  const auto chosen =
      segmented(ui, ui.id("vat_way"), row.left(std::min(segmented_width(ui, options), row.rest().w)), options);
  column.space(ui.dp(4));
  if (!chosen) return;
  const std::string key = step_key(context, deal.id.raw, "/vat/");
  for (const Line* line : lines) set_if_other(context, *line, &Line::vat_on_top, *chosen == 1, key);
}

// Where the deal's amount is not that of its lines: by how much, and the way there.
void difference(ViewContext& context, const Deal& deal, const Money& whole, Column& column) {
  if (deal.amount == whole) return;
  Ui& ui = context.ui;
  std::string words;
  if (!deal.amount) {
    words = ui.tr(TextKey::line_deal_has_none, {{"money", whole}});
  } else if (deal.amount->currency != whole.currency) {
    words = ui.tr(TextKey::line_deal_is_other, {{"money", whole}});
  } else {
    const std::int64_t more = deal.amount->minor - whole.minor;
    words = ui.tr(more > 0 ? TextKey::line_deal_is_more : TextKey::line_deal_is_less,
                  {{"money", Money{.minor = more > 0 ? more : -more, .currency = whole.currency}}});
  }
  column.space(ui.dp(4));
  hint(ui, column, words);
  if (row_button(ui, column, ui.id("take_sum"), {.label = ui.tr(TextKey::line_take_sum), .small = true}))
    context.outbox.run(set_field(deal.id, &Deal::amount, std::optional(whole)));
}

void sums(ViewContext& context, const Deal& deal, const std::vector<const Line*>& lines, Column& column) {
  Ui& ui = context.ui;
  const LineSums sums = sums_of(lines);
  const auto money = [&](std::int64_t minor) { return ui.locale.money({.minor = minor, .currency = sums.currency}); };
  column.space(ui.dp(4));
  if (sums.unpriced < lines.size()) {
    sum_row(ui, column, TextStyle::strong, ui.tr(TextKey::line_total), money(sums.all.whole_minor));
    if (sums.all.discount_minor != 0)
      sum_row(ui, column, TextStyle::meta, ui.tr(TextKey::line_total_discount), money(sums.all.discount_minor));
    for (const VatSum& vat : sums.vat)
      sum_row(ui, column, TextStyle::meta, ui.tr(TextKey::line_vat_of, {{"percent", ui.locale.percent(vat.percent)}}),
              money(vat.vat_minor));
  }
  vat_way(context, deal, lines, column);
  if (sums.unpriced > 0)
    hint(ui, column, ui.tr(TextKey::line_unpriced, {{"count", static_cast<std::int64_t>(sums.unpriced)}}));
  if (sums.other_currency > 0) return hint(ui, column, ui.tr(TextKey::line_currencies));
  if (sums.unpriced < lines.size())
    difference(context, deal, {.minor = sums.all.whole_minor, .currency = sums.currency}, column);
}

Currency currency_of(const ViewContext& context, const Deal& deal) {
  return deal.amount ? deal.amount->currency : usual_currency(context);
}

VORONKA_LATER std::string name_typed(const ViewContext& context, std::string_view typed) {
  return typed_line_from(context.ui.locale, typed, usual_currency(context)).name;
}

// "2 x Кабель": what is in the catalogue comes with its price, unless another was typed.
Line line_from(const ViewContext& context, const Deal& deal, const std::vector<const Line*>& lines,
               const NameAnswer& answer) {
  TypedLine typed = answer.whole ? TypedLine{.name = std::string(trimmed(answer.typed))}
                                 : typed_line_from(context.ui.locale, answer.typed, currency_of(context, deal));
  Line line = {.deal = deal.id, .name = typed.name};
  const Product* product = context.document.find(Id<Product>{answer.chosen});
  if (product) take_from(*product, line);
  if (!typed.quantity.empty()) line.quantity = std::move(typed.quantity);
  if (!typed.unit.empty()) line.unit = std::move(typed.unit);
  if (typed.price) line.price = typed.price;
  line.vat_on_top = !lines.empty() && lines.back()->vat_on_top;
  return line;
}

// What a sentence was taken for, before it is added: "Окно 20 x 40" may be a size. Empty for a name alone.
std::string reading_of(const ViewContext& context, const Deal& deal, std::string_view text) {
  TypedLine typed = typed_line_from(context.ui.locale, text, currency_of(context, deal));
  if (typed.quantity.empty() && !typed.price) return {};
  std::string words =
      typed.price ? line_words(context.ui, {.unit = typed.unit, .quantity = typed.quantity, .price = typed.price})
                  : decimal_words(context.ui, typed.quantity);
  return context.ui.tr(TextKey::line_reading, {{"name", std::move(typed.name)}, {"words", std::move(words)}});
}

// Stays where it is with the focus in it, for the next line.
void add_field(ViewContext& context, const Deal& deal, const std::vector<const Line*>& lines, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::line_add);
  column.space(ui.dp(2));
  const Rect rect = column.top(control_height(ui));
  const NodeId id = ui.id("add_line");
  const std::string_view text = typed_in(context, id);
  const std::string reading = text.empty() ? std::string() : reading_of(context, deal, text);
  const NameAnswer answer = name_field(context, id, rect, column,
                                       {.label = name,
                                        .placeholder = name,
                                        .type = RecordType::product,
                                        .create = TextKey::line_add_typed,
                                        .name_in = name_typed,
                                        .reading = reading});
  if (lines.empty()) hint(ui, column, ui.tr(TextKey::line_add_hint));
  if (answer.typed.empty()) return;
  Line line = line_from(context, deal, lines, answer);
  if (!line.name.empty()) context.outbox.run(AddRecord{.record = std::move(line)});
}

}  // namespace

void draw_deal_lines(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  section_heading(ui, column, ui.tr(TextKey::line_section));
  std::vector<const Line*> lines;
  for (const Id<Line> id : state.belongings.lines)
    if (const Line* line = context.document.find(id)) lines.push_back(line);
  for (std::size_t i = 0; i < lines.size(); ++i) line_row(context, state, i, *lines[i], column);
  if (!lines.empty()) sums(context, deal, lines, column);
  add_field(context, deal, lines, column);
}

}  // namespace voronka::ui
