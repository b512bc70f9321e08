// A template and facts in, a text and what was wrong with it out. Pure; any bytes may come in. The language: README.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "templates/value_words.hpp"

namespace voronka {

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

RenderedText render(std::string_view text, const TemplateFacts& facts, const Wording& wording);

}  // namespace voronka
