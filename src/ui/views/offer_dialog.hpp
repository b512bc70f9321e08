// A text made of a template, about one deal: an offer to copy, mail or print, or a message to begin a conversation with. It can be
// changed before it goes out. Drawn once a frame by the shell.
#pragma once

#include "ui/message_links.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

// The first of copy, mail and print adds the offer to the deal's documents, unless the user says no: one step to undo.
void open_offer_dialog(ViewContext& context, Id<Deal> deal);

// Whether there is anything to choose from besides the device's own text.
bool has_templates_for(const Document& document, MessageWay way);
void open_message_dialog(ViewContext& context, Id<Deal> deal, MessageWay way);

void draw_offer_dialog(ViewContext& context);

}  // namespace voronka::ui
