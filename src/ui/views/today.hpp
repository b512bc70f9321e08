// The page of today: what to do, where it matters most first, worked by keyboard alone. Route "today".
#pragma once

#include "ui/actions.hpp"

namespace voronka::ui {

extern const View today_view;
// The line under the mouse or with the focus; nothing when the page is not shown.
ActionTarget today_target(const ViewContext& context);

}  // namespace voronka::ui
