// A new deal without leaving the column: one line, title and perhaps an amount ("Ромашка 120к"), Enter, the next one.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

struct QuickAddState {
  Id<Stage> stage = {};  // none: closed
  std::string text = {};
  bool focus_wanted = false;
  NodeId opener = 0;
};

// What was typed, taken apart. An amount is only believed with a unit or a currency sign: "Проект 2026" is a title.
struct QuickDeal {
  std::string title = {};
  std::optional<Money> amount = {};
};
QuickDeal quick_deal_from(const Locale& locale, std::string_view typed, Currency currency);

void open_quick_add(ViewContext& context, Id<Stage> stage, NodeId opener);
float quick_add_height(const ViewContext& context);
void draw_quick_add(ViewContext& context, Rect rect);

}  // namespace voronka::ui
