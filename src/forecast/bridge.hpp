// From the open pipeline of one evening to that of another: what came, what went, what got another price. The steps of a currency add up
// exactly to the difference. Rules [F40]-[F45] of SPEC.md.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace voronka {

enum class BridgeStep : std::uint8_t {
  added,      // a new deal
  reopened,   // was closed
  returned,   // from the trash, the archive, another pipeline or after the sale
  pulled_in,  // its expected close came nearer
  repriced,
  slipped,  // its expected close went farther
  won,
  lost,
  gone,  // where `returned` comes from
};
inline constexpr std::size_t bridge_steps = 9;
constexpr std::array<std::string_view, bridge_steps> names_of(BridgeStep) {
  return {"added", "reopened", "returned", "pulled_in", "repriced", "slipped", "won", "lost", "gone"};
}

struct BridgeQuery {
  Id<Pipeline> pipeline = {};       // empty: all
  Date from = {}, to = {};          // evenings, told by history [M7]
  std::optional<Date> due_by = {};  // only deals whose expected close is that day or before [F43]
};
struct BridgeDeal {
  Id<Deal> deal = {};
  BridgeStep step = BridgeStep::added;
  Money change = {};  // of the open total; 0 when the deal has no amount, or only its date moved
  bool operator==(const BridgeDeal&) const = default;
};
struct BridgeTotal {
  Currency currency = {};
  std::int64_t from_minor = 0, to_minor = 0;
  std::array<std::int64_t, bridge_steps> change_minor = {};  // by BridgeStep
  bool operator==(const BridgeTotal&) const = default;
};
struct Bridge {
  std::size_t from_deals = 0, to_deals = 0;
  std::vector<BridgeDeal> deals = {};    // in the order of the table; a deal may take several steps
  std::vector<BridgeTotal> totals = {};  // [M4] the base currency first, then by code
};
// Linear in deals and events.
Bridge bridge_of(const Document& document, const BridgeQuery& query);

}  // namespace voronka
