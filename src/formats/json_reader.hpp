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
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace voronka {

inline constexpr std::size_t max_json_depth = 32;
inline constexpr std::size_t max_json_text_bytes = 64 * 1024;            // of one text in a file or bucket
inline constexpr std::size_t max_json_long_text_bytes = 1024 * 1024;     // of a note, of a comment, of what is not known
inline constexpr std::int64_t max_json_integer = 9'007'199'254'740'991;  // 2^53 - 1

enum class JsonKind : std::uint8_t { none, null, flag, number, text, list, object };

class JsonReader {
 public:
  // `json` must outlive the reader and every view it hands out. No byte order mark: whoever allows one takes it off.
  explicit JsonReader(std::string_view json);

  // What comes next; `none` when there is no value here, or after a refusal.
  JsonKind kind();

  // Each of these takes the next value or refuses because it is of another kind. Views hold until the next call.
  bool enter_object();
  std::optional<std::string_view> next_member();  // its value must be taken next; nothing after the last, and the object is left
  bool enter_list();
  bool next_item();                               // its value must be taken next; false after the last, and the list is left
  std::string_view take_text(std::size_t max_bytes = max_json_text_bytes);
  std::int64_t take_integer();                    // digits only: 1.0 and 1e3 are refused
  std::string_view take_number();                 // any number, as it is written; for foreign files
  bool take_flag();
  bool take_null();                               // takes a null and says so; anything else stays where it is
  std::string_view take_raw();                    // any value, checked to the last byte, as it is written
  std::string take_compact();                     // the same without white space between tokens: never more than one line
  std::string take_member();                      // after next_member(): `"name":value`, compact, the name as it was written
  bool finish();                                  // nothing but white space is left, and nothing was refused

  // Refuse what was taken last (a text that is no date, an id of another type), at its place.
  void refuse(TextKey key, std::vector<TextArgument> arguments = {});
  bool failed() const { return failure_.has_value(); }
  // `where` is "/records/12/amount @1234": a JSON pointer and the byte offset. Only after failed().
  const Error& error() const { return *failure_; }
  std::size_t offset() const { return at_; }

  // Look ahead in the open object: go back to a mark taken at the same depth.
  struct Mark;
  Mark mark() const;
  void go_back(const Mark& mark);

 private:
  struct Frame {
    bool is_object = false;
    bool expects_value = false;   // a member's name or a comma has been read
    std::uint32_t first_key = 0;  // of this object in keys_
    std::uint32_t count = 0;      // members or items begun
    std::uint32_t key_at = 0;     // offset of the present member's name
    std::uint64_t key_bits = 0;   // which of 64 hash classes have been seen: most names are new, and this says so at once
  };
  struct Key {
    std::uint32_t hash = 0;
    std::uint32_t at = 0;
  };
  struct Token {
    std::string_view text = {};  // between the quotes, still escaped
    bool escaped = false;
  };

  Frame& top() { return frames_[depth_ - 1]; }
  void skip_space();
  bool open(bool is_object);
  void close();
  void value_taken();
  bool expect(JsonKind wanted);
  bool is_new_key(std::uint32_t at, std::string_view name);
  bool keys_differ();
  std::string name_at(std::uint32_t at) const;
  Token scan_text(std::size_t max_bytes);
  std::string_view scan_number(bool& whole);
  bool scan_word(std::string_view word);
  void fail(TextKey key, std::size_t at, std::vector<TextArgument> arguments = {});
  std::string place(std::size_t at) const;
  std::string_view unescaped(std::string_view text, std::string& into);

  std::string_view json_ = {};
  std::size_t at_ = 0;
  std::size_t value_at_ = 0;  // start of the value taken last
  std::size_t depth_ = 0;
  std::array<Frame, max_json_depth> frames_ = {};
  std::vector<Key> keys_ = {};
  std::string unescaped_text_ = {};
  std::string unescaped_name_ = {};
  std::optional<Error> failure_ = {};

 public:
  struct Mark {
    std::size_t at = 0;
    std::size_t keys = 0;
    Frame frame = {};
  };
};

// `text` without white space between tokens; it must be JSON that a reader has accepted.
std::string compact_json(std::string_view text);

}  // namespace voronka
