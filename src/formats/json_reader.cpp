#include "formats/json_reader.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "base/digits.hpp"
#include "base/sort.hpp"
#include "formats/json_text.hpp"

namespace voronka {
namespace {

// Up to this many members the names are compared one by one, and only when their class was seen before.
constexpr std::size_t few_members = 64;

std::uint32_t hash_of_name(std::string_view name) {
  std::uint64_t hash = name.size();
  while (!name.empty()) {
    std::uint64_t chunk = 0;
    const std::size_t size = std::min<std::size_t>(name.size(), 8);
    std::memcpy(&chunk, name.data(), size);
    name.remove_prefix(size);
    hash = (hash ^ chunk) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 32;
  }
  return static_cast<std::uint32_t>(hash);
}

}  // namespace

void JsonReader::skip_space() {
  while (at_ < json_.size() && is_json_space(json_[at_])) ++at_;
}

JsonKind JsonReader::kind() {
  if (failed()) return JsonKind::none;
  if (depth_ == 0 ? root_taken_ : !top().pending) return JsonKind::none;
  skip_space();
  if (at_ < json_.size()) {
    switch (json_[at_]) {
      case '{':
        return JsonKind::object;
      case '[':
        return JsonKind::list;
      case '"':
        return JsonKind::text;
      case 't':
      case 'f':
        return JsonKind::flag;
      case 'n':
        return JsonKind::null;
      default:
        if (json_[at_] == '-' || is_digit(json_[at_])) return JsonKind::number;
    }
  }
  fail_here();
  return JsonKind::none;
}

bool JsonReader::expect(JsonKind wanted) {
  const JsonKind found = kind();
  value_at_ = at_;
  if (found == wanted) return true;
  if (!failed()) fail(TextKey::error_json_kind, at_);
  return false;
}

void JsonReader::value_taken() {
  if (depth_ == 0) {
    root_taken_ = true;
  } else {
    top().pending = false;
  }
}

void JsonReader::enter(bool is_object) {
  if (depth_ == max_json_depth) {
    fail(TextKey::error_json_depth, at_);
    return;
  }
  frames_[depth_] = {.is_object = is_object,
                     .open_at = static_cast<std::uint32_t>(at_),
                     .first_name = static_cast<std::uint32_t>(names_.size())};
  ++depth_;
  ++at_;
}

void JsonReader::leave() {
  const Frame frame = top();
  ++at_;
  if (frame.is_object) {
    if (frame.count > few_members) check_many_names();
    names_.resize(frame.first_name);
  }
  if (failed()) return;
  --depth_;
  value_at_ = frame.open_at;
  value_taken();
}

bool JsonReader::enter_object() {
  if (!expect(JsonKind::object)) return false;
  enter(true);
  return !failed();
}

bool JsonReader::enter_list() {
  if (!expect(JsonKind::list)) return false;
  enter(false);
  return !failed();
}

// Stands before the next member or item, or has left at the closing bracket.
bool JsonReader::separate(char closing) {
  assert(failed() || (depth_ > 0 && !top().pending));
  if (failed()) return false;
  skip_space();
  if (next_is(closing)) {
    leave();
    return false;
  }
  if (top().count > 0) {
    if (!next_is(',')) {
      fail_here();
      return false;
    }
    ++at_;
    skip_space();
  }
  return true;
}

bool JsonReader::next_item() {
  if (!separate(']')) return false;
  if (next_is(']')) {  // a comma before it
    fail_here();
    return false;
  }
  ++top().count;
  top().pending = true;
  return true;
}

std::optional<std::string_view> JsonReader::next_member() {
  if (!separate('}')) return std::nullopt;
  if (!next_is('"')) {
    fail_here();
    return std::nullopt;
  }
  const std::size_t at = at_;
  const Token token = scan_text(max_json_text_bytes);
  if (failed()) return std::nullopt;
  std::string_view name = token.text;
  if (token.escaped) {
    unescaped_name_.clear();
    append_unescaped(unescaped_name_, token.text);
    name = unescaped_name_;
  }
  top().name_at = static_cast<std::uint32_t>(at);
  ++top().count;
  add_name(name);
  skip_space();
  if (!failed() && !next_is(':')) fail_here();
  if (failed()) return std::nullopt;
  ++at_;
  top().pending = true;
  return name;
}

void JsonReader::add_name(std::string_view name) {
  Frame& frame = top();
  const Name added = {.hash = hash_of_name(name), .at = frame.name_at};
  const std::uint64_t bit = std::uint64_t{1} << (added.hash & 63);
  if (frame.count <= few_members && (frame.name_bits & bit) != 0) {
    for (std::size_t i = frame.first_name; i < names_.size(); ++i) {
      if (names_[i].hash != added.hash || name_at(names_[i].at) != name) continue;
      fail(TextKey::error_json_duplicate, added.at, {{.name = "name", .value = std::string(name)}});
      return;
    }
  }
  if (frame.count > max_json_members) fail(TextKey::error_json_too_many, added.at);
  frame.name_bits |= bit;
  names_.push_back(added);
}

// The names of an object with many members, all at once at its end: sorting keeps a hostile file from costing squares.
void JsonReader::check_many_names() {
  const auto before = [this](const Name& a, const Name& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    return a.at != b.at && name_at(a.at) < name_at(b.at);
  };
  sort_rows(names_, before, top().first_name);
  const auto first = names_.begin() + static_cast<std::ptrdiff_t>(top().first_name);
  const auto twice = std::adjacent_find(first, names_.end(), [this](const Name& a, const Name& b) {
    return a.hash == b.hash && name_at(a.at) == name_at(b.at);
  });
  if (twice == names_.end()) return;
  const std::size_t at = std::max(twice->at, std::next(twice)->at);
  fail(TextKey::error_json_duplicate, at, {{.name = "name", .value = name_at(at)}});
}

std::string JsonReader::name_at(std::size_t at) const {
  std::size_t end = at + 1;
  while (json_[end] != '"') end += json_[end] == '\\' ? 2 : 1;
  std::string name;
  append_unescaped(name, json_.substr(at + 1, end - at - 1));
  return name;
}

std::string_view JsonReader::take_text(std::size_t max_bytes) {
  if (!expect(JsonKind::text)) return {};
  const Token token = scan_text(max_bytes);
  if (failed()) return {};
  value_taken();
  if (!token.escaped) return token.text;
  unescaped_.clear();
  append_unescaped(unescaped_, token.text);
  if (unescaped_.size() <= max_bytes) return unescaped_;
  fail(TextKey::error_json_text_long, value_at_);
  return {};
}

std::string_view JsonReader::take_number() {
  if (!expect(JsonKind::number)) return {};
  const std::string_view number = scan_number();
  if (failed()) return {};
  if (any_number_) {
    value_taken();
    return number;
  }
  if (whole_) {
    const auto value = digits_to_int(number.substr(number.starts_with('-') ? 1 : 0));
    if (!value || *value > max_json_integer) fail(TextKey::error_json_number, value_at_);
  } else if (overflows(number)) {
    fail(TextKey::error_json_number, value_at_);
  }
  value_taken();
  return failed() ? std::string_view{} : number;
}

std::int64_t JsonReader::take_integer() {
  const std::string_view number = take_number();
  if (failed()) return 0;
  if (!whole_) {
    refuse(TextKey::error_json_kind);
    return 0;
  }
  const bool negative = number.starts_with('-');
  const std::int64_t value = *digits_to_int(number.substr(negative ? 1 : 0));
  return negative ? -value : value;
}

bool JsonReader::take_flag() {
  if (!expect(JsonKind::flag)) return false;
  const bool value = json_[at_] == 't';
  return scan_word(value ? "true" : "false") && value;
}

bool JsonReader::take_null() {
  if (kind() != JsonKind::null) return false;
  value_at_ = at_;
  return scan_word("null");
}

std::string_view JsonReader::take_raw() {
  const JsonKind first = kind();
  if (first == JsonKind::none) {
    if (!failed()) fail(TextKey::error_json_kind, at_);
    return {};
  }
  const std::size_t start = at_;
  const std::size_t outside = depth_;
  do {
    switch (kind()) {
      case JsonKind::object:
        enter_object();
        break;
      case JsonKind::list:
        enter_list();
        break;
      case JsonKind::text:
        value_at_ = at_;
        scan_text(max_json_long_text_bytes);
        value_taken();
        break;
      case JsonKind::number:
        take_number();
        break;
      case JsonKind::flag:
        take_flag();
        break;
      case JsonKind::null:
        take_null();
        break;
      case JsonKind::none:
        break;
    }
    while (!failed() && depth_ > outside && !(top().is_object ? next_member().has_value() : next_item())) {
    }
  } while (!failed() && depth_ > outside);
  if (failed()) return {};
  value_at_ = start;
  return json_.substr(start, at_ - start);
}

std::string JsonReader::take_member() {
  const std::size_t start = failed() ? 0 : top().name_at;
  take_raw();
  return failed() ? std::string() : compact_json(json_.substr(start, at_ - start));
}

bool JsonReader::finish() {
  if (failed()) return false;
  skip_space();
  if (depth_ > 0 || !root_taken_ || at_ < json_.size()) fail_here();
  return !failed();
}

bool JsonReader::next_root() {
  if (failed()) return false;
  skip_space();
  if (at_ >= json_.size()) return false;
  root_taken_ = false;
  return true;
}

void JsonReader::go_back(const Mark& mark) {
  if (failed()) return;
  at_ = mark.at;
  names_.resize(mark.names);
  top() = mark.frame;
}

void JsonReader::refuse(TextKey key, std::vector<TextArgument> arguments) {
  fail(key, value_at_, std::move(arguments));
}

void JsonReader::fail_here() { fail(at_ >= json_.size() ? TextKey::error_json_cut : TextKey::error_json_syntax, at_); }

void JsonReader::fail(TextKey key, std::size_t at, std::vector<TextArgument> arguments) {
  if (failed()) return;
  failure_ = Error{.text = {.key = key, .arguments = std::move(arguments)}, .where = place(at)};
}

std::string JsonReader::place(std::size_t at) const {
  std::string pointer;
  for (std::size_t i = 0; i < depth_; ++i) {
    const Frame& frame = frames_[i];
    if (frame.count == 0) break;
    pointer += '/';
    if (!frame.is_object) {
      pointer += std::to_string(frame.count - 1);
      continue;
    }
    for (const char c : name_at(frame.name_at)) {  // RFC 6901
      if (c == '~') {
        pointer += "~0";
      } else if (c == '/') {
        pointer += "~1";
      } else {
        pointer += c;
      }
    }
  }
  return pointer + (pointer.empty() ? "@" : " @") + std::to_string(at);
}

std::string compact_json(std::string_view json) {
  std::string compact;
  compact.reserve(json.size());
  bool in_text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (in_text && json[i] == '\\') {
      compact += json[i++];
    } else if (json[i] == '"') {
      in_text = !in_text;
    } else if (!in_text && is_json_space(json[i])) {
      continue;
    }
    compact += json[i];
  }
  return compact;
}

}  // namespace voronka
