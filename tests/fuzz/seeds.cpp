// Writes the first inputs of every target from the golden file, the committed tables and random records of the tests: nothing of it is
// anybody's data. By hand, when a format has changed: build/fuzz/fuzz_seeds . && git diff --stat tests/fuzz/corpus
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "app/export_desk.hpp"
#include "app/import_desk.hpp"
#include "formats/journal_json.hpp"
#include "formats/meta_json.hpp"
#include "formats/wire.hpp"
#include "tests/formats/random_records.hpp"

using namespace voronka;

namespace {

std::filesystem::path root;

std::string bytes_of(const char* path) {
  std::ifstream stream(root / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const std::string& name, std::string_view bytes) {
  const auto path = root / "tests/fuzz/corpus" / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string first_lines(const std::string& text, int count) {
  std::size_t at = 0;
  for (; count > 0 && at != std::string::npos; --count) at = text.find('\n', at + 1);
  return text.substr(0, at == std::string::npos ? at : at + 1);
}

VersionVector some_seen() {
  VersionVector seen;
  seen.add(Actor{1}, 1, 812);
  seen.add(Actor{1}, 1000, 1003);
  return seen;
}

void write_own_files() {
  const std::string golden = bytes_of("tests/golden/v1.voronka.json");
  write("own_file/golden", golden);
  write("own_file/golden_bom", "\xEF\xBB\xBF" + golden);
  write("own_file/empty", export_file(Document{}));
  for (std::uint64_t seed = 1; seed <= 3; ++seed)
    write("own_file/random_" + std::to_string(seed),
          export_file(document_of(RandomRecords(seed).records(1), some_seen())));
  std::string newer = golden;
  newer.insert(newer.find(",\n\"scope\""), R"(,"theme":{"b":[1,2.50]},"z":null)");
  newer.insert(newer.find("\"tombstones\":[") + 14, R"({"id":"deal_01J8ZQ0000000000000000000C","t":5},{"id":"odd_1"})");
  write("own_file/newer", newer);
  // A record alone: what it is made of is found sooner than in the whole.
  std::size_t number = 0;
  for (std::size_t at = golden.find("\n{\"id\""); at != std::string::npos; at = golden.find("\n{\"id\"", at + 1)) {
    std::string line = golden.substr(at, golden.find('\n', at + 1) - at);
    if (line.ends_with(',')) line.pop_back();
    write(
        "own_file/record_" + std::to_string(++number),
        R"({"format":"voronka","minReader":1,"datasetId":"01J8ZQ0000000000000000000A","vv":{"00000001":"1-7"},"records":[)" +
            line + "\n]");
  }
}

// Two files with a record each that differ in one word.
void write_pairs() {
  const std::string golden = bytes_of("tests/golden/v1.voronka.json");
  constexpr std::string_view head =
      R"({"format":"voronka","minReader":1,"datasetId":"01J8ZQ0000000000000000000A","vv":{"00000001":"1-7"},"records":[)";
  std::size_t number = 0;
  for (std::size_t at = golden.find("\n{\"id\""); at != std::string::npos; at = golden.find("\n{\"id\"", at + 1)) {
    std::string line = golden.substr(at, golden.find('\n', at + 1) - at);
    if (line.ends_with(',')) line.pop_back();
    std::string other = line;
    for (const std::string_view word : {"\"name\":\"", "\"title\":\"", "\"owner\":\""})
      if (const std::size_t found = other.find(word); found != std::string::npos)
        other.insert(found + word.size(), "X");
    write("merge/pair_" + std::to_string(++number),
          std::string(head) + line + "\n]\n---\n" + std::string(head) + other + "\n]");
  }
}

void write_json() {
  write("json/golden", bytes_of("tests/golden/v1.voronka.json"));
  const char* texts[] = {R"({"a":[1,-0,2.5e-3,true,false,null,"b\u0041\ud83d\ude00\n"],"":{},"Ж":[[]]})",
                         "\xEF\xBB\xBF{}",
                         R"({"a":1,"\u0061":2})",
                         "[9007199254740991,-9007199254740991,1e307,0.00001e312]",
                         R"(["\ud800"])",
                         "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                         "[1,]",
                         " [ 1 , { } ]\r\n\t",
                         "\"\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF\""};
  std::size_t number = 0;
  for (const char* text : texts) write("json/text_" + std::to_string(++number), text);
}

void write_templates() {
  const char* texts[] = {
      R"~(Dear {{contact.first_name ?? "colleagues"}}, {{deal.title}}: {{deal.amount | words | capital}}, {{today + 10 wd | long}})~",
      "Состав:\n{{#позиции}}\n{{n}}. {{название}} — {{количество}} {{единица}} × {{цена}} = "
      "{{сумма}}\n{{/позиции}}\nИтого {{позиции.сумма | всё_прописью}}",
      "{{lines.table ?? \"-\"}}\n\n{{(lines.sum - lines.vat) / 1,2 | round}} {{deal.\"Площадь, м²\" * -3.5}}",
      R"~({{deal.titel}} {{1 / 0}} {{"}}"}} {{((((1))))}} {{/lines}} {{#lines}}{{#lines}})~",
      "a\tb\n1\t−2\n\n<b>&\"'</b> {{сделка.«Материал» ?? сегодня - 3 д}}"};
  std::size_t number = 0;
  for (const char* text : texts) write("template/text_" + std::to_string(++number), text);
}

void write_tables() {
  const auto table = [](const std::string& name, const std::string& bytes) { write("table/" + name, bytes); };
  table("bitrix24_utf8", first_lines(bytes_of("tests/data/bitrix24_utf8.csv"), 12));
  table("bitrix24_cp1251", first_lines(bytes_of("tests/data/bitrix24_cp1251.csv"), 12));
  for (const std::string name : {"calls_mango_cp1251.csv", "calls_asterisk.csv", "calls_sipuni.csv"})
    table(name.substr(0, name.find('.')), bytes_of(("tests/data/" + name).c_str()));
  std::string html = bytes_of("tests/data/bitrix24_html.xls");
  html.resize(std::min<std::size_t>(html.size(), 5000));
  table("bitrix24_html", html.substr(0, html.rfind("</tr>") + 5) + "</table>");
  table("maven", first_lines(bytes_of("tests/data/maven.csv"), 12));
  table("dates",
        "sep=;\nID;Title;Amount;Created;Closed;Stage\n1;A;1 000,50 €;03/04/2020;2020-02-01T10:00:00Z;Won\n"
        "2;\"B\"\"\n;\";-5;13.04.2020 10:30;;New\n1;A;7;;;Lost\n");
  table("entities",
        "<TABLE><tr><th>Name<th colspan=2>Sum</tr><tr><td>&quot;&#1055;&#x41;&nbsp;<br>x</td><td>1</td></table>");
  table("chosen", std::string("\x01\x03\x07") +
                      "ID,Name,Stage,Sum,Company,Contact,Phone,Tags\n7,A,New,5 USD,Acme,Ann,+7 900,\"a,b\"\n");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("a\tb\n1\t2\n")) wide += {c, '\0'};
  table("utf16", wide);
}

