// Lines of calendars and address cards: `NAME:value`, folded. RFC 5545 (3.1, 3.3.11) and RFC 2426 write them the same way.
#pragma once

#include <string>
#include <string_view>

#include "formats/file.hpp"

namespace voronka {

// A text as a value: backslash, semicolon, comma and line ends escaped, control characters left out.
std::string escaped_content(std::string_view text);

class ContentWriter {
 public:
  explicit ContentWriter(ByteSink& out) : out_(out) {}
  // As it is, but for control characters; folded at 75 bytes, never within a letter.
  void add(std::string_view name, std::string_view value);
  void text(std::string_view name, std::string_view value) { add(name, escaped_content(value)); }

 private:
  ByteSink& out_;
};

}  // namespace voronka
