// The custom fields of a deal, a contact or a company as labelled rows of its panel, each edited as its kind is.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

// Nothing where nobody made a field. `stage`: of a deal; what it asks for and is empty is marked.
void draw_custom_rows(ViewContext& context, CustomOwner of, RawId id, const CustomValues& values, Id<Stage> stage,
                      Column& column);

}  // namespace voronka::ui
