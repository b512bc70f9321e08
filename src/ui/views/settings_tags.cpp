// Tags: name, colour, and how many deals carry each. Two of one name may come of a name that is typed, of a merge or of an import; they are
// said to be so, and made one when the user says so.
#include "generated/icons.hpp"
#include "ui/label_rows.hpp"
#include "ui/layers.hpp"
#include "ui/views/color_choice.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/views/stage_colors.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct TagSettings {
  TagRows rows = {};
  NodeId colors = 0;  // the popup, once it has been opened
  Id<Tag> colored = {};
};

std::int64_t as_count(std::size_t deals) { return static_cast<std::int64_t>(deals); }

// A dot that opens the choice of colours.
void color_button(ViewContext& context, TagSettings& own, const Tag& tag, const std::string& name, Rect rect) {
  Ui& ui = context.ui;
  const NodeId id = ui.id("color");
  const bool open = own.colored == tag.id && ui.popup && ui.popup->id == own.colors;
  const std::string words = ui.tr(TextKey::settings_tag_color, {{"name", name}});
  const Interaction it = ui.interact(id, rect, {.role = Role::button, .name = words, .expanded = open ? 1 : 0});
  if (it.hovered || open) ui.fill(rect, it.held ? ui.color.press : ui.color.hover, size::radius);
  paint_dot(ui, rect.center(), 12, stage_color(ui.color, tag.color));
  if (it.focus_visible) ui.focus_ring(rect, size::radius);
  if (it.hovered) ui.tooltip(id, rect, words);
  if (!it.activated) return;
  own.colored = tag.id;
  open_popup(ui, own.colors, rect, it.by_keyboard);
}

std::string twin_words(const ViewContext& context, const TagSettings& own, Id<Tag> twin) {
  for (const TagRow& row : own.rows.rows())
    if (row.id == twin)
      return context.ui.tr(TextKey::settings_tag_twin,
                           {{"count", as_count(row.deals)}, {"name", context.document.find(twin)->name}});
  return {};
}

// The second line of a row whose tag has the name of another one: which, and the button that makes them one.
void twin_line(ViewContext& context, SettingsState& state, const TagRow& row, const std::string& words, Rect place) {
  Ui& ui = context.ui;
  const std::string join = ui.tr(TextKey::settings_tag_join);
  const std::string hint = ui.tr(TextKey::settings_tag_join_hint, {{"name", context.document.find(row.twin)->name}});
  const ButtonOptions options = {.label = join, .description = hint, .small = true};
  Row parts(place, ui.dp(8));
  const Rect right = parts.right(button_width(ui, options));
  const Rect left = parts.rest();
  const float height = wrapped_height(ui, TextStyle::meta, words, left.w);
  ui.sem.add(ui.id("twin"), left, {.role = Role::alert, .name = words});
  paint_wrapped(ui, centered(left, left.w, height), TextStyle::meta, ui.color.warn, words);
  if (!button(ui, ui.id("join"), centered(right, right.w, ui.dp(size::control_small)), options)) return;
  context.outbox.run(JoinTags{.keep = row.twin, .gone = row.id});
  // Who works by keyboard goes on where the deals went.
  if (ui.keyboard_modality()) state.name_to_focus = row.twin.raw;
}

