// Why a deal, or several at once, was lost: one of the user's reasons and, if wanted, a few words. Opened from the board, the drop bar and the
// deal sheet; drawn once a frame by the shell.
#pragma once

#include <vector>

#include "ui/view.hpp"

namespace voronka::ui {

// `focus_after`: where focus goes once the deal has left; 0 = back to where it was.
void open_lose_dialog(ViewContext& context, std::vector<Id<Deal>> deals, NodeId focus_after = 0);
void draw_lose_dialog(ViewContext& context);

}  // namespace voronka::ui
