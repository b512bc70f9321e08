#include "templates/value_words.hpp"

#include "base/digits.hpp"

namespace voronka {
namespace {

constexpr std::int32_t shown_places = 6;

std::string cell(std::string_view text) {
  std::string words(text);
  for (char& c : words)
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  return words;
}

std::string table(const TemplateFacts& facts, const Wording& wording) {
  bool discounts = false, vat = false;
  for (const LineFacts& line : facts.lines) {
    discounts = discounts || !line.line->discount_percent.empty();
    vat = vat || line.line->vat_percent;
  }
  const auto percent = [&](std::string_view number) {
    return number.empty() ? std::string() : wording.number(number) + "\u00A0%";
  };
  std::string rows;
  const auto row = [&](std::initializer_list<std::string> cells) {
    std::string joined;
    for (const std::string& one : cells) joined += (joined.empty() ? "" : "\t") + cell(one);
    rows += (rows.empty() ? "" : "\n") + joined;
  };
  // Columns that nobody fills in are not there.
  const auto whole_row = [&](std::string n, std::string name, std::string quantity, std::string unit, std::string price,
                             std::string discount, std::string rate, std::string sum) {
    if (discounts && vat)
      row({n, name, quantity, unit, price, discount, rate, sum});
    else if (discounts || vat)
      row({n, name, quantity, unit, price, discounts ? discount : rate, sum});
    else
      row({n, name, quantity, unit, price, sum});
  };
  whole_row(wording.word(TextKey::template_column_n), wording.word(TextKey::template_column_name),
            wording.word(TextKey::template_column_quantity), wording.word(TextKey::template_column_unit),
            wording.word(TextKey::template_column_price), wording.word(TextKey::template_column_discount),
            wording.word(TextKey::template_column_vat), wording.word(TextKey::template_column_sum));
  for (const LineFacts& it : facts.lines) {
    if (rows.size() > longest_rendered_bytes) break;
    const Line& line = *it.line;
    whole_row(std::to_string(it.number), line.name,
              is_decimal(line.quantity) ? wording.number(line.quantity) : line.quantity, line.unit,
              line.price ? wording.money(*line.price) : std::string(), percent(line.discount_percent),
              line.vat_percent ? percent(std::to_string(*line.vat_percent)) : std::string(),
              it.sum && line.price ? wording.money({.minor = it.sum->whole_minor, .currency = line.price->currency})
                                   : std::string());
  }
  return rows;
}

}  // namespace

std::optional<Money> money_of(const TemplateValue& value) {
  const auto minor = in_units(value.number, minor_digits(value.currency));
  if (!minor || magnitude(*minor) > static_cast<std::uint64_t>(max_amount_minor)) return std::nullopt;
  return Money{.minor = *minor, .currency = value.currency};
}

std::optional<std::string> words_of(const TemplateValue& value, const TemplateFacts& facts, const Wording& wording) {
  using Kind = TemplateValueKind;
  switch (value.kind) {
    case Kind::nothing:
    case Kind::text:
      return value.text;
    case Kind::days:
    case Kind::working_days:
    case Kind::number: {
      std::string words = wording.number(text_of(rounded(value.number, shown_places)));
      if (!value.text.empty()) words.append("\u00A0").append(value.text);
      return words;
    }
    case Kind::money: {
      const auto money = money_of(value);
      return money ? std::optional(wording.money(*money)) : std::nullopt;
    }
    case Kind::date:
      return wording.date(value.date, false);
    case Kind::table:
      return table(facts, wording);
  }
  return std::string();
}

}  // namespace voronka
