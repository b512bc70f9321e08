// voronka import: foreign tables, cards, calendars and our own files into a new file or an existing one. All of it or nothing: a file that
// is refused leaves no output.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <random>

#include "app/import_desk.hpp"
#include "app/plan.hpp"
#include "formats/calendar_read.hpp"
#include "formats/call_list.hpp"
#include "formats/contact_table.hpp"
#include "formats/file.hpp"
#include "formats/file_kind.hpp"
#include "formats/import_registry.hpp"
#include "formats/import_table.hpp"
#include "formats/vcard_read.hpp"
#include "platform/headless/command.hpp"
#include "platform/headless/document_file.hpp"
#include "platform/headless/english.hpp"
#include "platform/headless/files.hpp"
#include "platform/headless/starter_words.hpp"
#include "platform/headless/wall_clock.hpp"
#include "platform/headless/workbook_file.hpp"

namespace voronka {
namespace {

constexpr SubcommandOption options[] = {
    {"--as", "FORMAT"},    {"--into", "P.json"}, {"--closed-unknown", "won|lost|open"},
    {"--currency", "RUB"}, {"--lang", "ru|en"},  {"-o", "OUT.json", true}};

// What the whole run shares.
struct Run {
  Document document = {};
  Stamp stamp = {};
  std::random_device random = {};
  std::shared_ptr<const TableLinks> links = {};  // of all files of the run

