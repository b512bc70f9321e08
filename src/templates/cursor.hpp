// Where a template is read: letter by letter, with the signs of print (no-break blanks, minus, quotes) as those they stand for.
#pragma once

#include <string>
#include <string_view>

namespace voronka {

struct TemplateCursor {
  std::string_view text = {};
  std::size_t at = 0, end = 0;  // where it reads, and the end of what it may read

  char peek() const;  // what stands here, 0 at the end
  void advance();
  void skip_blanks();
  bool takes(char c);  // behind blanks
  std::string_view name();
  std::string rest() const;  // a little of what stands here, for a sentence
};
bool is_name_byte(char c);

}  // namespace voronka
