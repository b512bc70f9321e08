// The same change to many deals at once, from the table: one command, one undo step. What one deal's own command would refuse
// (a lost deal does not move, probability is of open deals) is left as it is; refused is only what would change nothing.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "commands/close_deal.hpp"
#include "model/fields.hpp"

namespace voronka {

struct SetDealField {  // as SetField
  std::size_t slot = 0;
  FieldValue value = {};
};
struct MoveDeals {  // as MoveDeal, to the top of the column in the order given
  Id<Stage> to = {};
};
struct WinDeals {};
struct LoseDeals {
  LoseDeal each = {};  // without its deal
};
struct ReopenDeals {};
struct AddDealTag {  // by name: one that is not there yet is made
  std::string name = {};
};
struct RemoveDealTag {
  Id<Tag> tag = {};
};
using DealChange = std::variant<SetDealField, MoveDeals, WinDeals, LoseDeals, ReopenDeals, AddDealTag, RemoveDealTag>;

struct EditDeals {
  std::vector<Id<Deal>> deals = {};  // those that are gone meanwhile are left out
  DealChange change = {};
};

// Linear in the deals named, plus one pass over all deals for the place in a column.
Result<Done> reduce(Draft& draft, const EditDeals& edit);
Text label_of(const Document& document, const EditDeals& edit);

}  // namespace voronka
