// How long the board takes to follow the document at 100,000 deals: first build, an edit, a letter typed, a frame without a
// change. Prints milliseconds, the median of several; decision 22 wants an edit and a letter within 8.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/plan.hpp"
#include "app/sample_data.hpp"
#include "model/stages.hpp"
#include "ui/board_model.hpp"

namespace voronka {
namespace {

template <class Work>
void measure(const char* what, int times, const Work& work) {
  std::vector<double> milliseconds;
  for (int i = 0; i < times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work(i);
    milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::ranges::sort(milliseconds);
  std::printf("%-40s %8.3f ms  (worst %.3f)\n", what, milliseconds[milliseconds.size() / 2], milliseconds.back());
}

int run(std::size_t deals) {
  const Moment now = {.utc_ms = 1'790'000'000'000, .offset_minutes = 180};
  const StarterTexts starter = {.pipeline_name = "Sales",
                                .stage_names = {"1", "2", "3", "4", "5", "6", "7"},
                                .loss_reasons = {"x"},
                                .currency = "RUB"};
  Document document;
  std::uint64_t next_dot = 1;
  const auto commit = [&](Command command) {
    Result<Planned> planned =
        plan(document, std::move(command),
             {.now = now, .actor = *actor_from("BenchAct"), .first_dot = next_dot, .random_seed = next_dot});
    if (!planned) std::abort();
    next_dot += planned->dots_used;
    document.commit(std::move(planned->patch));
  };
  commit(ApplyImport{.records = sample_data({.deals = deals, .now = now, .starter = starter})});
  const Id<Pipeline> pipeline = pipelines_of(document)[0]->id;
  const auto stages = stages_of(document, pipeline);
  const std::vector<Id<Stage>> columns = {stages[0]->id, stages[1]->id};
  ui::BoardModel model;
  const auto update = [&](std::string_view search = {}) {
    model.update(document, {.pipeline = pipeline, .search = search, .today = local_date(now)});
  };
  std::printf("%zu deals, %zu activities\n", document.table<Deal>().size(), document.table<Activity>().size());
  measure("first build", 1, [&](int) { update(); });
  measure("nothing changed", 101, [&](int) { update(); });
  measure("search texts, all", 1, [&](int) { model.prepare_search(document, deals); });
  const char* typed[] = {"о", "ро", "рома", "ромашка", "hjvf", "555", "а б", "зщзщ"};
  for (const char* search : typed) {
    const std::string label = std::string("search '") + search + "'";
    measure(label.c_str(), 5, [&](int) {
      update();
      update(search);
    });
  }
  update();
  const Id<Deal> deal = document.table<Deal>().rows()[deals / 2].id;
  measure("a deal moved: plan and commit", 1,
          [&](int i) { commit(MoveDeal{.deal = deal, .to = columns[static_cast<std::size_t>(i % 2)]}); });
  for (const int i : {0, 1, 2, 3, 4}) {
    commit(MoveDeal{.deal = deal, .to = columns[static_cast<std::size_t>(i % 2)]});
    measure("... and the board follows", 1, [&](int) { update(); });
  }
  commit(AddRecord{Activity{.deal = deal, .title = "call", .due = {.date = local_date(now)}}});
  measure("an activity added", 1, [&](int) { update(); });
  commit(set_field(deal, &Deal::title, std::string("Ромашка")));
  measure("a title typed during a search", 1, [&](int) { update("рома"); });
  return 0;
}

}  // namespace
}  // namespace voronka

int main(int count, char** arguments) {
  return voronka::run(count > 1 ? static_cast<std::size_t>(std::atol(arguments[1])) : 100'000);
}
