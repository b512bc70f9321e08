// The bar above every page: which pipeline, search, filters, undo and redo, whether it is saved, a new deal.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

struct TopBarOptions {
  bool usable = true;           // data is here
  bool can_add = true;          // there is a pipeline to add to
  bool narrowed = false;        // the page is one that filters narrow
  std::string_view title = {};  // of pages that are not about one pipeline; empty = the pipeline's name
};
float top_bar_height(ViewContext& context, bool narrowed);
void draw_top_bar(ViewContext& context, const TopBarOptions& options, Rect rect);

}  // namespace voronka::ui
