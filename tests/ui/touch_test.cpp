// The window in the hand: columns turned like pages, cards carried over the edge, everything big enough for a finger.
#include <algorithm>
#include <iterator>
#include <utility>

#include "tests/ui/finger.hpp"
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::PointerPhase;
using ui::Role;

namespace {

struct PhoneBench : ShellBench {
  explicit PhoneBench(Language language = Language::en)
      : ShellBench({.width = 390, .height = 844, .scale = 1}, language) {
    harness->ui().coarse_pointer = true;
    begun();
  }
  void touch(PointerPhase phase, ui::Vec2 at) { harness->touch(phase, at); }
  // From a point, in steps, with or without a rest before the finger leaves.
  void swipe(ui::Vec2 from, ui::Vec2 to, bool rest = false) {
    auto& input = harness->input().pointers;
    const auto put = [&](PointerPhase phase, float share, double time) {
      input.push_back({.kind = ui::PointerKind::touch,
                       .phase = phase,
                       .id = 1,
                       .at = {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share},
                       .time = time});
    };
    const double begin = harness->ui().now;
    put(PointerPhase::down, 0, begin);
    for (int i = 1; i <= 10; ++i) put(PointerPhase::move, static_cast<float>(i) / 10, begin + 0.016 * i);
    put(PointerPhase::up, 1, begin + 0.165 + (rest ? 0.2 : 0));
    harness->settle();
  }
  std::string stage_name(std::size_t index) const { return stages()[index]->name; }
  std::string shown() { return by(Role::button, "Column ").name(); }
  bool in_sight(std::size_t stage) {
    const ui::Rect rect = by(Role::heading, stage_name(stage)).rect();
    return rect.x >= 0 && rect.x < 60;
  }
};

}  // namespace

