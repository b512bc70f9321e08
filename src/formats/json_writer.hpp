// Canonical JSON, append only: no spaces, members in the order they are written, only the escapes that JSON demands,
// UTF-8 as it is. The same calls give the same bytes for ever. It does not check that names are unique.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace voronka {

class JsonWriter {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_list() { open('['); }
  void end_list() { close(']'); }
  void key(std::string_view name) {
    separate();
    quote(name);
    bytes_ += ':';
    comma_ = false;
  }
  void text(std::string_view value) {
    separate();
    quote(value);
    comma_ = true;
  }
  // Text that needs no escapes by its nature (ids, dates, dots, names of enumerations).
  void plain(std::string_view value) {
    separate();
    bytes_ += '"';
    bytes_ += value;
    bytes_ += '"';
    comma_ = true;
  }
  void integer(std::int64_t value);
  void flag(bool value) { word(value ? "true" : "false"); }
  void null() { word("null"); }
  // A whole value, already JSON.
  void word(std::string_view json) {
    separate();
    bytes_ += json;
    comma_ = true;
  }
  // Members kept from a file: `,"a":1,"b":2`, each with its comma in front, as the records hold them.
  void kept_members(std::string_view members);
  // Anything between values: line ends. Leaves the commas alone.
  void bare(std::string_view bytes) { bytes_ += bytes; }

  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::exchange(bytes_, {}); }
  void clear() {
    bytes_.clear();
    comma_ = false;
  }

 private:
  void separate() {
    if (comma_) bytes_ += ',';
  }
  void open(char bracket) {
    separate();
    bytes_ += bracket;
    comma_ = false;
  }
  void close(char bracket) {
    bytes_ += bracket;
    comma_ = true;
  }
  void quote(std::string_view value);

  std::string bytes_ = {};
  bool comma_ = false;
};

}  // namespace voronka
