// How a person is addressed: "Анна" of "Иванова Анна Сергеевна", "Анна Иванова" and "Anna Ivanova".
#pragma once

#include <string>
#include <string_view>

namespace voronka {

// The word before a patronymic; of two words the one that looks less like a Russian surname; else the first. A guess: whoever sends
// the text sees it before. Empty when there is no word.
std::string first_name_of(std::string_view name);

}  // namespace voronka
