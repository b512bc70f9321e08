// What the application wants to tell once: done (and how to undo it), undone, refused.
#pragma once

#include <vector>

#include "ui/view.hpp"

namespace voronka::ui {

void tell_notices(ViewContext& context, const std::vector<Notice>& notices);

}  // namespace voronka::ui
