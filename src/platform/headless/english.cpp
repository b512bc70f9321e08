#include "platform/headless/english.hpp"

#include <optional>
#include <variant>

#include "base/overloaded.hpp"
#include "ui/words.hpp"

namespace voronka {
namespace {

std::string plain(const TextValue& value) {
  return std::visit(
      Overloaded{[](const std::string& text) { return text; },
                 [](std::int64_t number) { return std::to_string(number); },
                 [](Money money) { return decimal_text(money) + " " + text_of(money.currency); },
                 [](Date date) { return iso_text(date); }, [](TextKey key) { return english(Text{.key = key}); }},
      value);
}

// The argument `count` decides between one and many.
std::optional<std::int64_t> count_in(const Text& text) {
  for (const TextArgument& argument : text.arguments) {
    const auto* count = std::get_if<std::int64_t>(&argument.value);
    if (argument.name == "count" && count != nullptr) return *count;
  }
  return {};
}

}  // namespace

std::string english(const Text& text) {
  std::string_view rest = words_of(Language::en, text.key, count_in(text));
  std::string sentence;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    sentence += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = rest.find('}', open);
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    for (const TextArgument& argument : text.arguments)
      if (argument.name == name) sentence += plain(argument.value);
    rest.remove_prefix(close + 1);
  }
  return sentence;
}

std::string english(const Error& error) {
  return english(error.text) + (error.where.empty() ? "" : " (" + error.where + ")");
}

}  // namespace voronka
