// What a calendar file says in the user's language.
#pragma once

#include "formats/calendar.hpp"
#include "ui/views/activity_words.hpp"

namespace voronka::ui {

inline CalendarWords calendar_words(const Ui& ui) {
  CalendarWords words;
  for (const ActivityKind kind : activity_kinds) words.kinds[static_cast<std::size_t>(kind)] = ui.tr(key_of(kind));
  return words;
}

}  // namespace voronka::ui