// One card of one or two lines, a list item.
void tag_row(ViewContext& context, SettingsState& state, TagSettings& own, std::size_t index, Column& column) {
  Ui& ui = context.ui;
  const TagRow& row = own.rows.rows()[index];
  const Tag* tag = context.document.find(row.id);
  const std::string twin = row.twin ? twin_words(context, own, row.twin) : std::string();
  IdScope scope(ui, ui.id("tag", row.id.raw));
  const float height = ui.dp(ui.coarse_pointer ? size::touch : 40);
  const float below = twin.empty() ? 0 : std::max(height, 3 * line_height(ui, TextStyle::meta));
  const Rect whole = column.top(height + below);
  const NodeId id = ui.id("row");
  const bool wanted = state.name_to_focus == row.id.raw;
  if (!wanted && !is_at_hand(ui, whole, id)) return;
  const std::string name = tag->name.empty() ? ui.tr(TextKey::deal_untitled) : tag->name;
  SemScope item(ui, id, whole,
                {.role = Role::list_item,
                 .name = name,
                 .position = static_cast<int>(index) + 1,
                 .set_size = static_cast<int>(own.rows.rows().size())});
  ui.fill(whole, ui.color.surface, size::radius);
  ui.outline(whole, ui.color.border, size::radius);
  Column lines(inset(whole, ui.dp(4), 0));
  Row parts(lines.top(height), ui.dp(4));
  const Rect trash = row_button_place(ui, parts);
  const Rect deals = parts.right(ui.dp(96));
  const float side = ui.dp(size::control);
  const Rect dot = centered(parts.left(side), side, side);
  const Rect field = parts.rest();

  color_button(context, own, *tag, name, dot);
  const NodeId name_id = ui.id("name");
  if (wanted) {
    ui.focus(name_id);
    state.name_to_focus = {};
  }
  // Sent when typing pauses: "VIP client" must not be the twin of "VIP" on its way.
  edit_field(context, name_id, centered(field, field.w, ui.dp(size::control)),
             {.label = ui.tr(TextKey::settings_tag_name), .ghost = true, .select_on_focus = true},
             place_of(row.id, &Tag::name), settled_text_kind);
  deals_of_row(ui, deals, row.deals);
  const std::string remove =
      row.deals == 0 ? ui.tr(TextKey::settings_tag_delete, {{"name", name}})
                     : ui.tr(TextKey::settings_tag_delete_from, {{"count", as_count(row.deals)}, {"name", name}});
  if (icon_button(ui, ui.id("delete"), trash, {.icon = icon::trash, .label = remove})) {
    context.outbox.run(DeleteRecords{.type = RecordType::tag, .ids = {row.id.raw}});
    // Who works by keyboard goes on with the next one.
    const auto& rows = own.rows.rows();
    if (ui.keyboard_modality() && rows.size() > 1)
      state.name_to_focus = rows[index + 1 < rows.size() ? index + 1 : index - 1].id.raw;
  }
  if (!twin.empty()) twin_line(context, state, row, twin, inset(lines.top(below), ui.dp(8), 0));
}

// Pressed twice without a name typed in between, it shows the first one again instead of making its twin.
void add_tag(ViewContext& context, SettingsState& state, const TagSettings& own, Column& column) {
  Ui& ui = context.ui;
  const std::string add = ui.tr(TextKey::settings_tag_add);
  if (!row_button(ui, column, ui.id("add_tag"), {.label = add, .icon = icon::plus})) return;
  ui.request_frame();
  const std::string name = ui.tr(TextKey::settings_tag_new);
  if (const TagRow* same = own.rows.named(name)) {
    state.name_to_focus = same->id.raw;
    return;
  }
  state.awaited = {.what = Awaited::What::tag, .created_before = context.app.created_count(), .merge_key = {}};
  const std::string_view color = stage_palette[own.rows.rows().size() % stage_palette.size()];
  context.outbox.run(AddRecord{.record = Tag{.name = name, .color = std::string(color)}});
}

}  // namespace

void draw_tag_settings(ViewContext& context, SettingsState& state, Column& column) {
  Ui& ui = context.ui;
  TagSettings& own = context.states.of<TagSettings>();
  own.colors = ui.id("tag_colors");
  const NodeId list_id = ui.id("tags");
  own.rows.update(context.document, ui.sem.shown_within(ui.focused(), list_id));
  if (state.awaited.what == Awaited::What::tag && context.app.created_count() > state.awaited.created_before) {
    state.name_to_focus = context.app.last_created();
    state.awaited = {};
  }
  const std::string title = ui.tr(TextKey::settings_section_tags);
  section_heading(ui, column, title);
  hint(ui, column, ui.tr(TextKey::settings_tags_hint));
  const std::size_t count = own.rows.rows().size();
  if (count == 0) hint(ui, column, ui.tr(TextKey::settings_tags_empty));
  {
    SemScope list(ui, list_id, column.rest(), {.role = Role::list, .name = title});
    for (std::size_t i = 0; i < count; ++i) {
      tag_row(context, state, own, i, column);
      column.space(ui.dp(6));
    }
  }
  column.space(ui.dp(4));
  add_tag(context, state, own, column);
}

void draw_tag_colors(ViewContext& context) {
  Ui& ui = context.ui;
  const TagSettings& own = context.states.of<TagSettings>();
  if (!own.colored || !ui.popup || ui.popup->id != own.colors) return;
  const Tag* tag = context.document.find(own.colored);
  if (!tag || tag->deleted) return close_popup(ui);
  const float width = 6 * color_cell(ui);
  const float edges = 2 * ui.dp(12);
  PopupPanel panel(ui, own.colors, ui.tr(TextKey::settings_tag_color, {{"name", tag->name}}), width + edges,
                   color_choice_height(ui, width) + edges);
  if (!panel) return;
  const auto color = color_choice(ui, ui.id("colors"), panel.body(), ui.tr(TextKey::settings_stage_color), tag->color);
  if (!color) return;
  if (*color != tag->color) context.outbox.run(set_field(tag->id, &Tag::color, std::string(*color)));
  close_popup(ui);
}

}  // namespace voronka::ui
