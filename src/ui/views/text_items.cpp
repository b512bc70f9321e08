#include "ui/views/text_items.hpp"

#include <utility>

#include "generated/icons.hpp"
#include "ui/views/form_rows.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t nobody = static_cast<std::size_t>(-1);

struct ItemsState {
  RawId record = {};
  std::size_t slot = 0;
  TextList items = {};
  std::size_t focused = nobody;
  std::int64_t focus_ms = 0;
};

void send(ViewContext& context, const FieldPlace& place, TextList items, const std::string& merge_key) {
  context.outbox.run_quietly(
      SetField{.type = place.type, .id = place.id, .slot = place.slot, .value = std::move(items)}, merge_key);
}

void send_now(ViewContext& context, const FieldPlace& place, TextList items) {
  context.outbox.run(SetField{.type = place.type, .id = place.id, .slot = place.slot, .value = std::move(items)});
}

}  // namespace

void edit_text_items(ViewContext& context, Column& column, const FieldPlace& place, const char* icon,
                     const TextItemsWords& words) {
  Ui& ui = context.ui;
  const FieldValue value = value_at(context.document, place);
  const TextList* stored = std::get_if<TextList>(&value);
  if (!stored) return;
  ItemsState& state = context.states.of<ItemsState>();
  const bool own = state.record == place.id && state.slot == place.slot;
  if (!own && state.focused == nobody) state = {.record = place.id, .slot = place.slot};
  const bool edited = state.record == place.id && state.slot == place.slot;
  if (edited && state.focused == nobody) state.items = *stored;
  // Another list has the focus: this one is shown as it is.
  TextList shown;
  if (!edited) shown = *stored;
  TextList& items = edited ? state.items : shown;
  const std::string title = ui.tr(words.title);
  field_label(ui, column.top(ui.dp(18)), title);
  std::size_t focused = nobody;
  {
    const SemScope list(ui, ui.id("items"), column.rest(), {.role = Role::list, .name = title});
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto number = static_cast<std::int64_t>(i) + 1;
      const Rect line = column.top(control_height(ui));
      const SemScope in_list(ui, ui.id("row", i), line, {.role = Role::list_item});
      Row row(line, ui.dp(6));
      const Rect remove = row.right(row.rest().h);
      paint_icon(ui, row.left(ui.dp(16)), icon, ui.color.faint);
      const TextFieldResult typed =
          text_field(ui, ui.id("item", i), row.rest(),
                     {.label = ui.tr(words.item, {{"number", number}}), .ghost = true}, items[i]);
      if (typed.focused) {
        if (!edited) state = {.record = place.id, .slot = place.slot, .items = shown};
        if (state.focused != i) state.focus_ms = context.app.now().utc_ms;
        focused = i;
      }
      if (typed.changed || typed.cancelled) {
        const std::string_view field = fields_of(place.type)[place.slot].name;
        send(context, place, items,
             text_of(place.id) + "/" + std::string(field) + "/" + std::to_string(state.focus_ms));
      }
      if (icon_button(ui, ui.id("remove", i), remove,
                      {.icon = icon::x, .label = ui.tr(words.remove, {{"number", number}})})) {
        TextList rest = items;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
        send_now(context, place, std::move(rest));
        focused = nobody;
      }
    }
  }
  if (edited || focused != nobody) state.focused = focused;
  const std::string add = ui.tr(words.add);
  const ButtonOptions options = {.label = add, .icon = icon::plus, .kind = ButtonKind::ghost, .small = true};
  Row row(column.top(ui.dp(size::control_small)));
  if (!button(ui, ui.id("add_item"), row.left(button_width(ui, options)), options)) return;
  TextList more = *stored;
  more.emplace_back();
  ui.focus(ui.id("item", more.size() - 1));
  send_now(context, place, std::move(more));
  ui.request_frame();
}

}  // namespace voronka::ui
