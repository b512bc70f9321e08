// What the writer and the reader of values share.
#pragma once

#include <string_view>
#include <variant>

#include "formats/value_json.hpp"

namespace voronka {

template <class Enum>
constexpr auto enum_names = names_of(Enum{});

// A member of a record that a FieldInfo points to, as the type that its kind says.
template <class T>
const T& as(const void* value) {
  return *static_cast<const T*>(value);
}
template <class T>
T& as(void* value) {
  return *static_cast<T*>(value);
}

inline const void* address_in(const FieldValue& value) {
  return std::visit([](const auto& alternative) -> const void* { return &alternative; }, value);
}
inline void* address_in(FieldValue& value) {
  return std::visit([](auto& alternative) -> void* { return &alternative; }, value);
}

inline std::string_view prefix_of(RecordType type) { return record_names[static_cast<std::size_t>(type)].prefix; }

}  // namespace voronka
