// Offers and messages from templates: filled in, changed, handed on, and noted among the documents of the deal.
#include <doctest/doctest.h>

#include "tests/ui/shell_bench.hpp"
#include "ui/message_links.hpp"
#include "ui/views/template_words.hpp"

namespace voronka::test {
namespace {

using ui::Role;

struct OfferBench : AcmeBench {
  explicit OfferBench(ui::Viewport viewport = {.width = 1280, .height = 2400, .scale = 1}) : AcmeBench(viewport) {
    run(AddRecord{Contact{.name = "Anna Ivanova", .phones = {"+7 917 555-01-22"}, .emails = {"anna@acme.example"}}});
    anna = {app.last_created()};
    run(set_field(acme, &Deal::contacts, std::vector{anna}));
    harness->settle();
  }
  void add(std::string name, std::string text, TemplateKind kind = TemplateKind::offer, std::string subject = {}) {
    run(AddRecord{
        TextTemplate{.name = std::move(name), .kind = kind, .subject = std::move(subject), .text = std::move(text)}});
    harness->settle();
  }
  void open() {
    AcmeBench::open();
    button("Offer from a template…").click();
    harness->settle();
  }
  Found dialog() { return by(Role::dialog, "Offer from a template"); }
  Found text() {
    const Found offer = dialog();
    return (offer.exists() ? offer : by(Role::dialog, "Write: ")).within(Role::textbox, "Text");
  }
  std::vector<const Paper*> papers() const {
    std::vector<const Paper*> found;
    for (const Paper& paper : app.document().table<Paper>().rows())
      if (!paper.deleted) found.push_back(&paper);
    return found;
  }
  void press(std::string_view name) {
    dialog().within(Role::button, name).click();
    harness->settle();
  }
  Id<Contact> anna = {};
};

TEST_CASE("without any template the dialog offers the ready ones, and then shows the first") {
  OfferBench bench;
  bench.open();
  REQUIRE(bench.dialog().exists());
  CHECK_FALSE(bench.text().exists());
  bench.press("Add ready templates");
  REQUIRE(bench.text().exists());
  CHECK(bench.text().value().starts_with("Dear Anna,"));
  CHECK(bench.text().value().contains("Total: $1,200 (one thousand two hundred US dollars 00 cents)."));
  // No line items: the place for them is said, not empty.
  CHECK(bench.text().value().contains("(list what you offer)"));
  CHECK(bench.text().value().contains("[company.name?]"));
  CHECK(bench.by(Role::alert, "Nothing to fill in: company.name").exists());
}

TEST_CASE("copying makes one offer of today with the next number and the deal's amount; undo takes it back") {
  OfferBench bench;
  bench.add("Plain", "Offer {{paper.number}} for {{deal.title}}");
  bench.run(AddRecord{Paper{.deal = bench.acme, .kind = PaperKind::offer, .number = "КП-7/26"}});
  bench.harness->settle();
  bench.open();
  CHECK(bench.text().value() == "Offer КП-8/26 for Acme");
  bench.press("Copy text");
  CHECK(bench.harness->host().copied == "Offer КП-8/26 for Acme");
  REQUIRE(bench.papers().size() == 2);
  const Paper made = *bench.papers()[1];
  CHECK(made.kind == PaperKind::offer);
  CHECK(made.number == "КП-8/26");
  CHECK(made.date == bench.app.today());
  CHECK(made.amount == bench[bench.acme].amount);
  CHECK(made.deal == bench.acme);
  // Handed on once more it is still the same offer.
  bench.press("Copy text");
  CHECK(bench.papers().size() == 2);
  bench.send(Undo{});
  bench.harness->settle();
  CHECK(bench.papers().size() == 1);
  bench.press("Copy text");
  CHECK(bench.papers().size() == 2);
}

TEST_CASE("who says no gets no document") {
  OfferBench bench;
  bench.add("Plain", "x");
  bench.open();
  bench.dialog().within(Role::checkbox, "Add to the deal").click();
  bench.harness->settle();
  bench.press("Copy text");
  CHECK(bench.harness->host().copied == "x");
  CHECK(bench.papers().empty());
}

TEST_CASE("what was changed by hand is what goes out: to the printer, escaped") {
  OfferBench bench;
  bench.add("Plain", "For {{deal.title}}", TemplateKind::offer, "Offer No. {{paper.number}}");
  bench.open();
  bench.text().type("For <Acme>\n\nName\tSum\nWindow\t100");
  bench.harness->settle();
  bench.press("Print");
  CHECK(
      bench.harness->host().printed ==
      "<h1>Offer No. 1</h1><p>For &lt;Acme&gt;</p><table><thead><tr><th>Name</th><th class=\"n\">Sum</th></tr></thead>"
      "<tbody><tr><td>Window</td><td class=\"n\">100</td></tr></tbody></table>");
  CHECK(bench.papers().size() == 1);
}

TEST_CASE("a letter has subject and text; one too long for an address is copied, and that is said") {
  OfferBench bench;
  bench.add("Plain", "For {{deal.title}}", TemplateKind::offer, "Offer & price");
  bench.open();
  bench.press("E-mail");
  CHECK(bench.harness->host().opened == "mailto:anna@acme.example?subject=Offer%20%26%20price&body=For%20Acme");
  bench.text().type(std::string(3'000, 'x'));
  bench.harness->settle();
  bench.press("E-mail");
  CHECK(bench.harness->host().opened == "mailto:anna@acme.example?subject=Offer%20%26%20price");
  CHECK(bench.harness->host().copied == std::string(3'000, 'x'));
}

TEST_CASE("another template is another text") {
  OfferBench bench;
  bench.add("One", "first");
  bench.add("Two", "second");
  bench.add("A message", "no offer", TemplateKind::message);
  bench.open();
  CHECK(bench.text().value() == "first");
  bench.dialog().within(Role::combobox, "Template").click();
  bench.harness->settle();
  CHECK(bench.harness->count(Role::option) == 2);
  bench.by(Role::option, "Two").click();
  bench.harness->settle();
  CHECK(bench.text().value() == "second");
}

TEST_CASE("a dialog closed by Esc has the changed text again, until the offer is made") {
  OfferBench bench;
  bench.add("Plain", "x");
  bench.open();
  bench.text().type("written by hand");
  bench.harness->settle();
  const auto again = [&] {
    bench.harness->press({ui::Key::escape});
    bench.harness->settle();
    if (bench.dialog().exists()) bench.harness->press({ui::Key::escape});
    bench.harness->settle();
    REQUIRE_FALSE(bench.dialog().exists());
    bench.button("Offer from a template…").click();
    bench.harness->settle();
  };
  bench.dialog().within(Role::button, "Print").focus();
  again();
  CHECK(bench.text().value() == "written by hand");
  bench.press("Copy text");
  CHECK(bench.papers().size() == 1);
  again();
  CHECK(bench.text().value() == "x");
}

TEST_CASE("Esc in the text or the subject closes the dialog and keeps what was typed, of each deal its own") {
  OfferBench bench;
  bench.add("Plain", "For {{deal.title}}", TemplateKind::offer, "Offer");
  const Id<Deal> other = bench.deal(1, "Beta", 10);
  bench.harness->settle();
  bench.open();
  bench.dialog().within(Role::textbox, "Subject or title").type("A better subject");
  bench.harness->press({ui::Key::escape});
  bench.harness->settle();
  REQUIRE_FALSE(bench.dialog().exists());
  const auto open_of = [&](std::string_view card) {
    bench.card(card).click();
    bench.harness->settle();
    bench.button("Offer from a template…").click();
    bench.harness->settle();
  };
  open_of("Beta");
  CHECK(bench.text().value() == "For Beta");
  CHECK(bench.dialog().within(Role::textbox, "Subject or title").value() == "Offer");
  bench.text().type("Beta by hand");
  bench.harness->press({ui::Key::escape});
  bench.harness->settle();
  REQUIRE_FALSE(bench.dialog().exists());
  open_of("Acme");
  CHECK(bench.dialog().within(Role::textbox, "Subject or title").value() == "A better subject");
  bench.harness->press({ui::Key::escape});
  bench.harness->settle();
  open_of("Beta");
  CHECK(bench.text().value() == "Beta by hand");
  CHECK(bench[other].title == "Beta");
}

TEST_CASE("a text changed by hand comes back after another template was chosen") {
  OfferBench bench;
  bench.add("One", "first");
  bench.add("Two", "second");
  bench.open();
  CHECK_FALSE(bench.dialog().within(Role::button, "Bring back my text").exists());
  bench.text().type("mine");
  bench.dialog().within(Role::combobox, "Template").click();
  bench.harness->settle();
  bench.by(Role::option, "Two").click();
  bench.harness->settle();
  CHECK(bench.text().value() == "second");
  bench.press("Bring back my text");
  CHECK(bench.text().value() == "mine");
  CHECK_FALSE(bench.dialog().within(Role::button, "Bring back my text").exists());
}

TEST_CASE("in a low window the text keeps its lines and what lies below them is scrolled to") {
  OfferBench bench({.width = 844, .height = 390, .scale = 1});
  bench.add("Plain", "x", TemplateKind::offer, "Offer");
  bench.card("Acme").activate();
  bench.harness->settle();
  bench.button("Offer from a template…").activate();
  bench.harness->settle();
  CHECK(bench.text().rect().h >= 160);
  const Found box = bench.dialog().within(Role::checkbox, "Add to the deal");
  bench.harness->by_id(box.id()).focus();
  bench.harness->settle();
  CHECK(box.rect().bottom() <= bench.dialog().within(Role::button, "Print").rect().y);
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

TEST_CASE("a message is looked at first once there are templates, and begins with the text of the settings") {
  OfferBench bench;
  Preferences preferences = bench.app.preferences();
  preferences.message = "Hi {name}";
  bench.send(SetPreferences{.preferences = preferences});
  bench.harness->settle();
  const auto write = [&] {
    bench.card("Acme").right_click();
    bench.harness->settle();
    bench.by(Role::menu_item, "Write…").click();
    bench.harness->settle();
    bench.by(Role::menu_item, "WhatsApp").click();
    bench.harness->settle();
  };
  write();
  CHECK(bench.harness->host().opened == "https://wa.me/79175550122?text=Hi%20Anna%20Ivanova");
  bench.harness->host().opened.clear();

  bench.add("Call", "{{contact.first_name}}, may I call?", TemplateKind::message);
  write();
  CHECK(bench.harness->host().opened.empty());
  REQUIRE(bench.by(Role::dialog, "Write: WhatsApp").exists());
  CHECK(bench.text().value() == "Hi Anna Ivanova");
  bench.by(Role::combobox, "Template").click();
  bench.harness->settle();
  bench.by(Role::option, "Call").click();
  bench.harness->settle();
  CHECK(bench.text().value() == "Anna, may I call?");
  bench.text().type("Anna, now?");
  bench.harness->settle();
  bench.button("Open WhatsApp").click();
  bench.harness->settle();
  CHECK(bench.harness->host().opened == "https://wa.me/79175550122?text=Anna%2C%20now%3F");
  CHECK_FALSE(bench.by(Role::dialog, "Write: WhatsApp").exists());
  CHECK(bench.papers().empty());
}

TEST_CASE("on a phone the dialog has all its parts, each with a name") {
  OfferBench bench({.width = 390, .height = 2400, .scale = 1});
  bench.add("Plain", "x");
  bench.open();
  for (const std::string_view name : {"Print", "E-mail", "Copy text"}) {
    const ui::Rect rect = bench.dialog().within(Role::button, name).rect();
    CHECK(rect.x >= 0);
    CHECK(rect.right() <= 390);
  }
  CHECK(bench.text().rect().h > 200);
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

TEST_CASE("letters to nobody yet, and line breaks of letters") {
  CHECK(ui::mail_link("", "a", "b\nc") == "mailto:?subject=a&body=b%0D%0Ac");
  CHECK(ui::mail_link("a@b.c", "", "x") == "mailto:a@b.c?body=x");
  CHECK(ui::mail_link("a@b.c", "", "") == "mailto:a@b.c");
}

}  // namespace
}  // namespace voronka::test
