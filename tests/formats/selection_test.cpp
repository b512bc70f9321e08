// Parts of a data set: what is in them, and what is not.
#include "formats/selection.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "app/export_desk.hpp"
#include "tests/support/replica.hpp"

namespace voronka::test {
namespace {

struct Text final : ByteSink {
  void write(std::string_view bytes) override { whole += bytes; }
  std::string whole = {};
};

struct Parts : PipelineFixture {
  Parts() {
    company = {must(AddRecord{Company{.name = "Ромашка ООО"}})};
    person = {must(AddRecord{Contact{.name = "Пётр Ёлкин", .phones = {"+7 917 555-01-22"}}})};
    one = deal(0, 123'456'00, "Поставка для Ромашки");
    must(set_field(one, &Deal::company, company));
    must(set_field(one, &Deal::contacts, std::vector<Id<Contact>>{person}));
    must(AddRecord{Activity{.deal = one, .title = "Позвонить Петру"}});
    two = deal(2, 777'00, "Вторая");
    must(AddRecord{Contact{.name = "Никому не нужен"}});
  }
  FileContents file(const Selection& selection) {
    Text text;
    write_selected(records_of(document), document.seen(),
                   {.selection = selection,
                    .words = {.deal = "Сделка", .company = "Компания", .contact = "Контакт"},
                    .stamp = {.now = {.utc_ms = now_ms}, .seed = 9}},
                   text);
    bytes = text.whole;
    Result<FileContents> contents = read_file(bytes);
    REQUIRE(contents.has_value());
    return std::move(*contents);
  }
  Id<Company> company = {};
  Id<Contact> person = {};
  Id<Deal> one = {}, two = {};
  std::string bytes = {};
};

}  // namespace

TEST_CASE("a file of some deals has what they need and nothing else") {
  Parts it;
  const FileContents file = it.file({.deals = std::vector<Id<Deal>>{it.one}});
  CHECK(file.scope.kind == ScopeKind::part);
  CHECK(file.records.of<Deal>().size() == 1);
  CHECK(file.records.of<Contact>().size() == 1);
  CHECK(file.records.of<Company>().size() == 1);
  CHECK(file.records.of<Activity>().size() == 1);
  CHECK(file.records.of<Stage>().size() == 7);
  CHECK(file.dataset == it.document.settings()->id.raw);
  CHECK(it.file({.deals = std::vector<Id<Deal>>{it.one}, .notes = false}).records.of<Activity>().empty());
  CHECK_FALSE(it.file({.notes = false}).scope.notes);
}

TEST_CASE("a part merged elsewhere is the same deal, and a whole file later finds nothing to argue about") {
  Parts it;
  PipelineFixture other;
  other.actor = Actor{77};
  const FileContents file = it.file({.pipeline = it.pipeline});
  REQUIRE(other.run(ApplyMerge{.theirs = file.records, .seen = file.seen, .whole = false}));
  REQUIRE(other.document.find(it.one));
  const MergePreview preview = preview_of(other, it.document);
  CHECK(preview.count(MergeKind::conflict) == 0);
  CHECK(preview.count(MergeKind::removed) == 0);
}

TEST_CASE("a file of changes has every record with something new, says whose data these are, and closes the gap") {
  Parts it;
  const PipelineFixture before = it;
  PipelineFixture device = replica_of(it, 3);
  it.must(set_field(it.two, &Deal::owner, std::string("Анна")));
  it.must(DeleteRecords{.type = RecordType::deal, .ids = {it.one.raw}});
  CHECK(count_since(it.document, before.document.seen()) == 2);
  const FileContents file = it.file({.since = before.document.seen()});
  CHECK(file.scope.kind == ScopeKind::delta);
  CHECK(file.scope.since == before.document.seen());
  CHECK(file.dataset == it.document.settings()->id.raw);
  CHECK(file.records.of<Deal>().size() == 2);
  CHECK(file.records.of<Contact>().empty());
  REQUIRE(device.document.seen().includes(file.scope.since));
  REQUIRE(device.run(ApplyMerge{.theirs = file.records, .seen = file.seen}));
  CHECK(export_file(device.document) == export_file(it.document));
}

TEST_CASE("hidden names and amounts are nowhere in the file, nor anything that leads back") {
  Parts it;
  const FileContents file = it.file({.mask_names = true, .mask_amounts = true});
  CHECK(file.scope.masked);
  for (const std::string_view word : {"Ромашк", "Пётр", "Петру", "555-01-22", "Вторая", "TestActr", "12345600"})
    CHECK_MESSAGE(it.bytes.find(word) == std::string::npos, word);
  for (const Deal& deal : it.document.table<Deal>().rows())
    CHECK(it.bytes.find(text_of(deal.id.raw)) == std::string::npos);
  CHECK(file.records.of<Deal>().size() == 2);
  CHECK(std::ranges::all_of(file.records.of<Deal>(),
                            [](const Deal& deal) { return deal.title.starts_with("Сделка ") && !deal.amount; }));
  CHECK(file.seen == VersionVector{});
  // Amounts alone: the names stay, free texts do not.
  const FileContents amounts = it.file({.mask_amounts = true});
  CHECK(it.bytes.find("Поставка для Ромашки") != std::string::npos);
  CHECK(it.bytes.find("12345600") == std::string::npos);
  CHECK(amounts.records.of<Contact>()[0].phones.empty());
}

TEST_CASE("a file whose check is wrong, or that is cut, gives what can be read of it") {
  Parts it;
  const std::string whole = export_file(it.document);
  std::string edited = whole;
  edited.replace(edited.find("Вторая"), std::string("Вторая").size(), "Третья");
  CHECK_FALSE(read_file(edited).has_value());
  const FileContents by_hand = salvage_file(edited).value();
  CHECK_FALSE(by_hand.checked);
  CHECK(by_hand.unread == 0);
  CHECK(by_hand.records.size() == read_file(whole)->records.size());
  CHECK(preview_of(it, it.document).records().empty());
  MergePreview preview(by_hand.seen, by_hand.checked);
  preview.add(it.document, by_hand.records, it.now_ms);
  CHECK(preview.count(MergeKind::changed) == 1);

  const FileContents cut = salvage_file(whole.substr(0, whole.find("Вторая"))).value();
  CHECK(cut.unread == 1);
  CHECK(cut.dataset == it.document.settings()->id.raw);
  CHECK(cut.seen == it.document.seen());
  CHECK(cut.records.of<Deal>().size() == 1);
  CHECK_FALSE(salvage_file("{\"format\":\"voronka\"}").has_value());
  CHECK_FALSE(salvage_file("{\"format\":\"other\"}").has_value());
}

}  // namespace voronka::test
