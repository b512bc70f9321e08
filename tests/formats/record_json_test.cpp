#include "formats/record_json.hpp"

#include <doctest/doctest.h>

#include "formats/plain_text.hpp"
#include "tests/formats/random_records.hpp"

using namespace voronka;

namespace {

template <class Record>
Record decoded(std::string_view json) {
  Result<Record> record = decode_record<Record>(json);
  REQUIRE_MESSAGE(record.has_value(), std::string(json) << " at " << (record ? "" : record.error().where));
  return *record;
}

template <class Record>
Error refusal(std::string_view json) {
  const Result<Record> record = decode_record<Record>(json);
  REQUIRE_FALSE(record.has_value());
  return record.error();
}

constexpr std::string_view deal_id = "deal_01J8ZQ0000000000000000000A";

}  // namespace

TEST_CASE("encode, then decode, is identity for every record type and every field") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    RandomRecords random(seed);
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      if constexpr (has_fields<Record>) {
        const Record record = random.record<Record>(seed % 3 == 0);
        const std::string json = encode_record(record);
        CHECK_MESSAGE(decoded<Record>(json) == record, json);
        CHECK(encode_record(decoded<Record>(json)) == json);
        CHECK(json.find('\n') == std::string::npos);
      }
    });
  }
}

TEST_CASE("a record keeps members, events and stamps of a newer version byte for byte") {
  const std::string json =
      "{\"id\":\"" + std::string(deal_id) +
      R"(","type":"deal","title":"A","futureField":{"kept":[1,2.50,"\u0041"]},"z":null,)"
      R"("history":[["teleported",null,"00000001:7",{"to":"Марс"}],["won","2026-01-05","00000001:8"]],)"
      R"("_s":{"*":"00000001:1@5","title":"00000001:2@6","futureField":"00000001:3@7"}})";
  const Deal deal = decoded<Deal>(json);
  CHECK(deal.unknown ==
        ",\"futureField\":{\"kept\":[1,2.50,\"\\u0041\"]},\"z\":null\x1f,\"futureField\":\"00000001:3@7\"");
  REQUIRE(deal.history.size() == 2);
  CHECK(deal.history[0].kind == EventKind::unknown);
  CHECK(deal.history[0].dot == Dot{.actor = Actor{1}, .n = 7});
  CHECK(deal.history[1].kind == EventKind::won);
  CHECK(encode_record(deal) == json);
}

TEST_CASE("members may come in any order and with white space, and become canonical") {
  const std::string json =
      "{ \"_s\" : {\"*\":\"00000001:1@5\"},\n  \"next\\u0053tep\":\"call\", \"title\": \"\\u0410\",\n \"future\" : [ 1 "
      ", {\"a\": \" \"} ],"
      "\"type\":\"deal\",\"id\":\"" +
      std::string(deal_id) + "\" }";
  CHECK(encode_record(decoded<Deal>(json)) ==
        "{\"id\":\"" + std::string(deal_id) +
            R"(","type":"deal","title":"А","nextStep":"call","future":[1,{"a":" "}],"_s":{"*":"00000001:1@5"}})");
}

TEST_CASE("a member that is null has its default value") {
  const Deal deal = decoded<Deal>("{\"id\":\"" + std::string(deal_id) +
                                  R"(","type":"deal","title":null,"amount":null,"contacts":null,"status":null})");
  CHECK(deal == Deal{.id = deal.id});
}

TEST_CASE("a record of an unknown type is kept whole, without white space, and known by type and id") {
  const Opaque a = decoded<Opaque>(R"({ "id":"inv_01J8ZQ0000000000000000000A", "type":"invoice", "a":[ 1, 2 ] })");
  CHECK(a.json == R"({"id":"inv_01J8ZQ0000000000000000000A","type":"invoice","a":[1,2]})");
  CHECK(a.type == "invoice");
  CHECK(decoded<Opaque>(R"({"type":"invoice","id":"inv_01J8ZQ0000000000000000000A"})").id == a.id);
  CHECK(decoded<Opaque>(R"({"type":"receipt","id":"inv_01J8ZQ0000000000000000000A"})").id != a.id);
  CHECK(decoded<Opaque>(R"({"type":"invoice","n":1})").id != decoded<Opaque>(R"({"type":"invoice","n":2})").id);
  CHECK(encode_record(a) == a.json);
}

