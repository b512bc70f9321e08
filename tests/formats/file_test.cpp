#include "formats/file.hpp"

#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <iterator>

#include "formats/record_json.hpp"
#include "formats/sha256.hpp"
#include "tests/formats/random_records.hpp"

using namespace voronka;

namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream stream(std::string(VORONKA_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

FileContents contents_of(std::string_view file) {
  Result<FileContents> contents = read_file(file);
  REQUIRE_MESSAGE(
      contents.has_value(),
      (contents ? "" : std::string(text_key_name(contents.error().text.key)) + " " + contents.error().where));
  return std::move(*contents);
}

Error refusal(std::string_view file) {
  const Result<FileContents> contents = read_file(file);
  REQUIRE_FALSE(contents.has_value());
  return contents.error();
}

std::string exported_again(std::string_view file) {
  const FileContents contents = contents_of(file);
  return export_file(document_of(contents.records, contents.seen));
}

VersionVector some_seen() {
  VersionVector seen;
  seen.add(Actor{1}, 1, 812);
  seen.add(Actor{1}, 1000, 1003);
  seen.add(Actor{2}, 5, 5);
  return seen;
}

// With the right check for whatever stands before it.
std::string checked(const std::string& front, int records, int tombstones) {
  return front + ",\n\"check\":{\"records\":" + std::to_string(records) +
         ",\"tombstones\":" + std::to_string(tombstones) + ",\"sha256\":\"" + sha256_hex(front) + "\"}}\n";
}

std::string file_with(const std::string& records, int count, const std::string& header = "",
                      const std::string& tombstones = "", int tombstone_count = 0) {
  return checked(
      "{\"format\":\"voronka\",\"formatVersion\":1,\"minReader\":1,\"datasetId\":\"01J8ZQ0000000000000000000A\","
      "\"fileId\":\"\","
      "\"exportedAt\":\"2026-01-05T09:12:00.123Z\"" +
          header + ",\n\"scope\":{\"kind\":\"all\",\"omits\":[]},\n\"vv\":{},\n\"records\":[" + records +
          "],\n\"tombstones\":[" + tombstones + "]",
      count, tombstone_count);
}

constexpr const char* golden_path = "tests/golden/v1.voronka.json";
// These came after the first version-1 files.
constexpr const char* golden_views_path = "tests/golden/v1_views.voronka.json";
constexpr const char* golden_activities_path =
    "tests/golden/v1_activities.voronka.json";  // their outcome, length, repeating
const char* const golden_papers_path =
    "tests/golden/v1_papers.voronka.json";  // papers, exit checklists, requisites of a company
// custom fields with an emptied value, products, line items, templates, roles and links
const char* const golden_fields_path = "tests/golden/v1_fields.voronka.json";
const char* const golden_files_path = "tests/golden/v1_files.voronka.json";  // files of papers

}  // namespace

TEST_CASE("export, then read, then export gives the same bytes and the same data") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    RandomRecords random(seed);
    const RecordSet records = random.records(4);
    const std::string file = export_file(document_of(records, some_seen()));
    const FileContents contents = contents_of(file);
    CHECK(contents.records.size() == records.size());
    CHECK(contents.seen == some_seen());
    CHECK(contents.dataset == records.of<Settings>()[0].id.raw);
    CHECK(contents.scope == FileScope{});
    CHECK(exported_again(file) == file);
  }
}

TEST_CASE("the same data gives the same file in whatever order it came") {
  RandomRecords random(5);
  RecordSet records = random.records(20);
  const std::string file = export_file(document_of(records));
  for_each_record_type([&]<class Record>(std::type_identity<Record>) { std::ranges::reverse(records.of<Record>()); });
  CHECK(export_file(document_of(records)) == file);
}

TEST_CASE("an empty document is a file too") {
  const std::string file = export_file(Document{});
  CHECK(contents_of(file).records.size() == 0);
  CHECK(exported_again(file) == file);
  CHECK(file.find("\"exportedAt\":\"1970-01-01T00:00:00.000Z\"") != std::string::npos);
}

