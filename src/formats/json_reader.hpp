// The one door for JSON: a strict, non-recursive pull reader that enforces the rules of README.md ("all JSON that is
// read") token by token, so that nothing is ever built from text that breaks them. It owns no data and makes no tree.
// The first refusal sticks: every later call does nothing, so a decoder reads straight on and asks once at the end.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace voronka {

inline constexpr std::size_t max_json_depth = 32;
inline constexpr std::size_t max_json_members = 65'536;               // of one object
inline constexpr std::size_t max_json_text_bytes = 64 * 1024;         // of one text in a file or bucket
inline constexpr std::size_t max_json_long_text_bytes = 1024 * 1024;  // of a note, of a comment, of what is not known
inline constexpr std::int64_t max_json_integer = 9'007'199'254'740'991;  // 2^53 - 1

enum class JsonKind : std::uint8_t { none, null, flag, number, text, list, object };

class JsonReader {
  struct Frame {
    bool is_object = false;
    bool pending = false;          // a member's name or an item's place has been read: its value must be taken
    std::uint32_t open_at = 0;     // offset of the bracket
    std::uint32_t name_at = 0;     // offset of the present member's name
    std::uint32_t first_name = 0;  // of this object in names_
    std::uint32_t count = 0;       // members or items begun
    std::uint64_t name_bits =
        0;  // which of 64 classes of names have been seen: most names are new, and this says so at once
  };

 public:
  // `json` must outlive the reader and every view it hands out, and be smaller than 4 GB. `from` skips a byte order mark.
  explicit JsonReader(std::string_view json, std::size_t from = 0) : json_(json), at_(from) {}
  // Of foreign tables, whose numbers are texts of cells: also those that a double cannot hold.
  void take_any_number() { any_number_ = true; }
  // Behind the value that was taken stands another, or white space only: lines of JSON, answers one after the other. False at the end.
  bool next_root();

  // What comes next; `none` when there is no value here, or after a refusal.
  JsonKind kind();

  // Each of these takes the next value, or refuses because it is of another kind. Views hold until the next call.
  bool enter_object();
  std::optional<std::string_view>
  next_member();  // its value must be taken next; nothing after the last, and the object is left
  bool enter_list();
  bool next_item();  // its value must be taken next; false after the last, and the list is left
  std::string_view take_text(std::size_t max_bytes = max_json_text_bytes);
  std::int64_t take_integer();     // digits only: 1.0 and 1e3 are refused
  std::string_view take_number();  // any number, as it is written; for foreign files
  bool take_flag();
  bool take_null();             // takes a null and says so; anything else stays where it is
  std::string_view take_raw();  // any value, checked to the last byte, as it is written
  std::string take_member();    // after next_member(): `"name":value`, without white space between tokens
  bool finish();                // nothing but white space is left, and nothing was refused

  // Refuse what was taken last (a text that is no date, an id of another type), at its place.
  void refuse(TextKey key, std::vector<TextArgument> arguments = {});
  bool failed() const { return failure_.has_value(); }
  // `where` is "/records/12/amount @1234": a JSON pointer and the byte offset. Only after failed().
  const Error& error() const { return *failure_; }
  std::size_t offset() const { return at_; }
  std::string_view since(std::size_t offset) const {
    return json_.substr(offset, at_ - offset);
  }  // what was read from there

  // To look ahead in the open object: go back to a mark that was taken at the same depth.
  struct Mark {
    std::size_t at = 0;
    std::size_t names = 0;
    Frame frame = {};
  };
  Mark mark() const { return {.at = at_, .names = names_.size(), .frame = frames_[depth_ - 1]}; }
  void go_back(const Mark& mark);

 private:
  struct Name {
    std::uint32_t hash = 0;
    std::uint32_t at = 0;
  };
  struct Token {
    std::string_view text = {};  // between the quotes, as it is written
    bool escaped = false;
  };

  Frame& top() { return frames_[depth_ - 1]; }
  void skip_space();
  bool next_is(char c) const { return at_ < json_.size() && json_[at_] == c; }
  bool expect(JsonKind wanted);
  void enter(bool is_object);
  void leave();
  void value_taken();
  bool separate(char closing);
  void add_name(std::string_view name);
  void check_many_names();
  std::string name_at(std::size_t at) const;
  Token scan_text(std::size_t max_bytes);
  void scan_escape();
  void scan_code_point();
  std::string_view scan_number();
  bool scan_word(std::string_view word);
  std::string place(std::size_t at) const;
  void fail(TextKey key, std::size_t at, std::vector<TextArgument> arguments = {});
  void fail_here();

  std::string_view json_ = {};
  std::size_t at_ = 0;
  std::size_t value_at_ = 0;  // start of the value that was taken last
  std::size_t depth_ = 0;
  bool root_taken_ = false;
  bool any_number_ = false;
  bool whole_ = false;  // of the number scanned last: no fraction, no exponent
  std::array<Frame, max_json_depth> frames_ = {};
  std::vector<Name> names_ = {};  // of all open objects
  std::string unescaped_ = {};
  std::string unescaped_name_ = {};
  std::optional<Error> failure_ = {};
};

// `json` without white space between tokens, so on one line; it must be JSON that a reader has accepted.
std::string compact_json(std::string_view json);

}  // namespace voronka
