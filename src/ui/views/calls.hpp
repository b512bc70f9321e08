// Calls begun from the page: by what they are made, how long they last, and what came of them. One press writes it down and leads to the
// next step. Until then it is a setting of the device (Preferences::call); a call that nobody answers for is no activity.
#pragma once

#include <string>

#include "ui/view.hpp"

namespace voronka::ui {

// "tel:+79175550122", or what the user's own telephone system wants to hear (Preferences::softphone).
std::string call_address(const ViewContext& context, std::string_view phone);
bool is_softphone(std::string_view pattern);  // can be opened, and has a place for the number

// A link to a number was pressed: the browser opens it, the page counts the time. `planned`: the activity the call is for, if one is meant.
void call_begun(ViewContext& context, Id<Deal> deal, Id<Activity> planned = {});
void call(ViewContext& context, Id<Deal> deal, std::string_view phone, Id<Activity> planned = {});  // opens it, too

// The strip below the top bar while a call is on; 0 when none is.
float call_strip_height(ViewContext& context);
void draw_call_strip(ViewContext& context, Rect rect);

// What a message about the deal begins with: the user's text, filled in.
std::string message_text(const ViewContext& context, const Deal& deal);

}  // namespace voronka::ui
