#include "ui/views/edits.hpp"

#include <algorithm>
#include <utility>

#include "model/custom_values.hpp"

namespace voronka::ui {
namespace {

constexpr double delay_seconds = 0.3;

struct Edit {
  FieldPlace place = {};
  const FieldKind* kind = nullptr;
  std::string text = {};
  bool focused = false;
  bool had_focus = false;
  bool unsent = false;
  bool unreadable = false;
  double due = 0;
  std::int64_t focus_ms = 0;  // names the focus in the merge key: unlike a count, it never repeats after a reload
  std::uint32_t frame = 0;
};
struct Edits {
  std::unordered_map<NodeId, Edit> by_node = {};
};

std::string merge_key(const Edit& edit) {
  const FieldInfo& field = fields_of(edit.place.type)[edit.place.slot];
  std::string custom = edit.place.custom ? text_of(edit.place.custom.raw) : std::string();
  if (edit.place.linked) custom = text_of(edit.place.linked.raw);
  return text_of(edit.place.id) + "/" + std::string(field.name) + custom + "/" + std::to_string(edit.focus_ms);
}

void send(ViewContext& context, Edit& edit) {
  edit.unsent = false;
  const FieldValue now = value_at(context.document, edit.place);
  std::optional<FieldValue> value = edit.kind->value(context, edit.text, now);
  if (edit.unreadable == value.has_value()) context.ui.request_frame();  // the sentence below the field comes or goes
  edit.unreadable = !value;
  if (!value || *value == now) return;
  if (edit.place.linked) {
    SetLink set = {.contact = edit.place.linked, .words = *std::get_if<std::string>(&*value)};
    (edit.place.type == RecordType::deal ? set.deal.raw : set.person.raw) = edit.place.id;
    context.outbox.run_quietly(std::move(set), merge_key(edit));
    context.ui.request_frame();
    return;
  }
  if (edit.place.custom) {
    const auto* text = std::get_if<std::string>(&*value);
    context.outbox.run_quietly(SetCustomValue{.field = edit.place.custom, .ids = {edit.place.id}, .text = *text},
                               merge_key(edit));
    context.ui.request_frame();
    return;
  }
  context.outbox.run_quietly(
      SetField{.type = edit.place.type, .id = edit.place.id, .slot = edit.place.slot, .value = std::move(*value)},
      merge_key(edit));
  context.ui.request_frame();
}

}  // namespace

FieldValue value_at(const Document& document, const FieldPlace& place) {
  FieldValue value = std::string();
  with_record_type(place.type, [&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>) {
      const Record* record = document.find(Id<Record>{place.id});
      if constexpr (requires { record->custom; }) {
        if (record && place.custom) {
          value = std::string(custom_value(record->custom, place.custom));
          return;
        }
      }
      if (record) value = get_field(record, fields_of(place.type)[place.slot]);
    }
  });
  if (const auto* links = std::get_if<PersonLinks>(&value); links && place.linked) {
    const auto link = std::ranges::find(*links, place.linked, &PersonLink::contact);
    std::string words = link == links->end() ? std::string() : link->words;
    value = std::move(words);
  }
  return value;
}

EditResult edit_field(ViewContext& context, NodeId id, Rect rect, TextFieldOptions options, const FieldPlace& place,
                      const FieldKind& kind, bool leaving) {
  Ui& ui = context.ui;
  Edit& edit = context.states.of<Edits>().by_node[id];
  edit.place = place;
  edit.kind = &kind;
  edit.frame = ui.frame;
  if (!edit.focused && !edit.unsent && !edit.unreadable)
    edit.text = kind.text(context, value_at(context.document, place));

  EditResult result;
  if (edit.unreadable) result.problem = ui.tr(kind.problem);
  options.kind = kind.input;
  if (!result.problem.empty()) options.error = result.problem;
  const TextFieldResult typed = text_field(ui, id, rect, options, edit.text);

  if (typed.focused && !edit.focused) edit.focus_ms = context.app.now().utc_ms;
  edit.focused = typed.focused;
  edit.had_focus = edit.had_focus || typed.focused;
  if (typed.changed) {
    if (!edit.unsent || kind.settle) edit.due = ui.now + delay_seconds;
    edit.unsent = true;
  }
  // After Esc the text is again what it was when focus came: sending it under the same key takes the focus back whole.
  if (typed.cancelled) edit.unsent = true;
  if (edit.unsent) {
    // A field that is born with a letter in it has it before the focus comes: that is not yet left.
    const bool left = !typed.focused && (edit.had_focus || options.typed.empty());
    if (left || typed.committed || typed.cancelled || leaving || ui.hidden || ui.now >= edit.due) {
      send(context, edit);
    } else {
      ui.wake_after(edit.due - ui.now);
    }
  }
  result.focused = typed.focused;
  result.entered = typed.entered;
  result.cancelled = typed.cancelled;
  result.unreadable = edit.unreadable;
  return result;
}

EditResult edit_lines(ViewContext& context, NodeId id, Rect rect, Column& column, const TextFieldOptions& options,
                      const FieldPlace& place) {
  Ui& ui = context.ui;
  const FieldValue value = value_at(context.document, place);
  const auto* text = std::get_if<std::string>(&value);
  bool lines = text && text->find('\n') != std::string::npos;
  // Never another field under the hands of whoever deletes the last line end.
  if (const SemNode* shown = ui.focused() == id ? ui.sem.find_shown(id) : nullptr; shown && shown->field >= 0)
    lines = ui.sem.shown_fields()[static_cast<std::size_t>(shown->field)].kind == TextKind::multiline;
  if (!text || !lines) return edit_field(context, id, rect, options, place, text_kind);
  const float needed = wrapped_height(ui, options.style, *text, rect.w - ui.dp(20)) + ui.dp(14);
  const float height = std::clamp(needed, ui.dp(64), ui.dp(200));
  column.space(height - rect.h);
  rect.h = height;
  return edit_field(context, id, rect, options, place, lines_kind);
}

void flush_edits(ViewContext& context) {
  auto& edits = context.states.of<Edits>().by_node;
  for (auto at = edits.begin(); at != edits.end();) {
    Edit& edit = at->second;
    if (edit.frame == context.ui.frame) {
      ++at;
      continue;
    }
    if (edit.unsent) send(context, edit);
    edit.focused = false;
    // An unreadable text waits here until its field is seen again.
    at = edit.unreadable ? std::next(at) : edits.erase(at);
  }
}

}  // namespace voronka::ui
