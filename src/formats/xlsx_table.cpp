#include "formats/xlsx_table.hpp"

#include <algorithm>
#include <utility>

#include "base/digits.hpp"
#include "base/utf8.hpp"
#include "formats/html_table.hpp"
#include "formats/xml_scan.hpp"

namespace voronka {
namespace {

constexpr std::size_t none = std::string_view::npos;
// More of them is no workbook of anybody; looking them up is not made for more.
constexpr std::size_t most_parts = 4096;
constexpr std::size_t most_sheets = 256;
constexpr std::size_t most_formats = 4096;
constexpr std::size_t most_styles = 65'536;

struct Part {
  std::string_view name;
  std::size_t begin;
  std::size_t end;
};

std::unexpected<Error> refused_at(TextKey key, std::size_t line) {
  return refuse(key, {{.name = "line", .value = static_cast<std::int64_t>(line)}});
}

std::unexpected<Error> too_large() {
  return refuse(TextKey::import_too_large, {{.name = "limit", .value = std::int64_t{max_workbook_part_bytes >> 20}}});
}

Result<std::vector<Part>> parts_of(std::string_view text) {
  std::vector<Part> parts;
  for (std::size_t at = workbook_mark.size(); at < text.size() && parts.size() < most_parts;) {
    const std::size_t line_end = text.find('\n', at);
    const std::string_view line = text.substr(at, line_end == none ? 0 : line_end - at);
    const std::size_t gap = line.rfind(' ');
    const auto size = gap == none ? std::nullopt : digits_to_int(line.substr(gap + 1));
    if (!size) return refuse(TextKey::import_xlsx_damaged);
    const std::string_view name = line.substr(0, gap);
    if (name == "!large") return too_large();
    if (name == "!locked") return refuse(TextKey::import_xlsx_locked);
    if (name == "!xlsb") return refuse(TextKey::import_is_xlsb);
    const std::size_t begin = line_end + 1;
    if (name.starts_with('!') || static_cast<std::size_t>(*size) > text.size() - begin)
      return refuse(TextKey::import_xlsx_damaged);
    if (static_cast<std::size_t>(*size) > max_workbook_part_bytes) return too_large();
    at = begin + static_cast<std::size_t>(*size);
    parts.push_back({.name = name, .begin = begin, .end = at});
  }
  return parts;
}

const Part* part_named(const std::vector<Part>& parts, std::string_view name) {
  const auto found = std::ranges::find(parts, name, &Part::name);
  return found == parts.end() ? nullptr : &*found;
}

// "_x000D_" is how a workbook writes what XML cannot hold.
std::optional<char32_t> written_escape(std::string_view text) {
  if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return std::nullopt;
  char32_t value = 0;
  for (const char c : text.substr(2, 4)) {
    const char letter = c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
    if (!is_digit(letter) && (letter < 'A' || letter > 'F')) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(is_digit(letter) ? letter - '0' : letter - 'A' + 10);
  }
  return value >= 0xD800 && value <= 0xDFFF ? std::nullopt : std::optional(value);
}

// Never longer than what is written.
void append_value(std::string& out, const XmlScanner& xml) {
  const std::string decoded = xml.verbatim() ? std::string(xml.text()) : decoded_entities(xml.text());
  std::string_view rest = decoded;
  while (!rest.empty()) {
    const std::size_t next = std::min(rest.find_first_of("_\r"), rest.size());
    out += rest.substr(0, next);
    rest.remove_prefix(next);
    if (rest.empty()) return;
    const auto escape = written_escape(rest);
    if (rest[0] == '\r') {  // with a line end behind it or alone
      if (!rest.starts_with("\r\n")) out += '\n';
    } else if (!escape) {
      out += '_';
    } else if (*escape >= U' ' || *escape == U'\n' || *escape == U'\t') {
      append_utf8(out, *escape);
    }
    rest.remove_prefix(escape ? 7 : 1);
  }
}

// Whether a text that comes now belongs to the value: within <t> or <v>, but not to how its letters are read aloud.
class ValueText {
 public:
  void see(XmlKind kind, std::string_view name) {
    if (name == "rPh") aloud_ = kind == XmlKind::open;
    if (name == "t" || name == "v") within_ = kind == XmlKind::open;
  }
  bool counts() const { return within_ && !aloud_; }