TEST_CASE("whatever can be pressed on a phone is as big as a finger needs, on every page and in what opens over it") {
  PhoneBench bench(Language::ru);
  std::vector<std::string> small;
  const auto look = [&](const std::string& place) {
    std::ranges::move(too_small_for_a_finger(bench.harness->ui(), place), std::back_inserter(small));
  };
  const auto go = [&](std::string_view route) {
    bench.shell.on_route(route);
    bench.harness->settle();
  };
  const auto tr = [&](TextKey key) { return bench.harness->ui().tr(key); };
  const auto close = [&] { bench.harness->press({ui::Key::escape}); };
  Deal acme = {.title = "Acme", .position = {.stage = bench.stages()[0]->id}};
  acme.next_step = "Call";
  bench.run(CreateDeal{.deal = acme});
  const Id<Deal> deal = {bench.app.last_created()};
  bench.deal(1, "Globex", 300);
  look("board");
  bench.by(Role::list_item, "Acme").right_click();
  REQUIRE(bench.harness->count(Role::menu_item) > 5);
  look("card menu");
  close();
  bench.button(bench.harness->ui().tr(TextKey::board_add_to, {{"stage", bench.stage_name(0)}})).tap();
  REQUIRE_MESSAGE(bench.harness->count(Role::textbox) == 2, bench.harness->tree_text());
  look("quick add");
  close();
  bench.button(tr(TextKey::shell_search_open)).tap();
  REQUIRE(bench.harness->count(Role::search) == 1);
  look("search");
  close();
  close();
  bench.harness->by_id(bench.harness->ui().id("filters")).tap();
  REQUIRE(bench.harness->count(Role::menu_item) > 3);
  look("filter menu");
  close();
  go("#/board?f=title~a;(amount>1|amount<9)");
  bench.harness->by_id(bench.harness->ui().id("filters")).tap();
  bench.by(Role::menu_item, tr(TextKey::filter_set_up)).tap();
  REQUIRE(bench.by(Role::region, tr(TextKey::filter_title)).exists());
  look("filter editor");
  close();
  go("#/board");
  bench.harness->press({ui::letter('Z'), ui::Mods::ctrl | ui::Mods::alt});
  REQUIRE(bench.harness->count(Role::dialog) == 1);
  look("history");
  close();
  bench.harness->press({ui::letter('K'), ui::Mods::ctrl});
  REQUIRE(bench.harness->count(Role::dialog) == 1);
  look("palette");
  close();
  const auto dialog = [&](std::string_view name, auto open) {
    open();
    bench.harness->settle();
    REQUIRE_MESSAGE(bench.harness->count(Role::dialog) == 1, name);
    look(std::string(name));
    close();
    REQUIRE_MESSAGE(bench.harness->count(Role::dialog) == 0, name);
  };
  const auto press = [&](TextKey key) { return [&bench, name = tr(key)] { bench.button(name).activate(); }; };
  for (const char* file :
       {"Name;Stage;Amount\nGranit;Negotiation;1000\nVector;Won;2000\n", "{\"format\":\"voronka\",\"version\":"}) {
    dialog(file, [&] {
      bench.jobs.files[1] = file;
      bench.app.inbox().push(
          FileArrived{.ticket = 0, .file = 1, .name = "deals.csv", .size_bytes = std::string_view(file).size()});
      for (int i = 0; i < 4; ++i) bench.harness->settle();
    });
  }
  go("#/deal/" + voronka::text_of(deal.raw));
  look("deal");
  bench.button(tr(TextKey::lose_confirm)).activate();
  REQUIRE(bench.harness->count(Role::radio) > 0);
  look("lose");
  close();
  dialog("offer without a template", press(TextKey::action_offer));
  bench.run(AddRecord{FollowUp{.after_kind = "call", .next_title = "Ask"}});
  bench.run(AddRecord{TextTemplate{.name = "Plain", .kind = TemplateKind::offer, .text = "x"}});
  dialog("offer", press(TextKey::action_offer));
  Activity ask = {.deal = deal, .kind = ActivityKind::call, .title = "Ask"};
  ask.due.date = bench.app.today();
  bench.run(AddRecord{.record = ask});
  look("deal with a step");
  bench.button(tr(TextKey::activity_done)).tap();
  bench.harness->settle();
  look("deal after its step");
  bench.send(Undo{});
  go("#/today");
  REQUIRE(bench.harness->count(Role::list_item) == 2);
  look("today");
  dialog("next step", [&] { bench.harness->by(Role::list_item, "Ask").tap(); });
  dialog("after a step", [&] {
    bench.harness->by(Role::list_item, "Ask").tap();
    bench.harness->settle();
    bench.button(tr(TextKey::activity_done)).tap();
  });
  go("#/table");
  look("table");
  // One of each thing that a section has rows for.
  bench.run(AddRecord{CustomField{.name = "Area", .kind = CustomKind::choice, .choices = {"Large", "Small"}}});
  bench.run(AddRecord{Product{.name = "Cable", .vat_percent = 20, .comment = "thick\nand long"}});
  bench.run(KeepAsTemplate{.deal = deal, .name = "Usual"});
  bench.run(set_field(deal, &Deal::extra, ExtraFields{{"City", "Tula"}}));
  const auto named = [&](TextKey key, std::string name) {
    return bench.harness->ui().tr(key, {{"name", std::move(name)}});
  };
  const std::pair<TextKey, std::string> unfolds[] = {
      {TextKey::settings_section_fields, named(TextKey::custom_details, "Area")},
      {TextKey::settings_section_catalog, named(TextKey::catalog_edit, "Cable")},
      {TextKey::settings_section_templates, named(TextKey::template_show, "Plain")}};
  go("#/settings");
  const auto sections = [&] { return bench.by(Role::combobox, tr(TextKey::settings_sections)); };
  sections().tap();
  look("sections");
  const auto count = static_cast<int>(bench.harness->count(Role::option));
  REQUIRE(count == 13);
  close();
  for (int i = 0; i < count; ++i) {
    look("settings, " + sections().value());
    for (const auto& [section, button] : unfolds) {
      if (sections().value() != tr(section)) continue;
      bench.button(button).activate();
      REQUIRE(bench.button(button).has(ui::node_flag::expanded));
      look("settings, unfolded: " + sections().value());
    }
    if (sections().value() == tr(TextKey::settings_section_data)) {
      dialog("where the data is", press(TextKey::health_title));
      dialog("send", press(TextKey::device_send));
      dialog("export", press(TextKey::export_options));
      dialog("trash", press(TextKey::trash_open));
    }
    sections().press({ui::Key::down});
    bench.harness->press({ui::Key::down});
    bench.harness->press({ui::Key::enter});
  }
  CHECK(sections().value() == tr(TextKey::settings_section_pipelines));  // all were seen
  CHECK(small == std::vector<std::string>{});
  for (const std::string& one : small) MESSAGE(one);
}

