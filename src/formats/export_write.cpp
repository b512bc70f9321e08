#include "formats/export_write.hpp"

namespace voronka {

#define EXPORT_FORMAT(name, ending, type, shape) void export_##name(const Document&, const ExportStyle&, ByteSink&);
#include "formats/export_formats.inc"
#undef EXPORT_FORMAT

bool write_export(const Document& document, std::string_view format, const ExportStyle& style, ByteSink& sink) {
#define EXPORT_FORMAT(name, ending, type, shape) \
  if (format == #name) {                         \
    export_##name(document, style, sink);        \
    return true;                                 \
  }
#include "formats/export_formats.inc"
#undef EXPORT_FORMAT
  return false;
}

}  // namespace voronka
