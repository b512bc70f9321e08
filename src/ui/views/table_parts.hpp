// What the files of the table share: its state, and what a row, a cell and a selection can be asked to do. Private to table*.cpp.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ui/table_model.hpp"
#include "ui/view.hpp"
#include "ui/views/table_layout.hpp"

namespace voronka::ui {

// Chosen rows of the deal table. Rows that are not shown are never chosen.
class TableSelection {
 public:
  bool has(std::uint32_t row) const { return row < chosen_.size() && chosen_[row]; }
  std::size_t count() const { return count_; }
  std::uint64_t version() const { return version_; }
  void set(std::uint32_t row, bool on);
  void clear();
  void keep_only(std::span<const std::uint32_t> shown);

 private:
  std::vector<bool> chosen_ = {};
  std::size_t count_ = 0;
  std::uint64_t version_ = 0;
};

// Where the one Tab stop is: a cell, or with no deal a head.
struct TableSpot {
  static constexpr std::size_t check = static_cast<std::size_t>(-1);  // the column of checkboxes
  Id<Deal> deal = {};
  std::size_t column = 0;  // in table_columns()
};

struct CellEdit {
  Id<Deal> deal = {};  // none: nothing is being edited
  std::size_t column = 0;
  std::string typed = {};   // the letter that began it
  std::string name = {};    // a company, or people or tags in one line
  std::string before = {};  // what stood there when it began
  std::uint32_t frame = 0;  // in which it was drawn last
  bool had_focus = false;
};

// Printed cells, kept while nothing changes: printing a hundred amounts a frame would be most of the frame.
class CellTexts {
 public:
  const std::string& of(const ViewContext& context, const TableRow& row, std::size_t column);

 private:
  std::unordered_map<std::uint64_t, std::string> texts_ = {};
  std::uint64_t revision_ = 0;
  Date today_ = {};
  Language language_ = Language::ru;
};

struct TableState {
  TableModel model = {};
  TableSettings settings = usual_table();
  std::string settings_text = {};     // as the device has it
  std::uint64_t columns_version = 0;  // of follow_custom_columns()
  CellTexts texts = {};

  TableSpot stop = {};
  std::size_t stop_index = 0;  // of its row, as last known
  TableSelection selection = {};
  std::optional<std::uint32_t> anchor = {};  // where a range begins
  std::uint64_t selection_checked = 0;       // version of the model that the selection was compared with
  TableTotals chosen_totals = {};
  std::uint64_t chosen_version = 0, chosen_revision = 0;
  CellEdit edit = {};

  std::optional<std::size_t> resized = {}, moved = {};  // columns whose head is dragged
  int resized_from_dp = 0;
  bool box_on = true;  // what dragging over checkboxes makes of the rows
  std::size_t box_end = 0;

  std::optional<std::size_t> menu_column = {};
  Id<Deal> menu_deal = {};
  Rect menu_anchor = {};
  bool menu_by_keyboard = false;

