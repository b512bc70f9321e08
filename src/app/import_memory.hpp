// How the tables of former imports were understood in the end, by their captions: the next export of the same system is understood so from
// the start. A setting of the device, never exported. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/import_mapping.hpp"

namespace voronka {

struct RememberedImport {
  std::string captions = {};  // a hash of all of them, in their order
  std::vector<ImportTarget> targets = {};
  DateOrder date_order = DateOrder::day_month_year;
  ClosedUnknown closed_unknown = ClosedUnknown::open;
  Currency currency = {};               // for amounts that name none
  std::vector<StageValue> stages = {};  // value, name, outcome
  std::vector<ValueName> values = {};   // those that were written down otherwise
  bool operator==(const RememberedImport&) const = default;
};

// One a line. Lines that cannot be read are left out.
std::string text_of(const std::vector<RememberedImport>& imports);
std::vector<RememberedImport> imports_from(std::string_view text);

// The latest first, one for each list of captions, at most 30. Tables without captions are not remembered: they may be anything.
void remember(std::vector<RememberedImport>& imports, const ImportMapping& answered);
// The guess with what was answered then, when there is such a table and its answers differ.
std::optional<ImportMapping> recalled(const std::vector<RememberedImport>& imports, const ImportMapping& guess);

}  // namespace voronka
