// The table: all deals of the pipeline as rows, for those who think in spreadsheets. Route "table".
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

extern const View table_view;

}  // namespace voronka::ui
