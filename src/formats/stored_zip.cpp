#include "formats/stored_zip.hpp"

#include <array>

namespace voronka {
namespace {

constexpr std::array<std::uint32_t, 256> make_crc_table() {
  std::array<std::uint32_t, 256> table = {};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320U : 0);
    table[i] = value;
  }
  return table;
}

void number(std::string& to, std::uint32_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) to += static_cast<char>(value >> (8 * i) & 0xFF);
}

constexpr std::uint32_t version = 20;  // of the format: 2.0
constexpr std::uint32_t name_is_utf8 = 1 << 11;
constexpr std::uint32_t first_day = 1 << 5 | 1;  // 1 January 1980: the same contents are the same bytes

}  // namespace

std::uint32_t crc32(std::string_view bytes) {
  static constexpr std::array<std::uint32_t, 256> table = make_crc_table();
  std::uint32_t value = 0xFFFFFFFFU;
  for (const char c : bytes) value = value >> 8 ^ table[(value ^ static_cast<unsigned char>(c)) & 0xFF];
  return ~value;
}

// APPNOTE.TXT 4.3.7 and 4.3.12.
void StoredZip::header(std::string& to, const Entry& entry, bool in_list) const {
  number(to, in_list ? 0x02014B50U : 0x04034B50U, 4);
  if (in_list) number(to, version, 2);
  number(to, version, 2);
  number(to, name_is_utf8, 2);
  number(to, 0, 2);  // stored
  number(to, 0, 2);  // midnight
  number(to, first_day, 2);
  number(to, entry.check, 4);
  number(to, entry.size, 4);
  number(to, entry.size, 4);
  number(to, static_cast<std::uint32_t>(entry.name.size()), 2);
  number(to, 0, 2);  // no extra fields
  if (in_list) {
    number(to, 0, 2);  // no comment
    number(to, 0, 2);  // the first disk
    number(to, 0, 2);
    number(to, 0, 4);
    number(to, entry.at, 4);
  }
  to += entry.name;
}

void StoredZip::add(std::string_view name, std::string_view bytes) {
  const Entry& entry = entries_.emplace_back(Entry{
      .name = std::string(name), .check = crc32(bytes), .size = static_cast<std::uint32_t>(bytes.size()), .at = at_});
  std::string head;
  header(head, entry, false);
  out_.write(head);
  out_.write(bytes);
  at_ += static_cast<std::uint32_t>(head.size() + bytes.size());
}

void StoredZip::finish() {
  std::string list;
  for (const Entry& entry : entries_) header(list, entry, true);
  const auto size = static_cast<std::uint32_t>(list.size());
  const auto count = static_cast<std::uint32_t>(entries_.size());
  number(list, 0x06054B50U, 4);  // 4.3.16
  number(list, 0, 4);            // one disk
  number(list, count, 2);
  number(list, count, 2);
  number(list, size, 4);
  number(list, at_, 4);
  number(list, 0, 2);
  out_.write(list);
}

}  // namespace voronka
