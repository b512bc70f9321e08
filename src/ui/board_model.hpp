// What the board shows of a document: the columns of one pipeline, filtered by a search, with counts and sums. Pure and
// incremental: after an edit only what changed is looked at again, so a frame at 100,000 deals stays short. Not for drawing.
// Without a search the totals equal metrics/board_totals; they are kept here because a search changes them at every letter.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/board_totals.hpp"
#include "model/document.hpp"
#include "ui/search_index.hpp"

namespace voronka::ui {

// When something is to be done for the deal next, seen from today.
enum class NextStep : std::uint8_t { none, later, today, overdue };

struct BoardColumn {
  Id<Stage> stage = {};
  std::string name = {};
  std::uint32_t color = 0;  // 0xRRGGBB
  StageKind kind = StageKind::sales;
  std::optional<std::int32_t> stuck_after_days = {};
  std::vector<std::uint32_t> rows = {};          // of the deal table: shown, from the top
  std::vector<std::uint32_t> stuck_before = {};  // how many of the first i are stuck; as long as rows plus one
  std::size_t count = 0;                         // without the search
  std::vector<CurrencyTotal> totals = {};        // of what is shown, as metrics/board_totals counts them
};

struct BoardQuery {
  Id<Pipeline> pipeline = {};
  std::string_view search = {};
  Date today = {};
};

class BoardModel {
 public:
  // Cheap when nothing changed. Answers true when columns() is another one than before.
  bool update(const Document& document, const BoardQuery& query);
  std::span<const BoardColumn> columns() const { return columns_; }
  std::size_t shown() const { return shown_; }  // cards on the board
  std::size_t total() const { return total_; }  // ... without the search
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

  // Search texts are made for at most `budget` deals, so that the first letter typed need not wait. True when all are there.
  bool prepare_search(const Document& document, std::size_t budget);

 private:
  struct Facts {  // of a deal, as far as the board needs them
    std::int64_t amount_minor = 0;
    Currency currency = {};
    std::uint32_t stage_row = 0;
    std::int32_t due_days = 0;
    std::int32_t entered_days = 0;
    std::uint8_t probability = 0;
    bool on_board = false;
    bool has_amount = false;
    bool has_step_text = false;
  };
  struct Step {  // of an activity
    std::uint32_t deal_row = 0;
    std::int32_t due_days = 0;
  };
  struct Changes {
    std::vector<std::uint32_t> deals = {};
    bool stages = false;
    bool everything = false;
  };

  Changes find_changes(const Document& document);
  void forget_search_of(const Document& document, const std::vector<std::uint32_t>& companies,
                        const std::vector<std::uint32_t>& contacts);
  void read_deal(const Document& document, std::uint32_t row);
  void read_steps(const Document& document, const std::vector<std::uint32_t>& changed, std::vector<std::uint32_t> deals,
                  bool all);
  void rebuild_orders(const Document& document);
  void reorder(const Document& document, const Changes& changes);
  void fill_columns(const Document& document, const BoardQuery& query);
  bool above(const Document& document, std::uint32_t a, std::uint32_t b) const;

  std::vector<Facts> facts_ = {};                        // by deal row
  std::vector<Step> steps_ = {};                         // by activity row
  std::vector<std::vector<std::uint32_t>> orders_ = {};  // by stage row: all deals on the board, from the top
  std::array<std::vector<std::uint64_t>, record_type_count> signatures_ = {};  // by table and row
  SearchIndex index_ = {};
  std::uint32_t next_to_index_ = 0;
  std::vector<BoardColumn> columns_ = {};
  std::size_t shown_ = 0, total_ = 0;
  const Document* document_ = nullptr;
  std::uint64_t revision_ = 0;
  bool started_ = false;
  Id<Pipeline> pipeline_ = {};
  std::string search_ = {};
  Date today_ = {};
  std::uint64_t version_ = 0;
};

}  // namespace voronka::ui
