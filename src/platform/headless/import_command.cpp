// voronka import: foreign tables and our own files into a new file or an existing one. All of it or nothing: a file that
// is refused leaves no output.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <random>

#include "app/import_desk.hpp"
#include "app/plan.hpp"
#include "formats/file.hpp"
#include "formats/import_registry.hpp"
#include "formats/import_table.hpp"
#include "platform/headless/command.hpp"
#include "platform/headless/document_file.hpp"
#include "platform/headless/english.hpp"
#include "platform/headless/files.hpp"
#include "platform/headless/starter_words.hpp"
#include "platform/headless/workbook_file.hpp"

namespace voronka {
namespace {

constexpr SubcommandOption options[] = {
    {"--as", "FORMAT"},    {"--into", "P.json"}, {"--closed-unknown", "won|lost|open"},
    {"--currency", "RUB"}, {"--lang", "ru|en"},  {"-o", "OUT.json", true}};

Moment wall_clock() {
  const std::int64_t now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  const auto seconds = static_cast<std::time_t>(now_ms / 1000);
  std::tm local = {};
  localtime_r(&seconds, &local);
  return {.utc_ms = now_ms, .offset_minutes = static_cast<std::int32_t>(local.tm_gmtoff / 60)};
}

// What the whole run shares.
struct Run {
  Document document = {};
  Stamp stamp = {};
  std::random_device random = {};

  std::uint64_t next_random() { return static_cast<std::uint64_t>(random()) << 32 | random(); }
  std::optional<Error> apply(ApplyImport import) {
    stamp.random_seed = next_random();
    Result<Planned> planned = plan(document, std::move(import), stamp);
    if (!planned) return planned.error();
    stamp.first_dot += planned->dots_used;
    document.commit(std::move(planned->patch));
    return std::nullopt;
  }
};

void tell(const std::string& file, const ImportResult& result) {
  const auto number = [](std::string name, std::size_t value) {
    return TextArgument{std::move(name), static_cast<std::int64_t>(value)};
  };
  const ImportCounts& counts = result.counts;
  std::string text = english(Text{.key = TextKey::terminal_imported,
                                  .arguments = {{"file", file},
                                                number("rows", counts.rows),
                                                number("deals", counts.deals),
                                                number("open", counts.open),
                                                number("won", counts.won),
                                                number("lost", counts.lost),
                                                number("companies", counts.companies),
                                                number("contacts", counts.contacts),
                                                number("stages", counts.stages)}}) +
                     "\n";
  for (const ImportWarning& warning : result.warnings) {
    text += "  ";
    if (warning.line > 0)
      text += english(Text{.key = TextKey::terminal_line, .arguments = {number("line", warning.line)}}) + ": ";
    text += english(warning.text) + "\n";
  }
  if (result.warning_count > result.warnings.size())
    text += "  " +
            english(Text{.key = TextKey::terminal_more_warnings,
                         .arguments = {number("count", result.warning_count - result.warnings.size())}}) +
            "\n";
  // Not the result, so not on standard output.
  std::fputs(text.c_str(), stderr);
}

std::optional<Error> import_own(Run& run, std::string_view bytes) {
  Result<FileContents> file = read_file(bytes);
  if (!file) return file.error();
  RecordSet records = with_new_ids(std::move(file->records), {.now = run.stamp.now, .seed = run.next_random()});
  return run.apply({.records = fitted_to(std::move(records), run.document).records});
}

std::optional<Error> import_foreign(Run& run, const Arguments& arguments, const std::string& path, std::string bytes) {
  Result<TableReader> reader = TableReader::open(workbook_of(std::move(bytes)));
  if (!reader) return reader.error();
  const Language language = arguments.option("--lang") == "en" ? Language::en : Language::ru;
  const auto named = arguments.option("--currency");
  Result<ImportMapping> mapping =
      guess_mapping(*reader, {.file_name = path,
                              .importer = std::string(arguments.option("--as").value_or("")),
                              .default_currency = named ? *currency_from(*named) : run.document.base_currency(),
                              .unknown_stage_name = word(language, TextKey::import_unknown_stage)});
  if (!mapping) return mapping.error();
  const std::string_view unknown = arguments.option("--closed-unknown").value_or("open");
  mapping->closed_unknown = unknown == "won"    ? ClosedUnknown::won
                            : unknown == "lost" ? ClosedUnknown::lost
                                                : ClosedUnknown::open;
  Result<ImportResult> result =
      import_table(std::move(*reader), *mapping, {.now = run.stamp.now, .seed = run.next_random()});
  if (!result) return result.error();
  tell(path, *result);
  return run.apply({.records = fitted_to(std::move(result->records), run.document).records});
}

Result<int> run_import(const Arguments& arguments) {
  if (const auto as = arguments.option("--as"); as && *as != "voronka" && !importer_of(*as))
    return refuse(TextKey::import_unknown_importer, {{.name = "name", .value = std::string(*as)}});
  if (const auto currency = arguments.option("--currency"); currency && !currency_from(*currency))
    return refuse(TextKey::import_bad_currency, {{.name = "value", .value = std::string(*currency)}});
  if (const auto unknown = arguments.option("--closed-unknown");
      unknown && *unknown != "won" && *unknown != "lost" && *unknown != "open")
    return refuse(TextKey::terminal_bad_number, {{.name = "value", .value = std::string(*unknown)},
                                                 {.name = "name", .value = std::string("--closed-unknown")}});

  Run run;
  run.stamp = {.now = wall_clock(), .actor = actor_from_random(run.next_random())};
  if (const auto into = arguments.option("--into")) {
    Result<Document> document = read_document(*into);
    if (!document) return std::unexpected(document.error());
    run.document = std::move(*document);
  } else {
    RecordSet settings;
    const std::string_view currency = arguments.option("--currency").value_or("");
    settings.of<Settings>().push_back({.id = {ulid(run.stamp.now.utc_ms, run.next_random(), run.next_random())},
                                       .base_currency = currency_from(currency).value_or(Currency{})});
    if (auto refused = run.apply({.records = std::move(settings)})) return std::unexpected(std::move(*refused));
  }

  for (const std::string& path : arguments.positional) {
    Result<std::string> bytes = read_whole_file(path, max_file_bytes);
    if (!bytes) return std::unexpected(bytes.error());
    const bool own = arguments.option("--as") == "voronka" || (!arguments.option("--as") && is_voronka_file(*bytes));
    std::optional<Error> refused =
        own ? import_own(run, *bytes) : import_foreign(run, arguments, path, std::move(*bytes));
    if (!refused) continue;
    refused->where = refused->where.empty() ? path : path + ", " + refused->where;
    return std::unexpected(std::move(*refused));
  }
  return write_whole_file(*arguments.option("-o"), export_file(run.document));
}

std::string more_help() {
  std::string text = english(Text{.key = TextKey::terminal_importers}) + "\n  voronka\n";
  for (const Importer* importer : importers())
    text += "  " + std::string(importer->id) +
            std::string(std::max<std::size_t>(14, importer->id.size() + 1) - importer->id.size(), ' ') +
            english(Text{.key = importer->title}) + "\n";
  return text;
}

}  // namespace

extern const Subcommand import_command = {.name = "import",
                                          .summary = TextKey::terminal_import,
                                          .positional = "FILE…",
                                          .min_positional = 1,
                                          .max_positional = 100,
                                          .options = options,
                                          .more_help = more_help,
                                          .run = run_import};

}  // namespace voronka
