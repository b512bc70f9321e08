// Where the columns of the table stand: order, width, which are hidden and frozen, what is sorted by. A setting of the device,
// never exported (Preferences::table). Pure; not for drawing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/geometry.hpp"
#include "ui/views/table_columns.hpp"

namespace voronka::ui {

struct TableSettings {
  struct Place {
    std::size_t column = 0;  // in table_columns()
    int width_dp = 0;
    bool hidden = false;
    bool operator==(const Place&) const = default;
  };
  struct Sorting {
    std::size_t column = 0;
    bool descending = false;
    bool operator==(const Sorting&) const = default;
  };
  std::vector<Place> places = {};  // all columns, in their order
  std::size_t frozen = 1;          // so many of the visible ones stay while the rest scrolls
  std::vector<Sorting> sorting = {};
  std::size_t sorted_by =
      0;  // so many of them were chosen; what follows is the order of before, for rows that are equal
  bool operator==(const TableSettings&) const = default;
};
TableSettings usual_table();
// "1|title:250,-company:170|1:amount-,title+". Columns this build does not know are left out, new ones come at the end.
std::string text_of(const TableSettings& settings);
TableSettings table_settings_from(std::string_view text);

// ---- what can be done to it; each names columns by their index in table_columns() ----
TableSettings::Place& place_in(TableSettings& settings, std::size_t column);
void sort_by(TableSettings& settings, std::size_t column, bool further);  // again: the other way
void sort_by(TableSettings& settings, std::size_t column, bool descending, bool further);
void do_not_sort(TableSettings& settings, std::size_t column);
std::optional<std::size_t> sort_place(const TableSettings& settings, std::size_t column);  // among those chosen
void resize(TableSettings& settings, std::size_t column, int width_dp);
void set_hidden(TableSettings& settings, std::size_t column, bool hidden);  // the last visible one stays
void freeze_up_to(TableSettings& settings, std::size_t column);
void pin(TableSettings& settings, std::size_t column);
// Before the visible column that stands at `index` now.
void move_column(TableSettings& settings, std::size_t column, std::size_t index);
std::vector<std::size_t> visible_columns(const TableSettings& settings);

// ---- where they are in this frame, in pixels ----
struct GridLayout {
  struct Column {
    std::size_t column = 0;
    float x = 0, w = 0;  // from the left of the grid, before scrolling
    bool frozen = false;
  };
  Rect view = {};  // head and rows
  Rect body = {};  // rows
  float head = 0, row = 0, check = 0;
  float frozen = 0, total = 0;  // widths
  float scrolled = 0;
  std::vector<Column> columns = {};

  Rect cell(const Column& column, float y, float h) const {
    return {view.x + column.x - (column.frozen ? 0 : scrolled), y, column.w, h};
  }
  Rect fixed_part() const { return {view.x, view.y, frozen, view.h}; }
  Rect moving_part() const { return {view.x + frozen, view.y, view.w - frozen, view.h}; }
  // The place in `columns` of the column that a point is over, and the one whose right edge it is near.
  std::optional<std::size_t> column_at(float x) const;
  std::optional<std::size_t> edge_at(float x, float reach) const;
};
GridLayout grid_layout(const Ui& ui, const TableSettings& settings, Rect view);

}  // namespace voronka::ui