void write_stored() {
  const std::string golden = bytes_of("tests/golden/v1.voronka.json");
  std::string lines;
  for (std::size_t at = golden.find("\n{\"id\""); at != std::string::npos; at = golden.find("\n{\"id\"", at + 1)) {
    std::string line = golden.substr(at + 1, golden.find('\n', at + 1) - at - 1);
    if (line.ends_with(',')) line.pop_back();
    lines += "R" + line + "\n";
    if (const std::size_t history = line.find("\"history\":["); history != std::string::npos) {
      const std::size_t end = line.find("]]", history);
      const std::string id = line.substr(line.find("\"id\""), line.find(',') - line.find("\"id\""));
      lines += "H" + std::string(line.find("deal_") == 7 ? "deal" : "stage") + " {" + id + "," +
               line.substr(history, end + 2 - history) + "}\n";
    }
  }
  write("stored/golden", lines);
  write("stored/meta", "M" + encode_meta({.dataset = *raw_id_from("01J8ZQ0000000000000000000A"),
                                          .seen = some_seen(),
                                          .records = 8800,
                                          .unknown = ",\"later\":[1]"}));
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    RandomRecords random(seed);
    Patch patch;
    std::string before_lines;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      if constexpr (has_fields<Record>) {
        if (random.chance(50)) return;
        const Record before = random.record<Record>();
        Record after = random.record<Record>();
        after.id = before.id;
        if constexpr (has_history<Record>) after.history = before.history;
        const FieldStamp stamp = random.stamp();
        after.stamps.set_all(stamp);
        before_lines += "R" + encode_record(after) + "\n";
        patch.of<Record>().push_back({.before = before, .after = after});
      }
    });
    JournalEntry entry = journal_of(patch);
    entry.commit_id = "c1";
    entry.at_ms = 1'764'075'600'123;
    entry.actor = Actor{5};
    entry.dots = some_seen();
    entry.label = {.key = TextKey::undo_move_deal, .arguments = {{.name = "deal", .value = std::string("A")}}};
    write("stored/journal_" + std::to_string(seed), before_lines + "J" + encode_journal_row(entry) + "\n");
  }
  write("stored/as_it_is", "Bdeal/0 00000000 {\"id\":\"deal_01J8ZQ0000000000000000000A\",\"type\":\"deal\"}\n");
}

