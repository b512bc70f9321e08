// When a file outside of the browser is due, and when the picked folder gets one.
#include "app/health.hpp"

#include <doctest/doctest.h>

#include "app/folder_keeper.hpp"
#include "base/date.hpp"

using namespace voronka;

namespace {

constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms;
constexpr std::int64_t now_ms = 1'764'000'000'000;

struct FakeFolder final : Folder {
  void look() override {}
  void pick() override {}
  void allow() override {}
  void forget() override {}
  void write() override { ++writes; }
  int writes = 0;
};

struct Session {
  explicit Session(FolderState state = FolderState::allowed, std::int64_t newest_ms = now_ms - hour_ms) {
    keeper.handle(FolderTold{.state = state, .name = "Backup", .files = 1, .newest_ms = newest_ms, .head = 5});
    pass(0);
  }
  void pass(std::int64_t ms, bool at_rest = true) {
    at_ms += ms;
    keeper.advance({.at_ms = at_ms, .at_rest = at_rest, .head = head, .something = true});
  }
  void written() {
    FolderTold told = keeper.told();
    told.head = head;
    told.newest_ms = at_ms;
    keeper.handle(told);
    keeper.handle(FolderCopied{}, at_ms);
  }
  FakeFolder folder = {};
  FolderKeeper keeper = FolderKeeper(&folder);
  std::int64_t at_ms = now_ms;
  std::uint64_t head = 5;
};

}  // namespace

TEST_CASE("what is remembered of saved files is read again, and nonsense is nothing") {
  const SavedFiles files = {.at_ms = now_ms, .count = 3, .bytes = 12'000, .head = 812, .since_ms = 7, .put_off_ms = 9};
  CHECK(saved_files_from(text_of(files)) == files);
  for (const char* text : {"", "1 2 3", "1 2 3 4 5 x", "a", "-1 2 3 4 5 6"})
    CHECK(saved_files_from(text) == SavedFiles{});
}

TEST_CASE("a file is due after seven days of something new, and not before there is anything") {
  const FileDue now = {.now_ms = now_ms, .head = 10};
  CHECK_FALSE(file_due_days({}, now));
  CHECK_FALSE(file_due_days({.since_ms = now_ms - 6 * day_ms}, now));
  CHECK(file_due_days({.since_ms = now_ms - 7 * day_ms}, now) == 0);  // there never was one
  const SavedFiles old = {.at_ms = now_ms - 9 * day_ms, .count = 1, .head = 4, .since_ms = now_ms - 20 * day_ms};
  CHECK(file_due_days(old, now) == 9);
  CHECK_FALSE(file_due_days(old, {.now_ms = now_ms, .head = 4}));  // nothing has changed since
  CHECK_FALSE(file_due_days(old, {.now_ms = now_ms, .head = 0}));
  // The folder is outside, too.
  CHECK_FALSE(file_due_days(old, {.now_ms = now_ms, .head = 10, .outside_ms = now_ms - 2 * day_ms}));
}

TEST_CASE("who puts the file off is asked again after a week, whatever the clock said meanwhile") {
  const SavedFiles files = put_off({.since_ms = now_ms - 30 * day_ms}, now_ms);
  CHECK_FALSE(file_due_days(files, {.now_ms = now_ms + 6 * day_ms, .head = 1}));
  CHECK(file_due_days(files, {.now_ms = now_ms + 7 * day_ms + 1, .head = 1}));
  const SavedFiles wrong = put_off({.since_ms = now_ms - 30 * day_ms}, now_ms + 1000 * day_ms);
  CHECK(file_due_days(wrong, {.now_ms = now_ms, .head = 1}));
}

TEST_CASE("the folder gets a file a minute after a change, then one an hour at most") {
  Session session;
  ++session.head;
  session.pass(0);
  CHECK(session.keeper.wait_ms(session.at_ms) == minute_ms);
  session.pass(minute_ms);
  CHECK(session.folder.writes == 1);
  session.written();
  for (std::int64_t passed = 0; passed < 3 * hour_ms; passed += minute_ms) {
    ++session.head;
    session.pass(minute_ms);
    if (session.keeper.writing()) session.written();
  }
  CHECK(session.folder.writes >= 3);
  CHECK(session.folder.writes <= 4);
}

TEST_CASE("a folder just picked gets its first file at once") {
  Session session(FolderState::allowed, 0);
  ++session.head;
  session.pass(0);
  CHECK(session.folder.writes == 1);
}

TEST_CASE("a folder that has everything gets nothing, and nobody is woken for it") {
  Session session;
  session.pass(100 * hour_ms);
  CHECK(session.folder.writes == 0);
  CHECK_FALSE(session.keeper.wait_ms(session.at_ms));
}

TEST_CASE("without leave nothing is written, and that is said once a file is due") {
  Session session(FolderState::asks);
  CHECK_FALSE(session.keeper.waits_for_leave(session.at_ms));
  ++session.head;
  session.pass(0);
  CHECK_FALSE(session.keeper.waits_for_leave(session.at_ms));
  session.pass(minute_ms);
  CHECK(session.keeper.waits_for_leave(session.at_ms));
  CHECK(session.folder.writes == 0);
  CHECK_FALSE(session.keeper.wait_ms(session.at_ms));
}

TEST_CASE("a file that failed is tried again after half an hour, and by hand at once") {
  Session session;
  ++session.head;
  session.pass(0);
  session.pass(minute_ms);
  REQUIRE(session.folder.writes == 1);
  session.keeper.handle(FolderCopied{.failure = CopyFailure::no_space}, session.at_ms);
  session.pass(0);
  session.pass(29 * minute_ms);
  CHECK(session.folder.writes == 1);
  session.keeper.write_now();
  session.pass(0);
  CHECK(session.folder.writes == 2);
}

TEST_CASE("nothing goes into the folder while something is not saved") {
  Session session;
  ++session.head;
  session.pass(2 * hour_ms, false);
  CHECK(session.folder.writes == 0);
  CHECK_FALSE(session.keeper.wait_ms(session.at_ms));
}
