// Texts inside of XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace voronka {

// Signs that mean something there as entities; control characters, which XML cannot hold, left out.
inline void put_markup(std::string& to, std::string_view text) {
  for (const char c : text) {
    if (c == '&') {
      to += "&amp;";
    } else if (c == '<') {
      to += "&lt;";
    } else if (c == '>') {
      to += "&gt;";
    } else if (c == '"') {
      to += "&quot;";
    } else if (c == '\r') {
      to += "&#13;";
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') {
      to += c;
    }
  }
}

}  // namespace voronka
