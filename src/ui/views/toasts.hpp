// What the application wants to tell once: done (and how to undo it), undone, refused.
#pragma once

#include <vector>

#include "ui/view.hpp"

namespace voronka::ui {

// Planned activities whose time comes: in the page, and by the system where it may.
void tell_rings(ViewContext& context, const std::vector<Id<Activity>>& rings);
void tell_notices(ViewContext& context, const std::vector<Notice>& notices);

}  // namespace voronka::ui
