#include "formats/content_lines.hpp"

#include <algorithm>
#include <optional>

#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "formats/import_cell.hpp"

namespace voronka {
namespace {

constexpr std::size_t max_parameters = 30;

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = upper(c);
  return out;
}

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char big = upper(c);
  if (big >= 'A' && big <= 'F') return big - 'A' + 10;
  return std::nullopt;
}

std::string from_quoted_printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto high = text[i] == '=' && i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
    const auto low = high ? hex_digit(text[i + 2]) : std::nullopt;
    if (low) {
      out += static_cast<char>(*high * 16 + *low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// Where the head ends: the first colon outside of quotation marks; where those never close, the first of all.
std::size_t colon_of(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == ':' && !quoted) return i;
  }
  return text.find(':');
}

void read_head(std::string_view head, ContentLine& line) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (const char c : head) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ';' && !quoted) {
      if (parts.size() > max_parameters) break;
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  std::string name = upper(trimmed(parts[0]));
  if (const std::size_t point = name.rfind('.'); point != std::string::npos) {
    line.group = name.substr(0, point);
    name.erase(0, point + 1);
  }
  const bool is_name = !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  if (is_name) line.name = std::move(name);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::size_t equals = parts[i].find('=');
    if (equals != std::string::npos) {
      line.parameters.emplace_back(upper(trimmed(std::string_view(parts[i]).substr(0, equals))),
                                   parts[i].substr(equals + 1));
    } else if (!parts[i].empty()) {
      const bool encoding = is_one_of(upper(parts[i]), "QUOTED-PRINTABLE|BASE64|B|8BIT|7BIT");
      line.parameters.emplace_back(encoding ? "ENCODING" : "TYPE", parts[i]);
    }
  }
}

