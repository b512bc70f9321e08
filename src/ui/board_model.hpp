// What the board shows of a document: the columns of one pipeline, which are its stages or the months in which its open deals are to
// close, narrowed by a filter and a search, with counts and sums. Pure and incremental: after an edit only what changed is looked at again,
// so a frame at 100,000 deals stays short. Not for drawing. Without filter and search the totals equal metrics/board_totals; they
// are kept here because a search changes them at every letter.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "filter/matcher.hpp"
#include "metrics/board_totals.hpp"
#include "model/document.hpp"
#include "ui/board_lanes.hpp"
#include "ui/search_index.hpp"

namespace voronka::ui {

struct BoardColumn {
  Id<Stage> stage = {};  // or column_of() a month
  std::string name = {};
  std::uint32_t color = 0;  // 0xRRGGBB
  StageKind kind = StageKind::sales;
  std::int32_t probability = 0;  // percent
  std::optional<std::int32_t> stuck_after_days = {};
  std::int32_t silent_after_days = 0;
  std::vector<std::uint32_t> rows = {};          // of the deal table: shown, from the top
  std::vector<std::uint32_t> stuck_before = {};  // how many of the first i are stuck; as long as rows plus one
  std::vector<std::uint32_t> lane_starts = {};   // of `rows`, by lane, and their number; empty without lanes
  std::size_t count = 0;                         // without search and filter
  std::vector<std::size_t> tallies = {};         // how many of those each of BoardQuery::tallied lets pass
  std::vector<CurrencyTotal> totals = {};        // of what is shown, as metrics/board_totals counts them
  std::uint64_t version = 0;                     // another one when anything above is
};

inline constexpr std::size_t paper_kind_count = names_of(PaperKind{}).size();

std::uint32_t color_of(const Stage& stage);  // 0xRRGGBB
std::int32_t silent_after_days_of(const Stage& stage);

struct BoardQuery {
  Id<Pipeline> pipeline = {};
  std::string_view search = {};
  Date today = {};
  // Search texts of so many deals are made ready in one update; the search shows when all are.
  std::size_t search_budget = std::numeric_limits<std::size_t>::max();
  // ... and so many are asked whether they fit.
  std::size_t match_budget = std::numeric_limits<std::size_t>::max();
  // Set by the caller, brought up to date here: `filter` narrows what is shown, `tallied` are only counted. At most `filter_budget`
  // deals are asked in one update; until all are, the board shows what it showed.
  FilterMatcher* filter = nullptr;
  std::span<FilterMatcher> tallied = {};
  // The names of the columns by month (close_months of them); empty: the columns are the stages.
  std::span<const std::string> months = {};
  LaneBy lanes = LaneBy::none;  // not by months
  std::size_t filter_budget = std::numeric_limits<std::size_t>::max();
};

class BoardModel {
 public:
  // Cheap when nothing changed. Answers true when columns() is another one than before.
  bool update(const Document& document, const BoardQuery& query);
  std::span<const BoardColumn> columns() const { return columns_; }
  std::size_t shown() const { return shown_; }   // cards on the board
  std::size_t total() const { return total_; }   // ... without search and filter
  bool searching() const { return searching_; }  // columns() are those of the search before, until more updates
  bool narrowed() const { return narrowed_; }    // by the filter
  // Filters have deals left to ask: update() again.
  bool filtering() const { return filtering_; }
  // Of all columns: how many deals each of BoardQuery::tallied lets pass; empty until that is known.
  std::span<const std::size_t> tallies() const { return tallies_; }
  // The rows across the columns, empty ones too; none when the board is not cut into rows.
  std::span<const BoardLane> lanes() const { return lanes_.lanes(); }
  LaneBy lanes_by() const { return lanes_.by(); }
  std::size_t lane_count(std::size_t lane) const;                                            // shown in it
  std::vector<CurrencyTotal> lane_totals(const Document& document, std::size_t lane) const;  // of those; linear in them
  const DealFacts& facts() const { return facts_; }
  std::uint64_t version() const { return version_; }
  Date today() const { return today_; }

  // Where a deal stands on the board; nothing when it is not shown.
  struct Place {
    std::size_t column = 0;
    std::size_t index = 0;
  };
  std::optional<Place> place_of(Id<Deal> deal) const;

  NextStep next_step_of(std::uint32_t row) const;
  std::optional<Date> next_due_of(std::uint32_t row) const;
  // Days since the deal came into its stage; nothing when history does not tell.
  std::optional<std::int32_t> age_days_of(std::uint32_t row) const;
  bool is_stuck(const BoardColumn& column, std::uint32_t row) const;
  // Days since anybody did anything for the deal; nothing when that is not known.
  std::optional<std::int32_t> silent_days_of(std::uint32_t row) const { return facts_.silent_days_of(row, today_); }
  std::int32_t pushes_of(std::uint32_t row) const { return facts_.pushes_of(row); }

  // The same facts for whoever lists deals otherwise (the table): of all rows, on the board or not.
  std::uint32_t stage_row_of(std::uint32_t row) const { return cards_[row].stage_row; }  // the greatest number: none
  std::optional<Money> amount_of(std::uint32_t row) const;
  std::int32_t probability_of(std::uint32_t row) const { return cards_[row].probability; }
  bool is_open_sale(std::uint32_t row) const { return cards_[row].open_sale; }
  // True only for rows whose search text was made ready.
  bool matches(std::uint32_t row, const SearchQuery& search) const { return index_.matches(row, search); }

