#include "ui/views/filter_state.hpp"

#include <algorithm>
#include <utility>

#include "base/later.hpp"
#include "filter/codec.hpp"
#include "ui/views/search_field.hpp"

namespace voronka::ui {
namespace {

FilterNode condition(const char* field, FilterOperator op, const char* value) {
  return {FilterCondition{.field = field, .op = op, .values = {value}}};
}
// Of open deals only: a won one waits for nobody.
FilterNode of_open(FilterNode node) {
  FilterGroup group;
  group.nodes.push_back(std::move(node));
  group.nodes.push_back(condition("status", FilterOperator::is, "open"));
  return {std::move(group)};
}

// Money of a won deal is waited for, that of a lost one is not.
FilterNode of_not_lost(FilterNode node) {
  FilterCondition lost = {.field = "status", .op = FilterOperator::is, .values = {"lost"}};
  lost.negated = true;
  FilterGroup group;
  group.nodes.push_back(std::move(node));
  group.nodes.push_back({std::move(lost)});
  return {std::move(group)};
}

bool says_anything(const FilterGroup& group) {
  return std::ranges::any_of(group.nodes, [](const FilterNode& node) {
    if (const auto* inner = std::get_if<FilterGroup>(&node.is)) return says_anything(*inner);
    const auto* one = std::get_if<FilterCondition>(&node.is);
    return !one || is_complete(*one);
  });
}

}  // namespace

const std::array<QuickFilter, quick_count>& quick_filters() {
  static const std::array<QuickFilter, quick_count> filters = {{
      // Before all others, for it is there only while money is late.
      {TextKey::filter_quick_payment, of_not_lost(condition("payment_late", FilterOperator::is, "yes"))},
      {TextKey::filter_quick_no_step, of_open(condition("step", FilterOperator::is, "none"))},
      {TextKey::filter_quick_overdue, of_open(condition("step", FilterOperator::is, "overdue"))},
      {TextKey::filter_quick_stuck, condition("stuck", FilterOperator::is, "yes")},
      {TextKey::filter_quick_closing, of_open(condition("close", FilterOperator::in_period, "month"))},
  }};
  return filters;
}

void prepare_matchers(FilterState& state, Date today) {
  state.matcher.set(state.filter, today);
  if (state.quick_day == today) return;
  state.quick_day = today;
  for (std::size_t i = 0; i < quick_count; ++i) state.quick[i].set({.nodes = {quick_filters()[i].node}}, today);
}

void tell_shown(ViewContext& context, std::size_t shown, std::size_t total) {
  FilterState& state = context.states.of<FilterState>();
  if (state.shown == shown && state.total == total) return;
  state.shown = shown;
  state.total = total;
  context.ui.request_frame();  // the bar is drawn before the page
}

VORONKA_LATER void set_filter(FilterState& state, Filter filter) {
  state.filter = std::move(filter);
  state.text = print(state.filter);
  state.on = says_anything(state.filter);
  if (!state.on) state.text.clear();
  state.broken.clear();
}

VORONKA_LATER void clear_filter(ViewContext& context) {
  FilterState& state = context.states.of<FilterState>();
  set_filter(state, {});
  state.view = {};
  context.ui.request_frame();
}

bool is_quick_on(const FilterState& state, std::size_t index) {
  const bool all = state.filter.join == FilterJoin::all || state.filter.nodes.size() < 2;
  return all && std::ranges::find(state.filter.nodes, quick_filters()[index].node) != state.filter.nodes.end();
}

std::size_t stuck_filter() {
  const auto& all = quick_filters();
  const auto found = std::ranges::find(all, TextKey::filter_quick_stuck, &QuickFilter::label);
  return static_cast<std::size_t>(found - all.begin());
}

VORONKA_LATER void toggle_quick(ViewContext& context, std::size_t index) {
  FilterState& state = context.states.of<FilterState>();
  const FilterNode& node = quick_filters()[index].node;
  Filter filter = state.filter;
  if (is_quick_on(state, index)) {
    std::erase(filter.nodes, node);
  } else {
    // Beside "any of these" it must hold, too: what was becomes a group of its own.
    if (filter.join == FilterJoin::any && filter.nodes.size() > 1) filter = {.nodes = {{std::move(filter)}}};
    filter.join = FilterJoin::all;
    filter.nodes.push_back(node);
  }
  set_filter(state, std::move(filter));
  context.ui.request_frame();
}

VORONKA_LATER void remove_node(ViewContext& context, std::size_t index) {
  FilterState& state = context.states.of<FilterState>();
  Filter filter = state.filter;
  filter.nodes.erase(filter.nodes.begin() + static_cast<std::ptrdiff_t>(index));
  set_filter(state, std::move(filter));
  context.ui.request_frame();
}

RouteQuery query_now(ViewStates& states) {
  const FilterState& filter = states.of<FilterState>();
  return {.filter = filter.broken.empty() ? filter.text : filter.broken, .search = states.of<SearchState>().text};
}

void take_query(ViewStates& states, std::string_view text) {
  FilterState& state = states.of<FilterState>();
  SearchState& search = states.of<SearchState>();
  const RouteQuery query = text.empty() ? RouteQuery{} : query_from(text);
  search.text = query.search;
  if (query.filter == state.text && state.broken.empty()) return;
  if (query.filter.empty()) return set_filter(state, {});
  Result<Filter> filter = parse_filter(query.filter);
  set_filter(state, filter ? std::move(*filter) : Filter{});
  if (!filter) state.broken = query.filter;
}

}  // namespace voronka::ui
