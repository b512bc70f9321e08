#include "formats/table_encoding.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "base/utf8.hpp"

namespace voronka {
namespace {

const std::string russian = "Название;Сумма\nСделка №1;ООО «Ромашка», ёлка\n";

std::string utf16(std::string_view utf8, bool big_endian) {
  std::string out;
  while (!utf8.empty()) {
    const char32_t c = take_code_point(utf8);
    const auto put = [&](char32_t unit) {
      const char high = static_cast<char>(unit >> 8 & 0xFF);
      const char low = static_cast<char>(unit & 0xFF);
      out += big_endian ? high : low;
      out += big_endian ? low : high;
    };
    if (c > 0xFFFF) {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      put(c);
    }
  }
  return out;
}

TEST_CASE("a byte order mark decides, and is not part of the text") {
  CHECK(guess_encoding("\xEF\xBB\xBFid") == EncodingGuess{TextEncoding::utf8, 3});
  CHECK(guess_encoding("\xFF\xFEi") == EncodingGuess{TextEncoding::utf16_le, 2});
  CHECK(guess_encoding("\xFE\xFFi") == EncodingGuess{TextEncoding::utf16_be, 2});
}

TEST_CASE("UTF-8 without a mark is known by being valid") {
  CHECK(guess_encoding(russian).encoding == TextEncoding::utf8);
  CHECK(guess_encoding("plain,ascii\n1,2\n").encoding == TextEncoding::utf8);
  CHECK(guess_encoding("").encoding == TextEncoding::utf8);
}

TEST_CASE("UTF-16 without a mark is known by where its zero bytes stand") {
  const std::string text = "id;Название\n10002;Сделка\n";
  CHECK(guess_encoding(utf16(text, false)).encoding == TextEncoding::utf16_le);
  CHECK(guess_encoding(utf16(text, true)).encoding == TextEncoding::utf16_be);
}

TEST_CASE("Cyrillic words are windows-1251, accents between Latin letters are windows-1252") {
  CHECK(guess_encoding(to_windows_1251(russian)).encoding == TextEncoding::windows_1251);
  CHECK(guess_encoding("Name;Stage\nCaf\xE9 M\xFCller;Negociaci\xF3n\n").encoding == TextEncoding::windows_1252);
  CHECK(guess_encoding("\xB9;\xD1\xF3\xEC\xEC\xE0\n1;2\n").encoding == TextEncoding::windows_1251);  // №;Сумма
}

TEST_CASE("decoding gives back the text in every encoding") {
  CHECK(to_utf8(to_windows_1251(russian), TextEncoding::windows_1251) == russian);
  const std::string text = "Сделка 😀 €";
  CHECK(to_utf8(utf16(text, false), TextEncoding::utf16_le) == text);
  CHECK(to_utf8(utf16(text, true), TextEncoding::utf16_be) == text);
  CHECK(to_utf8("Caf\xE9 \x80", TextEncoding::windows_1252) == "Café €");
}

TEST_CASE("a lone surrogate and half a unit become the replacement character") {
  CHECK(to_utf8(std::string("\x00\xD8\x41\x00", 4), TextEncoding::utf16_le) == "\uFFFDA");
  CHECK(to_utf8("A", TextEncoding::utf16_le) == "\uFFFD");
}

TEST_CASE("whatever the bytes and the encoding, the answer is valid UTF-8") {
  Random random(7);
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (std::uint64_t left = random.below(60); left > 0; --left) bytes += static_cast<char>(random.below(256));
    CAPTURE(round);
    for (const TextEncoding encoding : {TextEncoding::utf8, TextEncoding::utf16_le, TextEncoding::utf16_be,
                                        TextEncoding::windows_1251, TextEncoding::windows_1252})
      CHECK(is_utf8(to_utf8(bytes, encoding)));
    CHECK(is_utf8(to_utf8(bytes, guess_encoding(bytes).encoding)));
  }
}

}  // namespace
}  // namespace voronka
