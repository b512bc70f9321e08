#include "templates/value.hpp"

namespace voronka {

TemplateValue text_value(std::string_view text) {
  if (text.empty()) return {};
  return {.kind = TemplateValueKind::text, .text = std::string(text)};
}

TemplateValue number_value(std::int64_t number) {
  return {.kind = TemplateValueKind::number, .text = {}, .number = {.digits = number}};
}

TemplateValue money_value(const std::optional<Money>& money) {
  if (!money) return {};
  return {.kind = TemplateValueKind::money,
          .text = {},
          .number = {.digits = money->minor, .places = minor_digits(money->currency)},
          .currency = money->currency};
}

TemplateValue date_value(std::optional<Date> date) {
  if (!date) return {};
  return {.kind = TemplateValueKind::date, .text = {}, .number = {}, .currency = {}, .date = *date};
}

}  // namespace voronka
