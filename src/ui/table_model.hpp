// What the table shows of a document: the deals of one pipeline, whatever their status, filtered and sorted, with their sums.
// Pure; after an edit only what changed is looked at again, and what is long (another order, another search) is done in
// slices, while the rows of before stay. Next steps, ages and search texts are the board's, kept once. Not for drawing.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/sliced_sort.hpp"
#include "filter/matcher.hpp"
#include "metrics/board_totals.hpp"
#include "model/custom_values.hpp"
#include "model/document.hpp"
#include "ui/board_model.hpp"
#include "ui/search_index.hpp"

namespace voronka::ui {

// One deal, with all that a column may want to know of it.
struct TableRow {
  const Document& document;
  const BoardModel& facts;
  const Deal& deal;
  std::uint32_t row = 0;  // of the deal table
};

// What rows are sorted by: one of the two. Rows without a value come last, whichever way.
struct RowOrder {
  std::optional<std::int64_t> (*number)(const TableRow& row) = nullptr;
  std::string_view (*text)(const TableRow& row) = nullptr;  // lives as long as the document stays as it is
  // A custom field of the deal: by its size where its kind has one, else by its text.
  Id<CustomField> custom = {};
  CustomKind custom_kind = CustomKind::text;

  bool is_number() const { return custom ? is_sized(custom_kind) : number != nullptr; }
  std::optional<std::int64_t> number_of(const TableRow& row) const;
  std::string_view text_of(const TableRow& row) const;
};
struct SortKey {
  const RowOrder* order = nullptr;
  bool descending = false;
  bool operator==(const SortKey&) const = default;
};

struct TableQuery {
  Id<Pipeline> pipeline = {};
  std::string_view search = {};
  std::span<const SortKey> sort = {};     // rows that are equal in all of them: the newest first
  const FilterMatcher* filter = nullptr;  // brought up to date by BoardModel::update
  bool hold = false;                      // rows() stay as they are for the time being, however the data changes
  // How much is done in one update. About 20 ns each; looking at a deal costs some, moving one while sorting one.
  std::int64_t budget = std::numeric_limits<std::int64_t>::max();
  std::size_t search_budget = std::numeric_limits<std::size_t>::max();  // as BoardQuery::search_budget
};

struct TableTotals {
  std::size_t count = 0;
  std::vector<CurrencyTotal> totals = {};  // weighted: of open deals in sales stages only
};

class TableModel {
 public:
  // Cheap when nothing changed. `facts` must have been updated with the same document. Answers true when rows() is another
  // one than before.
  bool update(const Document& document, BoardModel& facts, const TableQuery& query);
  std::span<const std::uint32_t> rows() const { return order_; }  // of the deal table, from the top
  const TableTotals& totals() const { return totals_; }
  std::size_t total() const { return total_; }         // deals of the pipeline, without search and filter
  bool busy() const { return phase_ != Phase::idle; }  // rows() are those of before, until more updates
  std::uint64_t version() const { return version_; }   // rises with every change of rows()
  std::optional<std::size_t> index_of(std::uint32_t row, std::size_t hint) const;  // one look when the hint is right

 private:
  enum class Phase : std::uint8_t { idle, search, select, sort };
  struct Item {
    std::uint64_t key = 0;  // of the first sort key
    std::uint32_t row = 0;
  };
  struct Source {
    const Document* document = nullptr;
    const BoardModel* facts = nullptr;
    const FilterMatcher* filter = nullptr;
  };

  bool follow(std::vector<std::uint32_t> changed);
  bool take_over(std::vector<std::uint32_t> changed);
  void restart();
  bool go_on(BoardModel& facts, const TableQuery& query);
  bool make(BoardModel& facts, const TableQuery& query, std::int64_t& budget);
  bool rows_moved() const;  // the whole data set was replaced
  bool in_pipeline(std::uint32_t row) const;
  bool shows(std::uint32_t row) const;
  TableRow at(std::uint32_t row) const;
  std::uint64_t first_key(std::uint32_t row) const;
  bool before(const Item& a, const Item& b, std::int64_t& budget) const;
  void finish(std::vector<std::uint32_t> rows);
  void count_member(std::uint32_t row);

  std::vector<std::uint32_t> order_ = {};
  TableTotals totals_ = {};
  std::vector<bool> members_ = {};  // by row of the deal table: of the pipeline, shown or not
  std::size_t total_ = 0;           // of them
  std::uint64_t version_ = 0;

  // What is being made.
  Phase phase_ = Phase::idle;
  std::uint32_t next_row_ = 0;
  std::vector<Item> items_ = {};
  SlicedSort<Item> sorting_ = {};

  // What it is made of.
  Source source_ = {};
  std::uint64_t revision_ = 0;
  struct Known {
    std::size_t rows = 0;
    Id<Deal> first = {};
  };
  Known known_ = {};
  bool stale_ = false;  // the data changed while it was being made
  Id<Pipeline> pipeline_ = {};
  std::string search_ = {};
  SearchQuery words_ = SearchQuery(std::string_view());
  std::vector<SortKey> sort_ = {};
  std::uint64_t filter_version_ = 0;
};

// Count and sums of any rows: of the selection, say. One look at each.
TableTotals totals_of(const Document& document, const BoardModel& facts, std::span<const std::uint32_t> rows);

}  // namespace voronka::ui
