// A board of Trello: the JSON that its menu exports (json_board.cpp makes rows of it), or the CSV of paid plans.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(headers, "card id|card name|list name|board name|card description|card url") >= 4;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  using enum ImportTarget;
  mean(guess, "card name", title);
  mean(guess, "card id", external_id);
  mean(guess, "list name", stage);
  mean(guess, "board name", pipeline);
  mean(guess, "created", created);
  mean(guess, "due date", expected_close);
  mean(guess, "owner|members", owner);
  mean(guess, "labels", tags);
  mean(guess, "card description", comment);
  mean(guess, "comments", comment);
  for (ImportColumn& column : guess.columns) {
    const std::string header = folded_header(column.header);
    if (header == "moves" && !column.sample.empty()) column.target = stage_entered;
    if (header == "start date" || header == "due complete" || header == "archived" || header == "card url")
      column.target = column.sample.empty() ? skip : extra;
  }
  return guess;
}

}  // namespace

extern const Importer trello_importer = {
    .id = "trello", .title = TextKey::import_format_trello, .recognises = recognises, .refined = refined};

}  // namespace voronka