TEST_CASE("what cannot be read is refused with its place") {
  struct Case {
    std::string members;
    TextKey key;
    std::string pointer;
  };
  const Case cases[] = {
      {R"("title":5)", TextKey::error_json_kind, "/title"},
      {R"("amount":{"minor":1.5})", TextKey::error_json_kind, "/amount/minor"},
      {R"("amount":{"minor":9007199254740992})", TextKey::error_json_number, "/amount/minor"},
      {R"("amount":{"currency":"RUB"})", TextKey::error_record_value, "/amount"},
      {R"("amount":{"minor":1,"currency":"rub"})", TextKey::error_record_value, "/amount/currency"},
      {R"("status":"maybe")", TextKey::error_record_value, "/status"},
      {R"("expectedClose":"2026-02-30")", TextKey::error_record_value, "/expectedClose"},
      {R"("company":"con_01J8ZQ0000000000000000000A")", TextKey::error_record_id, "/company"},
      {R"("contacts":["con_01J8ZQ0000000000000000000A","x"])", TextKey::error_record_id, "/contacts/1"},
      {R"("position":{"stage":"stg_01J8ZQ0000000000000000000A","rank":"a b"})", TextKey::error_record_value,
       "/position/rank"},
      {R"("probability":2147483648)", TextKey::error_json_number, "/probability"},
      {R"("title":"a","title":"b")", TextKey::error_json_duplicate, "/title"},
      {R"("history":[["won","yesterday","00000001:8"]])", TextKey::error_record_value, "/history/0/1"},
      {R"("history":[["won"]])", TextKey::error_record_value, "/history/0"},
      {R"("_s":{"*":"00000001:0@5"})", TextKey::error_record_value, "/_s/*"},
      {R"("extra":{"a/b~c":7})", TextKey::error_json_kind, "/extra/a~1b~0c"},
  };
  for (const Case& it : cases) {
    CAPTURE(it.members);
    const Error error = refusal<Deal>("{\"id\":\"" + std::string(deal_id) + "\",\"type\":\"deal\"," + it.members + "}");
    CHECK(text_key_name(error.text.key) == text_key_name(it.key));
    CHECK(error.where.substr(0, error.where.find(" @")) == it.pointer);
  }
  CHECK(refusal<Deal>(R"({"id":"deal_short","type":"deal"})").text.key == TextKey::error_record_id);
  CHECK(refusal<Deal>(R"({"id":"con_01J8ZQ0000000000000000000A","type":"deal"})").text.key == TextKey::error_record_id);
  CHECK(refusal<Deal>(R"({"id":"deal_00000000000000000000000000","type":"deal"})").text.key ==
        TextKey::error_record_id);
  CHECK(refusal<Deal>("{\"id\":\"" + std::string(deal_id) + "\"}").text.key == TextKey::error_record_type);
  CHECK(refusal<Stage>("{\"id\":\"" + std::string(deal_id) + "\",\"type\":\"deal\"}").text.key ==
        TextKey::error_record_type);
}

TEST_CASE("half a rate is refused, for it could be written but not read again") {
  const auto settings = [](std::string_view rate) {
    return R"({"id":"set_01J8ZQ0000000000000000000A","type":"settings","rates":[)" + std::string(rate) + "]}";
  };
  const std::string whole = settings(R"({"currency":"USD","date":"2026-01-05","rate":"92.5"})");
  CHECK(encode_record(decode_record<Settings>(whole).value()) == whole);
  CHECK(refusal<Settings>(settings(R"({"currency":"USD","date":"2026-01-05"})")).text.key ==
        TextKey::error_record_value);
  CHECK(refusal<Settings>(settings(R"({"date":"2026-01-05","rate":"1"})")).text.key == TextKey::error_record_value);
  CHECK(refusal<Settings>(settings("{}")).text.key == TextKey::error_record_value);
}

TEST_CASE("long texts are allowed where people write them, and only there") {
  const auto deal = [](std::size_t size) {
    return "{\"id\":\"" + std::string(deal_id) + "\",\"type\":\"deal\",\"title\":\"" + std::string(size, 'x') + "\"}";
  };
  CHECK(decode_record<Deal>(deal(max_json_text_bytes)).has_value());
  CHECK(refusal<Deal>(deal(max_json_text_bytes + 1)).text.key == TextKey::error_json_text_long);
  const auto note = [](std::size_t size) {
    return R"({"id":"note_01J8ZQ0000000000000000000A","type":"note","text":")" + std::string(size, 'x') + "\"}";
  };
  CHECK(decode_record<Note>(note(max_json_long_text_bytes)).has_value());
  CHECK(refusal<Note>(note(max_json_long_text_bytes + 1)).text.key == TextKey::error_json_text_long);
}

TEST_CASE("characters without allocation are those of base") {
  RandomRecords random(7);
  for (int i = 0; i < 2000; ++i) {
    const Moment moment = random.moment();
    const Dot dot = random.dot();
    const RawId id = random.id();
    const Date date = random.date();
    CHECK(PlainText().add(moment).view() == iso_text(moment));
    CHECK(PlainText().add(dot).view() == text_of(dot));
    CHECK(PlainText().add(id).view() == text_of(id));
    CHECK(PlainText().add(date).view() == iso_text(date));
  }
}

TEST_CASE("the clock of a record is its newest stamp or event") {
  Deal deal = {};
  deal.stamps.set_rest({.at_ms = 5});
  deal.stamps.set(2, {.at_ms = 9});
  CHECK(newest_time_ms(RecordType::deal, &deal) == 9);
  deal.history.push_back({.at = {.utc_ms = 50}, .recorded_at_ms = 12});
  CHECK(newest_time_ms(RecordType::deal, &deal) == 12);
}

TEST_CASE("a record of an unknown type that ends inside of an escape is refused, not read past its end") {
  const std::string cut = R"({"id":"inv_1","type":"invoice","name":"\)";
  CHECK_FALSE(decode_record(std::string_view(cut)).has_value());
  const std::string broken = R"({"id":"inv_1","type":"invoice","name":"a)"
                             "\n"
                             R"(b\)";
  CHECK_FALSE(decode_record(std::string_view(broken)).has_value());
}
