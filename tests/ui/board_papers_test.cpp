// Documents in the search texts of the board's model, without a view: which deal has which, over changes and languages.
#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"
#include "ui/board_model.hpp"

namespace voronka::ui {
namespace {

constexpr Date monday = {20'458};  // the fixture's first day
const std::array<std::string, paper_kind_count> english = {"Offer ", "Contract ", "Invoice ", "Act "};
const std::array<std::string, paper_kind_count> russian = {"Предложение № ", "Договор № ", "Счёт № ", "Акт № "};

struct Papers : test::PipelineFixture {
  // How many deals the board shows for a search, worked in slices.
  std::size_t shown(std::string_view search) {
    do {
      model.update(document,
                   {.pipeline = pipeline, .search = search, .today = monday, .search_budget = 40, .match_budget = 100});
    } while (model.searching());
    return model.shown();
  }
  Id<Paper> paper(Id<Deal> of, std::string number, PaperKind kind = PaperKind::invoice) {
    return {must(AddRecord{Paper{.deal = of, .kind = kind, .number = std::move(number)}})};
  }
  Id<Paper> meant(Id<Deal> of, std::string_view search) { return model.paper_meant(document, of, SearchQuery(search)); }
  BoardModel model = {};
};

}  // namespace

TEST_CASE_FIXTURE(Papers, "each of many deals is found by its own documents, also by those of a kind") {
  std::vector<Id<Deal>> deals;
  for (int i = 0; i < 130; ++i) deals.push_back(deal(0, 0, "Deal"));
  for (std::size_t i = 0; i < deals.size(); i += 3) paper(deals[i], "q" + std::to_string(1000 + i) + "z");
  const Id<Paper> second = paper(deals[7], "q2000z", PaperKind::act);
  CHECK(shown("q1006z") == 1);
  CHECK(meant(deals[6], "q1006z"));
  CHECK_FALSE(meant(deals[9], "q1006z"));
  CHECK(shown("q1007z") == 0);
  CHECK(shown("q2000z") == 1);
  CHECK(meant(deals[7], "q2000z") == second);
  CHECK(shown("invoice") == 0);  // nobody has said what kinds are called
  model.name_papers(english);
  CHECK(shown("invoice") == 44);
  CHECK(shown("act q2000z") == 1);
}

TEST_CASE_FIXTURE(Papers, "in another language documents are found by its words, without another letter typed") {
  paper(deal(0), "1");
  model.name_papers(english);
  CHECK(shown("счет") == 0);
  model.name_papers(russian);
  CHECK(shown("счет") == 1);
  CHECK(shown("invoice") == 0);
  model.name_papers(russian);
  CHECK_FALSE(model.searching());  // the same words cost nothing
}

TEST_CASE_FIXTURE(Papers, "a document that goes to another deal takes its words along") {
  const Id<Deal> first = deal(0, 0, "First"), other = deal(0, 0, "Other");
  const Id<Paper> moved = paper(first, "zz9");
  CHECK(shown("zz9") == 1);
  CHECK(meant(first, "zz9") == moved);
  must(set_field(moved, &Paper::deal, other));
  CHECK(shown("zz9") == 1);
  CHECK_FALSE(meant(first, "zz9"));
  CHECK(meant(other, "zz9") == moved);
  CHECK(shown("zz9 first") == 0);
}

TEST_CASE_FIXTURE(Papers, "what the title says, too, is meant of the deal and of no document") {
  const Id<Deal> titled = deal(0, 0, "Contract 14");
  const Id<Paper> paper_of = paper(titled, "14", PaperKind::contract);
  model.name_papers(english);
  CHECK(shown("contract 14") == 1);
  CHECK_FALSE(meant(titled, "contract 14"));
  must(set_field(titled, &Deal::title, std::string("Roof")));
  CHECK(shown("contract 14") == 1);
  CHECK(meant(titled, "contract 14") == paper_of);
  CHECK_FALSE(meant(titled, ""));
}

}  // namespace voronka::ui
