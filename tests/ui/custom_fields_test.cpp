// Custom fields: made in the settings, filled in where the deal is, asked about in filters and the table.
#include <doctest/doctest.h>

#include "filter/codec.hpp"
#include "filter/fields.hpp"
#include "model/custom_values.hpp"
#include "tests/ui/shell_bench.hpp"
#include "ui/views/settings_view.hpp"

namespace voronka::test {
namespace {

using ui::Key;
using ui::Role;

struct FieldsBench : AcmeBench {
  explicit FieldsBench(std::string route = {}, ui::Viewport viewport = {.width = 1280, .height = 1600, .scale = 1})
      : AcmeBench(viewport, std::move(route)) {}
  Id<CustomField> field(CustomField made) {
    run(AddRecord{std::move(made)});
    harness->settle();
    return {app.last_created()};
  }
  std::string value(Id<CustomField> id) const { return std::string(custom_value(it().custom, id)); }
  void leave() {
    harness->tab();
    harness->wait(0.5);
  }
};

struct FieldSettingsBench : panel::Bench {
  FieldSettingsBench() : Bench(ui::settings_view.draw) { by(Role::tab, "Custom fields").click(); }
  const CustomField& only() const { return document().table<CustomField>().rows()[0]; }
};

TEST_CASE_FIXTURE(FieldSettingsBench,
                  "a new field is named at once, gets its kind, choices and the stages that ask for it") {
  CHECK(says("No custom fields yet"));
  button("Add a field").click();
  harness->settle();
  CHECK(harness->focused().value() == "New field");
  harness->focused().type("Source of leads");
  harness->press({Key::enter});
  harness->settle();
  CHECK(only().name == "Source of leads");
  CHECK(only().of == CustomOwner::deal);
  by(Role::combobox, "Kind of field").click();
  by(Role::option, "Choice").click();
  harness->settle();
  CHECK(only().kind == CustomKind::choice);
  button("Add choice").click();
  harness->settle();
  harness->focused().type("Fair");
  harness->settle();
  CHECK(only().choices == TextList{"Fair"});
  // A list holds its items and nothing else.
  const Found list = by(Role::list, "Choices");
  CHECK(harness->count(Role::list_item, list.id()) == 1);
  CHECK(harness->count(Role::button, list.id()) == 1);  // that takes the item away
  by(Role::group, "Required in stages").within(Role::checkbox, stages()[1]->name).click();
  harness->settle();
  CHECK(only().required_in == std::vector<Id<Stage>>{stages()[1]->id});
  by(Role::group, "Required in stages").within(Role::checkbox, stages()[1]->name).click();
  harness->settle();
  CHECK(only().required_in.empty());
  CHECK(harness->complaints() == std::vector<std::string>{});
}

TEST_CASE_FIXTURE(FieldSettingsBench, "fields of contacts and companies have lists of their own") {
  by(Role::radio, "Companies").click();
  harness->settle();
  button("Add a field").click();
  harness->settle();
  CHECK(only().of == CustomOwner::company);
  by(Role::radio, "Deals").click();
  harness->settle();
  CHECK(says("No custom fields yet"));
}

TEST_CASE_FIXTURE(
    FieldSettingsBench,
    "columns of imports are listed with their deals, and become fields of the kind that all their values have") {
  const auto with = [&](std::string title, ExtraFields extra) {
    const Id<Deal> id = add_deal(std::move(title));
    run(set_field(id, &Deal::extra, std::move(extra)));
    return id;
  };
  const Id<Deal> first = with("A", {{"Area", "1,200.50"}, {"City", "Tula"}, {"Seen", "2026-01-05"}});
  with("B", {{"Area", "7"}, {"City", "Oryol"}, {"Seen", "12/01/2026"}});
  harness->settle();
  const auto make = [&](std::string_view name) {
    by(Role::list_item, name).within(Role::button, "Make a field").click();
    harness->settle();
    return document().find(Id<CustomField>{app.last_created()});
  };
  const CustomField* area = make("Area");
  REQUIRE(area);
  CHECK(area->kind == CustomKind::number);
  CHECK(custom_value((*this)[first].custom, area->id) == "1200.50");
  const CustomField* seen = make("Seen");
  REQUIRE(seen);
  CHECK(seen->kind == CustomKind::date);
  CHECK(custom_value((*this)[first].custom, seen->id) == "2026-01-05");
  CHECK(make("City")->kind == CustomKind::text);  // too few to call it a choice
  CHECK((*this)[first].extra.empty());
  undo();
  CHECK((*this)[first].extra == ExtraFields{{"City", "Tula"}});
}

TEST_CASE_FIXTURE(FieldsBench, "a number is typed as people write it, and what is none says so and changes nothing") {
  const Id<CustomField> area = field({.name = "Area", .kind = CustomKind::number, .unit = "m²"});
  open();
  by(Role::textbox, "Area").click();
  harness->focused().type("1,250.5");
  leave();
  CHECK(value(area) == "1250.5");
  CHECK(by(Role::textbox, "Area").value() == "1,250.5");
  by(Role::textbox, "Area").click();
  harness->press({ui::letter('A'), ui::Mods::ctrl});
  harness->focused().type("large");
  leave();
  CHECK(value(area) == "1250.5");
  CHECK(by(Role::textbox, "Area").node().description.find("A number is needed") != std::string::npos);
}

TEST_CASE_FIXTURE(FieldsBench, "money, dates, links, choices and ticks each have their own way to be filled in") {
  const Id<CustomField> cost = field({.name = "Cost", .kind = CustomKind::money});
  const Id<CustomField> visit = field({.name = "Visit", .kind = CustomKind::date});
  const Id<CustomField> site = field({.name = "Plan", .kind = CustomKind::link});
  const Id<CustomField> floor = field({.name = "Floor", .kind = CustomKind::choice, .choices = {"1", "2"}});
  const Id<CustomField> parts =
      field({.name = "Parts", .kind = CustomKind::choices, .choices = {"door", "roof", "wall"}});
  const Id<CustomField> keys = field({.name = "Keys", .kind = CustomKind::flag});
  open();
  const auto type = [&](std::string_view name, std::string_view text) {
    by(Role::textbox, name).click();
    harness->focused().type(text);
    leave();
  };
  type("Cost", "2,500");
  CHECK(value(cost) == "2500.00 USD");
  type("Visit", "10/15/2026");
  CHECK(value(visit) == "2026-10-15");
  type("Plan", "example.com/plan");
  CHECK(value(site) == "example.com/plan");
  CHECK(by(Role::link, "Open: Plan").node().href == "https://example.com/plan");
  by(Role::combobox, "Floor").click();
  by(Role::option, "2").click();
  harness->settle();
  CHECK(value(floor) == "2");
  by(Role::group, "Parts").within(Role::button, "wall").click();
  harness->settle();
  by(Role::group, "Parts").within(Role::button, "door").click();
  harness->settle();
  CHECK(value(parts) == "door\nwall");  // in the order of the choices
  by(Role::checkbox, "Keys").click();
  harness->settle();
  CHECK(value(keys) == "1");
  CHECK(by(Role::checkbox, "Keys").has(ui::node_flag::checked));
  by(Role::checkbox, "Keys").click();
  harness->settle();
  CHECK(value(keys).empty());
  CHECK(harness->complaints() == std::vector<std::string>{});
}

TEST_CASE_FIXTURE(FieldsBench, "a choice may be spelled like anything") {
  const Id<CustomField> parts = field({.name = "Parts", .kind = CustomKind::choices, .choices = {"value", "choices"}});
  open();
  for (const char* word : {"value", "choices"}) {
    by(Role::group, "Parts").within(Role::button, word).click();
    harness->settle();
  }
  CHECK(value(parts) == "value\nchoices");
  CHECK(harness->ui().sem.duplicates() == 0);
}

TEST_CASE_FIXTURE(FieldsBench, "a text that came with lines keeps them while one of them is changed") {
  const Id<CustomField> notes = field({.name = "Notes"});
  run(SetCustomValue{.field = notes, .ids = {acme.raw}, .text = "door\nroof"});
  open();
  const auto kind = [&] {
    return harness->ui().sem.fields()[static_cast<std::size_t>(by(Role::textbox, "Notes").node().field)].kind;
  };
  CHECK(kind() == ui::TextKind::multiline);
  CHECK(by(Role::textbox, "Notes").value() == "door\nroof");
  by(Role::textbox, "Notes").type("door\nwall");
  harness->wait(0.5);
  CHECK(value(notes) == "door\nwall");
  // Not another field under the hands of who takes the line end away; one line once it is left.
  by(Role::textbox, "Notes").type("door");
  harness->wait(0.5);
  CHECK(value(notes) == "door");
  CHECK(kind() == ui::TextKind::multiline);
  leave();
  harness->settle();
  CHECK(kind() == ui::TextKind::text);
}

TEST_CASE_FIXTURE(FieldsBench, "what a stage asks for is said on the card and in the panel until it is filled in") {
  const Id<CustomField> area = field({.name = "Area", .kind = CustomKind::number, .required_in = {stages()[0]->id}});
  CHECK(card("Acme").name().find("1 required field empty") != std::string::npos);
  open();
  CHECK(by(Role::status, "This stage asks for: Area").exists());
  CHECK(by(Role::textbox, "Area").name() == "Area");
  CHECK(by(Role::textbox, "Area").has(ui::node_flag::required));
  by(Role::textbox, "Area").click();
  harness->focused().type("5");
  leave();
  CHECK(value(area) == "5");
  CHECK_FALSE(by(Role::textbox, "Area").has(ui::node_flag::required));
  CHECK_FALSE(by(Role::status, "This stage asks for: Area").exists());
  CHECK(card("Acme").name().find("required field") == std::string::npos);
}

TEST_CASE("a column of the table is a field: printed, sorted by size, edited in its cell") {
  FieldsBench bench("table", {.width = 2600, .height = 900, .scale = 1});
  const Id<CustomField> area = bench.field({.name = "Area", .kind = CustomKind::number, .unit = "m²"});
  const Id<Deal> other = bench.deal(0, "Border", 5);
  bench.run(SetCustomValue{.field = area, .ids = {bench.acme.raw}, .text = "9"});
  bench.run(SetCustomValue{.field = area, .ids = {other.raw}, .text = "1200.5"});
  bench.harness->settle();
  bench.button("Columns").click();
  bench.by(Role::checkbox, "Area").click();
  bench.harness->press({Key::escape});
  bench.harness->settle();
  CHECK(bench.by(Role::column_header, "Area").exists());
  CHECK(bench.by(Role::grid_cell, "1,200.5\xC2\xA0m²").exists());
  bench.by(Role::column_header, "Area").click();
  bench.harness->settle();
  const std::string text = bench.harness->tree_text();
  CHECK(text.find("1,200.5") < text.find("9\xC2\xA0m²"));  // numbers from the largest
  // Its kind is another one: the column is still there, by the same id.
  bench.run(set_field(area, &CustomField::kind, CustomKind::text));
  bench.harness->settle();
  CHECK(bench.by(Role::grid_cell, "1200.5").exists());
  bench.run(DeleteRecords{.type = RecordType::custom_field, .ids = {area.raw}});
  bench.harness->settle();
  CHECK_FALSE(bench.by(Role::column_header, "Area").exists());
}

TEST_CASE_FIXTURE(FieldsBench, "a filter asks about a field by its own name, and is read without the document") {
  const Id<CustomField> area = field({.name = "Area", .kind = CustomKind::number});
  const Id<Deal> other = deal(0, "Border", 5);
  run(SetCustomValue{.field = area, .ids = {acme.raw}, .text = "9.5"});
  run(SetCustomValue{.field = area, .ids = {other.raw}, .text = "120"});
  const std::string text = filter_name_of(*app.document().find(area)) + ">10";
  const Result<Filter> filter = parse_filter(text);
  REQUIRE(filter);
  CHECK(print(*filter) == text);
  harness->settle();
  button("My filters").click();
  by(Role::menu_item, "Set up filter…").click();
  by(Role::combobox, "Field").click();
  harness->press({Key::end});  // fields of one's own come last
  CHECK(harness->focused().name() == "Area");
  harness->press({Key::enter});
  harness->settle();
  by(Role::textbox, "Value").click();
  harness->focused().type("10");
  harness->wait(0.5);
  button("Done").click();
  harness->settle();
  CHECK(titles(0) == std::vector<std::string>{"Border"});
}

TEST_CASE_FIXTURE(FieldsBench, "the search finds what stands in a field") {
  const Id<CustomField> tender = field({.name = "Tender"});
  deal(0, "Border", 5);
  run(SetCustomValue{.field = tender, .ids = {acme.raw}, .text = "0373100"});
  harness->settle();
  by(Role::search, "Search deals").type("0373100");
  harness->wait(0.5);
  CHECK(titles(0) == std::vector<std::string>{"Acme"});
}

}  // namespace
}  // namespace voronka::test
