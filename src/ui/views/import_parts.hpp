// The steps of an import that have much to show. Private to import_*.cpp.
#pragma once

#include <span>

#include "ui/view.hpp"

namespace voronka::ui {

void draw_import_table(ViewContext& context);
// What the cells of a table mean where the file cannot tell; part of draw_import_table. Sends PreviewImport on each change.
void draw_import_questions(ViewContext& context, Column& column);
void draw_import_columns(ViewContext& context, Column& column);
void draw_import_stages(ViewContext& context, Column& column);
// A button with their number (of all; the list has the first of them) that opens the list below. Draws nothing for none.
void draw_import_warnings(Ui& ui, Column& column, std::span<const ImportWarning> warnings, std::size_t count,
                          bool& open);
void draw_import_calls(ViewContext& context);
void draw_import_catalog(ViewContext& context);
void draw_import_own_file(ViewContext& context);
void draw_import_merge(ViewContext& context);
void draw_import_password(ViewContext& context);

}  // namespace voronka::ui
