#include "merge/histories.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "base/sort.hpp"

namespace voronka {
namespace {

bool comes_before(const Event& a, const Event& b) {
  return std::tie(a.recorded_at_ms, a.dot, a.kind) < std::tie(b.recorded_at_ms, b.dot, b.kind);
}

// A file made by hand has events without dots; here they were given some, and when the file comes again they must be known.
bool says_the_same(const Event& a, const Event& b) {
  return std::tie(a.kind, a.precision, a.origin, a.at, a.value) ==
         std::tie(b.kind, b.precision, b.origin, b.at, b.value);
}
bool same_event(const Event& a, const Event& b) { return a.dot && b.dot ? a.dot == b.dot : says_the_same(a, b); }

// A history, for membership tests.
class Known {
 public:
  explicit Known(const EventList& events) : events_(events) {
    for (const Event& event : events) {
      if (event.dot)
        dots_.push_back(event.dot);
      else
        without_.push_back(&event);
    }
    sort_rows(dots_);
  }
  bool has(const Event& event) const {
    if (!event.dot) return std::ranges::any_of(events_, [&](const Event& one) { return says_the_same(one, event); });
    return std::ranges::binary_search(dots_, event.dot) ||
           std::ranges::any_of(without_, [&](const Event* one) { return says_the_same(*one, event); });
  }

 private:
  const EventList& events_;
  std::vector<Dot> dots_ = {};
  std::vector<const Event*> without_ = {};
};

}  // namespace

EventList united(const EventList& mine, const EventList& theirs) {
  const Known here(mine);
  const Known there(theirs);
  EventList all;
  all.reserve(mine.size());
  std::vector<const Event*> early;  // common ones that came first because the two sides have them in another order
  const auto taken = [&](const Event& event) {
    return std::ranges::any_of(early, [&](const Event* one) { return same_event(*one, event); });
  };
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < mine.size() || k < theirs.size()) {
    if (i < mine.size() && taken(mine[i])) {
      ++i;
    } else if (k < theirs.size() && taken(theirs[k])) {
      ++k;
    } else if (i == mine.size()) {
      all.push_back(theirs[k++]);
    } else if (k == theirs.size()) {
      all.push_back(mine[i++]);
    } else if (same_event(mine[i], theirs[k])) {
      all.push_back(mine[i].dot ? mine[i] : theirs[k]);
      ++i;
      ++k;
    } else {
      const bool mine_common = there.has(mine[i]);
      const bool theirs_common = here.has(theirs[k]);
      const bool take_mine = mine_common == theirs_common ? comes_before(mine[i], theirs[k]) : theirs_common;
      if (mine_common && theirs_common) early.push_back(take_mine ? &mine[i] : &theirs[k]);
      all.push_back(take_mine ? mine[i++] : theirs[k++]);
    }
  }
  return all;
}

}  // namespace voronka
