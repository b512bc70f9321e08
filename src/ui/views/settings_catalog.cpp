// The catalogue: what is sold, searched, unfolded to its fields; a new price changes no old deal, for lines have their own.
#include <utility>

#include "base/utf8.hpp"
#include "generated/icons.hpp"
#include "ui/catalog_rows.hpp"
#include "ui/text_field.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/line_words.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t few_products = 8;  // so many are seen at once: nothing to search

struct CatalogSettings {
  CatalogRows rows = {};
  std::string search = {};
  Id<Product> open = {};
  bool to_focus = false;      // the name of the open one
  std::uint64_t awaited = 0;  // created_count() once the one asked for is there; 0: none was
};

template <class Member>
void value_row(ViewContext& context, const Product& product, TextKey key, Member Product::* member,
               const FieldKind& kind, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(key);
  const EditResult edit =
      edit_field(context, ui.id("value", static_cast<std::uint64_t>(key)), field_row(ui, column, name),
                 {.label = name, .placeholder = ui.tr(TextKey::field_empty), .ghost = true, .autocomplete = "off"},
                 place_of(product.id, member), kind);
  problem_below_field(ui, column, edit.problem);
}

void edit_fields(ViewContext& context, CatalogSettings& own, const Product& product, std::size_t deals,
                 Column& column) {
  Ui& ui = context.ui;
  {
    Row row(column.top(control_height(ui)), ui.dp(6));
    const float side = row.rest().h;
    const std::string title = product.name.empty() ? ui.tr(TextKey::deal_untitled) : product.name;
    if (icon_button(ui, ui.id("collapse"), row.right(side),
                    {.icon = icon::chevron_up, .label = ui.tr(TextKey::catalog_collapse)}))
      own.open = {};
    if (icon_button(ui, ui.id("delete"), row.right(side),
                    {.icon = icon::trash, .label = ui.tr(TextKey::catalog_delete, {{"name", title}})}))
      context.outbox.run(DeleteRecords{.type = RecordType::product, .ids = {product.id.raw}});
    const std::string name = ui.tr(TextKey::record_field_name);
    const NodeId field = ui.id("name");
    if (std::exchange(own.to_focus, false)) ui.focus(field);
    edit_field(context, field, row.rest(),
               {.label = name, .placeholder = name, .select_on_focus = true, .autocomplete = "off"},
               place_of(product.id, &Product::name), text_kind);
  }
  column.space(ui.dp(2));
  value_row(context, product, TextKey::record_field_code, &Product::code, text_kind, column);
  value_row(context, product, TextKey::record_field_price, &Product::price, money_kind, column);
  value_row(context, product, TextKey::record_field_unit, &Product::unit, text_kind, column);
  vat_field(context, ui.id("vat"), column, place_of(product.id, &Product::vat_percent));
  const std::string comment = ui.tr(TextKey::record_field_comment);
  edit_lines(context, ui.id("comment"), field_row(ui, column, comment), column,
             {.label = comment, .placeholder = ui.tr(TextKey::field_empty), .ghost = true, .autocomplete = "off"},
             place_of(product.id, &Product::comment));
  hint(ui, column, ui.tr(TextKey::settings_count_deals, {{"count", static_cast<std::int64_t>(deals)}}));
}

