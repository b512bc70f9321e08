#include "formats/xlsx_cell.hpp"

#include <algorithm>
#include <optional>

#include "base/date.hpp"
#include "base/digits.hpp"

namespace voronka {
namespace {

// 0.DIGITS × 10^point; no digits: zero. The first and the last digit are no zeros.
struct Decimal {
  bool negative = false;
  bool whole = true;  // written without a point and an exponent
  std::string digits = {};
  std::int64_t point = 0;
};

constexpr std::size_t kept_digits = 15;
constexpr std::int64_t most_zeros = 40;

void strip_zeros(Decimal& number) {
  const std::size_t first = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, first);
  number.point -= static_cast<std::int64_t>(first);
  number.digits.erase(number.digits.find_last_not_of('0') + 1);
}

std::optional<Decimal> decimal_from(std::string_view text) {
  Decimal number;
  if (text.starts_with('-') || text.starts_with('+')) {
    number.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.size() > 400) return std::nullopt;
  std::size_t i = 0;
  for (; i < text.size() && (is_digit(text[i]) || (text[i] == '.' && number.whole)); ++i) {
    if (text[i] == '.') {
      number.whole = false;
    } else {
      number.digits += text[i];
      number.point += number.whole ? 1 : 0;
    }
  }
  if (number.digits.empty()) return std::nullopt;
  if (i < text.size()) {
    if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
    std::string_view exponent = text.substr(i + 1);
    const bool down = exponent.starts_with('-');
    if (down || exponent.starts_with('+')) exponent.remove_prefix(1);
    const auto value = exponent.size() > 4 ? std::nullopt : digits_to_int(exponent);
    if (!value) return std::nullopt;
    number.whole = false;
    number.point += down ? -*value : *value;
  }
  strip_zeros(number);
  return number;
}

void round(Decimal& number) {
  if (number.digits.size() <= kept_digits) return;
  const bool up = number.digits[kept_digits] >= '5';
  number.digits.resize(kept_digits);
  if (up) {
    std::size_t i = kept_digits;
    while (i > 0 && number.digits[i - 1] == '9') number.digits[--i] = '0';
    if (i > 0) {
      ++number.digits[i - 1];
    } else {
      number.digits.insert(0, 1, '1');
      ++number.point;
    }
  }
  strip_zeros(number);
}

std::string text_of(const Decimal& number) {
  if (number.digits.empty()) return "0";
  std::string text = number.negative ? "-" : "";
  const auto size = static_cast<std::int64_t>(number.digits.size());
  if (number.point <= 0) {
    text += "0." + std::string(static_cast<std::size_t>(-number.point), '0') + number.digits;
  } else if (number.point >= size) {
    text += number.digits + std::string(static_cast<std::size_t>(number.point - size), '0');
  } else {
    const auto point = static_cast<std::size_t>(number.point);
    text += number.digits.substr(0, point) + "." + number.digits.substr(point);
  }
  if (size - number.point == 3) text += '0';
  return text;
}

struct Serial {
  std::int64_t days = 0;
  std::int64_t seconds = 0;  // of the day, rounded
};

std::optional<Serial> serial_from(const Decimal& number) {
  constexpr std::int64_t most_days = 2'958'465;  // 9999-12-31
  if (number.point > 7 || (number.negative && !number.digits.empty())) return std::nullopt;
  const auto whole = static_cast<std::size_t>(std::max<std::int64_t>(number.point, 0));
  std::string days = number.digits.substr(0, whole);
  days.resize(whole, '0');
  constexpr std::size_t places = 12;
  std::string part(number.point < 0 ? std::min(places, static_cast<std::size_t>(-number.point)) : 0, '0');
  if (whole < number.digits.size()) part += number.digits.substr(whole);
  part.resize(places, '0');
  constexpr std::int64_t scale = 1'000'000'000'000;
  Serial serial = {.days = digits_to_int(days).value_or(0),
                   .seconds = (digits_to_int(part).value_or(0) * 86'400 + scale / 2) / scale};
  if (serial.seconds == 86'400) serial = {.days = serial.days + 1};
  return serial.days > most_days ? std::nullopt : std::optional(serial);
}

std::string clock_text(std::int64_t seconds) {
  return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2);
}

// Days of 1900 are one more than they should be up to 28 February, for a 29 February that never was follows: it is taken for the 28th.
Date date_of(std::int64_t days, bool from_1904) {
  if (from_1904) return {static_cast<std::int32_t>(days - 24'107)};
  return {static_cast<std::int32_t>(days - (days < 60 ? 25'568 : 25'569))};
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

CellShape shape_of_builtin(std::int64_t id) {
  if (id == 9 || id == 10) return CellShape::percent;
  if ((id >= 18 && id <= 21) || id == 45 || id == 47) return CellShape::clock;
  if (id == 46) return CellShape::elapsed;
  // 27-36 and 50-58 are the days of East Asian Excels.
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return CellShape::date;
  return CellShape::number;
}

CellShape shape_of_format(std::string_view code) {
  bool day = false;
  bool month = false;
  bool time = false;
  bool elapsed = false;
  bool percent = false;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = lower(code[i]);
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      const std::string_view inside = code.substr(i + 1, end - i - 1);
      elapsed = elapsed || (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos);
      i = end;
    } else if (c == 'a' && i + 2 < code.size() && (code[i + 1] == '/' || code[i + 2] == '/')) {
      time = true;  // A/P or AM/PM: its M is no month
      i += code[i + 1] == '/' ? 2 : 4;
    } else if (c == '#') {
      return percent || code.find('%') != std::string_view::npos ? CellShape::percent : CellShape::number;
    } else {
      day = day || c == 'd' || c == 'y';
      month = month || c == 'm';
      time = time || c == 'h' || c == 's';
      percent = percent || c == '%';
    }
  }
  if (elapsed) return CellShape::elapsed;
  if (day || (month && !time)) return CellShape::date;
  if (time) return CellShape::clock;
  return percent ? CellShape::percent : CellShape::number;
}

std::string cell_number(std::string_view value, CellShape shape, bool from_1904) {
  std::optional<Decimal> number = decimal_from(value);
  if (!number) return std::string(value);
  if (shape == CellShape::number && number->whole) return std::string(value);
  round(*number);
  if (number->point > most_zeros || number->point < -most_zeros) return std::string(value);
  if (shape == CellShape::percent) {
    number->point += 2;
    return text_of(*number) + "%";
  }
  const std::optional<Serial> serial = shape == CellShape::number ? std::nullopt : serial_from(*number);
  if (!serial) return text_of(*number);
  if (shape == CellShape::elapsed) return clock_text(serial->days * 86'400 + serial->seconds);
  if (shape == CellShape::clock) return clock_text(serial->seconds);
  if (serial->days == 0) return serial->seconds == 0 ? "" : clock_text(serial->seconds);
  std::string text = iso_text(date_of(serial->days, from_1904));
  if (serial->seconds > 0) text += " " + clock_text(serial->seconds);
  return text;
}

}  // namespace voronka
