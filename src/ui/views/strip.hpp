// A sentence across the page, below the top bar, or at the top of a panel, with the buttons that answer it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/view.hpp"

namespace voronka::ui {

struct StripButton {
  std::string_view id = {};
  TextKey label = TextKey::none;
};
struct Strip {
  std::string text = {};
  std::string spoken = {};  // its name when the text changes all the time
  const char* icon = nullptr;
  Color ink = 0, ground = 0;
  bool alert = false;  // spoken at once
  std::vector<StripButton> buttons = {};
  TextKey close = TextKey::none;  // a cross at the right, and what it means
  bool in_panel = false;          // as wide as what stands around it
};

float strip_height(const ViewContext& context, const Strip& strip);  // with the space below; of context.area's width
// Which of the buttons was pressed; the cross comes after the last.
std::optional<std::size_t> draw_strip(ViewContext& context, const Strip& strip, Rect rect);

}  // namespace voronka::ui
