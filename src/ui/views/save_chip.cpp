#include "ui/views/save_chip.hpp"

#include <cmath>

#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

using Saving = voronka::SaveState;

struct SaveChipState {
  double saving_since = -1;
};

struct Chip {
  std::string text = {};
  Color dot = 0;
};

// A save takes a moment; words that flicker at every move would be read as trouble. The dot tells at once.
constexpr double patience_seconds = 0.6;

Chip chip_of(const ViewContext& context, bool slow) {
  const Ui& ui = context.ui;
  const Store& store = context.app.store();
  switch (store.save_state()) {
    case Saving::failed:
      return {ui.tr(TextKey::shell_save_failed), ui.color.bad};
    case Saving::read_only:
      return {ui.tr(TextKey::shell_read_only), ui.color.warn};
    case Saving::memory:
      return {ui.tr(TextKey::shell_memory), ui.color.warn};
    case Saving::saving:
      if (slow || store.saved_at_ms() == 0) return {ui.tr(TextKey::shell_saving), ui.color.accent};
      break;
    case Saving::saved:
      break;
  }
  const Color dot = store.save_state() == Saving::saving ? ui.color.accent : ui.color.ok;
  if (store.saved_at_ms() == 0) return {ui.tr(TextKey::shell_saved), dot};
  const Moment at = {.utc_ms = store.saved_at_ms(), .offset_minutes = context.app.now().offset_minutes};
  return {ui.tr(TextKey::shell_saved_at, {{"time", ui.locale.time(local_time(at))}}), dot};
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
  const MenuItem items[] = {{.label = retry, .icon = icon::rotate_ccw}, {.label = save, .icon = icon::download}};
  const std::optional<int> chosen = menu(ui, menu_id, name, items);
  if (chosen == 0) context.outbox.send(RetrySave{});
  if (chosen == 1) context.outbox.send(ExportFile{});
}

bool has_banner(const ViewContext& context) {
  const Saving state = context.app.store().save_state();
  return context.app.store().load_state() == LoadState::ready && !context.app.store().lost() &&
         (state == Saving::read_only || state == Saving::failed);
}

std::string banner_text(const ViewContext& context) {
  const Ui& ui = context.ui;
  const Store& store = context.app.store();
  if (store.save_state() == Saving::failed)
    return ui.tr(store.failure() == StorageFailure::no_space ? TextKey::shell_save_no_space
                                                             : TextKey::shell_save_failed_text);
  if (store.load_problems() > 0)
    return ui.tr(TextKey::shell_read_only_damaged, {{"count", static_cast<std::int64_t>(store.load_problems())}});
  return ui.tr(store.failure() == StorageFailure::newer_schema ? TextKey::shell_read_only_newer
                                                               : TextKey::shell_read_only_other);
}

struct BannerLayout {
  float text_width = 0, buttons_width = 0, text_height = 0;
  bool below = false;  // on a phone the buttons stand under the words
};

BannerLayout banner_layout(const ViewContext& context, float width) {
  const Ui& ui = context.ui;
  const std::string save = ui.tr(TextKey::shell_export);
  const std::string retry = ui.tr(TextKey::shell_retry);
  BannerLayout layout;
  layout.buttons_width = button_width(ui, {.label = save, .small = true});
  if (context.app.store().save_state() == Saving::failed)
    layout.buttons_width += button_width(ui, {.label = retry, .small = true}) + ui.dp(6);
  layout.below = ui.compact();
  const float inner = width - 2 * ui.dp(12) - ui.dp(26);
  layout.text_width = layout.below ? inner : inner - layout.buttons_width - ui.dp(12);
  layout.text_height = wrapped_height(ui, TextStyle::label, banner_text(context), layout.text_width);
  return layout;
}

}  // namespace

float save_chip_width(const ViewContext& context) {
  const Ui& ui = context.ui;
  const bool failed = context.app.store().save_state() == Saving::failed;
  const float text = text_width(ui, failed ? TextStyle::strong : TextStyle::meta, chip_of(context, true).text);
  if (failed) return text + 2 * ui.dp(12);
  return ui.compact() ? ui.dp(16)
                      : std::max(text, text_width(ui, TextStyle::meta, chip_of(context, false).text)) + ui.dp(14);
}

