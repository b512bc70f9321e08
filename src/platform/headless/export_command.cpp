// voronka export: a file of ours, written again as one or in one of the formats of formats/export_formats.inc.
#include <string>

#include "formats/export_write.hpp"
#include "formats/file.hpp"
#include "platform/headless/command.hpp"
#include "platform/headless/document_file.hpp"
#include "platform/headless/english.hpp"
#include "platform/headless/files.hpp"
#include "platform/headless/wall_clock.hpp"

namespace voronka {
namespace {

constexpr std::string_view own_format = "voronka";
constexpr SubcommandOption options[] = {{"--as", "FORMAT", true}, {"-o", "FILE", true}, {"--russian", "", false}};

std::string list_formats() {
  std::string text = english(Text{.key = TextKey::terminal_formats}) + "\n  " + std::string(own_format) + "\n";
  for (const ExportFormat& format : export_formats())
    text += "  " + std::string(format.id) + ": " + english(Text{.key = format.title}) + "\n";
  return text;
}

class Whole final : public ByteSink {
 public:
  void write(std::string_view bytes) override { bytes_ += bytes; }
  std::string_view bytes() const { return bytes_; }

 private:
  std::string bytes_ = {};
};

Result<int> run(const Arguments& arguments) {
  const std::string_view format = *arguments.option("--as");
  if (format != own_format && export_format_of(format) == nullptr)
    return refuse(TextKey::error_unknown_format, {{.name = "name", .value = std::string(format)}});
  const Result<Document> document = read_document(arguments.positional[0]);
  if (!document) return std::unexpected(document.error());
  Whole file;
  const bool russian = arguments.option("--russian").has_value();
  if (format == own_format) {
    export_file(*document, file);
  } else {
    const ExportStyle style = {.russian = russian,
                               .delimiter = russian ? ';' : ',',
                               .decimal_comma = russian,
                               .day_first = russian,
                               .now = wall_clock()};
    write_export(*document, format, style, file);
  }
  return write_whole_file(*arguments.option("-o"), file.bytes());
}

}  // namespace

extern const Subcommand export_command;
const Subcommand export_command = {.name = "export",
                                   .summary = TextKey::terminal_export,
                                   .positional = "P.json",
                                   .min_positional = 1,
                                   .max_positional = 1,
                                   .options = options,
                                   .more_help = list_formats,
                                   .run = run};

}  // namespace voronka
