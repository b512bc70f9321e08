// What a filter is: a tree of conditions on the fields of a deal, joined by "all" or "any". Values are kept in the spelling of the
// text (README.md), so that what is stored, shown in the address and edited is one thing. What it means is in matcher.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace voronka {

enum class FilterOperator : std::uint8_t {
  contains,   // one text: anywhere in it
  is,         // equals one of the values
  less,       // one value; of dates: before
  at_most,    // ... on or before
  more,       // ... after
  at_least,   // ... on or after
  between,    // two values, both included
  in_period,  // a date: one word, "month" (see periods.hpp)
  empty,      // no value
};

struct FilterCondition {
  std::string field = {};  // a name of fields.hpp
  FilterOperator op = FilterOperator::is;
  std::vector<std::string> values = {};
  bool negated = false;
  bool operator==(const FilterCondition&) const = default;
};

// A condition on a field that this version does not know, as it was read: kept, shown, and left out when deals are compared.
struct NotUnderstood {
  std::string text = {};
  bool operator==(const NotUnderstood&) const = default;
};

enum class FilterJoin : std::uint8_t { all, any };

struct FilterNode;
struct FilterGroup {
  FilterJoin join = FilterJoin::all;
  std::vector<FilterNode> nodes;  // no "= {}": clang would want to know a whole FilterNode here
  bool empty() const { return nodes.empty(); }
  bool operator==(const FilterGroup& other) const;
};
struct FilterNode {
  std::variant<FilterCondition, FilterGroup, NotUnderstood> is = {};
  bool operator==(const FilterNode&) const = default;
};

inline bool FilterGroup::operator==(const FilterGroup& other) const {
  return join == other.join && nodes == other.nodes;
}

// A whole filter is its outermost group. An empty one lets everything pass.
using Filter = FilterGroup;

inline constexpr int filter_max_depth = 4;  // of groups, the outermost one included
inline constexpr std::size_t filter_max_nodes = 200;

}  // namespace voronka
