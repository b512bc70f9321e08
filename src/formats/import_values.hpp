// What single cells of foreign tables mean: dates, money, yes and no, stage words. Pure and locale-free; every word
// list of two languages stands in import_values.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/money.hpp"
#include "model/event.hpp"

namespace voronka {

// How days are written when the year does not come first. Per file, not per cell.
enum class DateOrder : std::uint8_t { day_month_year, month_day_year };
enum class DecimalMark : std::uint8_t { point, comma };
enum class StageOutcome : std::uint8_t { open, won, lost };

// Trimmed, runs of blanks (also non-breaking ones) as one, so that cells can be compared.
std::string trimmed_cell(std::string_view cell);
// The same, case folded, ё as е.
std::string folded_cell(std::string_view cell);

// "", "-", "n/a", "null", "не закрыта", "0000-00-00": a cell that says nothing.
bool is_nothing(std::string_view cell);

struct ParsedDate {
  Moment at = {};  // noon when the cell had no time
  Precision precision = Precision::day;
};
// 2017-03-01, 14.01.2020 20:41:38, 1/31/2020 9:05 pm, 2026-06-01T09:14:58+05:00. A time without a zone is taken as local:
// `offset_minutes`. Nothing for a day that does not exist in this order.
std::optional<ParsedDate> parse_date_cell(std::string_view cell, DateOrder order, std::int32_t offset_minutes);

// Which orders the cell allows: 13/02/2020 only day first. Neither is said by 2020-02-13 and by 01.02.2020, which is day
// first wherever it is written.
struct DateEvidence {
  bool is_date = false;
  bool day_first_possible = false;
  bool month_first_possible = false;
};
DateEvidence date_evidence(std::string_view cell);

// The number in a cell such as "2 409 000 руб.", "1.234,50", "(12)", "$5K" (refused): a decimal string and the currency
// the cell names, if any.
struct ParsedAmount {
  std::string decimal = {};
  Currency currency = {};
};
std::optional<ParsedAmount> parse_amount_cell(std::string_view cell, DecimalMark mark);
// The mark that the cell proves, e.g. comma for "1.234,50" and for "12,5"; nothing for "1,234" and "12".
std::optional<DecimalMark> decimal_evidence(std::string_view cell);
// Rounded half away from zero when the cell has more decimals than the currency.
std::optional<Money> money_from_cell(const ParsedAmount& amount, Currency currency);

// "RUB", "₽", "руб.", "Российский рубль", "US Dollar"; nothing when unknown.
std::optional<Currency> currency_from_words(std::string_view cell);

// Да/Нет, yes/no, true/false, 1/0, Y/N.
std::optional<bool> parse_flag(std::string_view cell);

// "60", "60 %", "0.6" when `fraction` says that the column is of fractions.
std::optional<std::int32_t> parse_percent(std::string_view cell, bool fraction);

// What a stage is called where a deal has ended; open for everything else. Lost is looked for before won, because "не
// реализовано" contains "реализовано".
StageOutcome outcome_of_word(std::string_view stage);
// "Done", "Готово": the work is over, but the word does not say how.
bool means_ended(std::string_view stage);
// Position in the funnels that everybody knows ("Prospecting" before "Negotiation"); nothing when the word is unknown.
std::optional<std::int32_t> known_stage_order(std::string_view stage);

}  // namespace voronka
