// Which rows of a table are deals that are here already: by the id their system gave them
// (our own tables have the id of the deal itself), else by title and company; where only one
// side has a company, by a title that only one deal has. Keys are hashes, so that a worker can tell the page of 100,000 rows.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "model/document.hpp"
#include "model/record_set.hpp"

namespace voronka {

// 64 bits each; 0: the row does not say.
struct DealKey {
  std::uint64_t origin = 0;
  std::uint64_t title = 0;
  std::uint64_t company = 0;  // with the title
  bool operator==(const DealKey&) const = default;
};

std::vector<DealKey> keys_of(const RecordSet& records);  // one for each deal, in their order

class KnownDeals {
 public:
  explicit KnownDeals(const Document& document);  // linear; the trash is not looked at
  Id<Deal> find(const DealKey& key) const;        // nothing, too, when several deals are called so
  std::size_t count(std::span<const DealKey> keys) const;

 private:
  // nil: several.
  std::unordered_map<std::uint64_t, RawId> by_origin_ = {}, by_company_ = {}, by_title_ = {};
  std::unordered_map<std::uint64_t, RawId> without_company_ = {};  // by title
};

// What a table of changes tells of deals that are here by the ids of their system or ours, as updates with nothing but a history: the
// days of their stages and ends. A stage that none of their pipelines has becomes one where the table has it in its order; the records
// hold only such. `left_out` counts the others.
struct FittedImport;
FittedImport pasts_for(const RecordSet& records, const Document& document);

}  // namespace voronka
