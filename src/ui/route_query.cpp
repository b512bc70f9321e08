#include "ui/route_query.hpp"

#include "base/later.hpp"
#include "base/utf8.hpp"

namespace voronka::ui {
namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// What a browser writes as %XX in this part of an address.
bool is_escaped_by_browsers(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte >= 0x7F || c == '"' || c == '<' || c == '>' || c == '`';
}

template <class Escapes>
std::string encoded(std::string_view text, const Escapes& escapes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (!escapes(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

// Only what `escapes` would have written: the filter's own escapes stay.
template <class Escapes>
std::string decoded(std::string_view text, const Escapes& escapes) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool code = text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
    const char c = code ? static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2])) : text[i];
    if (code && !escapes(c)) {
      out += text[i];
      continue;
    }
    out += c;
    if (code) i += 2;
  }
  return is_utf8(out) ? out : std::string();
}

bool in_filter(char c) { return is_escaped_by_browsers(c) || c == '&' || c == '#'; }
bool in_search(char c) {
  const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                     c == '_' || c == '.' || c == '@';
  return !plain;
}
bool everything(char) { return true; }
// A space inside of a value stays escaped: it is the filter's own.
bool of_filter(char c) { return is_escaped_by_browsers(c) && c != ' '; }

}  // namespace

std::string text_of(const RouteQuery& query) {
  std::string text;
  if (!query.filter.empty()) text += "f=" + encoded(query.filter, in_filter);
  if (!query.search.empty()) text += (text.empty() ? "q=" : "&q=") + encoded(query.search, in_search);
  return text;
}

VORONKA_LATER RouteQuery query_from(std::string_view text) {
  RouteQuery query;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view part = text.substr(0, end);
    if (part.starts_with("f=")) query.filter = decoded(part.substr(2), of_filter);
    if (part.starts_with("q=")) query.search = decoded(part.substr(2), everything);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return query;
}

}  // namespace voronka::ui
