// A scroll area for a long form: what gets focus inside it, by Tab or by a tap, comes into view. Draw at column(); the height
// is told by the column itself.
#pragma once

#include "ui/scroll.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

class FormScroll {
 public:
  // `view` clips, `inner` (same top and height) says where the column lies across; PageUp and PageDown work within `container`.
  FormScroll(ViewContext& context, NodeId id, Rect view, Rect inner, NodeId container);
  ~FormScroll();
  FormScroll(const FormScroll&) = delete;
  FormScroll& operator=(const FormScroll&) = delete;

  Column& column() { return column_; }

 private:
  ViewContext& context_;
  NodeId id_ = 0;
  ScrollArea area_;
  Column column_;
  float top_ = 0;
  std::size_t first_node_ = 0;
};

}  // namespace voronka::ui
