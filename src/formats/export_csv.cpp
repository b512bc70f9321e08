#include <algorithm>

#include "base/digits.hpp"
#include "formats/cell_guard.hpp"
#include "formats/export_table.hpp"

namespace voronka {
namespace {

std::string day_text(Date day, ExportDays days) {
  if (days == ExportDays::iso || days == ExportDays::iso_blank) return iso_text(day);
  const YearMonthDay ymd = ymd_of(day);
  return padded(ymd.day, 2) + '.' + padded(ymd.month, 2) + '.' + padded(ymd.year, 4);
}

std::string moment_text(Moment at, ExportDays days) {
  std::string text = day_text(local_date(at), days);
  if (days == ExportDays::days_first) return text;
  text += days == ExportDays::iso ? 'T' : ' ';
  const std::string iso = iso_text(at);  // 2026-01-05T12:12:00.000+03:00
  text += iso.substr(11, 8);
  if (days == ExportDays::iso) text += iso.substr(23);
  return text;
}

class CsvTable final : public TableSink {
 public:
  CsvTable(ByteSink& out, CsvShape shape) : out_(out), shape_(shape) {
    if (shape.bom) out_.write("\xEF\xBB\xBF");
  }

  void cell(const ExportCell& cell) override {
    if (!first_) line_ += shape_.delimiter;
    first_ = false;
    using enum ExportCell::Kind;
    if (cell.kind == number) {
      const std::size_t at = line_.size();
      line_ += cell.text;
      if (shape_.decimal_comma) std::replace(line_.begin() + static_cast<std::ptrdiff_t>(at), line_.end(), '.', ',');
      // A comma that is not the delimiter needs no quotes.
      if (shape_.decimal_comma && shape_.delimiter == ',') line_.insert(at, "\"").append("\"");
    } else if (cell.kind == day) {
      line_ += day_text(cell.day, shape_.days);
    } else if (cell.kind == moment) {
      line_ += moment_text(cell.at, shape_.days);
    } else {
      write_text(cell.text);
    }
  }

  void end_row() override {
    // A row of one empty cell would be no row.
    if (line_.empty()) line_ = "\"\"";
    line_ += "\r\n";
    out_.write(line_);
    line_.clear();
    first_ = true;
  }

  void finish() override {}

 private:
  void write_text(std::string_view text) {
    const std::string_view guard = guard_of(text);
    const bool blank_end = text.starts_with(' ') || text.ends_with(' ');
    const bool quoted = blank_end || text.find_first_of("\"\r\n;,\t|") != std::string_view::npos ||
                        text.find(shape_.delimiter) != std::string_view::npos;
    if (quoted) line_ += '"';
    line_ += guard;
    for (const char c : text) {
      if (c == '"') line_ += '"';
      if (c != '\0') line_ += c;
    }
    if (quoted) line_ += '"';
  }

  ByteSink& out_;
  CsvShape shape_;
  std::string line_ = {};
  bool first_ = true;
};

}  // namespace

std::unique_ptr<TableSink> csv_table(ByteSink& out, CsvShape shape) { return std::make_unique<CsvTable>(out, shape); }

}  // namespace voronka
