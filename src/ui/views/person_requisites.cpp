// The requisites of a company in its panel: folded to one button until there are any.
#include "base/utf8.hpp"
#include "generated/icons.hpp"
#include "ui/views/copying.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/people_parts.hpp"
#include "ui/views/requisites.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

std::string number_text(const ViewContext&, const FieldValue& value) {
  const std::string* text = std::get_if<std::string>(&value);
  return text ? *text : std::string();
}
std::optional<FieldValue> number_value(const ViewContext&, std::string_view text, const FieldValue&) {
  return without_separators(trimmed(text));
}
const FieldKind number_kind = {.text = number_text, .value = number_value};

void requisite_row(ViewContext& context, const Company& company, const RequisiteField& field, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(field.name);
  const NodeId id = ui.id("requisite", static_cast<std::uint64_t>(field.name));
  const Rect place = field_row(ui, column, name);
  // While it is typed it is not wrong yet.
  const std::string warning = ui.focused() == id ? std::string() : requisite_warning(ui, field, company);
  const EditResult edit = edit_field(context, id, place,
                                     {.label = name,
                                      .placeholder = ui.tr(TextKey::field_empty),
                                      .error = warning,
                                      .ghost = true,
                                      .autocomplete = "off"},
                                     place_of(company.id, field.member), field.number ? number_kind : text_kind);
  problem_below_field(ui, column, edit.problem.empty() ? warning : edit.problem);
}

// A button without a frame: its label, not its edge, stands under what is above.
bool flush_button(Ui& ui, Column& column, NodeId id, const ButtonOptions& options) {
  Rect place = column.top(control_height(ui));
  place.x -= ui.dp(12);
  place.w = button_width(ui, options);
  return button(ui, id, place, options);
}

}  // namespace

void draw_requisites(ViewContext& context, const Company& company, PersonState& state, Column& column) {
  Ui& ui = context.ui;
  const bool any = has_requisites(company);
  state.requisites = state.requisites || any;  // a last field that is emptied to be typed anew does not fold the others
  if (!state.requisites) {
    column.space(ui.dp(6));
    const std::string add = ui.tr(TextKey::requisite_add);
    if (flush_button(ui, column, ui.id("add_requisites"),
                     {.label = add, .icon = icon::plus, .kind = ButtonKind::ghost})) {
      state.requisites = true;
      ui.focus(ui.id("requisite", static_cast<std::uint64_t>(requisite_fields[0].name)));
      ui.request_frame();
    }
    return;
  }
  section_heading(ui, column, ui.tr(TextKey::requisite_title));
  for (const RequisiteField& field : requisite_fields) requisite_row(context, company, field, column);
  if (!any) return;
  column.space(ui.dp(4));
  const std::string copy = ui.tr(TextKey::requisite_copy);
  if (flush_button(ui, column, ui.id("copy_requisites"),
                   {.label = copy, .icon = icon::copy, .kind = ButtonKind::ghost}))
    copy_text(ui, requisites_text(ui, company));
}

}  // namespace voronka::ui
