// [M46] Where deals come from: share of won among the closed ones, and the value won. An empty text is "no source said".
#include <string_view>
#include <unordered_map>

#include "base/sort.hpp"
#include "metrics/facts.hpp"

namespace voronka {
namespace {

constexpr std::size_t most_sources = 30;

struct Source {
  std::string_view name = {};
  std::size_t won = 0;
  std::size_t priced = 0;
  double value = 0;
  std::vector<Id<Deal>> deals = {};
};

std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  std::vector<Source> sources;
  std::unordered_map<std::string_view, std::size_t> place;
  const auto rows = facts.document.table<Deal>().rows();
  for (std::size_t i = 0; i < facts.paths.deals.size(); ++i) {
    const DealPath& deal = facts.paths.deals[i];
    if (deal.end != VisitEnd::won && deal.end != VisitEnd::lost) continue;
    const std::string_view name = rows[deal.row].source;
    const auto [found, fresh] = place.try_emplace(name, sources.size());
    if (fresh) sources.push_back({.name = name});
    Source& source = sources[found->second];
    source.deals.push_back(facts.id(i));
    if (deal.end != VisitEnd::won) continue;
    ++source.won;
    source.priced += deal.has_amount ? 1 : 0;
    source.value += deal.amount_minor;
  }
  if (sources.empty()) return {number_of("win_rate", MetricUnit::share, 0, 0)};
  sort_rows(sources, [](const Source& a, const Source& b) {
    return a.deals.size() != b.deals.size() ? a.deals.size() > b.deals.size() : a.name < b.name;
  });
  if (sources.size() > most_sources) sources.resize(most_sources);
  std::vector<MetricValue> values;
  for (Source& source : sources) {
    MetricValue rate = share_of("win_rate", source.won, source.deals.size());
    rate.text = source.name;
    rate.deals = std::move(source.deals);
    values.push_back(std::move(rate));
    MetricValue won = money_of(facts, "won", MetricUnit::money, source.value, source.priced);
    won.text = source.name;
    values.push_back(std::move(won));
  }
  return values;
}

}  // namespace

extern const Metric sources_metric = {.id = "sources", .title = TextKey::metric_sources, .of_facts = of_facts};

}  // namespace voronka
