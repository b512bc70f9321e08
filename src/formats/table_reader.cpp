#include "formats/table_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "formats/html_table.hpp"

namespace voronka {
namespace {

struct Magic {
  std::string_view bytes;
  TextKey refusal;
};
constexpr Magic magics[] = {{"PK\x03\x04", TextKey::import_is_xlsx},
                            {"PK\x05\x06", TextKey::import_is_xlsx},
                            {"\xD0\xCF\x11\xE0", TextKey::import_is_old_xls},
                            {"\x89PNG", TextKey::import_is_picture},
                            {"\xFF\xD8\xFF", TextKey::import_is_picture},
                            {"GIF8", TextKey::import_is_picture},
                            {"%PDF", TextKey::import_is_binary},
                            {"\x1F\x8B", TextKey::import_is_binary},
                            {"{\\rtf", TextKey::import_is_binary}};

}  // namespace

Result<TableReader> TableReader::open(std::string bytes, std::optional<TextEncoding> encoding) {
  for (const Magic& magic : magics)
    if (bytes.starts_with(magic.bytes)) return refuse(magic.refusal);
  if (bytes.size() > max_table_bytes)
    return refuse(TextKey::import_too_large, {{.name = "limit", .value = std::int64_t{max_table_bytes >> 20}}});

  EncodingGuess guess = guess_encoding(bytes);
  if (encoding) guess = {.encoding = *encoding, .bom_size = guess.encoding == *encoding ? guess.bom_size : 0};
  TableReader reader;
  reader.info_.encoding = guess.encoding;
  if (guess.encoding == TextEncoding::utf8 && is_utf8(bytes)) {
    reader.text_ = std::move(bytes);
    reader.text_.erase(0, guess.bom_size);
  } else {
    reader.text_ = to_utf8(std::string_view(bytes).substr(guess.bom_size), guess.encoding);
  }
  const std::string& text = reader.text_;
  if (const std::size_t zero = text.find('\0'); zero != std::string::npos) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(zero), '\n');
    return refuse(TextKey::import_is_binary, {}, "line " + std::to_string(line));
  }
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return refuse(TextKey::import_is_empty);
  if (text[first] == '{' || text[first] == '[') return refuse(TextKey::import_is_json);

  if (looks_like_html(text)) {
    reader.info_.kind = TableKind::html;
    const std::size_t start = html_table_start(text);
    if (start == std::string::npos) return refuse(TextKey::import_no_table);
    reader.first_.at = start;
    reader.first_.line =
        1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(start), '\n'));
  } else {
    const DelimiterGuess delimiter = guess_delimiter(text);
    reader.info_.delimiter = delimiter.delimiter;
    reader.first_ = delimiter.first_row;
  }
  reader.rewind();
  return reader;
}

Result<bool> TableReader::next() {
  while (place_.at < text_.size()) {
    if (info_.kind == TableKind::html) {  // between rows only line ends stand; they would make the row one line early
      for (; place_.at < text_.size() && (text_[place_.at] == '\n' || text_[place_.at] == '\r'); ++place_.at)
        place_.line += text_[place_.at] == '\n' ? 1 : 0;
    }
    line_ = place_.line;
    const Result<TablePlace> after = info_.kind == TableKind::html
                                         ? read_html_row(text_, place_, cells_)
                                         : read_csv_row(text_, info_.delimiter, place_, cells_);
    if (!after) return std::unexpected(after.error());
    place_ = *after;
    if (cells_.blank()) continue;
    if (++rows_ > max_table_rows + 1)  // one more than the limit: the header
      return refuse(TextKey::import_too_many_rows, {{.name = "limit", .value = std::int64_t{max_table_rows}}});
    return true;
  }
  cells_.clear();
  return false;
}

void TableReader::rewind() {
  place_ = first_;
  line_ = 0;
  rows_ = 0;
  cells_.clear();
}

double TableReader::progress() const {
  return text_.empty() ? 1.0 : static_cast<double>(place_.at) / static_cast<double>(text_.size());
}

}  // namespace voronka
