#include "formats/buckets.hpp"

#include <doctest/doctest.h>

#include <cstdio>

#include "base/crc32c.hpp"

#include "tests/formats/random_records.hpp"

using namespace voronka;

namespace {

struct Stored {
  std::string key;
  std::string records;
  std::string history;
};

std::vector<Stored> stored(const Document& document, const BucketIndex& index) {
  std::vector<Stored> all;
  for (std::size_t type = 0; type < record_type_count; ++type) {
    for (std::uint32_t bucket = 0; bucket < bucket_count; ++bucket) {
      const BucketName name = {.type = static_cast<RecordType>(type), .bucket = bucket};
      Stored one = {.key = bucket_key(name.type, bucket),
                    .records = encode_record_bucket(document, index, name),
                    .history = encode_history_bucket(document, index, name)};
      if (!one.records.empty()) all.push_back(std::move(one));
    }
  }
  return all;
}

template <class Record>
std::vector<Record> by_id(std::span<const Record> rows) {
  std::vector<Record> sorted(rows.begin(), rows.end());
  std::ranges::sort(sorted, {}, &Record::id);
  return sorted;
}

RecordSet sorted(RecordSet set) {
  for_each_record_type(
      [&]<class Record>(std::type_identity<Record>) { std::ranges::sort(set.of<Record>(), {}, &Record::id); });
  return set;
}

}  // namespace

TEST_CASE("the bucket of an id is frozen for ever") {
  CHECK(bucket_of(RawId{}) == 101);
  CHECK(bucket_of({.high = 0, .low = 1}) == 690);
  CHECK(bucket_of({.high = 0x0123456789ABCDEF, .low = 0xFEDCBA9876543210}) == 629);
  CHECK(bucket_of({.high = ~0ULL, .low = ~0ULL}) == 85);
  CHECK(bucket_of(*raw_id_from("01J8ZQ0000000000000000000A")) == 655);
}

TEST_CASE("ids of one import spread evenly over the buckets") {
  std::vector<int> sizes(bucket_count);
  Random random(3);
  for (int i = 0; i < 102'400; ++i) {
    const std::uint64_t high = random.next();
    ++sizes[bucket_of(ulid(1'764'075'600'000 + i / 50, high, random.next()))];
  }
  CHECK(*std::ranges::max_element(sizes) < 150);
  CHECK(*std::ranges::min_element(sizes) > 55);
}

TEST_CASE("a bucket key is its type and number, and nothing else is one") {
  CHECK(bucket_key(RecordType::deal, 1023) == "deal/1023");
  CHECK(bucket_key(RecordType::opaque, 0) == "opaque/0");
  CHECK(bucket_from_key("loss_reason/17") == BucketName{.type = RecordType::loss_reason, .bucket = 17});
  for (const char* key :
       {"", "deal", "deal/", "deal/1024", "deal/x", "deal/-1", "/1", "deals/1", "deal/99999999999999999999"})
    CHECK_FALSE(bucket_from_key(key).has_value());
}

TEST_CASE("what is stored in buckets comes back equal, history and unknown things included") {
  RandomRecords random(21);
  const RecordSet records = random.records(120);
  const Document document = document_of(records);
  BucketIndex index;
  index.rebuild(document);
  BucketReader reader;
  const auto all = stored(document, index);
  CHECK(all.size() > 500);
  for (const Stored& one : all) reader.add_records(one.key, one.records);
  for (auto it = all.rbegin(); it != all.rend(); ++it) reader.add_history(it->key, it->history);
  const BucketReader::Contents contents = reader.take();
  CHECK(contents.problems.empty());
  CHECK(sorted(contents.records) == sorted(records));
}

TEST_CASE(
    "a record of a type that an older version did not know is taken from where that one kept it, and is to move") {
  RandomRecords random(8);
  const Product product = random.record<Product>(true);
  BucketReader reader;
  const std::string json = encode_record(product);
  char check[16];
  std::snprintf(check, sizeof check, "%08x", crc32c(json));
  reader.add_records("opaque/5", check + (" " + json) + "\n");
  CHECK(reader.problems().empty());
  CHECK(reader.records().of<Product>().size() == 1);
  CHECK(reader.moved() ==
        std::vector<TouchedBucket>{{.name = {.type = RecordType::opaque, .bucket = 5}},
                                   {.name = {.type = RecordType::product, .bucket = bucket_of(product.id.raw)}}});
}

TEST_CASE("a history bucket holds no record and a record bucket no history") {
  RandomRecords random(4);
  RecordSet records;
  records.of<Deal>().push_back(random.record<Deal>(true));
  records.of<Deal>()[0].history = {
      Event{.kind = EventKind::won, .at = {.utc_ms = 5}, .recorded_at_ms = 5, .dot = {.actor = Actor{1}, .n = 3}}};
  records.of<Tag>().push_back(random.record<Tag>(true));
  const Document document = document_of(records);
  BucketIndex index;
  index.rebuild(document);
  const RawId id = records.of<Deal>()[0].id.raw;
  const BucketName name = {.type = RecordType::deal, .bucket = bucket_of(id)};
  CHECK(encode_record_bucket(document, index, name).find("\"history\"") == std::string::npos);
  CHECK(encode_history_bucket(document, index, name).substr(9) ==
        "{\"id\":\"deal_" + text_of(id) +
            "\",\"history\":[[\"won\",\"1970-01-01T00:00:00.005+00:00\",\"00000001:3\"]]}\n");
  CHECK(encode_history_bucket(document, index,
                              {.type = RecordType::tag, .bucket = bucket_of(records.of<Tag>()[0].id.raw)}) == "");
}