void draw_save_chip(ViewContext& context, Rect rect) {
  Ui& ui = context.ui;
  const Chip chip = chip_of(context, is_slow(context));
  if (context.app.store().save_state() == Saving::failed) return draw_failed(context, rect, chip.text);
  const NodeId id = ui.id("save_state");
  ui.sem.add(id, rect, {.role = Role::status, .name = chip.text});
  const float text = ui.compact() ? 0 : text_width(ui, TextStyle::meta, chip.text);
  const float start = rect.right() - text - ui.dp(14);
  paint_dot(ui, {std::floor(start + ui.dp(4)), std::floor(rect.center().y)}, 7, chip.dot);
  if (text > 0) paint_text(ui, {start + ui.dp(14), rect.y, text, rect.h}, TextStyle::meta, ui.color.muted, chip.text);
  if (ui.compact() && ui.is_hovered(rect)) ui.tooltip(id, rect, chip.text);
}

float save_banner_height(const ViewContext& context) {
  if (!has_banner(context)) return 0;
  const Ui& ui = context.ui;
  const BannerLayout layout =
      banner_layout(context, context.area.w - 2 * ui.dp(ui.compact() ? 14 : size::page_padding));
  const float row = ui.dp(size::control_small);
  return 2 * ui.dp(8) + (layout.below ? layout.text_height + ui.dp(8) + row : std::max(layout.text_height, row)) +
         ui.dp(8);
}

void draw_save_banner(ViewContext& context, Rect rect) {
  Ui& ui = context.ui;
  if (!has_banner(context)) return;
  const bool failed = context.app.store().save_state() == Saving::failed;
  Rect box = inset(rect, ui.dp(ui.compact() ? 14 : size::page_padding), 0);
  box.h -= ui.dp(8);
  const BannerLayout layout = banner_layout(context, box.w);
  const Color ink = failed ? ui.color.bad : ui.color.warn;
  ui.fill(box, failed ? ui.color.bad_soft : mix(ui.color.surface, ui.color.warn, 0.10F), size::radius_card);
  ui.outline(box, mix(ink, ui.color.surface, 0.5F), size::radius_card);
  const std::string text = banner_text(context);
  Rect inner = inset(box, ui.dp(12), ui.dp(8));
  const float row = ui.dp(size::control_small);
  const Rect buttons = layout.below ? Rect{inner.x + ui.dp(26), inner.bottom() - row, inner.w - ui.dp(26), row}
                                    : Rect{inner.right() - layout.buttons_width, std::floor(inner.center().y - row / 2),
                                           layout.buttons_width, row};
  const float words_height = layout.below ? layout.text_height : inner.h;
  const Rect words =
      centered({inner.x + ui.dp(26), inner.y, layout.text_width, words_height}, layout.text_width, layout.text_height);
  ui.sem.add(ui.id("save_banner"), words, {.role = Role::alert, .name = text});
  paint_icon(ui, {inner.x, words.y, ui.dp(16), line_height(ui, TextStyle::label)}, icon::triangle_alert, ink);
  paint_wrapped(ui, words, TextStyle::label, ui.color.text, text);
  const std::string retry = ui.tr(TextKey::shell_retry);
  const std::string save = ui.tr(TextKey::shell_export);
  Row places(buttons, ui.dp(6));
  const ButtonOptions retry_button = {.label = retry, .small = true};
  const ButtonOptions save_button = {.label = save, .small = true};
  if (failed && button(ui, ui.id("banner_retry"), places.left(button_width(ui, retry_button)), retry_button))
    context.outbox.send(RetrySave{});
  if (button(ui, ui.id("banner_export"), places.left(button_width(ui, save_button)), save_button))
    context.outbox.send(ExportFile{});
}

}  // namespace voronka::ui
