#include "merge/unite_values.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/sort.hpp"

namespace voronka {
namespace {

template <class T>
constexpr bool is_list = requires(const T& value) { value.begin(); } && !std::is_same_v<T, std::string>;

// Whether two entries speak of the same thing.
template <class T>
bool same_key(const T& a, const T& b) {
  if constexpr (std::is_same_v<T, DatedRate>) {
    return a.currency == b.currency && a.date == b.date;
  } else if constexpr (std::is_same_v<T, PersonLink>) {
    return a.contact == b.contact;
  } else if constexpr (requires { a.first; }) {
    return a.first == b.first;
  } else {
    return a == b;
  }
}

template <class List>
List united_list(List first, const List& second) {
  for (const auto& entry : second) {
    const bool known = std::ranges::any_of(first, [&](const auto& one) { return same_key(one, entry); });
    if (!known) first.push_back(entry);
  }
  if constexpr (std::is_same_v<List, ExtraFields>) sort_rows(first);
  if constexpr (std::is_same_v<List, RateList>)
    sort_rows(first, [](const DatedRate& a, const DatedRate& b) {
      return std::pair(a.currency, a.date) < std::pair(b.currency, b.date);
    });
  return first;
}

}  // namespace

bool can_unite(const FieldInfo& field) {
  bool found = false;
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    ((found = found || (Index == field.kind && is_list<std::variant_alternative_t<Index, FieldValue>>)), ...);
  }(std::make_index_sequence<std::variant_size_v<FieldValue>>{});
  return found;
}

bool includes_values(const void* whole, const void* part, const FieldInfo& field) {
  bool includes = false;
  visit_field(whole, field, [&]<class T>(const T& list) {
    if constexpr (is_list<T>) {
      visit_field(part, field, [&]<class Same>(const Same& other) {
        if constexpr (std::is_same_v<Same, T>)
          includes = std::ranges::all_of(
              other, [&](const auto& entry) { return std::ranges::find(list, entry) != list.end(); });
      });
    }
  });
  return includes;
}

void unite_values(void* mine, const void* theirs, const FieldInfo& field, MergeSide prefer) {
  visit_field(mine, field, [&]<class T>(T& value) {
    if constexpr (is_list<T>) {
      const T* other = nullptr;
      visit_field(theirs, field, [&]<class Same>(const Same& same) {
        if constexpr (std::is_same_v<Same, T>) other = &same;
      });
      value = prefer == MergeSide::mine ? united_list(value, *other) : united_list(*other, value);
    }
  });
}

}  // namespace voronka
