#include "ui/views/form_scroll.hpp"

#include <utility>

namespace voronka::ui {
namespace {

struct Revealed {
  NodeId focus = 0;  // came into view already; after that scrolling away from it is the user's business
  NodeId area = 0;
  float room =
      0;  // of the area; when it becomes less, a phone's keyboard has come up, and the focus comes into view once more
};

}  // namespace

FormScroll::FormScroll(ViewContext& context, NodeId id, Rect view, Rect inner, NodeId container)
    : context_(context),
      id_(id),
      area_(context.ui, id, view),
      column_(Rect{inner.x, area_.content().y, inner.w, area_.content().h}),
      top_(area_.content().y),
      first_node_(context.ui.sem.nodes().size()) {
  area_.keys(container);
}

FormScroll::~FormScroll() {
  Ui& ui = context_.ui;
  area_.set_content(column_.rest().y - top_);
  Revealed& revealed = context_.states.of<Revealed>();
  const NodeId focus = ui.focused();
  const float room = area_.state().view;
  if (focus == revealed.focus) {
    // Another form may be drawn beside the one that has the focus, and have less room.
    if (id_ != revealed.area || room >= std::exchange(revealed.room, room)) return;
  }
  for (const SemNode& node : ui.sem.nodes().subspan(first_node_)) {
    if (node.id != focus) continue;
    revealed = {.focus = focus, .area = id_, .room = room};
    ui.scroll_into_view(id_, node.rect.y - top_ - ui.dp(12), node.rect.bottom() - top_ + ui.dp(12));
  }
}

}  // namespace voronka::ui
