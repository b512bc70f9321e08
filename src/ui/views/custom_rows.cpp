#include "ui/views/custom_rows.hpp"

#include <algorithm>

#include "generated/icons.hpp"
#include "model/custom_values.hpp"
#include "model/required_fields.hpp"
#include "ui/views/custom_words.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct Place {
  const CustomField& field;
  RawId id = {};
  std::string_view text = {};  // the value
  std::string name = {};       // as its label says
  bool required = false;       // and empty
};

Rect row_of(Ui& ui, const Place& it, Column& column) { return field_row(ui, column, it.name, false, it.required); }

void send(ViewContext& context, const Place& it, std::string text) {
  context.outbox.run(SetCustomValue{.field = it.field.id, .ids = {it.id}, .text = std::move(text)});
}

const FieldKind& kind_of(CustomKind kind) {
  switch (kind) {
    case CustomKind::number:
      return custom_number_kind;
    case CustomKind::money:
      return custom_money_kind;
    case CustomKind::date:
      return custom_date_kind;
    case CustomKind::phone:
      return custom_phone_kind;
    case CustomKind::email:
      return custom_email_kind;
    default:
      return text_kind;
  }
}

// Where a link, number or address leads; empty when nowhere.
std::string address_of(const Place& it) {
  if (it.text.empty()) return {};
  switch (it.field.kind) {
    case CustomKind::phone:
      return tel_address(it.text);
    case CustomKind::email:
      return "mailto:" + std::string(it.text);
    case CustomKind::link: {
      std::string address(it.text);
      if (address.find("://") == std::string::npos) address.insert(0, "https://");
      return address;
    }
    default:
      return {};
  }
}

void typed_row(ViewContext& context, const Place& it, Column& column) {
  Ui& ui = context.ui;
  Row row(row_of(ui, it, column), ui.dp(4));
  const std::string address = address_of(it);
  if (!address.empty() && is_safe_link(address)) {
    const std::string open = ui.tr(TextKey::custom_open);
    const Rect place = row.right(text_width(ui, TextStyle::label, open) + ui.dp(4));
    link(ui, ui.id("open"), place, TextStyle::label, open, address, open + ": " + it.name);
  }
  if (!it.field.unit.empty() && it.field.kind == CustomKind::number)
    label(ui, row.right(text_width(ui, TextStyle::meta, it.field.unit) + ui.dp(2)), TextStyle::meta, ui.color.muted,
          it.field.unit);
  const bool date = it.field.kind == CustomKind::date;
  const std::string placeholder = ui.tr(date ? TextKey::field_date_placeholder : TextKey::field_empty);
  const TextFieldOptions options = {
      .label = it.name, .placeholder = placeholder, .required = it.required, .ghost = true};
  const RecordType type = type_of(it.field.of);
  const FieldPlace place = {.type = type, .id = it.id, .slot = slot_of(type, "custom"), .custom = it.field.id};
  const EditResult edit = it.field.kind == CustomKind::text
                              ? edit_lines(context, ui.id("value"), row.rest(), column, options, place)
                              : edit_field(context, ui.id("value"), row.rest(), options, place, kind_of(it.field.kind));
  problem_below_field(ui, column, edit.problem);
}

// A value that is not among the choices (they were changed, or a file brought it) stays, and is shown.
void choice_row(ViewContext& context, const Place& it, Column& column) {
  Ui& ui = context.ui;
  const std::string none = ui.tr(TextKey::custom_no_choice);
  std::vector<std::string_view> items = {none};
  int selected = it.text.empty() ? 0 : -1;
  for (const std::string& choice : it.field.choices) {
    if (choice.empty()) continue;
    if (choice == it.text) selected = static_cast<int>(items.size());
    items.emplace_back(choice);
  }
  const auto chosen =
      select(ui, ui.id("value"), row_of(ui, it, column),
             {.label = it.name, .items = items, .selected = selected, .placeholder = it.text, .ghost = true});
  if (chosen) send(context, it, *chosen == 0 ? std::string() : std::string(items[static_cast<std::size_t>(*chosen)]));
}

std::string toggled(const Place& it, std::string_view word, bool on) {
  std::string text;
  const auto add = [&](std::string_view one) { text.append(text.empty() ? "" : "\n").append(one); };
  // In the order of the choices, what is not among them last.
  std::vector<std::string_view> chosen = chosen_of(it.text);
  std::erase(chosen, word);
  for (const std::string& choice : it.field.choices) {
    if (choice == word && on) add(word);
    if (std::erase(chosen, choice) > 0) add(choice);
  }
  for (const std::string_view other : chosen) add(other);
  return text;
}

void choices_row(ViewContext& context, const Place& it, Column& column) {
  Ui& ui = context.ui;
  const Rect first = row_of(ui, it, column);
  const SemScope group(ui, ui.id("value"), first, {.role = Role::group, .name = it.name});
  const IdScope scope(ui, ui.id("choices"));  // their words are the user's own: also "value"
  const std::vector<std::string_view> chosen = chosen_of(it.text);
  std::vector<std::string_view> words;
  for (const std::string& choice : it.field.choices)
    if (!choice.empty() && std::ranges::find(words, choice) == words.end()) words.emplace_back(choice);
  for (const std::string_view one : chosen)
    if (std::ranges::find(words, one) == words.end()) words.push_back(one);
  const float gap = ui.dp(6);
  const float height = ui.dp(ui.coarse_pointer ? size::touch : 28);
  float x = first.x + ui.dp(6);
  float y = first.y + (first.h - height) / 2;
  for (const std::string_view word : words) {
    const bool on = std::ranges::find(chosen, word) != chosen.end();
    const ChipOptions options = {.label = word, .pressed = on ? 1 : 0};
    const float width = std::min(chip_width(ui, options), first.w - ui.dp(6));
    if (x + width > first.right() && x > first.x + ui.dp(6)) {
      x = first.x + ui.dp(6);
      y += height + gap;
    }
    if (chip(ui, ui.id(word), {x, y, width, height}, options)) send(context, it, toggled(it, word, !on));
    x += width + gap;
  }
  column.space(std::max(0.F, y + height + gap / 2 - first.bottom()));
}

void flag_row(ViewContext& context, const Place& it, Column& column) {
  Ui& ui = context.ui;
  const Rect row = row_of(ui, it, column);
  const bool on = it.text == "1";
  // Its name stands at the left; what it is now is said by the tick.
  const std::string words = ui.tr(on ? TextKey::record_field_yes : TextKey::record_field_no);
  if (checkbox(ui, ui.id("value"), inset(row, ui.dp(6), 0), words, on, false, it.name))
    send(context, it, on ? "" : "1");
}

}  // namespace

void draw_custom_rows(ViewContext& context, CustomOwner of, RawId id, const CustomValues& values, Id<Stage> stage,
                      Column& column) {
  Ui& ui = context.ui;
  for (const CustomField* field : custom_fields_of(context.document, of)) {
    const IdScope scope(ui, ui.id("custom", field->id.raw));
    Place it = {.field = *field, .id = id, .text = custom_value(values, field->id), .name = field_title(ui, *field)};
    it.required = it.text.empty() && stage && is_required_in(*field, stage);
    switch (field->kind) {
      case CustomKind::choice:
        choice_row(context, it, column);
        break;
      case CustomKind::choices:
        choices_row(context, it, column);
        break;
      case CustomKind::flag:
        flag_row(context, it, column);
        break;
      default:
        typed_row(context, it, column);
    }
  }
}

}  // namespace voronka::ui
