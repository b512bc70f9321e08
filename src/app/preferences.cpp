#include "app/preferences.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/digits.hpp"

namespace voronka {
namespace {
constexpr std::array<std::string_view, 3> theme_names = {"system", "light", "dark"};
constexpr std::array<std::string_view, 3> language_names = {"system", "ru", "en"};

// What users type may have the separator and line breaks in it.
std::string escaped(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c != ';' && c != '%' && byte >= 32)
      out += c;
    else
      out += {'%', hex[byte >> 4U], hex[byte & 15U]};
  }
  return out;
}
std::string unescaped(std::string_view text) {
  const auto digit = [](char c) { return c >= 'A' ? c - 'A' + 10 : c - '0'; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

CallOn call_from(std::string_view text) {
  const std::size_t first = text.find(',');
  const std::size_t second = first == std::string_view::npos ? first : text.find(',', first + 1);
  if (second == std::string_view::npos) return {};
  const auto deal = raw_id_from(text.substr(0, first));
  const auto begun_ms = digits_to_int(text.substr(second + 1));
  if (!deal || !begun_ms) return {};
  const RawId planned = raw_id_from(text.substr(first + 1, second - first - 1)).value_or(RawId{});
  return {.deal = {*deal}, .planned = {planned}, .begun_ms = *begun_ms};
}

// "off" and what cannot be read: no reminders.
std::optional<std::int32_t> minutes_from(std::string_view text) {
  const auto minutes = digits_to_int(text);
  if (!minutes || *minutes < 0 || *minutes > 24 * 60) return std::nullopt;
  return static_cast<std::int32_t>(*minutes);
}

}  // namespace

std::string text_of(const Preferences& preferences) {
  std::string text = "theme=" + std::string(theme_names[static_cast<std::size_t>(preferences.theme)]);
  text += ";language=" + std::string(language_names[static_cast<std::size_t>(preferences.language)]);
  if (preferences.pipeline) text += ";pipeline=" + text_of(preferences.pipeline.raw);
  for (std::size_t i = 0; i < preferences.recent.size(); ++i)
    text += (i == 0 ? ";recent=" : ",") + preferences.recent[i];
  if (!preferences.table.empty()) text += ";table=" + preferences.table;
  if (preferences.last_day) text += ";last_day=" + iso_text(*preferences.last_day);
  if (preferences.day_before) text += ";day_before=" + iso_text(*preferences.day_before);
  if (preferences.remind_minutes != Preferences{}.remind_minutes)
    text += ";remind=" + (preferences.remind_minutes ? std::to_string(*preferences.remind_minutes) : "off");
  if (preferences.call.deal)
    text += ";call=" + text_of(preferences.call.deal.raw) + "," + text_of(preferences.call.planned.raw) + "," +
            std::to_string(preferences.call.begun_ms);
  if (!preferences.softphone.empty()) text += ";softphone=" + escaped(preferences.softphone);
  if (!preferences.message.empty()) text += ";message=" + escaped(preferences.message);
  if (!preferences.board.empty()) text += ";board=" + preferences.board;
  return text;
}

Preferences preferences_from(std::string_view text) {
  Preferences preferences;
  while (!text.empty()) {
    const std::size_t end = text.find(';');
    const std::string_view part = text.substr(0, end);
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos) {
      const std::string_view name = part.substr(0, equals);
      const std::string_view value = part.substr(equals + 1);
      for (std::size_t i = 0; i < theme_names.size(); ++i)
        if (name == "theme" && value == theme_names[i]) preferences.theme = static_cast<ThemeChoice>(i);
      for (std::size_t i = 0; i < language_names.size(); ++i)
        if (name == "language" && value == language_names[i]) preferences.language = static_cast<LanguageChoice>(i);
      for (std::string_view rest = value; name == "recent" && !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        if (comma > 0) preferences.recent.emplace_back(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
      }
      if (name == "table") preferences.table = value;
      if (name == "board") preferences.board = value;
      if (name == "remind") preferences.remind_minutes = minutes_from(value);
      if (name == "call") preferences.call = call_from(value);
      if (name == "softphone") preferences.softphone = unescaped(value);
      if (name == "message") preferences.message = unescaped(value);
      if (name == "last_day") preferences.last_day = date_from_iso(value);
      if (name == "day_before") preferences.day_before = date_from_iso(value);
      if (name == "pipeline") preferences.pipeline = {raw_id_from(value).value_or(RawId{})};
    }
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return preferences;
}

Preferences with_changes(Preferences stored, const Preferences& before, const Preferences& after) {
  const auto take = [&](auto Preferences::* member) {
    if (before.*member != after.*member) stored.*member = after.*member;
  };
  take(&Preferences::theme);
  take(&Preferences::language);
  take(&Preferences::pipeline);
  take(&Preferences::recent);
  take(&Preferences::table);
  take(&Preferences::board);
  take(&Preferences::last_day);
  take(&Preferences::day_before);
  take(&Preferences::remind_minutes);
  take(&Preferences::softphone);
  take(&Preferences::message);
  take(&Preferences::call);
  return stored;
}

}  // namespace voronka
