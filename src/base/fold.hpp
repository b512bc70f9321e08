// What a search compares: case folded (Latin, Greek, Cyrillic), ё as е, and the same keys on the other keyboard layout,
// so that "ghbdtn" finds "привет" and "ЗвонОк" finds "звонок". Locale-free: the answer is the same in every browser.
#pragma once

#include <string>
#include <string_view>

namespace voronka {

char32_t folded(char32_t code_point);
std::string folded(std::string_view utf8);

// The letters that the same key presses give on the other layout (QWERTY <-> ЙЦУКЕН); other characters stay.
// `folded_text` must already be folded; the answer is folded too.
std::string on_other_layout(std::string_view folded_text);

std::string digits_of(std::string_view text);  // "+7 (917) 555-01-22" -> "79175550122"

// Order for people: compares folded text by code point, ё beside е, digits as numbers ("2" before "10").
bool less_for_people(std::string_view a, std::string_view b);

}  // namespace voronka
