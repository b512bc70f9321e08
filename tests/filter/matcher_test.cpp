// What filters let pass, asked the fast way and the slow way.
#include "filter/matcher.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/fold.hpp"
#include "filter/codec.hpp"
#include "metrics/standing.hpp"
#include "tests/filter/random_filters.hpp"

namespace voronka {
namespace {

using test::PipelineFixture;
constexpr Date monday = {20'458};  // 2026-01-05, the fixture's first day

// Everything a deal says about a field, as plain texts or as numbers, found by walking the whole document each time.
struct Said {
  std::vector<std::string> texts = {};
  std::vector<double> numbers = {};
};

double major(Money money) { return static_cast<double>(money.minor) / (minor_digits(money.currency) == 2 ? 100 : 1); }

Said said_by(const Document& document, const Deal& deal, const std::string& field, Date today) {
  const Stage* stage = document.find(deal.position.stage);
  Said said;
  const auto text = [&](std::string_view value) {
    if (!value.empty()) said.texts.emplace_back(value);
  };
  const auto yes = [&](bool value) { text(value ? "yes" : "no"); };
  const std::vector<bool> live = live_events(deal.history);
  const auto last_day = [&](EventKind kind) {
    std::optional<std::int32_t> day;
    for (std::size_t i = 0; i < deal.history.size(); ++i)
      if (live[i] && deal.history[i].kind == kind) day = local_date(deal.history[i].at).days;
    return day;
  };
  std::optional<std::int32_t> entered = last_day(EventKind::stage_entered);
  if (!entered) entered = last_day(EventKind::created);
  std::optional<std::int32_t> touched = entered;
  std::optional<std::int32_t> due;
  bool planned = !deal.next_step.empty();
  for (const Activity& it : document.table<Activity>().rows()) {
    if (it.deal != deal.id || it.deleted) continue;
    if (it.done_at) touched = std::max(touched.value_or(-99999), local_date(*it.done_at).days);
    if (!it.done_at) planned = true;
    if (!it.done_at && it.due.date) due = std::min(due.value_or(99999), it.due.date->days);
  }
  if (field == "title") text(deal.title);
  if (field == "owner") text(deal.owner);
  if (field == "source") text(deal.source);
  if (field == "status") text(name_of(deal.status));
  if (field == "stage") text("stg_" + text_of(deal.position.stage.raw));
  if (field == "reason" && deal.loss_reason) text("lrs_" + text_of(deal.loss_reason.raw));
  if (field == "tag")
    for (const Id<Tag> tag : deal.tags) text("tag_" + text_of(tag.raw));
  if (field == "currency" && deal.amount) text(text_of(deal.amount->currency));
  if (field == "archived") yes(deal.archived);
  if (field == "note")
    yes(std::ranges::any_of(document.table<Note>().rows(),
                            [&](const Note& note) { return note.deal == deal.id && !note.deleted; }));
  std::optional<std::int32_t> payment;
  for (const Paper& it : document.table<Paper>().rows())
    if (it.deal == deal.id && !it.deleted && it.kind == PaperKind::invoice && it.due && it.state != PaperState::paid &&
        it.state != PaperState::signed_off)
      payment = std::min(payment.value_or(99999), it.due->days);
  if (field == "payment_late") yes(payment && *payment < today.days);
  if (field == "step")
    text(due && *due < today.days ? "overdue" : due == today.days ? "today" : planned ? "later" : "none");
  if (field == "stuck")
    yes(deal.status == DealStatus::open && stage->kind == StageKind::sales && stage->stuck_after_days && entered &&
        today.days - *entered > *stage->stuck_after_days);
  if (const Company* company = document.find(deal.company)) {
    if (field == "company") text(company->name);
    if (field == "phone")
      for (const std::string& phone : company->phones) (text(phone), text(digits_of(phone)));
    if (field == "email")
      for (const std::string& email : company->emails) text(email);
  }
  for (const Id<Contact> id : deal.contacts) {
    const Contact& contact = *document.find(id);
    if (field == "contact") text(contact.name);
    if (field == "phone")
      for (const std::string& phone : contact.phones) (text(phone), text(digits_of(phone)));
    if (field == "email")
      for (const std::string& email : contact.emails) text(email);
  }
  const auto number = [&](double value) { said.numbers.push_back(value); };
  const std::int32_t percent = deal.status == DealStatus::won    ? 100
                               : deal.status == DealStatus::lost ? 0
                                                                 : deal.probability.value_or(stage->probability);
  if (field == "amount" && deal.amount) number(major(*deal.amount));
  if (field == "weighted" && deal.amount)
    number(major({.minor = weighted_minor(*deal.amount, percent), .currency = deal.amount->currency}));
  if (field == "probability") number(percent);
  if (field == "close" && deal.expected_close) number(deal.expected_close->days);
  if (field == "closed" && deal.closed_on) number(deal.closed_on->days);
  if (field == "next" && due) number(*due);
  if (field == "payment" && payment) number(*payment);
  if (field == "missing") {
    int missing = 0;
    for (const CustomField& it : document.table<CustomField>().rows()) {
      const bool asked = std::ranges::find(it.required_in, deal.position.stage) != it.required_in.end();
      const bool there = std::ranges::any_of(
          deal.custom, [&](const CustomValue& value) { return value.field == it.id && !value.text.empty(); });
      if (deal.status == DealStatus::open && it.of == CustomOwner::deal && !it.deleted && asked && !there) ++missing;
    }
    number(missing);
  }
  if (field == "left_open") number(static_cast<double>(deal.left_open.size()));
  if (field == "created")
    if (const auto day = last_day(EventKind::created)) number(*day);
  if (field == "in_stage" && entered) number(std::max(0, today.days - *entered));
  if (field == "silent" && touched) number(std::max(0, today.days - *touched));
  if (field == "pushes") {
    int pushes = 0;
    std::vector<Date> days;
    for (std::size_t i = 0; i < deal.history.size(); ++i)
      if (live[i] && deal.history[i].kind == EventKind::expected_close_changed)
        if (const Date* day = std::get_if<Date>(&deal.history[i].value)) days.push_back(*day);
    for (std::size_t i = 1; i < days.size(); ++i) pushes += days[i - 1] < days[i] ? 1 : 0;
    number(pushes);
  }
  return said;
}

bool passes_slowly(const Document& document, const Deal& deal, const FilterCondition& condition, Date today) {
  const Said said = said_by(document, deal, condition.field, today);
  const FilterKind kind = filter_field_of(condition.field)->kind;
  const auto as_number = [&](const std::string& value) {
    return kind == FilterKind::date ? date_from_iso(value)->days : std::strtod(value.c_str(), nullptr);
  };
  bool met = false;
  for (const std::string& text : said.texts)
    for (const std::string& value : condition.values)
      met = met || (condition.op == FilterOperator::contains ? folded(text).find(folded(value)) != std::string::npos
                                                             : folded(text) == folded(value));
  for (const double number : said.numbers) {
    if (condition.op == FilterOperator::in_period) {
      const DayRange days = days_of(*period_from(condition.values[0]), today);
      met = met || (number >= days.first && number <= days.last);
      continue;
    }
    for (const std::string& value : condition.values) {
      const double other = as_number(value);
      if (condition.op == FilterOperator::is) met = met || number == other;
      if (condition.op == FilterOperator::less) met = met || number < other;
      if (condition.op == FilterOperator::at_most) met = met || number <= other;
      if (condition.op == FilterOperator::more) met = met || number > other;
      if (condition.op == FilterOperator::at_least) met = met || number >= other;
    }
    if (condition.op == FilterOperator::between) {
      const double a = as_number(condition.values[0]);
      const double b = as_number(condition.values[1]);
      met = met || (number >= std::min(a, b) && number <= std::max(a, b));
    }
  }
  if (condition.op == FilterOperator::empty) met = said.texts.empty() && said.numbers.empty();
  return met != condition.negated;
}

// Nothing: it says nothing.
std::optional<bool> passes_slowly(const Document& document, const Deal& deal, const FilterGroup& group, Date today) {
  std::vector<bool> answers;
  for (const FilterNode& node : group.nodes) {
    if (const auto* condition = std::get_if<FilterCondition>(&node.is))
      answers.push_back(passes_slowly(document, deal, *condition, today));
    if (const auto* inner = std::get_if<FilterGroup>(&node.is))
      if (const auto answer = passes_slowly(document, deal, *inner, today)) answers.push_back(*answer);
  }
  if (answers.empty()) return std::nullopt;
  const auto count = std::ranges::count(answers, true);
  return group.join == FilterJoin::all ? count == std::ssize(answers) : count > 0;
}

// More to ask about than the random commands make.
void enrich(PipelineFixture& fixture, Random& random) {
  const RawId company = fixture.must(AddRecord{Company{.name = "ООО Тёплый текст", .phones = {"8 (917) 555-01-22"}}});
  const RawId contact = fixture.must(AddRecord{Contact{.name = "Текст Ё", .emails = {"a@b.ru"}}});
  const RawId tag = fixture.must(AddRecord{Tag{.name = "важное"}});
  for (int i = 0; i < 25; ++i) {
    const Id<Deal> deal = test::any_of<Deal>(fixture, random);
    if (!deal) continue;
    const auto day = std::optional(Date{20'440 + static_cast<std::int32_t>(random.below(60))});
    Command commands[] = {set_field(deal, &Deal::company, Id<Company>{company}),
                          set_field(deal, &Deal::contacts, std::vector<Id<Contact>>{{contact}}),
                          set_field(deal, &Deal::tags, std::vector<Id<Tag>>{{tag}}),
                          set_field(deal, &Deal::source, std::string("текст 5")),
                          set_field(deal, &Deal::next_step, std::string("звонок")),
                          set_field(deal, &Deal::archived, true),
                          set_field(deal, &Deal::expected_close, day),
                          AddRecord{Activity{.deal = deal, .due = {.date = day}}},
                          set_field(fixture.stages[random.index(6)], &Stage::stuck_after_days,
                                    std::optional(static_cast<std::int32_t>(1 + random.below(20))))};
    static_cast<void>(fixture.run(std::move(commands[random.index(std::size(commands))])));
  }
}

Filter filter_of(std::string_view text) {
  Result<Filter> filter = parse_filter(text);
  REQUIRE_MESSAGE(filter, std::string(text));
  return std::move(*filter);
}

// The titles of the deals that pass, in the order of the table.
std::string passing(const PipelineFixture& fixture, std::string_view text, Date today = monday) {
  DealFacts facts;
  facts.update(fixture.document);
  FilterMatcher matcher;
  matcher.set(filter_of(text), today);
  REQUIRE(matcher.update(fixture.document, facts, 1000));
  std::string titles;
  const auto deals = fixture.document.table<Deal>().rows();
  for (std::uint32_t row = 0; row < deals.size(); ++row)
    if (matcher.matches(row)) titles += deals[row].title + " ";
  return titles;
}

}  // namespace

TEST_CASE("a filter lets pass what the slow way lets pass, and follows every change, on random documents") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    PipelineFixture fixture;
    DealFacts facts;
    std::vector<FilterMatcher> matchers(6);
    std::vector<Filter> filters;
    for (int i = 0; i < 60; ++i) static_cast<void>(fixture.run(test::random_command(fixture, random)));
    enrich(fixture, random);
    for (std::size_t i = 0; i < matchers.size(); ++i) filters.push_back(test::random_group(fixture, random, 1));
    for (int step = 0; step < 12; ++step) {
      const Date today = {monday.days + static_cast<std::int32_t>(seed % 40) + step / 4};
      facts.update(fixture.document);
      const auto deals = fixture.document.table<Deal>().rows();
      for (std::size_t i = 0; i < matchers.size(); ++i) {
        matchers[i].set(filters[i], today);
        CAPTURE(seed);
        CAPTURE(print(filters[i]));
        REQUIRE(matchers[i].update(fixture.document, facts, 1000));
        for (std::uint32_t row = 0; row < deals.size(); ++row) {
          CAPTURE(row);
          REQUIRE(matchers[i].matches(row) ==
                  passes_slowly(fixture.document, deals[row], filters[i], today).value_or(true));
        }
      }
      for (int i = 0; i < 4; ++i) static_cast<void>(fixture.run(test::random_command(fixture, random)));
      if (step == 5) enrich(fixture, random);
    }
  }
}

TEST_CASE("text is compared as the search compares it: no case, ё is е") {
  PipelineFixture fixture;
  fixture.deal(0, 0, "Тёплый");
  fixture.deal(0, 0, "ТЕПЛИЦА");
  fixture.deal(0, 0, "Берёза");
  CHECK(passing(fixture, "title~тепл") == "Тёплый ТЕПЛИЦА ");
  CHECK(passing(fixture, "title=береза") == "Берёза ");
  CHECK(passing(fixture, "title!~тепл") == "Берёза ");
}

TEST_CASE("an amount is compared in major units of its own currency, to the last decimal") {
  PipelineFixture fixture;
  fixture.deal(0, 100'00, "even");
  fixture.deal(0, 100'01, "more");
  fixture.deal(0, 0, "none");
  CHECK(passing(fixture, "amount>100") == "more ");
  CHECK(passing(fixture, "amount>=100") == "even more ");
  CHECK(passing(fixture, "amount=100.01") == "more ");
  CHECK(passing(fixture, "amount!=100") == "more none ");
  CHECK(passing(fixture, "amount:empty") == "none ");
  CHECK(passing(fixture, "!amount:empty") == "even more ");
  CHECK(passing(fixture, "amount=100.01..90") == "even more ");
}

TEST_CASE("a group says all or any, one inside another") {
  PipelineFixture fixture;
  fixture.deal(0, 10'00, "a");
  fixture.deal(1, 20'00, "b");
  fixture.deal(1, 30'00, "c");
  CHECK(passing(fixture, "amount>15;amount<25") == "b ");
  CHECK(passing(fixture, "title=a|amount=30") == "a c ");
  CHECK(passing(fixture, "amount>15;(title=a|title=c)") == "c ");
  CHECK(passing(fixture, "title=a|(amount>15;amount<25)") == "a b ");
  CHECK(passing(fixture, "stage=stg_" + text_of(fixture.stages[1].raw)) == "b c ");
}

TEST_CASE("what is not understood, not complete or empty is left out") {
  PipelineFixture fixture;
  fixture.deal(0, 10'00, "a");
  fixture.deal(0, 20'00, "b");
  CHECK(passing(fixture, "mood=5") == "a b ");
  CHECK(passing(fixture, "mood=5;title=a") == "a ");
  CHECK(passing(fixture, "mood=5|title=a") == "a ");
  CHECK(passing(fixture, "();title=a;(mood=5)") == "a ");
}

TEST_CASE("a close that is moved to a later day is a push, one moved forward or taken back by undo is none") {
  PipelineFixture fixture;
  const Id<Deal> deal = fixture.deal(0, 0, "d");
  const auto close_on = [&](int day) {
    fixture.must(set_field(deal, &Deal::expected_close, std::optional(Date{day})));
  };
  CHECK(passing(fixture, "pushes=0") == "d ");
  close_on(20'500);
  close_on(20'510);
  CHECK(passing(fixture, "pushes=1") == "d ");
  close_on(20'505);
  CHECK(passing(fixture, "pushes=1") == "d ");
  close_on(20'520);
  CHECK(passing(fixture, "pushes=2") == "d ");
  fixture.must(Revert{.entry = fixture.last_entry});
  CHECK(passing(fixture, "pushes=1") == "d ");
}

TEST_CASE("in slices the answers stay those of before until all deals have been asked") {
  PipelineFixture fixture;
  for (int i = 0; i < 50; ++i) fixture.deal(0, 100 * (i + 1), "d");
  DealFacts facts;
  facts.update(fixture.document);
  FilterMatcher matcher;
  matcher.set(filter_of("amount>40"), monday);
  CHECK_FALSE(matcher.update(fixture.document, facts, 20));
  CHECK_FALSE(matcher.active());
  CHECK(matcher.matches(0));
  CHECK_FALSE(matcher.update(fixture.document, facts, 20));
  CHECK(matcher.version() == 0);
  CHECK(matcher.update(fixture.document, facts, 20));
  CHECK_FALSE(matcher.matches(0));
  CHECK(matcher.version() == 1);
  matcher.set(filter_of("amount<3"), monday);
  CHECK_FALSE(matcher.update(fixture.document, facts, 20));
  CHECK(matcher.matches(49));
  matcher.set({}, monday);
  CHECK(matcher.update(fixture.document, facts, 20));
  CHECK_FALSE(matcher.active());
  CHECK(matcher.matches(0));
}

TEST_CASE("after an edit only the touched deal is asked, and only a changed answer counts as a change") {
  PipelineFixture fixture;
  const Id<Deal> deal = fixture.deal(0, 10'00, "a");
  fixture.deal(0, 20'00, "b");
  DealFacts facts;
  FilterMatcher matcher;
  matcher.set(filter_of("amount>15"), monday);
  const auto update = [&] {
    facts.update(fixture.document);
    REQUIRE(matcher.update(fixture.document, facts, 1000));
  };
  update();
  const std::uint64_t version = matcher.version();
  fixture.must(set_field(deal, &Deal::title, std::string("c")));
  update();
  CHECK(matcher.version() == version);
  fixture.must(set_field(deal, &Deal::amount, std::optional(Money{.minor = 99'00, .currency = *currency_from("RUB")})));
  update();
  CHECK(matcher.version() == version + 1);
  CHECK(matcher.flipped() == std::vector<std::uint32_t>{0});
  CHECK(matcher.matches(0));
}

}  // namespace voronka
