// Tables as text for tests of imports, and the import of them in one call.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "formats/import_table.hpp"

namespace voronka::test {

inline constexpr std::int64_t import_now_ms = 1'767'600'000'000;  // 2026-01-05T08:00:00Z

inline ImportStamp import_stamp() { return {.now = {.utc_ms = import_now_ms, .offset_minutes = 180}, .seed = 1}; }

struct Imported {
  ImportMapping mapping = {};
  ImportResult result = {};

  const Deal& deal(std::string_view title) const {
    return *std::ranges::find(result.records.of<Deal>(), title, &Deal::title);
  }
  const Stage& stage_of(const Deal& deal) const {
    return *std::ranges::find(result.records.of<Stage>(), deal.position.stage, &Stage::id);
  }
  const ImportColumn& column(std::string_view header) const {
    return *std::ranges::find(mapping.columns, header, &ImportColumn::header);
  }
  bool warned(TextKey key) const {
    return std::ranges::any_of(result.warnings, [&](const ImportWarning& it) { return it.text.key == key; });
  }
};

inline MappingWishes wishes() { return {.file_name = "/tmp/deals.csv", .unknown_stage_name = "No stage"}; }

// `change` may edit the mapping as a user would. Aborts the test program when the table is refused.
template <class Change>
Imported import_text(std::string text, Change change) {
  TableReader reader = TableReader::open(std::move(text)).value();
  Imported imported;
  imported.mapping = guess_mapping(reader, wishes()).value();
  change(imported.mapping);
  imported.result = import_table(std::move(reader), imported.mapping, import_stamp()).value();
  return imported;
}
inline Imported import_text(std::string text) {
  return import_text(std::move(text), [](ImportMapping&) {});
}

inline const Event* event_of(const Deal& deal, EventKind kind) {
  const auto found = std::ranges::find(deal.history, kind, &Event::kind);
  return found == deal.history.end() ? nullptr : &*found;
}

}  // namespace voronka::test