void write_wire() {
  for (std::uint64_t seed = 1; seed <= 2; ++seed)
    write("wire/records_" + std::to_string(seed), "r" + encode_wire(RandomRecords(seed).records(1)));
  write("wire/inspect", "q" + encode_request(InspectFile{.wishes = {.file_name = "x.csv", .importer = "table"}}));
  write("wire/own", "q" + encode_request(MakeFromOwnFile{.stamp = {.seed = 5}}));
  ImportDesk desk(first_lines(bytes_of("tests/data/maven.csv"), 5), [](void*, double) {}, nullptr);
  const DeskReply proposal = desk.handle(InspectFile{.wishes = {.file_name = "x.csv"}});
  write("wire/proposal", "a" + encode_reply(proposal));
  const ImportMapping& mapping = std::get<TableProposal>(proposal).mapping;
  write("wire/count", "q" + encode_request(CountTable{.mapping = mapping}));
  write("wire/make", "q" + encode_request(MakeFromTable{.mapping = mapping, .stamp = {.seed = 5}}));
  write("wire/outcome",
        "a" + encode_reply(ImportOutcome{.seen = some_seen(), .counts = {.rows = 3}, .warning_count = 1}));
  write("wire/summary", "a" + encode_reply(OwnFileSummary{.name = "A", .deals = 3}));
  write("wire/error", "a" + encode_reply(Error{.text = {.key = TextKey::error_field_value,
                                                        .arguments = {{.name = "name", .value = Money{.minor = 5}}}},
                                               .where = "/a"}));
  write("wire/write", "w" + encode_write_request(document_of({}, some_seen())));
}

void write_people() {
  write("vcard/mail",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Анна Щука\r\nN:Щука;Анна;;;\r\nORG:ООО «Лес»;Закупки\r\n"
        "TEL;TYPE=CELL,PREF:+7 917 555-01-22\r\nTEL;TYPE=FAX:84955550100\r\nEMAIL:a@example.com\r\nNOTE:a\\n\r\n b\r\n"
        "BDAY:19800322\r\nADR:;;Ленина 5;Казань;;;\r\nUID:u-1\r\nitem1.TEL:123\r\nitem1.X-ABLabel:_$!<Home>!$_\r\n"
        "END:VCARD\r\n");
  write(
      "vcard/telephone",
      "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=90=\n=D0=91;;;;\nTEL;CELL;PREF:1234567\n"
      "PHOTO;ENCODING=BASE64;JPEG:AAAA\n BBBB\n\nEND:VCARD\nBEGIN:VCARD\nORG:Acme\nX-ABShowAs:COMPANY\nTEL:1234567\n"
      "URL:a.example\nEND:VCARD\n");
  write("vcard/latest",
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nKIND:individual\r\nTEL;VALUE=uri;TYPE=\"work,voice\";PREF=1:tel:+1-"
        "418-656-9254;ext=102\r\nEMAIL:mailto:a@example.com\r\nEND:VCARD\r\n");
  write("ics/events",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Moscow:20260903T110000\r\n"
        "DTEND;TZID=Europe/Moscow:20260903T120000\r\nSUMMARY:Звонок\\, да\r\nORGANIZER:mailto:a@example.com\r\n"
        "ATTENDEE;CN=\"B: "
        "c\":MAILTO:b@example.com\r\nRRULE:FREQ=DAILY\r\nBEGIN:VALARM\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n"
        "END:VEVENT\r\nBEGIN:VTODO\r\nDUE;VALUE=DATE:20260905\r\nSTATUS:COMPLETED\r\nCOMPLETED:20260904T101500Z\r\n"
        "ATTENDEE:mailto:a@example.com\r\nEND:VTODO\r\nEND:VCALENDAR\r\n");
  write("ics/own",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:act_01J8ZQ0000000000000000000A@voronka\r\nDTSTAMP:20260902T070000Z\r\n"
        "DTSTART:20260903T080000Z\r\nDURATION:P1DT2H30M\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  write("table/contacts",
        "First Name,Last Name,Organization Name,E-mail 1 - Value,Phone 1 - Label,Phone 1 - "
        "Value\nAnn,Lee,Acme,a@example.com "
        "::: b@example.com,Desk,+1 555 0100\n");
}

