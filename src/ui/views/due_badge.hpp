// The number on the icon of an installed page and before its title: open deals with something to do today, or that was to be done before.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

// Tells the host when the number has changed; follows what the board knows. A demo has no number.
void tell_badge(ViewContext& context);
// That number, as it was told last; 0 before it is known.
std::size_t due_count(ViewStates& states);

}  // namespace voronka::ui
