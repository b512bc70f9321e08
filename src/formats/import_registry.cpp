#include "formats/import_registry.hpp"

#include <algorithm>

#include "formats/import_cell.hpp"
#include "formats/import_headers.hpp"

namespace voronka {

#define IMPORTER(name) extern const Importer name##_importer;
#include "formats/importers.inc"
#undef IMPORTER

extern const Importer table_importer = {.id = "table",
                                        .title = TextKey::import_format_table,
                                        .recognises = [](std::span<const std::string>) { return true; }};

std::span<const Importer* const> importers() {
#define IMPORTER(name) &name##_importer,
  static constexpr const Importer* list[] = {
#include "formats/importers.inc"
  };
#undef IMPORTER
  return list;
}

const Importer* importer_of(std::string_view id) {
  for (const Importer* importer : importers())
    if (importer->id == id) return importer;
  return nullptr;
}

bool rows_are_changes(const ImportMapping& mapping) {
  const Importer* importer = importer_of(mapping.importer);
  const std::size_t day = column_of(mapping, ImportTarget::stage_entered);
  return importer && !importer->change_day.empty() && day != no_column &&
         is_one_of(folded_header(mapping.columns[day].header), importer->change_day) &&
         (importer->changes_named || column_of(mapping, ImportTarget::title) == no_column) &&
         column_of(mapping, ImportTarget::external_id) != no_column;
}

namespace {

bool is_known_by(const Importer& importer, std::span<const std::string> headers) {
  if (importer.recognises != nullptr && importer.recognises(headers)) return true;
  for (const Signature& sign : importer.signs)
    if (header_hits(headers, sign.names) >= sign.least && header_hits(headers, sign.others) >= sign.least_others)
      return true;
  return false;
}

}  // namespace

const Importer* importer_for(std::span<const std::string> folded_headers) {
  for (const Importer* importer : importers())
    if (is_known_by(*importer, folded_headers)) return importer;
  return &table_importer;
}

namespace {

// Takes the first of the `|`-separated words off the list.
std::string_view take_word(std::string_view& list) {
  const std::size_t end = list.find('|');
  const std::string_view word = list.substr(0, end);
  list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
  return word;
}

bool cells_allow(const ImportColumn& column, ImportTarget target) {
  using enum ImportTarget;
  if (target == amount || target == probability)
    return parse_amount_cell(column.sample, DecimalMark::point) || parse_amount_cell(column.sample, DecimalMark::comma);
  if (target == closed_flag) return parse_flag(column.sample).has_value();
  const bool date = target == created || target == stage_entered || target == modified || target == closed ||
                    target == close_date || target == expected_close;
  return !date || date_evidence(column.sample).is_date;
}

}  // namespace

ImportColumn* mean(ImportMapping& mapping, std::string_view names, ImportTarget target, std::string_view stage) {
  ImportColumn* chosen = nullptr;
  while (!names.empty()) {
    const std::string_view name = take_word(names);
    for (ImportColumn& column : mapping.columns) {
      if (column.sample.empty() || folded_header(column.header) != name || !cells_allow(column, target)) continue;
      if (!may_repeat(target)) {
        for (ImportColumn& rival : mapping.columns)
          if (&rival != &column && rival.target == target) rival.target = ImportTarget::extra;
      }
      column.target = target;
      column.stage = stage;
      column.confidence = 100;
      chosen = &column;
      if (!may_repeat(target)) return chosen;
    }
  }
  return chosen;
}

std::string name_of_code(const ImportMapping& mapping, std::string code) {
  const Importer* const importer = importer_of(mapping.importer);
  if (importer == nullptr || importer->name_of_code == nullptr) return code;
  // The letters of Russian are those of which UTF-8 begins with D0 or D1.
  const bool russian = mapping.unknown_stage_name.find_first_of("\xD0\xD1") != std::string::npos;
  const std::string_view name = importer->name_of_code(code, russian);
  return name.empty() ? code : std::string(name);
}

ImportMapping refined_by(const Importer& importer, ImportMapping guess) {
  for (const Meaning& meaning : importer.meanings) mean(guess, meaning.names, meaning.target);
  if (!importer.won_stages.empty()) seed_values(guess.stages, importer.won_stages, StageOutcome::won);
  return importer.refined != nullptr ? importer.refined(std::move(guess)) : guess;
}

void seed_values(std::vector<StageValue>& values, std::string_view words, StageOutcome outcome) {
  while (!words.empty()) {
    const std::string word(take_word(words));
    values.push_back({.value = word, .name = word, .outcome = outcome});
  }
}

std::size_t header_hits(std::span<const std::string> folded_headers, std::string_view names) {
  std::size_t hits = 0;
  while (!names.empty()) hits += std::ranges::find(folded_headers, take_word(names)) != folded_headers.end() ? 1 : 0;
  return hits;
}

}  // namespace voronka
