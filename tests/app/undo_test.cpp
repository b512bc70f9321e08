// The law of undo: the visible state, that is everything but stamps and voided events, is what it was before.
#include <doctest/doctest.h>

#include "app/history.hpp"
#include "model/custom_values.hpp"
#include "tests/support/random_commands.hpp"
#include "tests/support/visible.hpp"

namespace voronka::test {
namespace {

struct UndoFixture : PipelineFixture {
  History history = {};
  int commits = 0;

  bool act(Command command, EntryKind kind = EntryKind::change, std::vector<std::string> of = {}) {
    const std::uint64_t revision = document.revision();
    if (!run(std::move(command)) || document.revision() == revision || last_entry.edits.empty()) return false;
    last_entry.commit_id = "c" + std::to_string(++commits);
    last_entry.kind = kind;
    last_entry.of = std::move(of);
    history.add(last_entry);
    return true;
  }
  bool revert(std::vector<JournalEntry> step, EntryKind kind) {
    std::vector<std::string> of;
    for (const auto& entry : step) of.push_back(entry.commit_id);
    return act(Revert{.entry = combined(std::move(step))}, kind, std::move(of));
  }
};

}  // namespace

TEST_CASE_FIXTURE(UndoFixture,
                  "undo of any number of random commands restores the visible state, redo brings it back") {
  for (std::uint64_t seed_of_round = 1; seed_of_round <= 40; ++seed_of_round) {
    INFO("seed " << seed_of_round);
    Random random(seed_of_round);
    std::vector<Visible> states = {visible(document)};
    int done = 0;
    for (int i = 0; i < 25; ++i) {
      if (!act(random_command(*this, random))) continue;
      ++done;
      states.push_back(visible(document));
    }
    for (int i = done; i > 0; --i) {
      REQUIRE(revert(history.next_undo(), EntryKind::undo));
      REQUIRE(visible(document) == states[static_cast<std::size_t>(i - 1)]);
    }
    for (int i = 1; i <= done; ++i) {
      REQUIRE(revert(history.next_redo(), EntryKind::redo));
      REQUIRE(visible(document) == states[static_cast<std::size_t>(i)]);
    }
    CHECK_FALSE(history.can_redo());
    history.clear();
  }
}

TEST_CASE_FIXTURE(UndoFixture, "to go to any step of the list and back again restores the visible state of each") {
  for (std::uint64_t seed_of_round = 1; seed_of_round <= 20; ++seed_of_round) {
    INFO("seed " << seed_of_round);
    Random random(seed_of_round);
    std::vector<Visible> states = {visible(document)};
    for (int i = 0; i < 25; ++i)
      if (act(random_command(*this, random))) states.push_back(visible(document));
    const std::size_t last = states.size() - 1;
    std::size_t at = last;
    for (int jump = 0; jump < 12; ++jump) {
      CHECK(history.undo_steps(100).size() == at);
      CHECK(history.redo_steps(100).size() == last - at);
      const std::size_t to = random.index(states.size());
      for (; at > to; --at) REQUIRE(revert(history.next_undo(), EntryKind::undo));
      for (; at < to; ++at) REQUIRE(revert(history.next_redo(), EntryKind::redo));
      REQUIRE(visible(document) == states[to]);
    }
    history.clear();
  }
}

TEST_CASE_FIXTURE(UndoFixture,
                  "the list of steps has the next one first, typing as one, and no more than was asked for") {
  const auto id = deal(0, 0, "A");
  must(MoveDeal{.deal = id, .to = stages[2]});
  last_entry.label = {.key = TextKey::undo_move_deal};
  last_entry.commit_id = "moved";
  history.add(last_entry);
  for (const char* text : {"B", "Bc"}) {
    must(set_field(id, &Deal::title, std::string(text)));
    last_entry.commit_id = text;
    last_entry.merge_key = "title/1";
    last_entry.at_ms = text[1] == 0 ? 5 : 7;
    last_entry.label = {.key = TextKey::undo_set_field};
    history.add(last_entry);
  }
  REQUIRE(history.undo_steps(9).size() == 2);
  CHECK(history.undo_steps(9)[0].label.key == TextKey::undo_set_field);
  CHECK(history.undo_steps(9)[0].at_ms == 7);
  CHECK(history.undo_steps(9)[1].label.key == TextKey::undo_move_deal);
  CHECK(history.undo_steps(1).size() == 1);
  REQUIRE(revert(history.next_undo(), EntryKind::undo));
  CHECK(history.undo_steps(9).size() == 1);
  REQUIRE(history.redo_steps(9).size() == 1);
  CHECK(history.redo_steps(0).empty());
}

TEST_CASE_FIXTURE(UndoFixture, "typing with one merge key is one undo step") {
  const auto id = deal(0, 0, "A");
  for (const char* text : {"Ак", "Акм", "Акме"}) {
    must(set_field(id, &Deal::title, std::string(text)));
    last_entry.commit_id = text;
    last_entry.merge_key = "title/1";
    history.add(last_entry);
  }
  REQUIRE(history.next_undo().size() == 3);
  REQUIRE(revert(history.next_undo(), EntryKind::undo));
  CHECK((*this)[id].title == "A");
  REQUIRE(revert(history.next_redo(), EntryKind::redo));
  CHECK((*this)[id].title == "Акме");
}

TEST_CASE_FIXTURE(UndoFixture, "undo leaves a field alone that was changed again elsewhere, and says so") {
  const auto id = deal(0, 100'00, "Old");
  REQUIRE(act(set_field(id, &Deal::title, std::string("Mine"))));
  must(set_field(id, &Deal::title, std::string("Theirs")));  // another tab: not in this history
  const auto refused = run(Revert{.entry = combined(history.next_undo())});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text.key == TextKey::error_nothing_to_undo);
  CHECK((*this)[id].title == "Theirs");
}

TEST_CASE_FIXTURE(UndoFixture, "values of one field are taken back one by one, each by the stamp its undo gave it") {
  const auto id = deal(0);
  const Id<CustomField> area = {must(AddRecord{CustomField{.name = "Площадь"}})};
  const Id<CustomField> tender = {must(AddRecord{CustomField{.name = "Закупка"}})};
  const auto write = [&](Id<CustomField> field, const char* text) {
    REQUIRE(act(SetCustomValue{.field = field, .ids = {id.raw}, .text = text}));
  };
  const auto value = [&](Id<CustomField> field) { return std::string(custom_value((*this)[id].custom, field)); };
  write(area, "1");
  write(tender, "0373");  // stands between the two in the list of the steps, and wrote nothing of theirs
  write(area, "2");
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 3; ++i) REQUIRE(revert(history.next_undo(), EntryKind::undo));
    CHECK(value(area).empty());
    CHECK(value(tender).empty());
    for (int i = 0; i < 3; ++i) REQUIRE(revert(history.next_redo(), EntryKind::redo));
    CHECK(value(area) == "2");
    CHECK(value(tender) == "0373");
  }
}

