#include "app/copy_rotation.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/date.hpp"
#include "base/random.hpp"

using namespace voronka;

namespace {

constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms;
constexpr std::int64_t now_ms = 20'000 * day_ms + 12 * hour_ms;

StoredCopy copy_at(std::int64_t ago_ms, std::uint64_t deals = 100, std::uint64_t bytes = 1000) {
  return {.made_at_ms = now_ms - ago_ms, .head = 1, .deals = deals, .bytes = bytes};
}

bool goes(std::span<const StoredCopy> copies, const StoredCopy& copy) {
  const auto gone = superfluous(copies);
  return std::ranges::find(gone, copy) != gone.end();
}

}  // namespace

TEST_CASE("the name of a copy says all that is known of it, and other files are none") {
  const StoredCopy copy = {.made_at_ms = 1'764'160'000'000, .head = 812, .deals = 60, .bytes = 5};
  CHECK(name_of(copy) == "1764160000000-812-60.voronka.json.gz");
  CHECK(copy_from(name_of(copy), 5) == copy);
  for (const char* other :
       {"", "ballast.bin", ".voronka.json.gz", "1-2.voronka.json.gz", "1-2-3.voronka.json.gz.crswap",
        "a-2-3.voronka.json.gz", "1-2-3-4.voronka.json.gz", "1764160000000-812-60.voronka.json"})
    CHECK_FALSE(copy_from(other, 5));
}

TEST_CASE("of a busy day five newest stay, then one of every hour, then one of every day") {
  std::vector<StoredCopy> copies;
  for (std::int64_t ago = 0; ago < 40 * day_ms; ago += 10 * minute_ms) copies.push_back(copy_at(ago));
  std::vector<StoredCopy> left = copies;
  for (const StoredCopy& copy : superfluous(copies)) std::erase(left, copy);
  const auto within = [&](std::int64_t from_ms, std::int64_t to_ms) {
    return std::ranges::count_if(left, [&](const StoredCopy& it) {
      const std::int64_t ago_ms = now_ms - it.made_at_ms;
      return ago_ms >= from_ms && ago_ms < to_ms;
    });
  };
  CHECK(within(0, 50 * minute_ms) == 5);
  CHECK(within(hour_ms, 23 * hour_ms) == 22);
  CHECK(within(2 * day_ms, 10 * day_ms) == 8);
  CHECK(within(15 * day_ms, 40 * day_ms) == 0);
  CHECK(left.size() < 5 + 24 + 14 + 1);
}

TEST_CASE("what is left once stays left: rotating again removes nothing") {
  Random random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<StoredCopy> copies;
    const std::uint64_t count = random.next() % 60;
    for (std::uint64_t i = 0; i < count; ++i)
      copies.push_back(copy_at(static_cast<std::int64_t>(random.next() % (30 * day_ms)), random.next() % 200,
                               random.next() % 9'000'000));
    std::vector<StoredCopy> left = copies;
    for (const StoredCopy& copy : superfluous(copies)) std::erase(left, copy);
    CHECK(superfluous(left).empty());
    CHECK(left.empty() == copies.empty());
    if (!copies.empty()) CHECK_FALSE(goes(copies, *std::ranges::max_element(copies, {}, &StoredCopy::made_at_ms)));
  }
}

TEST_CASE("the last copy before the data became less than half stays, however old it is") {
  std::vector<StoredCopy> copies = {copy_at(60 * day_ms, 900), copy_at(60 * day_ms - hour_ms, 1000)};
  for (std::int64_t i = 0; i < 30; ++i) copies.push_back(copy_at(i * day_ms, 40));
  CHECK_FALSE(goes(copies, copies[1]));
  CHECK(goes(copies, copies[0]));
}

TEST_CASE("over the cap the oldest go first, and the newest stays even alone over it") {
  const std::vector<StoredCopy> copies = {copy_at(0, 9, 100'000'000), copy_at(hour_ms, 9, 40'000'000),
                                          copy_at(2 * hour_ms, 9, 20'000'000)};
  CHECK_FALSE(goes(copies, copies[1]));
  CHECK(goes(copies, copies[2]));
  const std::vector<StoredCopy> huge = {copy_at(0, 9, 400'000'000), copy_at(hour_ms, 9, 1)};
  CHECK_FALSE(goes(huge, huge[0]));
  CHECK(goes(huge, huge[1]));
}
