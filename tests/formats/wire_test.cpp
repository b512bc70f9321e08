#include "formats/wire.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "tests/formats/random_records.hpp"

namespace voronka {
namespace {

TEST_CASE("encoding and decoding records of every type is the identity") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const RecordSet records = RandomRecords(seed).records(seed % 7);
    const Result<RecordSet> back = decode_wire(encode_wire(records));
    REQUIRE(back);
    CHECK(*back == records);
  }
  CHECK(*decode_wire(encode_wire({})) == RecordSet{});
}

TEST_CASE("pieces of every size, one behind the other, are the whole") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const RecordSet records = RandomRecords(seed).records(7);
    for (const std::size_t size : {1U, 3U, 100U}) {
      RecordSet back;
      for_each_record_type([&]<class Record>(std::type_identity<Record>) {
        for (std::size_t first = 0; first < records.of<Record>().size(); first += size)
          REQUIRE(add_from_wire(encode_wire(records, record_type_of<Record>(), first, size), back));
      });
      CHECK(back == records);
    }
  }
}

TEST_CASE("two moments as far apart as numbers go come back") {
  RecordSet records;
  records.of<Deal>().push_back({.id = {{.high = 1, .low = 1}},
                                .history = {{.at = {.utc_ms = std::numeric_limits<std::int64_t>::min()},
                                             .recorded_at_ms = std::numeric_limits<std::int64_t>::max()}}});
  const Result<RecordSet> back = decode_wire(encode_wire(records));
  REQUIRE(back);
  CHECK(*back == records);
}

TEST_CASE("every cut of the bytes is refused") {
  const std::string bytes = encode_wire(RandomRecords(3).records(1));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(decode_wire(std::string_view(bytes).substr(0, size)));
  }
  CHECK_FALSE(decode_wire(bytes + "x"));
}

TEST_CASE("damaged bytes give records or a refusal, never more") {
  const std::string bytes = encode_wire(RandomRecords(4).records(2));
  Random random(5);
  std::size_t refused = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string damaged = bytes;
    for (std::uint64_t left = 1 + random.below(4); left > 0; --left)
      damaged[random.index(damaged.size())] = static_cast<char>(random.below(256));
    refused += decode_wire(damaged) ? 0 : 1;
  }
  CHECK(refused > 0);
}

TEST_CASE("another version is refused") {
  std::string bytes = encode_wire({});
  std::string other = bytes;
  other[5] = static_cast<char>(other[5] + 1);  // the version stands behind the five bytes of the magic number
  CHECK_FALSE(decode_wire(other));
}

}  // namespace
}  // namespace voronka
