#include "ui/views/save_chip.hpp"

#include <cmath>

#include "generated/icons.hpp"
#include "ui/actions.hpp"
#include "ui/layers.hpp"
#include "ui/views/health_view.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

using Saving = voronka::SaveState;

struct SaveChipState {
  double saving_since = -1;
};

struct Chip {
  std::string text = {};
  const char* sign = nullptr;
  Color ink = 0;
};

// A save takes a moment; words that flicker at every move would be read as trouble. The color tells at once.
constexpr double patience_seconds = 0.6;

Chip chip_of(const ViewContext& context, bool slow) {
  const Ui& ui = context.ui;
  const Store& store = context.app.store();
  switch (store.save_state()) {
    case Saving::failed:
      return {ui.tr(TextKey::shell_save_failed), icon::triangle_alert, ui.color.bad};
    case Saving::read_only:
      return {ui.tr(TextKey::shell_read_only), icon::shield_alert, ui.color.warn};
    case Saving::memory:
      return {ui.tr(TextKey::shell_memory), icon::shield_alert, ui.color.warn};
    case Saving::saving:
      if (slow || store.saved_at_ms() == 0) return {ui.tr(TextKey::shell_saving), icon::shield_check, ui.color.accent};
      break;
    case Saving::saved:
      break;
  }
  const bool attention = wants_attention(context);
  const char* sign = attention ? icon::shield_alert : icon::shield_check;
  const Color ink = store.save_state() == Saving::saving ? ui.color.accent : attention ? ui.color.warn : ui.color.ok;
  if (store.saved_at_ms() == 0) return {ui.tr(TextKey::shell_saved), sign, ink};
  const Moment at = {.utc_ms = store.saved_at_ms(), .offset_minutes = context.app.now().offset_minutes};
  return {ui.tr(TextKey::shell_saved_at, {{"time", ui.locale.time(local_time(at))}}), sign, ink};
}

bool is_slow(ViewContext& context) {
  SaveChipState& state = context.states.of<SaveChipState>();
  if (context.app.store().save_state() != Saving::saving) {
    state.saving_since = -1;
    return false;
  }
  if (state.saving_since < 0) state.saving_since = context.ui.now;
  const double left = state.saving_since + patience_seconds - context.ui.now;
  if (left > 0) context.ui.wake_after(left);
  return left <= 0;
}

// What failed, in words; the chip itself is the button to the remedies.
void draw_failed(ViewContext& context, Rect rect, const std::string& text) {
  Ui& ui = context.ui;
  const Store& store = context.app.store();
  const NodeId menu_id = ui.id("save_menu");
  const std::string name =
      ui.tr(TextKey::shell_save_failed_long, {{"count", static_cast<std::int64_t>(store.unsaved_commands())}});
  const std::string why = ui.tr(store.failure() == StorageFailure::no_space ? TextKey::shell_save_no_space
                                                                            : TextKey::shell_save_failed_text);
  const Rect place = centered(rect, rect.w, ui.dp(size::control_small));
  const Interaction it = ui.interact(ui.id("save_failed"), place,
                                     {.role = Role::button,
                                      .name = name,
                                      .description = why,
                                      .expanded = menu_is_open(ui, menu_id) ? 1 : 0,
                                      .has_popup = true});
  ui.fill(place, it.hovered ? ui.color.bad_hover : ui.color.bad, size::radius);
  paint_text(ui, place, TextStyle::strong, ui.color.on_bad, text, Align::center);
  if (it.focus_visible) ui.focus_ring(place, size::radius);
  if (it.hovered) ui.tooltip(ui.id("save_failed"), place, why);
  if (it.activated) open_menu(ui, menu_id, place, it.by_keyboard);
  const std::string retry = ui.tr(TextKey::shell_retry);
  const std::string save = ui.tr(TextKey::shell_export);
  const std::string where = ui.tr(TextKey::health_title);
  const MenuItem items[] = {{.label = retry, .icon = icon::rotate_ccw},
                            {.label = save, .icon = icon::download},
                            {.label = where, .icon = icon::shield_alert, .separator_before = true}};
  const std::optional<int> chosen = menu(ui, menu_id, name, items);
  if (chosen == 0) context.outbox.send(RetrySave{});
  if (chosen == 1) context.outbox.send(ExportFile{});
  if (chosen == 2) act(context, ActionId::where_data_is, {});
}

}  // namespace

// Icon and word; a phone has room for the icon only, as large as a finger needs it.
float save_chip_width(const ViewContext& context) {
  const Ui& ui = context.ui;
  const bool failed = context.app.store().save_state() == Saving::failed;
  const float text = text_width(ui, failed ? TextStyle::strong : TextStyle::meta, chip_of(context, true).text);
  if (failed) return text + 2 * ui.dp(12);
  if (ui.compact()) return ui.dp(size::control);
  return std::max(text, text_width(ui, TextStyle::meta, chip_of(context, false).text)) + ui.dp(22) + 2 * ui.dp(6);
}

void draw_save_chip(ViewContext& context, Rect rect) {
  Ui& ui = context.ui;
  const Chip chip = chip_of(context, is_slow(context));
  if (context.app.store().save_state() == Saving::failed) return draw_failed(context, rect, chip.text);
  const Rect place = centered(rect, rect.w, ui.dp(size::control));
  const NodeId id = ui.id("save_state");
  const std::string where = ui.tr(TextKey::health_title);
  const Interaction it =
      ui.interact(id, place, {.role = Role::button, .name = chip.text, .description = where, .has_popup = true});
  if (it.hovered) ui.fill(place, with_alpha(ui.color.text, 0.06F), size::radius);
  Row row(inset(place, ui.compact() ? 0 : ui.dp(6), 0), ui.dp(6));
  if (ui.compact()) {
    paint_icon(ui, row.rest(), chip.sign, chip.ink, size::icon_large);
  } else {
    // Flush right: what stands left of it does not move when the words become longer.
    const float text = text_width(ui, TextStyle::meta, chip.text);
    const Rect words = row.right(text);
    paint_icon(ui, row.right(ui.dp(16)), chip.sign, chip.ink);
    paint_text(ui, words, TextStyle::meta, ui.color.muted, chip.text);
  }
  if (it.focus_visible) ui.focus_ring(place, size::radius);
  if (it.hovered) ui.tooltip(id, place, ui.compact() ? chip.text : where);
  if (it.activated) act(context, ActionId::where_data_is, {});
}

}  // namespace voronka::ui
