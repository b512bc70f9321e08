// Records of every type with every field filled at random, from a seed: for the laws of the formats. Texts are the
// unpleasant ones. References lead nowhere; formats do not look.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/utf8.hpp"
#include "formats/record_json.hpp"
#include "model/document.hpp"
#include "model/fields.hpp"
#include "model/record_set.hpp"

namespace voronka {

class RandomRecords {
 public:
  explicit RandomRecords(std::uint64_t seed) : random_(seed) {}

  std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }
  bool chance(std::uint64_t percent) { return below(100) < percent; }

  RawId id() {
    const std::uint64_t high = random_.next();
    return ulid(static_cast<std::int64_t>(1'700'000'000'000 + below(100'000'000'000)), high, random_.next());
  }
  std::string text() {
    static const std::vector<std::string> pieces = {"a",
                                                    "Z",
                                                    " ",
                                                    "Сделка",
                                                    "ё",
                                                    "\"",
                                                    "\\",
                                                    "/",
                                                    "\n",
                                                    "\r\n",
                                                    "\t",
                                                    "\b",
                                                    "\f",
                                                    std::string(1, '\0'),
                                                    "\x01",
                                                    "\x1f",
                                                    "\x7f",
                                                    "😀",
                                                    "👨‍👩‍👧",
                                                    "é",
                                                    "\xE2\x80\xA8",
                                                    "\xE2\x80\xA9",
                                                    "\xEF\xBB\xBF",
                                                    "\xF4\x8F\xBF\xBF",
                                                    "\xEF\xBF\xBF",
                                                    "<script>",
                                                    "{\"a\":1}",
                                                    "\\u0000",
                                                    "=1+1",
                                                    "0",
                                                    "null"};
    std::string result;
    for (std::uint64_t left = below(12); left > 0; --left) result += pieces[random_.index(pieces.size())];
    return result;
  }
  Dot dot() { return {.actor = Actor{below(3) + 1}, .n = below(1'000'000) + 1}; }
  FieldStamp stamp() { return {.dot = dot(), .at_ms = static_cast<std::int64_t>(below(2'000'000'000'000))}; }
  Date date() {
    return *date_from({.year = static_cast<std::int32_t>(below(9999) + 1),
                       .month = static_cast<std::int32_t>(below(12) + 1),
                       .day = static_cast<std::int32_t>(below(28) + 1)});
  }
  std::int32_t offset() { return static_cast<std::int32_t>(below(105)) * 15 - 12 * 60; }
  Moment moment() {
    return {.utc_ms = static_cast<std::int64_t>(below(4'000'000'000'000)) - 1'000'000'000'000,
            .offset_minutes = offset()};
  }
  Currency currency() { return *currency_from(below(2) == 0 ? "RUB" : "EUR"); }
  Money money() {
    return {.minor = static_cast<std::int64_t>(below(2 * max_amount_minor)) - max_amount_minor,
            .currency = chance(80) ? currency() : Currency{}};
  }
  Rank rank() { return rank_between({}, {}, Actor{below(4000)}); }

  Event event() {
    Event event = {.kind = static_cast<EventKind>(below(static_cast<std::uint64_t>(EventKind::unknown) + 1)),
                   .precision = static_cast<Precision>(below(3)),
                   .origin = static_cast<EventOrigin>(below(3)),
                   .at = moment(),
                   .recorded_at_ms = static_cast<std::int64_t>(below(2'000'000'000'000)),
                   .dot = chance(95) ? dot() : Dot{}};
    if (event.precision == Precision::day) event.at = moment_from_local(date(), TimeOfDay{720}, offset());
    if (event.precision == Precision::unknown) event.at = {.utc_ms = event.recorded_at_ms};
    if (chance(50) && event.precision == Precision::ms) event.recorded_at_ms = event.at.utc_ms;
    if (event.kind != EventKind::unknown && chance(10)) return event;  // a value that is missing
    switch (event.kind) {
      case EventKind::stage_entered:
      case EventKind::pipeline_entered:
      case EventKind::lost:
        event.value = id();
        break;
      case EventKind::amount_changed:
        event.value = money();
        break;
      case EventKind::expected_close_changed:
        event.value = date();
        break;
      case EventKind::owner_changed:
      case EventKind::category_changed:
      case EventKind::definition_changed:
        event.value = text();
        break;
      case EventKind::probability_changed:
        event.value = static_cast<std::int32_t>(below(101));
        break;
      case EventKind::voided:
        event.value = dot();
        break;
      default:
        break;
    }
    if (event.kind == EventKind::unknown) return newer_event();
    return event;
  }
  // As it would be read from a file of a newer version.
  Event newer_event() {
    static constexpr std::string_view rows[] = {
        R"(["teleported","2026-01-05T12:12:00.000+03:00","00000001:7",{"x":[1,2.5e3]}])",
        R"(["won","2026-01-05","00000001:8",null,{"origin":"robot"}])", R"(["sung",null,null])",
        R"([17,"2026-01-05T12:12:00.000+03:00",{}])", R"(["won",null,"00000001:9",null,{},"more"])"};
    JsonReader in(rows[random_.index(std::size(rows))]);
    return read_event(in);
  }

  // Optional and list fields are left empty now and then; `filled` never leaves one out.
  template <class Record>
  Record record(bool filled = false) {
    Record record = {};
    record.id = {id()};
    for (const FieldInfo& field : fields_of(record_type_of<Record>()))
      if (filled || chance(70)) visit_field(&record, field, [&](auto& value) { fill(value); });
    if constexpr (has_history<Record>)
      for (std::uint64_t left = below(6); left > 0; --left) record.history.push_back(event());
    record.stamps.set_rest(stamp());
    for (std::uint64_t left = below(4); left > 0; --left)
      record.stamps.set(random_.index(fields_of(record_type_of<Record>()).size()), stamp());
    if (chance(30))
      record.unknown = R"(,"futureField":{"kept":[true,null,1.5],"Ключ":"\u0041\ud83d\ude00"},"another":"x")";
    if (chance(20)) record.unknown += std::string("\x1f") + R"(,"futureField":"00000001:5@17")";
    return record;
  }
  Opaque opaque(std::size_t number) {
    const std::string json = R"({"id":"inv_)" + text_of(id()) + R"(","type":"invoice","total":)" +
                             std::to_string(number) + R"(,"lines":[{"n":"Ж"}]})";
    return decode_record<Opaque>(json).value();
  }
  RecordSet records(std::size_t each) {
    RecordSet set;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      const std::size_t count = record_type_of<Record>() == RecordType::settings ? 1 : each;
      for (std::size_t i = 0; i < count; ++i) {
        if constexpr (has_fields<Record>) {
          set.of<Record>().push_back(record<Record>(i == 0));
        } else {
          set.of<Record>().push_back(opaque(i));
        }
      }
    });
    return set;
  }

 private:
  void fill(std::string& value) { value = text(); }
  void fill(bool& value) { value = true; }
  void fill(std::int32_t& value) { value = static_cast<std::int32_t>(below(101)); }
  void fill(Currency& value) { value = currency(); }
  void fill(Date& value) { value = date(); }
  void fill(Moment& value) { value = moment(); }
  void fill(Money& value) { value = money(); }
  void fill(TimeOfDay& value) { value = {static_cast<std::int32_t>(below(1440))}; }
  void fill(Rank& value) { value = rank(); }
  template <class T>
  void fill(std::optional<T>& value) {
    T inner = {};
    fill(inner);
    value = inner;
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  void fill(Enum& value) {
    value = static_cast<Enum>(random_.index(names_of(Enum{}).size()));
  }
  void fill(Position& value) { value = {.stage = {id()}, .rank = rank()}; }
  void fill(Due& value) {
    if (chance(80)) fill(value.date);
    if (chance(50)) fill(value.time);
  }
  void fill(Deletion& value) {
    value = {.by = chance(50) ? DeletedBy::user : DeletedBy::undo,
             .at_ms = static_cast<std::int64_t>(below(2'000'000'000'000))};
  }
  void fill(Origin& value) { value = {.system = text(), .id = text()}; }
  void fill(TextList& value) {
    for (std::uint64_t left = below(4); left > 0; --left) value.push_back(text());
  }
  void fill(PersonLinks& value) {
    for (std::uint64_t left = below(3); left > 0; --left) value.push_back({.contact = {id()}, .words = text()});
  }
  void fill(CustomValues& value) {
    if (random_.below(2) == 0) return;
    for (std::uint64_t n = random_.below(4); n > 0; --n) {
      CustomValue one = {.field = {id()}};
      fill(one.text);
      if (random_.below(2) == 0) one.stamp = {.dot = {.actor = Actor{2}, .n = 1 + random_.below(99)}, .at_ms = 5};
      const auto place = std::ranges::lower_bound(value, one.field, {}, &CustomValue::field);
      value.insert(place, std::move(one));
    }
  }
  void fill(ExtraFields& value) {
    for (std::uint64_t i = below(4); i > 0; --i) value.emplace_back(std::to_string(i) + text(), text());
    std::ranges::sort(value);
  }
  void fill(RateList& value) {
    for (std::uint64_t left = below(4); left > 0; --left)
      value.push_back({.currency = currency(), .date = date(), .rate = "92.5"});
  }
  template <class Record>
  void fill(Id<Record>& value) {
    value = {id()};
  }
  template <class Record>
  void fill(std::vector<Id<Record>>& value) {
    for (std::uint64_t left = below(4); left > 0; --left) value.push_back({id()});
  }

  Random random_;
};

inline Document document_of(const RecordSet& records, const VersionVector& seen = {}) {
  Patch patch;
  patch.dots = seen;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Record& record : records.of<Record>()) patch.of<Record>().push_back({.before = {}, .after = record});
  });
  Document document;
  document.commit(std::move(patch));
  return document;
}

}  // namespace voronka
