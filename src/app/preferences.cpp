#include "app/preferences.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/digits.hpp"
#include "base/percent.hpp"

namespace voronka {
namespace {
constexpr std::array<std::string_view, 3> theme_names = {"system", "light", "dark"};
constexpr std::array<std::string_view, 3> language_names = {"system", "ru", "en"};

// What users type may have the separator and line breaks in it.
bool is_of_the_list(char c) { return c == ';' || c == '%' || static_cast<unsigned char>(c) < 32; }

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

struct Part {
  std::string_view name = {}, value = {};
};
using Parts = std::vector<Part>;

// "theme=dark;language=ru"; what has no "=" is left out.
Parts parts_of(std::string_view text) {
  Parts parts;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(';'));
    if (const std::size_t equals = part.find('='); equals != std::string_view::npos)
      parts.push_back({.name = part.substr(0, equals), .value = part.substr(equals + 1)});
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
  return parts;
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
  if (!preferences.softphone.empty()) text += ";softphone=" + percent_escaped(preferences.softphone, is_of_the_list);
  if (!preferences.message.empty()) text += ";message=" + percent_escaped(preferences.message, is_of_the_list);
  if (!preferences.board.empty()) text += ";board=" + preferences.board;
  return text;
}

Preferences preferences_from(std::string_view text) {
  Preferences preferences;
  for (const auto& [name, value] : parts_of(text)) {
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
    if (name == "softphone") preferences.softphone = percent_unescaped(value, is_of_the_list);
    if (name == "message") preferences.message = percent_unescaped(value, is_of_the_list);
    if (name == "last_day") preferences.last_day = date_from_iso(value);
    if (name == "day_before") preferences.day_before = date_from_iso(value);
    if (name == "pipeline") preferences.pipeline = {raw_id_from(value).value_or(RawId{})};
  }
  return preferences;
}

std::string with_changes(std::string_view stored, const Preferences& before, const Preferences& after) {
  const std::string old_text = text_of(before), new_text = text_of(after);
  const Parts was = parts_of(old_text), is = parts_of(new_text);
  Parts parts = parts_of(stored);
  const auto value = [](const Parts& list, std::string_view name) {
    const auto found = std::ranges::find(list, name, &Part::name);
    return found == list.end() ? std::nullopt : std::optional(found->value);
  };
  for (const Part& part : was)
    if (!value(is, part.name)) std::erase_if(parts, [&](const Part& one) { return one.name == part.name; });
  for (const Part& part : is) {
    if (value(was, part.name) == part.value) continue;
    std::erase_if(parts, [&](const Part& one) { return one.name == part.name; });
    parts.push_back(part);
  }
  std::string text;
  for (const Part& part : parts)
    text += (text.empty() ? "" : ";") + std::string(part.name) + "=" + std::string(part.value);
  return text;
}

}  // namespace voronka
