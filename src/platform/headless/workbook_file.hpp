// What web/xlsx.js does in the page, for the terminal program: the files of an XLSX workbook that hold a table, unpacked.
#pragma once

#include <string>

namespace voronka {

// The text that formats/xlsx_table.hpp describes, which may only say why there is none; bytes that are no workbook come back as they are.
std::string workbook_of(std::string bytes);

}  // namespace voronka