// The files of small workbooks, framed as formats/xlsx_table.hpp says; the target puts the mark in front.
void write_workbooks() {
  using Parts = std::vector<std::pair<std::string, std::string>>;
  const auto framed = [](const Parts& parts) {
    std::string text;
    for (const auto& [name, bytes] : parts) text += name + " " + std::to_string(bytes.size()) + "\n" + bytes;
    return text;
  };
  const std::string book =
      R"(<workbook><workbookPr date1904="1"/><sheets><sheet name="A" state="hidden" r:id="r2"/><sheet name="B" r:id="r1"/></sheets></workbook>)";
  const std::string links =
      R"(<R><Relationship Id="r1" Target="worksheets/a.xml"/><Relationship Id="r2" Target="/xl/worksheets/b.xml"/></R>)";
  const std::string styles =
      R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy\ [h]:mm;&quot;d&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs></styleSheet>)";
  const std::string strings =
      R"(<sst><si><t>ID</t></si><si><r><t>Title</t></r><r><t xml:space="preserve"> &amp;&#1055;_x000D_</t></r><rPh><t>x</t></rPh></si><si><t><![CDATA[<b>]]></t></si></sst>)";
  const std::string rows =
      R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="3"><c r="C3" s="1"><v>46027.5</v></c><c r="A3"><v>0.30000000000000004</v></c></row></sheetData></worksheet>)";
  const std::string prefixed =
      R"(<x:worksheet><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c s="3"><x:v>7.5E-2</x:v></x:c></x:row><x:row><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c s="2"><x:v>60</x:v></x:c></x:row></x:sheetData></x:worksheet>)";
  std::string plain = rows;
  for (std::size_t at = plain.find(" t=\"s\""); at != std::string::npos; at = plain.find(" t=\"s\""))
    plain.erase(at, 6);
  const Parts both = {{"xl/workbook.xml", book}, {"xl/_rels/workbook.xml.rels", links}};
  const auto with = [&](const Parts& more) { return framed(both) + framed(more); };
  write("workbook/shared",
        with({{"xl/styles.xml", styles}, {"xl/sharedstrings.xml", strings}, {"xl/worksheets/a.xml", rows}}));
  write("workbook/inline",
        with({{"xl/styles.xml", styles}, {"xl/worksheets/a.xml", prefixed}, {"xl/worksheets/b.xml", rows}}));
  write("workbook/plain", with({{"xl/worksheets/a.xml", plain}}));
  write("workbook/refused", "!locked 0\n");
}

