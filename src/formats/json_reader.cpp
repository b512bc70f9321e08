#include "formats/json_reader.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "base/digits.hpp"
#include "base/sort.hpp"
#include "base/utf8.hpp"

namespace voronka {
namespace {

// Up to this many members the names are compared one by one, and only when their class was seen before.
constexpr std::size_t few_members = 64;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

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

// Bit 7 of every byte that a text cannot simply contain: quote, backslash, control characters, and all beyond ASCII,
// which is looked at more closely. A borrow can mark a harmless byte above a marked one; the first mark is always right.
static_assert(std::endian::native == std::endian::little, "the first mark is looked for in the lowest byte");
std::uint64_t special_bytes(std::uint64_t word) {
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  constexpr std::uint64_t high = 0x8080808080808080ULL;
  const std::uint64_t quote = word ^ (ones * '"');
  const std::uint64_t slash = word ^ (ones * '\\');
  return ((word - ones * 0x20) | (quote - ones) | (slash - ones) | word) & high;
}

std::optional<std::uint32_t> hex4(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text.substr(0, 4)) {
    const char lower = static_cast<char>(c | 0x20);
    if (!is_digit(c) && !(lower >= 'a' && lower <= 'f')) return std::nullopt;
    value = value << 4 | static_cast<std::uint32_t>(is_digit(c) ? c - '0' : lower - 'a' + 10);
  }
  return value;
}

bool is_high_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// Only for text whose escapes have been checked.
void append_unescaped(std::string& out, std::string_view text) {
  while (true) {
    const std::size_t slash = text.find('\\');
    out += text.substr(0, slash);
    if (slash == std::string_view::npos) return;
    const char c = text[slash + 1];
    text.remove_prefix(slash + 2);
    if (c != 'u') {
      constexpr std::string_view letters = "bfnrt";
      constexpr std::string_view meanings = "\b\f\n\r\t";
      const std::size_t at = letters.find(c);
      out += at == std::string_view::npos ? c : meanings[at];
      continue;
    }
    char32_t point = *hex4(text);
    text.remove_prefix(4);
    if (is_high_surrogate(point)) {
      point = 0x10000 + ((point - 0xD800) << 10) + (*hex4(text.substr(2)) - 0xDC00);
      text.remove_prefix(6);
    }
    append_utf8(out, point);
  }
}

// Whether a number with a fraction or an exponent is 1e308 or more, beyond which doubles end. By its decimal magnitude,
// so that no conversion is needed; the sliver between 1e308 and the largest double is refused too.
bool overflows(std::string_view number) {
  if (number.starts_with('-')) number.remove_prefix(1);
  const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
  const std::string_view digits = number.substr(0, mark);
  const std::size_t significant = digits.find_first_of("123456789");
  if (significant == std::string_view::npos) return false;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  auto magnitude =
      static_cast<std::int64_t>(point) - static_cast<std::int64_t>(significant) - (significant < point ? 1 : 0);
  if (mark < number.size()) {
    std::string_view exponent = number.substr(mark + 1);
    const bool negative = exponent.starts_with('-');
    if (negative || exponent.starts_with('+')) exponent.remove_prefix(1);
    exponent.remove_prefix(std::min(exponent.find_first_not_of('0'), exponent.size()));
    const std::int64_t value = exponent.empty() ? 0 : digits_to_int(exponent).value_or(std::int64_t{1} << 60);
    magnitude += negative ? -value : value;
  }
  return magnitude >= 308;
}

}  // namespace

