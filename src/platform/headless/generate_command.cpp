// voronka generate: a made-up pipeline with history. The same options give the same bytes, whenever and wherever it runs.
#include "app/plan.hpp"
#include "app/sample_data.hpp"
#include "app/sample_tables.hpp"
#include "base/digits.hpp"
#include "formats/file.hpp"
#include "platform/headless/command.hpp"
#include "platform/headless/english.hpp"
#include "platform/headless/files.hpp"
#include "platform/headless/starter_words.hpp"

namespace voronka {
namespace {

constexpr SubcommandOption options[] = {{"--deals", "N", true}, {"--seed", "S"},       {"--events", "N"},
                                        {"--lang", "ru|en"},    {"--currency", "RUB"}, {"--at", "DATE"},
                                        {"--as", "FORMAT"},     {"-o", "FILE", true}};
constexpr std::size_t most_deals = 1'000'000;
// A fixed day, so that generated files can be compared; --at moves it.
constexpr Date default_day = {20'479};  // 2026-01-26

Result<std::int64_t> number_option(const Arguments& arguments, std::string_view name, std::int64_t otherwise,
                                   std::size_t most) {
  const auto text = arguments.option(name);
  if (!text) return otherwise;
  const auto number = digits_to_int(*text);
  if (!number || static_cast<std::size_t>(*number) > most)
    return refuse(TextKey::terminal_bad_number,
                  {{.name = "value", .value = std::string(*text)}, {.name = "name", .value = std::string(name)}});
  return *number;
}

Result<int> run(const Arguments& arguments) {
  const auto deals = number_option(arguments, "--deals", 60, most_deals);
  if (!deals) return std::unexpected(deals.error());
  const auto seed = number_option(arguments, "--seed", 1, static_cast<std::size_t>(INT64_MAX));
  if (!seed) return std::unexpected(seed.error());
  const auto events = number_option(arguments, "--events", 10, 1000);
  if (!events) return std::unexpected(events.error());
  const Language language = arguments.option("--lang") == "en" ? Language::en : Language::ru;
  Date day = default_day;
  if (const auto at = arguments.option("--at")) {
    const auto date = date_from_iso(*at);
    if (!date) return refuse(TextKey::terminal_bad_date, {{.name = "value", .value = std::string(*at)}});
    day = *date;
  }
  const std::string currency(arguments.option("--currency").value_or(language == Language::en ? "USD" : "RUB"));
  if (!currency_from(currency)) return refuse(TextKey::import_bad_currency, {{.name = "value", .value = currency}});

  const Moment now = moment_from_local(day, TimeOfDay{12 * 60}, 180);
  RecordSet records = sample_data({.deals = static_cast<std::size_t>(*deals),
                                   .seed = static_cast<std::uint64_t>(*seed),
                                   .now = now,
                                   .starter = starter_words(language, currency),
                                   .language = language,
                                   .events_per_deal = static_cast<std::size_t>(*events)});
  const std::string_view output = *arguments.option("-o");
  const std::string_view format = arguments.option("--as").value_or("voronka");
  constexpr auto shapes = names_of(TableShape{});
  for (std::size_t i = 0; i < shapes.size(); ++i)
    if (format == shapes[i]) return write_whole_file(output, sample_table(records, static_cast<TableShape>(i)));
  if (format != "voronka")
    return refuse(TextKey::error_unknown_format, {{.name = "name", .value = std::string(format)}});

  Document document;
  const Stamp stamp = {.now = now,
                       .actor = actor_from_random(static_cast<std::uint64_t>(*seed)),
                       .random_seed = static_cast<std::uint64_t>(*seed)};
  Result<Planned> planned = plan(document, ApplyImport{.records = std::move(records)}, stamp);
  if (!planned) return std::unexpected(planned.error());
  document.commit(std::move(planned->patch));
  return write_whole_file(output, export_file(document));
}

std::string more_help() {
  std::string text = english(Text{.key = TextKey::terminal_shapes}) + "\n  voronka\n";
  for (const std::string_view name : names_of(TableShape{})) text += "  " + std::string(name) + "\n";
  return text;
}

}  // namespace

extern const Subcommand generate_command = {
    .name = "generate", .summary = TextKey::terminal_generate, .options = options, .more_help = more_help, .run = run};

}  // namespace voronka
