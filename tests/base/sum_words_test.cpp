#include "base/sum_words.hpp"

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace voronka::test {
namespace {

Money money(std::int64_t minor, std::string_view letters) {
  return {.minor = minor, .currency = currency_from(letters).value_or(Currency{})};
}

struct Case {
  std::int64_t minor;
  std::string_view currency, words;
};

TEST_CASE("sums in Russian words have the right gender and case") {
  constexpr Case cases[] = {
      {12'050'000, "RUB", "сто двадцать тысяч пятьсот рублей 00 копеек"},
      {0, "RUB", "ноль рублей 00 копеек"},
      {1, "RUB", "ноль рублей 01 копейка"},
      {102, "RUB", "один рубль 02 копейки"},
      {205, "RUB", "два рубля 05 копеек"},
      {1111, "RUB", "одиннадцать рублей 11 копеек"},
      {1400, "RUB", "четырнадцать рублей 00 копеек"},
      {2121, "RUB", "двадцать один рубль 21 копейка"},
      {11'112, "RUB", "сто одиннадцать рублей 12 копеек"},
      {100'000, "RUB", "одна тысяча рублей 00 копеек"},
      {200'000, "RUB", "две тысячи рублей 00 копеек"},
      {500'000, "RUB", "пять тысяч рублей 00 копеек"},
      {2'100'100, "RUB", "двадцать одна тысяча один рубль 00 копеек"},
      {1'200'000, "RUB", "двенадцать тысяч рублей 00 копеек"},
      {100'000'000, "RUB", "один миллион рублей 00 копеек"},
      {200'000'300, "RUB", "два миллиона три рубля 00 копеек"},
      {4'000'000'000'00, "RUB", "четыре миллиарда рублей 00 копеек"},
      {-4000, "RUB", "минус сорок рублей 00 копеек"},
      {max_amount_minor, "RUB",
       "девяносто триллионов семьдесят один миллиард девятьсот девяносто два миллиона пятьсот сорок семь тысяч "
       "четыреста "
       "девять рублей 91 копейка"},
      {max_amount_minor, "JPY",
       "девять квадриллионов семь триллионов сто девяносто девять миллиардов двести пятьдесят четыре миллиона семьсот "
       "сорок "
       "тысяч девятьсот девяносто один JPY"},
      {2202, "USD", "двадцать два доллара США 02 цента"},
      {100, "USD", "один доллар США 00 центов"},
      {2100, "EUR", "двадцать один евро 00 центов"},
      {500, "EUR", "пять евро 00 центов"},
      {100, "KZT", "один тенге 00 тиынов"},
      {201, "KZT", "два тенге 01 тиын"},
      {100, "BYN", "один белорусский рубль 00 копеек"},
      {300, "BYN", "три белорусских рубля 00 копеек"},
      {1000, "BYN", "десять белорусских рублей 00 копеек"},
      {100, "UAH", "одна гривна 00 копеек"},
      {202, "UAH", "две гривны 02 копейки"},
      {2'200'000, "UAH", "двадцать две тысячи гривен 00 копеек"},
      {12'050, "CHF", "сто двадцать CHF 50/100"},
      {1005, "KWD", "один KWD 005/1000"},
      {7, "JPY", "семь JPY"},
      {12'050, "", "сто двадцать 50/100"},
  };
  for (const Case& it : cases) CHECK(sum_words(money(it.minor, it.currency), Language::ru) == it.words);
}

TEST_CASE("sums in English words") {
  constexpr Case cases[] = {
      {12'050'000, "RUB", "one hundred twenty thousand five hundred roubles 00 kopecks"},
      {101, "RUB", "one rouble 01 kopeck"},
      {0, "USD", "zero US dollars 00 cents"},
      {2199, "USD", "twenty-one US dollars 99 cents"},
      {1'000'000'000'00, "EUR", "one billion euros 00 cents"},
      {-9900, "UAH", "minus ninety-nine hryvnias 00 kopiykas"},
      {1900, "KZT", "nineteen tenge 00 tiyn"},
      {100, "BYN", "one Belarusian rouble 00 kopecks"},
      {4050, "CHF", "forty CHF 50/100"},
  };
  for (const Case& it : cases) CHECK(sum_words(money(it.minor, it.currency), Language::en) == it.words);
}

TEST_CASE("kopecks in words, when they are asked for") {
  CHECK(sum_words(money(2122, "RUB"), Language::ru, MinorAs::words) == "двадцать один рубль двадцать две копейки");
  CHECK(sum_words(money(2100, "RUB"), Language::ru, MinorAs::words) == "двадцать один рубль ноль копеек");
  CHECK(sum_words(money(101, "USD"), Language::ru, MinorAs::words) == "один доллар США один цент");
  CHECK(sum_words(money(150, "EUR"), Language::en, MinorAs::words) == "one euro fifty cents");
  CHECK(sum_words(money(150, "CHF"), Language::en, MinorAs::words) == "one CHF 50/100");
}

TEST_CASE("counts in words, the largest and the smallest there are too") {
  CHECK(number_words(21, Language::ru) == "двадцать один");
  CHECK(number_words(-1002, Language::ru) == "минус одна тысяча два");
  CHECK(number_words(INT64_MIN, Language::en).starts_with("minus nine thousand two hundred twenty-three quadrillion"));
}

// ---- an independent reader: a value for every word, nothing of how they are written ----

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == ' ' || c == '-')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

const std::map<std::string, std::int64_t, std::less<>>& values() {
  static const std::map<std::string, std::int64_t, std::less<>> table = [] {
    std::map<std::string, std::int64_t, std::less<>> map;
    const auto put = [&map](std::string_view words, std::int64_t first, std::int64_t step) {
      for (const std::string& word : split(words)) {
        map[word] = first;
        first += step;
      }
    };
    put("ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
        "пятнадцать "
        "шестнадцать семнадцать восемнадцать девятнадцать",
        0, 1);
    put("одна две", 1, 1);
    put("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто", 20, 10);
    put("сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот", 100, 100);
    put("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen "
        "nineteen",
        0, 1);
    put("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10);
    return map;
  }();
  return table;
}

// The whole units that the words before `noun` say.
std::optional<std::int64_t> read_number(const std::vector<std::string>& words, std::size_t& at) {
  static constexpr std::pair<std::string_view, std::int64_t> scales[] = {{"тысяч", 1'000},
                                                                         {"миллион", 1'000'000},
                                                                         {"миллиард", 1'000'000'000},
                                                                         {"триллион", 1'000'000'000'000},
                                                                         {"квадриллион", 1'000'000'000'000'000},
                                                                         {"thousand", 1'000},
                                                                         {"million", 1'000'000},
                                                                         {"billion", 1'000'000'000},
                                                                         {"trillion", 1'000'000'000'000},
                                                                         {"quadrillion", 1'000'000'000'000'000}};
  std::int64_t whole = 0, group = 0;
  bool any = false;
  for (; at < words.size(); ++at) {
    if (const auto found = values().find(words[at]); found != values().end()) {
      group += found->second;
      any = true;
      continue;
    }
    if (words[at] == "hundred") {
      group *= 100;
      continue;
    }
    std::int64_t scale = 0;
    for (const auto& [word, value] : scales)
      if (words[at].starts_with(word)) scale = value;
    if (scale == 0) break;
    whole += group * scale;
    group = 0;
  }
  return any ? std::optional(whole + group) : std::nullopt;
}

TEST_CASE("whoever reads the words gets the sum back") {
  std::mt19937_64 random(20'261);
  for (int i = 0; i < 20'000; ++i) {
    std::int64_t minor = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(max_amount_minor + 1));
    minor >>= static_cast<int>(random() % 52);
    if (i % 7 == 0) minor = minor / 100'000 * 100'000;
    if (i % 2 == 0) minor = -minor;
    const Language language = i % 3 == 0 ? Language::en : Language::ru;
    const MinorAs as = i % 5 == 0 ? MinorAs::words : MinorAs::digits;
    constexpr std::string_view currencies[] = {"RUB", "USD", "EUR", "KZT", "BYN", "UAH"};
    const Money sum = money(minor, currencies[i % 6]);
    const std::string text = sum_words(sum, language, as);
    CAPTURE(text);
    const std::vector<std::string> words = split(text);
    std::size_t at = minor < 0 ? 1 : 0;
    if (minor < 0) CHECK((words[0] == "минус" || words[0] == "minus"));
    const auto whole = read_number(words, at);
    REQUIRE(whole);
    // The unit is one to two words; what follows is the coins.
    std::size_t unit = at;
    std::optional<std::int64_t> coins;
    for (++at; at < words.size() && !coins; ++at) {
      if (words[at].size() == 2 && words[at][0] >= '0' && words[at][0] <= '9') {
        coins = std::stoll(words[at]);
        break;
      }
      coins = read_number(words, at);
      if (coins) break;
    }
    REQUIRE(coins);
    CHECK(unit < at);
    CHECK(*whole * 100 + *coins == (minor < 0 ? -minor : minor));
    CHECK_FALSE(text.contains("  "));
  }
}

}  // namespace
}  // namespace voronka::test
