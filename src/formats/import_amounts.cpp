// Amounts and currencies as tables write them.
#include "base/digits.hpp"
#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_values.hpp"

namespace voronka {
namespace {

// What is left of a money cell when blanks, signs and currency words are taken away.
struct AmountParts {
  std::string number = {};  // digits, '.' and ','
  bool negative = false;
  Currency currency = {};
};

std::optional<AmountParts> amount_parts(std::string_view cell) {
  AmountParts parts;
  std::string words;
  bool number_ended = false;
  std::string clean = trimmed_cell(cell);
  if (clean.starts_with('\'')) clean.erase(0, 1);  // amoCRM and spreadsheets mark text like this
  if (clean.starts_with('(') && clean.ends_with(')')) {
    parts.negative = true;
    clean = clean.substr(1, clean.size() - 2);
  }
  std::string_view text = clean;
  while (!text.empty()) {
    const char32_t c = take_code_point(text);
    if (c < 0x80 && is_digit(static_cast<char>(c))) {
      if (number_ended) return std::nullopt;  // "1 шт. 500" is no amount
      parts.number += static_cast<char>(c);
    } else if ((c == U'.' || c == U',') && !parts.number.empty() && !number_ended) {
      parts.number += static_cast<char>(c);
    } else if (is_blank(c) || c == U'\'' || c == 0x2019 || (c == U'+' && parts.number.empty())) {
      // a thousands separator, the gap before the currency, or a sign that says nothing
    } else if ((c == U'-' || c == 0x2212) && parts.number.empty() && !parts.negative) {
      parts.negative = true;
    } else {
      append_utf8(words, c);
      number_ended = number_ended || !parts.number.empty();
    }
    if (words.size() > 40) return std::nullopt;
  }
  while (!parts.number.empty() && !is_digit(parts.number.back())) parts.number.pop_back();
  if (parts.number.empty() || parts.number.size() > 24) return std::nullopt;
  if (!words.empty()) {
    const auto currency = currency_from_words(words);
    if (!currency) return std::nullopt;
    parts.currency = *currency;
  }
  return parts;
}

struct CurrencyWords {
  std::string_view code;
  std::string_view words;  // folded, without blanks and dots
};
constexpr CurrencyWords currency_words[] = {
    {"RUB", "₽|руб|р|рубль|рубли|рублей|российскийрубль|rub|rur|russianruble|ruble"},
    {"USD", "$|us$|usd|долл|доллар|доллары|долларов|долларсша|usdollar|unitedstatesdollar|dollar|dollars|usdollars"},
    {"EUR", "€|eur|евро|euro|euros"},
    {"KZT", "₸|тг|тенге|казахстанскийтенге|казахскийтенге|tenge|kazakhstanitenge"},
    {"BYN", "br|byn|белрублей|белорусскийрубль|бр|belarusianruble"},
    {"UAH", "₴|грн|гривна|украинскаягривна|hryvnia|ukrainianhryvnia"},
    {"GBP", "£|фунт|фунтстерлингов|британскийфунт|poundsterling|britishpound|pound"},
    {"CNY", "¥|юань|китайскийюань|yuan|chineseyuan|renminbi"},
    {"UZS", "сум|узбекскийсум|sum|uzbekistanisom"},
    {"KGS", "сом|киргизскийсом|kyrgystanisom"},
    {"AMD", "֏|драм|армянскийдрам|armeniandram"},
    {"GEL", "₾|лари|грузинскийлари|georgianlari"},
    {"AZN", "₼|манат|азербайджанскийманат|azerbaijanimanat"},
    {"TRY", "₺|турецкаялира|лира|turkishlira"},
    {"AED", "дирхам|дирхамоаэ|uaedirham|unitedarabemiratesdirham"},
    {"PLN", "zł|злотый|польскийзлотый|polishzloty"},
    {"INR", "₹|рупия|индийскаярупия|indianrupee"},
    {"BRL", "r$|reais|real|brazilianreal"},
    {"MXN", "mex$|mexicanpeso"},
    {"CHF", "франк|швейцарскийфранк|swissfranc"},
    {"JPY", "йена|японскаяйена|yen|japaneseyen"}};

constexpr std::string_view iso_codes =
    "AED|AMD|ARS|AUD|AZN|BGN|BRL|BYN|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|GEL|HKD|HUF|IDR|ILS|INR|JPY|KGS|KRW|KZT|"
    "MDL|MXN|"
    "MYR|NOK|NZD|PEN|PHP|PLN|RON|RSD|RUB|SAR|SEK|SGD|THB|TJS|TMT|TRY|TWD|UAH|USD|UZS|VND|ZAR";

}  // namespace

std::optional<ParsedAmount> parse_amount_cell(std::string_view cell, DecimalMark mark) {
  if (cell.size() > 80) return std::nullopt;
  const auto parts = amount_parts(cell);
  if (!parts) return std::nullopt;
  const char decimal = mark == DecimalMark::comma ? ',' : '.';
  const char thousands = mark == DecimalMark::comma ? '.' : ',';
  // "18,980.00" in a file with decimal commas proves itself wrong: the last of two different marks is the decimal one.
  const std::size_t last = parts->number.find_last_of(".,");
  const bool both = parts->number.find('.') != std::string::npos && parts->number.find(',') != std::string::npos;
  const char point = both ? parts->number[last] : decimal;
  const bool swapped = both && point != decimal;

  ParsedAmount amount{.decimal = parts->negative ? "-" : "", .currency = parts->currency};
  bool seen_point = false;
  for (const char c : parts->number) {
    if (is_digit(c)) {
      amount.decimal += c;
    } else if (c == point && !seen_point) {
      seen_point = true;
      amount.decimal += '.';
    } else if (c == point || (!swapped && c != thousands)) {
      return std::nullopt;  // two decimal marks
    }
  }
  return amount;
}

std::optional<DecimalMark> decimal_evidence(std::string_view cell) {
  if (cell.size() > 80) return std::nullopt;
  const auto parts = amount_parts(cell);
  if (!parts) return std::nullopt;
  const std::size_t last = parts->number.find_last_of(".,");
  if (last == std::string::npos) return std::nullopt;
  const char mark = parts->number[last];
  const DecimalMark meant = mark == ',' ? DecimalMark::comma : DecimalMark::point;
  const DecimalMark other = mark == ',' ? DecimalMark::point : DecimalMark::comma;
  const std::size_t first = parts->number.find_first_of(".,");
  if (parts->number[first] != mark) return meant;                                     // 1.234,50
  if (first != last) return other;                                                    // 1.234.567
  return parts->number.size() - last - 1 == 3 ? std::nullopt : std::optional(meant);  // 1.234 says nothing
}

std::optional<Money> money_from_cell(const ParsedAmount& amount, Currency currency) {
  std::string decimal = amount.decimal;
  const std::size_t point = decimal.find('.');
  const auto digits = static_cast<std::size_t>(minor_digits(currency));
  bool round_up = false;
  if (point != std::string::npos && decimal.size() - point - 1 > digits) {
    round_up = decimal[point + 1 + digits] >= '5';
    decimal.erase(digits == 0 ? point : point + 1 + digits);
  }
  auto money = money_from_decimal(decimal, currency);
  if (money && round_up && money->minor < max_amount_minor) money->minor += amount.decimal.starts_with('-') ? -1 : 1;
  return money;
}

std::optional<Currency> currency_from_words(std::string_view cell) {
  if (cell.size() > 60) return std::nullopt;
  const std::string clean = trimmed_cell(cell);
  if (clean.size() == 3 && is_one_of(clean, iso_codes)) return currency_from(clean);
  std::string word;
  for (const char c : folded(clean))
    if (c != ' ' && c != '.') word += c;
  if (word.empty()) return std::nullopt;
  for (const CurrencyWords& it : currency_words)
    if (is_one_of(word, it.words)) return currency_from(it.code);
  if (word.size() == 3) {
    std::string upper = word;
    for (char& c : upper)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    if (is_one_of(upper, iso_codes)) return currency_from(upper);
  }
  return std::nullopt;
}

}  // namespace voronka
