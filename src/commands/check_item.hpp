// An item of an exit checklist is ticked for a deal, or the tick is taken away.
#pragma once

#include <string>

#include "commands/done.hpp"

namespace voronka {

struct CheckItem {
  Id<Deal> deal = {};
  std::string item = {};  // its words
  bool checked = true;
};

// What is ticked is no longer left open by an earlier stage (rules/leaving_keeps_open_items). Refuses a deal that is gone and empty words.
Result<Done> reduce(Draft& draft, const CheckItem& check);
Text label_of(const Document& document, const CheckItem& check);

}  // namespace voronka
