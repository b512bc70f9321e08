// Settings of the device: never exported, never in the document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/language.hpp"

namespace voronka {

struct Activity;
struct Deal;
struct Pipeline;

enum class ThemeChoice : std::uint8_t { system, light, dark };
enum class LanguageChoice : std::uint8_t { system, ru, en };

// A call that was begun and not answered for yet. Kept on the device: a phone may push the page out of its memory while one talks.
struct CallOn {
  Id<Deal> deal = {};         // empty: none
  Id<Activity> planned = {};  // what it is for
  std::int64_t begun_ms = 0;
  bool operator==(const CallOn&) const = default;
};

inline constexpr std::int32_t usual_lead_minutes = 10;

struct Preferences {
  ThemeChoice theme = ThemeChoice::system;
  LanguageChoice language = LanguageChoice::system;
  Id<Pipeline> pipeline = {};            // the one shown last
  std::vector<std::string> recent = {};  // actions chosen last in the command palette, the newest first
  std::string table = {};  // columns and order of the table, as ui/views/table_layout.cpp writes them; not read here
  std::string board =
      {};  // figures of columns and folded stages, as ui/views/board_settings.cpp writes them; not read here
  // The last two days on which the page was looked at: what came due in between is told for the rest of the later one.
  std::optional<Date> last_day = {}, day_before = {};
  // How many minutes before its hour a planned activity rings; empty: nothing rings.
  std::optional<std::int32_t> remind_minutes = usual_lead_minutes;
  std::string softphone = {};  // an address with {number}; empty: tel:
  std::string message = {};    // what a message begins with, with {name}, {deal}, {company}, {amount}
  CallOn call = {};
  bool operator==(const Preferences&) const = default;
};

// One short text ("theme=dark;language=ru;pipeline=01J..."); unknown parts are ignored, so old and new builds agree.
std::string text_of(const Preferences& preferences);
Preferences preferences_from(std::string_view text);
// The stored text with what differs between `before` and `after`: what another tab, or another build, has written since stays.
std::string with_changes(std::string_view stored, const Preferences& before, const Preferences& after);

}  // namespace voronka
