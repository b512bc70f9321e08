// What the rows of long lists in the settings have in common. See settings_parts.hpp.
#include "ui/views/settings_parts.hpp"

namespace voronka::ui {

bool is_at_hand(const Ui& ui, Rect row, NodeId item) {
  const Rect view = ui.clip();
  return overlaps(row, {view.x, view.y - view.h, view.w, 3 * view.h}) || ui.sem.shown_within(ui.focused(), item);
}

void deals_of_row(Ui& ui, Rect rect, std::size_t deals) {
  const std::string words = ui.tr(TextKey::settings_count_deals, {{"count", static_cast<std::int64_t>(deals)}});
  label(ui, rect, TextStyle::meta, ui.color.muted, words, Align::right);
}

}  // namespace voronka::ui
