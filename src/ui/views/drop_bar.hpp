// The bar that comes up from below while a card is dragged: won, lost, another pipeline, trash.
#pragma once

#include <optional>
#include <string_view>

#include "ui/view.hpp"

namespace voronka::ui {

enum class DropZone : std::uint8_t { won, lost, trash, pipeline };

// Draws the bar while a drag goes on and answers the zone under the pointer.
// `pipeline`: words of the zone for another pipeline; empty when there is none.
std::optional<DropZone> draw_drop_bar(ViewContext& context, bool already_won, std::string_view pipeline);

}  // namespace voronka::ui
