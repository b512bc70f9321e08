// A typed line as a deal: "Ромашка 120к закрыть 15.10" is a title, an amount and an expected close. Says only what is plain:
// whoever types sees what was understood before Enter. Not for drawing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/locale.hpp"

namespace voronka::ui {

// As Locale::parse_date, but a day without its year is one to come: "15.10" in January is not that of last year. For whatever is planned.
// A year that was typed stays, and "yesterday" is yesterday. Also "+2" and "+2 д" (working days), "+1w", "+3 мес", "пятница", "через неделю".
std::optional<Date> coming_date(const Locale& locale, std::string_view text, Date today);

struct QuickDeal {
  std::string title = {};
  std::optional<Money> amount = {};
  std::optional<Date> expected_close = {};
};

// Amount and day are taken off the end of the line, in either order, and a title always stays.
// - An amount needs a unit or a currency sign ("120к", "1,5 млн", "$5,000"): "Проект 2026" is a title. Without a currency (code
//   0) none is read.
// - A day needs two digits of a month or its name ("15.10", "15 окт", "oct 15"), or a word before it ("до", "закрыть", "by"): then
//   all that a date field reads counts, and weekdays and spans do ("до пятницы", "через 2 недели", "by fri", "in 3 days").
QuickDeal quick_deal_from(const Locale& locale, std::string_view typed, Currency currency, Date today);

}  // namespace voronka::ui
