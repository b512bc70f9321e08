// What files are called that leave, and the device setting about them. Private to app*.cpp.
#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"
#include "formats/export_formats.hpp"

namespace voronka {

inline constexpr std::string_view files_setting = "files";      // SavedFiles
inline constexpr std::string_view imports_setting = "imports";  // import_memory

// "voronka-2026-11-23.voronka.json": says what and when, nothing about the contents.
inline std::string export_name(Date today) { return "voronka-" + iso_text(today) + ".voronka.json"; }
inline std::string changes_name(Date today) { return "voronka-" + iso_text(today) + "-changes.voronka.json"; }
inline std::string calendar_name(Date today) { return "voronka-" + iso_text(today) + ".ics"; }
inline std::string part_name(Date today, bool readable) {
  return "voronka-" + iso_text(today) + (readable ? "-part.voronka.json" : ".voronka.enc");
}
// "voronka-2026-11-23-bitrix24.csv"
inline std::string format_name(Date today, const ExportFormat& format) {
  return "voronka-" + iso_text(today) + '-' + std::string(format.id) + std::string(format.ending);
}

}  // namespace voronka