void product_row(ViewContext& context, CatalogSettings& own, std::size_t index, Column& column) {
  Ui& ui = context.ui;
  const ProductRow& row = own.rows.rows()[own.rows.found()[index]];
  const Product* product = context.document.find(row.id);
  if (!product) return;
  const IdScope scope(ui, ui.id("product", row.id.raw));
  const float line = line_height(ui, TextStyle::label);
  const Rect rect = column.top(std::max(ui.dp(ui.coarse_pointer ? size::touch : 44), line * 2 + ui.dp(8)));
  const bool open = own.open == row.id;
  const NodeId id = ui.id("row");
  if (!open && !is_at_hand(ui, rect, id)) return;
  const std::string title = product->name.empty() ? ui.tr(TextKey::deal_untitled) : product->name;
  const std::string words = product_words(ui, *product);
  const std::string deals =
      row.deals == 0 ? std::string()
                     : ui.tr(TextKey::settings_count_deals, {{"count", static_cast<std::int64_t>(row.deals)}});
  const SemScope item(ui, id, rect,
                      {.role = Role::list_item,
                       .name = title,
                       .position = static_cast<int>(index) + 1,
                       .set_size = static_cast<int>(own.rows.found().size())});
  const Interaction it =
      ui.interact(ui.id("open"), rect,
                  {.role = Role::button,
                   .name = ui.tr(TextKey::catalog_edit, {{"name", title}}),
                   .description = words.empty() || deals.empty() ? words + deals : words + ", " + deals,
                   .expanded = open ? 1 : 0});
  ui.fill(rect, it.hovered ? ui.color.hover : ui.color.surface, size::radius);
  ui.outline(rect, ui.color.border, size::radius);
  if (it.focus_visible) ui.focus_ring(rect, size::radius);
  Row parts(inset(rect, ui.dp(12), 0), ui.dp(8));
  paint_text(ui, parts.right(text_width(ui, TextStyle::meta, deals)), TextStyle::meta, ui.color.muted, deals);
  const float meta = words.empty() ? 0 : line_height(ui, TextStyle::meta);
  Column lines(centered(parts.rest(), parts.rest().w, line + meta));
  paint_text(ui, lines.top(line), TextStyle::label, ui.color.text, title);
  if (!words.empty()) paint_text(ui, lines.top(meta), TextStyle::meta, ui.color.muted, words);
  if (it.activated) own.open = open ? Id<Product>{} : row.id;
  if (!open) return;
  const Rect below = column.rest();
  Column inner({below.x + ui.dp(12), below.y + ui.dp(6), below.w - ui.dp(24), below.h});
  edit_fields(context, own, *product, row.deals, inner);
  column.space(inner.rest().y - below.y + ui.dp(6));
}

// Above the list, for it may be long.
void buttons(ViewContext& context, CatalogSettings& own, Column& column) {
  Ui& ui = context.ui;
  const std::string add = ui.tr(TextKey::catalog_add), import = ui.tr(TextKey::catalog_import);
  const ButtonOptions add_options = {.label = add, .icon = icon::plus};
  const ButtonOptions import_options = {.label = import, .icon = icon::upload};
  const float add_width = button_width(ui, add_options), import_width = button_width(ui, import_options);
  Row row(column.top(control_height(ui)), ui.dp(8));
  const bool adds = button(ui, ui.id("add_product"), row.left(add_width), add_options);
  const bool beside = row.rest().w >= import_width;
  if (!beside) {
    column.space(ui.dp(8));
    row = Row(column.top(control_height(ui)), ui.dp(8));
  }
  if (button(ui, ui.id("import_catalog"), row.left(import_width), import_options))
    context.outbox.send(AskForFile{.catalog = true, .usual = usual_currency(context)});
  column.space(ui.dp(8));
  if (!adds) return;
  own.search.clear();
  own.awaited = context.app.created_count() + 1;
  context.outbox.run(AddRecord{.record = Product{.name = ui.tr(TextKey::catalog_new)}});
  ui.request_frame();
}

}  // namespace

void draw_catalog_settings(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  CatalogSettings& own = context.states.of<CatalogSettings>();
  if (own.awaited != 0 && context.app.created_count() >= own.awaited) {
    own.open = {context.app.last_created()};
    own.to_focus = true;
    own.awaited = 0;
  }
  if (const Product* product = context.document.find(own.open); !product || product->deleted) own.open = {};
  const NodeId list_id = ui.id("products");
  own.rows.update(context.document, trimmed(own.search), own.open || ui.sem.shown_within(ui.focused(), list_id));
  const std::string title = ui.tr(TextKey::settings_section_catalog);
  section_heading(ui, column, title);
  hint(ui, column, ui.tr(TextKey::catalog_hint));
  buttons(context, own, column);
  const std::size_t all = own.rows.rows().size();
  if (all == 0) return hint(ui, column, ui.tr(TextKey::catalog_empty));
  if (all > few_products || !own.search.empty()) {
    const std::string search = ui.tr(TextKey::catalog_search);
    text_field(ui, ui.id("search"), column.top(control_height(ui)),
               {.label = search, .placeholder = search, .icon = icon::search, .autocomplete = "off"}, own.search);
    column.space(ui.dp(8));
  }
  const std::size_t count = own.rows.found().size();
  const std::string words = count == 0 ? ui.tr(TextKey::catalog_nothing)
                                       : ui.tr(TextKey::catalog_shown, {{"count", static_cast<std::int64_t>(count)}});
  hint(ui, column, words);
  const SemScope list(ui, list_id, column.rest(), {.role = Role::list, .name = title});
  for (std::size_t i = 0; i < count; ++i) {
    product_row(context, own, i, column);
    column.space(ui.dp(6));
  }
}

}  // namespace voronka::ui
