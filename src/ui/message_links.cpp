#include "ui/message_links.hpp"

#include "base/digits.hpp"
#include "base/percent.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t longest_link = 2'000;        // Windows opens none that is much longer
constexpr std::size_t longest_name = 8;            // "?&body=" before a text
constexpr std::size_t shortest = 8, longest = 15;  // E.164: at most fifteen digits with the country

// All but RFC 3986 "unreserved".
bool in_text(char c) {
  return !is_digit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !std::string_view(".-_~").contains(c);
}
// RFC 6068 lets some more stand in an address.
bool in_mailbox(char c) { return in_text(c) && !std::string_view("@!$'()*,;:").contains(c); }

// As much of it, in whole letters, as Windows opens behind an address of so many bytes.
std::string_view what_fits(std::size_t address, std::string_view text) {
  std::size_t bytes = address + longest_name, letters_end = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) letters_end = i;
    bytes += text[i] == '\n' ? 6U : in_text(text[i]) ? 3U : 1U;  // a line break of a letter is two characters
    if (bytes > longest_link) return text.substr(0, letters_end);
  }
  return text;
}

// Dashes U+2010 to U+2015, the minus sign and the narrow space, as text programs set them.
bool is_typeset(std::string_view text) {
  if (text.size() < 3 || text[0] != '\xE2') return false;
  const auto last = static_cast<unsigned char>(text[2]);
  return (text[1] == '\x80' && ((last >= 0x90 && last <= 0x95) || last == 0xAF)) || (text[1] == '\x88' && last == 0x92);
}

}  // namespace

std::string world_digits(std::string_view phone) {
  std::string digits;
  bool from_abroad = false;
  for (std::size_t i = 0; i < phone.size(); ++i) {
    const char c = phone[i];
    if (is_digit(c)) {
      digits += c;
    } else if (c == '+' && digits.empty()) {
      from_abroad = true;
    } else if (is_typeset(phone.substr(i))) {
      i += 2;
    } else if (!digits.empty() &&
               (!std::string_view(" -()./\xC2\xA0").contains(c) || (c == '/' && digits.size() >= 10))) {
      break;  // an extension, a name, a second number
    }
  }
  if (digits.starts_with("00") && !from_abroad) {
    digits.erase(0, 2);
    from_abroad = true;
  }
  if (from_abroad) return digits.size() < shortest || digits.size() > longest ? std::string() : digits;
  if (digits.size() == 11 && (digits[0] == '8' || digits[0] == '7')) return "7" + digits.substr(1);
  return digits.size() == 10 && digits[0] == '9' ? "7" + digits : std::string();
}

std::string message_link(MessageWay way, std::string_view phone, std::string_view email, std::string_view text) {
  const auto with = [&](std::string address, std::string_view name) {
    if (text.empty()) return address;
    const std::string_view fits = what_fits(address.size(), text);
    return address + std::string(name) + percent_escaped(fits, in_text);
  };
  if (way == MessageWay::email)
    return email.contains('@') ? with("mailto:" + percent_escaped(email, in_mailbox), "?body=") : std::string();
  const std::string digits = world_digits(phone);
  if (digits.empty()) return {};
  switch (way) {
    case MessageWay::whatsapp:
      return with("https://wa.me/" + digits, "?text=");
    case MessageWay::telegram:
      return with("https://t.me/+" + digits, "?text=");
    case MessageWay::viber:
      return with("viber://chat?number=%2B" + digits, "&draft=");
    default:
      return with("sms:+" + digits, "?&body=");  // Android reads what follows "?", iOS what follows "&"
  }
}

bool fits_link(std::string_view address, std::string_view text) {
  return what_fits(address.size(), text).size() == text.size();
}

std::string mail_link(std::string_view email, std::string_view subject, std::string_view text) {
  std::string link = "mailto:" + (email.contains('@') ? percent_escaped(email, in_mailbox) : std::string());
  if (!subject.empty()) link += "?subject=" + percent_escaped(subject, in_text);
  if (text.empty()) return link;
  // Line breaks in letters are two characters (RFC 6068).
  std::string body;
  for (const char c : text) {
    if (c == '\n' && !body.ends_with('\r')) body += '\r';
    body += c;
  }
  return link + (subject.empty() ? "?body=" : "&body=") + percent_escaped(body, in_text);
}

}  // namespace voronka::ui
