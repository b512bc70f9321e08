#include "ui/views/safety_strip.hpp"

#include "generated/icons.hpp"
#include "ui/views/damage_dialog.hpp"
#include "ui/views/strip.hpp"

namespace voronka::ui {
namespace {

using Saving = voronka::SaveState;

enum class Concern : std::uint8_t { none, not_saved, read_only, folder, file };

struct StripState {
  bool folder_put_off = false;  // until the page is loaded anew: then the browser has forgotten the leave once more
};

Concern concern_of(ViewContext& context) {
  const App& app = context.app;
  if (app.store().load_state() != LoadState::ready || app.store().lost()) return Concern::none;
  if (app.store().save_state() == Saving::failed) return Concern::not_saved;
  if (app.store().save_state() == Saving::read_only) return Concern::read_only;
  if (app.folder().waits_for_leave(app.now().utc_ms) && !context.states.of<StripState>().folder_put_off)
    return Concern::folder;
  return app.file_due_days() ? Concern::file : Concern::none;
}

std::string read_only_text(const ViewContext& context) {
  const Ui& ui = context.ui;
  const Store& store = context.app.store();
  if (store.load_problems() > 0)
    return ui.tr(TextKey::shell_read_only_damaged, {{"count", static_cast<std::int64_t>(store.load_problems())}});
  return ui.tr(store.failure() == StorageFailure::newer_schema ? TextKey::shell_read_only_newer
                                                               : TextKey::shell_read_only_other);
}

// Chromium, on a disk with nothing left, deletes all that a site has stored and says so only at the next try.
std::string not_saved_text(const ViewContext& context) {
  const Ui& ui = context.ui;
  const StorageFailure failure = context.app.store().failure();
  if (failure == StorageFailure::no_space) return ui.tr(TextKey::shell_save_no_space);
  const std::string text = ui.tr(TextKey::shell_save_failed_text);
  return failure == StorageFailure::corrupt ? ui.tr(TextKey::health_why_gone) + " " + text : text;
}

Strip trouble(std::string text, Color ink, Color ground, std::vector<StripButton> buttons) {
  return {.text = std::move(text),
          .icon = icon::triangle_alert,
          .ink = ink,
          .ground = ground,
          .alert = true,
          .buttons = std::move(buttons)};
}

Strip note(const Ui& ui, std::string text, std::vector<StripButton> buttons) {
  return {.text = std::move(text),
          .icon = icon::info,
          .ink = ui.color.accent,
          .ground = ui.color.soft,
          .buttons = std::move(buttons)};
}

Strip strip_of(const ViewContext& context, Concern concern) {
  const Ui& ui = context.ui;
  const App& app = context.app;
  switch (concern) {
    case Concern::not_saved:
      return trouble(not_saved_text(context), ui.color.bad, ui.color.bad_soft,
                     {{"banner_retry", TextKey::shell_retry}, {"banner_export", TextKey::shell_export}});
    case Concern::read_only: {
      std::vector<StripButton> buttons = {{"banner_export", TextKey::shell_export}};
      if (app.store().can_accept_damage()) buttons.push_back({"banner_repair", TextKey::damage_repair});
      return trouble(read_only_text(context), ui.color.warn, mix(ui.color.surface, ui.color.warn, 0.10F),
                     std::move(buttons));
    }
    case Concern::folder:
      return note(ui, ui.tr(TextKey::health_note_folder, {{"name", app.folder().told().name}}),
                  {{"note_allow", TextKey::health_folder_allow}, {"note_later", TextKey::health_later}});
    case Concern::file: {
      const std::int64_t days = app.file_due_days().value_or(0);
      return note(ui,
                  days == 0 ? ui.tr(TextKey::health_note_never) : ui.tr(TextKey::health_note_file, {{"count", days}}),
                  {{"note_save", TextKey::shell_export}, {"note_later", TextKey::health_later}});
    }
    case Concern::none:
      break;
  }
  return {};
}

}  // namespace

float safety_strip_height(ViewContext& context) {
  const Concern concern = concern_of(context);
  return concern == Concern::none ? 0 : strip_height(context, strip_of(context, concern));
}

void draw_safety_strip(ViewContext& context, Rect rect) {
  const Concern concern = concern_of(context);
  if (concern == Concern::none) return;
  const auto pressed = draw_strip(context, strip_of(context, concern), rect);
  if (!pressed) return;
  switch (concern) {
    case Concern::not_saved:
      if (*pressed == 0) return context.outbox.send(RetrySave{});
      return context.outbox.send(ExportFile{});
    case Concern::read_only:
      if (*pressed == 1) return open_damage_dialog(context);
      return context.outbox.send(ExportFile{});
    case Concern::folder:
      if (*pressed == 0) return context.outbox.send(AllowFolder{});
      context.states.of<StripState>().folder_put_off = true;
      return context.ui.request_frame();
    case Concern::file:
      if (*pressed == 0) return context.outbox.send(ExportFile{});
      return context.outbox.send(PutOffFile{});
    case Concern::none:
      return;
  }
}

}  // namespace voronka::ui
