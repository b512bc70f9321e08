// The published JSON Schema of the file, made from the field table: `voronka schema` prints it, assets/voronka.schema.json
// is it, and a test holds the two together. Not used at run time: reading is checked by the readers.
#pragma once

#include <string>

namespace voronka {

std::string file_schema();  // draft 2020-12, indented by two spaces

}  // namespace voronka
