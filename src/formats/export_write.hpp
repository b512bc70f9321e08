// Writes a document in a format of another program. Runs in the disposable helper and in the terminal program, never in the page.
#pragma once

#include <string_view>

#include "formats/export_formats.hpp"
#include "formats/file.hpp"

namespace voronka {

// False, and nothing written, when there is no such format. What is deleted stays out. Linear in the document; a workbook is held in
// memory until it is whole, the others are streamed.
bool write_export(const Document& document, std::string_view format, const ExportStyle& style, ByteSink& sink);

}  // namespace voronka
