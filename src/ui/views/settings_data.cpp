// The data as a whole: out into a file, in from one, where it lives and how much there is.
#include <algorithm>

#include "generated/icons.hpp"
#include "ui/actions.hpp"
#include "ui/views/copy_list.hpp"
#include "ui/views/export_dialog.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/views/trash.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

bool block(Ui& ui, Column& column, std::string_view id, TextKey label_key, TextKey text_key, const char* icon,
           ButtonKind kind) {
  column.space(ui.dp(14));
  const std::string name = ui.tr(label_key);
  const bool pressed = row_button(ui, column, ui.id(id), {.label = name, .icon = icon, .kind = kind});
  column.space(ui.dp(6));
  hint(ui, column, ui.tr(text_key));
  return pressed;
}

template <class Record>
std::int64_t living(const Document& document) {
  return std::ranges::count_if(document.table<Record>().rows(), [](const Record& record) { return !record.deleted; });
}

struct Counts {
  std::uint64_t revision = static_cast<std::uint64_t>(-1);
  std::array<std::int64_t, 6> numbers = {};
};

// What documents have attached, and what none has any more: contents stay when their record goes to the trash, so that it can come back.
struct FileCounts {
  std::uint64_t revision = static_cast<std::uint64_t>(-1);
  std::size_t files = 0;
  AttachmentShelf::Spare spare = {};
};

void draw_files(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const AttachmentShelf& shelf = context.app.attachments();
  if (context.document.table<Attachment>().empty()) return;
  if (shelf.wants_look(context.document.revision())) context.outbox.send(LookForAttachments{});
  if (!shelf.known() || shelf.count() == 0) return;
  FileCounts& counts = context.states.of<FileCounts>();
  if (counts.revision != context.document.revision() || counts.files != shelf.count())
    counts = {.revision = context.document.revision(), .files = shelf.count(), .spare = shelf.spare(context.document)};
  section_heading(ui, column, ui.tr(TextKey::attachment_kept_here));
  const std::string here = ui.tr(TextKey::attachment_count, {{"count", static_cast<std::int64_t>(counts.files)}}) +
                           " · " + bytes_words(ui, shelf.bytes());
  column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.text, here) + ui.dp(6));
  if (counts.spare.sha256.empty()) return;
  const std::string spare =
      ui.tr(TextKey::attachment_spare, {{"count", static_cast<std::int64_t>(counts.spare.sha256.size())},
                                        {"size", bytes_words(ui, counts.spare.bytes)}});
  hint(ui, column, spare + " " + ui.tr(TextKey::attachment_spare_warning));
  column.space(ui.dp(6));
  const std::string name = ui.tr(TextKey::attachment_spare_delete);
  if (row_button(ui, column, ui.id("spare_files"), {.label = name, .icon = icon::trash, .kind = ButtonKind::danger}))
    context.outbox.send(DeleteSpareAttachments{});
}

}  // namespace

void draw_data_settings(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  section_heading(ui, column, ui.tr(TextKey::settings_section_data));
  const TextKey export_label =
      context.app.exporting() ? TextKey::settings_data_exporting : TextKey::settings_data_export;
  if (block(ui, column, "export", export_label, TextKey::settings_data_export_text, icon::download,
            ButtonKind::primary))
    context.outbox.send(ExportFile{});
  if (block(ui, column, "send", TextKey::device_send, TextKey::device_send_text, icon::upload, ButtonKind::secondary))
    open_send_dialog(context);
  if (block(ui, column, "part", TextKey::export_options, TextKey::export_options_text, icon::download,
            ButtonKind::secondary))
    open_export_dialog(context);
  if (block(ui, column, "import", TextKey::settings_data_import, TextKey::settings_data_import_text, icon::upload,
            ButtonKind::secondary))
    context.outbox.send(AskForFile{});
  if (block(ui, column, "trash", TextKey::trash_open, TextKey::trash_empty_text, icon::trash, ButtonKind::secondary))
    open_trash(context);

  column.space(ui.dp(4));
  section_heading(ui, column, ui.tr(TextKey::settings_data_where));
  const bool in_memory = context.app.store().save_state() == voronka::SaveState::memory;
  const std::string where = ui.tr(in_memory ? TextKey::settings_data_memory_text : TextKey::settings_data_where_text);
  column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.text, where) + ui.dp(10));
  const std::string more = ui.tr(TextKey::health_title);
  if (row_button(ui, column, ui.id("where_data_is"), {.label = more, .icon = icon::shield_check}))
    act(context, ActionId::where_data_is, {});

  draw_copy_settings(context, column);

  draw_files(context, column);

  const Document& document = context.document;
  Counts& counts = context.states.of<Counts>();
  if (counts.revision != document.revision()) {
    counts = {.revision = document.revision(),
              .numbers = {living<Deal>(document), living<Pipeline>(document), living<Company>(document),
                          living<Contact>(document), living<Activity>(document), living<Note>(document)}};
  }
  constexpr std::array<TextKey, 6> keys = {TextKey::settings_count_deals,      TextKey::settings_count_pipelines,
                                           TextKey::settings_count_companies,  TextKey::settings_count_contacts,
                                           TextKey::settings_count_activities, TextKey::settings_count_notes};
  section_heading(ui, column, ui.tr(TextKey::settings_counts));
  std::string text;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!text.empty()) text += " · ";
    text += ui.tr(keys[i], {{"count", counts.numbers[i]}});
  }
  column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.muted, text));
}

}  // namespace voronka::ui
