// Keys and focus: who has it, who takes a key, and which keys are kept from the browser.
#include <utility>

#include "ui/ui.hpp"

namespace voronka::ui {

namespace {

// Reload, new tab or window, close, address bar, full screen, tools, zoom: never ours.
bool is_browsers_own(Chord chord) {
  if (chord.key == Key::none) return true;
  if (!has(chord.mods, Mods::ctrl)) return false;
  constexpr std::string_view theirs = "RTWLN+-0";
  return static_cast<unsigned>(chord.key) < 128 && theirs.find(static_cast<char>(chord.key)) != std::string_view::npos;
}

// A letter on a cell of a grid begins to edit it, whatever the letter does elsewhere.
bool types_into_cell(const KeyInput& key, const SemNode* node) {
  if (node == nullptr || node->role != Role::grid_cell || key.in_text || key.text.empty() || key.text == " ")
    return false;
  return !has(key.chord.mods, Mods::ctrl) && !has(key.chord.mods, Mods::alt) && !has(key.chord.mods, Mods::meta);
}

}  // namespace

void Ui::set_focus_now(NodeId node) {
  if (node == focus_now) return;
  if (const auto old = field_states.find(focus_now);
      old != field_states.end() && old->second.text != old->second.before) {
    old->second.committed = true;
  }
  focus_now = node;
  // What Esc goes back to; with a letter typed into it before the focus came that is what stood there before the letter.
  if (const auto it = field_states.find(node); it != field_states.end() && !std::exchange(it->second.born_typed, false))
    it->second.before = it->second.text;
  request_frame();
}

void Ui::focus(NodeId id) {
  focus_want = id;
  focus_want_until = now + 1;
  request_frame();
}

bool Ui::take_key(NodeId node, Key key, Mods mods) {
  if (focus_now != node || node == 0) return false;
  chords.push_back({.chord = {key, mods}, .in_text = true});
  for (auto it = keys_now.begin(); it != keys_now.end(); ++it) {
    if (it->chord == Chord{key, mods} && it->focus == node) {
      keys_now.erase(it);
      return true;
    }
  }
  return false;
}

bool Ui::take_key_within(NodeId container, Key key, Mods mods) {
  if (focus_now == 0) return false;
  for (auto it = keys_now.begin(); it != keys_now.end(); ++it) {
    if (it->chord == Chord{key, mods} && !it->in_text && sem.shown_within(it->focus, container)) {
      keys_now.erase(it);
      return true;
    }
  }
  if (sem.shown_within(focus_now, container)) chords.push_back({.chord = {key, mods}, .in_text = false});
  return false;
}

bool Ui::shortcut(Chord chord, const ShortcutOptions& options) {
  if (is_browsers_own(chord)) return false;
  if (!options.under_modal && static_cast<int>(layer()) < shown_top_modal_layer) return false;
  if (popup && layer() != Layer::popup) return false;
  if (chord == left_chord && now < left_until) {
    wake_after(left_until - now);  // it is claimed again by the next frame
    return false;
  }
  chords.push_back({.chord = chord, .in_text = options.in_text});
  for (auto it = keys_now.begin(); it != keys_now.end(); ++it) {
    if (it->chord == chord && (!it->in_text || options.in_text) && !types_into_cell(*it, sem.find_shown(it->focus))) {
      keys_now.erase(it);
      return true;
    }
  }
  return false;
}

void Ui::leave_to_browser(Chord chord, double seconds) {
  left_chord = chord;
  left_until = now + seconds;
}

bool Ui::take_copy(NodeId container) {
  return focus_now != 0 && sem.shown_within(focus_now, container) && std::exchange(copy_now, false);
}

std::string Ui::typed(NodeId container) {
  for (auto it = keys_now.begin(); it != keys_now.end(); ++it) {
    const bool plain =
        !has(it->chord.mods, Mods::ctrl) && !has(it->chord.mods, Mods::alt) && !has(it->chord.mods, Mods::meta);
    if (!it->text.empty() && plain && !it->in_text && sem.shown_within(it->focus, container)) {
      std::string text = std::move(it->text);
      keys_now.erase(it);
      return text;
    }
  }
  return {};
}

bool Ui::take_escape() {
  escape_layer = std::max(escape_layer, static_cast<int>(layer()));
  if (static_cast<int>(layer()) < shown_escape_layer) return false;
  for (auto it = keys_now.begin(); it != keys_now.end(); ++it) {
    if (it->chord.key != Key::escape) continue;
    // A text field with an unfinished edit takes its Esc first.
    if (const auto field = field_states.find(it->focus);
        it->in_text && field != field_states.end() && field->second.text != field->second.before) {
      return false;
    }
    keys_now.erase(it);
    return true;
  }
  return false;
}

bool Ui::wants_key(const KeyInput& key) {
  if (key.repeat && key.chord == left_chord && now < left_until) return true;
  for (const Claim& claim : chords) {
    if (claim.chord == key.chord && (!key.in_text || claim.in_text)) return true;
  }
  const SemNode* node = sem.find(key.focus);
  if (types_into_cell(key, node)) return true;
  if (key.chord.key == Key::escape) return drag || escape_layer >= 0;
  if (node == nullptr || (node->flags & node_flag::focusable) == 0) return false;
  if (key.in_text) {
    const bool multiline = node->field >= 0 && sem.field(node->field).kind == TextKind::multiline;
    return key.chord.key == Key::enter && (!multiline || has(key.chord.mods, Mods::ctrl));
  }
  if (key.chord.key == Key::enter || key.chord.key == Key::space)
    return node->role != Role::link && key.chord.mods == Mods::none;
  return key.chord.key >= Key::left && key.chord.key <= Key::page_down && key.chord.mods == Mods::none;
}

std::string_view Ui::field_text(NodeId id) const {
  const auto it = field_states.find(id);
  return it == field_states.end() ? std::string_view{} : std::string_view{it->second.text};
}

void Ui::close_popup_now() {
  if (!popup) return;
  if (popup->opener != 0) focus(popup->opener);
  popup.reset();
  request_frame();
}

}  // namespace voronka::ui
