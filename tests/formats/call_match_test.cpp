// Whose calls a list has, and what is made of them.
#include "formats/call_match.hpp"

#include <doctest/doctest.h>

#include <set>

#include "base/random.hpp"
#include "tests/support/pipeline_fixture.hpp"
#include "tests/support/replica.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

constexpr std::int64_t minute_ms = 60'000;
const CallWords words = {.incoming = "Incoming", .missed = "Missed"};

struct Phones : PipelineFixture {
  Id<Contact> contact(std::string name, TextList phones) {
    return {must(AddRecord{Contact{.name = std::move(name), .phones = std::move(phones)}})};
  }
  Id<Company> company(std::string name, TextList phones) {
    return {must(AddRecord{Company{.name = std::move(name), .phones = std::move(phones)}})};
  }
  Id<Deal> deal_of(std::vector<Id<Contact>> contacts, Id<Company> company = {}) {
    const Id<Deal> id = deal(0);
    must(set_field(id, &Deal::contacts, std::move(contacts)));
    if (company) must(set_field(id, &Deal::company, company));
    now_ms += 60 * minute_ms;
    return id;
  }
  CallPlan plan(const CallList& list) const { return plan_calls(document, list); }
  // As the page writes it down; how many activities came.
  std::size_t log(const CallList& list, bool strangers = false) {
    RecordSet records = records_of(document, list, plan(list), strangers, words,
                                   {.now = {.utc_ms = now_ms, .offset_minutes = 180}, .seed = ++seed});
    const std::size_t count = records.of<Activity>().size();
    if (count > 0) REQUIRE(run(ApplyImport{.records = std::move(records)}));
    return count;
  }
  void by_hand(Activity activity) { must(AddRecord{std::move(activity)}); }
};

Call call(std::string number, std::int64_t at_minute, std::int32_t seconds = 60,
          CallDirection direction = CallDirection::out) {
  return {.at = {.utc_ms = first_moment_ms + at_minute * minute_ms, .offset_minutes = 180},
          .number = std::move(number),
          .direction = direction,
          .answered = seconds > 0,
          .seconds = seconds};
}

}  // namespace

TEST_CASE("a number is somebody's by its last ten digits: 8 and +7 are one") {
  Phones it;
  const Id<Contact> anna = it.contact("Anna", {"8 (917) 555-01-22"});
  it.company("Granit", {"+7 495 555-01-77"});
  const CallList list = {.calls = {call("79175550122", 0), call("9175550122", 5), call("+79175550122", 9, 0),
                                   call("84955550177", 12), call("79990000000", 20), call("79990000000", 30),
                                   call("", 40)}};
  const CallPlan plan = it.plan(list);
  CHECK(plan.matched == 3);
  REQUIRE(plan.fresh.size() == 3);
  CHECK(plan.fresh[0].contact == anna);
  CHECK(!plan.fresh[0].deal);
  CHECK(plan.homeless == 1);
  CHECK(plan.hidden == 1);
  REQUIRE(plan.strangers.size() == 1);
  CHECK(plan.strangers[0].name == "+79990000000");
  CHECK(plan.strangers[0].calls == 2);
  REQUIRE(plan.people.size() == 1);
  CHECK(plan.people[0].name == "Anna");
  CHECK(plan.people[0].calls == 3);
}

TEST_CASE("where the file does not say who called, the end that is known is the client's") {
  Phones it;
  const Id<Contact> anna = it.contact("Anna", {"+7 917 555-01-22"});
  Call odd = call("74955550100", 0);
  odd.other = "79175550122";
  odd.direction = CallDirection::unsaid;
  const CallPlan plan = it.plan({.calls = {odd}});
  REQUIRE(plan.fresh.size() == 1);
  CHECK(plan.fresh[0].contact == anna);
}

TEST_CASE("a call goes to the open deal that was touched last, of a company that has none to its last one") {
  Phones it;
  const Id<Contact> anna = it.contact("Anna", {"+7 917 555-01-22"});
  const Id<Contact> twin = it.contact("Anna at work", {"+7 917 555-01-22"});
  const Id<Company> granit = it.company("Granit", {"+7 495 555-01-77"});
  const Id<Deal> early = it.deal_of({anna});
  const Id<Deal> late = it.deal_of({anna});
  const Id<Deal> closed = it.deal_of({anna}, granit);
  it.must(LoseDeal{.deal = closed, .reason = it.reason});
  const CallList list = {.calls = {call("79175550122", 0), call("74955550177", 9)}};
  CHECK(it.plan(list).fresh[0].deal == late);
  CHECK(it.plan(list).fresh[1].deal == closed);
  CHECK(!it.plan(list).fresh[1].contact);

  it.by_hand({.deal = early, .kind = ActivityKind::meeting, .done_at = Moment{.utc_ms = it.now_ms}});
  CHECK(it.plan(list).fresh[0].deal == early);
  it.must(ArchiveDeal{.deal = early});
  it.must(ArchiveDeal{.deal = late});
  CHECK(!it.plan(list).fresh[0].deal);
  CHECK(it.plan(list).fresh[0].contact == anna);

  // Of two with one number the one who has an open deal.
  const Id<Deal> other = it.deal_of({twin});
  CHECK(it.plan(list).fresh[0].contact == twin);
  CHECK(it.plan(list).fresh[0].deal == other);
}