TEST_CASE_FIXTURE(UndoFixture, "undone events are voided, not erased, and count again after redo") {
  const auto id = deal(0);
  REQUIRE(act(MoveDeal{.deal = id, .to = stages[3]}));
  const std::size_t events = (*this)[id].history.size();
  REQUIRE(revert(history.next_undo(), EntryKind::undo));
  CHECK((*this)[id].history.size() == events + 1);
  CHECK_FALSE(live_events((*this)[id].history)[events - 1]);
  REQUIRE(revert(history.next_redo(), EntryKind::redo));
  CHECK(live_events((*this)[id].history)[events - 1]);
}

TEST_CASE_FIXTURE(UndoFixture, "a replay of the journal gives the document, stamps and all") {
  Document copy = document;
  Random random(11);
  for (int i = 0; i < 300; ++i) {
    const std::uint64_t revision = document.revision();
    if (!run(random_command(*this, random)) || document.revision() == revision) continue;
    copy.commit(replay(copy, last_entry));
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      for (const Record& record : document.table<Record>().rows()) REQUIRE(*copy.find(record.id) == record);
    });
    REQUIRE(copy.seen() == document.seen());
  }
}

TEST_CASE_FIXTURE(UndoFixture, "a reversed patch brings back exactly what was, stamps and all") {
  Random random(13);
  for (int i = 0; i < 200; ++i) {
    const auto planned = try_plan(random_command(*this, random));
    if (!planned) continue;
    next_dot += planned->dots_used;
    Document copy = document;
    copy.commit(planned->patch);
    copy.commit(reversed(planned->patch));
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      REQUIRE(copy.table<Record>().size() == document.table<Record>().size());
      for (const Record& record : document.table<Record>().rows()) REQUIRE(*copy.find(record.id) == record);
    });
    document.commit(planned->patch);
    now_ms += 1000;
  }
}

TEST_CASE_FIXTURE(UndoFixture, "replacing everything can be undone and redone") {
  const auto id = deal(1, 5000, "Before");
  RecordSet other;
  const Id<Settings> settings = {make_id()};
  other.of<Settings>().push_back({.id = settings, .name = "Other"});
  REQUIRE(act(ApplyImport{.records = other, .mode = ImportMode::replace}));
  CHECK(document.table<Deal>().empty());
  CHECK(document.settings()->name == "Other");
  REQUIRE(revert(history.next_undo(), EntryKind::undo));
  CHECK((*this)[id].title == "Before");
  CHECK(document.settings()->name == "Test");
  REQUIRE(revert(history.next_redo(), EntryKind::redo));
  CHECK(document.settings()->name == "Other");
  CHECK(document.table<Deal>().empty());
}

}  // namespace voronka::test
