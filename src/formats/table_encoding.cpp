#include "formats/table_encoding.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace voronka {
namespace {

constexpr std::size_t sample_size = 1 << 18;
constexpr char16_t replacement = 0xFFFD;

// 0x80..0xBF; 0xC0..0xFF are А..я in order.
constexpr char16_t table_1251[64] = {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039, 0x040A,
    0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0xFFFD, 0x2122,
    0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6,
    0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456,
    0x0491, 0x00B5, 0x00B6, 0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457};
// 0x80..0x9F; the rest is Latin-1.
constexpr char16_t table_1252[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                     0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

char16_t from_1251(unsigned char c) {
  return c < 0x80 ? c : c >= 0xC0 ? static_cast<char16_t>(c - 0xC0 + 0x410) : table_1251[c - 0x80];
}
char16_t from_1252(unsigned char c) { return c < 0x80 || c >= 0xA0 ? c : table_1252[c - 0x80]; }

bool is_latin(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_cyrillic_1251(unsigned char c) { return c >= 0xC0 || c == 0xA8 || c == 0xB8; }

// Above zero: windows-1251. Words of high letters speak for Cyrillic, a high letter touching a Latin one against it.
std::int64_t cyrillic_score(std::string_view sample) {
  std::int64_t score = 0;
  unsigned char before = ' ';
  for (const char letter : sample) {
    const auto c = static_cast<unsigned char>(letter);
    const bool high = is_cyrillic_1251(c);
    const bool high_before = is_cyrillic_1251(before);
    if (high && high_before) {
      // aB inside a word does not happen in Cyrillic; in windows-1252 such pairs are rare anyway.
      const bool lower_then_upper = before >= 0xE0 && c < 0xE0;
      score += lower_then_upper ? -3 : 2;
    }
    if ((high && is_latin(before)) || (high_before && is_latin(c))) score -= 2;
    if (c == 0x98) score -= 10;                                                      // not in windows-1251
    if (c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D) score += 10;  // not in windows-1252
    if (c == 0xB9) score += 1;                                                       // № against a superscript one
    if (c == 0x80) score -= 1;                                                       // € against a Serbian letter
    before = c;
  }
  return score;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  std::size_t at = 0;
  while (at + 1 < bytes.size()) {
    char32_t c = unit_at(at);
    at += 2;
    if (c >= 0xD800 && c <= 0xDBFF && at + 1 < bytes.size() && unit_at(at) >= 0xDC00 && unit_at(at) <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit_at(at) - 0xDC00);
      at += 2;
    } else if (c >= 0xD800 && c <= 0xDFFF) {
      c = replacement;
    }
    append_utf8(out, c);
  }
  if (at < bytes.size()) append_utf8(out, replacement);
  return out;
}

std::string repaired_utf8(std::string_view bytes) {
  std::string out;
  for (;;) {
    const std::size_t bad = first_invalid_utf8(bytes);
    out += bytes.substr(0, bad);
    if (bad == std::string_view::npos) return out;
    append_utf8(out, replacement);
    bytes.remove_prefix(bad + 1);
  }
}

}  // namespace

EncodingGuess guess_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {.encoding = TextEncoding::utf8, .bom_size = 3};
  if (bytes.starts_with("\xFF\xFE")) return {.encoding = TextEncoding::utf16_le, .bom_size = 2};
  if (bytes.starts_with("\xFE\xFF")) return {.encoding = TextEncoding::utf16_be, .bom_size = 2};

  // UTF-16 without a mark: separators and digits leave zeros on one side only.
  const std::string_view head = bytes.substr(0, 4096);
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i)
    if (head[i] == '\0') ++zeros[i % 2];
  if (zeros[1] * 10 >= head.size() / 2 && zeros[1] > 1 && zeros[0] == 0) return {.encoding = TextEncoding::utf16_le};
  if (zeros[0] * 10 >= head.size() / 2 && zeros[0] > 1 && zeros[1] == 0) return {.encoding = TextEncoding::utf16_be};

  if (is_utf8(bytes)) return {.encoding = TextEncoding::utf8};
  return {.encoding = cyrillic_score(bytes.substr(0, sample_size)) >= 0 ? TextEncoding::windows_1251
                                                                        : TextEncoding::windows_1252};
}

std::string to_utf8(std::string_view bytes, TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::utf8:
      return repaired_utf8(bytes);
    case TextEncoding::utf16_le:
      return from_utf16(bytes, false);
    case TextEncoding::utf16_be:
      return from_utf16(bytes, true);
    case TextEncoding::windows_1251:
    case TextEncoding::windows_1252:
      break;
  }
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  for (const char letter : bytes) {
    const auto c = static_cast<unsigned char>(letter);
    if (c < 0x80) {
      out += letter;
    } else {
      append_utf8(out, encoding == TextEncoding::windows_1251 ? from_1251(c) : from_1252(c));
    }
  }
  return out;
}

std::string to_windows_1251(std::string_view utf8) {
  std::string out;
  while (!utf8.empty()) {
    const char32_t c = take_code_point(utf8);
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c >= 0x410 && c <= 0x44F) {
      out += static_cast<char>(c - 0x410 + 0xC0);
    } else {
      const auto* const found = std::find(std::begin(table_1251), std::end(table_1251), static_cast<char16_t>(c));
      out += found == std::end(table_1251) || c > 0xFFFF ? '?' : static_cast<char>(0x80 + (found - table_1251));
    }
  }
  return out;
}

}  // namespace voronka
