#include "ui/views/head_values.hpp"

#include <algorithm>
#include <cmath>

#include "metrics/standing.hpp"
#include "model/stages.hpp"
#include "ui/close_months.hpp"

namespace voronka::ui {
namespace {

CurrencyTotal* total_in(std::vector<CurrencyTotal>& totals, Currency currency) {
  const auto at = std::ranges::find(totals, currency, &CurrencyTotal::currency);
  return at == totals.end() ? nullptr : &*at;
}

// In a column of a month a deal keeps its stage.
std::int32_t percent_in(const Document& document, const Deal& deal, const BoardColumn& column) {
  if (deal.status == DealStatus::won) return 100;
  if (close_month_from(column.stage)) return std::clamp(probability_of(document, deal), 0, 100);
  return std::clamp(deal.probability.value_or(column.probability), 0, 100);
}

void come(HeadValues& values, const Document& document, const BoardColumn& column, const Deal& deal) {
  ++values.count;
  if (!deal.amount) return;
  CurrencyTotal* total = total_in(values.totals, deal.amount->currency);
  if (!total) {
    values.totals.push_back({.currency = deal.amount->currency});
    sort_totals(values.totals, document.base_currency());
    total = total_in(values.totals, deal.amount->currency);
  }
  ++total->n;
  total->sum_minor = added(total->sum_minor, deal.amount->minor);
  total->weighted_minor =
      added(total->weighted_minor, weighted_minor(*deal.amount, percent_in(document, deal, column)));
}

void leave(HeadValues& values, const Document& document, const BoardColumn& column, const Deal& deal) {
  if (values.count > 0) --values.count;
  CurrencyTotal* total = deal.amount ? total_in(values.totals, deal.amount->currency) : nullptr;
  if (!total) return;
  if (--total->n == 0) {
    const Currency gone = total->currency;
    std::erase_if(values.totals, [&](const CurrencyTotal& it) { return it.currency == gone; });
    return;
  }
  total->sum_minor = added(total->sum_minor, -deal.amount->minor);
  total->weighted_minor =
      added(total->weighted_minor, -weighted_minor(*deal.amount, percent_in(document, deal, column)));
}

void add_spreads(HeadValues& values, const Document& document, const BoardModel& model, const BoardColumn& column,
                 const HeadChange& change) {
  std::vector<Money> amounts;
  amounts.reserve(column.rows.size() + 1);
  const auto take = [&](std::uint32_t row) {
    if (const std::optional<Money> amount = model.amount_of(row)) amounts.push_back(*amount);
  };
  for (const std::uint32_t row : column.rows)
    if (change.minus != row) take(row);
  if (change.plus) take(*change.plus);
  values.spreads = spreads_of(std::move(amounts), document.base_currency());
}

// [M14] A card that comes to a stage begins its days anew.
void add_oldest(HeadValues& values, const BoardModel& model, const BoardColumn& column, const HeadChange& change) {
  for (const std::uint32_t row : column.rows)
    if (change.minus != row) values.oldest_days = std::max(values.oldest_days, model.age_days_of(row));
  if (!change.plus) return;
  const std::optional<std::int32_t> days =
      close_month_from(column.stage) ? model.age_days_of(*change.plus) : std::optional<std::int32_t>(0);
  values.oldest_days = std::max(values.oldest_days, days);
}

std::int64_t mixed(std::int64_t from, std::int64_t to, float way) {
  return from + std::llround((static_cast<double>(to) - static_cast<double>(from)) * static_cast<double>(way));
}

}  // namespace

HeadValues head_values(const Document& document, const BoardModel& model, const BoardColumn& column, HeadFigure figure,
                       const HeadChange& change) {
  HeadValues values = {.count = column.rows.size(), .totals = column.totals};
  const auto deals = document.table<Deal>().rows();
  if (change.plus) come(values, document, column, deals[*change.plus]);
  if (change.minus) leave(values, document, column, deals[*change.minus]);
  if (figure == HeadFigure::median || figure == HeadFigure::range) add_spreads(values, document, model, column, change);
  if (figure == HeadFigure::oldest) add_oldest(values, model, column, change);
  return values;
}

CurrencyTotal total_of(const HeadValues& values, Currency currency) {
  const auto at = std::ranges::find(values.totals, currency, &CurrencyTotal::currency);
  return at == values.totals.end() ? CurrencyTotal{.currency = currency} : *at;
}

HeadValues between(const HeadValues& before, const HeadValues& after, float way) {
  if (way <= 0) return before;
  if (way >= 1) return after;
  HeadValues values = way < 0.5F ? before : after;
  for (CurrencyTotal& total : values.totals) {
    const CurrencyTotal from = total_of(before, total.currency);
    const CurrencyTotal to = total_of(after, total.currency);
    total.sum_minor = mixed(from.sum_minor, to.sum_minor, way);
    total.weighted_minor = mixed(from.weighted_minor, to.weighted_minor, way);
  }
  return values;
}

}  // namespace voronka::ui
