#include "ui/views/damage_dialog.hpp"

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/copy_list.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct DamageState {
  bool open = false;
};

void draw_choices(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const auto count = static_cast<std::int64_t>(context.app.store().load_problems());
  const auto words = [&](TextStyle style, const std::string& text) {
    column.space(paragraph(ui, column.rest(), style, ui.color.text, text) + ui.dp(12));
  };
  words(TextStyle::body, ui.tr(TextKey::damage_text, {{"count", count}}));
  const bool none = context.app.copies().copies().empty();
  words(TextStyle::body_strong, ui.tr(none ? TextKey::lost_no_copies : TextKey::damage_from_copy));
  if (!none) draw_copy_list(context, column, CopyUse::repair);
  column.space(ui.dp(8));
  const std::string load = ui.tr(TextKey::lost_file);
  const ButtonOptions file = {.label = load, .icon = icon::upload};
  if (!button(ui, ui.id("file"), Row(column.top(control_height(ui)), 0).left(button_width(ui, file)), file)) return;
  context.outbox.send(AcceptDamage{});
  context.outbox.send(AskForFile{});
}

VORONKA_LATER void draw_open(ViewContext& context, DamageState& state) {
  Ui& ui = context.ui;
  const NodeId id = ui.id("damage_dialog");
  const IdScope scope(ui, id);
  bool closed = false, without = false;
  {
    Dialog dialog(ui, id, {.title = ui.tr(TextKey::damage_title), .width_dp = 480, .height_dp = 350, .stays = true});
    {
      const Rect body = dialog.body();
      FormScroll scroll(context, ui.id("scroll"), {body.x - ui.dp(20), body.y, body.w + ui.dp(40), body.h}, body, id);
      draw_choices(context, scroll.column());
    }
    const std::string go_on_words = ui.tr(TextKey::damage_go_on);
    const std::string cancel_words = ui.tr(TextKey::import_view_cancel);
    const ButtonOptions go_on = {.label = go_on_words};
    const ButtonOptions cancel = {.label = cancel_words};
    Row row(dialog.footer(), ui.dp(8));
    without = button(ui, ui.id("go_on"), row.right(button_width(ui, go_on)), go_on);
    closed = button(ui, ui.id("cancel"), row.right(button_width(ui, cancel)), cancel) || dialog.closed();
  }
  if (without) context.outbox.send(AcceptDamage{});
  // Chosen here, or mended by another tab and loaded anew.
  if (!closed && !without && context.app.store().can_accept_damage()) return;
  state = {};
  ui.request_frame();
}

}  // namespace

VORONKA_LATER void open_damage_dialog(ViewContext& context) {
  context.states.of<DamageState>().open = true;
  context.ui.request_frame();
}

void draw_damage_dialog(ViewContext& context) {
  DamageState& state = context.states.of<DamageState>();
  if (state.open) draw_open(context, state);
}

}  // namespace voronka::ui
