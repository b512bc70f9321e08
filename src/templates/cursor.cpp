#include "templates/cursor.hpp"

#include <algorithm>

#include "base/digits.hpp"

namespace voronka {
namespace {

// A sign that is not ASCII, and what it stands for among operators: 0 = none, ' ' = a blank.
struct Sign {
  std::string_view bytes;
  char meaning;
};
constexpr Sign signs[] = {{"\u00A0", ' '}, {"\u202F", ' '}, {"\u2212", '-'}, {"\u2013", '-'}, {"\u00D7", '*'},
                          {"«", '"'},      {"»", '"'},      {"“", '"'},      {"”", '"'},      {"„", '"'}};

const Sign* sign_at(std::string_view text) {
  for (const Sign& sign : signs)
    if (text.starts_with(sign.bytes)) return &sign;
  return nullptr;
}

}  // namespace

bool is_name_byte(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

char TemplateCursor::peek() const {
  if (at >= end) return '\0';
  if (const Sign* sign = sign_at(text.substr(at, end - at))) return sign->meaning;
  return text[at];
}

void TemplateCursor::advance() {
  const Sign* sign = sign_at(text.substr(at, end - at));
  at += sign ? sign->bytes.size() : 1;
}

void TemplateCursor::skip_blanks() {
  while (at < end && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) advance();
}

bool TemplateCursor::takes(char c) {
  skip_blanks();
  if (at >= end || peek() != c) return false;
  advance();
  return true;
}

std::string_view TemplateCursor::name() {
  const std::size_t begin = at;
  while (at < end && is_name_byte(text[at]) && !sign_at(text.substr(at, end - at))) ++at;
  return text.substr(begin, at - begin);
}

std::string TemplateCursor::rest() const {
  const std::string_view here = text.substr(at, std::min(end - at, std::size_t{32}));
  std::size_t length = std::min({here.find("}}"), here.find('\n'), here.size(), std::size_t{24}});
  while (length > 0 && length < here.size() && (static_cast<unsigned char>(here[length]) & 0xC0) == 0x80) --length;
  return std::string(here.substr(0, length));
}

}  // namespace voronka
