// The board by months of the expected close: which month is which, and what a card gets that is put into one.
#include "ui/close_months.hpp"

#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"
#include "tests/ui/shell_bench.hpp"
#include "ui/locale.hpp"
#include "ui/views/head_values.hpp"

namespace voronka::test {
namespace {

using ui::CloseMonth;
using ui::Role;
using Titles = std::vector<std::string>;

Date day(std::int32_t year, std::int32_t month, std::int32_t number) {
  return *date_from({.year = year, .month = month, .day = number});
}

// The board of a shell whose clock says 2026-01-05, by months.
struct MonthBench : ShellBench {
  MonthBench() {
    begun();
    button("Pipeline:").click();
    by(Role::menu_item, "Columns: month of closing").click();
    harness->settle();
  }
  Id<Deal> closing(std::string title, std::optional<Date> close, std::size_t stage = 0) {
    const Id<Deal> id = deal(stage, std::move(title));
    run(set_field(id, &Deal::expected_close, close));
    harness->settle();
    return id;
  }
  Preferences by_stage() {
    Preferences preferences = app.preferences();
    preferences.board = {};
    return preferences;
  }
  Found month(std::string_view name) { return by(Role::list, name); }
  // What stands in it, from the top: the beginnings of the cards' names.
  std::vector<std::string> in(std::string_view name) {
    std::vector<std::string> found;
    const ui::NodeId list = month(name).id();
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == Role::list_item && node.parent == list)
        found.push_back(node.name.substr(0, node.name.find(',')));
    return found;
  }
};

}  // namespace

TEST_CASE("a close belongs to its month, what is past to the overdue, what is beyond the third month to later") {
  const Date today = day(2026, 11, 27);
  CHECK(ui::close_month_of(std::nullopt, today) == CloseMonth::none);
  CHECK(ui::close_month_of(day(2026, 11, 26), today) == CloseMonth::overdue);
  CHECK(ui::close_month_of(today, today) == CloseMonth::this_month);
  CHECK(ui::close_month_of(day(2026, 11, 30), today) == CloseMonth::this_month);
  CHECK(ui::close_month_of(day(2026, 12, 1), today) == CloseMonth::next);
  CHECK(ui::close_month_of(day(2027, 2, 28), today) == CloseMonth::third);
  CHECK(ui::close_month_of(day(2027, 3, 1), today) == CloseMonth::later);
  CHECK(ui::close_month_of(day(9999, 12, 31), today) == CloseMonth::later);
}

TEST_CASE("put into a month a deal keeps its day, or closes on the last one, and never on a day that has passed") {
  const Date today = day(2026, 11, 27);
  CHECK(ui::close_in(CloseMonth::next, day(2026, 11, 30), today) == day(2026, 12, 30));
  CHECK(ui::close_in(CloseMonth::third, day(2026, 11, 30), today) == day(2027, 2, 28));
  CHECK(ui::close_in(CloseMonth::this_month, day(2026, 12, 15), today) == day(2026, 11, 30));
  CHECK(ui::close_in(CloseMonth::this_month, day(2026, 10, 28), today) == day(2026, 11, 28));
  CHECK(ui::close_in(CloseMonth::second, std::nullopt, today) == day(2027, 1, 31));
  CHECK(ui::close_in(CloseMonth::later, day(2026, 11, 5), today) == day(2027, 3, 5));
  CHECK(ui::close_in(CloseMonth::none, today, today) == std::nullopt);
}

TEST_CASE("what is put into a month is in that month: every day of two years, every month") {
  for (std::int32_t at = 0; at < 730; ++at) {
    const Date today = {day(2027, 1, 1).days + at};
    for (const std::int32_t away : {-400, -31, -1, 0, 1, 30, 61, 400}) {
      for (const CloseMonth month : {CloseMonth::this_month, CloseMonth::next, CloseMonth::second, CloseMonth::third,
                                     CloseMonth::later, CloseMonth::none}) {
        CAPTURE(iso_text(today));
        REQUIRE(ui::close_month_of(ui::close_in(month, Date{today.days + away}, today), today) == month);
        REQUIRE(ui::close_month_of(ui::close_in(month, std::nullopt, today), today) == month);
      }
    }
  }
}

