#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/ui_harness.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/text_field.hpp"
#include "ui/widgets.hpp"

using namespace voronka;
using namespace voronka::ui;
using test::Harness;

namespace {

constexpr Rect place = {100, 100, 160, 32};
constexpr Rect lower = {100, 200, 160, 32};

}  // namespace

TEST_CASE("a button is activated by mouse, finger, Enter, Space and assistive technology alike") {
  int count = 0;
  Harness h([&](Ui& ui) {
    if (button(ui, ui.id("save"), place, {.label = "Save"})) ++count;
  });
  auto save = h.by(Role::button, "Save");
  save.click();
  CHECK(count == 1);
  save.tap();
  CHECK(count == 2);
  save.press({Key::enter});
  save.press({Key::space});
  CHECK(count == 4);
  save.activate();
  CHECK(count == 5);
}

TEST_CASE("a press that leaves the button before it is released does nothing") {
  int count = 0;
  Harness h([&](Ui& ui) {
    if (button(ui, ui.id("save"), place, {.label = "Save"})) ++count;
  });
  h.down(place.center());
  h.up({600, 600});
  CHECK(count == 0);
}

TEST_CASE("a disabled button is there to be read, and cannot be focused or pressed") {
  int count = 0;
  Harness h([&](Ui& ui) {
    if (button(ui, ui.id("save"), place, {.label = "Save", .disabled = true})) ++count;
  });
  h.down(place.center());
  h.up(place.center());
  auto save = h.by(Role::button, "Save");
  CHECK(save.has(node_flag::disabled));
  CHECK_FALSE(save.has(node_flag::focusable));
  save.activate();
  CHECK(count == 0);
}

TEST_CASE("nothing asks for frames while nothing happens, whatever is on the screen") {
  std::string text = "x";
  ListState rows;
  Harness h([&](Ui& ui) {
    button(ui, ui.id("b"), place, {.label = "Save", .description = "Saves it"});
    text_field(ui, ui.id("t"), lower, {.label = "Name"}, text);
    toggle(ui, ui.id("s"), {100, 300, 200, 28}, "On", true);
    List list(ui, ui.id("rows"), {400, 100, 300, 200}, {.label = "Rows", .count = 500, .row_height = 36}, rows);
    for (int i = list.range().first; i < list.range().last; ++i)
      ui.interact(ui.id("row", static_cast<std::uint64_t>(i)), list.row(i), list.row_sem(i, {.name = "row"}));
    draw_messages(ui);
  });
  h.by(Role::button, "Save").hover();
  h.wait(5);
  const int before = h.frames();
  h.wait(60);
  // settle() itself draws one.
  CHECK(h.frames() - before == 1);
}

TEST_CASE("the tooltip comes after 400 ms and asks for exactly that moment") {
  Harness h([&](Ui& ui) {
    icon_button(ui, ui.id("b"), place, {.icon = "+", .label = "Add"});
    draw_messages(ui);
  });
  h.ui().reduced_motion = true;  // else the hover animation takes its own time
  h.by(Role::button, "Add").hover();
  const int quads = h.ui().fonts.canvas.data().TotalVtxCount;
  h.wait(0.3);
  CHECK(h.ui().fonts.canvas.data().TotalVtxCount == quads);
  h.wait(0.2);
  CHECK(h.ui().fonts.canvas.data().TotalVtxCount > quads);
}

// ---- text fields ----

TEST_CASE("typing changes the buffer, Enter commits, leaving commits, Esc brings the old text back") {
  std::string text = "old";
  int commits = 0;
  int cancels = 0;
  Harness h([&](Ui& ui) {
    const TextFieldResult result = text_field(ui, ui.id("name"), place, {.label = "Name"}, text);
    commits += result.committed ? 1 : 0;
    cancels += result.cancelled ? 1 : 0;
    button(ui, ui.id("other"), lower, {.label = "Other"});
  });
  auto field = h.by(Role::textbox, "Name");
  CHECK(field.value() == "old");
  field.type("new");
  CHECK(text == "new");
  CHECK(commits == 0);
  field.press({Key::enter});
  CHECK(commits == 1);
  field.type("newer");
  h.by(Role::button, "Other").focus();
  CHECK(commits == 2);
  field.type("newest").press({Key::escape});
  CHECK(text == "newer");
  CHECK(cancels == 1);
  h.by(Role::button, "Other").focus();
  CHECK(commits == 2);
}

