// A value of a template as people read it; several lines as a table. How numbers, money and days are written is the Wording's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/language.hpp"
#include "base/result.hpp"
#include "templates/facts.hpp"

namespace voronka {

// How values are written, which depends on the user's language.
class Wording {
 public:
  virtual ~Wording() = default;
  virtual Language language() const = 0;                           // of sums in words
  virtual std::string number(std::string_view decimal) const = 0;  // "-1234.5"
  virtual std::string money(Money money) const = 0;
  virtual std::string date(Date date, bool in_full) const = 0;
  virtual std::string word(TextKey key) const = 0;  // heads of the table
};

inline constexpr std::size_t longest_rendered_bytes = 256 << 10;

// Rounded once, here. Nothing when it is more than money can be.
std::optional<Money> money_of(const TemplateValue& value);

// Nothing for money that is too much. A table has a row for each line of the facts and ends behind `longest_rendered_bytes`.
std::optional<std::string> words_of(const TemplateValue& value, const TemplateFacts& facts, const Wording& wording);

}  // namespace voronka
