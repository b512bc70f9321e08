#include "templates/offer_html.hpp"

#include <algorithm>
#include <vector>

#include "base/digits.hpp"
#include "base/later.hpp"
#include "base/utf8.hpp"

namespace voronka {
namespace {

void add_escaped(std::string& html, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        // Neither bells nor form feeds.
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) html += c;
    }
  }
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_number(std::string_view cell) {
  return cell.empty() || is_digit(cell[0]) || cell[0] == '-' || cell.starts_with("\u2212");
}

constexpr std::size_t most_columns = 50;

void add_table(std::string& html, const std::vector<std::string_view>& rows) {
  std::vector<std::vector<std::string_view>> cells;
  std::size_t columns = 0;
  for (const std::string_view row : rows) {
    cells.push_back(split(row, '\t'));
    // A row may be longer; the others are not filled up to it without end.
    columns = std::min(std::max(columns, cells.back().size()), most_columns);
  }
  const std::size_t heads = cells.size() > 1 ? 1 : 0;
  std::vector<bool> right(columns, true);
  for (std::size_t r = heads; r < cells.size(); ++r)
    for (std::size_t c = 0; c < std::min(cells[r].size(), columns); ++c)
      if (!is_number(trimmed(cells[r][c]))) right[c] = false;

  html += "<table>";
  for (std::size_t r = 0; r < cells.size(); ++r) {
    const bool head = r < heads;
    html += head ? "<thead><tr>" : r == heads ? "<tbody><tr>" : "<tr>";
    for (std::size_t c = 0; c < std::max(columns, cells[r].size()); ++c) {
      html += head ? "<th" : "<td";
      html += c < columns && right[c] ? " class=\"n\">" : ">";
      if (c < cells[r].size()) add_escaped(html, trimmed(cells[r][c]));
      html += head ? "</th>" : "</td>";
    }
    html += head ? "</tr></thead>" : "</tr>";
  }
  html += "</tbody></table>";
}

}  // namespace

VORONKA_LATER std::string offer_html(std::string_view title, std::string_view text) {
  std::string html;
  if (const std::string_view words = trimmed(title); !words.empty()) {
    html += "<h1>";
    add_escaped(html, words);
    html += "</h1>";
  }
  std::vector<std::string_view> rows;
  bool in_paragraph = false;
  const auto end_paragraph = [&] {
    if (in_paragraph) html += "</p>";
    in_paragraph = false;
  };
  const auto end_table = [&] {
    if (!rows.empty()) add_table(html, rows);
    rows.clear();
  };
  for (std::string_view line : split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.contains('\t')) {
      end_paragraph();
      rows.push_back(line);
      continue;
    }
    end_table();
    if (trimmed(line).empty()) {
      end_paragraph();
      continue;
    }
    html += in_paragraph ? "<br>" : "<p>";
    in_paragraph = true;
    add_escaped(html, line);
  }
  end_table();
  end_paragraph();
  return html;
}

}  // namespace voronka
