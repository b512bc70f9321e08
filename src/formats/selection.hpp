// A part of a data set for a file of its own: the deals of a pipeline or those of a filter with all they need to be understood, or what has
// changed since somebody had it all. README.md, "Parts".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/dot.hpp"
#include "formats/file.hpp"
#include "model/document.hpp"
#include "model/record_set.hpp"

namespace voronka {

struct Selection {
  std::optional<Id<Pipeline>> pipeline = {};
  std::optional<std::vector<Id<Deal>>> deals = {};  // in any order
  std::optional<VersionVector> since = {};
  bool notes = true;  // notes and activities
  bool mask_names = false;
  bool mask_amounts = false;
  bool operator==(const Selection&) const = default;

  bool everything() const { return !pipeline && !deals && !since && notes && !masked(); }
  bool masked() const { return mask_names || mask_amounts; }
};

// Leaves in `records` what is selected: living deals, their stages' whole pipelines, companies and contacts, tags and loss reasons, notes and
// activities; for `since` every record with a dot that is not in it, also deleted ones. Linear.
void select_records(RecordSet& records, const Selection& selection);

// How many records of the document have something that is not in `since`. Linear.
std::size_t count_since(const Document& document, const VersionVector& since);

// What stands for a name that is hidden, with a number behind it: "Deal 17".
struct MaskWords {
  std::string deal = {}, company = {}, contact = {};
  bool operator==(const MaskWords&) const = default;
};
// Takes the names, or the amounts, out of every field and event: also out of free texts, columns of other systems and notes, which may hold
// either. Ids are the caller's to change.
void mask_records(RecordSet& records, const Selection& selection, const MaskWords& words);

FileScope scope_of(const Selection& selection);

// The records of files whose contents go with what is selected; of contents that several have, one. Linear.
std::vector<const Attachment*> attachments_in(const Document& document, const Selection& selection);

}  // namespace voronka
