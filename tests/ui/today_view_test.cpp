// The page of today and the popup of the next step, over the whole window.
#include "base/workdays.hpp"
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Key;
using ui::letter;
using ui::Role;

namespace {

struct Day : ShellBench {
  explicit Day(ui::Viewport viewport = {.width = 1280, .height = 800, .scale = 1}) : ShellBench(viewport) { begun(); }

  Id<Activity> step(Id<Deal> deal, std::int32_t days, std::string title, std::optional<TimeOfDay> time = {}) {
    Activity activity = {.deal = deal, .kind = ActivityKind::call, .title = std::move(title)};
    activity.due = {.date = Date{app.today().days + days}, .time = time};
    run(AddRecord{.record = activity});
    return app.document().table<Activity>().rows().back().id;
  }
  Day& open() {
    button("Today").click();
    harness->settle();
    return *this;
  }
  // The beginnings of the lines, from the top; headings stand between them as "-- …".
  std::vector<std::string> lines() {
    std::vector<std::string> found;
    for (const ui::SemNode& node : harness->ui().sem.nodes()) {
      if (node.role == Role::list_item) found.push_back(node.name.substr(0, node.name.find(',')));
      if (node.role == Role::heading && node.level == 2) found.push_back("-- " + node.name);
    }
    return found;
  }
  const Activity& activity(Id<Activity> id) const { return *app.document().find(id); }
  Found line(std::string_view name) { return by(Role::list_item, name); }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("today lists what is overdue, due, without a step and soon, each with the most money at risk first") {
  Day bench;
  const Id<Deal> small = bench.deal(0, "Small", 100), large = bench.deal(0, "Large", 90'000),
                 far = bench.deal(0, "Far", 5);
  bench.deal(1, "Nobody", 10);
  bench.deal(1, "Somebody", 20'000);
  bench.step(small, -1, "Ask");
  bench.step(large, -1, "Chase");
  bench.step(small, 0, "Write");
  bench.step(far, 6, "Greet");
  bench.step(far, 8, "Not yet");
  bench.open();
  CHECK(bench.lines() == Lines{"-- Overdue", "Call: Chase", "Call: Ask", "-- For today", "Call: Write",
                               "-- No next step", "Plan the next step", "Plan the next step", "-- The next seven days",
                               "Call: Greet"});
  CHECK(bench.line("Call: Chase").name().find("Large") != std::string::npos);
  CHECK(bench.line("Plan the next step").name().find("Somebody") != std::string::npos);
}

TEST_CASE("money that should be here has lines of its own, the longest late first, and each leads to its document") {
  Day bench;
  const Id<Deal> acme = bench.deal(0, "Acme", 100), lost = bench.deal(0, "Gone", 5), won = bench.deal(0, "Won", 50);
  const auto invoice = [&](Id<Deal> deal, std::string number, std::int32_t days, PaperState state = PaperState::sent) {
    bench.run(AddRecord{Paper{.deal = deal,
                              .kind = PaperKind::invoice,
                              .state = state,
                              .number = std::move(number),
                              .amount = Money{.minor = 12'000, .currency = *currency_from("USD")},
                              .due = Date{bench.app.today().days + days}}});
  };
  bench.step(acme, 0, "Write");
  invoice(acme, "7", -2);
  invoice(acme, "8", -1);
  invoice(acme, "6", -9, PaperState::paid);
  invoice(won, "3", -5);
  invoice(won, "4", 5);
  invoice(lost, "9", -3);
  bench.run(WinDeal{.deal = won});
  bench.run(LoseDeal{.deal = lost});
  bench.open();
  CHECK(bench.lines() == Lines{"-- Money that should be here", "Invoice 3 for $120", "Invoice 7 for $120",
                               "-- For today", "Call: Write"});
  CHECK(bench.harness->complaints() == Lines{});
  bench.line("Invoice 7").click();
  bench.harness->settle();
  CHECK(ui::text_of(bench.shell.route()).find(text_of(acme.raw)) != std::string::npos);
  CHECK(bench.harness->focused().name() == "Invoice 7: show fields");
}

TEST_CASE("what is due at an hour comes first, in the order of the hours, and is overdue once that has passed") {
  Day bench;
  const Id<Deal> deal = bench.deal(0, "Acme", 100);
  const TimeOfDay now = local_time(bench.app.now());
  bench.step(deal, 0, "Any time");
  bench.step(deal, 0, "Late", TimeOfDay{now.minutes + 90});
  bench.step(deal, 0, "Soon", TimeOfDay{now.minutes + 30});
  bench.open();
  CHECK(bench.lines() == Lines{"-- For today", "Call: Soon", "Call: Late", "Call: Any time"});
  bench.clock.now += 60LL * 60 * 1000;
  bench.harness->frame();
  bench.harness->settle();
  CHECK(bench.lines() == Lines{"-- Overdue", "Call: Soon", "-- For today", "Call: Late", "Call: Any time"});
}

TEST_CASE(
    "a call is worked by keyboard alone: the digit says what came of it, Enter plans the next one, the next line has "
    "the focus") {
  Day bench;
  const Id<Deal> large = bench.deal(0, "Large", 90'000), small = bench.deal(0, "Small", 100);
  const Id<Activity> chase = bench.step(large, -1, "Chase");
  bench.step(small, -1, "Ask");
  bench.open();
  bench.line("Call: Chase").focus();
  bench.harness->press({static_cast<Key>('2')});
  bench.harness->settle();
  CHECK(bench.activity(chase).outcome == ActivityOutcome::no_contact);
  CHECK(bench.activity(chase).done_at.has_value());
  CHECK(bench.stage_of(large) == bench.stages()[0]->name);  // digits move no deals here
  REQUIRE(bench.by(Role::dialog, "Next step: Large").exists());
  REQUIRE(bench.harness->focused().name() == "When");
  CHECK(bench.by(Role::textbox, "What to do").value() == "Chase");
  bench.by(Role::textbox, "When").type("+3").press({Key::enter});
  bench.harness->settle();
  CHECK_FALSE(bench.by(Role::dialog, "Next step: Large").exists());
  const Activity& next = bench.app.document().table<Activity>().rows().back();
  CHECK(next.title == "Chase");
  CHECK(next.due.date == plus_working_days(bench.app.today(), 3));
  CHECK(bench.harness->focused().name().starts_with("Call: Ask"));
}

TEST_CASE("Enter on a deal without a step opens the line that plans one, and it leaves the group") {
  Day bench;
  bench.deal(0, "Acme", 500);
  bench.open();
  bench.line("Plan the next step").focus();
  bench.harness->press({Key::enter});
  bench.harness->settle();
  REQUIRE(bench.harness->focused().name() == "What to do");
  bench.by(Role::textbox, "What to do").type("Meet the director");
  bench.button("Meeting").click();
  bench.by(Role::textbox, "When").type("+30").press({Key::enter});
  bench.harness->settle();
  REQUIRE(bench.app.document().table<Activity>().size() == 1);
  CHECK(bench.app.document().table<Activity>().rows()[0].kind == ActivityKind::meeting);
  CHECK(bench.harness->tree_text().find("Nothing to do today") != std::string::npos);
}

TEST_CASE("the arrows go from line to line over the headings, both ways, and stop at the ends") {
  Day bench;
  const Id<Deal> deal = bench.deal(0, "Acme", 100);
  bench.step(deal, -1, "Late");
  bench.step(deal, 0, "Now");
  bench.step(deal, 3, "Soon");
  bench.open();
  bench.line("Call: Late").focus();
  const auto press = [&](Key key) {
    bench.harness->press({key});
    bench.harness->settle();
    const std::string name = bench.harness->focused().name();
    return name.substr(0, name.find(','));
  };
  CHECK(press(Key::up) == "Call: Late");
  CHECK(press(Key::down) == "Call: Now");
  CHECK(press(Key::down) == "Call: Soon");
  CHECK(press(Key::down) == "Call: Soon");
  CHECK(press(Key::up) == "Call: Now");
  CHECK(press(Key::up) == "Call: Late");
  CHECK(press(Key::end) == "Call: Soon");
  CHECK(press(Key::home) == "Call: Late");
}

TEST_CASE("C calls, and a line without a number calls nobody") {
  Day bench;
  const Id<Deal> with = bench.deal(0, "With", 900), without = bench.deal(0, "Without", 5);
  bench.run(LinkNames{.deal = with, .what = LinkNames::What::contacts, .names = {"Anna"}});
  bench.run(set_field(bench[with].contacts[0], &Contact::phones, TextList{"+1 (202) 555-01-22"}));
  bench.step(with, -1, "Ask");
  bench.step(without, -1, "Wave");
  bench.open();
  bench.line("Call: Wave").focus();
  bench.harness->press({letter('C')});
  CHECK(bench.harness->host().opened.empty());
  bench.line("Call: Ask").focus();
  bench.harness->press({letter('C')});
  CHECK(bench.harness->host().opened == "tel:+12025550122");
  bench.harness->host().opened.clear();
  // The sign at its end, by mouse.
  const ui::Rect row = bench.line("Call: Ask").rect();
  const ui::Vec2 sign = {row.right() - 16, row.center().y};
  bench.harness->move(sign);
  bench.harness->down(sign);
  bench.harness->up(sign);
  CHECK_FALSE(bench.by(Role::dialog, "Next step: With").exists());
  CHECK(bench.harness->host().opened == "tel:+12025550122");
}

TEST_CASE("what fell due between the last visit and today is a group of its own") {
  Day bench;
  const Id<Deal> deal = bench.deal(0, "Acme", 100);
  bench.step(deal, 2, "While away");
  bench.open();
  CHECK(bench.lines() == Lines{"-- The next seven days", "Call: While away"});
  bench.step(deal, -3, "Old");
  bench.clock.now += 4 * day_ms;
  bench.harness->frame();
  bench.harness->settle();
  const Lines expected = {"-- Came due while you were away", "Call: While away", "-- Overdue", "Call: Old"};
  CHECK(bench.lines() == expected);
  // Also after the page was loaded again on that day.
  const Preferences kept = preferences_from(text_of(bench.app.preferences()));
  CHECK(kept.last_day == bench.app.today());
  CHECK(kept.day_before == Date{bench.app.today().days - 4});
}

TEST_CASE("what is still to be done for a won deal is listed, and no money is at risk there") {
  Day bench;
  const Id<Deal> won = bench.deal(0, "Won", 90'000), open = bench.deal(0, "Open", 100);
  bench.step(won, -1, "Deliver");
  bench.step(open, -1, "Ask");
  bench.run(WinDeal{.deal = won});
  bench.open();
  CHECK(bench.lines() == Lines{"-- Overdue", "Call: Ask", "Call: Deliver"});
  CHECK(bench.line("Call: Deliver").name().find("at risk") == std::string::npos);
}

TEST_CASE(
    "a digit is about the line it is pressed on, not about what is due first for the deal, and moves nothing to "
    "another stage") {
  Day bench;
  const Id<Deal> acme = bench.deal(0, "Acme", 100);
  const Id<Activity> early = bench.step(acme, -3, "Early"), now = bench.step(acme, 0, "Now");
  bench.deal(1, "Stepless", 50);
  bench.open();
  bench.line("Call: Now").focus();
  bench.harness->press({static_cast<Key>('1')});
  bench.harness->settle();
  CHECK(bench.activity(now).outcome == ActivityOutcome::success);
  CHECK_FALSE(bench.activity(early).done_at);
  bench.harness->press({Key::escape});
  bench.harness->settle();
  bench.line("Plan the next step").focus();
  for (const char digit : {'1', '3', '9'}) bench.harness->press({static_cast<Key>(digit)});
  bench.line("Call: Early").hover();
  bench.harness->press({static_cast<Key>('5')});
  CHECK(bench.stage_of(acme) == bench.stages()[0]->name);
  for (const Deal& deal : bench.app.document().table<Deal>().rows())
    if (deal.title == "Stepless") CHECK(bench.stage_of(deal.id) == bench.stages()[1]->name);
}

TEST_CASE("what was typed in the popup is there again when it was closed by a click beside it") {
  Day bench;
  bench.deal(0, "Acme", 100);
  bench.card("Acme").focus();
  bench.harness->press({letter('N')});
  bench.harness->settle();
  bench.by(Role::textbox, "What to do").type("Ask about the budget");
  const ui::Vec2 beside = {1200, 700};
  bench.harness->move(beside);
  bench.harness->down(beside);
  bench.harness->up(beside);
  bench.harness->settle();
  REQUIRE_FALSE(bench.by(Role::dialog, "Next step: Acme").exists());
  bench.card("Acme").focus();
  bench.harness->press({letter('N')});
  bench.harness->settle();
  CHECK(bench.by(Role::textbox, "What to do").value() == "Ask about the budget");
}

TEST_CASE("the popup of the next step rests on a low screen, too, and all of it can be reached") {
  Day bench({.width = 800, .height = 260, .scale = 1});
  const Id<Deal> acme = bench.deal(0, "Acme", 100);
  bench.step(acme, 0, "Ask");
  bench.card("Acme").focus();
  bench.harness->press({letter('N')});
  bench.harness->settle();  // fails where frames are asked for without end
  bench.harness->press({static_cast<Key>('1')});
  bench.harness->settle();
  bench.button("Add").focus();
  bench.harness->settle();
  const ui::Rect add = bench.button("Add").rect();
  CHECK(add.y >= 0);
  CHECK(add.bottom() <= 260);
}

TEST_CASE("a day beyond the year 9999 is refused, for no file could be read back") {
  Day bench;
  const Id<Deal> acme = bench.deal(0, "Acme", 100);
  const Id<Activity> ask = bench.step(acme, 0, "Ask");
  const Date last = *date_from_iso("9999-12-31");
  bench.run(set_field(ask, &Activity::due, Due{.date = last}));
  bench.run(set_field(ask, &Activity::due, Due{.date = Date{last.days + 7}}));
  CHECK(bench.activity(ask).due.date == last);
}

TEST_CASE("the popup over a card puts a step off by a working day and by a week, and does it") {
  Day bench;
  const Id<Deal> acme = bench.deal(0, "Acme", 100);
  const Id<Activity> ask = bench.step(acme, -2, "Ask");
  bench.card("Acme").focus();
  bench.harness->press({letter('N')});
  bench.harness->settle();
  REQUIRE(bench.by(Role::dialog, "Next step: Acme").exists());
  CHECK(bench.harness->focused().name() == "Done");
  bench.button("+1 d").click();
  CHECK(bench.activity(ask).due.date == plus_working_days(bench.app.today(), 1));
  bench.button("+1 w").click();
  CHECK(bench.activity(ask).due.date == plus_working_days({plus_working_days(bench.app.today(), 1).days + 7}, 0));
  bench.harness->press({static_cast<Key>('1')});
  bench.harness->settle();
  CHECK(bench.activity(ask).outcome == ActivityOutcome::success);
  CHECK(bench.by(Role::textbox, "What to do").value() == "Send an offer");
  bench.harness->press({Key::escape});
  bench.harness->settle();
  CHECK_FALSE(bench.by(Role::dialog, "Next step: Acme").exists());
  CHECK(bench.harness->focused().name().starts_with("Acme"));
}

TEST_CASE(
    "where one's own steps say that nothing follows the popup says so and stays, and something can be planned all the "
    "same") {
  Day bench;
  const Id<Deal> acme = bench.deal(0, "Acme", 100);
  const Id<Activity> ask = bench.step(acme, 0, "Ask");
  bench.run(AddRecord{FollowUp{.after_title = "ASK", .ends = true}});
  bench.card("Acme").focus();
  bench.harness->press({letter('N')});
  bench.harness->settle();
  bench.harness->press({static_cast<Key>('1')});
  bench.harness->settle();
  CHECK(bench.activity(ask).outcome == ActivityOutcome::success);
  REQUIRE(bench.by(Role::dialog, "Next step: Acme").exists());
  CHECK(bench.harness->tree_text().find("By your own steps nothing follows.") != std::string::npos);
  CHECK_FALSE(bench.by(Role::textbox, "What to do").exists());
  CHECK(bench.harness->focused().name() == "Add activity");
  // Nobody answered after all: that is tried again.
  bench.harness->press({static_cast<Key>('2')});
  bench.harness->settle();
  CHECK(bench.by(Role::textbox, "What to do").value() == "Ask");
  CHECK(bench.harness->focused().name() == "When");
  // And back: the popup stays.
  bench.button("Talked").click();
  bench.harness->settle();
  REQUIRE(bench.by(Role::dialog, "Next step: Acme").exists());
  bench.by(Role::dialog, "Next step: Acme").within(Role::button, "Add activity").click();
  bench.harness->settle();
  CHECK(bench.harness->focused().name() == "What to do");
  bench.by(Role::textbox, "What to do").type("Greet").press({Key::enter});
  bench.harness->settle();
  CHECK_FALSE(bench.by(Role::dialog, "Next step: Acme").exists());
  CHECK(bench.app.document().table<Activity>().rows().back().title == "Greet");
}

TEST_CASE("a step that is put off behind another one stays the one the popup is about") {
  Day bench;
  const Id<Deal> acme = bench.deal(0, "Acme", 100);
  const Id<Activity> first = bench.step(acme, 0, "First"), second = bench.step(acme, 1, "Second");
  const Date day_of_second = *bench.activity(second).due.date;
  bench.card("Acme").focus();
  bench.harness->press({letter('N')});
  bench.harness->settle();
  for (int i = 0; i < 3; ++i) bench.button("+1 w").click();
  CHECK(bench.activity(second).due.date == day_of_second);
  CHECK(bench.activity(first).due.date > Date{bench.app.today().days + 20});
  bench.by(Role::textbox, "Another day").type("+40").press({Key::enter});
  CHECK(bench.activity(second).due.date == day_of_second);
  CHECK(bench.activity(first).due.date == plus_working_days(bench.app.today(), 40));
}

TEST_CASE("on a narrow phone the line that plans has its buttons whole, in Russian too") {
  ShellBench bench({.width = 720, .height = 1480, .scale = 2}, Language::ru);
  bench.begun();
  bench.deal(0, "Acme", 100);
  bench.harness->ui().coarse_pointer = true;
  bench.shell.on_route("#/today");
  bench.harness->settle();
  bench.by(Role::list_item, bench.harness->ui().tr(TextKey::today_plan)).activate();
  bench.harness->settle();
  for (const TextKey key : {TextKey::activity_save, TextKey::activity_cancel}) {
    const ui::Rect button = bench.button(bench.harness->ui().tr(key)).rect();
    CHECK(button.w >= bench.harness->ui().dp(ui::size::touch));
    CHECK(button.right() <= 720);
  }
}

TEST_CASE("what was done is told above the popup where it would cover what comes next") {
  Day bench({.width = 800, .height = 420, .scale = 1});
  const Id<Deal> acme = bench.deal(0, "Acme", 100);
  bench.step(acme, 0, "Ask");
  bench.card("Acme").focus();
  bench.harness->press({letter('N')});
  bench.harness->settle();
  bench.button("Done").click();
  bench.harness->settle();
  const ui::Rect add = bench.button("Add").rect(), undo = bench.button("Undo").rect();
  CHECK((undo.bottom() <= add.y || undo.y >= add.bottom()));
}

TEST_CASE("a click on the mark of a card opens its next step, a click beside it the deal") {
  Day bench;
  const Id<Deal> acme = bench.deal(0, "Acme", 100);
  bench.step(acme, 0, "Ask");
  const ui::Rect card = bench.card("Acme").rect();
  const ui::Vec2 mark = {card.right() - 18, card.bottom() - 20};
  bench.harness->move(mark);
  bench.harness->down(mark);
  bench.harness->up(mark);
  bench.harness->settle();
  CHECK(bench.by(Role::dialog, "Next step: Acme").exists());
  CHECK(bench.shell.route().path == "board");
  bench.harness->press({Key::escape});
  bench.harness->settle();
  bench.card("Acme").click();
  CHECK(bench.shell.route().path == "deal");
}

TEST_CASE("a finished step of a series leaves no line to plan, for the next one is there") {
  Day bench;
  const Id<Deal> acme = bench.deal(0, "Acme", 100);
  const Id<Activity> weekly = bench.step(acme, 0, "Weekly");
  bench.run(set_field(weekly, &Activity::repeat, Repeat::weekly));
  bench.card("Acme").focus();
  bench.harness->press({letter('N')});
  bench.harness->settle();
  bench.button("Done").click();
  bench.harness->settle();
  CHECK_FALSE(bench.by(Role::textbox, "What to do").exists());
  REQUIRE(bench.app.document().table<Activity>().size() == 2);
  CHECK(bench.app.document().table<Activity>().rows()[1].due.date == Date{bench.app.today().days + 7});
  bench.send(Undo{});
  bench.harness->settle();
  CHECK_FALSE(bench.activity(weekly).done_at);
  CHECK(bench.app.document().table<Activity>().rows()[1].deleted);
}
