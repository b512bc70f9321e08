// amoCRM and Kommo, answers of their API v4 (/api/v4/leads): moments are seconds of Unix, stages and pipelines numbers, of which 142 and
// 143 are won and lost everywhere. Where the file has `_embedded.pipelines` and `users`, too, their names stand in the cells.
#include <algorithm>

#include "base/digits.hpp"
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(headers, "status id|pipeline id") == 2 &&
         header_hits(
             headers,
             "price|responsible user id|loss reason id|closed at|created at|updated at|closest task at|account id|"
             "embedded.tags|group id") >= 3;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  using enum ImportTarget;
  mean(guess, "id", external_id);
  mean(guess, "name", title);
  mean(guess, "price", amount);
  mean(guess, "status id", stage);
  mean(guess, "pipeline id", pipeline);
  mean(guess, "responsible user id", owner);
  mean(guess, "created at", created);
  mean(guess, "updated at", modified);
  mean(guess, "closed at", closed);
  mean(guess, "embedded.tags", tags);
  mean(guess, "embedded.loss reason", loss_reason);
  for (ImportColumn& column : guess.columns) {
    const std::string header = folded_header(column.header);
    const bool is_person = header == "embedded.contacts";
    if (!is_person && header != "embedded.companies") continue;
    // Numbers say nothing to people.
    const bool is_name = !column.sample.empty() && !std::ranges::all_of(column.sample, [](char c) {
      return is_digit(c) || c == ',' || c == ' ';
    });
    column.target = !is_name ? extra : is_person ? contact : company;
  }
  return guess;
}

}  // namespace

extern const Importer amocrm_api_importer = {.id = "amocrm_api",
                                             .title = TextKey::import_format_amocrm_api,
                                             .recognises = recognises,
                                             .refined = refined,
                                             .name_mark = ";",
                                             .system = "amocrm"};

}  // namespace voronka
