#include "ui/route_query.hpp"

#include "base/later.hpp"
#include "base/percent.hpp"
#include "base/utf8.hpp"

namespace voronka::ui {
namespace {

// What a browser writes as %XX in this part of an address.
bool is_escaped_by_browsers(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte >= 0x7F || c == '"' || c == '<' || c == '>' || c == '`';
}

// The filter's own escapes stay.
template <class Escapes>
std::string decoded(std::string_view text, const Escapes& escapes) {
  std::string out = percent_unescaped(text, escapes);
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
  if (!query.filter.empty()) text += "f=" + percent_escaped(query.filter, in_filter);
  if (!query.search.empty()) text += (text.empty() ? "q=" : "&q=") + percent_escaped(query.search, in_search);
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
