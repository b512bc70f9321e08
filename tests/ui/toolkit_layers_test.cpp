// What comes over the page: dialogs, sheets, menus, messages.
#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <string>

#include "tests/support/ui_harness.hpp"
#include "ui/layers.hpp"
#include "ui/text_field.hpp"
#include "ui/widgets.hpp"

using namespace voronka;
using namespace voronka::ui;
using test::Harness;

namespace {

constexpr Rect place = {100, 100, 160, 32};

}  // namespace

TEST_CASE("a dialog takes focus, keeps the rest out, closes on Esc and gives focus back") {
  bool open = false;
  int behind = 0;
  Harness h([&](Ui& ui) {
    if (button(ui, ui.id("open"), place, {.label = "Open"})) open = true;
    if (button(ui, ui.id("behind"), {10, 10, 80, 32}, {.label = "Behind"})) ++behind;
    if (ui.shortcut({letter('N')})) ++behind;
    if (open) {
      Dialog dialog(ui, ui.id("dialog"), {.title = "Sure?"});
      button(ui, ui.id("yes"), dialog.footer(), {.label = "Yes"});
      if (dialog.closed()) open = false;
    }
    draw_messages(ui);
  });
  h.by(Role::button, "Open").press({Key::enter});
  REQUIRE(open);
  CHECK(h.by(Role::dialog, "Sure?").has(node_flag::modal));
  CHECK(h.ui().sem.within(h.ui().focused(), h.by(Role::dialog, "Sure?").id()));
  for (int i = 0; i < 6; ++i) {
    h.tab();
    CHECK(h.ui().sem.within(h.ui().focused(), h.by(Role::dialog, "Sure?").id()));
  }
  h.press({letter('N')});
  CHECK(behind == 0);
  h.press({Key::escape});
  CHECK_FALSE(open);
  CHECK(h.focused().name() == "Open");
  h.by(Role::button, "Open").click();
  REQUIRE(open);
  h.down({20, 20});
  h.up({20, 20});
  CHECK(behind == 0);
  CHECK_FALSE(open);
}

TEST_CASE("when what opened a dialog is gone with it, focus goes to the first stop of the main part") {
  bool open = false, done = false;
  Harness h([&](Ui& ui) {
    button(ui, ui.id("beside"), {10, 10, 80, 32}, {.label = "Beside"});
    {
      const SemScope main(ui, ui.id("main"), {0, 60, 600, 400}, {.role = Role::main, .name = "Deals"});
      if (!done && button(ui, ui.id("open"), place, {.label = "Import"})) open = true;
      if (done) button(ui, ui.id("deal"), place, {.label = "Granit"});
    }
    if (open) {
      Dialog dialog(ui, ui.id("dialog"), {.title = "Import"});
      if (button(ui, ui.id("yes"), dialog.footer(), {.label = "Yes"})) {
        open = false;
        done = true;
      }
    }
    draw_messages(ui);
  });
  h.by(Role::button, "Import").press({Key::enter});
  h.by(Role::button, "Yes").press({Key::enter});
  for (int i = 0; i < 5; ++i) h.wait(0.1);
  h.settle();
  CHECK(h.focused().name() == "Granit");
}

TEST_CASE("a dialog that stays is not closed by a click beside it, but by Esc") {
  bool open = true;
  Harness h([&](Ui& ui) {
    if (!open) return;
    Dialog dialog(ui, ui.id("dialog"), {.title = "Import", .stays = true});
    button(ui, ui.id("yes"), dialog.footer(), {.label = "Yes"});
    if (dialog.closed()) open = false;
  });
  h.settle();
  h.down({20, 20});
  h.up({20, 20});
  CHECK(open);
  h.press({Key::escape});
  CHECK_FALSE(open);
}

TEST_CASE("Esc closes one layer at a time, the topmost first, and a half-typed field before its panel") {
  bool sheet_open = true;
  std::string text = "old";
  const std::array<MenuItem, 2> items = {{{.label = "One"}, {.label = "Two"}}};
  Harness h([&](Ui& ui) {
    if (sheet_open) {
      Sheet sheet(ui, ui.id("sheet"), {.title = "Deal"});
      Column column(sheet.body(), 8);
      text_field(ui, ui.id("name"), column.top(32), {.label = "Name"}, text);
      const Rect anchor = column.top(32);
      if (button(ui, ui.id("more"), anchor, {.label = "More"})) open_menu(ui, ui.id("menu"), anchor, true);
      menu(ui, ui.id("menu"), "More", items);
      if (sheet.closed()) sheet_open = false;
    }
    draw_messages(ui);
  });
  h.by(Role::button, "More").press({Key::enter});
  REQUIRE(h.by(Role::menu, "More"));
  h.press({Key::escape});
  CHECK_FALSE(h.by(Role::menu, "More"));
  CHECK(sheet_open);
  CHECK(h.focused().name() == "More");
  h.by(Role::textbox, "Name").type("new").press({Key::escape});
  CHECK(text == "old");
  CHECK(sheet_open);
  h.press({Key::escape});
  CHECK_FALSE(sheet_open);
}

