// The few shapes that panels and settings are made of: a labelled row, a section heading, a hint, the sentence under a field
// that could not be read. Drawing only, no state.
#pragma once

#include <string>
#include <string_view>

#include "ui/ui.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

// A field or button is as high as the pointer needs it.
float control_height(const Ui& ui);

// Label left, control right, a hairline above (not in the first row). Gives the rectangle of the control. The mark of what is
// required stays where the name is cut.
Rect field_row(Ui& ui, Column& column, std::string_view name, bool first = false, bool required = false);
// The same place below: for the second line of a row.
Rect field_row_more(Ui& ui, Column& column, float height);
float field_row_width(const Ui& ui, const Column& column);  // of the control

// A button in a row of its own, as wide as its words.
bool row_button(Ui& ui, Column& column, NodeId id, const ButtonOptions& options);

void section_heading(Ui& ui, Column& column, std::string_view text);
void hint(Ui& ui, Column& column, std::string_view text);
// Draws nothing when there is no problem.
void problem_line(Ui& ui, Column& column, std::string_view problem);
// The same, spoken at once: it belongs to no field.
void alert_line(Ui& ui, Column& column, NodeId id, std::string_view problem);
void problem_below_field(Ui& ui, Column& column, std::string_view problem);  // under the control of a field_row

std::string capitalized(std::string text);  // the first letter of a sentence, Latin or Cyrillic
// "+7 (917) 555-01-22 доб. 3" -> "tel:+79175550122"
std::string tel_address(std::string_view phone);

}  // namespace voronka::ui