// Answers of the interfaces of two systems, a board, a plain list, lines; and what is refused.
void write_json_tables() {
  const auto table = [](const std::string& name, std::string_view bytes) { write("json_table/" + name, bytes); };
  table(
      "bitrix24_deals",
      R"~({"result":[{"ID":"11","TITLE":"A","STAGE_ID":"C2:WON","CURRENCY_ID":"RUB","OPPORTUNITY":"350000.00","CLOSED":"Y","CATEGORY_ID":"2","STAGE_SEMANTIC_ID":"S","CLOSEDATE":"2026-02-10T03:00:00+03:00","ASSIGNED_BY_ID":"1","DATE_CREATE":"2026-01-10T12:00:00+03:00","PHONE":[{"VALUE":"+7","VALUE_TYPE":"WORK"}],"NAME":"B","LAST_NAME":"C"}],"next":50,"time":{"start":1.5}}{"result":[]})~");
  table(
      "bitrix24_history",
      R"~({"result":{"items":[{"ID":4,"TYPE_ID":2,"OWNER_ID":11,"CREATED_TIME":"2026-01-15T10:00:00+03:00","CATEGORY_ID":0,"STAGE_SEMANTIC_ID":"P","STAGE_ID":"NEW"},{"ID":5,"TYPE_ID":3,"OWNER_ID":11,"CREATED_TIME":"2026-01-16T10:00:00+03:00","CATEGORY_ID":0,"STAGE_SEMANTIC_ID":"S","STAGE_ID":"WON"}]}})~");
  table(
      "bitrix24_both",
      R"~({"history":{"items":[{"ID":4,"OWNER_ID":11,"CREATED_TIME":"2026-01-15T10:00:00+03:00","STAGE_SEMANTIC_ID":"P","STAGE_ID":"NEW"},{"ID":5,"OWNER_ID":11,"CREATED_TIME":"2026-01-16T10:00:00+03:00","STAGE_SEMANTIC_ID":"S","STAGE_ID":"WON"}]},"deals":[{"ID":"11","TITLE":"A","STAGE_ID":"WON","CATEGORY_ID":"0","STAGE_SEMANTIC_ID":"S","ASSIGNED_BY_ID":"1","MOVED_TIME":"2026-01-16T10:00:00+03:00"}],"stages":[{"STATUS_ID":"NEW","NAME":"Fresh"}],"other":[{"id":1}]})~");
  table(
      "amocrm",
      R"~({"_embedded":{"users":[{"id":5,"name":"B"}],"pipelines":[{"id":9,"name":"P","_embedded":{"statuses":[{"id":47,"name":"S"}]}}],"leads":[{"id":71,"name":"A","price":35,"responsible_user_id":5,"status_id":47,"pipeline_id":9,"created_at":1768035600,"closed_at":null,"custom_fields_values":[{"field_name":"F","field_type":"date","values":[{"value":1768035600}]}],"_embedded":{"tags":[{"id":1,"name":"t"}],"companies":[]}}]}})~");
  table(
      "trello",
      R"~({"id":"69624500aa","name":"B","actions":[{"type":"updateCard","date":"2026-01-12T10:00:00.000Z","data":{"card":{"id":"69624520c1"},"listBefore":{"id":"l1","name":"N"},"listAfter":{"id":"l2","name":"T"}}},{"type":"commentCard","date":"2026-01-14","data":{"text":"c","card":{"id":"69624520c1"}}}],"cards":[{"id":"69624520c1","name":"A","desc":"d","closed":true,"idList":"l2","pos":2.5,"idMembers":["m1"],"labels":[{"name":"","color":"red"}],"due":"2026-02-01T09:00:00.000Z","attachments":[{"name":"p","url":"u"}],"customFieldItems":[{"idCustomField":"f1","value":{"number":"15"}},{"idCustomField":"f1","idValue":"o1"}]}],"lists":[{"id":"l2","name":"Won","closed":false,"pos":3},{"id":"l1","name":"N","pos":1}],"members":[{"id":"m1","fullName":"M"}],"checklists":[{"id":"k","idCard":"69624520c1","name":"K","checkItems":[{"name":"x","state":"complete"}]}],"customFields":[{"id":"f1","name":"Budget","options":[{"id":"o1","value":{"text":"t"}}]}]})~");
  table(
      "plain",
      R"([{"deal":"A","stage":"New","amount":1200.125,"client":{"email":"o@dom.example"},"x":[1,[2],{"a":{}}]},{"deal":"B","at":0}])");
  table("lines", "{\"a\":1,\"b\":null}\n{\"b\":\"x\",\"c\":[]}\n");
  table("batch", R"({"result":{"result":{"p0":[{"id":1,"b":2}],"p1":[{"id":2}]},"result_error":[]}})");
  table("refused", R"({"a":[1,2],"b":{"c":{}}})");
}

}  // namespace

int main(int count, char** arguments) {
  root = count > 1 ? arguments[1] : ".";
  write_own_files();
  write_pairs();
  write_json();
  write_templates();
  write_tables();
  write_stored();
  write_wire();
  write_workbooks();
  write_json_tables();
  write_people();
}
