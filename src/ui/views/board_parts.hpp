// What the files of the board share: its state, where things stand, and what a card can be asked to do. Private to board*.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/board_model.hpp"
#include "ui/close_months.hpp"
#include "ui/view.hpp"
#include "ui/views/board_settings.hpp"
#include "ui/views/card.hpp"
#include "ui/views/drop_bar.hpp"
#include "ui/views/head_values.hpp"

namespace voronka::ui {

// A place a card can have focus at; the head of a column (its "+") is the row above the first card.
struct BoardSpot {
  std::size_t column = 0;
  std::optional<std::size_t> index = {};
};

// Between which cards a dragged one would land; counted without the dragged card itself.
struct DropTarget {
  std::size_t column = 0;
  std::size_t index = 0;
  std::size_t lane = 0;  // where the board has rows
  bool operator==(const DropTarget&) const = default;
};

// Where the columns are in this frame.
struct BoardLayout {
  Rect view = {};          // of all columns, without the page's padding
  float column_width = 0;  // of one that is not folded
  float gap = 0;
  float scrolled = 0;  // horizontally
  float head_height = 0;
  std::vector<float> lefts = {}, widths = {};

  Rect column(std::size_t index) const { return {view.x - scrolled + lefts[index], view.y, widths[index], view.h}; }
  float width() const { return lefts.empty() ? 0 : lefts.back() + widths.back(); }
};

// Where the rows begin that the board is cut into: in all columns alike, each as high as its fullest cell; on a phone, which shows one
// column, as that one has them. A row without cards has no height.
struct LaneLayout {
  float head = 0;                // of a row, with the gap under it
  std::vector<float> tops = {};  // from the top of the lists; as many as rows and one
  std::vector<bool> folded = {};

  bool shown(std::size_t lane) const { return tops[lane + 1] > tops[lane]; }
  std::size_t at(float y) const;  // the nearest that is shown
};

// What is written: the figure and, paler, what goes with it; `exact` is all of it in full.
struct HeadText {
  std::string main = {}, tight = {}, more = {}, more_bare = {}, exact = {};
};

// Some figures need a look at every card: kept as long as the column stands, as it is and with the card in the hand.
struct KeptFigures {
  std::uint64_t version = 0;  // of the column
  Date today = {};
  HeadFigure figure = HeadFigure::usual;
  HeadChange change = {};
  HeadValues values = {};
  std::optional<HeadText> text = {};  // of `values`, in `language`
  Language language = Language::ru;
};
struct ColumnFigures {
  Id<Stage> stage = {};
  KeptFigures now = {}, after = {};
};

// Where a card was drawn in the frame before, and one on its way from there to its new place.
struct CardSpot {
  Id<Deal> deal = {};
  Id<Stage> stage = {};
  Rect rect = {};
};
struct Flight {
  Id<Deal> deal = {};
  Vec2 from = {};            // its old place seen from the new one
  std::uint64_t number = 0;  // one that was still under way begins anew
};

struct BoardSize {
  int drawn_percent = 0;  // in the frame before; 0: none yet
  float wanted_percent = 100;
  double pinched_at = -1;
  float anchor_y = 0;
};

struct BoardState {
  BoardModel model = {};
  std::uint32_t sliced_frame = 0;  // the last one in which the model had its slice of work
  CardTexts texts = {};
  BoardLayout layout = {};  // of the last frame

  // A preference of this device, as it was read last.
  BoardSettings settings = {};
  std::string settings_text = {};
  std::vector<std::string> months = {};  // names of the columns when they are months
  Language months_in = Language::ru;
  std::vector<bool> folded = {};       // by column, in this frame: ask is_folded()
  std::vector<Id<Stage>> opened = {};  // folds itself when empty, but was asked to stand open
  Id<Stage> peeked = {};               // opened by a card that is held over it
  Id<Stage> held_over = {};
  double held_since = 0;
  Id<Stage> head_menu = {};
  std::vector<ColumnFigures> figures = {};
  BoardSize size = {};