void JsonReader::skip_space() {
  while (at_ < json_.size() && is_space(json_[at_])) ++at_;
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

JsonReader::Token JsonReader::scan_text(std::size_t max_bytes) {
  const std::size_t start = ++at_;
  bool escaped = false;
  while (!failed()) {
    while (at_ + 8 <= json_.size()) {
      std::uint64_t word = 0;
      std::memcpy(&word, json_.data() + at_, 8);
      const std::uint64_t marks = special_bytes(word);
      at_ += marks == 0 ? 8 : static_cast<std::size_t>(std::countr_zero(marks) / 8);
      if (marks != 0) break;
    }
    if (at_ >= json_.size()) {
      fail_here();
      break;
    }
    const auto c = static_cast<unsigned char>(json_[at_]);
    if (c == '"') {
      const std::string_view text = json_.substr(start, at_ - start);
      ++at_;
      // An escape is at most six bytes for one; the exact size is looked at when it is unescaped.
      if (text.size() > (escaped ? 6 * max_bytes : max_bytes)) fail(TextKey::error_json_text_long, start - 1);
      return {.text = text, .escaped = escaped};
    }
    if (c == '\\') {
      escaped = true;
      scan_escape();
    } else if (c < 0x20) {
      fail_here();
    } else if (c < 0x80) {
      ++at_;
    } else {
      scan_code_point();
    }
  }
  return {};
}

void JsonReader::scan_escape() {
  const std::string_view rest = json_.substr(at_ + 1);
  if (rest.empty()) {
    at_ = json_.size();
    fail_here();
    return;
  }
  if (rest[0] != 'u') {
    if (std::string_view("\"\\/bfnrt").find(rest[0]) == std::string_view::npos) {
      fail_here();
      return;
    }
    at_ += 2;
    return;
  }
  const auto unit = hex4(rest.substr(1));
  if (!unit) {
    if (rest.size() < 5) at_ = json_.size();
    fail_here();
    return;
  }
  if (!is_high_surrogate(*unit) && !is_low_surrogate(*unit)) {
    at_ += 6;
    return;
  }
  const std::string_view pair = rest.substr(5);
  const auto low = pair.starts_with("\\u") ? hex4(pair.substr(2)) : std::nullopt;
  if (is_low_surrogate(*unit) || !low || !is_low_surrogate(*low)) {
    fail(TextKey::error_json_utf8, at_);
    return;
  }
  at_ += 12;
}

// One character beyond ASCII, as in base/utf8.cpp but in step with the scan: the text is walked once.
void JsonReader::scan_code_point() {
  const auto byte = [this](std::size_t ahead) {
    return at_ + ahead < json_.size() ? static_cast<unsigned char>(json_[at_ + ahead]) : 0U;
  };
  const unsigned first = byte(0);
  std::size_t length = 2;
  unsigned low = 0x80;  // bounds of the second byte: no overlong forms, surrogates, or points above U+10FFFF
  unsigned high = 0xBF;
  if (first >= 0xE0) {
    length = first >= 0xF0 ? 4 : 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  }
  bool good = first >= 0xC2 && first <= 0xF4 && byte(1) >= low && byte(1) <= high;
  for (std::size_t i = 2; i < length; ++i) good = good && (byte(i) & 0xC0) == 0x80;
  if (good) {
    at_ += length;
  } else if (first >= 0xC2 && first <= 0xF4 && at_ + length > json_.size()) {
    at_ = json_.size();
    fail_here();
  } else {
    fail(TextKey::error_json_utf8, at_);
  }
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

std::string_view JsonReader::scan_number() {
  const std::size_t start = at_;
  const auto digits = [this] {
    const std::size_t first = at_;
    while (at_ < json_.size() && is_digit(json_[at_])) ++at_;
    if (at_ == first) fail_here();
    return at_ - first;
  };
  if (next_is('-')) ++at_;
  const bool zero = next_is('0');
  if (const std::size_t count = digits(); zero && count > 1) fail(TextKey::error_json_syntax, start);
  const std::size_t whole_end = at_;
  if (next_is('.')) {
    ++at_;
    digits();
  }
  if (next_is('e') || next_is('E')) {
    ++at_;
    if (next_is('+') || next_is('-')) ++at_;
    digits();
  }
  whole_ = at_ == whole_end;
  return json_.substr(start, at_ - start);
}

std::string_view JsonReader::take_number() {
  if (!expect(JsonKind::number)) return {};
  const std::string_view number = scan_number();
  if (failed()) return {};
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

bool JsonReader::scan_word(std::string_view word) {
  if (json_.substr(at_).starts_with(word)) {
    at_ += word.size();
    value_taken();
    return true;
  }
  // "tru" at the end of the text is a cut, "trux" is nonsense.
  if (word.starts_with(json_.substr(at_))) at_ = json_.size();
  fail_here();
  return false;
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
    } else if (!in_text && is_space(json[i])) {
      continue;
    }
    compact += json[i];
  }
  return compact;
}

}  // namespace voronka
