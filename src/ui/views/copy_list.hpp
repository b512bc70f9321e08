// The copies of everything in this browser as rows: when, how much, open, save to a file.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

enum class CopyUse : std::uint8_t {
  open_or_save,
  restore,    // the same where the data is lost: opening takes leave of what is there
  save_only,  // the database takes nothing
};

// Draws nothing when there are none.
void draw_copy_list(ViewContext& context, Column& column, CopyUse use);
std::string moment_words(const ViewContext& context, std::int64_t at_ms);  // сегодня, 14:30

}  // namespace voronka::ui
