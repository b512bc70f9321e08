#include "ui/views/form_rows.hpp"

#include <algorithm>

namespace voronka::ui {
namespace {

constexpr float label_dp = 118;

float label_width(const Ui& ui, float row_width) { return std::min(ui.dp(label_dp), row_width * 0.4F); }

}  // namespace

float control_height(const Ui& ui) { return ui.dp(size::control); }

Rect field_row(Ui& ui, Column& column, std::string_view name, bool first, bool required) {
  if (!first) {
    const Rect above = column.top(ui.dp(5));
    const float y = above.y + ui.dp(2);
    ui.line({above.x, y}, {above.right(), y}, ui.color.border);
  }
  Row row(column.top(control_height(ui)));
  // The field below has this as its name, so it is painted, not spoken a second time.
  Rect place = row.left(label_width(ui, row.rest().w));
  const float mark = required ? ui.dp(10) : 0;
  place.w -= mark;
  const float width = paint_text(ui, place, TextStyle::label, ui.color.muted, name);
  if (required)
    paint_text(ui, {place.x + width + ui.dp(2), place.y, mark, place.h}, TextStyle::label, ui.color.bad, "*");
  return row.rest();
}

Rect field_row_more(Ui& ui, Column& column, float height) {
  Row row(column.top(height));
  row.left(label_width(ui, row.rest().w));
  return row.rest();
}

bool row_button(Ui& ui, Column& column, NodeId id, const ButtonOptions& options) {
  Row row(column.top(control_height(ui)));
  return button(ui, id, row.left(button_width(ui, options)), options);
}

void section_heading(Ui& ui, Column& column, std::string_view text) {
  column.space(ui.dp(18));
  heading(ui, column.top(line_height(ui, TextStyle::strong)), 2, TextStyle::strong, text);
  column.space(ui.dp(6));
}

void hint(Ui& ui, Column& column, std::string_view text) {
  const float used = paragraph(ui, column.rest(), TextStyle::meta, ui.color.muted, text);
  column.space(used + ui.dp(8));
}

void problem_line(Ui& ui, Column& column, std::string_view problem) {
  if (problem.empty()) return;
  column.space(ui.dp(2));
  column.space(paint_wrapped(ui, column.rest(), TextStyle::meta, ui.color.bad, problem) + ui.dp(4));
}

void alert_line(Ui& ui, Column& column, NodeId id, std::string_view problem) {
  if (problem.empty()) return;
  const float height = wrapped_height(ui, TextStyle::meta, problem, column.rest().w);
  ui.sem.add(id, {column.rest().x, column.rest().y, column.rest().w, height}, {.role = Role::alert, .name = problem});
  problem_line(ui, column, problem);
}

float field_row_width(const Ui& ui, const Column& column) { return column.rest().w - label_width(ui, column.rest().w); }

void problem_below_field(Ui& ui, Column& column, std::string_view problem) {
  if (problem.empty()) return;
  const float width = field_row_width(ui, column);
  const float height = wrapped_height(ui, TextStyle::meta, problem, width);
  paint_wrapped(ui, field_row_more(ui, column, height + ui.dp(4)), TextStyle::meta, ui.color.bad, problem);
}

std::string capitalized(std::string text) {
  if (text.empty()) return text;
  const auto first = static_cast<unsigned char>(text[0]);
  if (first >= 'a' && first <= 'z') text[0] = static_cast<char>(first - 32);
  if (text.size() < 2) return text;
  const auto second = static_cast<unsigned char>(text[1]);
  if (first == 0xD0 && second >= 0xB0) text[1] = static_cast<char>(second - 0x20);  // а..п
  if (first == 0xD1 && second <= 0x8F) {                                            // р..я
    text[0] = static_cast<char>(0xD0);
    text[1] = static_cast<char>(second + 0x20);
  }
  return text;
}

std::string tel_address(std::string_view phone) {
  std::string address = "tel:";
  for (const char c : phone) {
    if (c >= '0' && c <= '9') address += c;
    if (c == '+' && address.size() == 4) address += c;
    if ((c & 0x80) != 0 && c != '\xC2' && c != '\xA0') break;  // words after the number: an extension
    if ((c >= 'a' && c <= 'z') || c == ',' || c == ';') break;
  }
  return address;
}

}  // namespace voronka::ui