 private:
  bool within_ = false;
  bool aloud_ = false;
};

Result<bool> read_strings(std::string& text, const Part& part, XlsxBook& book) {
  book.strings_at = part.begin;
  std::size_t end = part.begin;  // of what is decoded: never beyond what was read
  XmlScanner xml(std::string_view(text).substr(0, part.end), part.begin);
  ValueText value;
  std::string piece;
  while (true) {
    const XmlKind kind = xml.next();
    if (kind == XmlKind::cut) return refuse(TextKey::import_xlsx_damaged);
    if (kind == XmlKind::end) return true;
    if (kind != XmlKind::text) {
      if (kind == XmlKind::close && xml.name() == "si") book.string_ends.push_back(static_cast<std::uint32_t>(end));
      value.see(kind, xml.name());
    } else if (value.counts()) {
      piece.clear();
      append_value(piece, xml);
      std::ranges::copy(piece, text.begin() + static_cast<std::ptrdiff_t>(end));
      end += piece.size();
    }
  }
}

Result<bool> read_styles(std::string_view text, const Part& part, XlsxBook& book) {
  std::vector<std::pair<std::int64_t, CellShape>> formats;
  XmlScanner xml(text.substr(0, part.end), part.begin);
  bool in_cells = false;
  while (true) {
    const XmlKind kind = xml.next();
    if (kind == XmlKind::cut) return refuse(TextKey::import_xlsx_damaged);
    if (kind == XmlKind::end) return true;
    if (kind == XmlKind::text) continue;
    if (xml.name() == "cellXfs") in_cells = kind == XmlKind::open;
    if (kind != XmlKind::open) continue;
    const std::int64_t id = digits_to_int(xml.attribute("numFmtId")).value_or(0);
    if (xml.name() == "numFmt" && formats.size() < most_formats) {
      formats.emplace_back(id, shape_of_format(decoded_entities(xml.attribute("formatCode"))));
    } else if (xml.name() == "xf" && in_cells && book.shapes.size() < most_styles) {
      const auto own = std::ranges::find(formats, id, &std::pair<std::int64_t, CellShape>::first);
      book.shapes.push_back(own == formats.end() ? shape_of_builtin(id) : own->second);
    }
  }
}

// Where the files of sheets lie, by the names that the workbook has for them.
std::vector<std::pair<std::string_view, std::string>> targets_of(std::string_view text, const Part& part) {
  std::vector<std::pair<std::string_view, std::string>> targets;
  XmlScanner xml(text.substr(0, part.end), part.begin);
  for (XmlKind kind = xml.next(); kind != XmlKind::end && kind != XmlKind::cut && targets.size() < most_parts;
       kind = xml.next()) {
    if (kind != XmlKind::open || xml.name() != "Relationship") continue;
    std::string path = decoded_entities(xml.attribute("Target"));
    for (char& c : path) c = c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (path.starts_with("./")) path.erase(0, 2);
    if (path.starts_with('/'))
      path.erase(0, 1);
    else
      path.insert(0, "xl/");
    targets.emplace_back(xml.attribute("Id"), std::move(path));
  }
  return targets;
}

Result<bool> read_contents(std::string_view text, const std::vector<Part>& parts, XlsxBook& book) {
  const Part* const contents = part_named(parts, "xl/workbook.xml");
  const Part* const links = part_named(parts, "xl/_rels/workbook.xml.rels");
  if (!contents || !links) return refuse(TextKey::import_xlsx_damaged);
  const auto targets = targets_of(text, *links);
  XmlScanner xml(text.substr(0, contents->end), contents->begin);
  while (true) {
    const XmlKind kind = xml.next();
    if (kind == XmlKind::cut) return refuse(TextKey::import_xlsx_damaged);
    if (kind == XmlKind::end) return true;
    if (kind != XmlKind::open) continue;
    if (xml.name() == "workbookPr") {
      const std::string_view since = xml.attribute("date1904");
      book.from_1904 = since == "1" || since == "true";
    }
    const bool hidden = xml.attribute("state").contains("idden");  // hidden, veryHidden
    if (xml.name() != "sheet" || hidden || book.sheets.size() == most_sheets) continue;
    const auto target =
        std::ranges::find(targets, xml.attribute("id"), [](const auto& it) { return std::string_view(it.first); });
    const Part* const part = target == targets.end() ? nullptr : part_named(parts, target->second);
    if (part)  // a sheet of charts has none here
      book.sheets.push_back({.name = decoded_entities(xml.attribute("name")), .begin = part->begin, .end = part->end});
  }
}

// Looks for the first sheet that is a table. That nobody is asked is for want of a list to choose from in the preview: `sheets` has it.
Result<bool> choose_sheet(std::string_view text, XlsxBook& book) {
  std::optional<std::size_t> with_values;
  std::optional<Error> trouble;
  RowCells cells;
  for (book.sheet = 0; book.sheet < book.sheets.size(); ++book.sheet) {
    int wide_rows = 0;
    for (TablePlace place = sheet_start(book); place.at < book.chosen().end;) {
      const Result<TablePlace> next = read_xlsx_row(text, book, place, cells);
      if (!next) {
        if (!trouble) trouble = next.error();
        break;
      }
      place = *next;
      std::size_t values = 0;
      for (std::size_t i = 0; i < cells.size(); ++i) values += cells.at(i).empty() ? 0 : 1;
      if (values > 0 && !with_values) with_values = book.sheet;
      wide_rows += values > 1 ? 1 : 0;
      if (wide_rows == 2) return true;
    }
  }
  if (trouble) return std::unexpected(std::move(*trouble));
  if (!with_values) return refuse(TextKey::import_xlsx_no_sheet);
  book.sheet = *with_values;
  return true;
}

// The column of "C5", from 0; max_sheet_columns for one that is none.
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    const char letter = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (letter < 'A' || letter > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(letter - 'A' + 1);
    if (column > max_sheet_columns) break;
  }
  return column == 0 ? max_sheet_columns : column - 1;
}

struct Cell {
  std::size_t column = 0;
  std::string_view type = {};
  CellShape shape = CellShape::number;
  std::string value = {};  // as it is written
};

Result<bool> put(const Cell& cell, std::string_view text, XlsxBook& book, std::size_t line, RowCells& cells) {
  std::string shown;
  std::string_view value = cell.value;
  if (value.empty() || cell.type == "e") return true;
  if (cell.type == "s") {
    const auto index = digits_to_int(value);
    if (!index || static_cast<std::size_t>(*index) >= book.string_ends.size())
      return refuse(TextKey::import_xlsx_damaged, {}, "line " + std::to_string(line));
    const auto i = static_cast<std::size_t>(*index);
    const std::size_t begin = i == 0 ? book.strings_at : book.string_ends[i - 1];
    value = text.substr(begin, book.string_ends[i] - begin);
    if (value.size() > max_cell_bytes) return refused_at(TextKey::import_cell_too_long, line);
    // A few bytes of the sheet may stand for a long text each time.
    book.given += value.size();
    if (book.given > max_workbook_bytes) return too_large();
  } else if (cell.type.empty() || cell.type == "n") {
    shown = cell_number(value, cell.shape, book.from_1904);
    value = shown;
  }
  if (value.empty()) return true;
  if (cell.column >= max_columns) return refused_at(TextKey::import_too_many_columns, line);
  while (cells.size() <= cell.column) cells.add();
  cells[cell.column].assign(value);
  return true;
}

}  // namespace

