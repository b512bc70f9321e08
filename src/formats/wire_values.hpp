// One pair of put and get for every type that a field or an event can have. For wire.cpp only: nothing else needs it compiled.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "formats/wire_bytes.hpp"
#include "model/event.hpp"
#include "model/values.hpp"

namespace voronka::wire {

template <class T>
void put(Writer& out, const T& value);
template <class T>
void get(Reader& in, T& value);

template <class T>
struct Optional : std::false_type {};
template <class T>
struct Optional<std::optional<T>> : std::true_type {
  using type = T;
};
template <class T>
struct List : std::false_type {};
template <class T>
struct List<std::vector<T>> : std::true_type {
  using type = T;
};
template <class T>
concept IsId = requires(T id) { id.raw.high; };

template <class T>
void put(Writer& out, const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    out.text(value);
  } else if constexpr (Optional<T>::value) {
    out.number(value ? 1 : 0);
    if (value) put(out, *value);
  } else if constexpr (List<T>::value) {
    out.number(value.size());
    for (const auto& element : value) put(out, element);
  } else if constexpr (IsId<T>) {
    out.id(value.raw);
  } else if constexpr (std::is_same_v<T, RawId>) {
    out.id(value);
  } else if constexpr (std::is_same_v<T, bool>) {
    out.number(value ? 1 : 0);
  } else if constexpr (std::is_enum_v<T>) {
    out.number(static_cast<std::uint64_t>(value));
  } else if constexpr (std::is_same_v<T, std::int32_t>) {
    out.signed_number(value);
  } else if constexpr (std::is_same_v<T, Currency>) {
    out.number(value.code);
  } else if constexpr (std::is_same_v<T, Money>) {
    out.signed_number(value.minor);
    out.number(value.currency.code);
  } else if constexpr (std::is_same_v<T, Date>) {
    out.signed_number(value.days);
  } else if constexpr (std::is_same_v<T, TimeOfDay>) {
    out.signed_number(value.minutes);
  } else if constexpr (std::is_same_v<T, Moment>) {
    out.signed_number(value.utc_ms);
    out.signed_number(value.offset_minutes);
  } else if constexpr (std::is_same_v<T, Position>) {
    out.id(value.stage.raw);
    out.text(value.rank.text);
  } else if constexpr (std::is_same_v<T, Rank>) {
    out.text(value.text);
  } else if constexpr (std::is_same_v<T, Due>) {
    put(out, value.date);
    put(out, value.time);
  } else if constexpr (std::is_same_v<T, Deletion>) {
    put(out, value.by);
    out.signed_number(value.at_ms);
  } else if constexpr (std::is_same_v<T, Origin>) {
    out.text(value.system);
    out.text(value.id);
  } else if constexpr (std::is_same_v<T, std::pair<std::string, std::string>>) {
    out.text(value.first);
    out.text(value.second);
  } else if constexpr (std::is_same_v<T, DatedRate>) {
    put(out, value.currency);
    put(out, value.date);
    out.text(value.rate);
  } else if constexpr (std::is_same_v<T, PersonLink>) {
    out.id(value.contact.raw);
    out.text(value.words);
  } else if constexpr (std::is_same_v<T, CustomValue>) {
    out.id(value.field.raw);
    out.text(value.text);
    put(out, value.stamp.dot);
    out.signed_number(value.stamp.at_ms);
  } else {
    static_assert(std::is_same_v<T, Dot>);
    out.number(value.actor.value);
    out.number(value.n);
  }
}

template <class Enum>
constexpr std::size_t values_of() {
  if constexpr (std::is_same_v<Enum, EventKind>) {
    return static_cast<std::size_t>(EventKind::unknown) + 1;
  } else if constexpr (std::is_same_v<Enum, Precision> || std::is_same_v<Enum, EventOrigin>) {
    return 3;
  } else {
    return names_of(Enum{}).size();
  }
}

template <class T>
void get(Reader& in, T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    value = in.text();
  } else if constexpr (Optional<T>::value) {
    if (in.flag()) get(in, value.emplace());
  } else if constexpr (List<T>::value) {
    const std::size_t count = in.count();
    for (std::size_t i = 0; i < count && in.good(); ++i) get(in, value.emplace_back());
  } else if constexpr (IsId<T>) {
    value.raw = in.id();
  } else if constexpr (std::is_same_v<T, RawId>) {
    value = in.id();
  } else if constexpr (std::is_same_v<T, bool>) {
    value = in.flag();
  } else if constexpr (std::is_enum_v<T>) {
    value = static_cast<T>(in.below(values_of<T>()));
  } else if constexpr (std::is_same_v<T, std::int32_t>) {
    value = in.small();
  } else if constexpr (std::is_same_v<T, Currency>) {
    value.code = static_cast<std::uint32_t>(in.number());
  } else if constexpr (std::is_same_v<T, Money>) {
    value.minor = in.signed_number();
    get(in, value.currency);
  } else if constexpr (std::is_same_v<T, Date>) {
    value.days = in.small();
  } else if constexpr (std::is_same_v<T, TimeOfDay>) {
    value.minutes = in.small();
  } else if constexpr (std::is_same_v<T, Moment>) {
    value.utc_ms = in.signed_number();
    value.offset_minutes = in.small();
  } else if constexpr (std::is_same_v<T, Position>) {
    value.stage.raw = in.id();
    value.rank.text = in.text();
  } else if constexpr (std::is_same_v<T, Rank>) {
    value.text = in.text();
  } else if constexpr (std::is_same_v<T, Due>) {
    get(in, value.date);
    get(in, value.time);
  } else if constexpr (std::is_same_v<T, Deletion>) {
    get(in, value.by);
    value.at_ms = in.signed_number();
  } else if constexpr (std::is_same_v<T, Origin>) {
    value.system = in.text();
    value.id = in.text();
  } else if constexpr (std::is_same_v<T, std::pair<std::string, std::string>>) {
    value.first = in.text();
    value.second = in.text();
  } else if constexpr (std::is_same_v<T, DatedRate>) {
    get(in, value.currency);
    get(in, value.date);
    value.rate = in.text();
  } else if constexpr (std::is_same_v<T, PersonLink>) {
    value.contact.raw = in.id();
    value.words = in.text();
  } else if constexpr (std::is_same_v<T, CustomValue>) {
    value.field.raw = in.id();
    value.text = in.text();
    get(in, value.stamp.dot);
    value.stamp.at_ms = in.signed_number();
  } else {
    static_assert(std::is_same_v<T, Dot>);
    value.actor.value = in.number();
    value.n = in.number();
  }
}

}  // namespace voronka::wire
