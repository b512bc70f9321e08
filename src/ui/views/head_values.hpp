// The figures of a column, as it is and as it would be with a card more or less: what the head shows while one is dragged. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "metrics/spread.hpp"
#include "ui/board_model.hpp"
#include "ui/views/board_settings.hpp"

namespace voronka::ui {

struct HeadValues {
  std::size_t count = 0;
  std::vector<CurrencyTotal> totals = {};
  std::vector<Spread> spreads = {};              // only for HeadFigure::median and range
  std::optional<std::int32_t> oldest_days = {};  // only for HeadFigure::oldest
  bool operator==(const HeadValues&) const = default;
};

// Rows of the deal table that come to the column or leave it.
struct HeadChange {
  std::optional<std::uint32_t> plus = {}, minus = {};
  bool operator==(const HeadChange&) const = default;
};

// Some steps for `usual`, `count`, `sum` and `weighted`; the others look at every card of the column: keep the answer as long as
// BoardColumn::version. The weight of a card that comes is that of its new stage unless it has one of its own.
HeadValues head_values(const Document& document, const BoardModel& model, const BoardColumn& column, HeadFigure figure,
                       const HeadChange& change = {});

// In that currency; zeroes when no card has an amount in it.
CurrencyTotal total_of(const HeadValues& values, Currency currency);

// On the way from one to the other: counts and sums are mixed, what cannot be is that of the nearer end. `way` from 0 to 1.
HeadValues between(const HeadValues& before, const HeadValues& after, float way);

}  // namespace voronka::ui
