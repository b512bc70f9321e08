// Where deals come from, under another name in all deals at once. A source is a text of deals and no record: it exists as long as a deal
// has it.
#pragma once

#include <string>
#include <string_view>

#include "commands/done.hpp"

namespace voronka {

struct RenameSource {
  std::string from = {};  // however a deal writes it: capitals and blanks around it do not matter
  std::string to =
      {};  // to the letter; the name of another source: both are one from then on; empty: these deals have none
};

// By this two texts are one source. Empty: no source.
std::string source_key(std::string_view source);

// Deals in the trash follow, or a deal that comes back would bring the old name back. Refused: no deal has the source. Costs one pass over
// deals.
Result<Done> reduce(Draft& draft, const RenameSource& rename);
// With the number of deals that have it, without those in the trash: another pass.
Text label_of(const Document& document, const RenameSource& rename);

}  // namespace voronka
