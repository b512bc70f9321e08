// The colours a stage may have. Stored as "#RRGGBB" in the stage; shown as a dot and in charts only, shifted until visible
// on the surface they stand on.
#pragma once

#include <array>
#include <string_view>

#include "ui/theme.hpp"

namespace voronka::ui {

inline constexpr std::array<std::string_view, 12> stage_palette = {"#7C8AA5", "#5B8DEF", "#3FB6C6", "#4CB782",
                                                                   "#8BBF3F", "#E0A13A", "#D9703B", "#D9534F",
                                                                   "#D65FA0", "#9B6BE0", "#6E6BE8", "#8D6E63"};

Color stage_color(const Palette& palette, std::string_view text);

}  // namespace voronka::ui
