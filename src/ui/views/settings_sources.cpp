// Sources: the texts that deals have as theirs, each with the number of its deals. There is no record behind one, so a name is sent when it is
// complete (Enter, or the field is left) and not with each letter: every letter would be a change of all its deals.
#include "base/utf8.hpp"
#include "generated/icons.hpp"
#include "ui/label_rows.hpp"
#include "ui/text_field.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct SourceSettings {
  SourceRows rows = {};
  std::uint64_t edited = 0;    // the row whose name is being typed; 0: none
  std::string text = {};       // what its field holds
  std::uint64_t to_focus = 0;  // the row whose name gets the focus
  std::uint32_t frame = 0;
};

// A name that was emptied is no name: the old one comes back, for taking a source off its deals has a button.
void send_name(ViewContext& context, SourceSettings& own, const SourceRow& row, bool entered) {
  own.edited = 0;
  const std::string to(trimmed(own.text));
  if (to.empty() || to == row.name) return;
  const SourceRow* other = own.rows.named(to);
  const bool joins = other && other->number != row.number;
  // Written as the other one is, or there would be two ways to write it from now on.
  context.outbox.run(RenameSource{.from = row.name, .to = joins ? other->name : to});
  if (!joins) own.rows.rename(row.number, to);
  if (joins && entered) own.to_focus = other->number;  // its own row goes
  context.ui.request_frame();
}

void name_of_source(ViewContext& context, SourceSettings& own, const SourceRow& row, Rect rect) {
  Ui& ui = context.ui;
  const NodeId id = ui.id("name");
  if (own.to_focus == row.number) {
    ui.focus(id);
    own.to_focus = 0;
  }
  std::string text = own.edited == row.number ? own.text : row.name;
  const TextFieldResult typed =
      text_field(ui, id, centered(rect, rect.w, ui.dp(size::control)),
                 {.label = ui.tr(TextKey::settings_source_name), .ghost = true, .select_on_focus = true}, text);
  if (typed.changed) {
    own.edited = row.number;
    own.text = text;
  }
  if (own.edited != row.number) return;
  if (typed.cancelled) {
    own.edited = 0;
  } else if (typed.committed || ui.hidden || (!typed.focused && !typed.changed)) {
    send_name(context, own, row, typed.entered);
  }
}

// What a name that is being typed would do, when it is that of another source; empty: nothing to be said.
std::string twin_words(const ViewContext& context, const SourceSettings& own, const SourceRow& row) {
  if (own.edited != row.number) return {};
  const SourceRow* other = own.rows.named(own.text);
  if (!other || other->number == row.number) return {};
  return context.ui.tr(TextKey::settings_source_twin,
                       {{"count", static_cast<std::int64_t>(other->deals)}, {"name", other->name}});
}

// Where the focus goes when the row goes that has it; 0: nowhere.
std::uint64_t neighbour_of(const std::vector<SourceRow>& rows, std::size_t index) {
  if (index + 1 < rows.size()) return rows[index + 1].number;
  return index > 0 ? rows[index - 1].number : 0;
}

// One card of one or two lines, a list item.
void source_row(ViewContext& context, SourceSettings& own, std::size_t index, Column& column) {
  Ui& ui = context.ui;
  const SourceRow row = own.rows.rows()[index];  // a copy: a name that is sent changes the row
  const std::string twin = twin_words(context, own, row);
  IdScope scope(ui, ui.id("source", row.number));
  const float height = ui.dp(ui.coarse_pointer ? size::touch : 40);
  const float width = column.rest().w - 2 * ui.dp(14);
  const float below = twin.empty() ? 0 : wrapped_height(ui, TextStyle::meta, twin, width) + ui.dp(8);
  const Rect whole = column.top(height + below);
  const NodeId id = ui.id("row");
  // One whose name is being typed is drawn wherever it is: it is sent when the focus has left it.
  const bool busy = own.to_focus == row.number || own.edited == row.number;
  if (!busy && !is_at_hand(ui, whole, id)) return;
  SemScope item(ui, id, whole,
                {.role = Role::list_item,
                 .name = row.name,
                 .position = static_cast<int>(index) + 1,
                 .set_size = static_cast<int>(own.rows.rows().size())});
  ui.fill(whole, ui.color.surface, size::radius);
  ui.outline(whole, ui.color.border, size::radius);
  Column lines(inset(whole, ui.dp(4), 0));
  Row parts(lines.top(height), ui.dp(4));
  const Rect cross = row_button_place(ui, parts);
  const Rect deals = parts.right(ui.dp(96));
  parts.left(ui.dp(4));
  name_of_source(context, own, row, parts.rest());
  deals_of_row(ui, deals, row.deals);
  const std::string remove =
      ui.tr(TextKey::settings_source_remove, {{"count", static_cast<std::int64_t>(row.deals)}, {"name", row.name}});
  if (icon_button(ui, ui.id("remove"), cross, {.icon = icon::x, .label = remove})) {
    context.outbox.run(RenameSource{.from = row.name, .to = {}});
    if (ui.keyboard_modality()) own.to_focus = neighbour_of(own.rows.rows(), index);
  }
  if (twin.empty()) return;
  const Rect words = inset(lines.top(below), ui.dp(10), 0);
  ui.sem.add(ui.id("twin"), words, {.role = Role::alert, .name = twin});
  paint_wrapped(ui, words, TextStyle::meta, ui.color.warn, twin);
}

}  // namespace

void draw_source_settings(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  SourceSettings& own = context.states.of<SourceSettings>();
  const NodeId list_id = ui.id("sources");
  if (own.frame + 2 < ui.frame) own.edited = 0;  // what was left half typed by Back was not meant
  own.frame = ui.frame;
  own.rows.update(context.document, ui.sem.shown_within(ui.focused(), list_id));
  const std::string title = ui.tr(TextKey::settings_section_sources);
  section_heading(ui, column, title);
  hint(ui, column, ui.tr(TextKey::settings_sources_hint));
  if (own.rows.rows().empty()) return hint(ui, column, ui.tr(TextKey::settings_sources_empty));
  SemScope list(ui, list_id, column.rest(), {.role = Role::list, .name = title});
  for (std::size_t i = 0; i < own.rows.rows().size(); ++i) {
    source_row(context, own, i, column);
    column.space(ui.dp(6));
  }
}

}  // namespace voronka::ui
