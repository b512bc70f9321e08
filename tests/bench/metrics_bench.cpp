// What all metrics cost from scratch: 100,000 deals with 1,000,000 events and 200,000 activities. Budget: 250 ms in the page, so the
// preset web-bench says the number that counts.
// Usage: metrics_bench [DEALS]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "base/random.hpp"
#include "metrics/facts.hpp"
#include "tests/support/history_builder.hpp"

namespace {

using namespace voronka;
using namespace voronka::test;

template <class Work>
double median_ms(const Work& work) {
  std::vector<double> times;
  for (int i = 0; i < 5; ++i) {
    const std::clock_t start = std::clock();  // of the processor: what else the machine does is not ours
    work();
    times.push_back(1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::ranges::sort(times);
  return times[2];
}

constexpr double now = 1000;

void make(HistoryBuilder& builder, std::size_t deals) {
  Random random(1);
  std::vector<Id<Company>> companies;
  for (std::size_t i = 0; i < deals / 3 + 1; ++i) companies.push_back({builder.id()});
  constexpr const char* sources[] = {"Avito", "site", "referral", "call", "fair"};
  for (std::size_t i = 0; i < deals; ++i) {
    double when = random.unit() * now;
    Deal& deal = builder.deal(when);
    deal.amount = builder.rubles(1000 + static_cast<std::int64_t>(random.below(100'000)));
    builder.happened(deal, EventKind::amount_changed, when, *deal.amount);
    deal.source = sources[random.below(5)];
    deal.company = companies[random.index(companies.size())];
    std::size_t stage = 0;
    while (deal.history.size() < 9) {
      when += random.unit() * 12;
      if (when > now) break;
      const std::uint64_t draw = random.below(10);
      if (draw < 4) {
        builder.happened(deal, EventKind::expected_close_changed, when,
                         HistoryBuilder::date(static_cast<int>(when + random.unit() * 60)));
      } else if (draw < 5) {
        break;
      } else if (stage < 5) {
        builder.enter(deal, when, draw == 9 && stage > 0 ? --stage : ++stage);
      }
    }
    while (deal.history.size() < 9)
      builder.happened(deal, EventKind::expected_close_changed, std::min(when, now),
                       HistoryBuilder::date(static_cast<int>(now)));
    if (when < now) random.below(4) == 0 ? builder.win(deal, when) : builder.lose(deal, when);
    for (int touch = 0; touch < 2; ++touch) builder.activity(deal, std::min(when, now) - random.unit() * 5);
  }
}

}  // namespace

int main(int count, char** arguments) {
  const std::size_t deals = count > 1 ? static_cast<std::size_t>(std::strtoul(arguments[1], nullptr, 10)) : 100'000;
  HistoryBuilder builder(6);
  make(builder, deals);
  const Document document = builder.document();
  std::size_t events = 0;
  for (const Deal& deal : document.table<Deal>().rows()) events += deal.history.size();
  const Query query = {.pipeline = builder.pipeline, .now = HistoryBuilder::at(now)};
  std::size_t kept = 0;
  const double paths =
      median_ms([&] { kept += deal_paths(document, {.pipeline = query.pipeline, .now = query.now}).visits.size(); });
  const double making = median_ms([&] { kept += facts_of(document, query).stays.size(); });
  const Facts facts = facts_of(document, query);
  std::printf("%zu deals, %zu events, %zu stays: paths %.1f ms, all facts %.1f ms\n", deals, events, facts.stays.size(),
              paths, making);
  double all = 0;
  for (const Metric* metric : metrics()) {
    const double whole = median_ms([&] { kept += metric->of_facts(facts, {}).size(); });
    const double stages = median_ms([&] {
      for (const Id<Stage> stage : builder.stages) kept += metric->of_facts(facts, stage).size();
    });
    std::printf("  %-18.*s whole %6.2f ms, its stages %6.2f ms\n", static_cast<int>(metric->id.size()),
                metric->id.data(), whole, stages);
    all += whole + stages;
  }
  std::printf("all of it %.0f ms (facts %.0f, metrics %.0f)\n", making + all, making, all);
  return kept == 0 ? 1 : 0;
}