TEST_CASE("what is logged looks like a call that was logged by hand") {
  Phones it;
  const Id<Contact> anna = it.contact("Anna", {"+7 917 555-01-22"});
  const Id<Deal> deal = it.deal_of({anna});
  const CallList list = {.calls = {call("79175550122", 0, 100), call("79175550122", 10, 20, CallDirection::in),
                                   call("79175550122", 20, 0, CallDirection::in)}};
  REQUIRE(it.log(list) == 3);
  const auto rows = it.document.table<Activity>().rows();
  for (const Activity& one : rows) {
    CHECK(one.kind == ActivityKind::call);
    CHECK(one.deal == deal);
    CHECK(one.contact == anna);
    CHECK(one.due.date == local_date(*one.done_at));
    CHECK(one.origin.system == "calls");
  }
  std::set<std::string> said;
  for (const Activity& one : rows)
    said.insert(one.title + "/" + std::string(name_of(one.outcome)) + "/" +
                std::to_string(one.duration_minutes.value_or(0)));
  CHECK(said == std::set<std::string>{"/success/2", "Incoming/success/1", "Missed/no_contact/0"});
}

TEST_CASE("a call that was logged by hand within five minutes is not logged again, and stands for one call only") {
  Phones it;
  const Id<Contact> anna = it.contact("Anna", {"+7 917 555-01-22"});
  const Id<Deal> deal = it.deal_of({anna});
  const auto logged_at = [&](std::int64_t minute) {
    it.by_hand({.deal = deal,
                .kind = ActivityKind::call,
                .done_at = Moment{.utc_ms = first_moment_ms + minute * minute_ms, .offset_minutes = 180}});
  };
  logged_at(22);  // of a call from 10 to 20
  logged_at(106);
  const CallList list = {
      .calls = {call("79175550122", 10, 600), call("79175550122", 19, 60), call("79175550122", 100, 30)}};
  const CallPlan plan = it.plan(list);
  CHECK(plan.by_hand == 1);
  CHECK(plan.fresh.size() == 2);
  it.by_hand(
      {.deal = deal, .kind = ActivityKind::meeting, .done_at = Moment{.utc_ms = first_moment_ms + 19 * minute_ms}});
  CHECK(it.plan(list).by_hand == 1);
  REQUIRE(it.log(list) == 2);
  CHECK(it.log(list) == 0);
}

TEST_CASE("a call in the trash does not come back, one taken back by undo does") {
  Phones it;
  it.contact("Anna", {"+7 917 555-01-22"});
  const CallList list = {.calls = {call("79175550122", 0)}};
  REQUIRE(it.log(list) == 1);
  const JournalEntry imported = it.last_entry;
  const Id<Activity> made = it.document.table<Activity>().rows()[0].id;
  it.must(DeleteRecords{.type = RecordType::activity, .ids = {made.raw}});
  CHECK(it.log(list) == 0);
  it.must(Revert{.entry = it.last_entry});
  CHECK(it.log(list) == 0);
  it.must(Revert{.entry = imported});
  CHECK(it.plan(list).known == 0);
  CHECK(it.log(list) == 1);
  // It is the same record again, and goes and comes with undo and redo.
  REQUIRE(it.document.table<Activity>().size() == 1);
  const JournalEntry again = it.last_entry;
  CHECK_FALSE(it.document.find(made)->deleted);
  it.must(Revert{.entry = again});
  CHECK(it.document.find(made)->deleted.by == DeletedBy::undo);
  it.must(Revert{.entry = it.last_entry});
  CHECK_FALSE(it.document.find(made)->deleted);
}

