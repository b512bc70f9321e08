// The history and the notes of a deal, at the end of its sheet.
#include "generated/icons.hpp"
#include "ui/text_field.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

float note_height(const Ui& ui, std::string_view text, float width) {
  const float text_height = wrapped_height(ui, TextStyle::body, text, width - 2 * ui.dp(10));
  return std::max(ui.dp(56), text_height + line_height(ui, TextStyle::body) + 2 * ui.dp(7));
}

void new_note(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  std::string& draft = state.note_drafts[text_of(deal.id.raw)];
  const NodeId id = ui.id("new_note");
  const Rect place = column.top(note_height(ui, draft, column.rest().w));
  const TextFieldResult typed = text_field(ui, id, place,
                                           {.label = ui.tr(TextKey::deal_note_add),
                                            .kind = TextKind::multiline,
                                            .placeholder = ui.tr(TextKey::deal_note_placeholder)},
                                           draft);
  column.space(ui.dp(6));
  if (draft.empty()) return;
  const std::string save = ui.tr(TextKey::deal_note_save);
  const ButtonOptions options = {.label = save, .kind = ButtonKind::primary, .keys = "Ctrl+Enter"};
  Row row(column.top(control_height(ui)));
  const bool pressed = button(ui, ui.id("save_note"), row.left(button_width(ui, options)), options);
  column.space(ui.dp(6));
  if (!pressed && !typed.entered) return;
  context.outbox.run(AddRecord{.record = Note{.deal = deal.id, .text = draft}});
  draft.clear();
}

void note_row(ViewContext& context, const Note& note, Column& column) {
  Ui& ui = context.ui;
  IdScope scope(ui, ui.id("note", note.id.raw));
  Row line(column.top(ui.dp(ui.coarse_pointer ? size::touch : 24)));
  const Rect remove = line.right(line.rest().h);
  const std::string day = note.at ? ui.locale.date_near(local_date(*note.at), context.app.today()) : std::string();
  label(ui, line.rest(), TextStyle::meta, ui.color.muted, day);
  if (icon_button(ui, ui.id("delete"), remove, {.icon = icon::trash, .label = ui.tr(TextKey::deal_note_delete)}))
    context.outbox.run(DeleteRecords{.type = RecordType::note, .ids = {note.id.raw}});
  const float text_height = wrapped_height(ui, TextStyle::body, note.text, column.rest().w - 2 * ui.dp(6));
  const bool editing = ui.focused() == ui.id("text");
  Rect place = column.top(text_height + 2 * ui.dp(7) + (editing ? line_height(ui, TextStyle::body) : 0));
  place.x -= ui.dp(6);
  place.w += ui.dp(12);
  edit_field(context, ui.id("text"), place, {.label = ui.tr(TextKey::deal_note_text), .ghost = true},
             place_of(note.id, &Note::text), long_text_kind);
  column.space(ui.dp(4));
}

}  // namespace

void draw_deal_notes(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  section_heading(ui, column, ui.tr(TextKey::deal_notes));
  new_note(context, deal, state, column);
  for (const Id<Note> id : state.belongings.notes)
    if (const Note* note = context.document.find(id)) note_row(context, *note, column);
}

void draw_deal_history(ViewContext& context, const Deal&, DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  section_heading(ui, column, ui.tr(TextKey::deal_history));
  const auto& lines = state.belongings.timeline;
  if (lines.empty()) {
    hint(ui, column,
         ui.tr(context.app.store().complete() ? TextKey::deal_history_empty : TextKey::deal_history_loading));
    return;
  }
  draw_timeline(ui, column, ui.tr(TextKey::deal_history), lines, state.whole_history);
}

}  // namespace voronka::ui
