// A price list over the catalogue: by code, else by name, and the same list twice.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"
#include "tests/support/pipeline_fixture.hpp"
#include "tests/support/replica.hpp"

namespace voronka::test {
namespace {

CatalogRow row(std::string name, std::string code = {}, std::int64_t rubles = -1) {
  CatalogRow row = {.product = {.name = std::move(name), .code = std::move(code)}};
  if (rubles >= 0) row.product.price = Money{.minor = rubles * 100, .currency = *currency_from("RUB")};
  return row;
}

struct CatalogFixture : PipelineFixture {
  Id<Product> add(std::string name, std::string code = {}, std::int64_t rubles = -1) {
    return {must(AddRecord{row(std::move(name), std::move(code), rubles).product})};
  }
  CatalogCounts apply(const std::vector<CatalogRow>& rows) {
    const CatalogCounts counts = counts_of(document, rows);
    must(ApplyCatalog{.rows = rows});
    return counts;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const Product& product : document.table<Product>().rows())
      if (!product.deleted) names.push_back(product.code + "/" + product.name);
    std::ranges::sort(names);
    return names;
  }
};

TEST_CASE_FIXTURE(CatalogFixture, "a code is stronger than a name, and a name finds what has no code") {
  const Id<Product> cable = add("Cable", "A-1", 100);
  const Id<Product> plug = add("Plug", {}, 50);
  CHECK(apply({row("Cable, new name", "a-1", 120), row("PLUG", "B-2"), row("Cable", "C-3", 7)}) ==
        CatalogCounts{.added = 1, .changed = 2});
  CHECK(document.find(cable)->name == "Cable, new name");
  CHECK(document.find(cable)->price->minor == 120'00);
  CHECK(document.find(plug)->code == "B-2");
  CHECK(document.find(plug)->price->minor == 50'00);  // an empty cell says nothing
  CHECK(names() == std::vector<std::string>{"B-2/PLUG", "C-3/Cable", "a-1/Cable, new name"});
}

TEST_CASE_FIXTURE(CatalogFixture, "VAT is taken where it is said, without VAT, too") {
  const Id<Product> cable = add("Cable");
  CatalogRow with = row("Cable");
  with.vat_said = true;
  with.product.vat_percent = 20;
  apply({with});
  CHECK(document.find(cable)->vat_percent == 20);
  apply({row("Cable")});
  CHECK(document.find(cable)->vat_percent == 20);
  with.product.vat_percent.reset();
  apply({with});
  CHECK_FALSE(document.find(cable)->vat_percent.has_value());
}

TEST_CASE_FIXTURE(CatalogFixture, "a row that means a product for the second time is left out; the trash stays there") {
  CHECK(apply({row("Cable", "A-1"), row("Cable"), row("cable", "a-1")}) == CatalogCounts{.added = 1, .repeated = 2});
  const Id<Product> cable = document.table<Product>().rows()[0].id;
  must(DeleteRecords{.type = RecordType::product, .ids = {cable.raw}});
  CHECK(apply({row("Cable", "A-1")}).added == 1);
  CHECK(document.find(cable)->deleted);
}

TEST_CASE_FIXTURE(CatalogFixture, "one undo takes the whole list back") {
  const Id<Product> cable = add("Cable", "A-1", 100);
  apply({row("Cable", "A-1", 120), row("Plug")});
  must(Revert{.entry = last_entry});
  CHECK(names() == std::vector<std::string>{"A-1/Cable"});
  CHECK(document.find(cable)->price->minor == 100'00);
}

TEST_CASE("the same list again changes nothing, whatever is in the catalogue and in which order") {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    CatalogFixture fixture;
    Random random(seed);
    const auto word = [&] { return std::string(1, static_cast<char>('A' + random.below(4))); };
    const auto code = [&] { return random.below(2) == 0 ? std::string() : "c" + word(); };
    for (std::uint64_t i = random.below(6); i > 0; --i) fixture.add(word(), code());
    std::vector<CatalogRow> rows;
    for (std::uint64_t i = random.below(8); i > 0; --i)
      rows.push_back(row(word(), code(), static_cast<std::int64_t>(random.below(3)) - 1));
    fixture.apply(rows);
    const auto names = fixture.names();
    const CatalogCounts again = counts_of(fixture.document, rows);
    CHECK(again.added == 0);
    CHECK(again.changed == 0);
    fixture.apply(rows);
    CHECK(fixture.names() == names);
  }
}

TEST_CASE("one price list read on two devices is one catalogue after a merge, and later prices are asked about") {
  const PipelineFixture origin;
  const std::vector<CatalogRow> rows = {row("Cable", "A-1", 100), row("Plug", {}, 50)};
  PipelineFixture a = replica_of(origin, 1), b = replica_of(origin, 2);
  a.must(ApplyCatalog{.rows = rows});
  b.must(ApplyCatalog{.rows = rows});
  const ApplyMerge from_a = merge_of(a.document);
  a.must(merge_of(b.document));
  b.must(from_a);
  CHECK(a.document.table<Product>().size() == 2);
  CHECK(export_file(a.document) == export_file(b.document));
}

TEST_CASE_FIXTURE(CatalogFixture,
                  "what an undo took away comes back as the same product, what is in the trash stays there") {
  must(ApplyCatalog{.rows = {row("Cable", "A-1", 100)}});
  const Id<Product> cable = document.table<Product>().rows()[0].id;
  must(Revert{.entry = last_entry});
  CHECK(document.find(cable)->deleted.by == DeletedBy::undo);
  must(ApplyCatalog{.rows = {row("Cable", "A-1", 120)}});
  CHECK(document.table<Product>().size() == 1);
  CHECK(document.find(cable)->price->minor == 120'00);
  CHECK_FALSE(document.find(cable)->deleted);
  const JournalEntry again = last_entry;
  must(Revert{.entry = again});
  CHECK(document.find(cable)->deleted.by == DeletedBy::undo);
  must(Revert{.entry = last_entry});
  CHECK_FALSE(document.find(cable)->deleted);
  must(DeleteRecords{.type = RecordType::product, .ids = {cable.raw}});
  must(ApplyCatalog{.rows = {row("Cable", "A-1", 130)}});
  REQUIRE(document.table<Product>().size() == 2);
  CHECK(document.find(cable)->deleted.by == DeletedBy::user);
  CHECK(names() == std::vector<std::string>{"A-1/Cable"});
}

}  // namespace
}  // namespace voronka::test
