// A deal becomes a template, and a template a deal.
#pragma once

#include <string>

#include "commands/done.hpp"

namespace voronka {

struct KeepAsTemplate {
  Id<Deal> deal = {};
  std::string name = {};
};
struct CreateFromTemplate {
  Id<DealTemplate> from = {};
  Id<Stage> stage = {};
  std::string owner = {};
};

// The template has the deal's title, amount, source, tags, own fields and open activities, by their working days from today. Done::created
// is the template. Refused when the deal is gone.
Result<Done> reduce(Draft& draft, const KeepAsTemplate& keep);
// At the top of the column, with its activities. Done::created is the deal. Refused when the template or the stage is gone.
Result<Done> reduce(Draft& draft, const CreateFromTemplate& create);
Text label_of(const Document& document, const KeepAsTemplate& keep);
Text label_of(const Document& document, const CreateFromTemplate& create);

}  // namespace voronka
