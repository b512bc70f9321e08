// [M47] Who buys again, how soon, and what a customer has brought so far.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "metrics/facts.hpp"

namespace voronka {
namespace {

struct Customer {
  double first_day = INFINITY;  // of the wins whose day is known
  double second_day = INFINITY;
  double value = 0;
  bool priced = false;
};

std::vector<Customer> customers_of(const Facts& facts) {
  std::vector<Customer> customers;
  std::unordered_map<RawId, std::size_t, IdHash> place;
  const auto rows = facts.document.table<Deal>().rows();
  for (const DealPath& deal : facts.paths.deals) {
    if (deal.end != VisitEnd::won) continue;
    const Deal& record = rows[deal.row];
    const RawId who = record.company ? record.company.raw : record.contacts.empty() ? RawId{} : record.contacts[0].raw;
    if (!who) continue;
    const auto [found, fresh] = place.try_emplace(who, customers.size());
    if (fresh) customers.emplace_back();
    Customer& customer = customers[found->second];
    customer.value += deal.amount_minor;
    customer.priced = customer.priced || deal.has_amount;
    if (!deal.end_known) continue;
    if (deal.end_day < customer.first_day) {
      customer.second_day = customer.first_day;
      customer.first_day = deal.end_day;
    } else {
      customer.second_day = std::min(customer.second_day, deal.end_day);
    }
  }
  return customers;
}

MetricValue lifetime(const Facts& facts, const std::vector<Customer>& customers) {
  double sum = 0, squares = 0;
  std::size_t n = 0;
  for (const Customer& it : customers) {
    if (!it.priced) continue;
    ++n;
    sum += it.value;
    squares += it.value * it.value;
  }
  const auto count = static_cast<double>(n);
  const double mean = n > 0 ? sum / count : 0;
  MetricValue value = money_of(facts, "lifetime", MetricUnit::money, mean, n);
  if (n < 2 || mean <= 0) return value;
  // Of the log of the mean: values are skewed, and none is below 0.
  const double variance = std::max(0.0, squares - sum * mean) / (count - 1) / count;
  const double spread = std::exp(z90 * std::sqrt(variance) / mean);
  value.low = mean / spread;
  value.high = mean * spread;
  return value;
}

std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  const std::vector<Customer> customers = customers_of(facts);
  std::vector<Spell> spells;
  std::vector<double> between;
  for (const Customer& it : customers) {
    if (!std::isfinite(it.first_day)) continue;
    const bool again = std::isfinite(it.second_day);
    const double days = std::max((again ? it.second_day : facts.paths.until_day) - it.first_day, 1.0 / 86'400);
    spells.push_back({.exit = days, .cause = static_cast<std::uint8_t>(again ? 1 : 0)});
    if (again) between.push_back(days);
  }
  const RiskTable table(spells);
  const CurvePoint year = point_at(kaplan_meier(table), 365, 1);
  MetricValue again = number_of("again", MetricUnit::share, 1 - year.share, table.spells());
  if (year.interval) {
    again.low = 1 - year.interval->high;
    again.high = 1 - year.interval->low;
  }
  MetricValue count = counted("customers", customers.size(), customers.size());
  return {std::move(count), std::move(again),
          number_of("days_between", MetricUnit::days, median_of(between), between.size()), lifetime(facts, customers)};
}

}  // namespace

extern const Metric repeat_sales_metric = {
    .id = "repeat_sales", .title = TextKey::metric_repeat_sales, .of_facts = of_facts};

}  // namespace voronka
