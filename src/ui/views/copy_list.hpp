// The copies of everything in this browser as rows: when, how much, open, save to a file.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

enum class CopyUse : std::uint8_t {
  open_or_save,
  restore,    // the same where the data is lost: opening takes leave of what is there
  repair,     // the same where some of it cannot be read
  save_only,  // the database takes nothing
};

// Draws nothing when there are none.
void draw_copy_list(ViewContext& context, Column& column, CopyUse use);
std::string bytes_words(const Ui& ui, std::uint64_t bytes);  // 12 КБ
// Why a copy was not made; of one that was made: empty.
std::string why_words(const Ui& ui, CopyFailure failure, std::string_view detail);
template <class Attempt>
std::string why_words(const Ui& ui, const Attempt& attempt) {
  return why_words(ui, attempt.failure, attempt.detail);
}
// The page that saves the data without the program.
void draw_rescue_link(Ui& ui, Column& column);
std::string moment_words(const ViewContext& context, std::int64_t at_ms);  // сегодня, 14:30

}  // namespace voronka::ui
