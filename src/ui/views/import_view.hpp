// A file on its way in, over whatever else is shown, while app.import_session() is at a step: reading, the mapping of a
// foreign table, what to do with a file of our own, applying, or why it failed.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void draw_import(ViewContext& context);

}  // namespace voronka::ui
