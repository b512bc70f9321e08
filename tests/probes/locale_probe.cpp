// Formats what it is asked to, with patterns read from the input: tests/web/locale.test.mjs compares the answers with the
// browser's own. Input: the language, the lines of web/intl.js, an empty line, then one question a line; one answer a line.
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>

#include "ui/locale.hpp"

namespace {

using namespace voronka;

std::string answer(const ui::Locale& locale, const std::string& question) {
  std::istringstream in(question);
  std::string kind;
  in >> kind;
  if (kind == "money") {
    Money money;
    std::string code;
    in >> money.minor >> code;
    money.currency = currency_from(code).value_or(Currency{});
    return locale.money(money);
  }
  if (kind == "decimal" || kind == "percent") {
    double value = 0;
    int digits = 0;
    in >> value >> digits;
    return kind == "decimal" ? locale.decimal(value, digits) : locale.percent(value, digits);
  }
  std::int64_t value = 0;
  in >> value;
  const Date date = {static_cast<std::int32_t>(value)};
  if (kind == "number") return locale.number(value);
  if (kind == "date_short") return locale.date_short(date);
  if (kind == "date_medium") return locale.date_medium(date);
  if (kind == "date_long") return locale.date_long(date);
  if (kind == "date_numeric") return locale.date_numeric(date);
  if (kind == "month_title") return locale.month_title(ymd_of(date));
  if (kind == "time") return locale.time({.minutes = static_cast<std::int32_t>(value)});
  if (kind == "weekday_short") return locale.weekday(weekday_of(date), false);
  if (kind == "weekday_long") return locale.weekday(weekday_of(date), true);
  return "?";
}

}  // namespace

int main() {
  std::string line;
  std::getline(std::cin, line);
  const Language language = line == "ru" ? Language::ru : Language::en;
  std::string patterns;
  while (std::getline(std::cin, line) && !line.empty()) patterns += line + "\n";
  const ui::Locale locale(language, ui::locale_from(patterns, language));
  while (std::getline(std::cin, line)) std::cout << answer(locale, line) << "\n";
}