TEST_CASE("unknown types, header members and tombstones survive byte for byte") {
  const std::string front =
      "{\"format\":\"voronka\",\"formatVersion\":1,\"minReader\":1,\"datasetId\":\"01J8ZQ0000000000000000000A\","
      "\"fileId\":\"FILEID\","
      "\"exportedAt\":\"1970-01-01T00:00:00.005Z\",\"theme\":{\"b\":[1,2.50],\"a\":\"\\u0041\"},\"z\":null,\n"
      "\"scope\":{\"kind\":\"all\",\"omits\":[]},\n\"vv\":{\"00000001\":\"1-7\"},\n\"records\":[";
  const std::string lines =
      "\n{\"id\":\"set_01J8ZQ0000000000000000000A\",\"type\":\"settings\",\"name\":\"Main\",\"_s\":{\"*\":\"00000001:1@"
      "5\"}},"
      "\n{\"id\":\"box_01J8ZQ0000000000000000000A\",\"type\":\"box\",\"side\":1.5},"
      "\n{\"id\":\"inv_01J8ZQ0000000000000000000A\",\"type\":\"invoice\",\"total\":\"12.50\"},"
      "\n{\"id\":\"inv_01J8ZQ0000000000000000000B\",\"type\":\"invoice\",\"total\":\"\\u00e9\"}";
  std::string file = front + lines +
                     "\n],\n\"tombstones\":[\n{\"id\":\"deal_01J8ZQ0000000000000000000C\",\"type\":\"deal\",\"t\":5},"
                     "\n{\"id\":\"odd_1\",\"type\":\"odd\",\"label\":\"Ж\"}\n]";
  file.replace(file.find("FILEID"), 6, sha256_hex(lines).substr(0, 32));
  file = checked(file, 4, 2);
  CHECK(exported_again(file) == file);
  const FileContents contents = contents_of(file);
  CHECK(contents.records.of<Opaque>().size() == 3 + 1 + 2);
  CHECK(std::ranges::count_if(contents.records.of<Opaque>(), belongs_to_data_set) == 3);
}

TEST_CASE("kept things come back equal from storage, so nothing need know them there") {
  const std::string file = file_with("", 0, ",\"theme\":1", "{\"id\":\"deal_01J8ZQ0000000000000000000C\"}", 1);
  const FileContents contents = contents_of(file);
  CHECK(contents.records.of<Opaque>().size() == 2);
  for (const Opaque& opaque : contents.records.of<Opaque>())
    CHECK(decode_record<Opaque>(encode_record(opaque)).value() == opaque);
}

TEST_CASE("the name of who exported a file is never handed on") {
  const std::string file = file_with("", 0, ",\"exportedBy\":{\"name\":\"Ann\"}");
  CHECK(exported_again(file).find("Ann") == std::string::npos);
}

TEST_CASE("a file with a byte order mark is read") {
  const std::string file = export_file(Document{});
  CHECK(exported_again("\xEF\xBB\xBF" + file) == file);
  CHECK(refusal("\xEF\xBB\xBF\xEF\xBB\xBF" + file).text.key == TextKey::error_file_foreign);
}

TEST_CASE("exportedAt is the newest stamp or event, fileId the hash of the record lines") {
  RandomRecords random(8);
  RecordSet records;
  Tag tag = {.id = {random.id()}, .name = "a"};
  tag.stamps.set_all({.dot = {.actor = Actor{1}, .n = 1}, .at_ms = 1'764'075'600'123});
  records.of<Tag>().push_back(tag);
  const std::string file = export_file(document_of(records));
  CHECK(file.find("\"exportedAt\":\"2025-11-25T13:00:00.123Z\"") != std::string::npos);
  CHECK(file.find("\"fileId\":\"" + sha256_hex("\n" + encode_record(tag)).substr(0, 32) + "\"") != std::string::npos);
}

TEST_CASE("a stamp of any clock gives a file that can be read") {
  for (const std::int64_t at_ms : {std::int64_t{0}, std::int64_t{253'402'300'800'000}, max_json_integer}) {
    CAPTURE(at_ms);
    RecordSet records;
    Tag tag = {.id = {*raw_id_from("01J8ZQ0000000000000000000A")}, .name = "a"};
    tag.stamps.set_all({.dot = {.actor = Actor{1}, .n = 1}, .at_ms = at_ms});
    records.of<Tag>().push_back(tag);
    const std::string file = export_file(document_of(records));
    CHECK(contents_of(file).records == records);
    CHECK(exported_again(file) == file);
  }
}

