#include "commands/apply_appointments.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/fold.hpp"

namespace voronka {
namespace {

constexpr std::int64_t minute_ms = 60'000;

Due due_of(const AppointmentRow& row) {
  Due due = {.date = local_date(row.at)};
  if (row.has_time) due.time = local_time(row.at);
  return due;
}
// Of a day without an hour: its end.
bool is_over(const AppointmentRow& row, Moment now) {
  if (!row.has_time) return local_date(row.at) < local_date(now);
  return row.at.utc_ms + row.busy_minutes * minute_ms < now.utc_ms;
}

std::int64_t last_written_ms(const Stamps& stamps) {
  std::int64_t last_ms = stamps.rest().at_ms;
  for (const auto& [slot, stamp] : stamps.own()) last_ms = std::max(last_ms, stamp.at_ms);
  return last_ms;
}

// Who has these addresses, and the deals of them that are worked on.
class People {
 public:
  People(const Document& document, const std::vector<AppointmentRow>& rows) : document_(document) {
    for (const AppointmentRow& row : rows)
      for (const std::string& email : row.emails) by_email_.try_emplace(folded(email));
    if (by_email_.empty()) return;
    add<Contact>(&Who::contact);
    add<Company>(&Who::company);
    for (const Deal& deal : document.table<Deal>().rows()) {
      if (deal.deleted || !is_worked_on(deal)) continue;
      for (const Id<Contact> contact : deal.contacts) note(contact.raw, deal.id);
      note(deal.company.raw, deal.id);
    }
  }

  struct Place {
    Id<Contact> contact = {};
    Id<Deal> deal = {};
  };
  // Contacts before companies: the deals of a company are asked for only where nobody of those who take part is known by himself.
  Place place_of(const TextList& emails) const {
    Place place;
    std::vector<Id<Deal>> deals;
    const auto take = [&](RawId who) {
      const auto found = deals_.find(who);
      if (found == deals_.end()) return;
      for (const Id<Deal> deal : found->second)
        if (std::ranges::find(deals, deal) == deals.end()) deals.push_back(deal);
    };
    std::vector<Id<Contact>> contacts;
    for (const std::string& email : emails)
      if (const auto who = by_email_.find(folded(email)); who != by_email_.end() && who->second.contact)
        contacts.push_back(who->second.contact);
    for (const Id<Contact> contact : contacts) take(contact.raw);
    if (contacts.empty())
      for (const std::string& email : emails)
        if (const auto who = by_email_.find(folded(email)); who != by_email_.end() && who->second.company)
          take(who->second.company.raw);
    if (deals.size() == 1) place.deal = deals[0];
    const Deal* deal = document_.find(place.deal);
    for (const Id<Contact> contact : contacts) {
      if (!place.contact) place.contact = contact;
      // Somebody of the deal rather than a colleague who was only invited.
      if (deal && std::ranges::find(deal->contacts, contact) != deal->contacts.end()) {
        place.contact = contact;
        break;
      }
    }
    return place;
  }

 private:
  struct Who {
    Id<Contact> contact = {};
    Id<Company> company = {};
  };
  template <class Record>
  void add(Id<Record> Who::* member) {
    for (const Record& record : document_.table<Record>().rows()) {
      if (record.deleted) continue;
      for (const std::string& email : record.emails) {
        const auto who = by_email_.find(folded(email));
        if (who == by_email_.end() || who->second.*member) continue;
        who->second.*member = record.id;
        deals_.try_emplace(record.id.raw);
      }
    }
  }
  void note(RawId who, Id<Deal> deal) {
    if (const auto found = deals_.find(who); found != deals_.end()) found->second.push_back(deal);
  }

