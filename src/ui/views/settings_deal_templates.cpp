// Deal templates: renamed, put in order, deleted, and used.
#include "ui/views/deal_templates.hpp"

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "model/by_rank.hpp"
#include "model/stages.hpp"
#include "ui/actions.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// What it holds, in a line: title, amount, how many activities.
std::string contents(const ViewContext& context, const DealTemplate& made) {
  const Ui& ui = context.ui;
  std::string text = made.title;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : " · ") + part; };
  if (made.amount) add(ui.locale.money(*made.amount));
  if (!made.steps.empty())
    add(ui.tr(TextKey::deal_template_steps, {{"count", static_cast<std::int64_t>(made.steps.size())}}));
  return text;
}

void template_row(ViewContext& context, ReorderRows& rows, const DealTemplate& made, Column& column) {
  Ui& ui = context.ui;
  const IdScope scope(ui, ui.id("deal_template", made.id.raw));
  const std::string name = made.name.empty() ? ui.tr(TextKey::deal_untitled) : made.name;
  const float height = ui.dp(ui.coarse_pointer ? size::touch : 40);
  const Rect whole = column.top(height + line_height(ui, TextStyle::meta) + ui.dp(8));
  const SemScope item(ui, ui.id("row"), whole, {.role = Role::list_item, .name = name});
  ui.fill(whole, ui.color.surface, size::radius);
  ui.outline(whole, ui.color.border, size::radius);
  Column lines(inset(whole, ui.dp(4), 0));
  Row row(lines.top(height), ui.dp(4));
  rows.row(made.id.raw, whole, row.left(ui.dp(ui.coarse_pointer ? size::touch : 24)), name);
  if (icon_button(ui, ui.id("delete"), row_button_place(ui, row),
                  {.icon = icon::trash, .label = ui.tr(TextKey::deal_template_delete, {{"name", name}})}))
    context.outbox.run(DeleteRecords{.type = RecordType::deal_template, .ids = {made.id.raw}});
  const std::string use = ui.tr(TextKey::deal_template_use);
  const std::string what = ui.tr(TextKey::deal_template_use_name, {{"name", name}});
  if (ui.compact()) {
    const Rect place = row_button_place(ui, row);
    if (icon_button(ui, ui.id("use"), place, {.icon = icon::plus, .label = what})) create_from(context, made.id);
  } else {
    const ButtonOptions options = {.label = use, .description = what, .small = true};
    const Rect place = row.right(button_width(ui, options));
    if (button(ui, ui.id("use"), centered(place, place.w, ui.dp(size::control_small)), options))
      create_from(context, made.id);
  }
  const Rect field = row.rest();
  edit_field(context, ui.id("name"), centered(field, field.w, ui.dp(size::control)),
             {.label = ui.tr(TextKey::deal_template_name),
              .style = TextStyle::body_strong,
              .ghost = true,
              .select_on_focus = true},
             place_of(made.id, &DealTemplate::name), text_kind);
  const float aside = field.x + ui.dp(6) - lines.rest().x;
  const Rect below = lines.rest();
  label(ui, {below.x + aside, below.y, below.w - aside, line_height(ui, TextStyle::meta)}, TextStyle::meta,
        ui.color.muted, contents(context, made));
}

}  // namespace

std::vector<const DealTemplate*> deal_templates_of(const Document& document) {
  return by_rank<DealTemplate>(document, [](const DealTemplate&) { return true; });
}

void create_from(ViewContext& context, Id<DealTemplate> from) {
  const std::vector<const Stage*> stages = stages_of(context.document, context.pipeline);
  if (stages.empty()) return;
  context.outbox.run(CreateFromTemplate{.from = from, .stage = stages[0]->id});
  context.open_created = true;
}

VORONKA_LATER void draw_deal_template_settings(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const std::string title = ui.tr(TextKey::settings_section_deal_templates);
  section_heading(ui, column, title);
  const std::string keys = keys_of(ui, ActionId::palette);
  hint(ui, column, ui.tr(TextKey::deal_template_hint, {{"keys", keys}}));
  const std::vector<const DealTemplate*> templates = deal_templates_of(context.document);
  if (templates.empty()) hint(ui, column, ui.tr(TextKey::deal_template_empty, {{"keys", keys}}));
  const SemScope list(ui, ui.id("deal_templates"), column.rest(), {.role = Role::list, .name = title});
  ReorderRows rows(context, RecordType::deal_template);
  for (const DealTemplate* one : templates) {
    template_row(context, rows, *one, column);
    column.space(ui.dp(6));
  }
  rows.finish();
}

}  // namespace voronka::ui
