// Bitrix24, answers of its REST interface: deals and leads (crm.deal.list, crm.lead.list), items of smart processes (crm.item.list, names
// in camelCase), and the history of stages (crm.stagehistory.list), whose rows are changes. Tables of BI Builder have the same names.
#include <algorithm>

#include "base/digits.hpp"
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(headers,
                     "stage id|stage semantic id|category id|opportunity|currency id|date create|moved time|moved by|"
                     "assigned by id|closedate|is manual opportunity|status id|status semantic id|entity type id|"
                     "is return customer|created time|owner id|type id") >= 4 &&
         header_hits(headers, "stage semantic id|assigned by id|category id|status semantic id") >= 1;
}

// Ids without a name for them say nothing to people.
void mean_name(ImportMapping& guess, std::string_view names, ImportTarget target) {
  for (const ImportColumn& column : guess.columns)
    if (folded_header(column.header) == names && std::ranges::all_of(column.sample, is_digit)) return;
  mean(guess, names, target);
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  using enum ImportTarget;
  const bool is_history = column_of(guess, title) == no_column && mean(guess, "owner id", external_id) != nullptr;
  if (!is_history) mean(guess, "id", external_id);
  mean(guess, "title", title);
  mean(guess, "opportunity", amount);
  mean(guess, "currency id", currency);
  mean(guess, "category id", pipeline);
  mean(guess, "assigned by id", owner);
  mean(guess, "source id", source);
  mean(guess, "comments", comment);
  mean(guess, "closedate", close_date);
  mean(guess, "date create|created time", is_history ? stage_entered : created);
  mean(guess, "date modify|updated time", modified);
  if (!is_history) mean(guess, "moved time", stage_entered);
  for (ImportColumn& way : guess.columns) {  // of a history in the same file: it has that moment, too
    if (way.header != "Moves" || way.sample.empty()) continue;
    for (ImportColumn& column : guess.columns)
      if (column.target == stage_entered) column.target = extra;
    way.target = stage_entered;
  }
  mean(guess, "stage id|status id", stage);
  mean(guess, "phone", phone);
  mean(guess, "email", email);
  mean_name(guess, "company id", company);
  mean(guess, "company title", company);
  mean_name(guess, "contact id", contact);
  if (!is_history) mean(guess, "full name", contact);
  seed_values(guess.stages, "CONVERTED", StageOutcome::won);
  seed_values(guess.stages, "JUNK", StageOutcome::lost);
  if (mean(guess, "stage semantic id|status semantic id", status) != nullptr) {
    seed_values(guess.statuses, "P|process", StageOutcome::open);
    seed_values(guess.statuses, "S|success", StageOutcome::won);
    seed_values(guess.statuses, "F|failure|apology", StageOutcome::lost);
  }
  return guess;
}

}  // namespace

extern const Importer bitrix24_rest_importer = {.id = "bitrix24_rest",
                                                .title = TextKey::import_format_bitrix24_rest,
                                                .recognises = recognises,
                                                .refined = refined,
                                                .system = "bitrix24",
                                                .name_of_code = bitrix24_name,
                                                .change_day = "created time"};

}  // namespace voronka
