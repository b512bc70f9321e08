// The people or the tags of a deal, all of them, by their names: as one types them into one line of a table.
#pragma once

#include <string>
#include <vector>

#include "commands/done.hpp"

namespace voronka {

struct LinkNames {
  enum class What : std::uint8_t { contacts, tags };
  Id<Deal> deal = {};
  What what = What::tags;
  std::vector<std::string> names =
      {};  // without spaces around them; empty ones are left out, and repeated ones that are one record
};

// Who is there under a name (capitals and accents do not matter) is found, one the deal has already before all others; who is not, or of whom there are
// several, is made, a contact in the deal's company. What was deleted meanwhile stays linked, unseen, so that it is there again when it comes back.
// Refused: a deal that is gone. Costs one pass over all contacts or tags for each name.
Result<Done> reduce(Draft& draft, const LinkNames& link);
Text label_of(const Document& document, const LinkNames& link);

}  // namespace voronka
