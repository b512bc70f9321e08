// How the board looks on this device: how big its cards are, which figure the heads of a pipeline's columns show, which stages are
// folded. Never exported (Preferences::board). Pure; not for drawing.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/pipeline.hpp"
#include "model/stage.hpp"
#include "ui/board_lanes.hpp"

namespace voronka::ui {

// What stands under the name of a stage. `usual` is count, sum and weighted sum as far as there is room.
enum class HeadFigure : std::uint8_t { usual, count, sum, weighted, median, range, oldest };
constexpr std::array<std::string_view, 7> names_of(HeadFigure) {
  return {"usual", "count", "sum", "weighted", "median", "range", "oldest"};
}

enum class Fold : std::uint8_t { open, when_empty, always };
constexpr std::array<std::string_view, 3> names_of(Fold) { return {"open", "when-empty", "always"}; }

// What the board can be drawn at: about an eighth from one to the next.
inline constexpr std::array<int, 7> board_sizes_percent = {70, 80, 90, 100, 115, 130, 150};

class BoardSettings {
 public:
  int size_percent() const { return size_percent_; }  // one of board_sizes_percent
  void set_size_percent(int percent) { size_percent_ = percent; }
  bool by_month() const { return by_month_; }  // columns by expected close, not by stage
  void set_by_month(bool by_month) { by_month_ = by_month; }
  LaneBy rows() const { return rows_; }  // across the columns, when they are stages
  void set_rows(LaneBy rows) { rows_ = rows; }
  // What the second line of a card says, by a word of card_line.hpp; empty: company, else a person.
  const std::string& card_line() const { return card_line_; }
  void set_card_line(std::string line) { card_line_ = std::move(line); }
  HeadFigure figure_of(Id<Pipeline> pipeline) const;
  Fold fold_of(Id<Stage> stage) const;
  void set_figure(Id<Pipeline> pipeline, HeadFigure figure);
  void set_fold(Id<Stage> stage, Fold fold);
  bool operator==(const BoardSettings&) const = default;

  friend std::string text_of(const BoardSettings& settings);
  friend BoardSettings board_settings_from(std::string_view text);

 private:
  struct Entry {  // of a pipeline or of a stage: the words of both are different ones
    RawId id = {};
    std::string_view word = {};  // of names_of()
    bool operator==(const Entry&) const = default;
  };
  std::string_view word_of(RawId id) const;
  void set(RawId id, std::string_view word, bool usual);
  std::vector<Entry> entries_ = {};
  int size_percent_ = 100;
  bool by_month_ = false;
  LaneBy rows_ = LaneBy::none;
  std::string card_line_ = {};
};

// "01J…:median,01K…:always,size:80,columns:months,rows:owner,line:owner": what is not usual. Words this build does not know are left out.
std::string text_of(const BoardSettings& settings);
BoardSettings board_settings_from(std::string_view text);

}  // namespace voronka::ui