TEST_CASE("a field left unchanged commits nothing") {
  std::string text = "old";
  int commits = 0;
  Harness h([&](Ui& ui) {
    commits += text_field(ui, ui.id("name"), place, {.label = "Name"}, text).committed ? 1 : 0;
    button(ui, ui.id("other"), lower, {.label = "Other"});
  });
  h.by(Role::textbox, "Name").focus();
  h.by(Role::button, "Other").focus();
  CHECK(commits == 0);
}

TEST_CASE("a text set by the view while the field is not focused is shown") {
  std::string text = "one";
  Harness h([&](Ui& ui) { text_field(ui, ui.id("name"), place, {.label = "Name"}, text); });
  text = "two";
  h.settle();
  CHECK(h.by(Role::textbox, "Name").value() == "two");
}

TEST_CASE("Enter stays a line break in a text of several lines; Ctrl+Enter commits") {
  std::string text;
  int commits = 0;
  Harness h([&](Ui& ui) {
    commits += text_field(ui, ui.id("note"), {100, 100, 300, 100}, {.label = "Note", .kind = TextKind::multiline}, text)
                       .committed
                   ? 1
                   : 0;
  });
  auto note = h.by(Role::textbox, "Note");
  note.type("first line");
  CHECK_FALSE(h.ui().wants_key({.chord = {Key::enter}, .focus = note.id(), .in_text = true}));
  CHECK(h.ui().wants_key({.chord = {Key::enter, Mods::ctrl}, .focus = note.id(), .in_text = true}));
  note.press({Key::enter, Mods::ctrl});
  CHECK(commits == 1);
}

TEST_CASE("a popup over a text field cuts a hole in what the browser shows of it") {
  std::string text;
  const std::array<MenuItem, 3> items = {{{.label = "One"}, {.label = "Two"}, {.label = "Three"}}};
  Harness h([&](Ui& ui) {
    text_field(ui, ui.id("name"), {100, 140, 300, 32}, {.label = "Name"}, text);
    if (button(ui, ui.id("more"), place, {.label = "More"})) open_menu(ui, ui.id("menu"), place, false);
    menu(ui, ui.id("menu"), "More", items);
  });
  CHECK(h.ui().sem.fields()[0].holes.empty());
  h.by(Role::button, "More").click();
  REQUIRE(h.ui().sem.fields()[0].holes.size() == 1);
  CHECK_FALSE(h.ui().sem.fields()[0].holes[0].empty());
}

// ---- keys ----

TEST_CASE("letters are shortcuts outside of text fields only, chords where the view says so") {
  std::string text;
  int plain = 0;
  int chord = 0;
  Harness h([&](Ui& ui) {
    if (ui.shortcut({letter('N')})) ++plain;
    if (ui.shortcut({letter('K'), Mods::ctrl}, {.in_text = true})) ++chord;
    text_field(ui, ui.id("name"), place, {.label = "Name"}, text);
  });
  h.press({letter('N')});
  h.press({letter('K'), Mods::ctrl});
  CHECK(plain == 1);
  CHECK(chord == 1);
  auto field = h.by(Role::textbox, "Name").focus();
  h.press({letter('N')});
  h.press({letter('K'), Mods::ctrl});
  CHECK(plain == 1);
  CHECK(chord == 2);
  CHECK_FALSE(h.ui().wants_key({.chord = {letter('N')}, .focus = field.id(), .in_text = true}));
  CHECK_FALSE(h.ui().wants_key({.chord = {letter('Z'), Mods::ctrl}, .focus = field.id(), .in_text = true}));
}

TEST_CASE("keys of the browser are never taken, even when a view asks") {
  Harness h([&](Ui& ui) {
    for (const char key : std::string_view("RTWLN+-0"))
      CHECK_FALSE(ui.shortcut({letter(key), Mods::ctrl}, {.in_text = true}));
    button(ui, ui.id("b"), place, {.label = "Save"});
  });
  const NodeId focus = h.by(Role::button, "Save").focus().id();
  for (const char key : std::string_view("RTWLN+-0"))
    CHECK_FALSE(h.ui().wants_key({.chord = {letter(key), Mods::ctrl}, .focus = focus}));
  CHECK_FALSE(h.ui().wants_key({.chord = {Key::tab}, .focus = focus}));
  CHECK_FALSE(h.ui().wants_key({.chord = {letter('A')}, .focus = focus}));
  CHECK(h.ui().wants_key({.chord = {Key::enter}, .focus = focus}));
}

