#include "app/copy_keeper.hpp"

#include <doctest/doctest.h>

using namespace voronka;

namespace {

constexpr std::int64_t second_ms = 1000, minute_ms = 60 * second_ms;

struct FakeCopies final : Copies {
  void list() override { ++lists; }
  void make() override { ++makes; }
  void remove(const std::string& name) override { removed.push_back(name); }
  void open(const std::string&) override {}
  void offer(const std::string&) override {}
  int lists = 0, makes = 0;
  std::vector<std::string> removed = {};
};

// A session over a folder that is a list of names.
struct Session {
  Session() { keeper.advance({.at_ms = at_ms, .loaded = true, .at_rest = true, .head = head, .something = true}); }
  void listed() {
    CopiesListed all;
    for (const StoredCopy& copy : folder) all.files.emplace_back(name_of(copy), copy.bytes);
    keeper.handle(all);
  }
  void pass(std::int64_t ms, bool at_rest = true) {
    at_ms += ms;
    keeper.advance({.at_ms = at_ms, .loaded = true, .at_rest = at_rest, .head = head, .something = true});
  }
  void made(std::int64_t took_ms = second_ms) {
    at_ms += took_ms;
    folder.push_back({.made_at_ms = at_ms, .head = head, .deals = 5, .bytes = 100});
    keeper.handle(CopyMade{.name = name_of(folder.back())}, at_ms);
    listed();
  }
  FakeCopies copies = {};
  CopyKeeper keeper = CopyKeeper(&copies);
  std::int64_t at_ms = 1'764'000'000'000;
  std::uint64_t head = 1;
  std::vector<StoredCopy> folder = {};
};

}  // namespace

TEST_CASE(
    "the first copy is made half a minute after something is stored, and none before it is known which there are") {
  Session session;
  CHECK(session.copies.lists == 1);
  session.pass(minute_ms);
  CHECK(session.copies.makes == 0);
  session.listed();
  session.pass(0);
  CHECK(session.keeper.wait_ms(session.at_ms) == 30 * second_ms);
  session.pass(29 * second_ms);
  CHECK(session.copies.makes == 0);
  session.pass(second_ms);
  CHECK(session.copies.makes == 1);
  session.pass(minute_ms);
  CHECK(session.copies.makes == 1);
  session.made();
  CHECK(session.keeper.copies().size() == 1);
}

TEST_CASE("a copy that has everything is followed by none, and nobody needs to be woken for it") {
  Session session;
  session.folder.push_back({.made_at_ms = session.at_ms, .head = 1, .deals = 5, .bytes = 100});
  session.listed();
  session.pass(24 * 60 * minute_ms);
  CHECK(session.copies.makes == 0);
  CHECK_FALSE(session.keeper.behind());
  CHECK_FALSE(session.keeper.wait_ms(session.at_ms));
}

TEST_CASE("while one edits all day there is a copy every ten minutes, and fewer when one takes long") {
  for (const auto& [took_ms, most] : {std::pair<std::int64_t, int>{second_ms, 7}, {30 * second_ms, 3}}) {
    Session session;
    session.listed();
    for (std::int64_t passed = 0; passed < 60 * minute_ms; passed += 10 * second_ms) {
      ++session.head;
      session.pass(10 * second_ms);
      if (session.keeper.state() == CopyKeeper::State::making) session.made(took_ms);
    }
    CHECK(session.copies.makes <= most);
    CHECK(session.copies.makes >= most - 1);
  }
}

TEST_CASE("nothing is copied while something is not saved") {
  Session session;
  session.listed();
  for (int i = 0; i < 100; ++i) session.pass(minute_ms, false);
  CHECK(session.copies.makes == 0);
}

TEST_CASE("while something is not saved nobody is woken, however long a copy is due") {
  Session session;
  session.listed();
  session.pass(0);
  REQUIRE(session.keeper.wait_ms(session.at_ms));
  for (int i = 0; i < 100; ++i) {
    session.pass(minute_ms, false);
    CHECK_FALSE(session.keeper.wait_ms(session.at_ms));
  }
  session.pass(0);
  CHECK(session.copies.makes == 1);
}

TEST_CASE("a copy that a wrong clock dated into the future does not put off the next, nor does it call for ever more") {
  Session session;
  session.folder.push_back({.made_at_ms = session.at_ms + 1'000'000 * minute_ms, .head = 9, .deals = 5, .bytes = 100});
  session.listed();
  session.pass(0);
  session.pass(30 * second_ms);
  REQUIRE(session.copies.makes == 1);
  session.made();
  for (int i = 0; i < 60; ++i) session.pass(minute_ms);
  CHECK(session.copies.makes == 1);
}

TEST_CASE("a copy that failed is tried again after half an hour, and by hand at once") {
  Session session;
  session.listed();
  session.pass(0);
  session.pass(minute_ms);
  REQUIRE(session.copies.makes == 1);
  session.keeper.handle(CopyMade{.failure = CopyFailure::no_space, .detail = "no room"}, session.at_ms);
  session.listed();
  CHECK(session.keeper.last().failure == CopyFailure::no_space);
  session.pass(29 * minute_ms);
  CHECK(session.copies.makes == 1);
  session.keeper.make_now();
  session.pass(0);
  CHECK(session.copies.makes == 2);
  session.keeper.handle(CopyMade{.failure = CopyFailure::no_space, .detail = "no room"}, session.at_ms);
  session.listed();
  session.pass(0);
  session.pass(30 * minute_ms);
  CHECK(session.copies.makes == 3);
}

TEST_CASE("a window without a place for copies never asks for one") {
  Session session;
  session.keeper.handle(CopiesListed{.available = false});
  session.pass(minute_ms);
  session.pass(minute_ms);
  CHECK(session.copies.makes == 0);
  CHECK(session.keeper.state() == CopyKeeper::State::none_possible);
}
