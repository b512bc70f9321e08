// What a step of the undo history changed, record by record: the result of a merge or an import, and of any other step, as often as one
// likes. From the newest step one goes to older ones and back.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void open_step_sheet(ViewContext& context);
void draw_step_sheet(ViewContext& context);

}  // namespace voronka::ui
