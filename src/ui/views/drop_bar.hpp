// The bar that comes up from below while a card is dragged: won, lost, trash.
#pragma once

#include <optional>

#include "ui/view.hpp"

namespace voronka::ui {

enum class DropZone : std::uint8_t { won, lost, trash };

// Draws the bar while a drag goes on and answers the zone under the pointer.
std::optional<DropZone> draw_drop_bar(ViewContext& context, bool already_won);

}  // namespace voronka::ui
