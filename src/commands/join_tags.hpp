// Two tags that mean one thing: every deal with the second gets the first, filters that were saved with it look for the first, and the second
// goes to the trash.
#pragma once

#include "commands/done.hpp"

namespace voronka {

struct JoinTags {
  Id<Tag> keep = {};
  Id<Tag> gone = {};
};

// A deal that has both keeps one, where the first of them stood; deals in the trash follow, too. `keep` takes the colour of the other
// when it has none. Refused: one of them is not there or in the trash, or both are one. Costs one pass over deals.
Result<Done> reduce(Draft& draft, const JoinTags& join);
// With the number of deals that change their tag, without those in the trash: another pass.
Text label_of(const Document& document, const JoinTags& join);

}  // namespace voronka
