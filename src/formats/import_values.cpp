#include "formats/import_values.hpp"

#include <algorithm>
#include <array>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "base/utf8.hpp"

namespace voronka {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0xA0 || c == 0x202F ||
         (c >= 0x2000 && c <= 0x200A);
}
// Marks that people do not see: zero width space and joiner, soft hyphen, BOM.
bool is_invisible(char32_t c) { return (c >= 0x200B && c <= 0x200D) || c == 0xFEFF || c == 0xAD; }

// True when `word` is one of the `|`-separated words of `list`.
bool is_one_of(std::string_view word, std::string_view list) {
  while (!list.empty()) {
    const std::size_t end = list.find('|');
    if (list.substr(0, end) == word) return true;
    if (end == std::string_view::npos) return false;
    list.remove_prefix(end + 1);
  }
  return false;
}

// Takes 1..max digits off the front.
std::optional<std::int32_t> take_number(std::string_view& text, std::size_t max) {
  std::size_t length = 0;
  while (length < text.size() && length < max && is_digit(text[length])) ++length;
  const auto value = digits_to_int(text.substr(0, length));
  if (!value) return std::nullopt;
  text.remove_prefix(length);
  return static_cast<std::int32_t>(*value);
}

struct DateParts {
  std::array<std::int32_t, 3> numbers = {};
  bool year_first = false;
  char separator = '.';
  std::string_view rest = {};  // the time, trimmed
};

std::optional<DateParts> date_parts(std::string_view text) {
  DateParts parts;
  std::size_t first_length = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t before = text.size();
    const auto number = take_number(text, 4);
    if (!number) return std::nullopt;
    const std::size_t length = before - text.size();
    if (i == 0) first_length = length;
    if (i == 1 && length > 2) return std::nullopt;
    if (i == 2 && first_length == 4 ? length > 2 : (i == 2 && length != 2 && length != 4)) return std::nullopt;
    parts.numbers[i] = *number;
    if (i == 2) {
      if (first_length < 4 && length == 2) parts.numbers[2] += *number < 70 ? 2000 : 1900;
      break;
    }
    if (text.empty() || (text[0] != '.' && text[0] != '/' && text[0] != '-')) return std::nullopt;
    if (i == 1 && text[0] != parts.separator) return std::nullopt;
    parts.separator = text[0];
    text.remove_prefix(1);
  }
  if (first_length == 3) return std::nullopt;
  parts.year_first = first_length == 4;
  if (!text.empty() && text[0] != ' ' && text[0] != 'T' && text[0] != ',') return std::nullopt;
  while (!text.empty() && (text[0] == ' ' || text[0] == 'T' || text[0] == ',')) text.remove_prefix(1);
  parts.rest = text;
  return parts;
}

struct ParsedTime {
  std::int64_t ms = 0;  // of the day
  std::optional<std::int32_t> offset_minutes = {};
};

