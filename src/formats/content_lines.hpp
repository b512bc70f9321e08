// The lines that vCard and iCalendar are made of: `group.NAME;PARAM=value:value`, unfolded and decoded. What the names mean is the
// business of vcard_read.hpp and calendar_read.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/table_encoding.hpp"

namespace voronka {

struct ContentLine {
  std::string group = {};  // "item1" of "item1.TEL"
  std::string name = {};   // in capitals; empty: the line could not be understood
  // Names in capitals. vCard 2.1 writes values alone ("TEL;CELL"): those are of TYPE, or of ENCODING.
  std::vector<std::pair<std::string, std::string>> parameters = {};
  // UTF-8 without control characters but line ends and tabs; quoted-printable is decoded, backslashes are still there.
  std::string value = {};
  std::size_t line = 0;   // of the file, from 1: where it begins
  bool cut = false;       // the value was longer than max_content_bytes
  bool left_out = false;  // a picture, a sound or a key: its value is empty

  std::string_view parameter(std::string_view name) const;  // the first of that name
  bool has_type(std::string_view type) const;               // also one of several after a comma; small letters
};
inline constexpr std::size_t max_content_bytes = 64 * 1024;

// Tolerant: any line ends, blank lines, folds that cut a letter in two, soft line breaks of quoted-printable. Holds the bytes once and one line.
class ContentLines {
 public:
  explicit ContentLines(std::string bytes);
  bool next(ContentLine& line);  // false at the end

 private:
  std::string_view take_line();
  std::string_view peek_line() const;
  std::string decoded(std::string value, const ContentLine& line) const;

  std::string bytes_;
  TextEncoding encoding_ = TextEncoding::utf8;  // of what is no UTF-8
  std::size_t at_ = 0;
  std::size_t line_ = 0;
};

// Whether a file begins so, in any encoding and case: "BEGIN:VCARD".
bool begins_with(std::string_view bytes, std::string_view words);

std::string_view without_scheme(std::string_view address, std::string_view scheme);  // "MAILTO:" goes for "mailto:"
std::string unescaped(std::string_view value);  // "\n", "\,", "\;", "\\" and the needless "\:"
// At `mark`s that no backslash stands before; each part unescaped and trimmed.
std::vector<std::string> split_content(std::string_view value, char mark);

}  // namespace voronka
