// What is being searched for, and the field in the top bar. The board and the table filter by it; what it does not
// show is offered by elsewhere.hpp.
#pragma once

#include <string>

#include "ui/view.hpp"

namespace voronka::ui {

struct SearchState {
  std::string text = {};
  bool open = false;     // on a phone: its own row below the bar
  bool focused = false;  // someone is about to type: texts are made ready
  bool focus_wanted = false;
  NodeId field = 0;  // where it was drawn last, and when
  Rect place = {};
  std::uint32_t frame = 0;
};

void draw_search_field(ViewContext& context, Rect rect);
// Puts the focus into it, on the board.
void open_search(ViewContext& context);
void clear_search(ViewContext& context);
// Instead of the deals, when none is left.
void draw_nothing_found(ViewContext& context);

}  // namespace voronka::ui
