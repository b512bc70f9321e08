#include "base/dot.hpp"

#include <doctest/doctest.h>

#include <set>

#include "base/id.hpp"
#include "base/random.hpp"

namespace voronka {

TEST_CASE("an interval set holds exactly what was added, in any order") {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    IntervalSet set;
    std::set<std::uint64_t> truth;
    for (int i = 0; i < 30; ++i) {
      const std::uint64_t first = 1 + random.below(100);
      const std::uint64_t last = first + random.below(6);
      set.add(first, last);
      for (std::uint64_t n = first; n <= last; ++n) truth.insert(n);
      if (i % 5 != 4) continue;
      set.remove(first, last);
      for (std::uint64_t n = first; n <= last; ++n) truth.erase(n);
    }
    for (std::uint64_t n = 1; n <= 110; ++n) REQUIRE(set.contains(n) == truth.contains(n));
    for (std::size_t i = 1; i < set.ranges().size(); ++i)
      REQUIRE(set.ranges()[i - 1].second + 1 < set.ranges()[i].first);
    REQUIRE(interval_set_from(text_of(set)) == set);
  }
}

TEST_CASE("what is not an interval set is refused") {
  for (const char* text : {"0", "2-1", "1,,2", "1-", "-3", "a", "1,"}) CHECK_FALSE(interval_set_from(text));
  CHECK(interval_set_from("")->ranges().empty());
}

TEST_CASE("dots and actors survive their text") {
  Random random(5);
  for (int i = 0; i < 1000; ++i) {
    const Dot dot = {.actor = actor_from_random(random.next()), .n = 1 + random.below(1ULL << 50)};
    REQUIRE(dot_from(text_of(dot)) == dot);
  }
  for (const char* text : {"", "abc:1", "12345678:0", "12345678:", "12345678:-1", "1234567!:1"})
    CHECK_FALSE(dot_from(text));
}

TEST_CASE("the union of version vectors knows what either knew") {
  const Actor a = *actor_from("aaaaaaaa");
  const Actor b = *actor_from("bbbbbbbb");
  VersionVector left;
  VersionVector right;
  left.add(a, 1, 10);
  right.add({.actor = b, .n = 5});
  right.add({.actor = a, .n = 12});
  VersionVector both = left;
  both.add(right);
  CHECK(both.contains({.actor = a, .n = 10}));
  CHECK_FALSE(both.contains({.actor = a, .n = 11}));
  CHECK(both.contains({.actor = b, .n = 5}));
  VersionVector other_way = right;
  other_way.add(left);
  CHECK(both == other_way);
}

TEST_CASE("ids survive their text and sort by time") {
  Random random(9);
  RawId last = {};
  for (std::int64_t at = 1'700'000'000'000; at < 1'700'000'000'500; ++at) {
    const RawId id = ulid(at, random.next(), random.next());
    REQUIRE(raw_id_from(text_of(id)) == id);
    REQUIRE(last < id);
    REQUIRE((!last || text_of(last) < text_of(id)));
    last = id;
  }
  for (const char* text :
       {"", "81ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAU", "01arz3ndektsv4rrffq69g5fav"})
    CHECK_FALSE(raw_id_from(text));
}

TEST_CASE("of all bytes an id takes the 32 letters it is written with, each for one value") {
  const std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  for (int byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    const std::string text = std::string(25, '0') + static_cast<char>(byte);
    const std::size_t value = letters.find(static_cast<char>(byte));
    CHECK(raw_id_from(text) ==
          (value == std::string_view::npos ? std::nullopt : std::optional(RawId{.high = 0, .low = value})));
  }
}

}  // namespace voronka
