// How a deal ends, and how it comes back: won, lost, reopened.
#pragma once

#include <optional>

#include "commands/column_order.hpp"
#include "commands/done.hpp"

namespace voronka {

struct WinDeal {
  Id<Deal> deal = {};
  std::optional<When> when = {};
};
struct LoseDeal {
  Id<Deal> deal = {};
  Id<LossReason> reason = {};   // may be empty: the reason is asked for, not forced
  std::string new_reason = {};  // without `reason`: a reason of this name is used, or made
  std::string note = {};
  // A day to come back to it: a task of this title is put there.
  std::optional<Date> revisit_on = {};
  std::string revisit_title = {};
  std::optional<When> when = {};
};
struct ReopenDeal {
  Id<Deal> deal = {};
};

// A won deal moves to the first after-sale stage of its pipeline, if there is one, and stays won there. A lost deal keeps
// the stage where it died. A reopened one goes back to the sales stage it was in last. The close date is a rule.
Result<Done> reduce(Draft& draft, const WinDeal& win);
Result<Done> reduce(Draft& draft, const LoseDeal& lose);
Result<Done> reduce(Draft& draft, const ReopenDeal& reopen);
Result<Done> reduce(Draft& draft, const WinDeal& win, Tops& tops);  // one of many
Result<Done> reduce(Draft& draft, const ReopenDeal& reopen, Tops& tops);
// The loss reason that is called so, or a new one behind the others. No name, no reason.
Id<LossReason> reason_named(Draft& draft, const std::string& name);
Text label_of(const Document& document, const WinDeal& win);
Text label_of(const Document& document, const LoseDeal& lose);
Text label_of(const Document& document, const ReopenDeal& reopen);

}  // namespace voronka
