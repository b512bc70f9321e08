// Records outside of a document: what a file or an import brings, before anything is decided about it.
#pragma once

#include <tuple>
#include <vector>

#include "base/compiled_once.hpp"
#include "base/dot.hpp"
#include "model/records.hpp"

namespace voronka {

namespace detail {
template <class Tuple>
struct RecordLists;
template <class... Record>
struct RecordLists<std::tuple<Record...>> {
  using type = std::tuple<std::vector<Record>...>;
};
}  // namespace detail

struct RecordSet {
  VORONKA_COMPILED_ONCE(RecordSet);
  bool operator==(const RecordSet&) const;

  detail::RecordLists<Records>::type lists = {};

  template <class Record>
  std::vector<Record>& of() {
    return std::get<std::vector<Record>>(lists);
  }
  template <class Record>
  const std::vector<Record>& of() const {
    return std::get<std::vector<Record>>(lists);
  }
  std::size_t size() const {
    std::size_t count = 0;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) { count += of<Record>().size(); });
    return count;
  }
};

}  // namespace voronka
