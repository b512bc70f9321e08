// A deal kept as a template, and deals made from it.
#include "commands/use_deal_template.hpp"

#include <doctest/doctest.h>

#include "base/workdays.hpp"
#include "model/custom_values.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

TEST_CASE("the text of a step is read as it was written, and what is none is nothing") {
  for (const std::string_view text : {"call 2 Узнать размеры", "meeting 0 ", "task 3650 a b  c"})
    CHECK(text_of(template_step_from(text).value()) == text);
  for (const std::string_view text : {"", "call", "call 2", "sing 2 a", "call -1 a", "call 4000 a", "call x a"})
    CHECK_FALSE(template_step_from(text));
}

TEST_CASE_FIXTURE(PipelineFixture,
                  "a deal from a template has its fields and its steps by working days, and one undo takes all back") {
  const Id<CustomField> area = {must(AddRecord{CustomField{.name = "Площадь"}})};
  const Id<Tag> tag = {must(AddRecord{Tag{.name = "опт"}})};
  const Id<Deal> first = deal(1, 100'000, "Кухня");
  must(set_field(first, &Deal::tags, std::vector{tag}));
  must(set_field(first, &Deal::source, std::string("сайт")));
  must(SetCustomValue{.field = area, .ids = {first.raw}, .text = "12"});
  const Date today = local_date(Moment{.utc_ms = now_ms});
  const auto plan = [&](ActivityKind kind, std::int32_t days, std::string title, bool done) {
    Activity activity = {.deal = first, .kind = kind, .title = std::move(title)};
    activity.due = {.date = plus_working_days(today, days)};
    if (done) activity.done_at = Moment{.utc_ms = now_ms};
    must(AddRecord{activity});
  };
  plan(ActivityKind::meeting, 7, "Замер", false);
  plan(ActivityKind::call, 2, "Позвонить", false);
  plan(ActivityKind::call, 1, "Было", true);
  const Id<DealTemplate> made = {must(KeepAsTemplate{.deal = first, .name = "Кухни"})};
  CHECK(document.find(made)->steps == TextList{"call 2 Позвонить", "meeting 7 Замер"});

  const std::size_t activities = document.table<Activity>().size();
  const Id<Deal> second = {must(CreateFromTemplate{.from = made, .stage = stages[0]})};
  const Deal& it = (*this)[second];
  CHECK(it.title == "Кухня");
  CHECK(it.amount == (*this)[first].amount);
  CHECK(it.tags == std::vector{tag});
  CHECK(it.source == "сайт");
  CHECK(it.position.stage == stages[0]);
  CHECK(custom_value(it.custom, area) == "12");
  REQUIRE(document.table<Activity>().size() == activities + 2);
  const Activity& call = document.table<Activity>().rows()[activities];
  CHECK(call.deal == second);
  CHECK(call.title == "Позвонить");
  CHECK(call.due.date == plus_working_days(today, 2));
  must(Revert{.entry = last_entry});
  CHECK((*this)[second].deleted.by == DeletedBy::undo);
  CHECK(document.table<Activity>().rows()[activities].deleted.by == DeletedBy::undo);
}

TEST_CASE_FIXTURE(PipelineFixture, "a template that is gone makes nothing, and a deal that is gone none") {
  CHECK_FALSE(run(KeepAsTemplate{.deal = {make_id()}, .name = "a"}));
  const Id<DealTemplate> made = {must(KeepAsTemplate{.deal = deal(0), .name = "a"})};
  CHECK_FALSE(run(CreateFromTemplate{.from = made, .stage = {make_id()}}));
  must(DeleteRecords{.type = RecordType::deal_template, .ids = {made.raw}});
  CHECK_FALSE(run(CreateFromTemplate{.from = made, .stage = stages[0]}));
}

}  // namespace
}  // namespace voronka::test