  std::optional<std::uint64_t> creating_after = {};  // App::created_count() before a deal that is to be opened was made
  std::optional<Command> pending = {};               // of so many deals that it is asked first
  std::size_t pending_count = 0;
};

// ---- ids ----
NodeId grid_id(const Ui& ui);
NodeId down_id(const Ui& ui);    // scrolls the rows
NodeId across_id(const Ui& ui);  // scrolls the columns
NodeId row_id(const Ui& ui, Id<Deal> deal);
NodeId cell_id(const Ui& ui, Id<Deal> deal, std::size_t column);
NodeId head_id(const Ui& ui, std::size_t column);
NodeId field_id(const Ui& ui, const CellEdit& edit);

// ---- table.cpp ----
TableRow row_at(const ViewContext& context, std::uint32_t row);
void save_settings(ViewContext& context, const TableState& state);
std::string sums_text(const Ui& ui, const TableTotals& totals, bool weighted);

// ---- table_grid.cpp, table_head.cpp, table_list.cpp (phones) ----
void draw_grid(ViewContext& context, TableState& state, Rect rect);
void draw_heads(ViewContext& context, TableState& state, const GridLayout& grid);
void draw_list(ViewContext& context, TableState& state, Rect rect);

// ---- table_keys.cpp ----
void go_to_cell(ViewContext& context, TableState& state, const GridLayout& grid, std::size_t index, std::size_t column);
void go_to_head(ViewContext& context, TableState& state, const GridLayout& grid, std::size_t column);
void show_spot(ViewContext& context, const TableState& state, const GridLayout& grid);  // scrolls there
void cell_keys(ViewContext& context, TableState& state, const GridLayout& grid);
void head_keys(ViewContext& context, TableState& state, const GridLayout& grid);
void keep_stop(ViewContext& context, TableState& state);  // after the rows changed under it

// ---- table_select.cpp ----
void select_range(TableState& state, std::size_t from, std::size_t to, bool on);
void select_to(ViewContext& context, TableState& state, std::size_t index);  // from the anchor, as Shift does
void select_one(ViewContext& context, TableState& state, std::size_t index);
void select_all(ViewContext& context, TableState& state, bool on);
void keep_selection(const ViewContext& context, TableState& state);
void draw_check(ViewContext& context, TableState& state, const GridLayout& grid, std::size_t index, Rect rect);
void draw_check_head(ViewContext& context, TableState& state, Rect rect);
void drag_box(ViewContext& context, TableState& state, const GridLayout& grid);
void paint_check(Ui& ui, Rect rect, int checked, bool hovered);

// ---- table_edit.cpp ----
// Edits the cell, or opens its menu; a cell that cannot be edited opens the deal. `typed` replaces what is there.
void begin_edit(ViewContext& context, TableState& state, const GridLayout& grid, std::string typed = {});
void clear_cell(ViewContext& context, const TableState& state);
void draw_edit(ViewContext& context, TableState& state, const GridLayout& grid, Rect rect);
void draw_choices(ViewContext& context, TableState& state);

// ---- table_bulk.cpp ----
// The chosen deals in the order shown; without a choice, or for a deal outside of it, that deal alone.
std::vector<Id<Deal>> chosen_deals(const ViewContext& context, const TableState& state, Id<Deal> asked = {});
void change(ViewContext& context, TableState& state, std::vector<Id<Deal>> deals, DealChange change);
void trash(ViewContext& context, TableState& state, const std::vector<Id<Deal>>& deals);
void draw_bulk_bar(ViewContext& context, TableState& state, Rect rect);
void draw_confirm(ViewContext& context, TableState& state);

// ---- table_fields.cpp: dialogs that ask for one value for many deals ----
void open_field_dialog(ViewContext& context, std::vector<Id<Deal>> deals);
void open_tag_dialog(ViewContext& context, std::vector<Id<Deal>> deals);
void draw_field_dialogs(ViewContext& context);

// ---- table_menus.cpp ----
void open_head_menu(ViewContext& context, TableState& state, std::size_t column, Rect anchor, bool by_keyboard);
void open_row_menu(ViewContext& context, TableState& state, Id<Deal> deal, Rect anchor, bool by_keyboard);
void open_stage_menu(ViewContext& context, TableState& state, Id<Deal> deal, Rect anchor);
void draw_menus(ViewContext& context, TableState& state);
void draw_columns_button(ViewContext& context, TableState& state, Rect rect);
void fit_column(ViewContext& context, TableState& state, std::size_t column);

// ---- table_copy.cpp ----
// Rows as a spreadsheet takes them, with the heads; the chosen ones, or the one of `asked`.
std::string copied_text(const ViewContext& context, const TableState& state, Id<Deal> asked);
void copy_rows(ViewContext& context, const TableState& state, Id<Deal> asked);

}  // namespace voronka::ui
