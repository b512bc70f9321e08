#include <doctest/doctest.h>

#include "base/crc32c.hpp"
#include "base/fold.hpp"
#include "base/order_key.hpp"
#include "base/utf8.hpp"

namespace voronka {

TEST_CASE("folding makes a search find Cyrillic in any case, with ё as е") {
  CHECK(folded("ЁЛКА и Ёж") == "елка и еж");
  CHECK(folded("ПРИВЕТ, Мир") == "привет, мир");
  CHECK(folded("Ünïcode ŁÓDŹ ÇA") == "ünïcode łódź ça");
  CHECK(folded("ЂЊЏ Қазақ Ґанок") == "ђњџ қазақ ґанок");
}

TEST_CASE("the other keyboard layout turns ghbdtn into привет and back") {
  CHECK(on_other_layout("ghbdtn") == "привет");
  CHECK(on_other_layout("привет") == "ghbdtn");
  CHECK(on_other_layout("[jkjl.") == "холодю");
  CHECK(on_other_layout("123 漢") == "123 漢");
}

TEST_CASE("people's order puts 2 before 10, ё beside е, and ignores case") {
  CHECK(less_for_people("Сделка 2", "сделка 10"));
  CHECK_FALSE(less_for_people("сделка 10", "Сделка 2"));
  CHECK(less_for_people("Ёлка", "Жук"));
  CHECK(less_for_people("Елка", "Ёж 2") == less_for_people("Елка", "Еж 2"));
  CHECK_FALSE(less_for_people("a", "A"));
  CHECK(less_for_people("a", "ab"));
}

TEST_CASE("UTF-8 that is not well-formed is found where it is") {
  CHECK(is_utf8("Привет 漢字 🙂"));
  CHECK(first_invalid_utf8("ab\xff") == 2);
  CHECK(first_invalid_utf8("\xc0\x80") == 0);          // overlong NUL
  CHECK(first_invalid_utf8("x\xed\xa0\x80") == 1);     // surrogate
  CHECK(first_invalid_utf8("\xf4\x90\x80\x80") == 0);  // above U+10FFFF
  CHECK(first_invalid_utf8("\xe2\x82") == 0);          // cut
}

TEST_CASE("clipping never cuts a letter in half") {
  for (std::size_t limit = 0; limit < 20; ++limit) CHECK(is_utf8(clipped_utf8("Привет 漢🙂", limit)));
}

TEST_CASE("CRC-32C gives the value of its specification") {
  CHECK(crc32c("123456789") == 0xE3069283U);
  CHECK(crc32c("") == 0);
}

TEST_CASE("CRC-32C of any length is what its definition gives bit by bit") {
  std::string bytes;
  for (int length = 0; length < 40; ++length) {
    std::uint32_t crc = ~0U;
    for (const char c : bytes) {
      crc ^= static_cast<unsigned char>(c);
      for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0x82F63B78U : 0);
    }
    CHECK(crc32c(bytes) == static_cast<std::uint32_t>(~crc));
    bytes += static_cast<char>(length * 37 + 200);
  }
}

TEST_CASE("the number of a text keeps the order of people as far as it looks") {
  const char* texts[] = {"",  " a", "A", "ab", "Abc 2", "abc 10",       "z", "Ёлка", "Жук",
                         "я", "ﬀ",  "2", "10", "«a»",   "aa aa aa aa b"};
  for (const std::string_view a : texts) {
    for (const std::string_view b : texts) {
      CAPTURE(a);
      CAPTURE(b);
      if (order_key(a) < order_key(b)) CHECK_FALSE(less_for_people(b, a));
    }
  }
  CHECK(order_key("Анна") < order_key("Яна"));
  CHECK(order_key("") == 0);
}

}  // namespace voronka
