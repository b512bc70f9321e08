// One typed line as a deal.
#include "ui/views/quick_add.hpp"

#include <doctest/doctest.h>

namespace voronka::ui {

TEST_CASE("an amount at the end of the line is taken off when it is plainly money") {
  const Locale ru(Language::ru, builtin_locale(Language::ru));
  const Currency rub = *currency_from("RUB");
  const struct {
    const char* typed;
    const char* title;
    std::int64_t rubles;
  } cases[] = {
      {"Ромашка 120к", "Ромашка", 120'000},
      {"Ромашка 1,5 млн", "Ромашка", 1'500'000},
      {"Ромашка 90 000 ₽", "Ромашка", 90'000},
      {"Панели для склада 45 тыс", "Панели для склада", 45'000},
      {"  Ромашка  ", "Ромашка", 0},
      {"Проект 2026", "Проект 2026", 0},
      {"Договор 15", "Договор 15", 0},
      {"Кабель 3 м", "Кабель 3 м", 0},
      {"120к", "120к", 0},
      {"Скидка 10%", "Скидка 10%", 0},
      {"", "", 0},
  };
  for (const auto& it : cases) {
    CAPTURE(it.typed);
    const QuickDeal deal = quick_deal_from(ru, it.typed, rub);
    CHECK(deal.title == it.title);
    CHECK((deal.amount ? deal.amount->minor : 0) == it.rubles * 100);
  }
}

TEST_CASE("without a base currency no amount is guessed") {
  const Locale ru(Language::ru, builtin_locale(Language::ru));
  CHECK_FALSE(quick_deal_from(ru, "Ромашка 120к", {}).amount);
}

}  // namespace voronka::ui
