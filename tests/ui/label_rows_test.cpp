#include "ui/label_rows.hpp"

#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

using Words = std::vector<std::string>;

struct LabelFixture : PipelineFixture {
  Id<Tag> tag(std::string name) { return {must(AddRecord{Tag{.name = std::move(name)}})}; }
  Id<Deal> deal_with(std::vector<Id<Tag>> tags, std::string source = {}) {
    const Id<Deal> id = deal(0);
    must(set_field(id, &Deal::tags, std::move(tags)));
    must(set_field(id, &Deal::source, std::move(source)));
    return id;
  }
  Words tags(bool hold = false) {
    tag_rows.update(document, hold);
    Words words;
    for (const ui::TagRow& row : tag_rows.rows())
      words.push_back(document.find(row.id)->name + " " + std::to_string(row.deals));
    return words;
  }
  Words sources(bool hold = false) {
    source_rows.update(document, hold);
    Words words;
    for (const ui::SourceRow& row : source_rows.rows()) words.push_back(row.name + " " + std::to_string(row.deals));
    return words;
  }
  Id<Tag> twin_of(Id<Tag> id) const {
    for (const ui::TagRow& row : tag_rows.rows())
      if (row.id == id) return row.twin;
    return {};
  }
  ui::TagRows tag_rows = {};
  ui::SourceRows source_rows = {};
};

TEST_CASE_FIXTURE(LabelFixture, "tags stand in people's order with their deals; trash counts for nothing") {
  const Id<Tag> second = tag("опт 10");
  const Id<Tag> first = tag("Опт 2");
  const Id<Tag> thrown = tag("акция");
  deal_with({first, second, thrown});
  deal_with({second});
  const Id<Deal> gone = deal_with({second});
  must(DeleteRecords{.type = RecordType::deal, .ids = {gone.raw}});
  must(DeleteRecords{.type = RecordType::tag, .ids = {thrown.raw}});
  CHECK(tags() == Words{"Опт 2 1", "опт 10 2"});
}

TEST_CASE_FIXTURE(LabelFixture, "while somebody is at work in the list a tag that is renamed stays where it is") {
  const Id<Tag> a = tag("а");
  tag("б");
  tag("в");
  tags();
  must(set_field(a, &Tag::name, std::string("я")));
  CHECK(tags(true) == Words{"я 0", "б 0", "в 0"});
  CHECK(tags(false) == Words{"б 0", "в 0", "я 0"});
}

TEST_CASE_FIXTURE(LabelFixture, "a new tag takes its place in the order at once") {
  tag("а");
  tag("в");
  tags();
  tag("б");
  CHECK(tags(true) == Words{"а 0", "б 0", "в 0"});
}

TEST_CASE_FIXTURE(LabelFixture, "of two tags of one name the one with fewer deals is to go") {
  const Id<Tag> few = tag("опт");
  const Id<Tag> many = tag("ОПТ ");
  deal_with({many});
  tags();
  CHECK(twin_of(few) == many);
  CHECK(!twin_of(many));
}

TEST_CASE_FIXTURE(LabelFixture, "a tag that is given the name of another one is the one to go, whatever their deals") {
  const Id<Tag> there = tag("опт");
  const Id<Tag> renamed = tag("тендер");
  deal_with({renamed});
  tags();
  CHECK(!twin_of(renamed));
  must(set_field(renamed, &Tag::name, std::string("Опт")));
  tags();
  CHECK(twin_of(renamed) == there);
  CHECK(!twin_of(there));
}

TEST_CASE_FIXTURE(LabelFixture, "tags without a name are not one") {
  tag("");
  const Id<Tag> other = tag("");
  tags();
  CHECK(!twin_of(other));
}

TEST_CASE_FIXTURE(LabelFixture, "a source is listed once, as most of its deals write it") {
  deal_with({}, "сайт");
  deal_with({}, "Сайт");
  deal_with({}, "Сайт");
  deal_with({}, "Выставка");
  deal_with({}, "");
  must(DeleteRecords{.type = RecordType::deal, .ids = {deal_with({}, "Звонок").raw}});
  CHECK(sources() == Words{"Выставка 1", "Сайт 3"});
}

TEST_CASE_FIXTURE(LabelFixture,
                  "a source that is renamed stays the same row, and in its place as long as somebody is there") {
  deal_with({}, "а");
  deal_with({}, "б");
  sources();
  const std::uint64_t number = source_rows.rows().at(0).number;
  source_rows.rename(number, "Я");
  must(RenameSource{.from = "а", .to = "Я"});
  CHECK(sources(true) == Words{"Я 1", "б 1"});
  CHECK(source_rows.rows().at(0).number == number);
  CHECK(sources(false) == Words{"б 1", "Я 1"});
  CHECK(source_rows.named(" я")->number == number);
}

TEST_CASE_FIXTURE(LabelFixture, "a name that was sent and refused does no harm to the list") {
  deal_with({}, "а");
  sources();
  source_rows.rename(source_rows.rows().at(0).number, "я");
  deal_with({}, "б");
  CHECK(sources() == Words{"а 1", "б 1"});
}

}  // namespace
}  // namespace voronka::test
