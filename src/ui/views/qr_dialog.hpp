// The number of somebody as a QR code. On a laptop "tel:" seldom leads to a telephone; the phone beside it has a camera. Opened by a
// button beside the number, drawn once a frame by the shell.
#pragma once

#include <string_view>

#include "ui/view.hpp"

namespace voronka::ui {

// Where a finger is the pointer, the device itself is the phone; and what has no digits, or far too many, cannot be called.
bool offers_qr(const Ui& ui, std::string_view phone);
void qr_button(ViewContext& context, NodeId id, Rect place, std::string_view phone);
void draw_qr_dialog(ViewContext& context);  // nothing while it is closed

}  // namespace voronka::ui
