#include "formats/html_table.hpp"

#include <algorithm>

#include "base/digits.hpp"
#include "base/utf8.hpp"

namespace voronka {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_without_case(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (lower(text[i]) != word[i]) return false;
  return true;
}

std::size_t find_without_case(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = text.find('<', from); at != std::string_view::npos; at = text.find('<', at + 1))
    if (starts_without_case(text.substr(at), word)) return at;
  return std::string_view::npos;
}

// "td" of "<td class=x>", "/tr" of "</tr>", "!--" of a comment.
std::string tag_name(std::string_view tag) {
  if (tag.starts_with("<!--")) return "!--";
  std::string name;
  for (const char c : tag.substr(1)) {
    if (c == '>' || c == ' ' || c == '\t' || c == '\r' || c == '\n' || (c == '/' && !name.empty())) break;
    name += lower(c);
    if (name.size() > 12) break;
  }
  return name;
}

std::size_t colspan_of(std::string_view tag) {
  const std::size_t at = tag.find("colspan");
  if (at == std::string_view::npos) return 1;
  std::string digits;
  for (const char c : tag.substr(at + 7)) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (!digits.empty() || (c != '=' && c != '"' && c != '\'' && c != ' ')) {
      break;
    }
  }
  return static_cast<std::size_t>(std::clamp<std::int64_t>(digits_to_int(digits).value_or(1), 1, 100));
}

void trim(std::string& text) {
  const std::size_t end = text.find_last_not_of(" \t\r\n");
  text.erase(end == std::string::npos ? 0 : end + 1);
  text.erase(0, std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

void append_text(std::string& cell, std::string_view text) {
  const std::string decoded = decoded_entities(text);
  for (std::size_t i = 0; i < decoded.size(); ++i) {
    if (decoded[i] == '\r') {
      if (i + 1 == decoded.size() || decoded[i + 1] != '\n') cell += '\n';
    } else {
      cell += decoded[i];
    }
  }
}

struct Entity {
  std::string_view name;
  char32_t code_point;
};
constexpr Entity entities[] = {{"amp", U'&'},     {"lt", U'<'},      {"gt", U'>'},      {"quot", U'"'},
                               {"apos", U'\''},   {"nbsp", 0xA0},    {"laquo", 0xAB},   {"raquo", 0xBB},
                               {"ndash", 0x2013}, {"mdash", 0x2014}, {"euro", 0x20AC},  {"hellip", 0x2026},
                               {"bull", 0x2022},  {"copy", 0xA9},    {"shy", 0xAD},     {"lsquo", 0x2018},
                               {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"pound", 0xA3}};

char32_t entity_value(std::string_view name) {
  for (const Entity& entity : entities)
    if (entity.name == name) return entity.code_point;
  if (!name.starts_with('#') || name.size() < 2 || name.size() > 9) return 0;
  name.remove_prefix(1);
  std::int64_t value = 0;
  if (name[0] == 'x' || name[0] == 'X') {
    for (const char c : name.substr(1)) {
      const char digit = lower(c);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) return 0;
      value = value * 16 + (digit <= '9' ? digit - '0' : digit - 'a' + 10);
    }
  } else {
    value = digits_to_int(name).value_or(0);
  }
  const bool is_character = value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return is_character ? static_cast<char32_t>(value) : 0;
}

}  // namespace

bool looks_like_html(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || text[start] != '<') return false;
  const std::string_view head = text.substr(start, 2048);
  for (const std::string_view word : {"<table", "<html", "<meta", "<!doctype html"})
    if (find_without_case(head, word, 0) != std::string_view::npos) return true;
  return false;
}

std::size_t html_table_start(std::string_view text) {
  const std::size_t at = find_without_case(text, "<table", 0);
  const std::size_t end = at == std::string_view::npos ? at : text.find('>', at);
  return end == std::string_view::npos ? end : end + 1;
}

Result<TablePlace> read_html_row(std::string_view text, TablePlace place, RowCells& cells) {
  cells.clear();
  const auto moved_to = [&](std::size_t at) {
    place.line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(place.at),
                                                      text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    place.at = at;
  };
  std::string* cell = nullptr;
  std::size_t span = 1;
  bool in_row = false;
  const auto close_cell = [&] {
    if (!cell) return;
    trim(*cell);
    for (; span > 1 && cells.size() < max_columns; --span) cells.add();
    cell = nullptr;
  };
  while (true) {
    const std::size_t open = text.find('<', place.at);
    const std::size_t close = open == std::string_view::npos ? open : text.find('>', open);
    if (close == std::string_view::npos)
      return refuse(TextKey::import_html_cut, {{.name = "line", .value = static_cast<std::int64_t>(place.line)}});
    if (cell) append_text(*cell, text.substr(place.at, open - place.at));
    if (cell && cell->size() > max_cell_bytes)
      return refuse(TextKey::import_cell_too_long, {{.name = "line", .value = static_cast<std::int64_t>(place.line)}});

    const std::string_view tag = text.substr(open, close + 1 - open);
    const std::string name = tag_name(tag);
    if (name == "/table") {
      close_cell();
      moved_to(in_row ? open : text.size());
      return place;
    }
    if (name == "tr" && in_row) {  // a row that was not closed
      close_cell();
      moved_to(open);
      return place;
    }
    moved_to(close + 1);
    if (name == "!--") {
      const std::size_t end = text.find("-->", open);
      moved_to(end == std::string_view::npos ? text.size() : end + 3);
    } else if (name == "script" || name == "style") {
      const std::size_t end = find_without_case(text, name == "script" ? "</script" : "</style", close);
      moved_to(end == std::string_view::npos ? text.size() : end);
    } else if (name == "tr") {
      in_row = true;
    } else if (name == "/tr") {
      close_cell();
      if (in_row) return place;
    } else if (name == "td" || name == "th") {
      close_cell();
      if (cells.size() == max_columns)
        return refuse(TextKey::import_too_many_columns,
                      {{.name = "line", .value = static_cast<std::int64_t>(place.line)}});
      in_row = true;
      span = colspan_of(tag);
      cell = &cells.add();
    } else if (name == "/td" || name == "/th") {
      close_cell();
    } else if (cell && (name == "br" || name == "/p" || name == "/div")) {
      *cell += '\n';
    }
  }
}

std::string decoded_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (true) {
    const std::size_t at = text.find('&');
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at);
    const std::size_t end = text.substr(0, 12).find(';');
    const char32_t value = end == std::string_view::npos ? 0 : entity_value(text.substr(1, end - 1));
    if (value == 0) {
      out += '&';
      text.remove_prefix(1);
    } else {
      append_utf8(out, value);
      text.remove_prefix(end + 1);
    }
  }
}

}  // namespace voronka
