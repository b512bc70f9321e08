// The scanning half of JsonReader: texts, numbers and words, letter by letter.
#include <bit>
#include <cstring>

#include "base/digits.hpp"
#include "formats/json_reader.hpp"
#include "formats/json_text.hpp"

namespace voronka {
namespace {

// Bit 7 of every byte that a text cannot simply contain: quote, backslash, control characters, and all beyond ASCII,
// which is looked at more closely. A borrow can mark a harmless byte above a marked one; the first mark is always right.
static_assert(std::endian::native == std::endian::little, "the first mark is looked for in the lowest byte");
std::uint64_t special_bytes(std::uint64_t word) {
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  constexpr std::uint64_t high = 0x8080808080808080ULL;
  const std::uint64_t quote = word ^ (ones * '"');
  const std::uint64_t slash = word ^ (ones * '\\');
  return ((word - ones * 0x20) | (quote - ones) | (slash - ones) | word) & high;
}

}  // namespace

JsonReader::Token JsonReader::scan_text(std::size_t max_bytes) {
  const std::size_t start = ++at_;
  bool escaped = false;
  while (!failed()) {
    while (at_ + 8 <= json_.size()) {
      std::uint64_t word = 0;
      std::memcpy(&word, json_.data() + at_, 8);
      const std::uint64_t marks = special_bytes(word);
      at_ += marks == 0 ? 8 : static_cast<std::size_t>(std::countr_zero(marks) / 8);
      if (marks != 0) break;
    }
    if (at_ >= json_.size()) {
      fail_here();
      break;
    }
    const auto c = static_cast<unsigned char>(json_[at_]);
    if (c == '"') {
      const std::string_view text = json_.substr(start, at_ - start);
      ++at_;
      // An escape is at most six bytes for one; the exact size is looked at when it is unescaped.
      if (text.size() > (escaped ? 6 * max_bytes : max_bytes)) fail(TextKey::error_json_text_long, start - 1);
      return {.text = text, .escaped = escaped};
    }
    if (c == '\\') {
      escaped = true;
      scan_escape();
    } else if (c < 0x20) {
      fail_here();
    } else if (c < 0x80) {
      ++at_;
    } else {
      scan_code_point();
    }
  }
  return {};
}

void JsonReader::scan_escape() {
  const std::string_view rest = json_.substr(at_ + 1);
  if (rest.empty()) {
    at_ = json_.size();
    fail_here();
    return;
  }
  if (rest[0] != 'u') {
    if (std::string_view("\"\\/bfnrt").find(rest[0]) == std::string_view::npos) {
      fail_here();
      return;
    }
    at_ += 2;
    return;
  }
  const auto unit = hex4(rest.substr(1));
  if (!unit) {
    if (rest.size() < 5) at_ = json_.size();
    fail_here();
    return;
  }
  if (!is_high_surrogate(*unit) && !is_low_surrogate(*unit)) {
    at_ += 6;
    return;
  }
  const std::string_view pair = rest.substr(5);
  const auto low = pair.starts_with("\\u") ? hex4(pair.substr(2)) : std::nullopt;
  if (is_low_surrogate(*unit) || !low || !is_low_surrogate(*low)) {
    fail(TextKey::error_json_utf8, at_);
    return;
  }
  at_ += 12;
}

// One character beyond ASCII, as in base/utf8.cpp but in step with the scan: the text is walked once.
void JsonReader::scan_code_point() {
  const auto byte = [this](std::size_t ahead) {
    return at_ + ahead < json_.size() ? static_cast<unsigned char>(json_[at_ + ahead]) : 0U;
  };
  const unsigned first = byte(0);
  std::size_t length = 2;
  unsigned low = 0x80;  // bounds of the second byte: no overlong forms, surrogates, or points above U+10FFFF
  unsigned high = 0xBF;
  if (first >= 0xE0) {
    length = first >= 0xF0 ? 4 : 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  }
  bool good = first >= 0xC2 && first <= 0xF4 && byte(1) >= low && byte(1) <= high;
  for (std::size_t i = 2; i < length; ++i) good = good && (byte(i) & 0xC0) == 0x80;
  if (good) {
    at_ += length;
  } else if (first >= 0xC2 && first <= 0xF4 && at_ + length > json_.size()) {
    at_ = json_.size();
    fail_here();
  } else {
    fail(TextKey::error_json_utf8, at_);
  }
}

std::string_view JsonReader::scan_number() {
  const std::size_t start = at_;
  const auto digits = [this] {
    const std::size_t first = at_;
    while (at_ < json_.size() && is_digit(json_[at_])) ++at_;
    if (at_ == first) fail_here();
    return at_ - first;
  };
  if (next_is('-')) ++at_;
  const bool zero = next_is('0');
  if (const std::size_t count = digits(); zero && count > 1) fail(TextKey::error_json_syntax, start);
  const std::size_t whole_end = at_;
  if (next_is('.')) {
    ++at_;
    digits();
  }
  if (next_is('e') || next_is('E')) {
    ++at_;
    if (next_is('+') || next_is('-')) ++at_;
    digits();
  }
  whole_ = at_ == whole_end;
  return json_.substr(start, at_ - start);
}

bool JsonReader::scan_word(std::string_view word) {
  if (json_.substr(at_).starts_with(word)) {
    at_ += word.size();
    value_taken();
    return true;
  }
  // "tru" at the end of the text is a cut, "trux" is nonsense.
  if (word.starts_with(json_.substr(at_))) at_ = json_.size();
  fail_here();
  return false;
}

}  // namespace voronka
