// A new deal in a column. The title may still be empty (the panel opens to type it), the stage may not.
#pragma once

#include <string>

#include "commands/done.hpp"

namespace voronka {

struct CreateDeal {
  Deal deal = {};            // id, rank, history and stamps are made here; everything else is taken as given
  std::string contact = {};  // a name: the only one called so is linked, else one is made
};

// Done::created is the new deal. It comes to the top of its column, where the user is looking.
Result<Done> reduce(Draft& draft, CreateDeal create);
Text label_of(const Document& document, const CreateDeal& create);

}  // namespace voronka
