// voronka export: a file of ours, written again in one of the formats of exporters.inc.
#include <algorithm>

#include "formats/file.hpp"
#include "platform/headless/command.hpp"
#include "platform/headless/document_file.hpp"
#include "platform/headless/english.hpp"
#include "platform/headless/files.hpp"

namespace voronka {
namespace {

struct Exporter {
  std::string_view name = {};
  std::string (*run)(const Document&) = nullptr;
};
#define EXPORTER(name, function) {#name, function},
constexpr Exporter exporters[] = {
#include "platform/headless/exporters.inc"
};
#undef EXPORTER

constexpr SubcommandOption options[] = {{"--as", "FORMAT", true}, {"-o", "FILE", true}};

std::string list_formats() {
  std::string text = english(Text{.key = TextKey::terminal_formats}) + "\n";
  for (const Exporter& exporter : exporters) text += "  " + std::string(exporter.name) + "\n";
  return text;
}

Result<int> run(const Arguments& arguments) {
  const std::string_view format = *arguments.option("--as");
  const auto exporter = std::ranges::find(exporters, format, &Exporter::name);
  if (exporter == std::end(exporters))
    return refuse(TextKey::error_unknown_format, {{.name = "name", .value = std::string(format)}});
  const Result<Document> document = read_document(arguments.positional[0]);
  if (!document) return std::unexpected(document.error());
  return write_whole_file(*arguments.option("-o"), exporter->run(*document));
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
