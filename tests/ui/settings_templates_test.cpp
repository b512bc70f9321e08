// The settings of templates, driven headless.
#include "tests/ui/deal_bench.hpp"
#include "ui/views/deal_sheet.hpp"
#include "ui/views/settings_view.hpp"
#include "ui/views/template_words.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;
using ui::Key;
using ui::Role;

namespace {

void draw(ui::ViewContext& context) {
  context.route.path == "deal" ? ui::draw_deal_sheet(context) : ui::settings_view.draw(context);
}

struct TemplatesBench : Bench {
  explicit TemplatesBench(Language language = Language::en)
      : Bench(draw, {.width = 1280, .height = 2400, .scale = 1}, language) {
    by(Role::tab, tr(TextKey::settings_section_templates)).click();
    harness->settle();
  }
  std::string tr(TextKey key) const { return harness->ui().tr(key); }
  std::vector<const TextTemplate*> templates() const { return ui::templates_of(document()); }
  Id<TextTemplate> add(std::string name, std::string text, TemplateKind kind = TemplateKind::message) {
    run(AddRecord{TextTemplate{.name = std::move(name), .kind = kind, .text = std::move(text)}});
    harness->settle();
    return {app.last_created()};
  }
  const TextTemplate& operator[](Id<TextTemplate> id) const { return *document().find(id); }
  void unfold(std::string_view name) {
    button(harness->ui().tr(TextKey::template_show, {{"name", std::string(name)}})).click();
    harness->settle();
  }
};

TEST_CASE("the ready templates come in one step, fill in without a slip, and go in one step") {
  for (const Language language : {Language::en, Language::ru}) {
    TemplatesBench bench(language);
    CHECK(bench.says(bench.tr(TextKey::template_empty)));
    bench.button(bench.tr(TextKey::template_add_ready)).click();
    bench.harness->settle();
    REQUIRE(bench.templates().size() == 4);
    CHECK(bench.harness->count(Role::list_item) == 4);
    for (const TextTemplate* one : bench.templates()) {
      CAPTURE(one->name);
      bench.unfold(one->name);
      CHECK(bench.harness->count(Role::alert) == 0);
      CHECK_FALSE(bench.says("?]"));
      bench.unfold(one->name);
    }
    bench.undo();
    CHECK(bench.templates().empty());
  }
}

TEST_CASE("a template is added with its name under the caret, renamed, unfolded and written") {
  TemplatesBench bench;
  bench.button("Add template").click();
  bench.harness->settle();
  REQUIRE(bench.templates().size() == 1);
  const Id<TextTemplate> made = bench.templates()[0]->id;
  bench.type("Template name", "Greeting");
  CHECK(bench[made].name == "Greeting");
  bench.type("Template text", "Hello {{contact.first_name}}");
  CHECK(bench[made].text == "Hello {{contact.first_name}}");
  CHECK(bench.says("Hello Anna"));
}

TEST_CASE("what is wrong in a template is said below it with line and column") {
  TemplatesBench bench;
  bench.add("Slip", "Hello\n{{deal.titel}}");
  bench.unfold("Slip");
  CHECK(bench.says("Line 2, column 3: there is no field deal.titel"));
  CHECK(bench.says("[deal.titel?]"));
  bench.type("Template text", "Hello\n{{deal.title}}");
  CHECK_FALSE(bench.says("there is no field"));
  CHECK(bench.says("Office windows"));
}

TEST_CASE("a field of the menu is put in where the caret was, also one that the seller added") {
  TemplatesBench bench;
  bench.run(AddRecord{CustomField{.name = "Area, m²"}});
  const Id<TextTemplate> one = bench.add("Short", "About ");
  bench.unfold("Short");
  const auto insert = [&](std::string_view name) {
    bench.by(Role::combobox, "Insert a field").click();
    bench.harness->settle();
    // The list is longer than the window: what is out of sight is reached by the arrows.
    for (int i = 0; i < 100 && bench.harness->focused().name() != name; ++i) bench.harness->press({ui::Key::down});
    bench.harness->press({ui::Key::enter});
    bench.harness->settle();
  };
  insert("deal.title");
  CHECK(bench[one].text == "About {{deal.title}}");
  insert("deal.\"Area, m²\"");
  CHECK(bench[one].text == "About {{deal.title}}{{deal.\"Area, m²\"}}");
  bench.undo();
  CHECK(bench[one].text == "About {{deal.title}}");
  bench.type("Template text", "Sum: , days: 10.");
  bench.harness->input().nodes.push_back(
      {.action = ui::NodeAction::caret, .node = bench.field("Template text").id(), .text = "Sum: "});
  bench.harness->settle();
  insert("deal.amount | words");
  CHECK(bench[one].text == "Sum: {{deal.amount | words}}, days: 10.");
  CHECK(bench.says("one hundred twenty thousand five hundred US dollars 00 cents"));
}

TEST_CASE("the preview is of the deal that was open last, also when another one was opened meanwhile") {
  TemplatesBench bench;
  const Id<Deal> acme = bench.add_deal("Acme"), beta = bench.add_deal("Beta");
  bench.add("Short", "About {{deal.title}}");
  const auto preview = [&](Id<Deal> deal) {
    bench.open(deal);
    bench.route = {};
    bench.harness->settle();
  };
  preview(acme);
  bench.unfold("Short");
  CHECK(bench.says("About Acme"));
  preview(beta);
  CHECK(bench.says("About Beta"));
  CHECK_FALSE(bench.says("About Acme"));
}

TEST_CASE("what has no name is called so in lists, and is not offered as a field to fill in") {
  TemplatesBench bench;
  bench.run(AddRecord{CustomField{.name = ""}});
  bench.add("", "x");
  bench.unfold("Untitled");
  bench.by(Role::combobox, "Insert a field").click();
  bench.harness->settle();
  CHECK_FALSE(bench.by(Role::option, "deal.\"\"").exists());
  bench.harness->press({Key::escape});
  bench.harness->settle();
  bench.run(AddRecord{DealTemplate{.title = "Repair"}});
  bench.harness->settle();
  bench.by(Role::tab, "Deal templates").click();
  bench.harness->settle();
  CHECK(bench.by(Role::list_item, "Untitled").exists());
  CHECK(bench.button("Untitled").exists());
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

TEST_CASE("a message has no subject, an offer has one; the kind is one step") {
  TemplatesBench bench;
  const Id<TextTemplate> one = bench.add("Text", "x");
  bench.unfold("Text");
  CHECK_FALSE(bench.field("Subject or title").exists());
  bench.by(Role::radio, "Offer").click();
  bench.harness->settle();
  CHECK(bench[one].kind == TemplateKind::offer);
  CHECK(bench.field("Subject or title").exists());
  bench.undo();
  CHECK(bench[one].kind == TemplateKind::message);
}

TEST_CASE("templates change places by the arrow keys of their handle, and leave into the trash") {
  TemplatesBench bench;
  const Id<TextTemplate> first = bench.add("First", "1"), second = bench.add("Second", "2");
  bench.button("Move: First").press({Key::down});
  bench.harness->settle();
  REQUIRE(bench.templates().size() == 2);
  CHECK(bench.templates()[0]->id == second);
  bench.button("Delete template First").click();
  bench.harness->settle();
  CHECK(bench[first].deleted);
  CHECK(bench.templates().size() == 1);
  bench.undo();
  CHECK(bench.templates().size() == 2);
}

TEST_CASE("the keys that a hint speaks of are those of the machine") {
  TemplatesBench bench;
  bench.by(Role::tab, "Deal templates").click();
  bench.harness->settle();
  CHECK(bench.says("To make one: Ctrl+K, "));
  bench.harness->ui().mac = true;
  bench.harness->ui().request_frame();
  bench.harness->settle();
  CHECK(bench.says("To make one: ⌘K, "));
  CHECK_FALSE(bench.says("Ctrl+K"));
}

TEST_CASE("nothing here is without a name") {
  TemplatesBench bench;
  bench.add("Named", "{{lines.table}}", TemplateKind::offer);
  bench.unfold("Named");
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

}  // namespace
