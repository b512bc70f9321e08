// The list of systems whose tables are known by their headers. A new one is a file import_<name>.cpp and a line in
// importers.inc; anything else is read as a plain table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "formats/import_mapping.hpp"

namespace voronka {

// So many of the `|`-separated headers (folded) are there, and so many of these others, if any are named.
struct Signature {
  std::string_view names = {};
  std::size_t least = 0;
  std::string_view others = {};
  std::size_t least_others = 0;
};
// As mean() has it.
struct Meaning {
  std::string_view names = {};
  ImportTarget target = ImportTarget::extra;
};

// Known by a function or by any of its signs; what its columns mean is said by a list, then by a function.
struct Importer {
  std::string_view id = {};  // for --as, and the system in Deal::origin
  TextKey title = TextKey::none;
  // The folded headers and then marks of the table: "deal - *" when a header begins so, "date entered *" when one says the day
  // of a stage, "*::::*" when a cell is such a reference.
  bool (*recognises)(std::span<const std::string> folded_headers) = nullptr;
  ImportMapping (*refined)(ImportMapping guess) = nullptr;  // what this system means by its columns
  std::span<const Signature> signs = {};
  std::span<const Meaning> meanings = {};
  std::string_view won_stages = {};  // `|`-separated, as the file has them
  std::string_view list_mark = {};   // between the parts of a list inside one cell, besides `,` `;` and line ends
  std::string_view name_mark = {};   // between several companies or people in one cell: the first is the deal's
  std::string_view system = {};      // in Deal::origin, where another importer has the same deals; empty: the id
  std::string_view active = {};      // header (folded) of the column where "no" means archived, which there is lost
  std::string_view (*name_of_code)(std::string_view code, bool russian) = nullptr;  // see below; empty: none
  std::string_view change_day = {};  // headers (folded) of the day in tables whose rows are changes of deals, not deals
  bool changes_named = false;        // such rows say the title of their deal; else they are known by having none
};

std::span<const Importer* const> importers();
const Importer* importer_of(std::string_view id);  // nullptr when unknown
// A row of the table is one change of a deal: the rows with one id are its past.
bool rows_are_changes(const ImportMapping& mapping);
// Never nullptr: the last one takes every table.
const Importer* importer_for(std::span<const std::string> folded_headers);
ImportMapping refined_by(const Importer& importer, ImportMapping guess);

// For recognises(): how many of the `|`-separated names are among the headers.
std::size_t header_hits(std::span<const std::string> folded_headers, std::string_view names);

// For refined(): gives the columns called by one of the `|`-separated names (folded) this meaning, if their cells allow it. A
// meaning that may not repeat goes to the first name in the list that has a column with anything in it; the column that had it
// becomes an additional field. The column that has it now, or nullptr.
ImportColumn* mean(ImportMapping& mapping, std::string_view names, ImportTarget target, std::string_view stage = {});
// What people read instead of a code that means the same in all accounts of the system (C2:NEW is New), in the language in which the
// mapping names the unknown stage; anything else stays.
std::string name_of_code(const ImportMapping& mapping, std::string code);
// Of Bitrix24, which two importers read: default stages of deals, statuses of leads, sources.
std::string_view bitrix24_name(std::string_view code, bool russian);
// What words of the stage or status column say: `|`-separated, in the spelling of the file.
void seed_values(std::vector<StageValue>& values, std::string_view words, StageOutcome outcome);

}  // namespace voronka
