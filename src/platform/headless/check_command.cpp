// voronka check: reads a file of ours to its end and says what is in it, record types as they are called in the file.
#include "formats/file.hpp"
#include "platform/headless/command.hpp"
#include "platform/headless/english.hpp"
#include "platform/headless/files.hpp"

namespace voronka {
namespace {

Result<int> run(const Arguments& arguments) {
  const Result<std::string> bytes = read_whole_file(arguments.positional[0], max_file_bytes);
  if (!bytes) return std::unexpected(bytes.error());
  const Result<FileContents> contents = read_file(*bytes);
  if (!contents) return std::unexpected(contents.error());
  std::int64_t records = 0;
  std::string types;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    std::int64_t count = 0;
    for (const Record& record : contents->records.of<Record>()) {
      if constexpr (!has_fields<Record>)
        if (belongs_to_data_set(record)) continue;
      ++count;
    }
    records += count;
    const std::string_view name = record_names[static_cast<std::size_t>(record_type_of<Record>())].type;
    if (count > 0) types += std::string(name) + " " + std::to_string(count) + "\n";
  });
  return print(english(Text{.key = TextKey::terminal_checked,
                            .arguments = {{.name = "name", .value = arguments.positional[0]},
                                          {.name = "count", .value = records}}}) +
               "\n" + types);
}

}  // namespace

extern const Subcommand check_command;
const Subcommand check_command = {.name = "check",
                                  .summary = TextKey::terminal_check,
                                  .positional = "P.json",
                                  .min_positional = 1,
                                  .max_positional = 1,
                                  .run = run};

}  // namespace voronka