// Without what no text may have; a line end stays one.
std::string cleaned(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
    } else if (c >= 32 ? c != 127 : c == '\n' || c == '\t') {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::string_view ContentLine::parameter(std::string_view wanted) const {
  for (const auto& [name, value] : parameters)
    if (name == wanted) return value;
  return {};
}

bool ContentLine::has_type(std::string_view type) const {
  for (const auto& [name, value] : parameters) {
    if (name != "TYPE") continue;
    for (std::string_view rest = value; !rest.empty();) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      if (folded(trimmed(rest.substr(0, end))) == type) return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return false;
}

ContentLines::ContentLines(std::string bytes) {
  const EncodingGuess guess = guess_encoding(bytes);
  if (guess.encoding == TextEncoding::utf16_le || guess.encoding == TextEncoding::utf16_be) {
    bytes_ = to_utf8(std::string_view(bytes).substr(guess.bom_size), guess.encoding);
    return;
  }
  encoding_ = guess.encoding;
  bytes_ = std::move(bytes);
  at_ = guess.bom_size;
}

std::string_view ContentLines::peek_line() const {
  const std::string_view rest = std::string_view(bytes_).substr(at_);
  return rest.substr(0, rest.find_first_of("\r\n"));
}

std::string_view ContentLines::take_line() {
  const std::string_view line = peek_line();
  at_ += line.size();
  if (at_ + 1 < bytes_.size() && bytes_[at_] == '\r' && bytes_[at_ + 1] == '\n') ++at_;
  at_ = std::min(at_ + 1, bytes_.size());
  ++line_;
  return line;
}

std::string ContentLines::decoded(std::string value, const ContentLine& line) const {
  if (upper(line.parameter("ENCODING")) == "QUOTED-PRINTABLE") value = from_quoted_printable(value);
  if (line.cut) {  // perhaps within a letter
    while (!value.empty() && (static_cast<unsigned char>(value.back()) & 0xC0) == 0x80) value.pop_back();
    if (!value.empty() && (static_cast<unsigned char>(value.back()) & 0x80) != 0) value.pop_back();
  }
  const std::string charset = upper(line.parameter("CHARSET"));
  TextEncoding encoding = TextEncoding::utf8;
  if (is_one_of(charset, "WINDOWS-1251|CP1251|CP-1251|X-CP1251")) encoding = TextEncoding::windows_1251;
  if (is_one_of(charset, "WINDOWS-1252|CP1252|ISO-8859-1|LATIN1")) encoding = TextEncoding::windows_1252;
  // What the file as a whole looks like decides where nothing is said, or what is said is wrong.
  if (encoding == TextEncoding::utf8 && !is_utf8(value))
    encoding = encoding_ != TextEncoding::utf8 ? encoding_ : guess_encoding(value).encoding;
  return cleaned(encoding == TextEncoding::utf8 && is_utf8(value) ? value : to_utf8(value, encoding));
}

bool ContentLines::next(ContentLine& line) {
  std::string_view first;
  do {
    if (at_ >= bytes_.size()) return false;
    first = take_line();
  } while (trimmed(first).empty());
  line = {.line = line_};
  const std::size_t end = std::min(first.find_first_of(";:"), first.size());
  std::string name = upper(first.substr(0, end));
  name.erase(0, name.rfind('.') + 1);
  line.left_out = is_one_of(name, "PHOTO|LOGO|SOUND|KEY|ATTACH|X-MS-CARDPICTURE");

  std::string whole(line.left_out ? first.substr(0, 1024) : first.substr(0, max_content_bytes));
  line.cut = !line.left_out && first.size() > max_content_bytes;
  const auto append = [&](std::string_view more) {
    if (line.left_out) return;
    const std::size_t room = max_content_bytes - std::min(whole.size(), max_content_bytes);
    line.cut = line.cut || more.size() > room;
    whole += more.substr(0, room);
  };
  const auto is_quoted_printable = [&] {
    return upper(std::string_view(whole).substr(0, std::min(whole.find(':'), std::size_t{200})))
        .contains("QUOTED-PRINTABLE");
  };
  const bool quoted = is_quoted_printable();
  bool soft = quoted && whole.ends_with('=');
  while (at_ < bytes_.size()) {
    const std::string_view more = peek_line();
    const bool folded_here = more.starts_with(' ') || more.starts_with('\t');
    if (soft && !line.cut) {
      whole.pop_back();
      append(more);
    } else if (soft || folded_here) {
      append(soft ? more : more.substr(1));
    } else if (line.left_out && !more.empty() && more.find_first_of(":;") == std::string_view::npos) {
      // Base64 of vCard 2.1 that nobody has folded.
    } else {
      break;
    }
    soft = quoted && more.ends_with('=');
    take_line();
  }
  const std::size_t colon = colon_of(whole);
  if (colon == std::string::npos) {
    line.value = decoded(std::move(whole), {});
    return true;
  }
  std::string head = cleaned(std::string_view(whole).substr(0, colon));
  read_head(is_utf8(head) ? head : to_utf8(head, TextEncoding::utf8), line);
  if (!line.left_out) line.value = decoded(whole.substr(colon + 1), line);
  return true;
}

bool begins_with(std::string_view bytes, std::string_view words) {
  std::string head;
  for (const char c : bytes.substr(0, 256)) {
    const bool text = static_cast<unsigned char>(c) > 32 && static_cast<unsigned char>(c) < 127;
    if (text) head += upper(c);
  }
  return head.starts_with(words);
}

std::string_view without_scheme(std::string_view address, std::string_view scheme) {
  const std::string_view head = address.substr(0, scheme.size());
  const bool has =
      std::ranges::equal(head, scheme, {}, [](char c) { return upper(c); }, [](char c) { return upper(c); });
  return has ? address.substr(scheme.size()) : address;
}

std::string unescaped(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char next = value[i] == '\\' && i + 1 < value.size() ? value[i + 1] : '\0';
    if (next == 'n' || next == 'N') {
      out += '\n';
    } else if (next == ',' || next == ';' || next == '\\' || next == ':' || next == '"') {
      out += next;
    } else {
      out += value[i];  // "C:\Temp" of vCard 2.1
      continue;
    }
    ++i;
  }
  return out;
}

std::vector<std::string> split_content(std::string_view value, char mark) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    parts.emplace_back(trimmed(unescaped(value.substr(begin, end - begin))));
    begin = end + 1;
  };
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\\') {
      ++i;
    } else if (value[i] == mark) {
      take(i);
    }
  }
  take(value.size());
  return parts;
}

}  // namespace voronka