TEST_CASE("a swipe turns the board by one column, however far the finger went") {
  PhoneBench bench;
  CHECK(bench.shown() == "Column 1 of 7: " + bench.stage_name(0));
  bench.swipe({350, 400}, {40, 400});
  CHECK(bench.shown() == "Column 2 of 7: " + bench.stage_name(1));
  CHECK(bench.in_sight(1));
  bench.swipe({40, 400}, {350, 400});
  CHECK(bench.shown() == "Column 1 of 7: " + bench.stage_name(0));
  CHECK(bench.in_sight(0));
}

TEST_CASE("what a first visit offers is as big as a finger needs") {
  ShellBench bench({.width = 390, .height = 844, .scale = 1});
  bench.harness->ui().coarse_pointer = true;
  bench.harness->settle();
  CHECK(too_small_for_a_finger(bench.harness->ui(), "first run") == std::vector<std::string>{});
}

TEST_CASE("a panel is pulled down by its head and is away; pulled a little it comes back; its fields scroll as ever") {
  PhoneBench bench;
  const Id<Deal> deal = bench.deal(0, "Acme");
  const auto open = [&] {
    bench.shell.on_route("#/deal/" + voronka::text_of(deal.raw));
    bench.harness->settle();
    REQUIRE(bench.by(Role::region, "Acme").exists());
  };
  const auto is_open = [&] { return bench.shell.route().path == "deal"; };
  open();
  bench.swipe({150, 40}, {150, 140}, true);
  CHECK(is_open());
  CHECK(bench.by(Role::region, "Acme").rect().y == 0);
  bench.swipe({150, 40}, {150, 600}, true);
  CHECK_FALSE(is_open());
  open();
  CHECK(bench.by(Role::region, "Acme").rect().y == 0);
  bench.swipe({150, 40}, {150, 140});  // thrown
  CHECK_FALSE(is_open());
  open();
  const float before = bench.by(Role::textbox, "Title").rect().y;
  bench.swipe({150, 600}, {150, 300}, true);
  CHECK(is_open());
  CHECK(bench.by(Role::textbox, "Title").rect().y < before);
  bench.harness->wheel({150, 30}, 900);
  CHECK(is_open());
}

TEST_CASE("a short swipe that comes to rest goes back, a short flick goes on") {
  PhoneBench bench;
  bench.swipe({300, 400}, {220, 400}, true);
  CHECK(bench.in_sight(0));
  bench.swipe({300, 400}, {220, 400});
  CHECK(bench.in_sight(1));
}

TEST_CASE("with reduced motion the column is there at once") {
  PhoneBench bench;
  bench.harness->ui().reduced_motion = true;
  bench.swipe({300, 400}, {100, 400});
  CHECK(bench.in_sight(1));
  CHECK_FALSE(bench.harness->ui().scroll(bench.harness->ui().id("columns")).target.has_value());
}

TEST_CASE("a swipe taken away by the browser leaves no column half shown") {
  PhoneBench bench;
  bench.touch(PointerPhase::down, {300, 400});
  bench.touch(PointerPhase::move, {240, 400});
  bench.touch(PointerPhase::move, {200, 400});
  bench.touch(PointerPhase::cancel, {0, 0});
  CHECK(bench.in_sight(0));
}

TEST_CASE("the strip under the columns goes on, back, and to any stage by its name") {
  PhoneBench bench;
  bench.button("Next column").tap();
  CHECK(bench.in_sight(1));
  bench.button("Previous column").tap();
  CHECK(bench.in_sight(0));
  CHECK(bench.button("Previous column").has(ui::node_flag::disabled));
  bench.button("Column 1 of 7").tap();
  bench.by(Role::menu_item, bench.stage_name(4)).tap();
  CHECK(bench.shown() == "Column 5 of 7: " + bench.stage_name(4));
  CHECK(bench.harness->complaints().empty());
}

