#include "ui/actions.hpp"

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/action_parts.hpp"
#include "ui/views/board.hpp"
#include "ui/views/today.hpp"

namespace voronka::ui {
namespace {

#define KEYS(...) \
  {               \
    {             \
      __VA_ARGS__ \
    }             \
  }
#define NO_KEYS \
  {             \
  }
constexpr Action actions[] = {
#define ACTION(name, acts_on, group, title, icon_name, keys, choices) \
  {#name, ActsOn::acts_on, ActionGroup::group, TextKey::title, icon::icon_name, keys},
#include "ui/actions.inc"
#undef ACTION
};

bool is_numbered(const Action& action) { return action.chords[0] == Chord{letter('1')}; }

// A card with the focus opens by Enter itself, and so does every other control: Enter is for the card under the mouse.
bool is_left_to_focus(const Ui& ui, Chord chord) { return chord.key == Key::enter && ui.focused() != 0; }

struct Heard {
  ActionId id = {};
  std::size_t choice = 0;
};

std::optional<Heard> heard(Ui& ui, ActionId id) {
  const Action& action = action_of(id);
  if (is_numbered(action)) {
    for (std::size_t digit = 0; digit < 9; ++digit)
      if (ui.shortcut({static_cast<Key>('1' + digit)})) return Heard{.id = id, .choice = digit};
    return std::nullopt;
  }
  for (const Chord chord : action.chords) {
    if (chord.key == Key::none || is_left_to_focus(ui, chord)) continue;
    const bool in_text = (id == ActionId::search || id == ActionId::palette) && has(chord.mods, Mods::ctrl);
    if (!ui.shortcut(chord, {.in_text = in_text})) continue;
    // Pressed again within a second it is the browser's: its own search finds what is on the page.
    if (id == ActionId::search && in_text) ui.leave_to_browser(chord, 1);
    return Heard{.id = id};
  }
  return std::nullopt;
}

}  // namespace

std::span<const Action> all_actions() { return actions; }

const Action& action_of(ActionId id) { return actions[static_cast<std::size_t>(id)]; }

std::optional<ActionId> action_named(std::string_view name) {
  for (std::size_t i = 0; i < std::size(actions); ++i)
    if (actions[i].name == name) return static_cast<ActionId>(i);
  return std::nullopt;
}

std::string group_title(const Ui& ui, ActionGroup group) {
  switch (group) {
    case ActionGroup::general:
      return ui.tr(TextKey::action_group_general);
    case ActionGroup::deal:
      return ui.tr(TextKey::action_group_deal);
    case ActionGroup::move:
      return ui.tr(TextKey::action_group_move);
    case ActionGroup::go:
      return ui.tr(TextKey::action_group_go);
    case ActionGroup::look:
      return ui.tr(TextKey::action_group_look);
    case ActionGroup::data:
      return ui.tr(TextKey::action_group_data);
  }
  return {};
}

std::string chord_text(const Ui& ui, Chord chord) {
  struct Name {
    Key key;
    std::string_view text;
  };
  static constexpr Name names[] = {{Key::enter, "Enter"}, {Key::escape, "Esc"}, {Key::del, "Del"}, {Key::left, "←"},
                                   {Key::right, "→"},     {Key::up, "↑"},       {Key::down, "↓"},  {Key::home, "Home"},
                                   {Key::end, "End"},     {Key::f2, "F2"}};
  if (chord.key == Key::none) return {};
  std::string text;
  const auto hold = [&](Mods mod, std::string_view apple, std::string_view other) {
    if (has(chord.mods, mod)) text += ui.mac ? apple : other;
  };
  if (ui.mac) {
    hold(Mods::alt, "⌥", "");
    hold(Mods::shift, "⇧", "");
    hold(Mods::ctrl, "⌘", "");
  } else {
    hold(Mods::ctrl, "", "Ctrl+");
    hold(Mods::alt, "", "Alt+");
    hold(Mods::shift, "", "Shift+");
  }
  for (const Name& name : names)
    if (name.key == chord.key) return text + std::string(name.text);
  return text + static_cast<char>(chord.key);
}

std::string keys_of(const Ui& ui, ActionId id, std::size_t choice) {
  const Action& action = action_of(id);
  if (!is_numbered(action)) return choice == 0 ? chord_text(ui, action.chords[0]) : std::string();
  return choice < 9 ? std::string(1, static_cast<char>('1' + choice)) : std::string();
}

std::string title_of(const Ui& ui, ActionId id, std::string_view choice) {
  return ui.tr(action_of(id).title, {{"name", std::string(choice)}});
}

// The three below are switches and not pointers in the table, so that what actions do comes with later.wasm.

#define NO_CHOICES return std::nullopt
#define CHOICES(function) return action::function(context, target)
VORONKA_LATER std::optional<std::vector<std::string>> choices_of([[maybe_unused]] const ViewContext& context,
                                                                 ActionId id,
                                                                 [[maybe_unused]] const ActionTarget& target) {
  switch (id) {
// `choices` is a whole statement.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define ACTION(name, acts_on, group, title, icon, keys, choices) \
  case ActionId::name:                                           \
    choices;
// NOLINTEND(bugprone-macro-parentheses)
#include "ui/actions.inc"
#undef ACTION
  }
  return std::nullopt;
}

VORONKA_LATER bool can_act(const ViewContext& context, ActionId id, const ActionTarget& target) {
  if (action_of(id).acts_on == ActsOn::deal) {
    const Deal* deal = context.document.find(target.deal);
    if (!deal || deal->deleted) return false;
  }
  if (action_of(id).acts_on == ActsOn::column && !target.column) return false;
  switch (id) {
#define ACTION(name, ...) \
  case ActionId::name:    \
    return action::can_##name(context, target);
#include "ui/actions.inc"
#undef ACTION
  }
  return false;
}

VORONKA_LATER void act(ViewContext& context, ActionId id, const ActionTarget& target, std::size_t choice) {
  if (!can_act(context, id, target)) return;
  context.ui.request_frame();
  switch (id) {
#define ACTION(name, ...) \
  case ActionId::name:    \
    return action::run_##name(context, target, choice);
#include "ui/actions.inc"
#undef ACTION
  }
}

ActionTarget target_now(ViewContext& context) {
  ActionTarget target = board_target(context);
  if (!target.deal && !target.column) target = today_target(context);
  if (const auto open = raw_id_from(context.route.argument); !target.deal && open && context.route.path == "deal")
    target.deal = {*open};
  return target;
}

void hear_shortcuts(ViewContext& context) {
  const ActionTarget target = target_now(context);
  // In the order of the table: what acts on a deal comes before what acts anywhere with the same key.
  std::optional<Heard> found;
  for (std::size_t i = 0; i < std::size(actions); ++i) {
    const bool about_deal = actions[i].acts_on == ActsOn::deal;
    const bool about_column = actions[i].acts_on == ActsOn::column;
    if ((about_deal && !target.deal) || (about_column && !wants_paste(context, target))) continue;
    if (const auto one = heard(context.ui, static_cast<ActionId>(i)); one && !found) found = one;
  }
  if (!found) return;
  // Some have their key in turn: the stage beside, the month beside.
  const Action& meant = action_of(found->id);
  for (std::size_t i = 0; i < std::size(actions) && !can_act(context, found->id, target); ++i)
    if (actions[i].acts_on == meant.acts_on && actions[i].chords[0] == meant.chords[0])
      found->id = static_cast<ActionId>(i);
  act(context, found->id, target, found->choice);
}

}  // namespace voronka::ui
