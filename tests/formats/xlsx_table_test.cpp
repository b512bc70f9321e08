#include "formats/xlsx_table.hpp"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

#include "base/random.hpp"
#include "formats/table_reader.hpp"
#include "tests/support/table_builder.hpp"

namespace voronka {
namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string framed(const Parts& parts) {
  std::string text(workbook_mark);
  for (const auto& [name, bytes] : parts)
    text.append(name).append(" ").append(std::to_string(bytes.size())).append("\n").append(bytes);
  return text;
}

std::string rows_xml(const std::string& rows) { return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"; }

const std::string one_sheet = R"(<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>)";
const std::string one_link =
    R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>)";

Parts book(const std::string& rows) {
  return {{"xl/workbook.xml", one_sheet},
          {"xl/_rels/workbook.xml.rels", one_link},
          {"xl/worksheets/sheet1.xml", rows_xml(rows)}};
}

// Rows as "a|b", one a line, with the number of the row in front.
std::string shown(const Parts& parts) {
  Result<TableReader> reader = TableReader::open(framed(parts));
  if (!reader) return std::string(text_key_name(reader.error().text.key));
  std::string text;
  while (true) {
    const Result<bool> more = reader->next();
    if (!more) return text + std::string(text_key_name(more.error().text.key));
    if (!*more) return text;
    text += std::to_string(reader->line()) + ":";
    for (std::size_t i = 0; i < reader->cells().size(); ++i)
      text += (i > 0 ? "|" : "") + std::string(reader->cells().at(i));
    text += "\n";
  }
}

std::string number(std::string_view value, CellShape shape = CellShape::number, bool from_1904 = false) {
  return cell_number(value, shape, from_1904);
}

TEST_CASE("numbers are what was typed, not what binary made of it") {
  CHECK(number("0.30000000000000004") == "0.3");
  CHECK(number("1234.5") == "1234.5");
  CHECK(number("99999999999999.996") == "100000000000000");
  CHECK(number("7.9175550122E10") == "79175550122");
  CHECK(number("1E+20") == "100000000000000000000");
  CHECK(number("-2.5E-3") == "-0.0025");
  CHECK(number("12345678901234567890") == "12345678901234567890");
  CHECK(number("0") == "0");
  CHECK(number("0.0") == "0");
  CHECK(number("1E300") == "1E300");
  CHECK(number("abc") == "abc");
  CHECK(number("1.2.3") == "1.2.3");
  CHECK(number("1.234") == "1.2340");  // 1,234 to a reader of decimal commas
  CHECK(number("0.25", CellShape::percent) == "25%");
  CHECK(number("0.07000000000000001", CellShape::percent) == "7%");
  CHECK(number("1", CellShape::percent) == "100%");
}

TEST_CASE("days and times are written as the importer reads them") {
  CHECK(number("44642.5645486111", CellShape::date) == "2022-03-22 13:32:57");
  CHECK(number("46027", CellShape::date) == "2026-01-05");
  CHECK(number("46026.9999999999", CellShape::date) == "2026-01-05");
  CHECK(number("1", CellShape::date) == "1900-01-01");
  CHECK(number("59", CellShape::date) == "1900-02-28");
  CHECK(number("60", CellShape::date) == "1900-02-28");
  CHECK(number("61", CellShape::date) == "1900-03-01");
  CHECK(number("44565", CellShape::date, true) == "2026-01-05");
  CHECK(number("2958465", CellShape::date) == "9999-12-31");
  CHECK(number("2958466", CellShape::date) == "2958466");
  CHECK(number("-1.5", CellShape::date) == "-1.5");
  CHECK(number("0", CellShape::date).empty());
  CHECK(number("0.5", CellShape::date) == "12:00:00");
  CHECK(number("46027.4375", CellShape::clock) == "10:30:00");
  CHECK(number("7.523148E-4", CellShape::clock) == "00:01:05");
  CHECK(number("1.25", CellShape::elapsed) == "30:00:00");
}

TEST_CASE("a format says what the number is") {
  CHECK(shape_of_builtin(14) == CellShape::date);
  CHECK(shape_of_builtin(20) == CellShape::clock);
  CHECK(shape_of_builtin(22) == CellShape::date);
  CHECK(shape_of_builtin(46) == CellShape::elapsed);
  CHECK(shape_of_builtin(9) == CellShape::percent);
  CHECK(shape_of_builtin(4) == CellShape::number);
  CHECK(shape_of_builtin(49) == CellShape::number);
  CHECK(shape_of_format(R"(dd\.mm\.yyyy\ hh:mm:ss)") == CellShape::date);
  CHECK(shape_of_format("[$-419]D MMMM YYYY") == CellShape::date);
  CHECK(shape_of_format("mmm") == CellShape::date);
  CHECK(shape_of_format("h:mm AM/PM") == CellShape::clock);
  CHECK(shape_of_format("[h]:mm:ss") == CellShape::elapsed);
  CHECK(shape_of_format("0.0%") == CellShape::percent);
  CHECK(shape_of_format(R"(#,##0.00\ "руб. и дни, days";[Red]-d)") == CellShape::number);
  CHECK(shape_of_format("[$USD] 0.00_d") == CellShape::number);
  CHECK(shape_of_format("0.00E+00") == CellShape::number);
  CHECK(shape_of_format("General") == CellShape::number);
  CHECK(shape_of_format("\"not closed d") == CellShape::number);
}

TEST_CASE("shared strings are joined from their runs, without how they are read aloud") {
  Parts parts =
      book(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c t="s"><v>2</v></c></row>)");
  parts.emplace_back("xl/sharedstrings.xml",
                     "<?xml version='1.0'?><sst><si><t>Сделка &amp; К&#1086;</t></si>"
                     "<si><r><rPr><b/></rPr><t>Два</t></r><r><t xml:space='preserve'> слова</t></r>"
                     "<rPh sb='0'><t>aloud</t></rPh><phoneticPr/></si><si><t><![CDATA[<a> &amp;]]></t></si></sst>");
  CHECK(shown(parts) == "1:Сделка & Ко|Два слова|<a> &amp;\n");
}

TEST_CASE("a value stands in the column its cell says, in any order, and rows keep their numbers") {
  CHECK(shown(book("<row r='2'><c r='C2'><v>3</v></c><c r='A2'><v>1</v></c></row><row r='3'/>"
                   "<row r='7'><c r='B7' t='str'><f>A1&amp;B1</f><v>x</v></c><c><v>9</v></c></row>"
                   "<row><c t='inlineStr'><is><t>y</t></is></c></row>")) == "2:1||3\n7:|x|9\n8:y\n");
}

TEST_CASE("prefixes, comments and odd spellings of XML change nothing") {
  const Parts parts = {
      {"xl/workbook.xml",
       R"(<x:workbook><!-- <x:sheet/> --><x:sheets><x:sheet name="A" r:id="rId1" /></x:sheets></x:workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Target="/xl/Worksheets/Sheet1.xml" Id='rId1'></Relationship></Relationships>)"},
      {"xl/worksheets/sheet1.xml",
       "\xEF\xBB\xBF<x:worksheet note='a > b'><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t = "
       "\"inlineStr\"><x:is><x:t>a_x000D_\r\n"
       "b_x0041__</x:t></x:is></x:c><!-- > --></x:row></x:sheetData></x:worksheet>"}};
  CHECK(shown(parts) == "1:a\nbA_\n");
}

TEST_CASE("flags are 1 and 0, errors are nothing, styles make days") {
  Parts parts = book(
      "<row><c t='b'><v>1</v></c><c t='e'><v>#REF!</v></c><c s='1'><v>46027</v></c><c s='2'><v>46027.5</v></c>"
      "<c s='3'><v>0.5</v></c><c s='9'><v>5</v></c><c t='d'><v>2026-01-05</v></c></row>");
  parts.emplace_back(
      "xl/styles.xml",
      "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd\\.mm&quot;d&quot;yyyy'/></numFmts>"
      "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
      "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'><alignment/></xf><xf numFmtId='10'/></cellXfs>"
      "<dxfs><dxf><numFmt numFmtId='164' formatCode='0'/></dxf></dxfs></styleSheet>");
  CHECK(shown(parts) == "1:1||2026-01-05|2026-01-05 12:00:00|50%|5|2026-01-05\n");
}

TEST_CASE("the first sheet that is a table is read; hidden ones are not") {
  const std::string table = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>";
  Parts parts = {
      {"xl/workbook.xml",
       R"(<workbook><workbookPr date1904="1"/><sheets><sheet name="H" state="veryHidden" r:id="r1"/>)"
       R"(<sheet name="Cover &amp; more" r:id="r2"/><sheet name="Chart" r:id="r4"/><sheet name="Data" r:id="r3"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<R><Relationship Id="r1" Target="worksheets/a.xml"/><Relationship Id="r2" Target="worksheets/b.xml"/>)"
       R"(<Relationship Id="r3" Target="worksheets/c.xml"/><Relationship Id="r4" Target="chartsheets/d.xml"/></R>)"},
      {"xl/worksheets/a.xml", rows_xml("<row><c><v>8</v></c><c><v>8</v></c></row>" + table)},
      {"xl/worksheets/b.xml", rows_xml("<row><c t='str'><v>Report</v></c></row>")},
      {"xl/worksheets/c.xml", rows_xml(table)}};
  CHECK(shown(parts) == "1:1|2\n2:3|4\n");
  std::string text = framed(parts);
  const Result<XlsxBook> opened = open_workbook(text, 0);
  REQUIRE(opened);
  REQUIRE(opened->sheets.size() == 2);
  CHECK(opened->sheets[0].name == "Cover & more");
  CHECK(opened->sheet == 0);
  CHECK(opened->from_1904);
  parts[4].second = rows_xml("");
  CHECK(shown(parts) == "1:Report\n");  // better one cell than none
}

TEST_CASE("what is no workbook to be read is refused with a sentence of its own") {
  using namespace std::string_literals;
  const auto refusal = [](const std::string& text) {
    const Result<TableReader> reader = TableReader::open(text);
    return reader ? TextKey::none : reader.error().text.key;
  };
  const std::string mark(workbook_mark);
  CHECK(refusal(mark) == TextKey::import_xlsx_damaged);
  CHECK(refusal(mark + "!damaged 0\n") == TextKey::import_xlsx_damaged);
  CHECK(refusal(mark + "!large 0\n") == TextKey::import_too_large);
  CHECK(refusal(mark + "!locked 0\n") == TextKey::import_xlsx_locked);
  CHECK(refusal(mark + "!xlsb 0\n") == TextKey::import_is_xlsb);
  CHECK(refusal(mark + "xl/workbook.xml 100\nshort") == TextKey::import_xlsx_damaged);
  CHECK(refusal(framed(book(""))) == TextKey::import_xlsx_no_sheet);
  CHECK(refusal(framed(book("<row><c t='s'><v>5</v></c></row>"))) == TextKey::import_xlsx_damaged);
  CHECK(refusal("\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s) == TextKey::import_xlsx_locked);
  CHECK(refusal("\xD0\xCF\x11\xE0 W\0o\0r\0k\0b\0o\0o\0k\0"s) == TextKey::import_is_old_xls);
  CHECK(refusal(framed(book("<row><c r='XFE1'><v>5</v></c></row>"))) == TextKey::import_too_many_columns);
  Parts cut = book("");
  cut[2].second = "<worksheet><sheetData><row><c><v>1</v></c></row><row><c";
  CHECK(refusal(framed(cut)) == TextKey::import_html_cut);
}

TEST_CASE("a long text said many times over is refused before it fills the memory") {
  std::string rows;
  for (int i = 0; i < 300; ++i) rows += "<row><c t='s'><v>0</v></c><c><v>1</v></c></row>";
  Parts parts = book(rows);
  parts.emplace_back("xl/sharedstrings.xml", "<sst><si><t>" + std::string(max_cell_bytes, 'x') + "</t></si></sst>");
  CHECK(shown(parts).ends_with("import.too_large"));
}

TEST_CASE("a table is the same out of a workbook and out of text") {
  const auto cell = [](std::string_view text) {
    return "<c t='inlineStr'><is><t>" + std::string(text) + "</t></is></c>";
  };
  const std::string rows = "<row>" + cell("ID") + cell("Название сделки") + cell("Сумма") + cell("Дата создания") +
                           "</row>" + "<row><c><v>7</v></c>" + cell("Окна") +
                           "<c><v>1250.5</v></c><c s='1'><v>46027</v></c></row>";
  Parts parts = book(rows);
  parts.emplace_back("xl/styles.xml", "<s><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></s>");
  const test::Imported workbook = test::import_text(framed(parts));
  const test::Imported text = test::import_text("ID;Название сделки;Сумма;Дата создания\n7;Окна;1250.5;2026-01-05\n");
  CHECK(workbook.mapping.table.kind == TableKind::xlsx);
  CHECK(workbook.result.records == text.result.records);
  CHECK(workbook.result.counts == text.result.counts);
}

// Cut, bent and spliced: rows or one refusal. The sanitizers watch.
TEST_CASE("no bytes break the reader of workbooks") {
  Parts parts = book(
      "<row r='1'><c r='A1' t='s'><v>0</v></c><c "
      "r='B1'><v>1.5E3</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row>");
  parts.emplace_back("xl/sharedstrings.xml", "<sst><si><r><t>a&#1055;</t></r></si></sst>");
  const std::string whole = framed(parts);
  Random random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text = whole;
    for (std::uint64_t n = random.next() % 4; n > 0; --n) {
      const std::size_t at = workbook_mark.size() + random.next() % (text.size() - workbook_mark.size());
      if (random.next() % 3 == 0)
        text[at] = "<>/'\"=&; c0"[random.next() % 11];
      else if (random.next() % 2 == 0)
        text.erase(at, random.next() % 9);
      else
        text.insert(at, text.substr(random.next() % text.size(), random.next() % 40));
    }
    Result<TableReader> reader = TableReader::open(text);
    if (!reader) continue;
    while (true) {
      const Result<bool> more = reader->next();
      if (!more || !*more) break;
      CHECK(reader->cells().size() <= max_columns);
      CHECK(reader->progress() <= 1.0);
    }
  }
}

}  // namespace
}  // namespace voronka
