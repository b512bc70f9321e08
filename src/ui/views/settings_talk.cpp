// By what calls are made on this device, and what messages begin with.
#include "generated/icons.hpp"
#include "ui/text_field.hpp"
#include "ui/views/calls.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct Typed {
  std::string text = {};
  bool focused = false;
};
struct TalkState {
  Typed softphone = {}, message = {};
};

// True when what was typed is to be kept: with every letter, for whoever goes elsewhere by an address leaves no field first.
bool typed_in(Ui& ui, NodeId id, Rect rect, const TextFieldOptions& options, const std::string& kept, Typed& typed) {
  if (!typed.focused) typed.text = kept;
  const TextFieldResult result = text_field(ui, id, rect, options, typed.text);
  typed.focused = result.focused;
  return typed.text != kept;
}

}  // namespace

void draw_talk_settings(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  TalkState& state = context.states.of<TalkState>();
  Preferences preferences = context.app.preferences();
  const std::string softphone = ui.tr(TextKey::talk_softphone);
  section_heading(ui, column, softphone);
  const std::string& shown = state.softphone.focused ? state.softphone.text : preferences.softphone;
  const std::string problem = shown.empty() || is_softphone(shown) ? std::string() : ui.tr(TextKey::talk_softphone_bad);
  if (typed_in(ui, ui.id("softphone"), column.top(control_height(ui)),
               {.label = softphone,
                .kind = TextKind::url,
                .placeholder = "tel:{number}",
                .error = problem,
                .max_length = 300},
               preferences.softphone, state.softphone)) {
    preferences.softphone = state.softphone.text;
    context.outbox.send(SetPreferences{.preferences = preferences});
  }
  problem_line(ui, column, problem);
  column.space(ui.dp(8));
  hint(ui, column, ui.tr(TextKey::talk_softphone_hint));

  const std::string message = ui.tr(TextKey::talk_message);
  section_heading(ui, column, message);
  const std::string placeholder = ui.tr(TextKey::talk_message_placeholder);
  if (typed_in(ui, ui.id("message"), column.top(ui.dp(96)),
               {.label = message, .kind = TextKind::multiline, .placeholder = placeholder, .max_length = 2000},
               preferences.message, state.message)) {
    preferences.message = state.message.text;
    context.outbox.send(SetPreferences{.preferences = preferences});
  }
  column.space(ui.dp(8));
  hint(ui, column, ui.tr(TextKey::talk_message_hint));

  section_heading(ui, column, ui.tr(TextKey::calls_title));
  const std::string load = ui.tr(TextKey::action_import_calls);
  if (row_button(ui, column, ui.id("load_calls"), {.label = load, .icon = icon::upload}))
    context.outbox.send(AskForFile{.calls = true});
  column.space(ui.dp(6));
  hint(ui, column, ui.tr(TextKey::settings_talk_calls_text));
}

}  // namespace voronka::ui
