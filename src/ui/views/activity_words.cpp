#include "ui/views/activity_words.hpp"

#include "base/sort.hpp"
#include "generated/icons.hpp"

namespace voronka::ui {
namespace {

bool due_before(const Activity& a, const Activity& b) {
  if (a.due.date.has_value() != b.due.date.has_value()) return a.due.date.has_value();
  if (a.due.date != b.due.date) return a.due.date < b.due.date;
  if (a.due.time.has_value() != b.due.time.has_value()) return a.due.time.has_value();
  if (a.due.time != b.due.time) return a.due.time < b.due.time;
  return a.id < b.id;
}

}  // namespace

TextKey key_of(ActivityKind kind) {
  constexpr TextKey keys[] = {TextKey::activity_call, TextKey::activity_meeting, TextKey::activity_email,
                              TextKey::activity_message, TextKey::activity_task};
  return keys[static_cast<std::size_t>(kind)];
}

TextKey key_of(Repeat repeat) {
  constexpr TextKey keys[] = {TextKey::repeat_none,      TextKey::repeat_daily,     TextKey::repeat_working_days,
                              TextKey::repeat_weekly,    TextKey::repeat_two_weeks, TextKey::repeat_monthly,
                              TextKey::repeat_quarterly, TextKey::repeat_yearly};
  return keys[static_cast<std::size_t>(repeat)];
}

TextKey key_of(ActivityOutcome outcome, ActivityKind kind) {
  // By outcome without "none", then by kind.
  constexpr TextKey keys[][5] = {{TextKey::outcome_talked, TextKey::outcome_took_place, TextKey::outcome_replied,
                                  TextKey::outcome_replied, TextKey::outcome_done},
                                 {TextKey::outcome_no_answer, TextKey::outcome_not_come, TextKey::outcome_no_reply,
                                  TextKey::outcome_no_reply, TextKey::outcome_not_done},
                                 {TextKey::outcome_call_back, TextKey::outcome_moved, TextKey::outcome_later,
                                  TextKey::outcome_later, TextKey::outcome_later},
                                 {TextKey::outcome_refused, TextKey::outcome_refused, TextKey::outcome_refused,
                                  TextKey::outcome_refused, TextKey::outcome_refused}};
  if (outcome == ActivityOutcome::none) return TextKey::none;
  return keys[static_cast<std::size_t>(outcome) - 1][static_cast<std::size_t>(kind)];
}

std::span<const ActivityOutcome> outcomes_of(ActivityKind kind) {
  using enum ActivityOutcome;
  static constexpr ActivityOutcome all[] = {success, no_contact, postponed, refused};
  return std::span(all).first(kind == ActivityKind::task ? 3 : 4);
}

const char* icon_of(ActivityKind kind) {
  constexpr const char* icons[] = {icon::phone, icon::users, icon::mail, icon::message_square, icon::square_check};
  return icons[static_cast<std::size_t>(kind)];
}

std::string title_or_kind(const Ui& ui, const Activity& activity) {
  return activity.title.empty() ? ui.tr(key_of(activity.kind)) : activity.title;
}

std::string due_text(const ViewContext& context, const Due& due) {
  if (!due.date) return context.ui.tr(TextKey::activity_no_date);
  std::string text = context.ui.locale.date_near(*due.date, context.app.today());
  if (due.time) text += " " + context.ui.locale.time(*due.time);
  return text;
}

bool is_overdue(const Due& due, Moment now) {
  if (!due.date) return false;
  if (*due.date != local_date(now)) return *due.date < local_date(now);
  return due.time && *due.time < local_time(now);
}

std::vector<Id<Activity>> in_order_of_due(std::vector<const Activity*> activities) {
  sort_rows(activities, [](const Activity* a, const Activity* b) { return due_before(*a, *b); });
  std::vector<Id<Activity>> ids;
  for (const Activity* activity : activities) ids.push_back(activity->id);
  return ids;
}

std::vector<Id<Activity>> open_activities_of(const Document& document, Id<Deal> deal) {
  std::vector<const Activity*> open;
  for (const Activity& activity : document.table<Activity>().rows())
    if (activity.deal == deal && !activity.deleted && !activity.done_at) open.push_back(&activity);
  return in_order_of_due(std::move(open));
}

namespace {

template <class Addresses>
std::string first_address(const Document& document, const Deal& deal, Id<Contact> contact, Addresses addresses_of) {
  const auto first_of = [&](const auto* record) {
    return record && !record->deleted && !addresses_of(*record).empty() ? addresses_of(*record)[0] : std::string();
  };
  std::string found = first_of(document.find(contact));
  for (std::size_t i = 0; found.empty() && i < deal.contacts.size(); ++i)
    found = first_of(document.find(deal.contacts[i]));
  return found.empty() ? first_of(document.find(deal.company)) : found;
}

}  // namespace

std::string phone_of(const Document& document, const Deal& deal, Id<Contact> contact) {
  return first_address(document, deal, contact, [](const auto& record) -> const TextList& { return record.phones; });
}
std::string email_of(const Document& document, const Deal& deal, Id<Contact> contact) {
  return first_address(document, deal, contact, [](const auto& record) -> const TextList& { return record.emails; });
}

const Contact* first_contact(const Document& document, const Deal& deal) {
  const Contact* first = nullptr;
  for (const Id<Contact> id : deal.contacts) {
    const Contact* contact = document.find(id);
    if (!contact || contact->deleted) continue;
    if (!contact->name.empty()) return contact;
    if (!first) first = contact;
  }
  return first;
}

}  // namespace voronka::ui
