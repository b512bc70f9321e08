#include "base/rank.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "base/random.hpp"

namespace voronka {

TEST_CASE("ten thousand random drops keep the order they were dropped in") {
  Random random(7);
  const Actor actors[] = {*actor_from("zzzzzzzz"), *actor_from("00000000"), *actor_from("Ab3dE9xQ")};
  std::vector<Rank> ranks;
  for (int i = 0; i < 10'000; ++i) {
    const auto at = static_cast<std::size_t>(random.index(ranks.size() + 1));
    const Rank below = at == 0 ? Rank{} : ranks[at - 1];
    const Rank above = at == ranks.size() ? Rank{} : ranks[at];
    const Rank rank = rank_between(below, above, actors[static_cast<std::size_t>(random.below(3))]);
    REQUIRE(is_rank(rank.text));
    REQUIRE((below.text.empty() || below < rank));
    REQUIRE((above.text.empty() || rank < above));
    ranks.insert(ranks.begin() + static_cast<std::ptrdiff_t>(at), rank);
  }
  CHECK(std::ranges::is_sorted(ranks));
}

TEST_CASE("always dropping on top or in the same gap keeps ranks short") {
  const Actor actor = *actor_from("Ab3dE9xQ");
  Rank top = {"V"};
  for (int i = 0; i < 1000; ++i) top = rank_between({}, top, actor);
  CHECK(top.text.size() < 600);
  Rank low = {"V"};
  const Rank high = {"W"};
  for (int i = 0; i < 300; ++i) low = rank_between(low, high, actor);
  CHECK(low < high);
}

TEST_CASE("two devices that use the same gap make different ranks") {
  const Rank a = rank_between({"A"}, {"B"}, *actor_from("11111111"));
  const Rank b = rank_between({"A"}, {"B"}, *actor_from("22222222"));
  CHECK(a != b);
}

TEST_CASE("crossed neighbours, as after a merge, still give a rank above the lower one") {
  const Rank rank = rank_between({"M"}, {"A"}, *actor_from("11111111"));
  CHECK(Rank{"M"} < rank);
}

TEST_CASE("spread ranks are in order and leave gaps") {
  for (const std::size_t count : {1U, 7U, 61U, 62U, 5000U}) {
    std::string last;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string rank = spread_rank(i, count);
      REQUIRE(is_rank(rank));
      REQUIRE(last < rank);
      last = rank;
    }
  }
}

}  // namespace voronka
