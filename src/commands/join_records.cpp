#include "commands/join_records.hpp"

#include <algorithm>
#include <utility>

#include "base/fold.hpp"
#include "model/custom_values.hpp"
#include "model/titles.hpp"

namespace voronka {
namespace {

void fill(std::string& value, const std::string& other) {
  if (value.empty()) value = other;
}

// What is added is compared by `key`; what has none, as it stands.
template <class Key>
void add_missing(TextList& list, const TextList& more, const Key& key) {
  const auto key_of = [&](const std::string& text) {
    std::string found = key(text);
    return found.empty() ? text : found;
  };
  for (const std::string& text : more)
    if (std::ranges::find(list, key_of(text), key_of) == list.end()) list.push_back(text);
}

void add_extra(ExtraFields& fields, const ExtraFields& more) {
  for (const auto& [name, value] : more) {
    const auto place = std::ranges::lower_bound(fields, name, {}, &ExtraFields::value_type::first);
    if (place == fields.end() || place->first != name) fields.insert(place, {name, value});
  }
}

template <class Record>
void join_rest(Record& keep, const Record& gone) {
  fill(keep.name, gone.name);
  add_missing(keep.phones, gone.phones, number_key);
  add_missing(keep.emails, gone.emails, [](const std::string& text) { return folded(text); });
  if (keep.comment.empty()) {
    keep.comment = gone.comment;
  } else if (!keep.comment.contains(gone.comment)) {
    keep.comment += "\n" + gone.comment;
  }
  if (keep.origin == Origin{}) keep.origin = gone.origin;
  if constexpr (requires { keep.links; }) {
    for (const PersonLink& link : gone.links)
      if (link.contact != keep.id &&
          std::ranges::find(keep.links, link.contact, &PersonLink::contact) == keep.links.end())
        keep.links.push_back(link);
  }
  add_extra(keep.extra, gone.extra);
  for (const CustomValue& value : gone.custom)
    if (custom_value(keep.custom, value.field).empty()) set_custom_value(keep.custom, value.field, value.text);
}

// Every record of a type that points at `gone` with this member points at `keep`.
template <class Record, class Other>
void redirect(Draft& draft, Id<Other> Record::* member, Id<Other> keep, Id<Other> gone) {
  for (const Record& record : draft.document().table<Record>().rows()) {
    if (record.*member != gone) continue;
    Record changed = *draft.find(record.id);
    changed.*member = keep;
    draft.put(std::move(changed));
  }
}

// What was said of the one that goes is said of the one that stays, unless something is already; nobody is linked with himself.
void redirect_links(PersonLinks& links, Id<Contact> keep, Id<Contact> gone, Id<Contact> self) {
  const auto from = std::ranges::find(links, gone, &PersonLink::contact);
  if (from == links.end()) return;
  const bool known = keep == self || std::ranges::find(links, keep, &PersonLink::contact) != links.end();
  if (known) {
    links.erase(from);
  } else {
    from->contact = keep;
  }
}
bool speaks_of(const PersonLinks& links, Id<Contact> who) {
  return std::ranges::find(links, who, &PersonLink::contact) != links.end();
}

void redirect_all(Draft& draft, Id<Contact> keep, Id<Contact> gone) {
  for (const Contact& contact : draft.document().table<Contact>().rows()) {
    if (!speaks_of(contact.links, gone) || contact.id == gone) continue;
    Contact changed = *draft.find(contact.id);
    redirect_links(changed.links, keep, gone, changed.id);
    draft.put(std::move(changed));
  }
  for (const Deal& deal : draft.document().table<Deal>().rows()) {
    if (std::ranges::find(deal.contacts, gone) == deal.contacts.end() && !speaks_of(deal.roles, gone)) continue;
    Deal changed = *draft.find(deal.id);
    redirect_links(changed.roles, keep, gone, {});
    if (std::ranges::find(deal.contacts, gone) == deal.contacts.end()) {
      draft.put(std::move(changed));
      continue;
    }
    // The first of both stays where it stands: the first contact of a deal is the one who is called.
    std::ranges::replace(changed.contacts, gone, keep);
    const auto first = std::ranges::find(changed.contacts, keep);
    changed.contacts.erase(std::remove(first + 1, changed.contacts.end(), keep), changed.contacts.end());
    draft.put(std::move(changed));
  }
  redirect(draft, &Activity::contact, keep, gone);
  redirect(draft, &Note::contact, keep, gone);
}

void redirect_all(Draft& draft, Id<Company> keep, Id<Company> gone) {
  redirect(draft, &Deal::company, keep, gone);
  redirect(draft, &Contact::company, keep, gone);
  redirect(draft, &Note::company, keep, gone);
}

// A company in the trash must not keep the other one's away.
void leave_trash(const Draft& draft, Contact& contact) {
  const Company* company = draft.find(contact.company);
  if (company && company->deleted) contact.company = {};
}
void leave_trash(const Draft&, const Company&) {}

template <class Record>
Result<Done> join_two(Draft& draft, Id<Record> keep_id, Id<Record> gone_id) {
  const Record* keep = draft.find(keep_id);
  const Record* gone = draft.find(gone_id);
  if (!keep || !gone || keep->deleted || gone->deleted) return refuse(TextKey::error_record_gone);
  if (keep_id == gone_id) return refuse(TextKey::error_field_value);
  Record kept = *keep;
  leave_trash(draft, kept);
  Record whole = joined(kept, *gone);
  Record trash = *gone;
  trash.deleted = {.by = DeletedBy::user, .at_ms = draft.stamp().now.utc_ms};
  draft.put(std::move(whole));
  draft.put(std::move(trash));
  redirect_all(draft, keep_id, gone_id);
  return Done{};
}

}  // namespace

std::string number_key(std::string_view phone) {
  std::string digits = digits_of(phone);
  if (digits.size() < 7) return {};
  return digits.size() > 10 ? digits.substr(digits.size() - 10) : digits;
}

Contact joined(const Contact& keep, const Contact& gone) {
  Contact whole = keep;
  join_rest(whole, gone);
  fill(whole.job_title, gone.job_title);
  if (!whole.company) whole.company = gone.company;
  return whole;
}

Company joined(const Company& keep, const Company& gone) {
  Company whole = keep;
  join_rest(whole, gone);
  fill(whole.website, gone.website);
  fill(whole.address, gone.address);
  // Numbers of two offices must not be mixed: those of the one that goes come where the other has none at all, or is the same office.
  const auto requisites = {&Company::legal_name, &Company::legal_address, &Company::inn,
                           &Company::kpp,        &Company::ogrn,          &Company::bank,
                           &Company::bic,        &Company::account,       &Company::corr_account};
  const bool none = std::ranges::all_of(requisites, [&](auto member) { return (whole.*member).empty(); });
  const bool same_office =
      !whole.inn.empty() && whole.inn == gone.inn && (whole.kpp.empty() || gone.kpp.empty() || whole.kpp == gone.kpp);
  if (none || same_office)
    for (auto member : requisites) fill(whole.*member, gone.*member);
  return whole;
}

Result<Done> reduce(Draft& draft, const JoinRecords& join) {
  if (join.type == RecordType::contact) return join_two(draft, Id<Contact>{join.keep}, Id<Contact>{join.gone});
  if (join.type == RecordType::company) return join_two(draft, Id<Company>{join.keep}, Id<Company>{join.gone});
  return refuse(TextKey::error_field_value);
}

Text label_of(const Document& document, const JoinRecords& join) {
  return {.key = TextKey::undo_join_records,
          .arguments = {{.name = "name", .value = title_of(document, join.type, join.keep)}}};
}

}  // namespace voronka
