#include "formats/journal_json.hpp"

#include <doctest/doctest.h>

#include "formats/meta_json.hpp"
#include "tests/formats/random_records.hpp"

using namespace voronka;

namespace {

JournalEntry random_entry(RandomRecords& random) {
  Patch patch;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>) {
      for (std::uint64_t left = random.below(3); left > 0; --left) {
        const Record before = random.record<Record>();
        Record after = random.record<Record>();
        after.id = before.id;
        if constexpr (has_history<Record>) {
          after.history = before.history;
          after.history.push_back(random.event());
        }
        const FieldStamp stamp = random.stamp();
        after.stamps.set_all(stamp);
        const std::uint64_t what = random.below(4);
        patch.of<Record>().push_back(what == 0   ? Change<Record>{.before = {}, .after = after}
                                     : what == 1 ? Change<Record>{.before = before, .after = {}}
                                                 : Change<Record>{.before = before, .after = after});
      }
    }
  });
  patch.dots.add(Actor{5}, 3, 17);
  JournalEntry entry = journal_of(patch);
  entry.commit_id = text_of(random.id());
  entry.at_ms = 1'764'075'600'123;
  entry.actor = Actor{5};
  entry.kind = static_cast<EntryKind>(random.below(3));
  if (random.chance(30))
    for (auto& ids : entry.made)
      for (std::uint64_t left = random.below(3); left > 0; --left) ids.push_back(random.id());
  if (random.chance(50)) entry.of = {"a", random.text()};
  if (random.chance(50)) entry.merge_key = random.text();
  entry.label = {.key = TextKey::undo_move_deal,
                 .arguments = {{.name = "deal", .value = random.text()},
                               {.name = "count", .value = std::int64_t{-3}},
                               {.name = "amount", .value = Money{.minor = 5, .currency = *currency_from("RUB")}},
                               {.name = "plain", .value = Money{.minor = -7}},
                               {.name = "day", .value = Date{20'000}},
                               {.name = "what", .value = TextKey::undo_add_note}}};
  return entry;
}

}  // namespace

TEST_CASE("a journal entry comes back equal from its row") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    RandomRecords random(seed);
    const JournalEntry entry = random_entry(random);
    const std::string row = encode_journal_row(entry);
    CHECK(row.find('\n') == std::string::npos);
    const Result<JournalEntry> back = decode_journal_row(row);
    REQUIRE_MESSAGE(back.has_value(), row);
    CHECK(*back == entry);
    CHECK(encode_journal_row(*back) == row);
  }
}

TEST_CASE("a row says what README.md promises") {
  JournalEntry entry = {.commit_id = "c1", .at_ms = 7, .actor = Actor{62}};
  RecordEdit edit = {.type = RecordType::deal,
                     .id = *raw_id_from("01J8ZQ0000000000000000000A"),
                     .stamp = {.dot = {.actor = Actor{62}, .n = 4}, .at_ms = 7}};
  edit.fields.push_back({.slot = 0, .before = std::string(), .after = std::string("New"), .stamp = edit.stamp});
  entry.edits = {edit, {.type = RecordType::tag, .id = edit.id, .created = true}};
  CHECK(
      encode_journal_row(entry) ==
      R"({"commit":"c1","at":7,"actor":"00000010","edits":[{"id":"deal_01J8ZQ0000000000000000000A","stamp":"00000010:4@7",)"
      R"("fields":{"title":[null,"New"]}},{"id":"tag_01J8ZQ0000000000000000000A","created":true}]})");
  CHECK(decode_journal_row(encode_journal_row(entry)).value() == entry);
  entry.edits.clear();
  entry.made[static_cast<std::size_t>(RecordType::deal)] = {edit.id, *raw_id_from("01J8ZQ0000000000000000000B")};
  CHECK(encode_journal_row(entry) == R"({"commit":"c1","at":7,"actor":"00000010",)"
                                     R"("made":{"deal":"01J8ZQ0000000000000000000A01J8ZQ0000000000000000000B"}})");
}

TEST_CASE("a row that this build cannot take back is an error, a label it does not know is none") {
  const auto row = [](std::string_view rest) {
    return "{\"commit\":\"c\",\"at\":1,\"actor\":\"00000001\"," + std::string(rest) + "}";
  };
  CHECK(decode_journal_row(row(R"("label":{"key":"undo.from_the_future"})")).value().label.key == TextKey::none);
  CHECK(decode_journal_row(row(R"("later":[1])")).has_value());
  for (const char* bad :
       {R"("edits":[{"id":"deal_01J8ZQ0000000000000000000A","fields":{"futureField":[1,2]}}])",
        R"("edits":[{"fields":{"title":["a","b"]}}])",
        R"("edits":[{"id":"deal_01J8ZQ0000000000000000000A","fields":{"title":["a"]}}])", R"("edits":[{}])",
        R"("edits":[{"id":"deal_01J8ZQ0000000000000000000A","fields":{"title":["a","b","c"]}}])", R"("kind":"maybe")",
        R"("created":[{"type":"deal"}])", R"("made":{"deal":"01J8ZQ0000000000000000000"})",
        R"("made":{"deal":"01J8ZQ000000000000000000UU"})", R"("made":{"quote":"01J8ZQ0000000000000000000A"})"}) {
    CAPTURE(bad);
    CHECK_FALSE(decode_journal_row(row(bad)).has_value());
  }
  CHECK_FALSE(decode_journal_row("").has_value());
  CHECK_FALSE(decode_journal_row("[]").has_value());
}

TEST_CASE("the meta comes back equal, with what a newer build added") {
  StoredMeta meta = {.schema = 2,
                     .min_writer = 1,
                     .dataset = *raw_id_from("01J8ZQ0000000000000000000A"),
                     .records = 8800,
                     .unknown = ",\"later\":[1]"};
  meta.seen.add(Actor{7}, 1, 812);
  meta.seen.add(Actor{7}, 1000, 1003);
  const std::string json = encode_meta(meta);
  CHECK(
      json ==
      R"({"schema":2,"minWriter":1,"datasetId":"01J8ZQ0000000000000000000A","vv":{"00000007":"1-812,1000-1003"},"records":8800,"later":[1]})");
  CHECK(decode_meta(json).value() == meta);
  CHECK_FALSE(decode_meta("").has_value());
  CHECK_FALSE(decode_meta(R"({"records":-1})").has_value());
  CHECK_FALSE(decode_meta(R"({"vv":{"short":"1"}})").has_value());
}

TEST_CASE("an argument of a label that is two things at once is read, whatever it then is") {
  for (const char* value : {R"({"date":"2026-01-05","minor":5})", R"({"text":"undo.move_deal","minor":5})",
                            R"({"minor":5,"date":"2026-01-05"})", R"({"currency":"RUB","text":"x","currency2":1})"}) {
    CAPTURE(value);
    const std::string row = R"({"commit":"c","at":1,"actor":"00000001","label":{"key":"undo.move_deal","args":{"a":)" +
                            std::string(value) + "}}}";
    const Result<JournalEntry> entry = decode_journal_row(row);
    REQUIRE(entry);
    CHECK(decode_journal_row(encode_journal_row(*entry)).value() == *entry);
  }
}

TEST_CASE("a schema beyond all numbers is refused, not taken for a small one") {
  CHECK(decode_meta(R"({"minWriter":4294967295})").has_value());
  CHECK_FALSE(decode_meta(R"({"minWriter":4294967297})").has_value());
  CHECK_FALSE(decode_meta(R"({"schema":4294967297})").has_value());
}
