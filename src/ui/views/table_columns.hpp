// The columns there are. One row of the table in table_columns.cpp is one column: what it is called, how it is printed and
// sorted, and which field of the deal it edits. Not where columns stand and how wide they are: that is table_layout.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ui/table_model.hpp"
#include "ui/views/edits.hpp"

namespace voronka::ui {

// A cell that is not a plain field of the deal: chosen from a menu, or typed as a name, or as several.
enum class CellChoice : std::uint8_t { none, stage, status, loss_reason, custom, company, contacts, tags };
constexpr bool is_typed(CellChoice choice) { return choice >= CellChoice::company; }

struct TableColumn {
  std::string_view id = {};  // in the device's settings: never renamed
  TextKey title = TextKey::none;
  std::int16_t width_dp = 120;
  Align align = Align::left;
  bool hidden = false;  // until somebody asks for it
  std::string (*print)(const ViewContext& context, const TableRow& row) = nullptr;
  RowOrder order = {};
  const FieldKind* kind = nullptr;  // typed into, as the deal panel's fields are
  FieldPlace (*place)(Id<Deal> deal) = nullptr;
  CellChoice choice = CellChoice::none;
  // What a spreadsheet understands, where that is another text than the printed one.
  std::string (*copy)(const ViewContext& context, const TableRow& row) = nullptr;
  bool (*warns)(const ViewContext& context, const TableRow& row) = nullptr;  // printed red
  // A custom field: it has these instead of `title`, `print` and `place`.
  Id<CustomField> custom = {};
  std::string_view name = {};
};

// Those of the table, then the custom fields of deals (the first 60), as they were at the last follow_custom_columns().
std::span<const TableColumn> table_columns();
// Answers a number that changes whenever the columns do: indices of custom columns are then others. Linear in the fields:
// for once a frame.
std::uint64_t follow_custom_columns(const Document& document);

std::string column_title(const Ui& ui, const TableColumn& column);
std::string print_cell(const ViewContext& context, const TableColumn& column, const TableRow& row);
std::string copy_cell(const ViewContext& context, const TableColumn& column, const TableRow& row);
FieldPlace place_of(const TableColumn& column, Id<Deal> deal);  // of a column with a kind
// Whether this deal's cell can be edited: an open deal has no day it was closed on.
bool can_edit(const TableColumn& column, const Deal& deal);

}  // namespace voronka::ui
