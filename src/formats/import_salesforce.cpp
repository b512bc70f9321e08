// Salesforce: a report (captions, a footer of text lines), the Data Export or Data Loader (names of the API, ids), and the
// history of opportunities, whose rows are changes.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  const bool report =
      (header_hits(headers, "opportunity owner|fiscal period|opportunity record type") >= 1 ||
       (header_hits(headers, "opportunity name") == 1 && header_hits(headers, "account name|opportunity id") >= 1)) &&
      header_hits(headers,
                  "opportunity name|account name|stage|amount|close date|expected revenue|probability|lead source|"
                  "created date|amount currency") >= 3;
  const bool data = header_hits(headers, "stage name") == 1 &&
                    header_hits(headers,
                                "is won|is closed|close date|forecast category|forecast category name|owner id|"
                                "account id|record type id|last stage change date|is deleted|currency iso code|"
                                "opportunity id|created by id|created date|expected revenue") >= 3;
  return report || data;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  mean(guess, "opportunity id|id", ImportTarget::external_id);
  if (column_of(guess, ImportTarget::title) == no_column && mean(guess, "stage name", ImportTarget::stage) != nullptr &&
      mean(guess, "opportunity id", ImportTarget::external_id) != nullptr &&
      mean(guess, "created date", ImportTarget::stage_entered) != nullptr) {
    // OpportunityHistory. Its other columns are of a change, not of the deal; none of them is lost.
    using enum ImportTarget;
    for (ImportColumn& column : guess.columns)
      if (column.target == company || column.target == contact || column.target == comment || column.target == tags ||
          column.target == phone || column.target == email || column.target == modified || column.target == loss_reason)
        column.target = extra;
  }
  // "Won" says nothing without "Closed": an open deal has not won either.
  const bool closed = mean(guess, "is closed|closed", ImportTarget::closed_flag) != nullptr;
  if (const ImportColumn* won = closed ? mean(guess, "is won|won", ImportTarget::status) : nullptr;
      won && parse_flag(won->sample)) {
    seed_values(guess.statuses, "1|true|True|TRUE", StageOutcome::won);
    seed_values(guess.statuses, "0|false|False|FALSE", StageOutcome::lost);
  }
  return guess;
}

}  // namespace

extern const Importer salesforce_importer = {.id = "salesforce",
                                             .title = TextKey::import_format_salesforce,
                                             .recognises = recognises,
                                             .refined = refined,
                                             .change_day = "created date"};

}  // namespace voronka