TEST_CASE("the golden files of version 1 are read for ever and exported again as they are") {
  const std::string file = bytes_of(golden_path);
  REQUIRE(file.size() > 1000);
  const FileContents contents = contents_of(file);
  CHECK(export_file(document_of(contents.records, contents.seen)) == file);
  const std::string views_file = bytes_of(golden_views_path);
  const FileContents views = contents_of(views_file);
  CHECK(export_file(document_of(views.records, views.seen)) == views_file);
  const std::string activities_file = bytes_of(golden_activities_path);
  const FileContents activities = contents_of(activities_file);
  CHECK(export_file(document_of(activities.records, activities.seen)) == activities_file);
  const std::string papers_file = bytes_of(golden_papers_path);
  const FileContents papers = contents_of(papers_file);
  CHECK(export_file(document_of(papers.records, papers.seen)) == papers_file);
  const std::string fields_file = bytes_of(golden_fields_path);
  const FileContents own_fields = contents_of(fields_file);
  CHECK(export_file(document_of(own_fields.records, own_fields.seen)) == fields_file);
  const std::string files_file = bytes_of(golden_files_path);
  const FileContents files = contents_of(files_file);
  CHECK(export_file(document_of(files.records, files.seen)) == files_file);
  // They show every field of every type at least once, so that a field that changes its shape is seen here.
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>) {
      const Record fresh = {};
      for (const FieldInfo& field : fields_of(record_type_of<Record>())) {
        CAPTURE(field.name);
        const bool shown = std::ranges::any_of(
            std::array{&contents, &views, &activities, &papers, &own_fields, &files}, [&](const FileContents* one) {
              return std::ranges::any_of(one->records.template of<Record>(),
                                         [&](const Record& record) { return !same_field(&record, &fresh, field); });
            });
        CHECK(shown);
      }
    }
  });
  std::vector<bool> kinds(static_cast<std::size_t>(EventKind::unknown) + 1);
  for (const Deal& deal : contents.records.of<Deal>())
    for (const Event& event : deal.history) kinds[static_cast<std::size_t>(event.kind)] = true;
  for (const Stage& stage : contents.records.of<Stage>())
    for (const Event& event : stage.history) kinds[static_cast<std::size_t>(event.kind)] = true;
  CHECK(std::ranges::count(kinds, false) == 0);
}

TEST_CASE("a file cut anywhere is refused") {
  const std::string file = bytes_of(golden_path);
  for (std::size_t part = 0; part < 50; ++part) {
    const Error error = refusal(std::string_view(file).substr(0, file.size() * part / 50));
    CHECK((error.text.key == TextKey::error_file_cut || (part == 0 && error.text.key == TextKey::error_file_foreign)));
  }
  // Also where the cut leaves whole lines.
  for (std::size_t at = file.find('\n'); at != std::string::npos && at + 1 < file.size(); at = file.find('\n', at + 1))
    CHECK(refusal(std::string_view(file).substr(0, at)).text.key == TextKey::error_file_cut);
}

TEST_CASE("every single damaged byte of a file is noticed") {
  const std::string file = bytes_of(golden_path);
  Random random(77);
  for (int i = 0; i < 300; ++i) {
    std::string bad = file;
    const std::size_t at = random.index(bad.size() - 1);  // the last is a line end that means nothing
    bad[at] = static_cast<char>(bad[at] ^ (1 << random.below(7)));
    CAPTURE(at);
    CHECK_FALSE(read_file(bad).has_value());
  }
}

