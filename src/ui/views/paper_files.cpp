// The files of a document: each can be downloaded or removed; one whose contents are not in this browser says so and can be found again.
#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/views/copy_list.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

void file_row(ViewContext& context, const Attachment& file, Rect rect) {
  Ui& ui = context.ui;
  const IdScope scope(ui, ui.id("file", file.id.raw));
  const bool here = context.app.attachments().has(file.sha256);
  const bool missing = !here && context.app.attachments().known();
  const std::string size =
      missing ? ui.tr(TextKey::attachment_missing) : bytes_words(ui, static_cast<std::uint64_t>(file.size_bytes));
  SemScope item(ui, ui.id("row"), rect, {.role = Role::list_item, .name = file.name + ", " + size});
  Row row(rect, ui.dp(4));
  const float side = control_height(ui);
  if (icon_button(ui, ui.id("remove"), centered(row.right(side), side, side),
                  {.icon = icon::x, .label = ui.tr(TextKey::attachment_delete, {{"name", file.name}})}))
    context.outbox.run(DeleteRecords{.type = RecordType::attachment, .ids = {file.id.raw}});
  if (missing) {
    if (icon_button(ui, ui.id("find"), centered(row.right(side), side, side),
                    {.icon = icon::search, .label = ui.tr(TextKey::attachment_again, {{"name", file.name}})}))
      context.outbox.send(AttachFile{.again = file.id});
  } else if (icon_button(ui, ui.id("save"), centered(row.right(side), side, side),
                         {.icon = icon::download, .label = ui.tr(TextKey::attachment_save, {{"name", file.name}})})) {
    context.outbox.send(OfferAttachment{.attachment = file.id});
  }
  paint_icon(ui, row.left(ui.dp(16)), icon::paperclip, missing ? ui.color.bad : ui.color.muted);
  row.left(ui.dp(2));
  const Rect words = row.rest();
  const float size_width = std::min(text_width(ui, TextStyle::meta, size), words.w / 2);
  const float name_width = std::min(text_width(ui, TextStyle::body, file.name), words.w - size_width - ui.dp(8));
  paint_text(ui, {words.x, words.y, name_width, words.h}, TextStyle::body, ui.color.text, file.name);
  paint_text(ui, {words.x + name_width + ui.dp(8), words.y, size_width, words.h}, TextStyle::meta,
             missing ? ui.color.bad : ui.color.muted, size);
}

}  // namespace

VORONKA_LATER void draw_paper_files(ViewContext& context, const Paper& paper, const std::vector<Id<Attachment>>& files,
                                    Column& column) {
  Ui& ui = context.ui;
  std::vector<const Attachment*> own;
  for (const Id<Attachment> id : files)
    if (const Attachment* file = context.document.find(id); file && file->paper == paper.id && !file->deleted)
      own.push_back(file);
  if (!own.empty()) {
    if (context.app.attachments().wants_look(context.document.revision())) context.outbox.send(LookForAttachments{});
    column.space(ui.dp(4));
    const float height = control_height(ui);
    Rect place = column.rest();
    place.h = height * static_cast<float>(own.size());
    SemScope list(ui, ui.id("files"), place, {.role = Role::list, .name = ui.tr(TextKey::attachment_kept_here)});
    for (const Attachment* file : own) file_row(context, *file, column.top(height));
  }
  const std::string name = ui.tr(TextKey::attachment_add);
  const ButtonOptions options = {.label = name, .icon = icon::paperclip, .kind = ButtonKind::ghost, .small = true};
  Rect place = column.top(ui.dp(size::control_small));
  place.x -= ui.dp(10);
  place.w = std::min(button_width(ui, options), place.w);
  if (button(ui, ui.id("attach"), place, options)) context.outbox.send(AttachFile{.paper = paper.id});
}

}  // namespace voronka::ui