  // Search texts are made for at most `budget` deals, so that the first letter typed need not wait. True when all are there.
  bool prepare_search(const Document& document, std::size_t budget) { return make_texts(document, budget); }
  const SearchIndex& search_index() const { return index_; }
  // What documents are called in a language, by kind: "Счёт № ", the number follows. Before it is said, they are found by number and
  // link alone. Other words than before make all search texts anew; cheap otherwise.
  void name_papers(std::array<std::string, paper_kind_count> words);
  // The document that is meant by a search the deal was found by: all of it is in the document, and not in the title of the deal.
  Id<Paper> paper_meant(const Document& document, Id<Deal> deal, const SearchQuery& search);

 private:
  struct Card {  // of a deal, as far as columns need it
    std::int64_t amount_minor = 0;
    Currency currency = {};
    std::uint32_t stage_row = 0;
    std::uint32_t lane = 0;
    std::uint32_t order = 0;      // which of orders_ it is in
    std::int32_t close_days = 0;  // the expected close; the greatest number: none
    std::uint8_t probability = 0;
    bool on_board = false;
    bool has_amount = false;
    bool open_sale = false;  // open, in a stage of sales: counted when weighted
  };

  void follow(const Document& document);
  void read_everything(const Document& document);
  void forget_search_of(const Document& document, std::span<const Document::Touched> touched);
  void forget_papers_of(const Document& document, std::span<const Document::Touched> touched);
  struct PaperPlace {
    std::uint32_t deal = 0, paper = 0;  // rows
    bool operator==(const PaperPlace&) const = default;
  };
  std::span<const PaperPlace> papers_of(const Document& document, std::uint32_t row);
  std::string paper_text(const Paper& paper) const;
  std::string paper_texts(const Document& document, std::uint32_t row);
  void read_deal(const Document& document, std::uint32_t row);
  bool group(const BoardQuery& query);
  void rebuild_orders(const Document& document);
  void read_again(const Document& document);
  std::size_t orders_wanted(const Document& document) const;
  void reorder(const Document& document, std::vector<std::uint32_t> changed);
  // `found`: another search than before.
  void fill_columns(const Document& document, const BoardQuery& query, bool found);
  void count_column(BoardColumn& column, const std::vector<std::uint32_t>& order, const BoardQuery& query);
  void fill_column(const Document& document, BoardColumn& column, const std::vector<std::uint32_t>& order,
                   const SearchQuery& search, const BoardQuery& query);
  bool update_filters(const Document& document, const BoardQuery& query);
  void forget_texts();
  // Both take what they do from the budget.
  bool make_texts(const Document& document, std::size_t& budget);
  bool ask_rows(std::string_view search, std::size_t& budget);
  void mark_column_of(std::uint32_t row);
  void mark_columns_of(const std::optional<std::vector<std::uint32_t>>& rows);
  bool above(const Document& document, std::uint32_t a, std::uint32_t b) const;

  DealFacts facts_ = {};
  std::vector<Card> cards_ = {};  // by deal row
  // By stage row, or by month: all deals on the board, from the top; and which columns are to be filled anew.
  std::vector<std::vector<std::uint32_t>> orders_ = {};
  std::vector<bool> column_changed_ = {};
  bool every_column_changed_ = true;
  SearchIndex index_ = {};
  std::uint32_t next_to_index_ = 0;
  // Documents know their deals and not the other way round: by deal row, made when a search needs it.
  std::vector<PaperPlace> papers_ = {};
  bool papers_known_ = false;
  std::array<std::string, paper_kind_count> paper_words_ = {};
  std::string asked_ = {};  // the search that `fits_` answers
  SearchQuery asked_words_ = SearchQuery({});
  std::vector<bool> fits_ = {};  // by deal row, as far as `next_to_ask_`
  std::uint32_t next_to_ask_ = 0;
  std::vector<BoardColumn> columns_ = {};
  std::size_t shown_ = 0, total_ = 0;
  const Document* document_ = nullptr;
  std::uint64_t revision_ = 0;
  bool searching_ = false;
  bool filtering_ = false;
  bool narrowed_ = false;
  std::uint64_t filter_version_ = 0;
  std::vector<std::uint64_t> tallied_versions_ = {};
  std::vector<std::size_t> tallies_ = {};
  BoardLanes lanes_ = {};
  LaneBy wanted_lanes_ = LaneBy::none;
  bool lanes_stale_ = false;              // gathered anew before cards are dealt out
  std::vector<std::string> months_ = {};  // BoardQuery::months, as cards are grouped
  Id<Pipeline> grouped_pipeline_ = {};    // and for which pipeline and day, when by months
  Date grouped_today_ = {};
  Id<Pipeline> pipeline_ = {};
  std::string search_ = {};
  Date today_ = {};
  std::uint64_t version_ = 0;
  std::uint64_t filled_ = 0;  // columns, ever
};

}  // namespace voronka::ui
