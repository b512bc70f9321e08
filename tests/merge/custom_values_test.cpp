// [R9] Values of custom fields on two devices.
#include "merge/custom_values.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "formats/selection.hpp"
#include "model/custom_values.hpp"
#include "tests/support/replica.hpp"
#include "tests/support/visible.hpp"

namespace voronka::test {
namespace {

struct TwoDevices {
  TwoDevices() {
    area = {origin.must(AddRecord{CustomField{.name = "Площадь"}})};
    tender = {origin.must(AddRecord{CustomField{.name = "Закупка"}})};
    deal = origin.deal(0);
    origin.must(SetCustomValue{.field = area, .ids = {deal.raw}, .text = "old"});
    a = replica_of(origin, 1);
    b = replica_of(origin, 2);
  }
  void set(PipelineFixture& device, Id<CustomField> field, std::string text) const {
    device.must(SetCustomValue{.field = field, .ids = {deal.raw}, .text = std::move(text)});
  }
  std::string value(const PipelineFixture& device, Id<CustomField> field) const {
    return std::string(custom_value(device[deal].custom, field));
  }
  void exchange() {
    const ApplyMerge from_a = merge_of(a.document);
    a.must(merge_of(b.document));
    b.must(from_a);
  }
  std::size_t conflicts() const {
    const MergePreview preview = preview_of(a, b.document);
    return static_cast<std::size_t>(std::ranges::count_if(
        preview.records(), [](const auto& record) { return record.kind == MergeKind::conflict; }));
  }
  PipelineFixture origin = {}, a = {}, b = {};
  Id<CustomField> area = {}, tender = {};
  Id<Deal> deal = {};
};

TEST_CASE_FIXTURE(TwoDevices, "two fields filled in on two devices are both there afterwards, without a question") {
  set(a, area, "120");
  set(b, tender, "0373");
  CHECK(conflicts() == 0);
  exchange();
  for (const PipelineFixture* device : {&a, &b}) {
    CHECK(value(*device, area) == "120");
    CHECK(value(*device, tender) == "0373");
  }
  CHECK(export_file(a.document) == export_file(b.document));
}

TEST_CASE_FIXTURE(TwoDevices,
                  "a value that one device took away stays away, and the other field of the other device comes") {
  set(a, area, "");
  set(b, tender, "0373");
  exchange();
  for (const PipelineFixture* device : {&a, &b}) {
    CHECK(value(*device, area).empty());
    CHECK(value(*device, tender) == "0373");
  }
}

TEST_CASE_FIXTURE(
    TwoDevices,
    "one field written on both is a conflict, the later one is suggested, and both sides come to the same bytes") {
  set(a, area, "mine");
  b.now_ms += 60'000;
  set(b, area, "theirs");
  set(b, tender, "0373");
  CHECK(conflicts() == 1);
  exchange();
  CHECK(value(a, area) == "theirs");
  CHECK(value(b, area) == "theirs");
  CHECK(value(a, tender) == "0373");
  CHECK(export_file(a.document) == export_file(b.document));
}

TEST_CASE_FIXTURE(TwoDevices, "a choice against the suggestion decides the conflict and leaves the rest") {
  set(a, area, "mine");
  b.now_ms += 60'000;
  set(b, area, "theirs");
  set(b, tender, "0373");
  const auto slot = static_cast<std::uint8_t>(slot_of_member(&Deal::custom));
  a.must(merge_of(b.document, {{.type = RecordType::deal, .id = deal.raw, .slot = slot, .side = MergeSide::mine}}));
  CHECK(value(a, area) == "mine");
  CHECK(value(a, tender) == "0373");
  b.must(merge_of(a.document));
  CHECK(value(b, area) == "mine");
  CHECK(value(b, tender) == "0373");
}

TEST_CASE_FIXTURE(TwoDevices, "who keeps a record as it is keeps its values, and the other device learns of it") {
  b.now_ms += 60'000;
  set(b, area, "theirs");
  set(b, tender, "0373");
  const MergeChoice mine = {.type = RecordType::deal, .id = deal.raw, .side = MergeSide::mine};
  a.must(merge_of(b.document, {mine}));
  CHECK(value(a, area) == "old");
  CHECK(value(a, tender).empty());
  b.must(merge_of(a.document));
  CHECK(value(b, area) == "old");
  CHECK(value(b, tender).empty());
}

TEST_CASE_FIXTURE(TwoDevices, "a part without somebody takes nobody out of a list of links when it is merged") {
  const Id<Contact> anna = {a.must(AddRecord{Contact{.name = "Anna"}})};
  const Id<Contact> boris = {a.must(AddRecord{Contact{.name = "Boris"}})};
  a.must(SetLink{.person = anna, .contact = boris, .words = "husband"});
  b.must(merge_of(a.document));
  const Id<Contact> vera = {b.must(AddRecord{Contact{.name = "Vera"}})};
  b.must(SetLink{.person = anna, .contact = vera, .words = "sister"});
  b.must(set_field(deal, &Deal::contacts, std::vector{anna}));
  RecordSet part = records_of(b.document);
  select_records(part, {.deals = std::vector{deal}});
  CHECK(std::ranges::none_of(part.of<Contact>(), [&](const Contact& one) { return one.id == vera; }));
  a.must(ApplyMerge{.theirs = std::move(part), .seen = b.document.seen(), .whole = false});
  CHECK(a.document.find(anna)->links == PersonLinks{{boris, "husband"}});
}

TEST_CASE_FIXTURE(TwoDevices, "a file by whoever never saw the fields takes none of their values") {
  set(a, area, "120");
  const Visible mine = visible(a.document);
  MergePreview preview(origin.document.seen(), true);
  RecordSet records = records_of(a.document);
  for (Deal& one : records.of<Deal>()) one.custom.clear();
  preview.add(a.document, std::move(records), a.now_ms);
  a.must(ApplyMerge{.theirs = preview.theirs(), .seen = origin.document.seen()});
  CHECK(visible(a.document) == mine);
}

}  // namespace
}  // namespace voronka::test
