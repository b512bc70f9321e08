// The heads of columns: which figure they show, what a card in the hand would change, columns that fold.
#include "tests/support/pipeline_fixture.hpp"
#include "tests/ui/shell_bench.hpp"
#include "ui/views/board_parts.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Fold;
using ui::HeadFigure;
using ui::Key;
using ui::letter;
using ui::Mods;
using ui::Role;
using Titles = std::vector<std::string>;

namespace {

std::string figure_of(ShellBench& bench, std::size_t stage) {
  return bench.button("Figure of “" + bench.stages()[stage]->name + "”").name();
}

void choose(ShellBench& bench, std::size_t stage, std::string_view item) {
  bench.button("Figure of “" + bench.stages()[stage]->name + "”").click();
  bench.by(Role::menu_item, item).click();
}

}  // namespace

TEST_CASE("settings of the board are read as they were written, and what this build does not know is left out") {
  ui::BoardSettings settings;
  const Id<Pipeline> pipeline = {{1, 2}};
  const Id<Stage> stage = {{3, 4}};
  settings.set_figure(pipeline, HeadFigure::median);
  settings.set_fold(stage, Fold::when_empty);
  const ui::BoardSettings read = ui::board_settings_from(text_of(settings));
  CHECK(read == settings);
  CHECK(read.figure_of(pipeline) == HeadFigure::median);
  CHECK(read.fold_of(stage) == Fold::when_empty);
  CHECK(read.fold_of({{9, 9}}) == Fold::open);
  settings.set_figure(pipeline, HeadFigure::usual);
  settings.set_fold(stage, Fold::open);
  CHECK(text_of(settings).empty());
  CHECK(ui::board_settings_from("junk,:,:median,0123:always," + text_of(pipeline.raw) + ":mode") ==
        ui::BoardSettings());
}

TEST_CASE("the figures of a column with a card more or less are those after the move") {
  for (const HeadFigure figure : {HeadFigure::usual, HeadFigure::median, HeadFigure::range, HeadFigure::oldest}) {
    PipelineFixture fixture;
    const Id<Deal> moved = fixture.deal(0, 100);
    fixture.deal(0, 300);
    fixture.deal(1, 1000);
    const Date today = local_date({.utc_ms = fixture.now_ms, .offset_minutes = 180});
    ui::BoardModel model;
    const auto values = [&](std::size_t column, const ui::HeadChange& change) {
      model.update(fixture.document, {.pipeline = fixture.pipeline, .today = today});
      return ui::head_values(fixture.document, model, model.columns()[column], figure, change);
    };
    const ui::HeadValues before = values(0, {});
    const ui::HeadValues without = values(0, {.minus = 0});
    const ui::HeadValues with = values(1, {.plus = 0});
    CHECK_FALSE(without == before);
    fixture.must(MoveDeal{.deal = moved, .to = fixture.stages[1]});
    CHECK(values(0, {}) == without);
    CHECK(values(1, {}) == with);
  }
}

TEST_CASE("on the way from one figure to the other sums rise evenly and end at the new one") {
  const Currency usd = *currency_from("USD");
  const ui::HeadValues before = {.count = 1,
                                 .totals = {{.currency = usd, .n = 1, .sum_minor = 100, .weighted_minor = 10}}};
  const ui::HeadValues after = {.count = 2,
                                .totals = {{.currency = usd, .n = 2, .sum_minor = 300, .weighted_minor = 50}}};
  CHECK(ui::between(before, after, 0) == before);
  CHECK(ui::between(before, after, 1) == after);
  CHECK(ui::between(before, after, 0.5F).totals[0].sum_minor == 200);
  CHECK(ui::between(before, {}, 0.25F).totals[0].sum_minor == 75);
}

TEST_CASE("the figure chosen in a head's menu is shown by all heads and is remembered for its pipeline") {
  ShellBench bench;
  bench.begun();
  bench.deal(0, "Acme", 100);
  bench.deal(0, "Globex", 300);
  CHECK(figure_of(bench, 0).find("Count, sum, weighted") != std::string::npos);
  choose(bench, 0, "Median amount");
  CHECK(figure_of(bench, 1).find("Median amount") != std::string::npos);
  CHECK(bench.by(Role::heading, bench.stages()[0]->name).name().find("median $200") != std::string::npos);
  CHECK(bench.app.preferences().board.find(":median") != std::string::npos);
  CHECK(bench.harness->complaints().empty());
}

TEST_CASE("a folded column is one button with its count, which opens it again") {
  ShellBench bench;
  bench.begun();
  bench.deal(1, "Acme");
  const float width = bench.column(0).rect().w;
  choose(bench, 1, "Fold the column");
  const std::string strip = "Column “" + bench.stages()[1]->name + "” is folded: 1 deal. Unfold";
  REQUIRE(bench.button(strip).exists());
  CHECK_FALSE(bench.card("Acme").exists());
  CHECK(bench.column(0).rect().w > width);
  CHECK(bench.harness->complaints().empty());
  bench.button(strip).click();
  CHECK(bench.card("Acme").exists());
  CHECK(bench.app.preferences().board.empty());
}

