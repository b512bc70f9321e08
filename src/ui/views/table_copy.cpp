// Rows for a spreadsheet: tabs between cells, heads in the user's language, quoted as Excel does.
#include "base/later.hpp"
#include "ui/views/table_parts.hpp"

namespace voronka::ui {
namespace {

void add_cell(std::string& text, std::string_view cell, bool first) {
  if (!first) text += '\t';
  if (cell.find_first_of("\t\n\r\"") == std::string_view::npos) {
    text += cell;
    return;
  }
  text += '"';
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

}  // namespace

VORONKA_LATER std::string copied_text(const ViewContext& context, const TableState& state, Id<Deal> asked) {
  const std::vector<std::size_t> columns = visible_columns(state.settings);
  std::string text;
  for (std::size_t i = 0; i < columns.size(); ++i)
    add_cell(text, column_title(context.ui, table_columns()[columns[i]]), i == 0);
  const auto& deals = context.document.table<Deal>();
  for (const Id<Deal> id : chosen_deals(context, state, asked)) {
    const TableRow row = row_at(context, static_cast<std::uint32_t>(deals.find(id) - deals.rows().data()));
    text += "\r\n";
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const TableColumn& column = table_columns()[columns[i]];
      add_cell(text, copy_cell(context, column, row), i == 0);
    }
  }
  return text + "\r\n";
}

void copy_rows(ViewContext& context, const TableState& state, Id<Deal> asked) {
  const auto count = static_cast<std::int64_t>(chosen_deals(context, state, asked).size());
  if (count == 0) return;
  context.ui.host.copy_text(copied_text(context, state, asked));
  context.ui.toast({.text = context.ui.tr(TextKey::table_copied, {{"count", count}}), .seconds = 3});
}

}  // namespace voronka::ui
