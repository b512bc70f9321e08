// Where every deal stands, now or on the evening of a past day: the one pass over the deals that all metrics share.
#pragma once

#include <optional>

#include "metrics/metric.hpp"

namespace voronka {

struct Standing {
  const Deal* deal = nullptr;
  const Stage* stage = nullptr;
  DealStatus status = DealStatus::open;
  StageKind kind = StageKind::sales;
  std::optional<Money> amount = {};
  std::int32_t probability = 0;  // percent: the deal's own, else that of its stage; 100 won, 0 lost
};

// Open and in a stage of sales: what open sums, weighted sums and the board's columns count.
inline bool is_open_sale(const Standing& it) { return it.status == DealStatus::open && it.kind == StageKind::sales; }

using Visit = void (*)(void* context, const Standing& standing);
// Deals in the trash, in the archive, or (with a query for a past day) not yet made are left out.
void visit_standings(const Document& document, const Query& query, void* context, Visit visit);

template <class Function>
void for_each_standing(const Document& document, const Query& query, Function&& f) {
  using Context = std::remove_reference_t<Function>;
  visit_standings(document, query, &f,
                  [](void* context, const Standing& it) { (*static_cast<Context*>(context))(it); });
}

// The deals of the stage (empty: of all) for which `counts` holds, as one value; and their amounts (or weighted amounts), one value per currency.
using Counts = bool (*)(const Standing& standing);
std::vector<MetricValue> counted(const Facts& facts, Id<Stage> stage, Counts counts);
enum class Weighting : std::uint8_t { full, by_probability };
std::vector<MetricValue> summed(const Facts& facts, Id<Stage> stage, Counts counts, Weighting weighting);

// percent % of the amount, rounded half away from zero.
std::int64_t weighted_minor(Money amount, std::int32_t percent);
// Stays at the end of the range instead of wrapping around: a hundred thousand absurd amounts must not become negative.
std::int64_t added(std::int64_t a, std::int64_t b);

}  // namespace voronka
