// The panel of one deal, route "deal/<ULID>": beside the board, over the whole screen on a phone. Everything about the deal
// can be read and changed here. A deal that is not there, or is in the trash, says so and shows the way back.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void draw_deal_sheet(ViewContext& context);

// Opens a deal with the focus in one of its fields.
enum class DealField : std::uint8_t { none, title, next_step };
void open_deal_at(ViewContext& context, Id<Deal> deal, DealField field);
// ... with one of its documents unfolded and in the focus; without one, as ever.
void open_deal_at(ViewContext& context, Id<Deal> deal, Id<Paper> paper);

// The one that was open last, in this window; it may be gone.
Id<Deal> last_shown_deal(const ViewContext& context);

}  // namespace voronka::ui
