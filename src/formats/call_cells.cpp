// What single cells of a list of calls mean.
#include <algorithm>

#include "base/digits.hpp"
#include "formats/call_list.hpp"
#include "formats/import_cell.hpp"

namespace voronka {
namespace {

bool holds_any(std::string_view text, std::string_view list) {
  while (!list.empty()) {
    const std::size_t end = list.find('|');
    if (text.contains(list.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
    list.remove_prefix(end + 1);
  }
  return false;
}

std::string words_of(std::string_view cell) {
  std::string text = folded_cell(cell);
  std::ranges::replace(text, '_', ' ');
  std::ranges::replace(text, '-', ' ');
  return text;
}

constexpr std::size_t most_digits = 15;  // E.164

}  // namespace

std::optional<CallEnd> parse_call_end(std::string_view cell) {
  if (cell.size() > 200) return std::nullopt;
  std::string text = trimmed_cell(cell);
  if (const std::size_t open = text.find('<'), close = text.find('>', open); close != std::string::npos)
    text = text.substr(open + 1, close - open - 1);
  if (const std::size_t host = text.find('@'); host != std::string::npos) text.resize(host);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  CallEnd best;
  std::string run;
  const auto keep = [&] {
    if (run.size() > best.digits.size() && run.size() <= most_digits) best.digits = run;
    run.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) {
      run += c;
      continue;
    }
    // Rounded: its last digits are lost.
    if ((c == 'E' || c == 'e') && !run.empty() && i + 1 < text.size() && text[i + 1] == '+') return std::nullopt;
    const bool within = c == ' ' || c == '-' || c == '(' || c == ')' || c == '.';
    const bool whole = run.size() >= 11 || (c == '(' && run.size() >= 10);
    if (!within || (whole && (c == ' ' || c == '('))) keep();
  }
  keep();
  return best;
}

std::optional<std::int32_t> parse_call_duration(std::string_view cell, bool minutes) {
  if (is_nothing(cell)) return 0;
  if (cell.size() > 60) return std::nullopt;
  const std::string text = folded_cell(cell);
  constexpr std::int64_t longest = std::int64_t{7} * 24 * 3600;
  std::int64_t total = 0;
  std::int64_t colons = 0;  // the parts so far of 1:05:20
  bool colon = false, unit_said = false;
  for (std::string_view rest = text; !rest.empty();) {
    std::size_t length = 0;
    while (length < rest.size() && is_digit(rest[length])) ++length;
    const auto number = digits_to_int(rest.substr(0, std::min<std::size_t>(length, 9)));
    if (!number || length > 9) return std::nullopt;
    rest.remove_prefix(length);
    if (rest.starts_with(':')) {
      colons = (colons + *number) * 60;
      colon = true;
      rest.remove_prefix(1);
      if (rest.empty() || !is_digit(rest[0]) || colons > longest) return std::nullopt;
      continue;
    }
    std::int64_t fraction = 0;  // hundredths
    if (rest.size() > 1 && (rest[0] == '.' || rest[0] == ',') && is_digit(rest[1])) {
      fraction = (rest[1] - '0') * 10 + (rest.size() > 2 && is_digit(rest[2]) ? rest[2] - '0' : 0);
      rest.remove_prefix(1);
      while (!rest.empty() && is_digit(rest[0])) rest.remove_prefix(1);
    }
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    std::size_t letters = 0;
    while (letters < rest.size() && !is_digit(rest[letters])) ++letters;
    std::string unit = trimmed_cell(rest.substr(0, letters));
    while (unit.ends_with('.') || unit.ends_with(',')) unit.pop_back();
    rest.remove_prefix(letters);
    std::int64_t scale = minutes && !colon ? 60 : 1;
    if (is_one_of(unit, "ч|час|часа|часов|h|hr|hour|hours")) {
      scale = 3600;
    } else if (is_one_of(unit, "м|мин|минута|минуты|минут|m|min|mins|minute|minutes")) {
      scale = 60;
    } else if (is_one_of(unit, "с|сек|секунда|секунды|секунд|s|sec|secs|second|seconds")) {
      scale = 1;
    } else if (!unit.empty() || unit_said) {
      return std::nullopt;
    }
    // "1:05 мин" is one minute and five seconds.
    if (colon) scale = 1;
    unit_said = true;
    total += (colons + *number) * scale + fraction * scale / 100;
    colons = 0;
    if (total > longest) return std::nullopt;
    if (colon && !rest.empty()) return std::nullopt;
  }
  return static_cast<std::int32_t>(total);
}

std::optional<bool> parse_answered(std::string_view cell) {
  if (is_nothing(cell) || cell.size() > 200) return std::nullopt;
  const std::string text = words_of(cell);
  // First what was not: "не отвечен" has "отвечен" in it, "no answer" has "answer".
  if (holds_any(
          text,
          "не отве|неотве|нет отв|без отв|не приня|непринят|неприн|пропущ|занят|неуспе|не успе|недозв|не дозв|сброш|"
          "отмен|отклон|недоступ|не состо|несосто|ошибк|невозмож|перегруз|no answer|noanswer|unansw|not answ|missed|"
          "busy|fail|cancel|abandon|reject|declin|unavail|congest|unsuccess|not success|not connect|lost|voicemail|"
          "автоответ"))
    return false;
  if (holds_any(text,
                "отвеч|ответ|успе|принят|состоял|разговор|дозвон|соедин|answer|success|accept|complet|connect|talk"))
    return true;
  return parse_flag(text);
}

SaidDirection parse_call_direction(std::string_view cell) {
  if (cell.size() > 200) return {};
  const std::string text = words_of(cell);
  if (holds_any(text, "внутрен|internal|local")) return {.internal = true};
  if (holds_any(text, "исход|outgo|outbound|обратн|callback") || is_one_of(text, "out|исх|исх.|o"))
    return {.direction = CallDirection::out};
  if (holds_any(text, "вход|incom|inbound|пропущ|missed") || is_one_of(text, "in|вх|вх.|i"))
    return {.direction = CallDirection::in};
  return {};
}

}  // namespace voronka