  // What the rows were laid out for: ten thousand companies are not looked through in every frame.
  struct LanesFor {
    std::uint64_t version = 0;  // of the model
    float card_height = 0;
    bool compact = false;
    std::vector<bool> folded = {};
    std::vector<std::string> folded_lanes = {};
    std::optional<DropTarget> target = {};
    bool operator==(const LanesFor&) const = default;
  };
  LanesFor lanes_for = {};
  std::vector<LaneLayout> lanes = {};  // one, or on a phone one of each column; empty when there are no rows
  struct LaneFigures {
    std::uint64_t version = 0;  // of the model
    std::size_t lane = 0;
    std::string text = {};
    Language language = Language::ru;
  };
  std::vector<LaneFigures> lane_figures = {};  // of those in sight
  std::vector<std::string> folded_lanes = {};  // by key
  LaneBy folded_by = LaneBy::none;

  std::vector<CardSpot> spots = {}, spots_before = {};
  std::vector<Flight> flights = {};
  std::uint64_t flights_begun = 0;

  // The one Tab stop of all cards: where focus was last.
  BoardSpot stop = {};
  Id<Deal> stop_deal = {};

  Id<Deal> dragged = {};
  std::optional<BoardModel::Place> dragged_from = {};  // looked up once a frame: a column may be very long
  std::optional<DropTarget> target = {};
  std::optional<DropZone> zone = {};

  Id<Deal> menu_deal = {};
  Rect menu_anchor = {};
  bool menu_by_keyboard = false;
  bool menu_acts = false;  // what is done now was chosen in it

  // Which card the keys act on: the mouse and the focus each say one, the newer counts.
  std::uint32_t frame = 0;  // the last one in which the board was drawn
  Id<Deal> hovered = {};
  Id<Stage> hovered_column = {};
  Vec2 pointer_before = {};
  NodeId focus_before = 0;
  bool by_pointer = false;

  // A title that is typed anew, in its card.
  Id<Deal> renamed = {};
  bool rename_focus_wanted = false;

  const LaneLayout* lanes_of(std::size_t column) const {
    // The model may be ahead of the last frame.
    if (lanes.empty() || lanes[0].tops.size() != model.lanes().size() + 1) return nullptr;
    return &lanes[std::min(column, lanes.size() - 1)];
  }
  bool is_folded(std::size_t column) const { return column < folded.size() && folded[column]; }

  // Told once the document has it: where the moved card stands now.
  Id<Deal> to_announce = {};
  std::uint64_t announce_after = 0;
};

// In narrow columns the weighted sum has a line of its own: beside count and sum it would be left out in some columns and
// not in others. By the width alone, so that heads do not jump while one searches.
bool weighted_has_line(const Ui& ui, float column_width);

// Tops and heights in one column, in pixels from the top of its list. Two heights of cards, so sums of them are known
// without walking; the dragged card is taken out and the hole it would fall into is put in.
class ColumnLayout {
 public:
  ColumnLayout(const Ui& ui, const BoardColumn& column, const LaneLayout* lanes = nullptr);
  void take_out(std::size_t index) { taken_ = index; }
  void make_hole(std::size_t index, float height, std::size_t lane = 0);

  float top(std::size_t index) const;
  float height(std::size_t index) const;
  float hole_top() const;
  float length() const;
  // The first card that ends below `y`.
  std::size_t first_below(float y) const;
  // How many cards (without the one taken out) have their middle above `y`; with rows, as if it were dropped into that one.
  std::size_t drop_index(float y, std::size_t lane = 0) const;
  std::size_t lane_of(std::size_t index) const;  // 0 without rows

