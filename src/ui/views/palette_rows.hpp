// What the palette offers for what is typed: actions, a new deal, deals, companies and people, the likeliest first.
// Private to palette*.cpp.
#pragma once

#include <string>
#include <vector>

#include "ui/actions.hpp"
#include "ui/record_finder.hpp"
#include "ui/views/quick_add.hpp"

namespace voronka::ui {

struct PaletteRow {
  enum class Kind : std::uint8_t { action, create, deal, company, contact };
  Kind kind = Kind::action;
  std::string title = {};
  std::string beside = {};   // where a deal is, whose deals are shown
  std::string keys = {};     // of an action
  std::string heading = {};  // of the group that begins here; else empty
  const char* icon = nullptr;
  ActionId action = {};
  std::size_t choice = 0;
  RawId id = {};
  QuickDeal quick = {};
};

// One action, or one of its choices, ready to be compared.
struct PaletteEntry {
  ActionId action = {};
  std::size_t choice = 0;
  std::string title = {};
  std::string folded = {};
};
// All that can be done to the target now. Once per opening.
std::vector<PaletteEntry> palette_entries(const ViewContext& context, const ActionTarget& target);

struct PaletteQuestion {
  std::string_view text = {};
  const std::vector<PaletteEntry>& entries;
  const ActionTarget& target;
  const RecordFinder& finder;
};
// Nothing typed: what was done last, then everything. Else the best of each kind.
std::vector<PaletteRow> palette_rows(const ViewContext& context, const PaletteQuestion& question);

// "Лиды", "Партнёры · Лиды · потеряна": where a deal is, seen from the pipeline that is shown.
std::string whereabouts(const ViewContext& context, const Deal& deal);

// Kept on the device: the actions chosen last, the newest first.
void remember_action(ViewContext& context, ActionId action, std::size_t choice);

}  // namespace voronka::ui
