#include "formats/table_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "formats/cell_guard.hpp"
#include "formats/html_table.hpp"
#include "formats/import_headers.hpp"
#include "formats/table_links.hpp"

namespace voronka {
namespace {

struct Magic {
  std::string_view bytes;
  TextKey refusal;
};
constexpr Magic magics[] = {{"PK\x03\x04", TextKey::import_is_archive},
                            {"PK\x05\x06", TextKey::import_is_archive},
                            {"\xD0\xCF\x11\xE0", TextKey::import_is_old_xls},
                            {"\x89PNG", TextKey::import_is_picture},
                            {"\xFF\xD8\xFF", TextKey::import_is_picture},
                            {"GIF8", TextKey::import_is_picture},
                            {"%PDF", TextKey::import_is_binary},
                            {"\x1F\x8B", TextKey::import_is_binary},
                            {"{\\rtf", TextKey::import_is_binary}};

// The name of what a protected workbook is kept in, as an old container of Office writes names.
constexpr std::string_view locked_mark{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};

}  // namespace

Result<TableReader> TableReader::open(std::string bytes, std::optional<TextEncoding> encoding,
                                      std::optional<std::size_t> sheet) {
  if (bytes.starts_with(workbook_mark)) {
    TableReader reader;
    Result<XlsxBook> book = open_workbook(bytes, sheet);
    if (!book) return std::unexpected(book.error());
    reader.text_ = std::move(bytes);
    reader.info_.kind = TableKind::xlsx;
    reader.info_.sheet = book->sheet;
    reader.end_ = book->chosen().end;
    reader.first_ = sheet_start(*book);
    reader.book_ = std::move(*book);
    reader.rewind();
    return reader;
  }
  for (const Magic& magic : magics) {
    if (!bytes.starts_with(magic.bytes)) continue;
    const bool locked = magic.refusal == TextKey::import_is_old_xls && bytes.contains(locked_mark);
    return refuse(locked ? TextKey::import_xlsx_locked : magic.refusal);
  }
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
  if (text[first] == '{' || text[first] == '[') {
    Result<JsonTable> table = open_json(reader.text_);
    if (!table) return std::unexpected(table.error());
    reader.info_.kind = TableKind::json;
    reader.json_ = std::move(*table);
    reader.end_ = reader.json_.rows.size() + 1;
    reader.rewind();
    return reader;
  }

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
  reader.end_ = text.size();
  reader.rewind();
  return reader;
}

Result<bool> TableReader::next() {
  while (place_.at < end_) {
    if (info_.kind == TableKind::html) {  // between rows only line ends stand; they would make the row one line early
      for (; place_.at < text_.size() && (text_[place_.at] == '\n' || text_[place_.at] == '\r'); ++place_.at)
        place_.line += text_[place_.at] == '\n' ? 1 : 0;
    }
    line_ = place_.line;
    const Result<TablePlace> after = info_.kind == TableKind::xlsx   ? read_xlsx_row(text_, book_, place_, cells_)
                                     : info_.kind == TableKind::json ? read_json_row(text_, json_, place_, cells_)
                                     : info_.kind == TableKind::html
                                         ? read_html_row(text_, place_, cells_)
                                         : read_csv_row(text_, info_.delimiter, place_, cells_);
    if (!after) return std::unexpected(after.error());
    place_ = *after;
    if (info_.kind == TableKind::xlsx) line_ = place_.line;
    if (cells_.blank()) continue;
    if (info_.kind == TableKind::csv) {
      for (std::size_t i = 0; i < cells_.size(); ++i)
        if (unguarded(cells_[i]).size() < cells_[i].size()) cells_[i].erase(0, 1);
    }
    if (!joins_.empty()) add_joined();
    if (++rows_ > max_table_rows + 1)  // one more than the limit: the header
      return refuse(TextKey::import_too_many_rows, {{.name = "limit", .value = std::int64_t{max_table_rows}}});
    return true;
  }
  cells_.clear();
  return false;
}

Result<bool> TableReader::join(std::shared_ptr<const TableLinks> links) {
  constexpr std::size_t header_rows = 20, rows_tried = 500;
  rewind();
  std::vector<Join> found;
  std::vector<bool> hit;
  for (std::size_t row = 0; row < rows_tried && !links->empty(); ++row) {
    const Result<bool> more = next();
    if (!more) return more;
    if (!*more) break;
    if (found.empty() && row < header_rows) {
      bool named[2] = {};
      for (std::size_t i = 0; i < cells_.size(); ++i) {
        const LinkKind kind = link_of_header(cells_.at(i));
        if (kind != LinkKind::none) found.push_back({.column = i, .company = kind == LinkKind::company});
        const ImportTarget target = guess_from_header(folded_header(cells_.at(i))).target;
        if (kind == LinkKind::none) named[0] = named[0] || target == ImportTarget::contact;
        if (kind == LinkKind::none) named[1] = named[1] || target == ImportTarget::company;
      }
      std::erase_if(found, [&](const Join& one) { return named[one.company ? 1 : 0]; });
      hit.assign(found.size(), false);
      join_header_line_ = line_;
      join_width_ = cells_.size();
      continue;
    }
    for (std::size_t i = 0; i < found.size(); ++i)
      hit[i] = hit[i] || links->find(found[i].company, cells_.at(found[i].column)) != nullptr;
  }
  rewind();
  for (std::size_t i = 0; i < found.size(); ++i)
    if (hit[i]) joins_.push_back(found[i]);
  links_ = std::move(links);
  return true;
}

// Behind the columns of the header; what a longer row has beyond them comes after.
void TableReader::add_joined() {
  if (line_ < join_header_line_) return;
  std::vector<std::string> beyond;
  for (std::size_t i = join_width_; i < cells_.size(); ++i) beyond.emplace_back(cells_.at(i));
  cells_.cut(join_width_);
  while (cells_.size() < join_width_) cells_.add();
  for (const Join& join : joins_) {
    static const TableLinks::Reached captions[] = {{.name = "Contact", .phone = "Phone", .email = "Email"},
                                                   {.name = "Company"}};
    static const TableLinks::Reached nobody;
    const TableLinks::Reached* found = line_ == join_header_line_ ? &captions[join.company ? 1 : 0]
                                                                  : links_->find(join.company, cells_.at(join.column));
    const TableLinks::Reached& reached = found ? *found : nobody;
    cells_.add() = reached.name;
    if (join.company) continue;
    cells_.add() = reached.phone;
    cells_.add() = reached.email;
  }
  for (std::string& cell : beyond) cells_.add() = std::move(cell);
}

std::vector<std::string> TableReader::sheets() const {
  std::vector<std::string> names;
  for (const XlsxSheet& sheet : book_.sheets) names.push_back(sheet.name);
  return names;
}

void TableReader::rewind() {
  place_ = first_;
  book_.given = 0;
  line_ = 0;
  rows_ = 0;
  cells_.clear();
}

double TableReader::progress() const {
  const std::size_t begin = info_.kind == TableKind::xlsx ? first_.at : 0;  // behind other parts
  return end_ == begin ? 1.0 : static_cast<double>(place_.at - begin) / static_cast<double>(end_ - begin);
}

}  // namespace voronka
