// Which deals pass a filter. `compile` makes it fit for asking (values read, texts folded, "this month" as days); FilterMatcher
// asks all deals once, in slices, keeps the answers, and asks again only those that were touched.
//
//   FilterMatcher matcher;
//   matcher.set(filter, today);                                     // cheap when they are the same as before
//   if (!matcher.update(document, facts, 20'000)) ui.request_frame();  // false: more to do; answers are those of before
//   if (matcher.matches(row)) …                                     // a bit
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "filter/fields.hpp"
#include "filter/filter.hpp"

namespace voronka {

// One condition, ready to be compared.
struct FilterTest {
  struct Range {  // both included
    std::int64_t first = 0, last = 0;
  };
  const FilterField* field = nullptr;
  FilterOperator op = FilterOperator::is;
  bool negated = false;
  Id<CustomField> custom = {};
  std::vector<std::string> texts = {};  // folded
  std::vector<RawId> ids = {};
  std::vector<Range> ranges = {};
};

class CompiledFilter {
 public:
  bool empty() const { return root_.children.empty(); }
  // A field is read once; texts cost the most, about 0.2 µs.
  bool passes(const DealView& deal) const;

 private:
  friend CompiledFilter compile(const Filter& filter, Date today);
  struct Node {
    bool is_group = false;
    FilterJoin join = FilterJoin::all;
    std::vector<Node> children = {};
    FilterTest test = {};
  };
  static Node compiled_group(const FilterGroup& group, Date today);
  static bool passes(const Node& node, const DealView& deal);
  Node root_ = {.is_group = true};
};

// Conditions that are not complete (is_complete) or not understood are left out; a group of nothing else, too.
CompiledFilter compile(const Filter& filter, Date today);

// The operators of a kind: what an editor offers and the text may say.
bool suits(FilterKind kind, FilterOperator op);
// Whether `value` can be read as one of the field's.
bool is_value(const FilterField& field, FilterOperator op, std::string_view value);
// Whether the field is known and its values are as many as the operator needs and can be read.
bool is_complete(const FilterCondition& condition);
// Whether anything of it counts when deals are compared.
bool has_effect(const Filter& filter);

class FilterMatcher {
 public:
  void set(const Filter& filter, Date today);
  // `facts` must be up to date. Looks at `budget` deals at most; true when all answers are those of the filter.
  bool update(const Document& document, const DealFacts& facts, std::size_t budget);

  bool active() const { return active_; }  // false: everything passes
  bool matches(std::uint32_t deal_row) const { return !active_ || (deal_row < bits_.size() && bits_[deal_row]); }
  std::uint64_t version() const { return version_; }  // rises when any answer is another one
  // The rows whose answers changed by the last update; nothing: any may have.
  const std::optional<std::vector<std::uint32_t>>& flipped() const { return flipped_; }

 private:
  void follow(const Document& document, const DealFacts& facts);
  bool passes(const Document& document, const DealFacts& facts, std::uint32_t row) const;

  Filter filter_ = {};
  Date today_ = {};
  CompiledFilter compiled_ = {};
  bool all_known_ = true;  // bits_ are of compiled_
  std::vector<bool> bits_ = {}, fresh_ = {};
  bool active_ = false;
  const DealFacts* facts_ = nullptr;
  std::uint64_t facts_version_ = 0;
  std::uint64_t version_ = 0;
  std::optional<std::vector<std::uint32_t>> flipped_ = {};
};

}  // namespace voronka
