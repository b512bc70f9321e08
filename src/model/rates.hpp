// Amounts in the base currency, by the rates that the data set knows.
#pragma once

#include <optional>

#include "model/document.hpp"

namespace voronka {

// In whole units (not minor ones) of the base currency, by the newest rate of that day or before; nothing when there is none. For
// orders and charts: sums of money stay in their currencies.
std::optional<double> in_base_currency(const Document& document, Money money, Date on);

}  // namespace voronka
