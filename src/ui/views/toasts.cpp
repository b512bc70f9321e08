#include "ui/views/toasts.hpp"

namespace voronka::ui {
namespace {

constexpr int undo_tag = 1;
constexpr int new_build_tag = 2;

struct ToastState {
  std::uint64_t revision = 0;
  bool new_build_told = false;
};

}  // namespace

void tell_notices(ViewContext& context, const std::vector<Notice>& notices) {
  Ui& ui = context.ui;
  ToastState& state = context.states.of<ToastState>();
  const std::optional<int> action = ui.take_toast_action();
  if (state.revision != context.document.revision()) {
    // "Undo" takes back the newest step: an older toast's button would take back something else than it says.
    std::erase_if(ui.toasts, [](const Ui::Toast& toast) { return toast.options.tag == undo_tag; });
    state.revision = context.document.revision();
  } else if (action == undo_tag) {
    context.outbox.send(Undo{});
  }
  if (action == new_build_tag) context.outbox.send(UseNewBuild{});
  if (context.app.new_build_ready() && !std::exchange(state.new_build_told, true))
    ui.toast({.text = ui.tr(TextKey::shell_new_build),
              .action = ui.tr(TextKey::shell_new_build_action),
              .tag = new_build_tag,
              .seconds = 0});
  for (const Notice& notice : notices) {
    if (notice.kind == Notice::Kind::refused) {
      ui.toast({.text = ui.tr(notice.text), .bad = true, .seconds = 12});
      continue;
    }
    std::string text = ui.tr(notice.text);
    if (notice.detail.key != TextKey::none)
      text = ui.tr(TextKey::shell_undone, {{"done", text}, {"what", ui.tr(notice.detail)}});
    if (notice.skipped > 0)
      text += ". " + ui.tr(TextKey::shell_undone_skipped, {{"count", static_cast<std::int64_t>(notice.skipped)}});
    ui.toast({.text = std::move(text),
              .action = notice.can_undo ? ui.tr(TextKey::shell_undo_action) : std::string(),
              .tag = notice.can_undo ? undo_tag : 0});
  }
}

}  // namespace voronka::ui