TEST_CASE("a toolbar is one Tab stop, arrows move inside, and it remembers where one was") {
  Harness h([&](Ui& ui) {
    button(ui, ui.id("before"), {10, 10, 60, 32}, {.label = "Before"});
    {
      Composite bar(ui, ui.id("bar"), {100, 10, 300, 32}, {.label = "Tools"});
      for (std::uint64_t i = 0; i < 3; ++i)
        button(ui, ui.id("tool", i), {100 + static_cast<float>(i) * 100, 10, 90, 32},
               {.label = i == 0   ? "One"
                         : i == 1 ? "Two"
                                  : "Three"});
    }
    button(ui, ui.id("after"), {500, 10, 60, 32}, {.label = "After"});
  });
  h.by(Role::button, "Before").focus();
  h.tab();
  CHECK(h.focused().name() == "One");
  h.press({Key::right});
  CHECK(h.focused().name() == "Two");
  h.tab();
  CHECK(h.focused().name() == "After");
  h.tab(true);
  CHECK(h.focused().name() == "Two");
  h.press({Key::left});
  h.press({Key::left});
  CHECK(h.focused().name() == "Three");
}

// ---- lists ----

TEST_CASE("a list of 10,000 rows draws a screenful, and its focused row stays when scrolled away") {
  ListState state;
  int drawn = 0;
  Harness h([&](Ui& ui) {
    List list(ui, ui.id("rows"), {100, 100, 300, 360}, {.label = "Rows", .count = 10'000, .row_height = 36}, state);
    drawn = list.range().last - list.range().first;
    const auto name = [](int i) { return "row " + std::to_string(i); };
    if (const int i = list.row_out_of_sight(); i >= 0) {
      Sem sem = list.row_sem(i, {.focusable = true});
      const std::string words = name(i);
      sem.name = words;
      ui.sem.add(ui.id("row", static_cast<std::uint64_t>(i)), list.row(i), sem, false);
    }
    for (int i = list.range().first; i < list.range().last; ++i) {
      const std::string words = name(i);
      if (ui.interact(ui.id("row", static_cast<std::uint64_t>(i)), list.row(i), list.row_sem(i, {.name = words}))
              .focused)
        state.focus_row = i;
    }
    if (list.moved_to() >= 0) ui.focus(ui.id("row", static_cast<std::uint64_t>(list.moved_to())));
  });
  CHECK(drawn < 20);
  h.by(Role::list_item, "row 0").focus();
  h.press({Key::down});
  h.press({Key::down});
  CHECK(h.focused().name() == "row 2");
  h.press({Key::end});
  CHECK(h.focused().name() == "row 9999");
  CHECK(h.focused().node().position == 10'000);
  CHECK(h.focused().node().drawn);
  h.wheel({200, 200}, -100'000);
  CHECK(h.focused().name() == "row 9999");
  CHECK_FALSE(h.focused().node().drawn);
  h.press({Key::up});
  CHECK(h.focused().name() == "row 9998");
  CHECK(h.focused().node().drawn);
}

TEST_CASE("a finger scrolls a list and taps its rows, and never does both") {
  int taps = 0;
  float offset = 0;
  Harness h([&](Ui& ui) {
    const NodeId id = ui.id("area");
    ScrollArea area(ui, id, {0, 0, 400, 400});
    for (std::uint64_t i = 0; i < 50; ++i) {
      const Rect content = area.content();
      if (ui.interact(ui.id("row", i), {0, content.y + static_cast<float>(i) * 40, 400, 40},
                      {.role = Role::list_item, .name = "row"})
              .activated)
        ++taps;
    }
    area.set_content(2000);
    offset = area.offset();
  });
  h.touch(PointerPhase::down, {200, 300});
  for (float y = 290; y >= 200; y -= 10) h.touch(PointerPhase::move, {200, y});
  h.touch(PointerPhase::up, {200, 200});
  CHECK(taps == 0);
  CHECK(offset >= 80);
  h.touch(PointerPhase::down, {200, 200});
  h.touch(PointerPhase::up, {200, 200});
  CHECK(taps == 1);
}

TEST_CASE("the wheel scrolls what is under the pointer and stops at the ends") {
  float offset = 0;
  Harness h([&](Ui& ui) {
    ScrollArea area(ui, ui.id("area"), {0, 0, 400, 400});
    area.set_content(1000);
    offset = area.offset();
  });
  h.wheel({600, 600}, 100);
  CHECK(offset == 0);
  h.wheel({200, 200}, 100);
  CHECK(offset == 100);
  h.wheel({200, 200}, 5000);
  CHECK(offset == 600);
  h.wheel({200, 200}, -5000);
  CHECK(offset == 0);
}

// ---- drags ----

TEST_CASE("a drag starts after 4 pixels, tells where it was dropped, and Esc undoes it") {
  int starts = 0;
  int drops = 0;
  int cancels = 0;
  int clicks = 0;
  Vec2 dropped_at = {};
  Harness h([&](Ui& ui) {
    const NodeId id = ui.id("card");
    const Interaction it = ui.interact(id, place, {.role = Role::list_item, .name = "card"}, {.draggable = true});
    starts += it.drag_started ? 1 : 0;
    clicks += it.activated ? 1 : 0;
    if (ui.drag.source == id && ui.drag.dropped) {
      ++drops;
      dropped_at = ui.drag.at;
    }
    if (ui.drag.source == id && ui.drag.cancelled) ++cancels;
  });
  const Vec2 at = place.center();
  h.down(at);
  h.move({at.x + 3, at.y});
  CHECK(starts == 0);
  h.up({at.x + 3, at.y});
  CHECK(clicks == 1);
  h.by(Role::list_item, "card").drag_to({500, 400});
  CHECK(starts == 1);
  CHECK(drops == 1);
  CHECK(dropped_at.x == 500);
  CHECK(clicks == 1);
  h.down(at);
  h.move({at.x + 50, at.y});
  CHECK(starts == 2);
  h.press({Key::escape});
  CHECK(cancels == 1);
  h.up({at.x + 50, at.y});
  CHECK(drops == 1);
  CHECK(clicks == 1);
  CHECK_FALSE(h.ui().drag);
}

// ---- the rest ----

TEST_CASE("motion is smooth, ends exactly on its target, and does not happen when it is not wanted") {
  float value = 0;
  float target = 0;
  Harness h([&](Ui& ui) { value = ui.animate(ui.id("x"), target, 0.15F); });
  target = 1;
  h.frame();
  CHECK(value > 0);
  CHECK(value < 0.6F);
  h.settle();
  CHECK(value == 1);
  h.ui().reduced_motion = true;
  target = 0;
  h.frame();
  CHECK(value == 0);
}

TEST_CASE("links of data are only those that cannot run code") {
  for (const char* good : {"https://example.org", "http://example.org", "mailto:a@b.c", "tel:+7917", "sip:1@b",
                           "#/deal/1", "recover.html", "HTTPS://EXAMPLE.ORG"})
    CHECK(is_safe_link(good));
  for (const char* bad : {"javascript:alert(1)", "data:text/html,x", "java\nscript:alert(1)", "vbscript:x",
                          "file:///etc", "blob:x", " javascript:x", "recover.html/../x", "", "https:", "tel:"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_safe_link(bad));
  }
}

TEST_CASE("ids of a thing, of its numbered parts and of records differ, and are the same in every frame") {
  std::vector<NodeId> first;
  Harness h([&](Ui& ui) {
    std::vector<NodeId> ids = {ui.id("row"), ui.id("rows")};
    for (std::uint64_t i = 0; i < 1000; ++i) {
      ids.push_back(ui.id("row", i));
      ids.push_back(ui.id("row", RawId{.high = i, .low = 1000 - i}));
    }
    if (first.empty()) first = ids;
    CHECK(ids == first);
  });
  h.frame();
  std::sort(first.begin(), first.end());
  CHECK(std::adjacent_find(first.begin(), first.end()) == first.end());
}

TEST_CASE("everything that can be acted on has a name") {
  std::string text;
  const std::array<std::string_view, 2> items = {"A", "B"};
  bool open = true;
  Harness h([&](Ui& ui) {
    button(ui, ui.id("a"), {10, 10, 80, 32}, {.label = "Button"});
    icon_button(ui, ui.id("b"), {100, 10, 32, 32}, {.icon = "+", .label = "Icon"});
    chip(ui, ui.id("c"), {150, 10, 80, 26}, {.label = "Chip", .pressed = 1});
    segmented(ui, ui.id("d"), {250, 10, 160, 32}, {.label = "Choice", .items = items});
    toggle(ui, ui.id("e"), {10, 60, 200, 28}, "Switch", true);
    checkbox(ui, ui.id("f"), {10, 100, 200, 28}, "Check", true);
    radio(ui, ui.id("g"), {10, 130, 200, 28}, "Radio", true);
    ui::select(ui, ui.id("h"), {10, 170, 200, 32}, {.label = "Select", .items = items});
    text_field(ui, ui.id("i"), {10, 210, 200, 32}, {.label = "Field"}, text);
    link(ui, ui.id("j"), {10, 250, 200, 20}, TextStyle::body, "Link", "https://example.org");
    progress(ui, ui.id("k"), {10, 280, 200, 12}, {.label = "Progress", .share = 0.5});
    empty_state(ui, ui.id("l"), {300, 100, 400, 300},
                {.icon = "+", .title = "Empty", .sentence = "Nothing yet.", .primary = "Add", .secondary = "Import"});
    if (open) Sheet sheet(ui, ui.id("m"), {.title = "Sheet"});
    draw_messages(ui);
  });
  const std::vector<std::string> complaints = h.complaints();
  std::string all;
  for (const std::string& complaint : complaints) all += complaint + "\n";
  CHECK_MESSAGE(complaints.empty(), all);
  CHECK(h.count(Role::radio) == 3);
}

TEST_CASE("of several none of which is chosen the first is where Tab leads, and says why") {
  const std::string_view items[] = {"One", "Two", "Three"};
  int selected = -1;
  Harness h([&](ui::Ui& ui) {
    const auto chosen = segmented(
        ui, ui.id("way"), {10, 10, 300, 32},
        {.label = "Way", .items = items, .selected = selected, .description = selected < 0 ? "They differ" : ""});
    if (chosen) selected = *chosen;
  });
  h.settle();
  CHECK(h.by(Role::radio_group, "Way").node().description == "They differ");
  h.tab();
  CHECK(h.focused().name() == "One");
  CHECK_FALSE(h.focused().has(ui::node_flag::checked));
  h.focused().press({ui::Key::right});
  h.settle();
  CHECK(selected == 1);
  CHECK(h.focused().name() == "Two");
  CHECK_FALSE(h.by(Role::radio, "One").has(ui::node_flag::tab_stop));
}

TEST_CASE("what a view puts into a text goes in where the caret was, never into the middle of a letter") {
  std::string text = "Привет, мир";
  std::string what;
  Harness h([&](ui::Ui& ui) {
    const ui::NodeId id = ui.id("text");
    text_field(ui, id, {10, 10, 300, 100}, {.label = "Text", .kind = ui::TextKind::multiline}, text);
    if (!what.empty()) insert_at_caret(ui, id, text, std::exchange(what, {}));
  });
  const auto put = [&](std::string words) {
    what = std::move(words);
    h.ui().request_frame();
    h.frame();
    return text;
  };
  h.settle();
  CHECK(put("!") == "Привет, мир!");  // nobody has been there: at the end
  const auto leave_after = [&](std::string before) {
    h.input().nodes.push_back(
        {.action = ui::NodeAction::caret, .node = h.by(Role::textbox, "Text").id(), .text = std::move(before)});
    h.settle();
  };
  leave_after("Привет");
  CHECK(put(" вам") == "Привет вам, мир!");
  CHECK(put(" всем") == "Привет вам всем, мир!");  // behind the one before it
  leave_after("");
  CHECK(put("—") == "—Привет вам всем, мир!");
  leave_after("ab");
  text = "Да";  // another by now
  CHECK(put("x") == "Дxа");
  leave_after("a");
  CHECK(put("y") == "yДxа");
  leave_after("longer than the text is");
  CHECK(put("z") == "yДxаz");
}
