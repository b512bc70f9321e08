// The copies of everything in this browser: which there are, and the way back from each.
#include "generated/icons.hpp"
#include "ui/views/copy_list.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
void draw_copy_settings(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const CopyKeeper& keeper = context.app.copies();
  if (keeper.state() == CopyKeeper::State::unknown) return;
  const std::string title = ui.tr(TextKey::settings_copies);
  section_heading(ui, column, title);
  if (keeper.state() == CopyKeeper::State::none_possible)
    return hint(ui, column, ui.tr(TextKey::settings_copies_impossible));
  hint(ui, column, ui.tr(TextKey::settings_copies_text));
  const auto copies = keeper.copies();
  draw_copy_list(context, column, CopyUse::open_or_save);
  if (keeper.last().failure != CopyFailure::none)
    alert_line(ui, column, ui.id("copy_failed"),
               ui.tr(TextKey::health_copy_failed, {{"why", why_words(ui, keeper.last())}}));
  if (keeper.state() == CopyKeeper::State::idle && !keeper.behind())
    return hint(ui, column, ui.tr(copies.empty() ? TextKey::settings_copies_none : TextKey::settings_copies_current));
  const bool making = keeper.state() == CopyKeeper::State::making;
  const std::string now = ui.tr(making ? TextKey::settings_copies_making : TextKey::settings_copies_make);
  if (row_button(ui, column, ui.id("make_copy"), {.label = now, .icon = icon::copy, .disabled = making}))
    context.outbox.send(MakeCopy{});
}

}  // namespace voronka::ui
