// What a search finds that the board does not show: lost and archived deals and those of other pipelines, with where they are.
// A short list under the search field while one searches.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

// Once a frame, after the page: it lies under the search field of this frame.
void draw_elsewhere(ViewContext& context);

}  // namespace voronka::ui
