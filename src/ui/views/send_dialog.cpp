// A file for one's own other device: only what is not there yet. Three presses on a phone: settings, this, send.
#include <algorithm>

#include "base/later.hpp"
#include "base/utf8.hpp"
#include "formats/selection.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/text_field.hpp"
#include "ui/views/copy_list.hpp"
#include "ui/views/export_dialog.hpp"
#include "ui/views/export_parts.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct SendState {
  bool open = false;
  std::string device = {};  // chosen; empty: a new one
  std::string name = {};    // of the new one
  bool everything = false;
  // Of the chosen one, as of this revision.
  std::uint64_t revision = 0;
  std::string counted_device = {};
  std::size_t changes = 0;
};

const OtherDevice* chosen_device(const ViewContext& context, const SendState& state) {
  const auto& devices = context.app.devices();
  const auto found = std::ranges::find(devices, state.device, &OtherDevice::name);
  return state.device.empty() || found == devices.end() ? nullptr : &*found;
}

void count_changes(const ViewContext& context, SendState& state) {
  const OtherDevice* device = chosen_device(context, state);
  if (!device || (state.counted_device == state.device && state.revision == context.document.revision())) return;
  state.counted_device = state.device;
  state.revision = context.document.revision();
  state.changes = count_since(context.document, device->sent);
}

void draw_devices(ViewContext& context, SendState& state, Column& column) {
  Ui& ui = context.ui;
  SemScope group(ui, ui.id("devices"), column.rest(),
                 {.role = Role::radio_group, .name = ui.tr(TextKey::device_which)});
  std::size_t number = 0;
  for (const OtherDevice& device : context.app.devices()) {
    Row row(column.top(control_height(ui)), ui.dp(8));
    const std::string forget = ui.tr(TextKey::device_forget, {{"name", device.name}});
    const float side = control_height(ui);
    if (icon_button(ui, ui.id("forget", number), centered(row.right(side), side, side),
                    {.icon = icon::x, .label = forget})) {
      context.outbox.send(ForgetDevice{.name = device.name});
      if (state.device == device.name) state.device.clear();
    }
    const std::string name =
        device.name + ", " + ui.tr(TextKey::device_last, {{"when", moment_words(context, device.sent_at_ms)}});
    if (radio(ui, ui.id("device", number), row.rest(), name, state.device == device.name)) state.device = device.name;
    ++number;
  }
  if (number > 0 &&
      radio(ui, ui.id("new"), column.top(control_height(ui)), ui.tr(TextKey::device_new), state.device.empty()))
    state.device.clear();
}

void draw_form(ViewContext& context, SendState& state, Column& column) {
  Ui& ui = context.ui;
  draw_devices(context, state, column);
  const OtherDevice* device = chosen_device(context, state);
  if (!device) {
    const std::string name = ui.tr(TextKey::device_name);
    field_label(ui, column.top(ui.dp(20)), name);
    text_field(ui, ui.id("name"), column.top(control_height(ui)),
               {.label = name, .max_length = 60, .autocomplete = "off"}, state.name);
    column.space(ui.dp(8));
    hint(ui, column, ui.tr(TextKey::device_everything));
    return;
  }
  if (checkbox(ui, ui.id("everything"), column.top(control_height(ui)), ui.tr(TextKey::device_everything_again),
               state.everything))
    state.everything = !state.everything;
  if (state.everything) return hint(ui, column, ui.tr(TextKey::device_everything));
  hint(ui, column,
       state.changes == 0 ? ui.tr(TextKey::device_nothing)
                          : ui.tr(TextKey::device_changes, {{"count", static_cast<std::int64_t>(state.changes)}}));
}

VORONKA_LATER void draw_open(ViewContext& context, SendState& state) {
  Ui& ui = context.ui;
  count_changes(context, state);
  const NodeId id = ui.id("send_dialog");
  const IdScope scope(ui, id);
  bool closed = false, pressed = false;
  {
    const float rows = static_cast<float>(std::min<std::size_t>(context.app.devices().size(), 5));
    Dialog dialog(
        ui, id, {.title = ui.tr(TextKey::device_title), .width_dp = 440, .height_dp = 190 + rows * 46, .stays = true});
    {
      const Rect body = dialog.body();
      FormScroll scroll(context, ui.id("scroll"), {body.x - ui.dp(20), body.y, body.w + ui.dp(40), body.h}, body, id);
      draw_form(context, state, scroll.column());
    }
    const bool known = chosen_device(context, state) != nullptr;
    const std::string send = ui.tr(TextKey::device_share);
    const std::string cancel = ui.tr(TextKey::import_view_cancel);
    const ButtonOptions send_options = {
        .label = send,
        .icon = icon::upload,
        .kind = ButtonKind::primary,
        .disabled = known ? state.changes == 0 && !state.everything : trimmed(state.name).empty()};
    const ButtonOptions cancel_options = {.label = cancel};
    Row row(dialog.footer(), ui.dp(8));
    pressed = button(ui, ui.id("send"), row.right(button_width(ui, send_options)), send_options);
    closed =
        button(ui, ui.id("cancel"), row.right(button_width(ui, cancel_options)), cancel_options) || dialog.closed();
  }
  if (pressed) {
    const std::string name(trimmed(state.device.empty() ? state.name : state.device));
    context.outbox.send(SendToDevice{.name = name, .everything = state.everything});
  } else if (!closed) {
    return;
  }
  state = {};
  ui.request_frame();
}

}  // namespace

VORONKA_LATER void open_send_dialog(ViewContext& context) {
  const auto& devices = context.app.devices();
  context.states.of<SendState>() = {
      .open = true,
      .device = devices.empty() ? std::string() : devices.front().name,
      .name = devices.empty() ? context.ui.tr(TextKey::device_name_default) : std::string()};
  context.ui.request_frame();
}

void draw_send_dialog(ViewContext& context) {
  SendState& state = context.states.of<SendState>();
  if (state.open) draw_open(context, state);
}

}  // namespace voronka::ui
