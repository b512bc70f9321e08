// voronka schema: the JSON Schema of the file, as it is published in assets/voronka.schema.json.
#include "formats/json_schema.hpp"
#include "platform/headless/command.hpp"
#include "platform/headless/files.hpp"

namespace voronka {

extern const Subcommand schema_command;
const Subcommand schema_command = {.name = "schema", .summary = TextKey::terminal_schema, .run = [](const Arguments&) {
                                     return print(file_schema());
                                   }};

}  // namespace voronka
