// A template and facts in, a text and what was wrong with it out. Pure; any bytes may come in. The language: README.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

struct TemplateProblem {
  bool missing = false;  // nothing to fill in; else a slip in the template
  Text text = {};        // a sentence with {line} and {column}, which count from 1, in letters
  std::int32_t line = 1, column = 1;
};
struct RenderedText {
  std::string text = {};
  std::vector<TemplateProblem> problems = {};  // by place, each place once
};

inline constexpr std::size_t longest_template_bytes = 64 << 10;
inline constexpr std::size_t longest_rendered_bytes = 256 << 10;

RenderedText render(std::string_view text, const TemplateFacts& facts, const Wording& wording);

}  // namespace voronka
