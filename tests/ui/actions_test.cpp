// The table of actions, and its keys on the card under the mouse or with the focus.
#include "ui/actions.hpp"

#include <set>

#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::ActionId;
using ui::Key;
using ui::letter;
using ui::Mods;
using ui::Role;
using Titles = std::vector<std::string>;

namespace {

struct Keys : ShellBench {
  Keys() {
    begun();
    globex = deal(0, "Globex");
    acme = deal(0, "Acme", 1200);
  }
  void press(ui::Chord chord) { harness->press(chord); }
  Id<Deal> acme = {}, globex = {};
};

}  // namespace

TEST_CASE("every action has its own name, words, and keys that no other of its kind has at the same time") {
  // The columns are stages or months: a card goes to the one beside by the same keys.
  const auto in_turn = [](const ui::Action& action) {
    return action.name == "earlier_month" || action.name == "later_month";
  };
  ShellBench bench;
  bench.begun();
  std::set<std::string_view> names;
  for (const ui::Action& action : ui::all_actions()) {
    CAPTURE(action.name);
    CHECK(names.insert(action.name).second);
    CHECK(action.name.find_first_of(";,=/") == std::string_view::npos);  // it is kept in a setting
    CHECK(bench.harness->ui().tr(action.title) != "");
    CHECK(ui::action_named(action.name) == static_cast<ActionId>(&action - ui::all_actions().data()));
    for (const ui::Action& other : ui::all_actions())
      for (const ui::Chord chord : action.chords)
        for (const ui::Chord taken : other.chords)
          if (&other != &action && chord == taken && chord.key != Key::none && !in_turn(action) && !in_turn(other))
            CHECK(action.acts_on != other.acts_on);
  }
}

TEST_CASE("keys are written as the keyboard has them") {
  ShellBench bench;
  CHECK(ui::keys_of(bench.harness->ui(), ActionId::redo) == "Ctrl+Shift+Z");
  CHECK(ui::keys_of(bench.harness->ui(), ActionId::next_stage) == "Ctrl+→");
  CHECK(ui::keys_of(bench.harness->ui(), ActionId::to_stage, 2) == "3");
  CHECK(ui::keys_of(bench.harness->ui(), ActionId::to_stage, 9).empty());
  bench.harness->ui().mac = true;
  CHECK(ui::keys_of(bench.harness->ui(), ActionId::redo) == "⇧⌘Z");
  CHECK(ui::keys_of(bench.harness->ui(), ActionId::history) == "⌥⌘Z");
}

TEST_CASE("letters act on the card under the mouse, without a click") {
  Keys bench;
  bench.card("Globex").hover();
  bench.press({letter('W')});
  CHECK(bench[bench.globex].status == DealStatus::won);
  CHECK(bench[bench.acme].status == DealStatus::open);
}

TEST_CASE("of mouse and focus the one that came last says which card is meant") {
  Keys bench;
  bench.card("Globex").hover();
  bench.card("Acme").focus();
  bench.press({letter('3')});
  CHECK(bench.stage_of(bench.acme) == "Presentation");
  bench.card("Globex").hover();
  bench.press({letter('2')});
  CHECK(bench.stage_of(bench.globex) == "Qualification");
}

TEST_CASE("a title is typed anew in the card: Enter keeps it, Esc does not, and it is one undo step") {
  Keys bench;
  bench.card("Acme").focus();
  bench.press({letter('T')});
  REQUIRE(bench.harness->focused().name() == "New title");
  bench.by(Role::textbox, "New title").type("Acme Ltd").press({Key::enter});
  CHECK(bench[bench.acme].title == "Acme Ltd");
  CHECK(bench.harness->focused().name().starts_with("Acme Ltd"));
  bench.press({Key::f2});
  bench.by(Role::textbox, "New title").type("Wrong").press({Key::escape});
  CHECK(bench[bench.acme].title == "Acme Ltd");
  CHECK_FALSE(bench.by(Role::textbox, "New title").exists());
  bench.press({letter('Z')});
  CHECK(bench[bench.acme].title == "Acme");
}

