// Deal templates in the order people keep them, and making a deal from one.
#pragma once

#include <vector>

#include "ui/view.hpp"

namespace voronka::ui {

std::vector<const DealTemplate*> deal_templates_of(const Document& document);
// Into the first stage of the pipeline that is shown; the deal opens once it is there. Does nothing where there is no stage.
void create_from(ViewContext& context, Id<DealTemplate> from);

}  // namespace voronka::ui
