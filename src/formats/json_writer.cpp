#include "formats/json_writer.hpp"

#include <charconv>

namespace voronka {

void JsonWriter::integer(std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
  word({digits, static_cast<std::size_t>(end - digits)});
}

void JsonWriter::kept_members(std::string_view members) {
  if (!members.empty() && !comma_) members.remove_prefix(1);  // the first member of an object has no comma in front
  bytes_ += members;
  comma_ = comma_ || !members.empty();
}

void JsonWriter::quote(std::string_view value) {
  bytes_ += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto c = static_cast<unsigned char>(value[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    bytes_ += value.substr(from, i - from);
    from = i + 1;
    bytes_ += '\\';
    switch (c) {
      case '\b':
        bytes_ += 'b';
        break;
      case '\f':
        bytes_ += 'f';
        break;
      case '\n':
        bytes_ += 'n';
        break;
      case '\r':
        bytes_ += 'r';
        break;
      case '\t':
        bytes_ += 't';
        break;
      case '"':
      case '\\':
        bytes_ += value[i];
        break;
      default:
        bytes_ += "u00";
        bytes_ += c < 0x10 ? '0' : '1';
        bytes_ += "0123456789abcdef"[c & 15];
    }
  }
  bytes_ += value.substr(from);
  bytes_ += '"';
}

}  // namespace voronka
