// A form shows the field that has the focus, also when there is suddenly less room; after that scrolling is the user's business.
#include "ui/views/form_scroll.hpp"
#include "tests/ui/deal_bench.hpp"
#include "ui/text_field.hpp"

using namespace voronka;
using namespace voronka::test;

namespace {

float room = 300;  // of the form with the field

void draw_form(ui::ViewContext& context, std::string_view name, ui::Rect view) {
  ui::Ui& ui = context.ui;
  ui::FormScroll form(context, ui.id(name), view, view, 0);
  form.column().space(250);
  std::string text;
  ui::text_field(ui, ui.id("field", ui.id(name)), form.column().top(32), {.label = name}, text);
  form.column().space(900);
}

void draw_two(ui::ViewContext& context) {
  draw_form(context, "Tall", {0, 0, 400, room});
  draw_form(context, "Low", {500, 0, 400, 100});
}

bool in_sight(panel::Bench& bench) {
  const ui::Rect field = bench.field("Tall").rect();
  return field.y >= 0 && field.bottom() <= room;
}

}  // namespace

TEST_CASE("a field with the focus comes into sight again when there is less room, and only then") {
  room = 300;
  panel::Bench bench(draw_two);
  bench.harness->settle();
  bench.field("Tall").focus();
  REQUIRE(in_sight(bench));
  room = 200;
  bench.harness->frame();
  bench.harness->settle();
  CHECK(in_sight(bench));
  room = 300;
  bench.harness->frame();
  bench.harness->settle();
  CHECK(in_sight(bench));
}

TEST_CASE("a form leaves alone what was scrolled away, also beside one with less room") {
  room = 300;
  panel::Bench bench(draw_two);
  bench.harness->settle();
  bench.field("Tall").focus();
  bench.harness->wheel({200, 100}, 700);
  bench.harness->settle();
  bench.harness->frame();
  bench.harness->settle();
  CHECK_FALSE(in_sight(bench));
}
