// What stands between the braces of a template, read and counted out: fields, numbers, texts, what is done with them, filters. The language: README.md.
#pragma once

#include <cstdint>
#include <string>

#include "templates/cursor.hpp"
#include "templates/value_words.hpp"

namespace voronka {

// What went wrong first in a place, and where.
struct TemplateFault {
  TextKey key = TextKey::none;
  std::string what = {};
  std::size_t at = 0;
};

// The value that begins at the cursor, which stands behind it afterwards: whether the place ends there is for the caller to see. `line` when it
// stands in a block. With a fault the value means nothing. A value of kind nothing: there is none, and its text is what was asked for.
TemplateValue value_at(TemplateCursor& cursor, const TemplateFacts& facts, const LineFacts* line,
                       const Wording& wording, TemplateFault& fault);

}  // namespace voronka
