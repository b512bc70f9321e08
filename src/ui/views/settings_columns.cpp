// Columns that imports kept beside the deals, each with a button that makes a field of it. Of what kind is guessed from all its values and can be
// changed afterwards.
#include <algorithm>
#include <map>
#include <utility>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t most_columns = 100;
constexpr std::size_t most_choices = 12;

struct ColumnSettings {
  std::uint64_t revision = 0;
  std::map<std::string, std::int64_t, std::less<>> deals = {};  // by column
};

// One pass over all deals, and only when one of them was written to: not for every letter of a name.
void count(const Document& document, ColumnSettings& own) {
  if (!document.touched(RecordType::deal, std::exchange(own.revision, document.revision()))) return;
  own.deals.clear();
  for (const Deal& deal : document.table<Deal>().rows()) {
    if (deal.deleted) continue;
    for (const auto& [name, text] : deal.extra)
      if (own.deals.size() < most_columns || own.deals.contains(name)) ++own.deals[name];
  }
}

// Codes are no numbers: "62.01.1", "007", a telephone, a tax number would lose what they are.
std::string number_of(const Locale& locale, std::string_view text) {
  constexpr std::size_t most_digits = 9;
  std::string number = locale.parse_decimal(text).value_or("");
  const std::size_t whole = std::min(number.find('.'), number.size());
  const bool code = std::ranges::count(text, '.') > 1 || std::ranges::count(text, ',') > 1 || whole > most_digits ||
                    (whole > 1 && number.starts_with('0'));
  return code ? std::string() : number;
}
std::string date_of(const Locale& locale, std::string_view text, Date today) {
  constexpr std::size_t shortest = 8;  // "1.2.2026": without its year a date would be guessed
  const auto date = text.size() >= shortest ? locale.parse_date(text, today) : std::nullopt;
  return date ? iso_text(*date) : std::string();
}

// The kind that all values have, and the values as it writes them.
AdoptColumn adopted(const ViewContext& context, const std::string& name) {
  const Locale& locale = context.ui.locale;
  const Date today = context.app.today();
  AdoptColumn adopt = {.column = name, .field = {.name = name}};
  bool numbers = true;
  bool dates = true;
  TextList words;
  for (const Deal& deal : context.document.table<Deal>().rows()) {
    if (deal.deleted) continue;
    const auto found = std::ranges::find(deal.extra, name, [](const auto& one) { return one.first; });
    if (found == deal.extra.end() || found->second.empty()) continue;
    const std::string& text = found->second;
    numbers = numbers && !number_of(locale, text).empty();
    dates = dates && !date_of(locale, text, today).empty();
    if (words.size() <= most_choices && std::ranges::find(words, text) == words.end()) words.push_back(text);
    adopt.values.push_back({.deal = deal.id, .read = text, .text = text});
  }
  if (adopt.values.empty()) return adopt;
  if (dates) {
    adopt.field.kind = CustomKind::date;
    for (AdoptColumn::Value& value : adopt.values) value.text = date_of(locale, value.read, today);
  } else if (numbers) {
    adopt.field.kind = CustomKind::number;
    for (AdoptColumn::Value& value : adopt.values) value.text = number_of(locale, value.read);
  } else if (words.size() <= most_choices && words.size() * 2 <= adopt.values.size()) {
    adopt.field.kind = CustomKind::choice;
    adopt.field.choices = std::move(words);
  }
  return adopt;
}

}  // namespace

VORONKA_LATER void draw_column_settings(ViewContext& context, SettingsState& state, Column& column) {
  Ui& ui = context.ui;
  ColumnSettings& own = context.states.of<ColumnSettings>();
  count(context.document, own);
  if (own.deals.empty()) return;
  const std::string title = ui.tr(TextKey::custom_columns);
  column.space(ui.dp(16));
  section_heading(ui, column, title);
  hint(ui, column, ui.tr(TextKey::custom_columns_hint));
  const SemScope list(ui, ui.id("columns"), column.rest(), {.role = Role::list, .name = title});
  const std::string make = ui.tr(TextKey::custom_make);
  for (const auto& [name, deals] : own.deals) {
    const IdScope scope(ui, ui.id(name));
    const Rect whole = column.top(ui.dp(ui.coarse_pointer ? size::touch : 40));
    const SemScope item(ui, ui.id("row"), whole, {.role = Role::list_item, .name = name});
    ui.fill(whole, ui.color.surface, size::radius);
    ui.outline(whole, ui.color.border, size::radius);
    Row row(inset(whole, ui.dp(10), 0), ui.dp(8));
    const std::string what = ui.tr(TextKey::custom_make_name, {{"name", name}});
    const ButtonOptions options = {.label = make, .description = what, .small = true};
    const Rect place = row.right(button_width(ui, options));
    const std::string words = ui.tr(TextKey::settings_count_deals, {{"count", deals}});
    label(ui, row.right(text_width(ui, TextStyle::meta, words) + ui.dp(4)), TextStyle::meta, ui.color.muted, words);
    label(ui, row.rest(), TextStyle::label, ui.color.text, name);
    column.space(ui.dp(6));
    if (!button(ui, ui.id("make"), centered(place, place.w, ui.dp(size::control_small)), options)) continue;
    state.awaited = {.what = Awaited::What::field, .created_before = context.app.created_count(), .merge_key = {}};
    context.outbox.run(adopted(context, name));
    ui.request_frame();
    break;
  }
}

}  // namespace voronka::ui
