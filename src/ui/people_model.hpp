// The people and the companies of a data set by name, those that a search finds, each with how many deals it has. Pure; made in slices, while
// the rows of before stay. Not for drawing.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/sliced_sort.hpp"
#include "model/document.hpp"
#include "ui/search_index.hpp"

namespace voronka::ui {

struct PeopleQuery {
  bool companies = false;  // else the contacts
  std::string_view search = {};
  std::int64_t budget = std::numeric_limits<std::int64_t>::max();  // about 20 ns each
};

// Deals of a contact, or of a company, that are neither in the trash nor in the archive.
struct DealCounts {
  std::uint32_t open = 0, won = 0, lost = 0;
  std::uint32_t all() const { return open + won + lost; }
  bool operator==(const DealCounts&) const = default;
};

class PeopleModel {
 public:
  // Cheap when nothing changed. True when rows() is another list than before.
  bool update(const Document& document, const PeopleQuery& query);
  std::span<const std::uint32_t> rows() const { return rows_; }  // of the table of contacts, or of companies, by name
  bool companies() const { return companies_; }                  // which of the two rows() are
  std::size_t total() const { return total_; }                   // of that kind, without the search
  DealCounts deals_of(std::uint32_t row) const;                  // of one of rows()
  bool busy() const { return phase_ != Phase::idle; }
  std::uint64_t version() const { return version_; }  // rises with every change of rows() and of the counts

 private:
  enum class Phase : std::uint8_t { idle, count, select, sort };
  struct Item {
    std::uint64_t key = 0;
    std::uint32_t row = 0;
  };
  bool follow(const Document& document, const PeopleQuery& query);
  void begin(const PeopleQuery& query);
  void look_at_deals(const Document& document, std::int64_t& budget);
  template <class Record>
  void select(const Document& document, std::int64_t& budget);
  bool before(const Document& document, const Item& a, const Item& b, std::int64_t& budget) const;

  std::vector<std::uint32_t> rows_ = {};
  std::vector<DealCounts> counts_ = {};  // by row
  std::size_t total_ = 0;
  std::uint64_t version_ = 0;
  bool companies_ = false;

  // What is being made, and of what.
  Phase phase_ = Phase::idle;
  std::uint32_t next_row_ = 0;
  std::vector<DealCounts> new_counts_ = {};
  std::vector<Item> items_ = {};
  std::size_t new_total_ = 0;
  SlicedSort<Item> sorting_ = {};
  const Document* document_ = nullptr;
  std::uint64_t revision_ = 0;
  bool making_companies_ = false;
  bool counted_ = false;  // new_counts_ are of the data as it is
  bool stale_ = false;    // the data changed while it was being made
  std::string search_ = {};
  SearchQuery words_ = SearchQuery(std::string_view());
};

// What a search looks at: names, numbers with and without what stands between their digits, addresses; of a contact its company and
// its job, too. Folded.
std::string search_text(const Document& document, const Contact& contact);
std::string search_text(const Document& document, const Company& company);

}  // namespace voronka::ui
