#include "metrics/board_totals.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "metrics/standing.hpp"
#include "model/stages.hpp"

namespace voronka {
namespace {

void add(StageTotals& column, Currency currency, std::size_t n, std::int64_t sum, std::int64_t weighted) {
  auto at = std::ranges::find(column.totals, currency, &CurrencyTotal::currency);
  if (at == column.totals.end()) {
    column.totals.push_back({.currency = currency});
    at = column.totals.end() - 1;
  }
  at->n += n;
  at->sum_minor = added(at->sum_minor, sum);
  at->weighted_minor = added(at->weighted_minor, weighted);
}

bool is_card(DealStatus status, StageKind kind) {
  return status == DealStatus::open || (status == DealStatus::won && kind == StageKind::after_sale);
}

}  // namespace

void sort_totals(std::vector<CurrencyTotal>& totals, Currency base) {
  sort_rows(totals, [&](const CurrencyTotal& a, const CurrencyTotal& b) {
    return std::pair(a.currency != base, a.currency) < std::pair(b.currency != base, b.currency);
  });
}

bool is_on_board(const Deal& deal, const Stage& stage) {
  return !deal.deleted && !deal.archived && is_card(deal.status, stage.kind);
}

std::vector<StageTotals> board_totals(const Document& document, Id<Pipeline> pipeline) {
  std::vector<StageTotals> columns;
  for (const Stage* stage : stages_of(document, pipeline)) columns.push_back({.stage = stage->id});
  StageTotals* last = nullptr;
  for_each_standing(document, {.pipeline = pipeline}, [&](const Standing& it) {
    if (!is_card(it.status, it.kind)) return;
    if (!last || last->stage != it.stage->id) {
      const auto found = std::ranges::find(columns, it.stage->id, &StageTotals::stage);
      if (found == columns.end()) return;  // a deleted stage has no column
      last = &*found;
    }
    ++last->count;
    if (it.amount) add(*last, it.amount->currency, 1, it.amount->minor, weighted_minor(*it.amount, it.probability));
  });
  for (StageTotals& column : columns) sort_totals(column.totals, document.base_currency());
  return columns;
}

StageTotals sales_totals(const Document& document, Id<Pipeline> pipeline) {
  StageTotals whole;
  for (const StageTotals& column : board_totals(document, pipeline)) {
    const Stage* stage = document.find(column.stage);
    if (stage && stage->kind == StageKind::after_sale) continue;  // [M2]
    whole.count += column.count;
    for (const CurrencyTotal& total : column.totals)
      add(whole, total.currency, total.n, total.sum_minor, total.weighted_minor);
  }
  sort_totals(whole.totals, document.base_currency());
  return whole;
}

}  // namespace voronka
