#include "ui/views/settings_view.hpp"

#include <array>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/scroll.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct Section {
  SettingsSection section;
  TextKey name;
  const char* icon;
};
constexpr std::array<Section, 13> sections = {{
    {SettingsSection::pipelines, TextKey::settings_section_pipelines, icon::kanban},
    {SettingsSection::fields, TextKey::settings_section_fields, icon::text_cursor},
    {SettingsSection::deal_templates, TextKey::settings_section_deal_templates, icon::copy},
    {SettingsSection::chains, TextKey::settings_section_chains, icon::list_checks},
    {SettingsSection::reasons, TextKey::settings_section_reasons, icon::flag},
    {SettingsSection::tags, TextKey::settings_section_tags, icon::tag},
    {SettingsSection::sources, TextKey::settings_section_sources, icon::globe},
    {SettingsSection::catalog, TextKey::settings_section_catalog, icon::package},
    {SettingsSection::look, TextKey::settings_section_look, icon::palette},
    {SettingsSection::reminders, TextKey::settings_section_reminders, icon::bell},
    {SettingsSection::talk, TextKey::settings_section_talk, icon::phone},
    {SettingsSection::templates, TextKey::settings_section_templates, icon::file_text},
    {SettingsSection::data, TextKey::settings_section_data, icon::database},
}};

void section_select(Ui& ui, SettingsState& state, Rect rect) {
  std::array<std::string, sections.size()> names;
  std::array<std::string_view, sections.size()> items;
  for (std::size_t i = 0; i < sections.size(); ++i) items[i] = names[i] = ui.tr(sections[i].name);
  const auto chosen =
      select(ui, ui.id("section"), rect,
             {.label = ui.tr(TextKey::settings_sections), .items = items, .selected = static_cast<int>(state.section)});
  if (chosen) state.section = sections[static_cast<std::size_t>(*chosen)].section;
}

float tab_height(const Ui& ui) { return ui.dp(ui.coarse_pointer ? size::touch : 36); }

// What does not scroll must fit: in a low window (a phone on its side) the sections are a select, too.
bool has_list(const Ui& ui, Rect area) {
  return !ui.compact() && area.h >= static_cast<float>(sections.size()) * (tab_height(ui) + ui.dp(2)) + ui.dp(8);
}

void section_list(Ui& ui, SettingsState& state, Rect rect) {
  Composite tabs(ui, ui.id("sections"), rect,
                 {.role = Role::tab_list, .label = ui.tr(TextKey::settings_sections), .horizontal = false});
  Column column(rect, ui.dp(2));
  for (const Section& section : sections) {
    const bool on = section.section == state.section;
    const Rect row = column.top(tab_height(ui));
    const std::string name = ui.tr(section.name);
    const Interaction it = ui.interact(ui.id("tab", static_cast<std::uint64_t>(section.section)), row,
                                       {.role = Role::tab, .name = name, .tab_stop = on, .selected = on});
    if (on) ui.fill(row, ui.color.soft, size::radius);
    if (!on && it.hovered) ui.fill(row, ui.color.hover, size::radius);
    Row parts(inset(row, ui.dp(10), 0), ui.dp(8));
    paint_icon(ui, parts.left(ui.dp(16)), section.icon, on ? ui.color.accent : ui.color.muted);
    paint_text(ui, parts.rest(), on ? TextStyle::strong : TextStyle::label, on ? ui.color.accent : ui.color.text, name);
    if (it.focus_visible) ui.focus_ring(row, size::radius);
    if (it.activated) state.section = section.section;
  }
}

void draw_section(ViewContext& context, SettingsState& state, Rect view) {
  Ui& ui = context.ui;
  const float pad = ui.dp(size::page_padding);
  const Rect inner = {view.x + pad, view.y, std::min(view.w - 2 * pad, ui.dp(680)), view.h};
  FormScroll scroll(context, ui.id("scroll", static_cast<std::uint64_t>(state.section)), view, inner, 0);
  Column& column = scroll.column();
  switch (state.section) {
    case SettingsSection::pipelines:
      draw_pipeline_settings(context, state, column);
      draw_stage_settings(context, state, column);
      break;
    case SettingsSection::fields:
      draw_field_settings(context, state, column);
      break;
    case SettingsSection::deal_templates:
      draw_deal_template_settings(context, column);
      break;
    case SettingsSection::chains:
      draw_chain_settings(context, column);
      break;
    case SettingsSection::reasons:
      draw_reason_settings(context, state, column);
      break;
    case SettingsSection::tags:
      draw_tag_settings(context, state, column);
      break;
    case SettingsSection::sources:
      draw_source_settings(context, column);
      break;
    case SettingsSection::catalog:
      draw_catalog_settings(context, column);
      break;
    case SettingsSection::look:
      draw_look_settings(context, column);
      break;
    case SettingsSection::reminders:
      draw_reminder_settings(context, column);
      break;
    case SettingsSection::talk:
      draw_talk_settings(context, column);
      break;
    case SettingsSection::templates:
      draw_template_settings(context, state, column);
      break;
    case SettingsSection::data:
      draw_data_settings(context, column);
      break;
  }
  column.space(ui.dp(40));
}

VORONKA_LATER void draw_settings(ViewContext& context) {
  Ui& ui = context.ui;
  SettingsState& state = context.states.of<SettingsState>();
  Column whole(context.area);
  whole.space(ui.dp(4));
  Rect rest = whole.rest();
  if (!has_list(ui, rest)) {
    Column column(inset(rest, ui.dp(size::page_padding), 0));
    const float width = std::min(column.rest().w, ui.dp(680));
    section_select(ui, state, Row(column.top(control_height(ui))).left(width));
    whole.space(control_height(ui) + ui.dp(4));
    rest = whole.rest();
  } else {
    Row row(rest);
    const Rect nav = row.left(ui.dp(size::page_padding + 200));
    section_list(ui, state, {nav.x + ui.dp(8), nav.y + ui.dp(4), nav.w - ui.dp(8), nav.h});
    rest = row.rest();
  }
  draw_section(context, state, rest);
  draw_delete_questions(context, state);
  draw_tag_colors(context);
}

}  // namespace

std::vector<std::string> settings_section_names(const Ui& ui) {
  std::vector<std::string> names;
  for (const Section& section : sections) names.push_back(ui.tr(section.name));
  return names;
}

void show_settings(ViewContext& context, std::size_t section) {
  if (section < sections.size()) context.states.of<SettingsState>().section = sections[section].section;
  context.go_to = Route{.path = "settings"};
}

void show_template_settings(ViewContext& context) {
  context.states.of<SettingsState>().section = SettingsSection::templates;
  context.go_to = Route{.path = "settings"};
}

extern const View settings_view = {
    .id = "settings", .title = TextKey::settings_title, .icon = icon::settings, .draw = draw_settings};

}  // namespace voronka::ui
