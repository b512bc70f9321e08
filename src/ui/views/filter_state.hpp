// The filter that narrows the page, in the hands of everybody who changes it: quick chips, the bar, the editor, saved views, the
// address. One per window; the board asks `matcher`, a table may ask the same one.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "filter/matcher.hpp"
#include "ui/route_query.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

// A question that is asked every day: a chip with its count, a click filters by it, another one clears it.
inline constexpr std::size_t quick_count = 5;
struct QuickFilter {
  TextKey label = TextKey::none;
  FilterNode node = {};
};
const std::array<QuickFilter, quick_count>& quick_filters();

struct FilterState {
  Filter filter = {};       // as it is being edited: conditions may be incomplete
  std::string text = {};    // ... printed: what the address and saved views hold
  std::string broken = {};  // came by the address and could not be read
  bool on = false;          // says anything, understood or not
  FilterMatcher matcher = {};
  std::array<FilterMatcher, quick_count> quick = {};
  std::array<std::size_t, quick_count> quick_counts = {};  // of the board, as last drawn
  std::optional<Date> quick_day = {};                      // `quick` are set for it
  bool counted = false;
  std::size_t shown = 0, total = 0;  // deals of the page, as last drawn
  Id<SavedView> view = {};           // applied last
  bool editing = false;              // the editor is open
};

// In every frame before a page asks: cheap when neither the filter nor the day changed.
void prepare_matchers(FilterState& state, Date today);
// By the page, in every frame: how many deals it shows, and how many it would without search and filter.
void tell_shown(ViewContext& context, std::size_t shown, std::size_t total);
void set_filter(FilterState& state, Filter filter);
void clear_filter(ViewContext& context);
bool is_quick_on(const FilterState& state, std::size_t index);
void toggle_quick(ViewContext& context, std::size_t index);
std::size_t stuck_filter();  // which of the quick ones asks for deals that are stuck
// Removes a node of the outermost group.
void remove_node(ViewContext& context, std::size_t index);

// To the address and back.
RouteQuery query_now(ViewStates& states);
void take_query(ViewStates& states, std::string_view query);

}  // namespace voronka::ui
