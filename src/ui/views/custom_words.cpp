#include "ui/views/custom_words.hpp"

#include "model/by_rank.hpp"

namespace voronka::ui {
namespace {

std::string kind_words(const Ui& ui, const CustomField& field, std::string_view text) {
  switch (field.kind) {
    case CustomKind::number: {
      std::string words = decimal_words(ui, text);
      if (!field.unit.empty()) words.append("\xC2\xA0").append(field.unit);
      return words;
    }
    case CustomKind::money:
      if (const auto money = custom_money(text)) return ui.locale.money(*money);
      break;
    case CustomKind::date:
      if (const auto date = date_from_iso(text)) return ui.locale.date_medium(*date);
      break;
    case CustomKind::flag:
      if (text == "1") return ui.tr(TextKey::record_field_yes);
      break;
    case CustomKind::choices: {
      std::string words;
      for (const std::string_view word : chosen_of(text)) words.append(words.empty() ? "" : ", ").append(word);
      return words;
    }
    default:
      break;
  }
  return std::string(text);
}

}  // namespace

std::string field_title(const Ui& ui, const CustomField& field) {
  return field.name.empty() ? ui.tr(TextKey::custom_unnamed) : field.name;
}

std::string decimal_words(const Ui& ui, std::string_view text) {
  constexpr std::size_t most_digits = 18;
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (!is_decimal(text) || whole.size() > most_digits) return std::string(text);
  const bool negative = whole.starts_with('-');
  std::int64_t value = 0;
  for (const char c : whole.substr(negative ? 1 : 0)) value = value * 10 + (c - '0');
  std::string words = (negative ? ui.locale.data().minus : "") + ui.locale.number(value);
  if (point != std::string_view::npos) words.append(ui.locale.data().decimal).append(text.substr(point + 1));
  return words;
}

TextKey key_of(CustomKind kind) {
  constexpr TextKey keys[] = {TextKey::custom_kind_text, TextKey::custom_kind_number, TextKey::custom_kind_money,
                              TextKey::custom_kind_date, TextKey::custom_kind_choice, TextKey::custom_kind_choices,
                              TextKey::custom_kind_link, TextKey::custom_kind_phone,  TextKey::custom_kind_email,
                              TextKey::custom_kind_flag};
  return keys[static_cast<std::size_t>(kind)];
}

TextKey key_of(CustomOwner owner) {
  constexpr TextKey keys[] = {TextKey::custom_of_deal, TextKey::custom_of_contact, TextKey::custom_of_company};
  return keys[static_cast<std::size_t>(owner)];
}

std::string custom_words(const Ui& ui, const CustomField& field, std::string_view text) {
  return text.empty() ? std::string() : kind_words(ui, field, text);
}

std::vector<const CustomField*> custom_fields_of(const Document& document, CustomOwner owner) {
  return by_rank<CustomField>(document, [&](const CustomField& field) { return field.of == owner; });
}

}  // namespace voronka::ui
