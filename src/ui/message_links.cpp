#include "ui/message_links.hpp"

namespace voronka::ui {
namespace {

// Windows opens no address of more than about 2,000 bytes.
constexpr std::size_t longest_text = 1'900;
constexpr std::size_t shortest = 8, longest = 15;  // E.164: at most fifteen digits with the country

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// RFC 3986 "unreserved"; what RFC 6068 lets stand in a mail address besides.
bool is_plain(char c, bool in_mail) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::string_view(".-_~").contains(c) ||
         (in_mail && std::string_view("@!$'()*,;:").contains(c));
}

// All else is written as its bytes.
std::string in_address(std::string_view text, bool in_mail) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;  // a letter: it is not cut in two
    if (begins && out.size() + 4 * 3 > longest_text) break;
    if (is_plain(c, in_mail)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', hex[byte >> 4U], hex[byte & 15U]};
    }
  }
  return out;
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
    return text.empty() ? address : address + std::string(name) + in_address(text, false);
  };
  if (way == MessageWay::email)
    return email.contains('@') ? with("mailto:" + in_address(email, true), "?body=") : std::string();
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

}  // namespace voronka::ui
