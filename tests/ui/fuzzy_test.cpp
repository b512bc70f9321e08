// How a few typed letters fit the titles of actions.
#include "ui/fuzzy.hpp"

#include <doctest/doctest.h>

#include "base/fold.hpp"

namespace voronka::ui {
namespace {

int fits(std::string_view typed, std::string_view title) { return fuzzy_score(folded(typed), folded(title)); }

}  // namespace

TEST_CASE("words fit by their beginnings, in order, in any case, with е for ё") {
  CHECK(fits("перен", "Перенести на этап…") > 0);
  CHECK(fits("ЭТАП", "Перенести на этап…") > 0);
  CHECK(fits("пер эт", "Перенести на этап…") > 0);
  CHECK(fits("темная", "Тема: Тёмная") > 0);
  CHECK(fits("пэ", "Перенести на этап…") > 0);
  CHECK(fits("енести", "Перенести на этап…") > 0);  // inside, from three letters on
  CHECK(fits("эт пер", "Перенести на этап…") == 0);
  CHECK(fits("зз", "Перенести на этап…") == 0);
  CHECK(fits("", "Перенести на этап…") == 0);
}

TEST_CASE("what is typed on the other keyboard layout fits, both ways") {
  CHECK(fits("gthtyt", "Перенести на этап…") > 0);
  CHECK(fits("фксршму", "Archive") > 0);
  CHECK(fits("gth 'n", "Перенести на этап…") > 0);
}

TEST_CASE("a beginning beats the beginning of a later word, that scattered initials, those a place inside") {
  const int whole = fits("стадия", "Стадия сделки");
  const int later = fits("стадия", "Новая стадия сделки");
  const int words = fits("но сд", "Новая стадия сделки");
  const int initials = fits("нсс", "Новая стадия сделки");
  const int inside = fits("адия", "Новая стадия сделки");
  CHECK(whole > later);
  CHECK(later > words);
  CHECK(words > initials);
  CHECK(initials > inside);
  CHECK(inside > 0);
  CHECK(fits("отмен", "Отменить") > fits("отмен", "Отменить последнее действие"));  // of two the shorter
}

}  // namespace voronka::ui
