// The formats of other programs that data can leave in: what they are called and what about them can be chosen. The page knows this
// much; writing them is the helper's (export_write.hpp). A new one is a file export_<id>.cpp and a line in export_formats.inc.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/date.hpp"
#include "base/result.hpp"

namespace voronka {

// What of ExportStyle a format asks for: nothing, the language of its captions, or that and how a table is separated.
enum class ExportShape : std::uint8_t { fixed, captioned, separated };

struct ExportFormat {
  std::string_view id = {};
  TextKey title = TextKey::none;
  std::string_view ending = {};  // of the file's name, with its dot
  std::string_view type = {};    // of its contents
  ExportShape shape = ExportShape::fixed;
};
std::span<const ExportFormat> export_formats();
const ExportFormat* export_format_of(std::string_view id);  // nullptr when unknown

// How a table for people is written. What a format for another program needs is its own affair.
struct ExportStyle {
  bool russian = false;  // captions and the words of states; else English
  char delimiter = ',';
  bool decimal_comma = false;
  bool day_first = false;  // 31.12.2026; else 2026-12-31
  Moment now = {};         // when it is written: a calendar has what is to come
  std::int32_t alarm_lead_minutes = 0;
  bool operator==(const ExportStyle&) const = default;
};

}  // namespace voronka
