// What activities are called: their kinds, what came of them, how often they repeat, when they are due. Shared by the deal sheet, the
// popup of the next step and the page of today.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "model/activity.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

inline constexpr std::array activity_kinds = {ActivityKind::call, ActivityKind::meeting, ActivityKind::email,
                                              ActivityKind::message, ActivityKind::task};
inline constexpr std::array repeats = {Repeat::none,      Repeat::daily,   Repeat::working_days, Repeat::weekly,
                                       Repeat::two_weeks, Repeat::monthly, Repeat::quarterly,    Repeat::yearly};

TextKey key_of(ActivityKind kind);
TextKey key_of(Repeat repeat);
// In the words of the kind: a call is answered, a meeting takes place. TextKey::none for none.
TextKey key_of(ActivityOutcome outcome, ActivityKind kind);
// What can come of an activity of that kind; the digits 1 to 4 in that order.
std::span<const ActivityOutcome> outcomes_of(ActivityKind kind);
const char* icon_of(ActivityKind kind);

std::string title_or_kind(const Ui& ui, const Activity& activity);
std::string due_text(const ViewContext& context, const Due& due);  // "сегодня 16:00"
bool is_overdue(const Due& due, Moment now);
// What is due first comes first; within a day what has no hour comes last; what has no day comes after all.
std::vector<Id<Activity>> in_order_of_due(std::vector<const Activity*> activities);
// What is to be done for a deal, in that order. One pass over all activities.
std::vector<Id<Activity>> open_activities_of(const Document& document, Id<Deal> deal);
// Whom a call is for: the activity's own contact, else a contact of the deal, else its company. Empty for none.
std::string phone_of(const Document& document, const Deal& deal, Id<Contact> contact = {});
std::string email_of(const Document& document, const Deal& deal, Id<Contact> contact = {});
// Of those that are not in the trash, and with a name if there is one.
const Contact* first_contact(const Document& document, const Deal& deal);

}  // namespace voronka::ui
