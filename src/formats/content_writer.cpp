#include "formats/content_writer.hpp"

namespace voronka {
namespace {

constexpr std::size_t line_bytes = 75;  // without the line break

bool is_control(char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }

}  // namespace

std::string escaped_content(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (!is_control(c)) {
      out += c;
    }
  }
  return out;
}

void ContentWriter::add(std::string_view name, std::string_view value) {
  std::string line = std::string(name) + std::string(value);
  std::erase_if(line, is_control);
  std::string_view rest = line;
  for (std::size_t room = line_bytes; rest.size() > room; room = line_bytes - 1) {
    std::size_t cut = room;
    while (cut > 0 && (static_cast<unsigned char>(rest[cut]) & 0xC0) == 0x80) --cut;
    out_.write(rest.substr(0, cut));
    out_.write("\r\n ");
    rest.remove_prefix(cut);
  }
  out_.write(rest);
  out_.write("\r\n");
}

}  // namespace voronka