TEST_CASE("months are called by their names, and by the year where it is another one") {
  const ui::Locale ru(Language::ru, ui::builtin_locale(Language::ru));
  const std::vector<std::string> names = ui::names_of_close_months(ru, day(2026, 11, 27));
  CHECK(names == std::vector<std::string>{"Просрочено", "Ноябрь", "Декабрь", "Январь 2027", "Февраль 2027", "Позже",
                                          "Без даты"});
}

TEST_CASE_FIXTURE(MonthBench,
                  "the board shows open sales by month, in the order of their dates, won and lost ones not") {
  closing("Second", day(2026, 1, 20), 1);
  closing("First", day(2026, 1, 10), 2);
  closing("Late", day(2025, 12, 31));
  closing("Open end", std::nullopt);
  const Id<Deal> won = closing("Won", day(2026, 1, 12));
  run(WinDeal{.deal = won});
  harness->settle();
  CHECK(in("January") == Titles{"First", "Second"});
  CHECK(in("Overdue") == Titles{"Late"});
  CHECK(in("No date") == Titles{"Open end"});
  CHECK(in("February").empty());
}

TEST_CASE_FIXTURE(MonthBench,
                  "a card dragged to another month closes there, counts as put off, and one undo takes it back") {
  const Id<Deal> id = closing("Acme", day(2026, 1, 31));
  card("Acme").drag_to(month("February").rect().center());
  harness->settle();
  CHECK((*this)[id].expected_close == day(2026, 2, 28));
  CHECK(card("Acme").name().find("pushed 1 time") != std::string::npos);
  send(Undo{});
  harness->settle();
  CHECK((*this)[id].expected_close == day(2026, 1, 31));
  card("Acme").drag_to(month("No date").rect().center());
  harness->settle();
  CHECK((*this)[id].expected_close == std::nullopt);
}

TEST_CASE_FIXTURE(MonthBench, "nothing can be put among the overdue") {
  const Id<Deal> id = closing("Acme", day(2026, 1, 31));
  card("Acme").drag_to(month("Overdue").rect().center());
  harness->settle();
  CHECK((*this)[id].expected_close == day(2026, 1, 31));
}

TEST_CASE_FIXTURE(MonthBench, "by keys a card goes month by month, and not into the past") {
  const Id<Deal> id = closing("Acme", day(2026, 1, 31));
  card("Acme").focus();
  harness->press({ui::Key::right, ui::Mods::ctrl});
  harness->settle();
  CHECK((*this)[id].expected_close == day(2026, 2, 28));
  CHECK(last_announced().find("February") != std::string::npos);
  harness->press({ui::Key::left, ui::Mods::ctrl});
  harness->settle();
  CHECK((*this)[id].expected_close == day(2026, 1, 28));
  harness->press({ui::Key::left, ui::Mods::ctrl});
  harness->settle();
  CHECK((*this)[id].expected_close == day(2026, 1, 28));
  CHECK(stage_of(id) == stages()[0]->name);
}

TEST_CASE_FIXTURE(MonthBench,
                  "a deal added to a month is to close in it, in the first stage; a day in its line is obeyed") {
  button("New deal in “February”").click();
  harness->settle();
  by(Role::textbox, "New deal: title, amount, day").type("Acme 120k");
  harness->press({ui::Key::enter});
  harness->settle();
  const Deal& made = app.document().table<Deal>().rows().back();
  CHECK(made.title == "Acme");
  CHECK(made.expected_close == day(2026, 2, 28));
  CHECK(stage_of(made.id) == stages()[0]->name);
}

