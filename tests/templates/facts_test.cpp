#include "templates/facts.hpp"

#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"
#include "tests/templates/template_bench.hpp"

namespace voronka::test {
namespace {

TEST_CASE_FIXTURE(PipelineFixture,
                  "the company is the deal's, else that of the person, and none that is in the trash") {
  const Id<Company> granit = {must(AddRecord{Company{.name = "Granit"}})};
  const Id<Company> romashka = {must(AddRecord{Company{.name = "Romashka"}})};
  const Id<Contact> anna = {must(AddRecord{Contact{.name = "Anna", .company = granit}})};
  const Id<Deal> sale = deal(1, 120'000, "Windows");
  const auto company = [&] {
    const TemplateFacts facts = facts_of(document, (*this)[sale], document.find(anna), Date{20'000}, "7");
    return facts.company ? facts.company->name : std::string();
  };
  CHECK(company() == "Granit");
  must(set_field(sale, &Deal::company, romashka));
  CHECK(company() == "Romashka");
  must(DeleteRecords{.type = RecordType::company, .ids = {romashka.raw}});
  CHECK(company() == "");
}

TEST_CASE_FIXTURE(PipelineFixture, "lines come in their order, with what they come to, and without the deleted ones") {
  const Id<Deal> sale = deal(1, 0, "Windows");
  const Id<Deal> other = deal(1, 0, "Doors");
  const auto add = [&](Id<Deal> of, std::string name, std::int64_t minor) {
    return Id<Line>{must(AddRecord{
        Line{.deal = of, .name = std::move(name), .quantity = "2", .price = Money{.minor = minor, .currency = rub}}})};
  };
  add(sale, "Window", 1'000);
  const Id<Line> gone = add(sale, "Sill", 500);
  add(sale, "Fitting", 250);
  add(other, "Door", 700);
  must(DeleteRecords{.type = RecordType::line, .ids = {gone.raw}});
  const TemplateFacts facts = facts_of(document, (*this)[sale], nullptr, Date{20'000}, {});
  const PlainWording wording;
  CHECK(render("{{#lines}}{{n}} {{name}} {{sum}}{{/lines}}\n{{lines.sum}}, {{lines.count}}, {{deal.stage}}", facts,
               wording)
            .text == "1 Window 20.00 RUB\n2 Fitting 5.00 RUB\n25.00 RUB, 2, " + document.find(stages[1])->name);
}

}  // namespace
}  // namespace voronka::test
