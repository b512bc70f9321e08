// Drives views without a browser: the same Ui, a stub for glyphs and a fake clock. Finds nodes by role and name as a screen
// reader would, and acts on them with real pointer and key events at their rectangles.
//
//   Harness h([&](ui::Ui& ui) { draw_settings(ui, state); });
//   h.by(ui::Role::button, "Сохранить").click();
//   h.by(ui::Role::textbox, "Название").type("Ромашка").press({ui::Key::enter});
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/font_loader.hpp"
#include "ui/ui.hpp"

namespace voronka::test {

// Every glyph is a box 0.6 of its size wide, whatever the weight.
class StubGlyphs final : public ui::GlyphSource {
 public:
  ui::FontMetrics metrics(int weight, int pixel_size) override;
  float advance(int weight, int pixel_size, char32_t code_point) override;
  ui::GlyphImage glyph(int weight, int pixel_size, char32_t code_point, bool light_text) override;

 private:
  std::vector<std::uint8_t> pixels_ = {};
};

// Remembers what the toolkit asked of the page; focus takes effect as in a browser, a moment later.
class FakeHost final : public ui::Host {
 public:
  void mirror(std::span<const std::uint8_t> patch) override { patch_bytes += patch.size(); }
  void focus(std::uint32_t node) override { focus_asked.push_back(node); }
  void announce(std::string_view text, bool) override { announced.emplace_back(text); }
  void set_cursor(ui::Cursor value) override { cursor = value; }
  void haptic() override { ++haptics; }
  void copy_text(std::string_view text) override { copied = text; }
  void copy_link(std::string_view route) override { copied = "https://voronka.example/" + std::string(route); }
  void open_link(std::string_view address) override { opened = address; }
  void print_page(std::string_view, std::string_view html) override { printed = html; }
  void set_route(std::string_view value, bool push) override { (push ? pushed : replaced).emplace_back(value); }
  void set_title(std::string_view text) override { title = text; }
  void set_language(std::string_view tag) override { language = tag; }
  void set_theme(bool, std::uint32_t) override {}
  void set_badge(std::size_t count) override { badge = count; }
  void set_state(ui::AppState app_state, ui::SaveState save_state, bool something_unsaved) override {
    app = app_state;
    save = save_state;
    unsaved = something_unsaved;
  }

  int haptics = 0;
  std::size_t patch_bytes = 0;
  std::vector<std::uint32_t> focus_asked = {};
  std::vector<std::string> announced = {}, pushed = {}, replaced = {};
  std::string copied = {}, opened = {}, printed = {}, title = {}, language = {};
  ui::Cursor cursor = ui::Cursor::arrow;
  ui::AppState app = ui::AppState::loading;
  ui::SaveState save = ui::SaveState::saved;
  bool unsaved = false;
  std::size_t badge = 0;
};

class Harness;

// A node found; every act checks that it is there, drawn, and (for the pointer) not covered.
class Found {
 public:
  Found(Harness& harness, ui::NodeId id, std::string wanted) : harness_(harness), id_(id), wanted_(std::move(wanted)) {}
  bool exists() const;
  explicit operator bool() const { return exists(); }
  const ui::SemNode& node() const;  // fails the test when it is not there
  ui::NodeId id() const { return id_; }
  ui::Rect rect() const { return node().rect; }
  std::string name() const { return node().name; }
  std::string value() const { return node().value; }
  bool has(std::uint32_t flag) const { return (node().flags & flag) != 0; }  // ui::node_flag

  Found& click(ui::Mods mods = ui::Mods::none);
  Found& double_click();
  Found& right_click();
  Found& tap();  // a finger
  Found& hover();
  Found& focus();                      // as Tab or assistive technology would
  Found& activate();                   // as assistive technology clicks: no pointer
  Found& type(std::string_view text);  // focuses, replaces the whole text, as the browser's field would tell
  Found& press(ui::Chord chord);       // with focus on it
  Found& drag_to(ui::Vec2 to);         // press, move in steps, release
  Found within(ui::Role role, std::string_view name) const;

 private:
  Harness& harness_;
  ui::NodeId id_ = 0;
  std::string wanted_;
};

class Harness {
 public:
  using Draw = std::function<void(ui::Ui&)>;
  explicit Harness(Draw draw, ui::Viewport viewport = {.width = 1280, .height = 800, .scale = 1},
                   Language language = Language::en);

  ui::Ui& ui() { return ui_; }
  FakeHost& host() { return host_; }

  void frame();                 // one frame with what was put into input()
  void settle(int most = 200);  // frames until nobody asks for another soon; fails when that never happens
  void wait(double seconds);    // lets time pass and draws when somebody wanted to be woken
  int frames() const { return frames_; }
  ui::InputQueue& input() { return input_; }

  Found by(ui::Role role, std::string_view name,
           ui::NodeId within = 0);  // exact name, first in reading order; else the first that contains it
  Found by_id(ui::NodeId id);
  Found focused();
  std::size_t count(ui::Role role, ui::NodeId within = 0) const;
  void press(ui::Chord chord, std::string_view typed = {});  // to whatever has focus
  void tab(bool back = false);                               // as the browser moves focus
  void wheel(ui::Vec2 at, float down);
  void move(ui::Vec2 at);
  void down(ui::Vec2 at, int button = 0, ui::Mods mods = ui::Mods::none);
  void up(ui::Vec2 at, int button = 0, ui::Mods mods = ui::Mods::none);
  void touch(ui::PointerPhase phase, ui::Vec2 at);

  // The tree as indented lines: "  button 'Save' focused". For messages and for golden texts.
  std::string tree_text() const;
  // What is wrong with it: nodes to act on without a name, ids used twice, text fields without a label.
  std::vector<std::string> complaints() const;

 private:
  void obey_focus();
  Draw draw_;
  StubGlyphs glyphs_ = {};
  FakeHost host_ = {};
  ui::Fonts fonts_;
  ui::Ui ui_;
  ui::Viewport viewport_ = {};
  ui::InputQueue input_ = {};
  ui::Ui::Next next_ = {};
  double now_ = 100;
  int frames_ = 0;
};

}  // namespace voronka::test
