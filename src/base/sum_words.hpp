// An amount of money in words, as offers, contracts and invoices spell it beside the digits: "сто двадцать тысяч пятьсот рублей
// 00 копеек", "one hundred twenty thousand five hundred roubles 00 kopecks". Always in small letters: whoever begins a line with
// it raises the first one.
#pragma once

#include <cstdint>
#include <string>

#include "base/language.hpp"
#include "base/money.hpp"

namespace voronka {

// How kopecks are said: as digits, which is the custom of accountants, or in words.
enum class MinorAs : std::uint8_t { digits, words };

// Any amount up to max_amount_minor, also a negative one ("минус"). RUB, USD, EUR, KZT, BYN and UAH by their names; of any other
// currency the letters and a fraction: "сто двадцать CHF 50/100", whatever MinorAs says, for its coins have no name here.
std::string sum_words(Money money, Language language, MinorAs minor = MinorAs::digits);

// A count without a currency: "двадцать один". Masculine.
std::string number_words(std::int64_t number, Language language);

}  // namespace voronka