std::optional<ParsedTime> parse_time(std::string_view text) {
  const auto hour = take_number(text, 2);
  if (!hour || text.empty() || text[0] != ':') return std::nullopt;
  text.remove_prefix(1);
  const auto minute = take_number(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  std::int64_t hours = *hour;
  std::int64_t seconds = 0;
  std::int64_t ms = 0;
  if (text.starts_with(':')) {
    text.remove_prefix(1);
    const auto second = take_number(text, 2);
    if (!second || *second > 60) return std::nullopt;
    seconds = *second;
    if (text.starts_with('.')) {
      text.remove_prefix(1);
      std::int64_t scale = 100;
      for (; !text.empty() && is_digit(text[0]); text.remove_prefix(1), scale /= 10) ms += (text[0] - '0') * scale;
    }
  }
  while (text.starts_with(' ')) text.remove_prefix(1);
  const std::string half = folded(text);
  ParsedTime time;
  if (half == "am" || half == "pm") {
    if (hours < 1 || hours > 12) return std::nullopt;
    hours = hours % 12 + (half == "pm" ? 12 : 0);
  } else if (text == "Z" || text == "UTC") {
    time.offset_minutes = 0;
  } else if (!text.empty()) {
    const bool negative = text[0] == '-';
    if (!negative && text[0] != '+') return std::nullopt;
    text.remove_prefix(1);
    const auto zone_hours = take_number(text, 2);
    if (text.starts_with(':')) text.remove_prefix(1);
    const auto zone_minutes = text.empty() ? std::optional<std::int32_t>(0) : take_number(text, 2);
    if (!zone_hours || !zone_minutes || !text.empty() || *zone_hours > 18) return std::nullopt;
    time.offset_minutes = (*zone_hours * 60 + *zone_minutes) * (negative ? -1 : 1);
  }
  time.ms = ((hours * 60 + *minute) * 60 + seconds) * 1000 + ms;
  return time;
}

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

// Words of a stage, folded, letters and digits only: "C2:LOSE" -> c2, lose.
template <class Function>
void for_each_word(std::string_view folded_text, Function&& f) {
  std::size_t at = 0;
  const auto is_letter = [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
  };
  while (at < folded_text.size()) {
    std::size_t end = at;
    while (end < folded_text.size() && is_letter(folded_text[end])) ++end;
    if (end > at) f(folded_text.substr(at, end - at));
    at = end + 1;
  }
}

bool starts_with_one_of(std::string_view word, std::string_view list) {
  while (!list.empty()) {
    const std::size_t end = list.find('|');
    if (word.starts_with(list.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
    list.remove_prefix(end + 1);
  }
  return false;
}

// Whole words and stems; after "не"/"not" a stem of winning means the opposite.
constexpr std::string_view lost_words =
    "lost|lose|loss|dead|disqualified|declined|cancelled|canceled|apology|failed|failure|rejected|unqualified|143|"
    "perdida|perdido|"
    "descartada|descartado|unwon";
constexpr std::string_view lost_stems =
    "провал|проигр|потерян|отказ|неудач|некачествен|отменен|отмена|неуспеш|нереализ";
constexpr std::string_view won_words = "won|win|142|ganado|ganada|ganho|успех";
constexpr std::string_view won_stems = "успешн|выигр|реализован|заключен|удачно|оплачен|продано";

struct KnownStage {
  std::string_view words;
  std::int32_t order;
};
constexpr KnownStage known_stages[] = {
    {"неразобранное|incoming leads|новая|новый|новая заявка|новый лид|new|lead|лид|генерация лида|lead "
     "generation|interes",
     10},
    {"prospecting|prospect|первичный контакт|initial contact|discovery|дозвониться|в обработке|in "
     "development|contacted",
     20},
    {"qualification|qualified|квалификация|qualified to buy|appointment scheduled|подготовка "
     "документов|engaging|engaged",
     30},
    {"needs analysis|выявление потребностей|потребности|value proposition|id. decision makers|perception analysis", 40},
    {"presentation|презентация|demo|демо|демонстрация|presentation scheduled|presentación propuesta", 50},
    {"proposal|proposal/price quote|proposal or price quote|коммерческое предложение|предложение|кп "
     "отправлено|расчет|quote|"
     "diseño propuesta|cчет на предоплату|счет на предоплату",
     60},
    {"negotiation|negotiations|переговоры|negotiation/review|negotiation or review|discussions|работа с "
     "возражениями|objections|"
     "negociación|в работе|in progress|executing",
     70},
    {"decision making|принимают решение|decision maker bought-in|переговоры и предложение|negotiation and proposal",
     80},
    {"contract|договор|согласование договора|contract discussion|contract sent|финальный счет|final "
     "invoice|closing|закрытие|"
     "закрытие сделки|firmas",
     90},
    {"производство|в производстве|production|отгрузка|отгружено|shipped|выдано|последующее обслуживание|service", 100},
    {"отложенные|отложено|on hold|delayed|обработка приостановлена", 110}};

}  // namespace

std::string trimmed_cell(std::string_view cell) {
  std::string out;
  bool gap = false;
  while (!cell.empty()) {
    const char32_t c = take_code_point(cell);
    if (is_invisible(c)) continue;
    if (is_blank(c)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    append_utf8(out, c);
  }
  return out;
}

std::string folded_cell(std::string_view cell) { return folded(trimmed_cell(cell)); }

bool is_nothing(std::string_view cell) {
  if (cell.size() > 40) return false;
  return is_one_of(
      folded_cell(cell),
      "|-|--|–|—|n/a|na|null|none|\\n|не закрыта|не закрыт|не указано|не указан|нет данных|0000-00-00|00.00.0000");
}

std::optional<ParsedDate> parse_date_cell(std::string_view cell, DateOrder order, std::int32_t offset_minutes) {
  if (cell.size() > 60) return std::nullopt;
  const std::string clean = trimmed_cell(cell);
  const auto parts = date_parts(clean);
  if (!parts) return std::nullopt;
  const auto& n = parts->numbers;
  YearMonthDay ymd;
  if (parts->year_first) {
    ymd = {.year = n[0], .month = n[1], .day = n[2]};
  } else if (order == DateOrder::month_day_year && parts->separator != '.') {
    ymd = {.year = n[2], .month = n[0], .day = n[1]};
  } else {
    ymd = {.year = n[2], .month = n[1], .day = n[0]};
  }
  const auto date = date_from(ymd);
  if (!date) return std::nullopt;
  if (parts->rest.empty())
    return ParsedDate{.at = moment_from_local(*date, TimeOfDay{12 * 60}, offset_minutes), .precision = Precision::day};
  const auto time = parse_time(parts->rest);
  if (!time) return std::nullopt;
  Moment at = moment_from_local(*date, TimeOfDay{0}, time->offset_minutes.value_or(offset_minutes));
  at.utc_ms += time->ms;
  return ParsedDate{.at = at, .precision = Precision::ms};
}

DateEvidence date_evidence(std::string_view cell) {
  if (cell.size() > 60) return {};
  const auto day_first = parse_date_cell(cell, DateOrder::day_month_year, 0);
  const auto month_first = parse_date_cell(cell, DateOrder::month_day_year, 0);
  if (!day_first && !month_first) return {};
  const std::string clean = trimmed_cell(cell);
  const auto parts = date_parts(clean);
  const bool ordered = parts->year_first || parts->separator == '.';
  return {.is_date = true,
          .day_first_possible = !ordered && day_first.has_value(),
          .month_first_possible = !ordered && month_first.has_value()};
}

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

std::optional<bool> parse_flag(std::string_view cell) {
  if (cell.size() > 20) return std::nullopt;
  const std::string word = folded_cell(cell);
  if (is_one_of(word, "да|yes|true|1|y|д|+|истина")) return true;
  if (is_one_of(word, "нет|no|false|0|n|н|ложь")) return false;
  return std::nullopt;
}

std::optional<std::int32_t> parse_percent(std::string_view cell, bool fraction) {
  std::string clean = trimmed_cell(cell);
  while (!clean.empty() && (clean.back() == '%' || clean.back() == ' ')) clean.pop_back();
  std::replace(clean.begin(), clean.end(), ',', '.');
  const std::size_t point = clean.find('.');
  const auto whole = digits_to_int(std::string_view(clean).substr(0, point));
  std::string decimals = point == std::string::npos ? "" : clean.substr(point + 1);
  decimals.resize(4, '0');
  const auto rest = digits_to_int(decimals);
  if (!whole || !rest || *whole > 100) return std::nullopt;
  const std::int64_t ten_thousandths = *whole * 10'000 + *rest;
  const std::int64_t percent = fraction ? (ten_thousandths + 50) / 100 : (ten_thousandths + 5'000) / 10'000;
  return percent > 100 ? std::nullopt : std::optional(static_cast<std::int32_t>(percent));
}

StageOutcome outcome_of_word(std::string_view stage) {
  StageOutcome outcome = StageOutcome::open;
  bool denied = false;
  for_each_word(folded_cell(stage), [&](std::string_view word) {
    if (outcome == StageOutcome::lost) return;
    if (is_one_of(word, lost_words) || starts_with_one_of(word, lost_stems)) {
      outcome = StageOutcome::lost;
    } else if (is_one_of(word, won_words) || starts_with_one_of(word, won_stems)) {
      outcome = denied ? StageOutcome::lost : StageOutcome::won;
    }
    denied = word == "не" || word == "not";
  });
  return outcome;
}

std::optional<std::int32_t> known_stage_order(std::string_view stage) {
  std::string word = folded_cell(stage);
  // "1. Qualification", "A. Proposal"
  if (const std::size_t dot = word.find(". "); dot <= 2) word.erase(0, dot + 2);
  for (const KnownStage& it : known_stages)
    if (is_one_of(word, it.words)) return it.order;
  return std::nullopt;
}

}  // namespace voronka