TEST_CASE("a menu comes from below, as wide as the phone, whatever it is about") {
  PhoneBench bench;
  bench.deal(0, "Acme");
  const ui::Vec2 at = bench.card("Acme").rect().center();
  bench.touch(PointerPhase::down, at);
  bench.harness->wait(0.5);
  bench.touch(PointerPhase::up, at);
  const ui::Rect menu = bench.by(Role::menu, "Actions on the deal").rect();
  CHECK(menu.w == 374);
  CHECK(menu.bottom() == 836);
  bench.touch(PointerPhase::down, {200, 100});
  bench.touch(PointerPhase::up, {200, 100});
  CHECK(bench.harness->count(Role::menu) == 0);  // beside it: only closes
  CHECK(bench.shell.route().path == "board");
}

TEST_CASE("arrows walk cards over to columns that were not in sight") {
  PhoneBench bench;
  bench.deal(0, "Acme");
  bench.deal(1, "Globex");
  bench.card("Acme").press({ui::Key::right});
  CHECK(bench.harness->focused().name().starts_with("Globex"));
  CHECK(bench.in_sight(1));
}

TEST_CASE("a card held at the edge turns the board by one column, after a while, and lands there") {
  PhoneBench bench;
  const Id<Deal> acme = bench.deal(0, "Acme");
  const ui::Vec2 at = bench.card("Acme").rect().center();
  bench.touch(PointerPhase::down, at);
  bench.harness->wait(0.4);
  bench.touch(PointerPhase::move, {300, 400});
  bench.touch(PointerPhase::move, {380, 400});
  CHECK(bench.in_sight(0));
  bench.harness->wait(0.3);
  CHECK(bench.in_sight(0));
  bench.harness->wait(0.3);
  CHECK(bench.in_sight(1));  // and not the one after it
  bench.touch(PointerPhase::move, {200, 400});
  bench.harness->wait(2);
  CHECK(bench.in_sight(1));
  bench.touch(PointerPhase::up, {200, 400});
  CHECK(bench.stage_of(acme) == bench.stage_name(1));
  CHECK(bench.in_sight(1));
}

TEST_CASE("a card lifted near the edge turns nothing before it is carried there") {
  PhoneBench bench;
  bench.deal(0, "Acme");
  bench.button("Next column").tap();
  bench.deal(1, "Globex");
  const ui::Rect card = bench.card("Globex").rect();
  bench.touch(PointerPhase::down, {card.x + 4, card.center().y});
  bench.harness->wait(3);
  CHECK(bench.in_sight(1));
  bench.touch(PointerPhase::cancel, {0, 0});
}

TEST_CASE("the hand feels a card being lifted once, and nothing else") {
  PhoneBench bench;
  bench.deal(0, "Acme");
  const ui::Vec2 at = bench.card("Acme").rect().center();
  bench.card("Acme").tap();
  CHECK(bench.harness->host().haptics == 0);
  bench.harness->ui().request_frame();
  bench.shell.on_route("#/board");
  bench.harness->settle();
  bench.touch(PointerPhase::down, at);
  bench.harness->wait(0.5);
  bench.touch(PointerPhase::move, {at.x + 30, at.y + 30});
  CHECK(bench.harness->host().haptics == 1);
  bench.touch(PointerPhase::up, {at.x + 30, at.y + 30});
  CHECK(bench.harness->host().haptics == 1);
}

TEST_CASE("a second finger leaves a carried card in the hand, and ends a swipe on a column") {
  PhoneBench bench;
  const Id<Deal> acme = bench.deal(0, "Acme");
  const ui::Vec2 at = bench.card("Acme").rect().center();
  const auto second = [&](PointerPhase phase, ui::Vec2 where) {
    bench.harness->input().pointers.push_back({.kind = ui::PointerKind::touch, .phase = phase, .id = 2, .at = where});
    bench.harness->settle();
  };
  bench.touch(PointerPhase::down, at);
  bench.harness->wait(0.4);
  second(PointerPhase::down, {300, 700});
  CHECK(bench.harness->ui().drag);
  second(PointerPhase::up, {300, 700});
  CHECK(bench.harness->ui().drag);
  bench.touch(PointerPhase::cancel, at);
  CHECK_FALSE(bench.harness->ui().drag);
  CHECK(bench.stage_of(acme) == bench.stage_name(0));
  bench.touch(PointerPhase::down, {300, 500});
  bench.touch(PointerPhase::move, {230, 500});
  second(PointerPhase::down, {100, 500});
  CHECK(bench.in_sight(0));
}
