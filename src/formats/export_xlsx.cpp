// A workbook as ECMA-376 has it, in the fewest parts that Excel, LibreOffice and Google open without a word.
#include <algorithm>

#include "base/digits.hpp"
#include "base/markup.hpp"
#include "base/utf8.hpp"
#include "formats/export_table.hpp"
#include "formats/stored_zip.hpp"

namespace voronka {
namespace {

constexpr std::string_view head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view types =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>";
constexpr std::string_view relations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"xl/workbook.xml\"/></Relationships>";
constexpr std::string_view book_relations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
    "Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
    "Target=\"styles.xml\"/></Relationships>";
// Cells by their number: as they are, a day, a moment (formats 14 and 22: in the order of the reader's country), a caption.
constexpr std::string_view styles =
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
    "patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
    "<cellXfs count=\"4\"><xf/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"22\" "
    "applyNumberFormat=\"1\"/>"
    "<xf fontId=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>";
constexpr std::string_view sheet_head =
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews><sheetView "
    "workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
    "</sheetView></sheetViews><cols><col min=\"1\" max=\"16384\" width=\"20\" customWidth=\"1\"/></cols><sheetData>";
constexpr std::size_t max_cell_letters = 32'767;  // of Excel
constexpr std::size_t max_sheet_name = 31;
constexpr std::int32_t excel_epoch_days =
    25'569;  // 1970-01-01 counted from the last day of 1899, with its 29 February 1900

// 0 is A, 26 is AA.
std::string column_letters(std::size_t column) {
  std::string letters;
  for (++column; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

// Days since the epoch of Excel with the time of day as a fraction, to the second.
std::string serial_of(Moment at) {
  const std::int64_t local_s = at.utc_ms / 1000 + std::int64_t{at.offset_minutes} * 60;
  const std::int32_t days = local_date(at).days;
  const std::int64_t second = local_s - std::int64_t{days} * 86'400;
  return std::to_string(days + excel_epoch_days) + '.' + padded(second * 10'000'000'000 / 86'400, 10);
}

class XlsxTable final : public TableSink {
 public:
  XlsxTable(ByteSink& out, std::string_view name) : out_(out) {
    for (const char c : clipped_utf8(name, max_sheet_name))
      if (!std::string_view("[]:*?/\\'").contains(c)) name_ += c;
    if (name_.empty()) name_ = "1";
  }

  void cell(const ExportCell& cell) override {
    if (column_ == 0) row_text_ = "<row r=\"" + std::to_string(row_) + "\">";
    const std::string place = column_letters(column_++) + std::to_string(row_);
    widest_ = std::max(widest_, column_);
    using enum ExportCell::Kind;
    if (cell.kind == nothing) return;
    row_text_ += "<c r=\"" + place + '"';
    if (cell.kind == text) {
      const bool first = row_ == 1;
      row_text_ += first ? " s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                         : " t=\"inlineStr\"><is><t xml:space=\"preserve\">";
      put_markup(row_text_, clipped_letters(cell.text));
      row_text_ += "</t></is></c>";
      return;
    }
    if (cell.kind == number) row_text_ += "><v>" + cell.text;
    if (cell.kind == day) row_text_ += " s=\"1\"><v>" + std::to_string(cell.day.days + excel_epoch_days);
    if (cell.kind == moment) row_text_ += " s=\"2\"><v>" + serial_of(cell.at);
    row_text_ += "</v></c>";
  }

  void end_row() override {
    if (column_ > 0) (sheet_ += row_text_) += "</row>";
    column_ = 0;
    ++row_;
  }

  void finish() override {
    StoredZip zip(out_);
    const auto part = [&](std::string_view name, std::string_view body) {
      zip.add(name, std::string(head) + std::string(body));
    };
    part("[Content_Types].xml", types);
    part("_rels/.rels", relations);
    std::string book =
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"";
    put_markup(book, name_);
    part("xl/workbook.xml", book + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
    part("xl/_rels/workbook.xml.rels", book_relations);
    part("xl/styles.xml", styles);
    const std::string last = column_letters(std::max<std::size_t>(widest_, 1) - 1);
    sheet_ += "</sheetData>";
    if (row_ > 1) sheet_ += "<autoFilter ref=\"A1:" + last + std::to_string(row_ - 1) + "\"/>";
    sheet_ += "</worksheet>";
    zip.add("xl/worksheets/sheet1.xml", sheet_);
    zip.finish();
  }

 private:
  // A letter beyond the limit makes Excel mend the file with a warning. Counted in UTF-16, as Excel does.
  static std::string_view clipped_letters(std::string_view text) {
    if (text.size() <= max_cell_letters) return text;
    std::size_t letters = 0;
    for (std::string_view rest = text; !rest.empty();) {
      const std::size_t at = text.size() - rest.size();
      letters += take_code_point(rest) > 0xFFFF ? 2 : 1;
      if (letters > max_cell_letters) return text.substr(0, at);
    }
    return text;
  }

  ByteSink& out_;
  std::string name_ = {};
  std::string sheet_ =
      std::string(head) + std::string(sheet_head);  // whole: a copy of 100,000 rows would be as much again
  std::string row_text_ = {};
  std::size_t row_ = 1, column_ = 0, widest_ = 0;
};

}  // namespace

std::unique_ptr<TableSink> xlsx_table(ByteSink& out, std::string_view sheet_name) {
  return std::make_unique<XlsxTable>(out, sheet_name);
}

}  // namespace voronka