TEST_CASE("A puts a deal into the archive, X asks why it was lost, N opens its next step") {
  Keys bench;
  bench.card("Acme").focus();
  bench.press({letter('X')});
  CHECK(bench.by(Role::dialog, "Why was the deal lost?").exists());
  bench.press({Key::escape});
  bench.card("Acme").focus();
  bench.press({letter('A')});
  CHECK(bench[bench.acme].archived);
  CHECK(bench.titles(0) == Titles{"Globex"});
  bench.press({letter('Z'), Mods::ctrl});
  CHECK_FALSE(bench[bench.acme].archived);
  bench.card("Acme").focus();
  bench.press({letter('N')});
  CHECK(bench.shell.route().path == "board");
  CHECK(bench.by(Role::dialog, "Next step: Acme").exists());
  CHECK(bench.app.document().table<Deal>().size() == 2);
}

TEST_CASE("a copied card is a table row outside and a new deal here; a cut one moves") {
  Keys bench;
  bench.card("Acme").focus();
  bench.press({letter('C'), Mods::ctrl});
  CHECK(bench.harness->host().copied == "Acme\t" + bench.harness->ui().locale.money(*bench[bench.acme].amount) + "\t");
  bench.harness->move(bench.column(1).rect().center());
  bench.press({letter('V'), Mods::ctrl});
  CHECK(bench.titles(1) == Titles{"Acme (copy)"});
  CHECK(bench.titles(0) == Titles{"Acme", "Globex"});
  bench.card("Globex").focus();
  bench.press({letter('X'), Mods::ctrl});
  bench.harness->move(bench.column(2).rect().center());
  bench.press({letter('V'), Mods::ctrl});
  CHECK(bench.stage_of(bench.globex) == "Presentation");
  bench.press({letter('V'), Mods::ctrl});  // once
  CHECK(bench.app.document().table<Deal>().size() == 3);
}

TEST_CASE("letters typed into a field do nothing to cards") {
  Keys bench;
  bench.card("Acme").hover();
  bench.by(Role::search, "Search deals").focus();
  bench.by(Role::search, "Search deals").press({letter('W')});
  CHECK(bench[bench.acme].status == DealStatus::open);
}

TEST_CASE("the second Ctrl+F within a second is the browser's, later ones are ours again") {
  Keys bench;
  ui::Ui& ui = bench.harness->ui();
  const ui::KeyInput find = {.chord = {letter('F'), Mods::ctrl}};
  CHECK(ui.wants_key(find));
  bench.press(find.chord);
  CHECK(bench.harness->focused().name() == "Search deals");
  CHECK_FALSE(ui.wants_key({.chord = find.chord, .focus = ui.focused(), .in_text = true}));
  CHECK(ui.wants_key({.chord = find.chord, .focus = ui.focused(), .in_text = true, .repeat = true}));  // held down
  bench.harness->wait(1.2);
  CHECK(ui.wants_key({.chord = find.chord, .focus = ui.focused(), .in_text = true}));
  CHECK_FALSE(ui.wants_key({.chord = {Key::f3}}));
}

TEST_CASE("the sheet of shortcuts says every key there is, and Esc gives the focus back") {
  Keys bench;
  bench.card("Acme").focus();
  bench.press({Key::question});
  REQUIRE(bench.by(Role::dialog, "Keyboard shortcuts").exists());
  const std::string tree = bench.harness->tree_text();
  for (const ui::Action& action : ui::all_actions()) {
    if (action.chords[0].key == Key::none || action.chords[0] == ui::Chord{letter('1')}) continue;
    CAPTURE(action.name);
    CHECK(tree.find(bench.harness->ui().tr(action.title) + ": " +
                    ui::chord_text(bench.harness->ui(), action.chords[0])) != std::string::npos);
  }
  CHECK(bench.harness->complaints().empty());
  bench.press({Key::escape});
  CHECK_FALSE(bench.by(Role::dialog, "Keyboard shortcuts").exists());
  CHECK(bench.harness->focused().name().starts_with("Acme"));
}
