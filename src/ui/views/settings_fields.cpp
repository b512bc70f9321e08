// Custom fields: what deals, contacts and companies have beyond what everybody's have. Name, kind and order at a glance; unit, choices and the
// stages that ask for it unfold.
#include <algorithm>
#include <array>
#include <utility>

#include "generated/icons.hpp"
#include "model/custom_values.hpp"
#include "model/required_fields.hpp"
#include "ui/views/custom_words.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/views/text_items.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct FieldSettings {
  CustomOwner of = CustomOwner::deal;
  Id<CustomField> open = {};
  // How many records have a value, counted anew when one of them was written to.
  std::uint64_t revision = 0;
  Id<CustomField> counted = {};
  std::int64_t filled = 0;
};

constexpr std::array<CustomKind, 10> kinds = {
    CustomKind::text,    CustomKind::number, CustomKind::money, CustomKind::date,  CustomKind::choice,
    CustomKind::choices, CustomKind::link,   CustomKind::phone, CustomKind::email, CustomKind::flag};

void owner_choice(Ui& ui, FieldSettings& own, Column& column) {
  std::array<std::string, 3> names = {ui.tr(TextKey::custom_owner_deals), ui.tr(TextKey::custom_owner_contacts),
                                      ui.tr(TextKey::custom_owner_companies)};
  const std::array<std::string_view, 3> items = {names[0], names[1], names[2]};
  const std::string label = ui.tr(TextKey::record_field_of);
  const SegmentedOptions options = {.label = label, .items = items, .selected = static_cast<int>(own.of)};
  Row row(column.top(control_height(ui)));
  if (const auto chosen = segmented(ui, ui.id("owner"), row.left(segmented_width(ui, options)), options))
    own.of = static_cast<CustomOwner>(*chosen);
  column.space(ui.dp(12));
}

std::int64_t filled_in(const Document& document, FieldSettings& own, const CustomField& field) {
  const bool known = std::exchange(own.counted, field.id) == field.id;
  if (!document.touched(type_of(field.of), std::exchange(own.revision, document.revision())) && known)
    return own.filled;
  const auto count = [&]<class Record>(const Table<Record>& table) {
    return std::ranges::count_if(table.rows(), [&](const Record& record) {
      return !record.deleted && !custom_value(record.custom, field.id).empty();
    });
  };
  own.filled = field.of == CustomOwner::deal      ? count(document.table<Deal>())
               : field.of == CustomOwner::contact ? count(document.table<Contact>())
                                                  : count(document.table<Company>());
  return own.filled;
}

void kind_select(ViewContext& context, const CustomField& field, Rect rect) {
  Ui& ui = context.ui;
  std::array<std::string, kinds.size()> names;
  std::array<std::string_view, kinds.size()> items;
  for (std::size_t i = 0; i < kinds.size(); ++i) items[i] = names[i] = ui.tr(key_of(kinds[i]));
  const std::string label = ui.tr(TextKey::custom_kind);
  const auto chosen =
      select(ui, ui.id("kind"), rect, {.label = label, .items = items, .selected = static_cast<int>(field.kind)});
  if (chosen) context.outbox.run(set_field(field.id, &CustomField::kind, kinds[static_cast<std::size_t>(*chosen)]));
}

// A box for every stage; stages of several pipelines may share a name, so the pipeline is said before each where there are several.
void required_in(ViewContext& context, const CustomField& field, Column& column) {
  Ui& ui = context.ui;
  const std::string title = ui.tr(TextKey::record_field_required_in);
  field_label(ui, column.top(ui.dp(18)), title);
  const SemScope group(ui, ui.id("required"), column.rest(), {.role = Role::group, .name = title});
  const std::vector<const Pipeline*> pipelines = pipelines_of(context.document);
  for (const Pipeline* pipeline : pipelines) {
    if (pipelines.size() > 1) hint(ui, column, pipeline->name);
    for (const Stage* stage : stages_of(context.document, pipeline->id)) {
      const bool on = is_required_in(field, stage->id);
      const Rect rect = column.top(ui.dp(ui.coarse_pointer ? size::touch : 28));
      if (!checkbox(ui, ui.id("stage", stage->id.raw), rect, stage->name, on)) continue;
      std::vector<Id<Stage>> stages = field.required_in;
      if (on) {
        std::erase(stages, stage->id);
      } else {
        stages.push_back(stage->id);
      }
      context.outbox.run(set_field(field.id, &CustomField::required_in, std::move(stages)));
    }
  }
  column.space(ui.dp(10));
}