TEST_CASE("one list read on two devices is there once after a merge, with the contacts made for it") {
  Phones origin;
  origin.contact("Anna", {"+7 917 555-01-22"});
  const CallList list = {.calls = {call("79175550122", 0), call("79265550133", 10), call("79265550133", 20, 0)}};
  const auto on = [&](std::uint64_t number) {
    Phones device;
    static_cast<PipelineFixture&>(device) = replica_of(origin, number);
    device.seed += number;
    CHECK(device.log(list, true) == 3);
    return device;
  };
  Phones a = on(1), b = on(2);
  const ApplyMerge from_a = merge_of(a.document);
  REQUIRE(a.run(merge_of(b.document)));
  REQUIRE(b.run(from_a));
  CHECK(a.document.table<Activity>().size() == 3);
  CHECK(a.document.table<Contact>().size() == 2);
  CHECK(export_file(a.document) == export_file(b.document));
}

TEST_CASE("an id that is somebody else's by now does not stop the list: another is taken") {
  Phones it;
  const CallList list = {.calls = {call("79265550133", 10)}};
  CHECK(it.log(list, true) == 1);
  const Id<Contact> first = it.document.table<Contact>().rows()[0].id;
  it.must(set_field(first, &Contact::phones, TextList{"+7 999 000-00-00"}));
  CHECK(it.log({.calls = {call("79265550133", 30)}}, true) == 1);
  REQUIRE(it.document.table<Contact>().size() == 2);
  CHECK(it.document.table<Contact>().rows()[1].id != first);
  CHECK(it.document.table<Activity>().rows()[1].contact == it.document.table<Contact>().rows()[1].id);
}

TEST_CASE("a list that another tab has brought since it was looked at is not refused and doubles nothing") {
  Phones it;
  it.contact("Anna", {"+7 917 555-01-22"});
  const CallList list = {.calls = {call("79175550122", 0), call("79175550122", 5)}};
  RecordSet late =
      records_of(it.document, list, it.plan(list), false, words, {.now = {.utc_ms = it.now_ms}, .seed = 9});
  CHECK(it.log({.calls = {list.calls[0]}}) == 1);
  it.must(ApplyImport{.records = std::move(late)});
  CHECK(it.document.table<Activity>().size() == 2);
}

TEST_CASE("contacts for unknown numbers: one for each, and the calls are theirs from then on") {
  Phones it;
  const CallList list = {
      .calls = {call("79175550122", 0), call("89175550122", 10), call("555123", 20), call("79265550133", 30)}};
  CHECK(it.log(list) == 0);
  CHECK(it.log(list, true) == 4);
  const auto people = it.document.table<Contact>().rows();
  REQUIRE(people.size() == 3);
  std::set<std::string> names;
  for (const Contact& one : people) names.insert(one.name);
  CHECK(names == std::set<std::string>{"+79175550122", "555123", "+79265550133"});
  for (const Activity& one : it.document.table<Activity>().rows()) CHECK(one.contact);
  CHECK(it.log(list, true) == 0);
}

TEST_CASE("law: a list brought twice, or in overlapping pieces, is there once") {
  Random random(5);
  for (int round = 0; round < 30; ++round) {
    Phones it;
    const std::vector<std::string> numbers = {"79175550122", "79265550133", "74955550177", "79990000000"};
    const Id<Contact> anna = it.contact("Anna", {numbers[0]});
    it.contact("Boris", {numbers[1], numbers[0]});
    const Id<Company> granit = it.company("Granit", {numbers[2]});
    const Id<Deal> deal = it.deal_of({anna}, granit);
    CallList whole;
    for (std::int64_t i = 0; i < 40; ++i)
      whole.calls.push_back(call(numbers[random.next() % 4], i * 3, static_cast<std::int32_t>(random.next() % 3) * 50,
                                 random.next() % 2 == 0 ? CallDirection::in : CallDirection::out));
    for (int i = 0; i < 4; ++i)
      it.by_hand(
          {.deal = deal,
           .kind = ActivityKind::call,
           .done_at = Moment{.utc_ms = first_moment_ms + static_cast<std::int64_t>(random.next() % 120) * minute_ms}});
    const bool strangers = random.next() % 2 == 0;
    it.log(whole, strangers);
    const std::size_t once = it.document.table<Activity>().size();
    CHECK(it.log(whole, strangers) == 0);
    CallList piece;
    const auto first = static_cast<std::ptrdiff_t>(random.next() % 40);
    piece.calls.assign(whole.calls.begin() + first, whole.calls.end());
    CHECK(it.plan(piece).known + it.plan(piece).by_hand + it.plan(piece).strange.size() >= piece.calls.size());
    piece.calls.push_back(call(numbers[0], 500));
    CHECK(it.log(piece, strangers) == 1);
    CHECK(it.document.table<Activity>().size() == once + 1);
  }
}

}  // namespace voronka
