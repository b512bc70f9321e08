#include "ui/views/line_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ui/typed_line.hpp"
#include "ui/views/custom_words.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::string_view no_break = "\xC2\xA0";
constexpr std::array<std::int32_t, 6> usual_rates = {0, 5, 7, 10, 20, 22};

std::string decimal_text(const ViewContext& context, const FieldValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text ? decimal_words(context.ui, *text) : std::string();
}
std::optional<FieldValue> quantity_value(const ViewContext& context, std::string_view text, const FieldValue&) {
  auto quantity = decimal_typed(context.ui.locale, text);
  if (!quantity) return std::nullopt;
  return std::move(*quantity);
}
std::optional<FieldValue> discount_value(const ViewContext& context, std::string_view text, const FieldValue&) {
  if (text.find_first_not_of(' ') == std::string_view::npos) return std::string();
  auto discount = decimal_typed(context.ui.locale, text);
  if (!discount) return std::nullopt;
  const std::size_t whole = std::min(discount->find('.'), discount->size());
  if (whole > 3 || (whole == 3 && *discount != "100")) return std::nullopt;
  if (*discount == "0") discount->clear();
  return std::move(*discount);
}
std::string vat_text(const ViewContext& context, const FieldValue& value) { return percent_kind.text(context, value); }
std::optional<FieldValue> vat_value(const ViewContext& context, std::string_view text, const FieldValue& now) {
  return percent_kind.value(context, text, now);
}

// Where a rate of one's own is being typed, although it may be a usual one so far.
struct TypedRate {
  NodeId field = 0;
  bool to_focus = false;
};

}  // namespace

const FieldKind quantity_kind = {.text = decimal_text,
                                 .value = quantity_value,
                                 .problem = TextKey::field_bad_quantity,
                                 .input = TextKind::number,
                                 .settle = true};
const FieldKind discount_kind = {.text = decimal_text,
                                 .value = discount_value,
                                 .problem = TextKey::field_bad_discount,
                                 .input = TextKind::number,
                                 .settle = true};
const FieldKind vat_kind = {
    .text = vat_text, .value = vat_value, .problem = TextKey::field_bad_vat, .input = TextKind::number, .settle = true};

std::string line_words(const Ui& ui, const Line& line) {
  std::string words = decimal_words(ui, line.quantity);
  if (!line.unit.empty()) words.append(no_break).append(line.unit);
  if (line.price)
    words.append(" × ").append(ui.locale.money(*line.price));
  else
    words.append(", ").append(ui.tr(TextKey::line_no_price));
  if (!line.discount_percent.empty()) {
    const LocaleData& data = ui.locale.data();
    const std::string percent = data.percent_prefix + decimal_words(ui, line.discount_percent) + data.percent_suffix;
    words.append(", ").append(ui.tr(TextKey::line_discount, {{"percent", percent}}));
  }
  return words;
}

std::string product_words(const Ui& ui, const Product& product) {
  std::string words = product.code;
  if (product.price) {
    if (!words.empty()) words += " · ";
    words += ui.locale.money(*product.price);
    if (!product.unit.empty()) words.append(" / ").append(product.unit);
  }
  return words;
}

std::string vat_words(const Ui& ui, std::optional<std::int32_t> percent) {
  return percent ? ui.locale.percent(*percent) : ui.tr(TextKey::line_without_vat);
}

void take_from(const Product& product, Line& line) {
  line.product = product.id;
  line.name = product.name;
  line.unit = product.unit;
  line.price = product.price;
  line.vat_percent = product.vat_percent;
}

void vat_field(ViewContext& context, NodeId id, Column& column, const FieldPlace& place) {
  Ui& ui = context.ui;
  const FieldValue value = value_at(context.document, place);
  const auto* rate = std::get_if<std::optional<std::int32_t>>(&value);
  if (!rate) return;
  const IdScope scope(ui, id);
  TypedRate& typed = context.states.of<TypedRate>();
  const std::string name = ui.tr(TextKey::record_field_vat_percent);
  Row row(field_row(ui, column, name), ui.dp(6));

  // None, the usual ones, any other.
  std::array<std::string, usual_rates.size() + 2> names;
  std::array<std::string_view, usual_rates.size() + 2> items;
  const std::size_t other = names.size() - 1;
  std::size_t selected = *rate ? other : 0;
  names[0] = vat_words(ui, {});
  for (std::size_t i = 0; i < usual_rates.size(); ++i) {
    names[i + 1] = vat_words(ui, usual_rates[i]);
    if (*rate == usual_rates[i]) selected = i + 1;
  }
  names[other] = ui.tr(TextKey::line_other_vat);
  std::ranges::copy(names, items.begin());
  if (typed.field == id) selected = other;
  const float width = selected == other ? row.rest().w * 0.6F : row.rest().w;
  if (const auto chosen =
          select(ui, ui.id("rate"), row.left(width),
                 {.label = name, .items = items, .selected = static_cast<int>(selected), .ghost = true})) {
    const auto at = static_cast<std::size_t>(*chosen);
    typed = {.field = at == other ? id : 0, .to_focus = at == other};
    if (at != other)
      context.outbox.run(SetField{.type = place.type,
                                  .id = place.id,
                                  .slot = place.slot,
                                  .value = at == 0 ? std::optional<std::int32_t>() : usual_rates[at - 1]});
    ui.request_frame();
  }
  if (selected != other) return;
  if (typed.field == id && std::exchange(typed.to_focus, false)) ui.focus(ui.id("typed"));
  const EditResult edit =
      edit_field(context, ui.id("typed"), row.rest(),
                 {.label = ui.tr(TextKey::line_other_vat), .ghost = true, .select_on_focus = true}, place, vat_kind);
  if (edit.focused) typed.field = id;  // emptied on the way to another rate it stays
  problem_below_field(ui, column, edit.problem);
}

}  // namespace voronka::ui
