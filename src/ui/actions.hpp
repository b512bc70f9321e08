// What a user can do, one row of actions.inc each: its words, its icon, its keys, when it can be done, and the doing. Menus,
// shortcuts, the command palette and the sheet of shortcuts all read that table, so a key is said in one place.
// Not for what has no name of its own: typing into fields, walking by arrows.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/input.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

enum class ActionId : std::uint8_t {
#define ACTION(name, ...) name,
#include "ui/actions.inc"
#undef ACTION
};

// On what it is done: nothing in particular, a deal (under the mouse, with the focus, or open), a column of the board.
enum class ActsOn : std::uint8_t { page, deal, column };
// As the palette and the sheet of shortcuts group them.
enum class ActionGroup : std::uint8_t { general, deal, move, go, look, data };
std::string group_title(const Ui& ui, ActionGroup group);

struct ActionTarget {
  Id<Deal> deal = {};
  Id<Stage> column = {};
};

struct Action {
  std::string_view name = {};  // kept in the settings of the device: never to become another one
  ActsOn acts_on = ActsOn::page;
  ActionGroup group = ActionGroup::general;
  TextKey title = TextKey::none;  // with {name}: one row for each of its choices
  const char* icon = nullptr;
  std::array<Chord, 3> chords = {};  // the first is the one that is shown; a '1' stands for 1 to 9, one for each choice
};
std::span<const Action> all_actions();  // in the order of ActionId
const Action& action_of(ActionId id);
std::optional<ActionId> action_named(std::string_view name);

// "Ctrl+Shift+Z", "⇧⌘Z"; empty for none.
std::string chord_text(const Ui& ui, Chord chord);
// The first of its keys. A choice has keys only where the digits stand for choices.
std::string keys_of(const Ui& ui, ActionId id, std::size_t choice = 0);
// "Settings: Data": `choice` is its name, empty for actions without choices.
std::string title_of(const Ui& ui, ActionId id, std::string_view choice = {});

// What can be chosen, by name: stages, pipelines, languages. Nothing: the action has no choices.
std::optional<std::vector<std::string>> choices_of(const ViewContext& context, ActionId id, const ActionTarget& target);
bool can_act(const ViewContext& context, ActionId id, const ActionTarget& target);
// Does nothing when it cannot be done.
void act(ViewContext& context, ActionId id, const ActionTarget& target, std::size_t choice = 0);

// What deal actions act on now: the card under the mouse or with the focus, whichever came last, else the open deal.
ActionTarget target_now(ViewContext& context);
// Hears the keys of all actions; once a frame, after the page was drawn.
void hear_shortcuts(ViewContext& context);

}  // namespace voronka::ui
