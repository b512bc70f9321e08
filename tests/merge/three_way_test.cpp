// The tables of merge/README.md, row by row.
#include <doctest/doctest.h>

#include "merge/histories.hpp"
#include "merge/unknown_members.hpp"
#include "tests/support/replica.hpp"

namespace voronka::test {
namespace {

constexpr Actor here{1}, there{2};

FieldStamp stamp(Actor actor, std::uint64_t n, std::int64_t at_ms = 1'000) {
  return {.dot = {.actor = actor, .n = n}, .at_ms = at_ms};
}

VersionVector seen(std::initializer_list<Dot> dots) {
  VersionVector vector;
  for (const Dot dot : dots) vector.add(dot);
  return vector;
}

struct Two : PipelineFixture {
  Two() : Two(PipelineFixture()) {}
  explicit Two(PipelineFixture origin) : PipelineFixture(std::move(origin)) {
    one = deal(0, 100'000, "Ромашка");
    theirs = replica_of(*this, 2);
    actor = Actor{1'001};
    next_dot = 1;
  }
  const Deal& mine() const { return *document.find(one); }
  MergePreview preview() const { return preview_of(*this, theirs.document); }
  void merge(std::vector<MergeChoice> choices = {}) {
    now_ms = std::max(now_ms, theirs.now_ms) + 1'000;
    must(merge_of(theirs.document, std::move(choices)));
  }
  MergeKind kind() const {
    const MergePreview now = preview();
    return now.records().empty() ? MergeKind::unchanged : now.records()[0].kind;
  }

  PipelineFixture theirs = {};
  Id<Deal> one = {};
};

}  // namespace

TEST_CASE("[M2] [M3] the side that has seen the other's value wins") {
  const VersionVector mine = seen({{here, 1}, {there, 1}});
  const VersionVector file = seen({{here, 1}});
  CHECK(compare_stamps(false, stamp(here, 1), stamp(there, 1), {.mine = mine, .theirs = file}).relation ==
        FieldRelation::conflict);
  const VersionVector only_theirs = seen({{there, 1}, {there, 2}});
  CHECK(compare_stamps(false, stamp(here, 1), stamp(there, 1), {.mine = mine, .theirs = only_theirs}).relation ==
        FieldRelation::mine);
  CHECK(compare_stamps(false, stamp(there, 1), stamp(there, 2), {.mine = mine, .theirs = only_theirs}).relation ==
        FieldRelation::theirs);
}

TEST_CASE("[M4] of two that nobody saw the later one is suggested, but not one from the future") {
  const VersionVector mine = seen({{here, 1}});
  const VersionVector file = seen({{there, 1}});
  const MergeSides sides = {.mine = mine, .theirs = file, .now_ms = 10'000};
  CHECK(compare_stamps(false, stamp(here, 1, 5), stamp(there, 1, 6), sides) ==
        FieldVerdict{FieldRelation::conflict, MergeSide::theirs});
  CHECK(compare_stamps(false, stamp(here, 1, 7), stamp(there, 1, 6), sides) ==
        FieldVerdict{FieldRelation::conflict, MergeSide::mine});
  CHECK(compare_stamps(false, stamp(here, 1, 7), stamp(there, 1, 200'000'000), sides).suggested == MergeSide::mine);
  CHECK(compare_stamps(true, stamp(here, 1, 7), stamp(there, 1, 6), sides).relation == FieldRelation::same);
}

TEST_CASE(
    "[M5] [M6] [M7] the same dot with another value is a copied identity, or an edit by hand in a file whose check is "
    "wrong") {
  const VersionVector all = seen({{here, 1}, {here, 2}});
  const VersionVector old = seen({{here, 1}});
  CHECK(compare_stamps(false, stamp(here, 1), stamp(here, 1), {.mine = all, .theirs = all}).relation ==
        FieldRelation::conflict);
  CHECK(compare_stamps(false, stamp(here, 1), stamp(here, 1), {.mine = all, .theirs = all, .checked = false}) ==
        FieldVerdict{FieldRelation::theirs, MergeSide::theirs});
  CHECK(compare_stamps(false, stamp(here, 2), stamp(here, 1), {.mine = all, .theirs = old, .checked = false}) ==
        FieldVerdict{FieldRelation::conflict, MergeSide::mine});
  CHECK(compare_stamps(false, stamp(here, 2), {}, {.mine = all, .theirs = old}).relation == FieldRelation::conflict);
}

TEST_CASE("[R1] what is new in the file comes with its stamps, and what is absent there stays") {
  Two it;
  const Id<Deal> new_there = it.theirs.deal(1, 5'000, "Новая там");
  const Id<Deal> new_here = it.deal(1, 7'000, "Новая здесь");
  CHECK(it.preview().count(MergeKind::added) == 1);
  it.merge();
  REQUIRE(it.document.find(new_there));
  CHECK(it.document.find(new_there)->stamps == it.theirs.document.find(new_there)->stamps);
  CHECK(it.document.find(new_here)->title == "Новая здесь");
}

TEST_CASE("fields changed on one side each come together without a question") {
  Two it;
  it.must(set_field(it.one, &Deal::owner, std::string("Анна")));
  it.theirs.must(set_field(it.one, &Deal::next_step, std::string("Позвонить")));
  CHECK(it.kind() == MergeKind::changed);
  it.merge();
  CHECK(it.mine().owner == "Анна");
  CHECK(it.mine().next_step == "Позвонить");
}

TEST_CASE("a field changed on both sides is a conflict, and a choice gets a dot of its own") {
  Two it;
  it.must(set_field(it.one, &Deal::title, std::string("Здесь")));
  it.theirs.now_ms = it.now_ms + 60'000;
  it.theirs.must(set_field(it.one, &Deal::title, std::string("Там")));
  REQUIRE(it.kind() == MergeKind::conflict);
  Two chosen = it;
  it.merge();
  CHECK(it.mine().title == "Там");
  const auto slot = static_cast<std::uint8_t>(slot_of_member(&Deal::title));
  CHECK(it.mine().stamps.of(slot) == it.theirs.document.find(it.one)->stamps.of(slot));
  chosen.merge({{.type = RecordType::deal, .id = it.one.raw, .slot = slot, .side = MergeSide::mine}});
  CHECK(chosen.mine().title == "Здесь");
  CHECK(chosen.mine().stamps.of(slot).at_ms > it.theirs.document.find(it.one)->stamps.of(slot).at_ms);
  // The other device learns of the decision without being asked.
  chosen.theirs.must(merge_of(chosen.document));
  CHECK(chosen.theirs.document.find(it.one)->title == "Здесь");
}

TEST_CASE("[R2] tags given on both sides are all there") {
  Two it;
  it.must(EditDeals{.deals = {it.one}, .change = AddDealTag{.name = "опт"}});
  it.theirs.must(EditDeals{.deals = {it.one}, .change = AddDealTag{.name = "горит"}});
  it.merge();
  CHECK(it.mine().tags.size() == 2);
  it.theirs.must(merge_of(it.document));
  CHECK(it.theirs.document.find(it.one)->tags == it.mine().tags);
}

TEST_CASE("[R3] won there and moved here is decided as one") {
  Two it;
  it.must(MoveDeal{.deal = it.one, .to = it.stages[3]});
  it.theirs.now_ms = it.now_ms + 60'000;
  it.theirs.must(WinDeal{.deal = it.one});
  it.merge();
  CHECK(it.mine().status == DealStatus::won);
  CHECK(it.mine().position.stage == it.stages[6]);
  CHECK(it.mine().closed_on.has_value());
}

TEST_CASE("[R3] won there and later moved here stays open, and history does not tell of the win") {
  Two it;
  it.theirs.must(WinDeal{.deal = it.one});
  it.now_ms = it.theirs.now_ms + 60'000;
  it.must(MoveDeal{.deal = it.one, .to = it.stages[3]});
  it.merge({{.type = RecordType::deal, .id = it.one.raw, .slot = MergeChoice::whole_record, .side = MergeSide::mine}});
  CHECK(it.mine().status == DealStatus::open);
  CHECK(it.mine().position.stage == it.stages[3]);
}

TEST_CASE("[R5] a move that was not kept is voided where it is later than the one that was") {
  Two it;
  it.must(MoveDeal{.deal = it.one, .to = it.stages[3]});
  it.theirs.now_ms = it.now_ms + 60'000;
  it.theirs.must(MoveDeal{.deal = it.one, .to = it.stages[5]});
  it.merge({{.type = RecordType::deal, .id = it.one.raw, .slot = MergeChoice::whole_record, .side = MergeSide::mine}});
  CHECK(it.mine().position.stage == it.stages[3]);
  const std::vector<bool> live = live_events(it.mine().history);
  EventValue last;
  for (std::size_t i = 0; i < live.size(); ++i)
    if (live[i] && it.mine().history[i].kind == EventKind::stage_entered) last = it.mine().history[i].value;
  CHECK(last == EventValue(it.stages[3].raw));
}

TEST_CASE("[R4] deleted there goes to the trash, unless it was edited here since") {
  Two it;
  it.theirs.must(DeleteRecords{.type = RecordType::deal, .ids = {it.one.raw}});
  CHECK(it.kind() == MergeKind::removed);
  Two edited = it;
  it.merge();
  CHECK(it.mine().deleted.by == DeletedBy::user);
  edited.must(set_field(edited.one, &Deal::owner, std::string("Анна")));
  CHECK(edited.kind() == MergeKind::conflict);
  edited.merge();
  CHECK_FALSE(edited.mine().deleted);
  edited.theirs.must(merge_of(edited.document));
  CHECK_FALSE(edited.theirs.document.find(it.one)->deleted);
}

TEST_CASE("[R4] deleted here and edited there comes back") {
  Two it;
  it.must(DeleteRecords{.type = RecordType::deal, .ids = {it.one.raw}});
  it.theirs.must(set_field(it.one, &Deal::owner, std::string("Анна")));
  CHECK(it.kind() == MergeKind::conflict);
  it.merge();
  CHECK_FALSE(it.mine().deleted);
  CHECK(it.mine().owner == "Анна");
}

TEST_CASE("[R1] a new deal that is left out takes its activities along, and is offered again") {
  Two it;
  const Id<Deal> left_out = it.theirs.deal(1, 5'000, "Новая");
  it.theirs.must(AddRecord{Activity{.deal = left_out, .title = "Звонок"}});
  it.merge({{.type = RecordType::deal, .id = left_out.raw, .side = MergeSide::mine}});
  CHECK(it.document.find(left_out) == nullptr);
  CHECK(it.document.table<Activity>().empty());
  CHECK(it.preview().count(MergeKind::added) == 2);
}

TEST_CASE("[R7] a contact that is nowhere gets a stand-in, and the real one takes its place later") {
  Two it;
  const Id<Contact> person = {it.theirs.must(AddRecord{Contact{.name = "Пётр"}})};
  it.theirs.must(set_field(it.one, &Deal::contacts, std::vector<Id<Contact>>{person}));
  ApplyMerge part = merge_of(it.theirs.document);
  part.theirs.of<Contact>().clear();
  part.whole = false;
  it.must(std::move(part));
  REQUIRE(it.document.find(person));
  CHECK(it.document.find(person)->name.empty());
  it.merge();
  CHECK(it.document.find(person)->name == "Пётр");
}

TEST_CASE("a part of a file does not pretend that the rest was seen") {
  Two it;
  it.theirs.must(set_field(it.one, &Deal::owner, std::string("Анна")));
  const Id<Deal> other = it.theirs.deal(2, 100, "Вторая");
  ApplyMerge part = merge_of(it.theirs.document);
  std::erase_if(part.theirs.of<Deal>(), [&](const Deal& deal) { return deal.id == other; });
  part.whole = false;
  it.must(std::move(part));
  CHECK(it.mine().owner == "Анна");
  CHECK_FALSE(it.document.seen() == it.theirs.document.seen());
  it.theirs.must(DeleteRecords{.type = RecordType::deal, .ids = {other.raw}});
  it.merge();
  REQUIRE(it.document.find(other));
  CHECK(it.document.find(other)->deleted);
}

TEST_CASE("[R6] members of a newer version are merged one by one") {
  const VersionVector mine = seen({{here, 1}, {here, 2}});
  const VersionVector file = seen({{here, 1}, {there, 1}});
  const MergeSides sides = {.mine = mine, .theirs = file, .now_ms = 10'000};
  const FieldStamp rest = stamp(here, 1);
  const std::string a = R"(,"x":{"k":[1,"],"]},"y":1)"
                        "\x1f"
                        R"(,"x":"00000001:2@2000")";
  const std::string b = R"(,"y":2,"z":"q\"")"
                        "\x1f"
                        R"(,"y":"00000002:1@3000","z":"00000002:1@3000")";
  const std::string both = R"(,"x":{"k":[1,"],"]},"y":2,"z":"q\"")"
                           "\x1f"
                           R"(,"x":"00000001:2@2000","y":"00000002:1@3000","z":"00000002:1@3000")";
  CHECK(merged_unknown(a, rest, b, rest, rest, sides) == both);
  const MergeSides turned = {.mine = file, .theirs = mine, .now_ms = 10'000};
  CHECK(merged_unknown(b, rest, a, rest, rest, turned) == both);
  CHECK(merged_unknown(both, rest, both, rest, rest, sides) == both);
}

TEST_CASE("[R5] histories become one list that is the same from both sides") {
  const auto event = [](Actor actor, std::uint64_t n, std::int64_t recorded_ms) {
    return Event{.kind = EventKind::won, .recorded_at_ms = recorded_ms, .dot = {.actor = actor, .n = n}};
  };
  const EventList mine = {event(here, 1, 10), event(here, 2, 30), event(here, 3, 20)};
  const EventList theirs = {event(here, 1, 10), event(there, 1, 15), event(there, 2, 40)};
  const EventList all = {event(here, 1, 10), event(there, 1, 15), event(here, 2, 30), event(here, 3, 20),
                         event(there, 2, 40)};
  CHECK(united(mine, theirs) == all);
  CHECK(united(theirs, mine) == all);
  CHECK(united(all, mine) == all);
  CHECK(united(mine, mine) == mine);
  const EventList swapped = {event(here, 2, 30), event(here, 1, 10)};
  CHECK(united(mine, swapped).size() == 3);
}

TEST_CASE(
    "[R5] events without dots, of a file made by hand and of a newer version, come in once however often the file "
    "does") {
  Two it;
  const Moment at = {.utc_ms = 5'000};
  Event by_hand = {.kind = EventKind::amount_changed, .at = at, .recorded_at_ms = 5'000, .value = Money{.minor = 1}};
  Event newer = {.kind = EventKind::unknown, .recorded_at_ms = 5'000, .value = std::string(R"(["called","x"])")};
  Deal file = it.mine();
  file.history.insert(file.history.begin(), {by_hand, newer});
  RecordSet records;
  records.of<Deal>().push_back(file);
  const auto merge = [&] {
    RecordSet again;
    again.of<Deal>() = records.of<Deal>();
    return ApplyMerge{.theirs = std::move(again), .seen = it.document.seen(), .whole = true, .checked = true};
  };
  const std::size_t before = it.mine().history.size();
  it.must(merge());
  REQUIRE(it.mine().history.size() == before + 2);
  for (const Event& event : it.mine().history) CHECK((event.kind == EventKind::unknown) == !event.dot);
  const auto again = it.try_plan(merge());
  REQUIRE(again.has_value());
  CHECK(again->patch.empty());
}

TEST_CASE("[M1] the stamp of equal values is that of the side that has seen the other, whatever the clocks say") {
  Two it;
  const auto slot = static_cast<std::uint8_t>(slot_of_member(&Deal::owner));
  it.theirs.now_ms += 90 * 60'000;  // a clock that is ahead
  it.theirs.must(set_field(it.one, &Deal::owner, std::string("Анна")));
  it.merge();
  it.now_ms = it.theirs.now_ms - 80 * 60'000;
  it.must(set_field(it.one, &Deal::owner, std::string("Пётр")));
  it.must(set_field(it.one, &Deal::owner, std::string("Анна")));
  const FieldStamp mine = it.mine().stamps.of(slot);
  CHECK(it.preview().does_nothing());
  it.merge();
  CHECK(it.mine().stamps.of(slot) == mine);
}

TEST_CASE("[R2] where one list has all of the other nobody is asked") {
  Two it;
  it.must(EditDeals{.deals = {it.one}, .change = AddDealTag{.name = "опт"}});
  const Id<Tag> tag = it.mine().tags[0];
  it.theirs.must(merge_of(it.document));
  it.must(set_field(it.one, &Deal::tags, std::vector<Id<Tag>>{}));
  it.must(set_field(it.one, &Deal::tags, std::vector<Id<Tag>>{tag}));
  it.theirs.must(EditDeals{.deals = {it.one}, .change = AddDealTag{.name = "горит"}});
  CHECK(it.kind() == MergeKind::changed);
  it.merge();
  CHECK(it.mine().tags.size() == 2);
}

TEST_CASE("a file that holds values it does not own up to is remembered all the same") {
  Two it;
  it.theirs.must(set_field(it.one, &Deal::owner, std::string("Анна")));
  ApplyMerge careless = merge_of(it.theirs.document);
  careless.seen = it.document.seen();
  it.must(ApplyMerge(careless));
  const auto again = it.try_plan(std::move(careless));
  REQUIRE(again.has_value());
  CHECK(again->patch.empty());
}

TEST_CASE("[R8] a stage deleted there comes back when a deal was put into it here, and its pipeline too") {
  Two it;
  it.theirs.must(DeleteStage{.stage = it.stages[4], .deals_to = it.stages[0]});
  const Id<Deal> here = it.deal(4, 100, "Здесь");
  it.merge();
  CHECK_FALSE(it.document.find(it.stages[4])->deleted);
  CHECK(it.document.find(here)->position.stage == it.stages[4]);
  it.theirs.must(merge_of(it.document));
  CHECK_FALSE(it.theirs.document.find(it.stages[4])->deleted);

  Two other;
  other.must(set_field(other.one, &Deal::owner, std::string("Анна")));
  other.theirs.must(AddRecord{Pipeline{.name = "Вторая"}});
  other.theirs.must(DeletePipeline{.pipeline = other.pipeline});
  other.merge();
  CHECK_FALSE(other.mine().deleted);
  CHECK_FALSE(other.document.find(other.pipeline)->deleted);
  CHECK_FALSE(other.document.find(other.mine().position.stage)->deleted);
}

}  // namespace voronka::test
