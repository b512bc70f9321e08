// A sentence across the page, below the top bar, with the buttons that answer it: for what concerns all of the work, not one deal.
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
};

float strip_height(const ViewContext& context, const Strip& strip);  // with the space below; of context.area's width
// Which of the buttons was pressed.
std::optional<std::size_t> draw_strip(ViewContext& context, const Strip& strip, Rect rect);

}  // namespace voronka::ui
