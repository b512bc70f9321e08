// Text fields. The text is edited by a real <input> or <textarea> that the browser shows exactly over the drawn text, so IME,
// dead keys, paste, undo, spell checking and phone keyboards are the browser's own (decision 17). While a field is not
// focused the canvas draws its text. Without a browser (tests) the harness puts the text in through the semantic tree.
#pragma once

#include <string>
#include <string_view>

#include "ui/ui.hpp"

namespace voronka::ui {

struct TextFieldOptions {
  std::string_view label = {};  // its name; drawn above by field_label
  TextKind kind = TextKind::text;
  std::string_view placeholder = {};
  std::string_view error = {};  // marks it invalid; spoken, and drawn by the view where it has room
  const char* icon = nullptr;   // inside, left (search)
  std::string_view keys = {};   // shortcut hint inside, right ("Ctrl K"), while empty and not focused
  TextStyle style = TextStyle::body;
  int max_length = 0;  // UTF-16 units, 0 = 10,000
  bool required = false;
  bool read_only = false;
  bool ghost = false;            // no frame until hovered or focused: inline editing
  bool select_on_focus = false;  // amounts: typing replaces
  bool align_right = false;
  bool keeps = false;                  // Esc takes nothing back: it is the dialog's, which keeps what was typed
  std::string_view autocomplete = {};  // "email", "tel", "off"
  std::string_view typed = {};         // it appears because this was typed: as if it had replaced the text
};

struct TextFieldResult {
  bool changed = false;    // `buffer` has just been changed by the user
  bool committed = false;  // Enter (not in multiline: Ctrl+Enter), or focus left after a change
  bool cancelled = false;  // Esc: `buffer` is again what it was when focus came
  bool focused = false;
  bool entered = false;  // Enter was pressed; committed too
};

// `buffer` is the view's own; a value set there while the field is not focused is shown at once.
TextFieldResult text_field(Ui& ui, NodeId id, Rect rect, const TextFieldOptions& options, std::string& buffer);

// `text` is that of the field: `what` is put in where the caret was when the focus left the field, at the end when it never was in there or the
// browser does not say (it does of multiline fields only). The next goes in behind it.
void insert_at_caret(Ui& ui, NodeId id, std::string& text, std::string_view what);

}  // namespace voronka::ui
