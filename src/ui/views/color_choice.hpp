// The colours of stage_colors.hpp to choose one from, for stages and for tags: dots in rows, one Tab stop, arrows inside.
#pragma once

#include <optional>
#include <string_view>

#include "ui/ui.hpp"

namespace voronka::ui {

float color_cell(const Ui& ui);                        // a dot and the room around it
float color_choice_height(const Ui& ui, float width);  // of as many rows as a place of that width needs
// `chosen` as it is stored, "#RRGGBB". Answers the one the user took, which may be the same again.
std::optional<std::string_view> color_choice(Ui& ui, NodeId id, Rect place, std::string_view label,
                                             std::string_view chosen);

}  // namespace voronka::ui