  std::uint64_t next_random() { return static_cast<std::uint64_t>(random()) << 32 | random(); }
  std::optional<Error> apply(Command command) {
    stamp.random_seed = next_random();
    Result<Planned> planned = plan(document, std::move(command), stamp);
    if (!planned) return planned.error();
    stamp.first_dot += planned->dots_used;
    document.commit(std::move(planned->patch));
    return std::nullopt;
  }
};

TextArgument number(std::string name, std::size_t value) { return {std::move(name), static_cast<std::int64_t>(value)}; }

// Not the result, so not on standard output.
void tell(const Text& summary, const std::vector<ImportWarning>& warnings, std::size_t warning_count) {
  std::string text = english(summary) + "\n";
  for (const ImportWarning& warning : warnings) {
    text += "  ";
    if (warning.line > 0)
      text += english(Text{.key = TextKey::terminal_line, .arguments = {number("line", warning.line)}}) + ": ";
    text += english(warning.text) + "\n";
  }
  if (warning_count > warnings.size())
    text += "  " +
            english(Text{.key = TextKey::terminal_more_warnings,
                         .arguments = {number("count", warning_count - warnings.size())}}) +
            "\n";
  std::fputs(text.c_str(), stderr);
}

void tell(const std::string& file, const ImportResult& result) {
  const ImportCounts& counts = result.counts;
  tell(Text{.key = TextKey::terminal_imported,
            .arguments = {{"file", file},
                          number("rows", counts.rows),
                          number("deals", counts.deals),
                          number("open", counts.open),
                          number("won", counts.won),
                          number("lost", counts.lost),
                          number("companies", counts.companies),
                          number("contacts", counts.contacts),
                          number("stages", counts.stages)}},
       result.warnings, result.warning_count);
}

std::optional<Error> import_people(Run& run, const std::string& path, Result<PeopleList> list, Language language) {
  if (!list) return list.error();
  std::vector<PersonRow> rows =
      named(std::move(list->rows), {.birthday = word(language, TextKey::people_in_birthday),
                                    .address = word(language, TextKey::people_in_address),
                                    .website = word(language, TextKey::people_in_website),
                                    .labels = word(language, TextKey::people_in_labels),
                                    .nickname = word(language, TextKey::people_in_nickname),
                                    .department = word(language, TextKey::people_in_department),
                                    .fax = word(language, TextKey::people_in_fax)});
  const PeoplePlan plan = plan_people(run.document, rows, KnownPeople::fill);
  tell(Text{.key = TextKey::terminal_imported_people,
            .arguments = {{"file", path},
                          number("added", plan.added),
                          number("filled", plan.filled),
                          number("same", plan.same),
                          number("companies", plan.companies)}},
       list->warnings, list->warning_count);
  return run.apply(ApplyPeople{.rows = std::move(rows)});
}

// What a wall said, on the wall of this machine.
Moment in_time(Moment at) {
  const auto offset_at = [](std::int64_t utc_ms) {
    const auto seconds = static_cast<std::time_t>(utc_ms / 1000);
    std::tm local = {};
    localtime_r(&seconds, &local);
    return static_cast<std::int32_t>(local.tm_gmtoff / 60);
  };
  if (at.offset_minutes != no_zone) return {.utc_ms = at.utc_ms, .offset_minutes = offset_at(at.utc_ms)};
  const std::int64_t wall_ms = at.utc_ms + no_zone * std::int64_t{60'000};
  const std::int32_t offset = offset_at(wall_ms - offset_at(wall_ms) * std::int64_t{60'000});
  return {.utc_ms = wall_ms - offset * std::int64_t{60'000}, .offset_minutes = offset};
}

std::optional<Error> import_dates(Run& run, const std::string& path, std::string bytes) {
  Result<AppointmentList> list = read_calendar(std::move(bytes));
  if (!list) return list.error();
  for (AppointmentRow& row : list->rows) {
    row.at = in_time(row.at);
    if (row.done_at) row.done_at = in_time(*row.done_at);
  }
  const AppointmentPlan plan = plan_appointments(run.document, list->rows, run.stamp.now);
  using enum AppointmentFate;
  tell(Text{.key = TextKey::terminal_imported_dates,
            .arguments = {{"file", path},
                          number("added", plan.count(to_deal) + plan.count(to_contact)),
                          number("changed", plan.count(changed)),
                          number("same", plan.count(same) + plan.count(newer_here)),
                          number("homeless", plan.count(no_people) + plan.count(nobody_known))}},
       list->warnings, list->warning_count);
  return run.apply(ApplyAppointments{.rows = std::move(list->rows)});
}

std::optional<Error> import_own(Run& run, std::string_view bytes) {
  Result<FileContents> file = read_file(bytes);
  if (!file) return file.error();
  RecordSet records = with_new_ids(std::move(file->records), {.now = run.stamp.now, .seed = run.next_random()});
  return run.apply(ApplyImport{.records = fitted_to(std::move(records), run.document).records});
}

std::optional<Error> import_foreign(Run& run, const Arguments& arguments, const std::string& path, std::string bytes) {
  const Language language = arguments.option("--lang") == "en" ? Language::en : Language::ru;
  if (is_vcard(bytes)) return import_people(run, path, read_vcards(std::move(bytes)), language);
  if (is_calendar(bytes)) return import_dates(run, path, std::move(bytes));
  Result<TableReader> reader = TableReader::open(std::move(bytes));
  if (!reader) return reader.error();
  if (const Result<bool> joined = reader->join(run.links); !joined) return joined.error();
  if (!arguments.option("--as")) {
    const Result<ContactColumns> columns = contact_columns(*reader);
    if (!columns) return columns.error();
    if (columns->is_contacts)
      return import_people(run, path, read_contact_table(std::move(*reader), *columns), language);
  }
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
  const bool changes = result->counts.changes > 0;
  FittedImport fit = fitted_to(std::move(result->records), run.document,
                               {.known = changes ? KnownRows::fill : KnownRows::add, .changes = changes});
  if (fit.left_out > 0)
    tell(Text{.key = TextKey::import_history_left_out, .arguments = {number("count", fit.left_out)}}, {}, 0);
  return run.apply(ApplyImport{.records = std::move(fit.records), .updates = std::move(fit.updates)});
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
    if (auto refused = run.apply(ApplyImport{.records = std::move(settings)}))
      return std::unexpected(std::move(*refused));
  }

  // Read before any of them is brought in: one may name what is in another.
  struct Given {
    std::string path = {}, bytes = {};
    FileKind kind = FileKind::own;
  };
  std::vector<Given> files;
  auto links = std::make_shared<TableLinks>();
  for (const std::string& path : arguments.positional) {
    Result<std::string> bytes = read_whole_file(path, max_file_bytes);
    if (!bytes) return std::unexpected(bytes.error());
    files.push_back(
        {.path = path, .bytes = is_voronka_file(*bytes) ? std::move(*bytes) : workbook_of(std::move(*bytes))});
    if (arguments.positional.size() == 1) continue;
    files.back().kind = kind_of_file(files.back().bytes);
    add_links(*links, files.back().bytes);
  }
  run.links = std::move(links);
  std::ranges::stable_sort(files, {}, &Given::kind);

  for (Given& file : files) {
    const bool own =
        arguments.option("--as") == "voronka" || (!arguments.option("--as") && is_voronka_file(file.bytes));
    std::optional<Error> refused =
        own ? import_own(run, file.bytes) : import_foreign(run, arguments, file.path, std::move(file.bytes));
    if (!refused) continue;
    refused->where = refused->where.empty() ? file.path : file.path + ", " + refused->where;
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
