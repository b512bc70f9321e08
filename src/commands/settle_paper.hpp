// A document of a deal was sent, signed or paid, or is not after all.
#pragma once

#include "commands/done.hpp"

namespace voronka {

struct SettlePaper {
  Id<Paper> paper = {};
  PaperState state = PaperState::draft;
};

// Signed and paid get the day of today, unless there is one already; draft and sent have none. Refuses a document that is gone.
Result<Done> reduce(Draft& draft, const SettlePaper& settle);
Text label_of(const Document& document, const SettlePaper& settle);

}  // namespace voronka
