#include "templates/first_name.hpp"

#include <doctest/doctest.h>

namespace voronka::test {
namespace {

TEST_CASE("a person is addressed by the first name, wherever it stands") {
  struct Case {
    std::string_view name, first;
  };
  constexpr Case cases[] = {
      {"Анна", "Анна"},
      {"Анна Иванова", "Анна"},
      {"Иванова Анна", "Анна"},
      {"Иванова Анна Сергеевна", "Анна"},
      {"Анна Сергеевна Иванова", "Анна"},
      {"Анна Сергеевна", "Анна"},
      {"Сидоров Константин", "Константин"},
      {"Константин Сидоров", "Константин"},
      {"Марина Ильина", "Марина"},
      {"Лев Толстой", "Лев"},
      {"Толстой Лев Николаевич", "Лев"},
      {"Петренко Иван", "Иван"},
      {"Anna Ivanova", "Anna"},
      {"  John   Smith ", "John"},
      {"", ""},
  };
  for (const Case& it : cases) CHECK(first_name_of(it.name) == it.first);
}

}  // namespace
}  // namespace voronka::test