TEST_CASE("junk is refused with one error and no harm") {
  CHECK(refusal("").text.key == TextKey::error_file_foreign);
  CHECK(refusal("\x89PNG\r\n\x1a\n\0\0\0\rIHDR").text.key == TextKey::error_file_foreign);
  CHECK(refusal(std::string(5000, '\0')).text.key == TextKey::error_file_foreign);
  CHECK(refusal("[]").text.key == TextKey::error_file_foreign);
  CHECK(refusal("{}").text.key == TextKey::error_file_foreign);
  CHECK(refusal("{\"format\":\"trello\"}").text.key == TextKey::error_file_foreign);
  CHECK(refusal("name;phone\nAnna;1").text.key == TextKey::error_file_foreign);
  CHECK(refusal(std::string(10'000, '[')).text.key == TextKey::error_file_foreign);
  CHECK(refusal("{\"format\":\"voronka\",\"x\":" + std::string(10'000, '[')).text.key == TextKey::error_json_depth);
  CHECK(refusal("{\"format\":\"voronka\",\"format\":\"voronka\"}").text.key == TextKey::error_json_duplicate);
  CHECK(refusal("{\"format\":\"voronka\",\"x\":\"\xC3(\"}").text.key == TextKey::error_json_utf8);
  CHECK(refusal("{\"format\":\"voronka\",\"x\":\"\\ud800\"}").text.key == TextKey::error_json_utf8);
  CHECK(refusal("{\"format\":\"voronka\",\"x\":1e999}").text.key == TextKey::error_json_number);
  CHECK(refusal("{\"format\":\"voronka\"}").text.key == TextKey::error_file_part);
  Random random(1);
  for (int round = 0; round < 200; ++round) {
    std::string noise;
    for (std::uint64_t left = random.below(400); left > 0; --left) noise += static_cast<char>(random.next());
    CHECK_FALSE(read_file(noise).has_value());
    CHECK_FALSE(read_file("{\"format\":\"voronka\"," + noise).has_value());
  }
}

TEST_CASE("what is wrong inside is refused with its place") {
  const std::string deal = "{\"id\":\"deal_01J8ZQ0000000000000000000A\",\"type\":\"deal\"}";
  CHECK(read_file(file_with(deal, 1)).has_value());
  CHECK(refusal(file_with(deal, 2)).text.key == TextKey::error_file_check);
  CHECK(refusal(file_with(deal + "," + deal, 2)).text.key == TextKey::error_record_twice);
  const std::string settings = "{\"id\":\"set_01J8ZQ0000000000000000000A\",\"type\":\"settings\"}";
  const std::string other = "{\"id\":\"set_01J8ZQ0000000000000000000B\",\"type\":\"settings\"}";
  CHECK(refusal(file_with(settings + "," + other, 2)).text.key == TextKey::error_file_two_settings);
  const Error error = refusal(
      file_with(deal + ",{\"id\":\"deal_01J8ZQ0000000000000000000B\",\"type\":\"deal\",\"closedOn\":\"soon\"}", 2));
  CHECK(error.text.key == TextKey::error_record_value);
  CHECK(error.where.starts_with("/records/1/closedOn @"));
  // Our own marks for what is kept cannot be smuggled in.
  CHECK(refusal(file_with("{\"type\":\"#header\",\"kept\":{\"format\":1}}", 1)).text.key == TextKey::error_record_type);
  std::string wrong = file_with(deal, 1);
  wrong[wrong.find("2026")] = '3';
  CHECK(refusal(wrong).text.key == TextKey::error_file_check);
  std::string longer = file_with(deal, 1);
  longer.insert(longer.size() - 2, ",\"more\":1");
  CHECK(refusal(longer).text.key == TextKey::error_file_check);
  CHECK(refusal(file_with(deal, 1) + "x").text.key == TextKey::error_json_syntax);
}

TEST_CASE("a file for a newer reader is refused by saying so, before anything else in it is looked at") {
  const Error error = refusal("{\"format\":\"voronka\",\"formatVersion\":9,\"minReader\":7,\"records\":{\"new\":[[");
  CHECK(error.text.key == TextKey::error_file_newer);
  CHECK(error.text.arguments == std::vector<TextArgument>{{.name = "version", .value = std::int64_t{7}}});
  // Newer, but readable.
  std::string file = file_with("", 0);
  const std::string front = file.substr(0, file.find(",\n\"check\""));
  std::string newer = front;
  newer.replace(newer.find("\"formatVersion\":1"), 17, "\"formatVersion\":2");
  CHECK(contents_of(checked(newer, 0, 0)).format_version == 2);
}

TEST_CASE("a file of more than 512 MB is refused before a byte of it is copied or looked at") {
  // A view that says more than there is: whoever read on would read what is not ours, and the sanitizer would tell.
  const std::string start = "{\"format\":\"voronka\",";
  CHECK(refusal({start.data(), max_file_bytes + 1}).text.key == TextKey::error_file_large);
}

TEST_CASE("a file says of itself that it is one") {
  CHECK(is_voronka_file(export_file(Document{})));
  CHECK(is_voronka_file("\xEF\xBB\xBF{ \"format\" : \"voronka\""));
  for (const char* other : {"", "{", "{}", "[]", "{\"format\":\"trello\"}", "{\"name\":1}", "voronka", "\x89PNG"})
    CHECK_FALSE(is_voronka_file(other));
}
