#include "formats/csv_reader.hpp"

#include <algorithm>
#include <array>

namespace voronka {
namespace {

std::unexpected<Error> refused_at(TextKey key, std::size_t line) {
  return refuse(key, {{.name = "line", .value = static_cast<std::int64_t>(line)}});
}

}  // namespace

bool RowCells::blank() const {
  for (std::size_t i = 0; i < count_; ++i)
    if (cells_[i].find_first_not_of(" \t\n") != std::string::npos) return false;
  return true;
}

Result<TablePlace> read_csv_row(std::string_view text, char delimiter, TablePlace place, RowCells& cells) {
  cells.clear();
  const std::size_t row_line = place.line;
  while (true) {
    if (cells.size() == max_columns) return refused_at(TextKey::import_too_many_columns, row_line);
    std::string& cell = cells.add();

    // Vtiger writes `"A", "B"`: blanks before a quote are not text.
    std::size_t start = place.at;
    while (start < text.size() && text[start] == ' ') ++start;
    if (start < text.size() && text[start] == '"') {
      const std::size_t quote_line = place.line;
      place.at = start + 1;
      while (true) {
        if (place.at >= text.size()) return refused_at(TextKey::import_quote_not_closed, quote_line);
        const char c = text[place.at++];
        if (c == '"') {
          if (place.at < text.size() && text[place.at] == '"') {
            cell += '"';
            ++place.at;
            continue;
          }
          break;
        }
        if (c == '\r') {  // all three line ends become one inside a cell
          if (place.at < text.size() && text[place.at] == '\n') ++place.at;
          cell += '\n';
          ++place.line;
        } else {
          cell += c;
          place.line += c == '\n' ? 1 : 0;
        }
        if (cell.size() > max_cell_bytes) return refused_at(TextKey::import_quote_not_closed, quote_line);
      }
      while (place.at < text.size() && text[place.at] == ' ' && delimiter != ' ') ++place.at;
    }
    // The cell without quotes, or what stands carelessly between a closing quote and the delimiter.
    const char stops[] = {delimiter, '\r', '\n'};
    const std::size_t end = std::min(text.find_first_of(std::string_view(stops, 3), place.at), text.size());
    if (end - place.at > max_cell_bytes) return refused_at(TextKey::import_cell_too_long, row_line);
    cell += text.substr(place.at, end - place.at);
    place.at = end;

    if (place.at >= text.size()) return place;
    const char stop = text[place.at++];
    if (stop == delimiter) continue;
    if (stop == '\r' && place.at < text.size() && text[place.at] == '\n') ++place.at;
    ++place.line;
    return place;
  }
}

DelimiterGuess guess_delimiter(std::string_view text) {
  DelimiterGuess best;
  if (text.size() > 5 && (text.starts_with("sep=") || text.starts_with("SEP=")) &&
      (text[5] == '\r' || text[5] == '\n')) {
    best.delimiter = text[4];
    best.first_row.at = text[5] == '\r' && text.size() > 6 && text[6] == '\n' ? 7 : 6;
    best.first_row.line = 2;
    return best;
  }
  constexpr std::size_t trial_rows = 200;
  constexpr std::size_t counted_widths = 200;
  std::size_t best_score = 0;
  RowCells cells;
  for (const char delimiter : {';', ',', '\t', '|'}) {
    std::array<std::size_t, counted_widths> rows_of_width = {};
    std::size_t rows = 0;
    for (TablePlace place; place.at < text.size() && rows < trial_rows;) {
      const Result<TablePlace> next = read_csv_row(text, delimiter, place, cells);
      if (!next) break;
      place = *next;
      if (cells.size() == 1 && cells.blank()) continue;
      ++rows;
      ++rows_of_width[std::min(cells.size(), counted_widths - 1)];
    }
    for (std::size_t width = 2; width < counted_widths && rows > 0; ++width) {
      // The share of rows of this width, worth more when they are wide: comma-rich prose has no common width.
      const std::size_t score = rows_of_width[width] * 1000 / rows * std::min<std::size_t>(width, 10);
      if (score <= best_score) continue;
      best_score = score;
      best.delimiter = delimiter;
    }
  }
  return best;
}

}  // namespace voronka
