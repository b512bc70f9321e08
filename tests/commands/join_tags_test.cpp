#include "commands/join_tags.hpp"

#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

using Tags = std::vector<Id<Tag>>;

struct TagFixture : PipelineFixture {
  TagFixture() {
    keep = {must(AddRecord{Tag{.name = "Опт"}})};
    gone = {must(AddRecord{Tag{.name = "опт", .color = "#D9534F"}})};
    other = {must(AddRecord{Tag{.name = "Тендер"}})};
  }
  Id<Deal> deal_with(Tags tags) {
    const Id<Deal> id = deal(0);
    must(set_field(id, &Deal::tags, std::move(tags)));
    return id;
  }
  Result<Done> join() { return run(JoinTags{.keep = keep, .gone = gone}); }
  std::int64_t count_in_label() const {
    const Text label = label_of(document, JoinTags{.keep = keep, .gone = gone});
    return std::get<std::int64_t>(label.arguments.at(0).value);
  }
  const Tag& of(Id<Tag> id) const { return *document.find(id); }
  Id<Tag> keep = {}, gone = {}, other = {};
};

TEST_CASE_FIXTURE(TagFixture,
                  "deals with the tag that goes get the other in its place, and one that had both has one") {
  const Id<Deal> first = deal_with({other, gone});
  const Id<Deal> both = deal_with({gone, other, keep});
  const Id<Deal> neither = deal_with({other});
  REQUIRE(join());
  CHECK((*this)[first].tags == Tags{other, keep});
  CHECK((*this)[both].tags == Tags{keep, other});
  CHECK((*this)[neither].tags == Tags{other});
  CHECK(of(gone).deleted.by == DeletedBy::user);
  CHECK(!of(keep).deleted);
}

TEST_CASE_FIXTURE(TagFixture, "the tag that stays keeps its name, and has a colour if one of them had") {
  REQUIRE(join());
  CHECK(of(keep).name == "Опт");
  CHECK(of(keep).color == "#D9534F");
}

TEST_CASE_FIXTURE(TagFixture, "a deal in the trash follows, and is not counted in the label") {
  deal_with({gone});
  const Id<Deal> thrown = deal_with({gone});
  must(DeleteRecords{.type = RecordType::deal, .ids = {thrown.raw}});
  CHECK(count_in_label() == 1);
  REQUIRE(join());
  CHECK((*this)[thrown].tags == Tags{keep});
}

TEST_CASE_FIXTURE(TagFixture, "a filter that was saved with the tag that goes looks for the one that stays") {
  const auto filter_of = [](Id<Tag> a, Id<Tag> b) {
    return "tag any tag_" + text_of(a.raw) + " tag_" + text_of(b.raw) + " tag_" + text_of(a.raw);
  };
  const Id<SavedView> view = {
      must(AddRecord{SavedView{.name = "Опт", .page = "board", .filter = filter_of(gone, other)}})};
  REQUIRE(join());
  CHECK(document.find(view)->filter == filter_of(keep, other));
}

TEST_CASE_FIXTURE(TagFixture, "one undo brings both tags back, each on its deals") {
  const Id<Deal> first = deal_with({gone, other});
  const Id<Deal> both = deal_with({keep, gone});
  REQUIRE(join());
  must(Revert{.entry = last_entry});
  CHECK((*this)[first].tags == Tags{gone, other});
  CHECK((*this)[both].tags == Tags{keep, gone});
  CHECK(!of(gone).deleted);
  CHECK(of(keep).color.empty());
}

TEST_CASE_FIXTURE(TagFixture, "a tag that is in the trash, not there, or one and the same is not joined") {
  CHECK_FALSE(run(JoinTags{.keep = keep, .gone = keep}));
  CHECK_FALSE(run(JoinTags{.keep = keep, .gone = {}}));
  must(DeleteRecords{.type = RecordType::tag, .ids = {gone.raw}});
  CHECK_FALSE(join());
  CHECK_FALSE(run(JoinTags{.keep = gone, .gone = keep}));
}

TEST_CASE_FIXTURE(TagFixture, "deleting a tag says how many deals lose it, and brings it back to all of them") {
  const Id<Deal> first = deal_with({gone});
  deal_with({gone, other});
  const DeleteRecords command = {.type = RecordType::tag, .ids = {gone.raw}};
  const Text label = label_of(document, command);
  CHECK(label.key == TextKey::undo_delete_tag);
  CHECK(std::get<std::int64_t>(label.arguments.at(1).value) == 2);
  CHECK(label_of(document, DeleteRecords{.type = RecordType::tag, .ids = {keep.raw}}).key == TextKey::undo_delete_one);
  must(command);
  must(RestoreRecords{.type = RecordType::tag, .ids = {gone.raw}});
  CHECK((*this)[first].tags == Tags{gone});
}

}  // namespace
}  // namespace voronka::test
