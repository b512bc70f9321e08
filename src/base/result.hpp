// Result and Error: how a function says no. No exceptions cross a boundary; the page is built without them.
// An Error names a text by key and carries arguments; only ui puts it into words.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "generated/text_keys.hpp"

namespace voronka {

// A value inside a sentence. Which one it is decides how the user's locale writes it.
using TextValue = std::variant<std::string, std::int64_t, Money, Date, TextKey>;

struct TextArgument {
  std::string name = {};  // the `{name}` it replaces
  TextValue value = {};
  bool operator==(const TextArgument&) const = default;
};

// A sentence that is not yet in any language: undo labels, notices, errors.
struct Text {
  TextKey key = TextKey::none;
  std::vector<TextArgument> arguments = {};
  bool operator==(const Text&) const = default;
};

struct Error {
  Text text = {};
  std::string where = {};  // JSON pointer, "line 12, column 3", field name; empty when it concerns the whole
  bool operator==(const Error&) const = default;
};

template <class T>
using Result = std::expected<T, Error>;

// Refuse with a key: `return refuse(TextKey::error_deal_gone);`
inline std::unexpected<Error> refuse(TextKey key, std::vector<TextArgument> arguments = {}, std::string where = {}) {
  return std::unexpected(Error{.text = {.key = key, .arguments = std::move(arguments)}, .where = std::move(where)});
}

}  // namespace voronka