TEST_CASE("a menu is walked by arrows over what can be chosen, and by letters of any alphabet") {
  int chosen = -1;
  const std::array<MenuItem, 4> items = {
      {{.label = "Открыть"}, {.label = "Дублировать", .disabled = true}, {.label = "Перенести"}, {.label = "Ёлка"}}};
  Harness h([&](Ui& ui) {
    if (button(ui, ui.id("more"), place, {.label = "More"})) open_menu(ui, ui.id("menu"), place, true);
    if (const auto answer = menu(ui, ui.id("menu"), "More", items)) chosen = *answer;
  });
  h.by(Role::button, "More").press({Key::enter});
  CHECK(h.focused().name() == "Открыть");
  h.press({Key::down});
  CHECK(h.focused().name() == "Перенести");
  h.press({Key::none}, "е");
  CHECK(h.focused().name() == "Ёлка");
  h.press({Key::down});
  CHECK(h.focused().name() == "Открыть");
  h.press({Key::enter});
  CHECK(chosen == 0);
  CHECK_FALSE(h.by(Role::menu, "More"));
  CHECK(h.focused().name() == "More");
}

TEST_CASE("a select shows its value, opens on its value, and answers the new one once") {
  int selected = 1;
  int answers = 0;
  const std::array<std::string_view, 3> stages = {"Лид", "Встреча", "Договор"};
  Harness h([&](Ui& ui) {
    if (const auto answer =
            ui::select(ui, ui.id("stage"), place, {.label = "Этап", .items = stages, .selected = selected})) {
      selected = *answer;
      ++answers;
    }
  });
  CHECK(h.by(Role::combobox, "Этап").value() == "Встреча");
  h.by(Role::combobox, "Этап").click();
  CHECK(h.focused().name() == "Встреча");
  CHECK(h.focused().has(node_flag::selected));
  h.by(Role::option, "Договор").click();
  CHECK(selected == 2);
  CHECK(answers == 1);
  CHECK(h.focused().name() == "Этап");
  h.by(Role::combobox, "Этап").click();
  h.down({900, 700});
  h.up({900, 700});
  CHECK_FALSE(h.by(Role::listbox, "Этап"));
  CHECK(answers == 1);
}

TEST_CASE("a toast is spoken, offers its action, and goes by itself after its time") {
  std::optional<int> action;
  Harness h([&](Ui& ui) {
    draw_messages(ui);
    if (const auto tag = ui.take_toast_action()) action = tag;
  });
  h.ui().toast({.text = "Deal moved", .action = "Undo", .tag = 42, .seconds = 8});
  h.settle();
  REQUIRE(h.host().announced.size() == 1);
  CHECK(h.host().announced[0] == "Deal moved");
  h.by(Role::button, "Undo").click();
  h.settle();
  CHECK(action == 42);
  CHECK_FALSE(h.by(Role::button, "Undo"));
  h.ui().toast({.text = "Saved", .action = "Undo", .seconds = 3});
  h.move({5, 5});
  h.wait(2);
  CHECK(h.by(Role::button, "Undo"));
  h.wait(2);
  CHECK_FALSE(h.by(Role::button, "Undo"));
}

TEST_CASE("a toast under the pointer stays without waking the page, and goes when the pointer has left") {
  Harness h([](Ui& ui) { draw_messages(ui); });
  h.ui().toast({.text = "Deal moved", .action = "Undo", .seconds = 3});
  h.settle();
  h.by(Role::button, "Undo").hover();
  h.settle();
  const int frames = h.frames();
  h.wait(60);
  CHECK(h.by(Role::button, "Undo"));
  CHECK(h.frames() <= frames + 2);  // a tooltip may come; every two seconds would be thirty
  h.move({5, 5});
  h.wait(1);
  CHECK(h.by(Role::button, "Undo"));
  h.wait(2);
  CHECK_FALSE(h.by(Role::button, "Undo"));
}
