// What a place in a template can hold. Numbers and money are exact; which currency and which day are beside them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/money.hpp"
#include "templates/decimal.hpp"

namespace voronka {

enum class TemplateValueKind : std::uint8_t { nothing, text, number, money, date, days, working_days, table };

struct TemplateValue {
  TemplateValueKind kind = TemplateValueKind::nothing;
  std::string text = {};  // a text; the unit of a number; of nothing: what was asked for
  Decimal number = {};    // of money in whole units: 12.50
  Currency currency = {};
  Date date = {};
};
TemplateValue text_value(std::string_view text);  // nothing when it is empty
TemplateValue number_value(std::int64_t number);
TemplateValue money_value(const std::optional<Money>& money);
TemplateValue date_value(std::optional<Date> date);

}  // namespace voronka