TEST_CASE_FIXTURE(MonthBench, "the columns are stages again when they are asked for, and the device remembers which") {
  closing("Acme", day(2026, 1, 31));
  CHECK(settings.values["preferences"].find("columns:months") != std::string::npos);
  button("Pipeline:").click();
  by(Role::menu_item, "Columns: stages").click();
  harness->settle();
  CHECK(titles(0) == std::vector<std::string>{"Acme"});
  CHECK(settings.values["preferences"].find("columns:months") == std::string::npos);
}

TEST_CASE_FIXTURE(MonthBench, "a line that was begun goes on when the columns are stages again") {
  button("New deal in “March”").click();
  harness->settle();
  by(Role::textbox, "New deal: title, amount, day").type("Acme");
  send(SetPreferences{.preferences = by_stage()});
  harness->settle();
  CHECK(by(Role::textbox, "New deal: title, amount, day").value() == "Acme");
  harness->press({ui::Key::enter});
  harness->settle();
  CHECK(titles(0) == Titles{"Acme"});
}

TEST_CASE_FIXTURE(MonthBench, "what is sold is not among the months, and a search says where it is") {
  closing("Acme", day(2026, 1, 31));
  const Id<Deal> won = closing("Globex", day(2026, 1, 12));
  run(WinDeal{.deal = won});
  run(MoveDeal{.deal = won, .to = stages().back()->id});
  by(Role::search, "Search deals").type("Globex");
  harness->settle();
  CHECK(by(Role::option, "Globex").exists());
}

TEST_CASE_FIXTURE(MonthBench, "another stage, chosen by its number, is told by a message, and what was sold leaves") {
  closing("Acme", day(2026, 1, 31));
  card("Acme").focus();
  harness->press({ui::letter('3')});
  harness->settle();
  CHECK(in("January") == Titles{"Acme"});
  CHECK(button("Undo").exists());
  CHECK(card("Acme").name().find(stages()[2]->name) != std::string::npos);
  card("Acme").focus();
  harness->press({ui::letter('7')});
  harness->settle();
  CHECK(in("January").empty());
  CHECK(button("Undo").exists());
}

TEST_CASE_FIXTURE(MonthBench, "a card that was cut is pasted into a month, a copy closes in it") {
  const Id<Deal> id = closing("Acme", day(2026, 1, 31), 1);
  card("Acme").focus();
  harness->press({ui::letter('X'), ui::Mods::ctrl});
  button("New deal in “March”").focus();
  harness->press({ui::letter('V'), ui::Mods::ctrl});
  harness->settle();
  CHECK((*this)[id].expected_close == day(2026, 3, 31));
  CHECK(stage_of(id) == stages()[1]->name);
  card("Acme").focus();
  harness->press({ui::letter('C'), ui::Mods::ctrl});
  button("New deal in “February”").focus();
  harness->press({ui::letter('V'), ui::Mods::ctrl});
  harness->settle();
  CHECK(in("February").size() == 1);
}

TEST_CASE("the figures of a head say what a card in the hand would make of them, by the probability of its stage") {
  PipelineFixture fixture;
  const Id<Deal> acme = fixture.deal(3, 100'00);
  fixture.must(set_field(acme, &Deal::expected_close, std::optional(day(2026, 1, 20))));
  const std::vector<std::string> months(ui::close_months, "month");
  const ui::BoardQuery query = {.pipeline = fixture.pipeline, .today = day(2026, 1, 5), .months = months};
  ui::BoardModel model;
  model.update(fixture.document, query);
  const auto values = [&](ui::CloseMonth month, const ui::HeadChange& change) {
    return ui::head_values(fixture.document, model, model.columns()[static_cast<std::size_t>(month)],
                           ui::HeadFigure::weighted, change)
        .totals;
  };
  const auto come = values(CloseMonth::next, {.plus = 0});
  CHECK(values(CloseMonth::this_month, {.minus = 0}).empty());
  fixture.must(set_field(acme, &Deal::expected_close, std::optional(day(2026, 2, 20))));
  model.update(fixture.document, query);
  CHECK(come == values(CloseMonth::next, {}));
  CHECK(come.at(0).weighted_minor > 0);
}

}  // namespace voronka::test
