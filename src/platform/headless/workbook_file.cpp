#include "platform/headless/workbook_file.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "formats/xlsx_table.hpp"
#include "platform/headless/inflate.hpp"

namespace voronka {
namespace {

constexpr std::size_t local_bytes = 30;
constexpr std::size_t central_bytes = 46;
constexpr std::size_t end_bytes = 22;
constexpr std::uint32_t stored = 0;
constexpr std::uint32_t deflated = 8;

// Little-endian; 0 where there is nothing.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i)
    value |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return value;
}

struct Entry {
  std::string name = {};  // in lower case, with slashes
  bool locked = false;
  std::uint32_t method = stored;
  std::size_t packed_size = 0;
  std::size_t size = 0;
  std::size_t offset = 0;
};

std::string plain_name(std::string_view written) {
  std::string name(written);
  for (char& c : name) c = c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (name.starts_with('/')) name.erase(0, 1);
  return name;
}

// The table at the end of a zip; nothing when it is none.
std::optional<std::vector<Entry>> entries_of(std::string_view zip) {
  const std::size_t end = zip.rfind("PK\x05\x06");
  if (end == std::string_view::npos || zip.size() - end < end_bytes) return std::nullopt;
  std::vector<Entry> entries;
  std::size_t at = number_at(zip, end + 16, 4);
  for (std::uint32_t left = number_at(zip, end + 10, 2); left > 0; --left) {
    if (at > end || end - at < central_bytes || !zip.substr(at).starts_with("PK\x01\x02")) return std::nullopt;
    const std::size_t name_bytes = number_at(zip, at + 28, 2);
    entries.push_back({.name = plain_name(zip.substr(at + central_bytes, name_bytes)),
                       .locked = (number_at(zip, at + 8, 2) & 1) != 0,
                       .method = number_at(zip, at + 10, 2),
                       .packed_size = number_at(zip, at + 20, 4),
                       .size = number_at(zip, at + 24, 4),
                       .offset = number_at(zip, at + 42, 4)});
    at += central_bytes + name_bytes + number_at(zip, at + 30, 2) + number_at(zip, at + 32, 2);
  }
  return entries;
}

std::optional<std::string> unpacked(std::string_view zip, const Entry& entry) {
  if (entry.offset > zip.size() || !zip.substr(entry.offset).starts_with("PK\x03\x04")) return std::nullopt;
  const std::size_t from =
      entry.offset + local_bytes + number_at(zip, entry.offset + 26, 2) + number_at(zip, entry.offset + 28, 2);
  if (from > zip.size() || entry.packed_size > zip.size() - from) return std::nullopt;
  const std::string_view packed = zip.substr(from, entry.packed_size);
  if (entry.method == stored && packed.size() == entry.size) return std::string(packed);
  std::optional<std::string> plain = entry.method == deflated ? inflated(packed, entry.size) : std::nullopt;
  return plain && plain->size() == entry.size ? std::move(plain) : std::nullopt;
}

bool is_needed(std::string_view name) {
  constexpr std::string_view sheets = "xl/worksheets/";
  if (name.starts_with(sheets))
    return name.ends_with(".xml") && name.find_first_of("/\n", sheets.size()) == std::string_view::npos;
  return name == "xl/workbook.xml" || name == "xl/_rels/workbook.xml.rels" || name == "xl/sharedstrings.xml" ||
         name == "xl/styles.xml";
}

std::string nothing(std::string_view why) { return std::string(workbook_mark) + "!" + std::string(why) + " 0\n"; }

}  // namespace

std::string workbook_of(std::string bytes) {
  if (!bytes.starts_with("PK\x03\x04")) return bytes;
  const std::optional<std::vector<Entry>> entries = entries_of(bytes);
  if (!entries) return nothing("damaged");
  const auto has = [&](std::string_view name) {
    return std::ranges::find(*entries, name, &Entry::name) != entries->end();
  };
  if (has("xl/workbook.bin")) return nothing("xlsb");
  if (!has("xl/workbook.xml")) return bytes;
  std::string text(workbook_mark);
  for (const Entry& entry : *entries) {
    if (!is_needed(entry.name)) continue;
    if (entry.locked) return nothing("locked");
    if (entry.size > max_workbook_part_bytes || text.size() + entry.size > max_workbook_bytes) return nothing("large");
    const std::optional<std::string> part = unpacked(bytes, entry);
    if (!part) return nothing("damaged");
    text += entry.name + " " + std::to_string(part->size()) + "\n" + *part;
  }
  return text;
}

}  // namespace voronka
