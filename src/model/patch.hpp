// What one command does to the document: every touched record before and after. The only way anything changes; what is
// not in a Patch is not saved.
#pragma once

#include <optional>
#include <tuple>
#include <vector>

#include "base/boxed.hpp"
#include "base/compiled_once.hpp"
#include "base/dot.hpp"
#include "model/records.hpp"

namespace voronka {

template <class Record>
struct Change {
  Boxed<Record> before = {};         // empty: the record is new, as every one of an import is
  std::optional<Record> after = {};  // empty: the record leaves (only when the whole data set is replaced)
  bool changes_nothing() const { return before ? after && *before == *after : !after; }
  bool operator==(const Change&) const = default;
};

namespace detail {
template <class Tuple>
struct ChangeLists;
template <class... Record>
struct ChangeLists<std::tuple<Record...>> {
  using type = std::tuple<std::vector<Change<Record>>...>;
};
}  // namespace detail

struct Patch {
  VORONKA_COMPILED_ONCE(Patch);
  bool operator==(const Patch&) const;

  detail::ChangeLists<Records>::type changes = {};
  VersionVector dots = {};  // what the document knows in addition afterwards

  template <class Record>
  std::vector<Change<Record>>& of() {
    return std::get<std::vector<Change<Record>>>(changes);
  }
  template <class Record>
  const std::vector<Change<Record>>& of() const {
    return std::get<std::vector<Change<Record>>>(changes);
  }
  bool empty() const;
  std::size_t size() const;  // touched records
};

// Exactly the way back in memory, stamps and all: for rebasing commands that were not stored yet. Undo is not this: it
// is a new command that writes new dots.
Patch reversed(Patch patch);

}  // namespace voronka
