// A field of a record that is a list of short texts, edited line by line: the items of a checklist, the choices of a custom field.
#pragma once

#include "ui/views/edits.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

struct TextItemsWords {
  TextKey title = TextKey::none;
  TextKey item = TextKey::none;    // "Item {number}"
  TextKey remove = TextKey::none;  // "Remove item {number}"
  TextKey add = TextKey::none;
};

// The items are one value, so each edit sends the whole list; a focus is still one undo step. Ids are of the scope it is drawn in; `place`
// is of a TextList.
void edit_text_items(ViewContext& context, Column& column, const FieldPlace& place, const char* icon,
                     const TextItemsWords& words);

}  // namespace voronka::ui