  const Document& document_;
  std::unordered_map<std::string, Who> by_email_ = {};
  std::unordered_map<RawId, std::vector<Id<Deal>>, IdHash> deals_ = {};
};

// What the calendar says of an activity that is here.
Activity followed(const Activity& activity, const AppointmentRow& row, bool is_own) {
  Activity changed = activity;
  // What is done is history: a calendar that moves it afterwards does not.
  if (!changed.done_at) {
    if (changed.due != due_of(row)) changed.due = due_of(row);
    if (row.busy_minutes > 0 && row.has_time) {
      // An export writes half an hour where nothing is said.
      const bool unsaid = is_own && !changed.duration_minutes && row.busy_minutes == 30;
      if (!unsaid) changed.duration_minutes = row.activity.duration_minutes;
    }
    if (row.done_at) changed.done_at = row.done_at;
  }
  if (!is_own) {
    if (changed.title.empty()) changed.title = row.activity.title;
    if (changed.comment.empty()) changed.comment = row.activity.comment;
  }
  return changed;
}

// Without a draft nothing is written, only counted.
AppointmentPlan apply(const Document& document, const std::vector<AppointmentRow>& rows, Moment now, Draft* draft) {
  const auto put = [&](Activity activity) {
    if (!draft) return;
    const Activity* there = document.find(activity.id);
    if (there && there->deleted.by == DeletedBy::undo) {
      activity.stamps = there->stamps;
      activity.unknown = there->unknown;
    } else if (there && there->deleted) {  // something else has that id by now, and is in the trash
      activity.id = draft->new_id<Activity>();
    }
    draft->put(std::move(activity));
  };
  const People people(document, rows);
  std::unordered_map<std::string, const Activity*> by_origin;
  for (const Activity& activity : document.table<Activity>().rows())
    if (activity.origin.system == calendar_system && activity.deleted.by != DeletedBy::undo)
      by_origin.try_emplace(activity.origin.id, &activity);

  AppointmentPlan plan;
  std::unordered_map<RawId, std::size_t, IdHash> seen;
  for (const AppointmentRow& row : rows) {
    std::string place;
    const auto fate_of = [&] {
      const Activity* there = row.own ? document.find(Id<Activity>{row.own}) : nullptr;
      const auto origin = by_origin.find(row.activity.origin.id);
      if (!there && origin != by_origin.end()) there = origin->second;
      Activity fresh = row.activity;
      fresh.id = {id_of_text("appointment " + row.activity.origin.id)};
      if (const Activity* same = there ? nullptr : document.find(fresh.id); same && !same->deleted) there = same;
      const RawId id = there ? there->id.raw : fresh.id.raw;
      if (!seen.try_emplace(id, row.line).second) return AppointmentFate::same;  // twice in the file
      if (there) {
        if (there->deleted) return AppointmentFate::same;
        Activity changed = followed(*there, row, static_cast<bool>(row.own));
        if (changed == *there) return AppointmentFate::same;
        if (row.changed_ms > 0 && last_written_ms(there->stamps) > row.changed_ms + 999)
          return AppointmentFate::newer_here;
        put(std::move(changed));
        return AppointmentFate::changed;
      }
      if (row.emails.empty()) return AppointmentFate::no_people;
      const auto [contact, deal] = people.place_of(row.emails);
      if (!contact && !deal) return AppointmentFate::nobody_known;
      fresh.contact = contact;
      fresh.deal = deal;
      fresh.due = due_of(row);
      fresh.done_at = row.done_at;
      if (row.is_event && !fresh.done_at && is_over(row, now)) fresh.done_at = row.at;
      place = deal ? document.find(deal)->title : document.find(contact)->name;
      put(std::move(fresh));
      return deal ? AppointmentFate::to_deal : AppointmentFate::to_contact;
    };
    const AppointmentFate fate = fate_of();
    ++plan.counts[static_cast<std::size_t>(fate)];
    plan.fates.push_back(fate);
    plan.places.push_back(std::move(place));
  }
  return plan;
}

}  // namespace

AppointmentPlan plan_appointments(const Document& document, const std::vector<AppointmentRow>& rows, Moment now) {
  return apply(document, rows, now, nullptr);
}

Result<Done> reduce(Draft& draft, ApplyAppointments given) {
  apply(draft.document(), given.rows, draft.stamp().now, &draft);
  return Done{};
}

}  // namespace voronka