void details(ViewContext& context, FieldSettings& own, const CustomField& field, Column& column) {
  Ui& ui = context.ui;
  const std::string kind = ui.tr(TextKey::custom_kind);
  field_label(ui, column.top(ui.dp(18)), kind);
  kind_select(context, field, column.top(control_height(ui)));
  column.space(ui.dp(10));
  if (field.kind == CustomKind::number) {
    const std::string unit = ui.tr(TextKey::record_field_unit);
    field_label(ui, column.top(ui.dp(18)), unit);
    edit_field(context, ui.id("unit"), column.top(control_height(ui)),
               {.label = unit, .placeholder = ui.tr(TextKey::custom_unit_hint)}, place_of(field.id, &CustomField::unit),
               text_kind);
    column.space(ui.dp(10));
  }
  if (field.kind == CustomKind::choice || field.kind == CustomKind::choices) {
    edit_text_items(context, column, place_of(field.id, &CustomField::choices), icon::check,
                    {.title = TextKey::record_field_choices,
                     .item = TextKey::custom_choice_item,
                     .remove = TextKey::custom_choice_remove,
                     .add = TextKey::custom_choice_add});
    column.space(ui.dp(4));
    hint(ui, column, ui.tr(TextKey::custom_choices_hint));
    column.space(ui.dp(6));
  }
  if (field.of == CustomOwner::deal) required_in(context, field, column);
  hint(ui, column, ui.tr(TextKey::custom_filled, {{"count", filled_in(context.document, own, field)}}));
  column.space(ui.dp(8));
  const std::string remove = ui.tr(TextKey::custom_delete);
  const std::string what = ui.tr(TextKey::custom_delete_hint);
  if (row_button(ui, column, ui.id("delete"), {.label = remove, .icon = icon::trash, .description = what}))
    context.outbox.run(DeleteRecords{.type = RecordType::custom_field, .ids = {field.id.raw}});
}

// The line and, when open, the details below it; the whole is one card.
void field_row(ViewContext& context, SettingsState& state, FieldSettings& own, ReorderRows& rows,
               const CustomField& field, Column& column) {
  Ui& ui = context.ui;
  const IdScope scope(ui, ui.id("field", field.id.raw));
  const bool open = own.open == field.id;
  const Rect line = column.top(ui.dp(44));
  const std::string name = field_title(ui, field);
  const SemScope item(ui, ui.id("row"), line, {.role = Role::list_item, .name = name});
  ui.fill(line, ui.color.surface, size::radius);
  ui.outline(line, open ? ui.color.control_border : ui.color.border, size::radius);
  Row row(inset(line, ui.dp(4), 0), ui.dp(4));
  rows.row(field.id.raw, line, row.left(ui.dp(ui.coarse_pointer ? size::touch : 24)), name);
  if (icon_button(ui, ui.id("details"), row_button_place(ui, row),
                  {.icon = open ? icon::chevron_up : icon::chevron_down,
                   .label = ui.tr(TextKey::custom_details, {{"name", name}}),
                   .expanded = open ? 1 : 0}))
    own.open = open ? Id<CustomField>{} : field.id;
  const std::string kind = ui.tr(key_of(field.kind));
  label(ui, row.right(text_width(ui, TextStyle::meta, kind) + ui.dp(6)), TextStyle::meta, ui.color.muted, kind);
  const NodeId name_id = ui.id("name");
  if (state.name_to_focus == field.id.raw) {
    ui.focus(name_id);
    state.name_to_focus = {};
  }
  const Rect rest = row.rest();
  edit_field(
      context, name_id, centered(rest, rest.w, ui.dp(size::control)),
      {.label = ui.tr(TextKey::custom_name), .style = TextStyle::body_strong, .ghost = true, .select_on_focus = true},
      place_of(field.id, &CustomField::name), settled_text_kind);
  if (!open) return;
  column.space(ui.dp(10));
  Column inner(inset(column.rest(), ui.dp(16), 0));
  details(context, own, field, inner);
  column.space(inner.used() + ui.dp(10));
}

}  // namespace

void draw_field_settings(ViewContext& context, SettingsState& state, Column& column) {
  Ui& ui = context.ui;
  FieldSettings& own = context.states.of<FieldSettings>();
  if (state.awaited.what == Awaited::What::field && context.app.created_count() > state.awaited.created_before) {
    state.name_to_focus = context.app.last_created();
    own.open = {context.app.last_created()};
    state.awaited = {};
  }
  const std::string title = ui.tr(TextKey::settings_section_fields);
  section_heading(ui, column, title);
  hint(ui, column, ui.tr(TextKey::custom_hint));
  column.space(ui.dp(4));
  owner_choice(ui, own, column);
  const std::vector<const CustomField*> fields = custom_fields_of(context.document, own.of);
  if (fields.empty()) hint(ui, column, ui.tr(TextKey::custom_empty));
  {
    const SemScope list(ui, ui.id("fields"), column.rest(), {.role = Role::list, .name = title});
    ReorderRows rows(context, RecordType::custom_field);
    for (const CustomField* field : fields) {
      field_row(context, state, own, rows, *field, column);
      column.space(ui.dp(6));
    }
    rows.finish();
  }
  column.space(ui.dp(4));
  const std::string add = ui.tr(TextKey::custom_add);
  const bool wanted = row_button(ui, column, ui.id("add_field"), {.label = add, .icon = icon::plus});
  if (own.of == CustomOwner::deal) draw_column_settings(context, state, column);
  if (!wanted) return;
  state.awaited = {.what = Awaited::What::field, .created_before = context.app.created_count(), .merge_key = {}};
  context.outbox.run(AddRecord{.record = CustomField{.name = ui.tr(TextKey::custom_new), .of = own.of}});
  ui.request_frame();
}

}  // namespace voronka::ui
