// A new deal without leaving the column: one line ("Ромашка 120к закрыть 15.10", see ui/quick_line.hpp), Tab for a person, Enter, the
// next one. Shift+Enter opens what was made.
#pragma once

#include "ui/quick_line.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

struct QuickAddState {
  Id<Stage> stage = {};  // none: closed
  std::string text = {};
  std::string contact = {};
  bool focus_wanted = false;
  NodeId opener = 0;
};

// What was understood of a line besides the title: "$120,000, close Oct 15"; empty when that is nothing.
std::string details_of(const ViewContext& context, const QuickDeal& deal);
void open_quick_add(ViewContext& context, Id<Stage> stage, NodeId opener);
void open_quick_add(ViewContext& context, Id<Stage> stage, std::string text);  // with something typed
float quick_add_height(const ViewContext& context);
void draw_quick_add(ViewContext& context, Rect rect);

}  // namespace voronka::ui