 private:
  float base(std::size_t index) const;
  float stack(std::size_t from, std::size_t to) const;  // the height of cards with their gaps
  bool reaches(std::size_t lane, std::size_t index) const { return lanes_ == nullptr || lane_of(index) == lane; }
  std::size_t in_sequence(std::size_t index) const { return index - (taken_ && index > *taken_ ? 1 : 0); }
  const BoardColumn& column_;
  const LaneLayout* lanes_ = nullptr;
  float card_ = 0, stuck_more_ = 0, gap_ = 0;
  std::optional<std::size_t> taken_ = {}, hole_ = {};
  float hole_height_ = 0;
  std::size_t hole_lane_ = 0;
};

// The board's model, brought up to date with the document and the search: cheap when it is.
BoardModel& ready_model(ViewContext& context);
// Tells the model what documents are called, for its search texts; once somebody searches.
void name_papers(ViewContext& context);

NodeId card_id(const Ui& ui, Id<Deal> deal);
NodeId column_scroll_id(const Ui& ui, const BoardState& state, Id<Stage> stage);  // rows scroll all columns as one
NodeId add_id(const Ui& ui, Id<Stage> stage);
NodeId columns_scroll_id(const Ui& ui);
Id<Deal> deal_at(const ViewContext& context, const BoardColumn& column, std::size_t index);

void draw_column(ViewContext& context, BoardState& state, const BoardLayout& layout, std::size_t index);
// The cards of a column whose lists begin at view.y - scrolled.
void draw_cells(ViewContext& context, BoardState& state, std::size_t index, Rect view, float scrolled);

// ---- board_lanes.cpp ----
void lay_lanes(ViewContext& context, BoardState& state);  // settles BoardState::lanes
// On anything but a phone: under the heads of the columns all cells, over them the heads of the rows.
bool has_lanes_across(const ViewContext& context, const BoardState& state);
void draw_lanes(ViewContext& context, BoardState& state, const BoardLayout& layout, Rect area);
void draw_lane_heads(ViewContext& context, BoardState& state, const LaneLayout& lanes, NodeId place, Rect view,
                     float scrolled);
float lanes_top(ViewContext& context, const BoardLayout& layout);  // of the lists, from the top of the columns
std::string lane_name(const Ui& ui, const BoardModel& model, std::size_t lane);
// The nearest card to `index` that is not in a folded row, looking that way first (-1 up, 1 down); nothing: there is none.
std::optional<std::size_t> unfolded_card(const BoardState& state, std::size_t column, std::size_t index, int step);
// Beside it in the same row: the column to the left or right that has a card there.
std::optional<BoardSpot> beside_in_lane(const BoardState& state, BoardSpot spot, int step);

// ---- board_head.cpp ----
void draw_head(ViewContext& context, BoardState& state, std::size_t index, Rect rect);
// "12 deals, $310,000, weighted …": all of a column's figures in full.
std::string exact_figures(ViewContext& context, BoardState& state, std::size_t index);
// The row of a deal that is held, where it would change the figures of a column: its own or the one under it.
HeadChange change_of(const BoardState& state, std::size_t column);

// ---- board_figures.cpp: the menu of a head ----
std::vector<std::string> names_of_figures(const Ui& ui);  // in the order of HeadFigure
std::string name_of(const Ui& ui, HeadFigure figure);
void open_head_menu(ViewContext& context, BoardState& state, Id<Stage> stage, Rect anchor, bool by_keyboard);
void draw_head_menu(ViewContext& context, BoardState& state);

// ---- board_fold.cpp ----
const BoardSettings& board_settings(ViewContext& context);
void set_card_line(ViewContext& context, std::string word);  // of card_line.hpp
void set_figure(ViewContext& context, HeadFigure figure);    // of the pipeline that is shown
void set_fold(ViewContext& context, Id<Stage> stage, Fold fold);
void set_board_size(ViewContext& context, int percent);  // one of board_sizes_percent
void set_by_month(ViewContext& context, bool by_month);
void set_rows(ViewContext& context, LaneBy rows);
// How far each column is folded, 0 to 1; settles BoardState::folded.
std::vector<float> fold_columns(ViewContext& context, BoardState& state);
float folded_width(const Ui& ui);
void draw_folded(ViewContext& context, BoardState& state, std::size_t index, Rect rect);

// ---- board_size.cpp ----
float board_zoom(ViewContext& context);  // for Zoomed: around all that has the size of the cards
void follow_size(ViewContext& context, BoardState& state, Rect area);
std::vector<std::string> names_of_sizes(const Ui& ui);  // in the order of board_sizes_percent

// ---- board_motion.cpp ----
// To be told of every card that is drawn; answers how far from its place it is to be painted.
Vec2 flight_of(ViewContext& context, BoardState& state, const CardSpot& spot);
void take_spots(BoardState& state);  // at the end of a frame
// Turns what was painted since vertex `from`, and makes it paler.
void tilt(Ui& ui, int from, Vec2 center, float radians, float opacity);

// ---- board_keys.cpp ----
void go_to_spot(ViewContext& context, BoardState& state, BoardSpot spot);
void show_spot(ViewContext& context, BoardState& state, BoardSpot spot);                 // scrolls there
void card_keys(ViewContext& context, BoardState& state, BoardSpot spot, Id<Deal> deal);  // walking; the rest: actions
void head_keys(ViewContext& context, BoardState& state, std::size_t column);
void follow_attention(ViewContext& context, BoardState& state);
void keep_stop(ViewContext& context, BoardState& state);  // after the board changed under it
void tell_moves(ViewContext& context, BoardState& state);

// ---- board_strip.cpp: on a phone, which column of how many is shown ----
float strip_height(const Ui& ui, std::size_t columns);  // 0 where all are in sight
void draw_strip(ViewContext& context, const BoardState& state, Rect rect);

// ---- board_menu.cpp ----
void open_card_menu(ViewContext& context, BoardState& state, Id<Deal> deal, const Interaction& it);
void draw_card_menu(ViewContext& context, BoardState& state);
void open_stages_menu(ViewContext& context, BoardState& state, Id<Deal> deal);
void open_ways_menu(ViewContext& context, BoardState& state, Id<Deal> deal);  // to write to whom it is with
void open_pipelines_menu(ViewContext& context, BoardState& state, Id<Deal> deal, Vec2 at);

// ---- board_rename.cpp ----
void begin_rename(ViewContext& context, BoardState& state, Id<Deal> deal);
// The field over the title of the card at `rect`; nothing when it is not that card's turn.
void draw_rename(ViewContext& context, BoardState& state, Id<Deal> deal, Rect card);

// ---- board_actions.cpp: the same wishes for pointer, keys and menu ----
// With the document in view that the search of the page means, if it means one.
void open_deal(ViewContext& context, Id<Deal> deal);
void open_found_deal(ViewContext& context, Id<Deal> deal, std::string_view searched);
void win(ViewContext& context, BoardState& state, Id<Deal> deal);
void lose(ViewContext& context, BoardState& state, Id<Deal> deal);
void trash(ViewContext& context, BoardState& state, Id<Deal> deal);
void archive(ViewContext& context, BoardState& state, Id<Deal> deal);
void move_to_stage(ViewContext& context, BoardState& state, Id<Deal> deal, Id<Stage> stage);
// To the first stage of another one; those a deal could go to have such a stage.
std::vector<const Pipeline*> pipelines_but_that_of(const ViewContext& context, Id<Deal> deal);
void move_to_pipeline(ViewContext& context, BoardState& state, Id<Deal> deal, Id<Pipeline> pipeline);
// By a column of months: the expected close becomes a day of it. Nothing for the overdue, and for the month it is in.
bool can_go_to_month(const ViewContext& context, Id<Deal> deal, CloseMonth month);
void go_to_month(ViewContext& context, BoardState& state, Id<Deal> deal, CloseMonth month);
std::size_t place_in_month(const ViewContext& context, const BoardState& state, std::size_t column);  // of the dragged
// Up (-1) or down (+1) by one among what is shown.
void move_in_column(ViewContext& context, BoardState& state, Id<Deal> deal, int step);
void drop(ViewContext& context, BoardState& state, Id<Deal> deal);

// ---- board_drag.cpp ----
void follow_drag(ViewContext& context, BoardState& state, const BoardLayout& layout);
void draw_ghost(ViewContext& context, BoardState& state, const BoardLayout& layout);
void finish_drag(ViewContext& context, BoardState& state);

}  // namespace voronka::ui
