#include "base/sum_words.hpp"

#include <array>
#include <string_view>

#include "base/digits.hpp"
#include "base/later.hpp"

namespace voronka {
namespace {

// The words for 1, for 2 to 4 and for 5 of a thing; English has two of them.
struct Noun {
  std::string_view one, few, many;
  bool feminine = false;
};
struct Coins {
  std::string_view letters;
  Noun whole, minor;
};

constexpr std::array<Coins, 6> russian_coins = {{
    {"RUB", {"рубль", "рубля", "рублей"}, {"копейка", "копейки", "копеек", true}},
    {"USD", {"доллар США", "доллара США", "долларов США"}, {"цент", "цента", "центов"}},
    {"EUR", {"евро", "евро", "евро"}, {"цент", "цента", "центов"}},
    {"KZT", {"тенге", "тенге", "тенге"}, {"тиын", "тиына", "тиынов"}},
    {"BYN", {"белорусский рубль", "белорусских рубля", "белорусских рублей"}, {"копейка", "копейки", "копеек", true}},
    {"UAH", {"гривна", "гривны", "гривен", true}, {"копейка", "копейки", "копеек", true}},
}};
constexpr std::array<Coins, 6> english_coins = {{
    {"RUB", {"rouble", "roubles", "roubles"}, {"kopeck", "kopecks", "kopecks"}},
    {"USD", {"US dollar", "US dollars", "US dollars"}, {"cent", "cents", "cents"}},
    {"EUR", {"euro", "euros", "euros"}, {"cent", "cents", "cents"}},
    {"KZT", {"tenge", "tenge", "tenge"}, {"tiyn", "tiyn", "tiyn"}},
    {"BYN", {"Belarusian rouble", "Belarusian roubles", "Belarusian roubles"}, {"kopeck", "kopecks", "kopecks"}},
    {"UAH", {"hryvnia", "hryvnias", "hryvnias"}, {"kopiyka", "kopiykas", "kopiykas"}},
}};

// From the thousands up; 2^53 has quadrillions.
constexpr std::array<Noun, 5> russian_scales = {{{"тысяча", "тысячи", "тысяч", true},
                                                 {"миллион", "миллиона", "миллионов"},
                                                 {"миллиард", "миллиарда", "миллиардов"},
                                                 {"триллион", "триллиона", "триллионов"},
                                                 {"квадриллион", "квадриллиона", "квадриллионов"}}};
constexpr std::array<std::string_view, 5> english_scales = {"thousand", "million", "billion", "trillion",
                                                            "quadrillion"};
constexpr std::array<std::string_view, 20> russian_small = {
    "ноль",         "один",       "два",         "три",        "четыре",       "пять",        "шесть",
    "семь",         "восемь",     "девять",      "десять",     "одиннадцать",  "двенадцать",  "тринадцать",
    "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"};
constexpr std::array<std::string_view, 20> english_small = {
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 8> russian_tens = {"двадцать",   "тридцать",  "сорок",       "пятьдесят",
                                                          "шестьдесят", "семьдесят", "восемьдесят", "девяносто"};
constexpr std::array<std::string_view, 8> english_tens = {"twenty", "thirty",  "forty",  "fifty",
                                                          "sixty",  "seventy", "eighty", "ninety"};
constexpr std::array<std::string_view, 9> russian_hundreds = {
    "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"};

std::string_view form_of(const Noun& noun, std::uint64_t count, Language language) {
  if (language == Language::en) return count == 1 ? noun.one : noun.many;
  const std::uint64_t last = count % 10;
  if (count % 100 / 10 == 1 || last == 0 || last > 4) return noun.many;
  return last == 1 ? noun.one : noun.few;
}

void add(std::string& words, std::string_view word) {
  if (!words.empty()) words += ' ';
  words += word;
}

// 1 to 999.
void add_group(std::string& words, std::size_t group, bool feminine, Language language) {
  const bool russian = language == Language::ru;
  if (const std::size_t hundreds = group / 100; hundreds > 0) {
    add(words, russian ? russian_hundreds[hundreds - 1] : english_small[hundreds]);
    if (!russian) add(words, "hundred");
  }
  std::size_t rest = group % 100;
  const bool tens = rest >= 20;
  if (tens) add(words, (russian ? russian_tens : english_tens)[rest / 10 - 2]);
  if (tens) rest %= 10;
  if (rest == 0) return;
  const std::string_view small = russian && feminine && rest == 1   ? "одна"
                                 : russian && feminine && rest == 2 ? "две"
                                                                    : (russian ? russian_small : english_small)[rest];
  if (tens && !russian)
    words.append("-").append(small);
  else
    add(words, small);
}

void add_number(std::string& words, std::uint64_t number, bool feminine, Language language) {
  if (number == 0) return add(words, (language == Language::ru ? russian_small : english_small)[0]);
  std::uint64_t unit = 1'000'000'000'000'000;
  for (std::size_t scale = russian_scales.size(); scale > 0; --scale, unit /= 1000) {
    const std::uint64_t group = number / unit;
    number %= unit;
    if (group == 0) continue;
    const Noun& noun = russian_scales[scale - 1];
    // A count beyond the scales (no money is) is said with thousands of quadrillions.
    if (group > 999)
      add_number(words, group, noun.feminine, language);
    else
      add_group(words, static_cast<std::size_t>(group), noun.feminine, language);
    add(words, language == Language::ru ? form_of(noun, group, language) : english_scales[scale - 1]);
  }
  if (number > 0) add_group(words, static_cast<std::size_t>(number), feminine, language);
}

const Coins* coins_of(Currency currency, Language language) {
  for (const Coins& coins : language == Language::ru ? russian_coins : english_coins)
    if (currency_from(coins.letters) == currency) return &coins;
  return nullptr;
}

}  // namespace

VORONKA_LATER std::string sum_words(Money money, Language language, MinorAs minor_as) {
  const auto digits = static_cast<std::size_t>(minor_digits(money.currency));
  std::uint64_t unit = 1;
  for (std::size_t i = 0; i < digits; ++i) unit *= 10;
  const std::uint64_t all = magnitude(money.minor), whole = all / unit, minor = all % unit;
  const Coins* coins = coins_of(money.currency, language);

  std::string words = money.minor < 0 ? (language == Language::ru ? "минус" : "minus") : "";
  add_number(words, whole, coins && coins->whole.feminine, language);
  if (!coins) {
    if (money.currency.code != 0) add(words, text_of(money.currency));
    if (digits > 0) add(words, padded(static_cast<std::int64_t>(minor), digits) + "/" + std::to_string(unit));
    return words;
  }
  add(words, form_of(coins->whole, whole, language));
  if (minor_as == MinorAs::words)
    add_number(words, minor, coins->minor.feminine, language);
  else
    add(words, padded(static_cast<std::int64_t>(minor), digits));
  add(words, form_of(coins->minor, minor, language));
  return words;
}

VORONKA_LATER std::string number_words(std::int64_t number, Language language) {
  std::string words = number < 0 ? (language == Language::ru ? "минус" : "minus") : "";
  add_number(words, magnitude(number), false, language);
  return words;
}

}  // namespace voronka
