// The table: all deals of the pipeline as rows, for those who think in spreadsheets. Route "table".
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

extern const View table_view;
// Once a frame, after drawing: names typed into a cell that is not drawn any more, for the page is another, are sent.
void flush_cell(ViewContext& context);

}  // namespace voronka::ui
