#include "formats/export_formats.hpp"

#include <algorithm>

#include "base/later.hpp"

namespace voronka {

VORONKA_LATER std::span<const ExportFormat> export_formats() {
#define EXPORT_FORMAT(name, name_ending, content_type, asked) \
  {.id = #name,                                               \
   .title = TextKey::export_format_##name,                    \
   .ending = (name_ending),                                   \
   .type = (content_type),                                    \
   .shape = ExportShape::asked},
  static constexpr ExportFormat list[] = {
#include "formats/export_formats.inc"
  };
#undef EXPORT_FORMAT
  return list;
}

VORONKA_LATER const ExportFormat* export_format_of(std::string_view id) {
  const std::span<const ExportFormat> list = export_formats();
  const auto found = std::ranges::find(list, id, &ExportFormat::id);
  return found == list.end() ? nullptr : &*found;
}

}  // namespace voronka