Result<XlsxBook> open_workbook(std::string& text, std::optional<std::size_t> sheet) {
  if (text.size() > max_workbook_bytes) return too_large();
  // A UTF-16 part, which XML allows and no program writes, ends here, too.
  if (!is_utf8(text) || text.contains('\0')) return refuse(TextKey::import_xlsx_damaged);
  const Result<std::vector<Part>> parts = parts_of(text);
  if (!parts) return std::unexpected(parts.error());
  XlsxBook book;
  if (auto read = read_contents(text, *parts, book); !read) return std::unexpected(read.error());
  if (book.sheets.empty()) return refuse(TextKey::import_xlsx_no_sheet);
  if (const Part* const styles = part_named(*parts, "xl/styles.xml"))
    if (auto read = read_styles(text, *styles, book); !read) return std::unexpected(read.error());
  if (const Part* const strings = part_named(*parts, "xl/sharedstrings.xml"))
    if (auto read = read_strings(text, *strings, book); !read) return std::unexpected(read.error());
  if (sheet) {
    book.sheet = std::min(*sheet, book.sheets.size() - 1);
  } else if (auto chosen = choose_sheet(text, book); !chosen) {
    return std::unexpected(chosen.error());
  }
  book.given = 0;
  return book;
}

Result<TablePlace> read_xlsx_row(std::string_view text, XlsxBook& book, TablePlace place, RowCells& cells) {
  cells.clear();
  XmlScanner xml(text.substr(0, book.chosen().end), place.at);
  ValueText value;
  Cell cell;
  bool in_row = false;
  bool in_cell = false;
  std::size_t next_column = 0;
  while (true) {
    const XmlKind kind = xml.next();
    const std::string_view name = xml.name();
    if (kind == XmlKind::text) {
      if (!in_cell || !value.counts()) continue;
      append_value(cell.value, xml);
      if (cell.value.size() > max_cell_bytes) return refused_at(TextKey::import_cell_too_long, place.line);
      continue;
    }
    if (kind == XmlKind::end || kind == XmlKind::cut) return refused_at(TextKey::import_html_cut, place.line + 1);
    value.see(kind, name);
    if (kind == XmlKind::open) {
      if (name == "row") {
        const auto number = digits_to_int(xml.attribute("r"));
        place.line = number && *number > 0 && *number <= 1'048'576 ? static_cast<std::size_t>(*number) : place.line + 1;
        in_row = true;
      } else if (name == "c" && in_row) {
        const std::string_view reference = xml.attribute("r");
        cell.column = reference.empty() ? next_column : column_of(reference);
        if (cell.column >= max_sheet_columns) return refused_at(TextKey::import_too_many_columns, place.line);
        next_column = cell.column + 1;
        cell.type = xml.attribute("t");
        const auto style = static_cast<std::size_t>(digits_to_int(xml.attribute("s")).value_or(0));
        cell.shape = style < book.shapes.size() ? book.shapes[style] : CellShape::number;
        cell.value.clear();
        in_cell = true;
      }
      continue;
    }
    if (name == "c" && in_cell) {
      in_cell = false;
      if (auto done = put(cell, text, book, place.line, cells); !done) return std::unexpected(done.error());
    } else if (name == "row") {
      place.at = xml.at();
      return place;
    } else if (name == "sheetData" || name == "worksheet") {
      place.at = book.chosen().end;
      return place;
    }
  }
}

}  // namespace voronka
