// The amount of a deal follows its lines, and what was typed by hand stays until they come to something else.
#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

const Currency rub = *currency_from("RUB");

struct LinesFixture : PipelineFixture {
  LinesFixture() {
    it = deal(0, 777);
    other = deal(1, 555);
  }
  Id<Line> add(std::int64_t price_minor, std::string quantity = "1", Currency currency = rub) {
    return {must(AddRecord{Line{.deal = it,
                                .name = "Line",
                                .quantity = std::move(quantity),
                                .price = Money{.minor = price_minor, .currency = currency}}})};
  }
  std::optional<std::int64_t> amount() const {
    const auto& money = (*this)[it].amount;
    return money ? std::optional(money->minor) : std::nullopt;
  }
  Id<Deal> it = {}, other = {};
};

TEST_CASE_FIXTURE(LinesFixture,
                  "lines that are added, edited, deleted and restored set the amount of their deal only") {
  const Id<Line> first = add(100'00, "2");
  CHECK(amount() == 200'00);
  add(50'00);
  CHECK(amount() == 250'00);
  must(set_field(first, &Line::quantity, std::string("3")));
  CHECK(amount() == 350'00);
  must(set_field(first, &Line::discount_percent, std::string("50")));
  CHECK(amount() == 200'00);
  must(DeleteRecords{.type = RecordType::line, .ids = {first.raw}});
  CHECK(amount() == 50'00);
  must(RestoreRecords{.type = RecordType::line, .ids = {first.raw}});
  CHECK(amount() == 200'00);
  CHECK((*this)[other].amount->minor == 555);
}

TEST_CASE_FIXTURE(LinesFixture, "an amount typed by hand stays while lines come to the same, and not longer") {
  const Id<Line> line = add(100'00);
  must(set_field(it, &Deal::amount, std::optional(Money{.minor = 90'00, .currency = rub})));
  CHECK(amount() == 90'00);
  must(set_field(line, &Line::name, std::string("Other name")));
  must(set_field(line, &Line::unit, std::string("h")));
  CHECK(amount() == 90'00);
  must(set_field(line, &Line::quantity, std::string("2")));
  CHECK(amount() == 200'00);
}

TEST_CASE_FIXTURE(LinesFixture, "without a priced line, or with two currencies, the deal keeps its amount") {
  const Id<Line> line = {must(AddRecord{Line{.deal = it, .name = "Unpriced"}})};
  CHECK(amount() == 777);
  const Id<Line> priced = add(10'00);
  CHECK(amount() == 10'00);
  const Id<Line> dollars = add(5'00, "1", *currency_from("USD"));
  CHECK(amount() == 10'00);
  must(set_field(priced, &Line::quantity, std::string("7")));
  CHECK(amount() == 10'00);
  must(DeleteRecords{.type = RecordType::line, .ids = {priced.raw}});
  CHECK((*this)[it].amount == Money{.minor = 5'00, .currency = *currency_from("USD")});
  must(DeleteRecords{.type = RecordType::line, .ids = {dollars.raw, line.raw}});
  CHECK(amount() == 5'00);
}

TEST_CASE_FIXTURE(LinesFixture, "a line that goes to another deal changes both") {
  const Id<Line> line = add(100'00);
  add(30'00);
  must(set_field(line, &Line::deal, other));
  CHECK(amount() == 30'00);
  CHECK((*this)[other].amount->minor == 100'00);
}

TEST_CASE_FIXTURE(LinesFixture, "undo takes back the amount with the line, and an import sets none") {
  const Id<Line> line = add(100'00);
  must(Revert{.entry = last_entry});
  CHECK(document.find(line)->deleted);
  CHECK(amount() == 777);
  RecordSet records;
  records.of<Line>().push_back(
      {.id = {make_id()}, .deal = it, .price = Money{.minor = 1, .currency = rub}, .rank = {spread_rank(0, 1)}});
  must(ApplyImport{.records = std::move(records)});
  CHECK(amount() == 777);
}

}  // namespace
}  // namespace voronka::test
