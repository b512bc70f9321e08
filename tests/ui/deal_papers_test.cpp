// Documents of a deal: numbered, followed to signature or payment, counted against its amount.
#include <doctest/doctest.h>

#include "tests/ui/shell_bench.hpp"
#include "ui/views/paper_words.hpp"

namespace voronka::test {
namespace {

using ui::Role;

struct PapersBench : AcmeBench {
  PapersBench() { open(); }
  Id<Paper> add(std::string_view kind) {
    button("Add document").click();
    harness->settle();
    by(Role::menu_item, kind).click();
    harness->settle();
    return {app.last_created()};
  }
  const Paper& paper(Id<Paper> id) const { return *app.document().find(id); }
};

TEST_CASE_FIXTURE(
    PapersBench,
    "an invoice is for what is not invoiced yet, of today, to be paid in five days, and takes the next number") {
  const Id<Paper> first = add("Invoice");
  const Date today = app.today();
  CHECK(paper(first).number == "1");
  CHECK(paper(first).date == today);
  CHECK(paper(first).due == Date{today.days + 5});
  CHECK(paper(first).amount == Money{.minor = 120'000, .currency = *currency_from("USD")});
  run(set_field(first, &Paper::amount, std::optional(Money{.minor = 50'000, .currency = *currency_from("USD")})));
  run(set_field(first, &Paper::number, std::string("A-09")));
  const Id<Paper> second = add("Invoice");
  CHECK(paper(second).number == "A-10");
  CHECK(paper(second).amount->minor == 70'000);
  CHECK(paper(add("Offer")).number == "1");
  const auto after = [&](std::string number) {
    run(set_field(second, &Paper::number, std::move(number)));
    return ui::next_number(app.document(), PaperKind::invoice);
  };
  run(set_field(first, &Paper::number, std::string()));
  CHECK(after("КП-7/26") == "КП-8/26");
  CHECK(after("99-2026") == "100-2026");
  CHECK(after("2026-14") == "2026-15");
  CHECK(after("2026/14") == "2026/15");
  CHECK(after("без номера") == "1");
}

TEST_CASE_FIXTURE(PapersBench, "paid has its day, and the deal says how much of it has come") {
  const Id<Paper> invoice = add("Invoice");
  run(set_field(invoice, &Paper::amount, std::optional(Money{.minor = 50'000, .currency = *currency_from("USD")})));
  harness->settle();
  by(Role::radio, "Paid").click();
  harness->settle();
  CHECK(paper(invoice).state == PaperState::paid);
  CHECK(paper(invoice).settled_on == app.today());
  CHECK(harness->tree_text().find("Paid $500 of $1,200") != std::string::npos);
  by(Role::radio, "Sent").click();
  harness->settle();
  CHECK_FALSE(paper(invoice).settled_on.has_value());
}

TEST_CASE_FIXTURE(PapersBench, "an invoice whose day has passed is late, until it is paid; a contract never is") {
  const Date today = app.today();
  Paper invoice = {.kind = PaperKind::invoice, .state = PaperState::sent, .due = Date{today.days - 1}};
  CHECK(is_overdue(invoice, today));
  CHECK(ui::paper_state_words(harness->ui(), invoice, today) == "Payment overdue: yesterday");
  CHECK_FALSE(is_overdue(invoice, Date{today.days - 1}));
  invoice.state = PaperState::paid;
  CHECK_FALSE(is_overdue(invoice, today));
  CHECK_FALSE(is_overdue({.kind = PaperKind::contract, .due = Date{today.days - 1}}, today));
}

TEST_CASE_FIXTURE(PapersBench,
                  "a chip leads to the deals whose payment is late, and is not there while there are none") {
  CHECK_FALSE(by(Role::button, "Payment overdue").exists());
  const Id<Paper> invoice = add("Invoice");
  run(set_field(invoice, &Paper::due, std::optional(Date{app.today().days - 1})));
  deal(0, "Other");
  harness->settle();
  button("Payment overdue").click();
  harness->settle();
  CHECK(titles(0) == std::vector<std::string>{"Acme"});
  button("Payment overdue").click();
  run(SettlePaper{.paper = invoice, .state = PaperState::paid});
  harness->settle();
  CHECK_FALSE(by(Role::button, "Payment overdue").exists());
  CHECK(titles(0).size() == 2);
}

TEST_CASE_FIXTURE(
    PapersBench,
    "fields are typed, a link that can be followed has a way there, and the trash takes it with one undo") {
  const Id<Paper> contract = add("Contract");
  by(Role::textbox, "Number").type("D-7/26");
  by(Role::textbox, "Link").type("https://example.com/d7.pdf");
  by(Role::textbox, "Comment").click();
  harness->settle();
  CHECK(paper(contract).number == "D-7/26");
  CHECK(by(Role::link, "Open").exists());
  CHECK(button("Contract D-7/26: show fields").exists());
  button("Document to the trash").click();
  harness->settle();
  CHECK(paper(contract).deleted.by == DeletedBy::user);
  CHECK_FALSE(button("Contract D-7/26: show fields").exists());
  send(Undo{});
  harness->settle();
  CHECK_FALSE(paper(contract).deleted);
}

}  // namespace
}  // namespace voronka::test
