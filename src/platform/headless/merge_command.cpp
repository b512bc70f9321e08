// voronka merge: what the page does with a file of the same data, in a terminal. Conflicts are decided as suggested, by --prefer, and said.
#include <chrono>
#include <random>

#include "app/plan.hpp"
#include "formats/file_scope.hpp"
#include "merge/preview.hpp"
#include "platform/headless/command.hpp"
#include "platform/headless/document_file.hpp"
#include "platform/headless/english.hpp"
#include "platform/headless/files.hpp"

namespace voronka {
namespace {

constexpr SubcommandOption options[] = {{"--dry-run", ""}, {"--prefer", "later|mine|theirs"}, {"-o", "OUT.json"}};

std::int64_t clock_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string tell(const MergePreview& preview, const std::string& name) {
  const auto count = [&](std::string key, std::size_t number) {
    return TextArgument{std::move(key), static_cast<std::int64_t>(number)};
  };
  return english(Text{.key = TextKey::terminal_merged,
                      .arguments = {{"name", name},
                                    count("added", preview.count(MergeKind::added)),
                                    count("changed", preview.count(MergeKind::changed)),
                                    count("conflict", preview.count(MergeKind::conflict)),
                                    count("removed", preview.count(MergeKind::removed)),
                                    count("kept", preview.count(MergeKind::kept)),
                                    count("same", preview.unchanged())}}) +
         "\n";
}

Result<int> run(const Arguments& arguments) {
  const std::string_view prefer = arguments.option("--prefer").value_or("later");
  if (prefer != "later" && prefer != "mine" && prefer != "theirs")
    return refuse(TextKey::terminal_bad_number, {{.name = "value", .value = std::string(prefer)},
                                                 {.name = "name", .value = std::string("--prefer")}});
  const bool dry = arguments.option("--dry-run").has_value();
  if (!dry && !arguments.option("-o"))
    return refuse(TextKey::error_terminal_usage,
                  {{.name = "usage", .value = std::string("merge MINE THEIRS [--dry-run] -o OUT.json")}});
  Result<Document> mine = read_document(arguments.positional[0]);
  if (!mine) return std::unexpected(mine.error());
  const Result<std::string> bytes = read_whole_file(arguments.positional[1], max_file_bytes);
  if (!bytes) return std::unexpected(bytes.error());
  Result<FileContents> theirs = read_file(*bytes);
  if (!theirs) return std::unexpected(theirs.error());
  if (theirs->scope.masked) return refuse(TextKey::error_file_masked);

  std::random_device device;
  const auto random = [&] { return static_cast<std::uint64_t>(device()) << 32 | device(); };
  const Stamp stamp = {.now = {.utc_ms = clock_ms()}, .actor = actor_from_random(random()), .random_seed = random()};
  const bool whole = tells_all(theirs->scope, mine->seen());
  MergePreview preview(theirs->seen, true);
  preview.add(*mine, std::move(theirs->records), stamp.now.utc_ms);
  const std::string told = tell(preview, arguments.positional[1]);
  if (dry) return print(told);

  ApplyMerge merge = {.theirs = preview.take(), .seen = preview.seen(), .whole = whole};
  if (prefer != "later")
    for (const RecordMerge& record : preview.records())
      if (record.kind == MergeKind::conflict)
        merge.choices.push_back(
            {.type = record.type, .id = record.id, .side = prefer == "mine" ? MergeSide::mine : MergeSide::theirs});
  Result<Planned> planned = plan(*mine, std::move(merge), stamp);
  if (!planned) return std::unexpected(std::move(planned.error()));
  mine->commit(std::move(planned->patch));
  const Result<int> written = write_whole_file(*arguments.option("-o"), export_file(*mine));
  return written ? print(told) : written;
}

}  // namespace

extern const Subcommand merge_command = {.name = "merge",
                                         .summary = TextKey::terminal_merge,
                                         .positional = "MINE THEIRS",
                                         .min_positional = 2,
                                         .max_positional = 2,
                                         .options = options,
                                         .run = run};

}  // namespace voronka
