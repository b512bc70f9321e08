// Copying what is only read: a phone, an amount, a card. Each says that it was done.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

// Inside a click or a key press only: the browser asks for the user's gesture.
void copy_text(Ui& ui, std::string_view text);

// A button that copies `text`, and says so.
float copy_button_width(const Ui& ui);
void copy_button(Ui& ui, NodeId id, Rect place, std::string_view text);
// Ctrl+C on something that is focused and can only be read (a link).
void copy_by_key(Ui& ui, NodeId focused, std::string_view text);

// The cards of the board have a clipboard of their own beside the system's: taken here, put into a column.
struct CardClipboard {
  Id<Deal> deal = {};
  bool cut = false;
};
// The system's clipboard gets title, amount and company, told apart by tabs: three cells of a table.
void take_card(ViewContext& context, Id<Deal> deal, bool cut);
bool is_cut(const ViewContext& context, Id<Deal> deal);
void paint_cut(Ui& ui, Rect card);  // over a card that waits to be put elsewhere
// A cut card moves there, of a copied one a duplicate is made.
void paste_card(ViewContext& context, Id<Stage> column);

}  // namespace voronka::ui