TEST_CASE("a column that folds when empty opens for a card that is held over it, and stays open with it") {
  ShellBench bench;
  bench.begun();
  bench.deal(0, "Acme");
  choose(bench, 1, "Fold when empty");
  const std::string strip = "Column “" + bench.stages()[1]->name + "” is folded";
  REQUIRE(bench.button(strip).exists());
  const ui::Vec2 from = bench.card("Acme").rect().center();
  const ui::Vec2 to = bench.button(strip).rect().center();
  bench.harness->move(from);
  bench.harness->down(from);
  bench.harness->move({from.x + 20, from.y});
  bench.harness->move(to);
  CHECK(bench.button(strip).exists());
  bench.harness->wait(0.5);
  CHECK_FALSE(bench.button(strip).exists());
  bench.harness->up(to);
  bench.harness->settle();
  CHECK(bench.titles(1) == Titles{"Acme"});
  bench.harness->press({letter('Z'), Mods::ctrl});
  CHECK(bench.titles(0) == Titles{"Acme"});
  CHECK(bench.button(strip).exists());
}

TEST_CASE("the arrows pass over a folded column by its strip") {
  ShellBench bench;
  bench.begun();
  bench.deal(0, "Acme");
  bench.deal(1, "Globex");
  bench.deal(2, "Initech");
  choose(bench, 1, "Fold the column");
  bench.card("Acme").focus();
  bench.harness->press({Key::right});
  CHECK(bench.harness->focused().name().find("is folded") != std::string::npos);
  bench.harness->press({Key::right});
  bench.harness->press({Key::down});
  CHECK(bench.harness->focused().name().starts_with("Initech"));
  // A card that is moved into the strip leaves the focus on it.
  bench.harness->press({Key::left, Mods::ctrl});
  CHECK(bench.harness->focused().name().find("is folded: 2 deals") != std::string::npos);
}

TEST_CASE("with another pipeline the bar below has a zone for it, and the deal goes to its first stage") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  CHECK_FALSE(bench.by(Role::text, "To “Wholesale”").exists());
  bench.run(AddRecord{Pipeline{.name = "Wholesale"}});
  const Id<Pipeline> other = pipelines_of(bench.app.document()).at(1)->id;
  bench.run(AddRecord{Stage{.pipeline = other, .name = "First"}});
  const ui::Vec2 from = bench.card("Acme").rect().center();
  bench.harness->move(from);
  bench.harness->down(from);
  bench.harness->move({from.x + 20, from.y});
  bench.harness->settle();
  const ui::Vec2 to = bench.by(Role::text, "To “Wholesale”").rect().center();
  bench.harness->move(to);
  bench.harness->up(to);
  bench.harness->settle();
  CHECK(bench.stage_of(acme) == "First");
  CHECK(bench.by(Role::button, "Undo").exists());
}

TEST_CASE("a card that changes its column lands there, and then no frame is asked for") {
  ShellBench bench;
  bench.begun();
  bench.deal(0, "Acme");
  bench.card("Acme").press({Key::right, Mods::ctrl});
  bench.harness->settle();
  CHECK(bench.titles(1) == Titles{"Acme"});
  CHECK(bench.harness->focused().rect().x == doctest::Approx(bench.column(1).rect().x).epsilon(0.01));
}

TEST_CASE("the empty ground pulls the board sideways; an open panel over it does not") {
  ShellBench bench({.width = 900, .height = 800, .scale = 1});
  bench.begun();
  bench.deal(0, "Acme");
  const float before = bench.column(1).rect().x;
  bench.harness->move({500, 600});
  bench.harness->down({500, 600});
  bench.harness->move({440, 610});
  CHECK(bench.column(1).rect().x == before - 60);
  bench.harness->up({440, 610});
  bench.harness->move({300, 610});
  CHECK(bench.column(1).rect().x == before - 60);
  bench.card("Acme").activate();
  const ui::Rect panel = bench.by(Role::region, "Acme").rect();
  const ui::Vec2 edge = {panel.x + 3, panel.bottom() - 3};
  bench.harness->move(edge);
  bench.harness->down(edge);
  bench.harness->move({edge.x + 40, edge.y});
  CHECK(bench.column(1).rect().x == before - 60);
  bench.harness->up({edge.x + 40, edge.y});
}

TEST_CASE("a column that was asked to stand open folds again once it was filled and emptied") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  choose(bench, 1, "Fold when empty");
  const std::string strip = "Column “" + bench.stages()[1]->name + "” is folded";
  bench.button(strip).click();
  CHECK_FALSE(bench.button(strip).exists());
  bench.run(MoveDeal{.deal = acme, .to = bench.stages()[1]->id});
  bench.run(MoveDeal{.deal = acme, .to = bench.stages()[2]->id});
  CHECK(bench.button(strip).exists());
}