TEST_CASE("an index told of every patch is the index that a rebuild gives") {
  Random random(9);
  RandomRecords make(10);
  Document document;
  BucketIndex kept;
  std::vector<Deal> alive;
  for (int round = 0; round < 200; ++round) {
    Patch patch;
    if (alive.empty() || random.below(3) > 0) {
      alive.push_back(make.record<Deal>());
      patch.of<Deal>().push_back({.before = {}, .after = alive.back()});
    } else if (random.below(2) == 0) {
      Deal& deal = alive[random.index(alive.size())];
      Change<Deal> change = {.before = deal};
      deal.title += "!";
      change.after = deal;
      patch.of<Deal>().push_back(change);
    } else {
      const std::size_t at = random.index(alive.size());
      patch.of<Deal>().push_back({.before = alive[at], .after = {}});
      alive.erase(alive.begin() + static_cast<std::ptrdiff_t>(at));
    }
    kept.apply(patch);
    document.commit(patch);
  }
  BucketIndex rebuilt;
  rebuilt.rebuild(document);
  std::size_t ids = 0;
  for (std::uint32_t bucket = 0; bucket < bucket_count; ++bucket) {
    const BucketName name = {.type = RecordType::deal, .bucket = bucket};
    CHECK(std::ranges::equal(kept.ids(name), rebuilt.ids(name)));
    CHECK(std::ranges::is_sorted(kept.ids(name)));
    ids += kept.ids(name).size();
  }
  CHECK(ids == alive.size());
}

TEST_CASE("a patch touches each bucket once, and the history only where it changed") {
  RandomRecords random(12);
  const Deal deal = random.record<Deal>(true);
  Deal renamed = deal;
  renamed.title += "!";
  Deal moved = deal;
  moved.history.push_back({.kind = EventKind::won});
  const Tag tag = random.record<Tag>(true);
  const BucketName deals = {.type = RecordType::deal, .bucket = bucket_of(deal.id.raw)};
  const BucketName tags = {.type = RecordType::tag, .bucket = bucket_of(tag.id.raw)};
  Patch patch;
  patch.of<Deal>().push_back({.before = deal, .after = renamed});
  CHECK(touched_buckets(patch) == std::vector<TouchedBucket>{{.name = deals, .history = false}});
  patch.of<Deal>().push_back({.before = deal, .after = moved});
  patch.of<Deal>().push_back({.before = deal, .after = renamed});
  patch.of<Tag>().push_back({.before = tag, .after = {}});
  CHECK(touched_buckets(patch) ==
        std::vector<TouchedBucket>{{.name = tags, .history = false}, {.name = deals, .history = true}});
}

TEST_CASE("a damaged line is reported with its place and the others are read") {
  RandomRecords random(30);
  RecordSet records;
  // Three deals of one bucket.
  std::uint32_t bucket = bucket_count;
  while (records.of<Deal>().size() < 3) {
    Deal deal = random.record<Deal>(true);
    if (bucket == bucket_count) bucket = bucket_of(deal.id.raw);
    if (bucket_of(deal.id.raw) == bucket) records.of<Deal>().push_back(std::move(deal));
  }
  const Document document = document_of(records);
  BucketIndex index;
  index.rebuild(document);
  const BucketName name = {.type = RecordType::deal, .bucket = bucket};
  const std::string key = bucket_key(name.type, bucket);
  const std::string good = encode_record_bucket(document, index, name);
  const std::size_t second = good.find('\n') + 1;

  const auto read = [&](const std::string& own_key, const std::string& bytes) {
    BucketReader reader;
    reader.add_records(own_key, bytes);
    return reader.take();
  };
  CHECK(read(key, good).records.size() == 3);
  CHECK(read(key, "").problems.empty());
  for (const std::size_t at : {second, second + 3, second + 8, second + 9, second + 40}) {
    std::string bad = good;
    bad[at] ^= 1;
    const auto contents = read(key, bad);
    CHECK(contents.records.size() == 2);
    REQUIRE(contents.problems.size() == 1);
    CHECK(contents.problems[0].text.key == TextKey::error_bucket_line);
    CHECK(contents.problems[0].where == key + ":2");
  }
  CHECK(read(key, good.substr(0, good.size() - 1)).problems.size() == 1);
  CHECK(read(bucket_key(name.type, (bucket + 1) % bucket_count), good).problems.size() == 3);
  CHECK(read(bucket_key(RecordType::tag, bucket), good).problems.size() == 3);
  CHECK(read("nonsense", good).problems.size() == 1);

  std::string bad = "{\"id\":\"deal_x\",\"type\":\"deal\"}";
  const auto crc = [](const std::string& json) {
    char digits[9];
    std::snprintf(digits, sizeof digits, "%08x", crc32c(json));
    return std::string(digits);
  };
  const auto contents = read(key, crc(bad) + " " + bad + "\n");
  REQUIRE(contents.problems.size() == 1);
  CHECK(contents.problems[0].where == key + ":1 /id @6");
}

TEST_CASE("a history whose record is missing is reported") {
  RandomRecords random(31);
  RecordSet records;
  records.of<Deal>().push_back(random.record<Deal>(true));
  records.of<Deal>()[0].history = {Event{.kind = EventKind::won}};
  const Document document = document_of(records);
  BucketIndex index;
  index.rebuild(document);
  const BucketName name = {.type = RecordType::deal, .bucket = bucket_of(records.of<Deal>()[0].id.raw)};
  BucketReader reader;
  reader.add_history(bucket_key(name.type, name.bucket), encode_history_bucket(document, index, name));
  CHECK(reader.histories(RecordType::deal).size() == 1);
  const auto contents = reader.take();
  REQUIRE(contents.problems.size() == 1);
  CHECK(contents.problems[0].text.key == TextKey::error_bucket_history);
}
