#include "formats/call_match.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/digits.hpp"
#include "base/sort.hpp"
#include "commands/join_records.hpp"

namespace voronka {
namespace {

constexpr std::uint32_t nobody = static_cast<std::uint32_t>(-1);
constexpr std::int64_t never = -1;

// number_key() as a number, without a text in between: it is asked for every number of every contact. 0 for none.
std::uint64_t number_of(std::string_view phone) {
  constexpr std::uint64_t ten_digits = 10'000'000'000;
  std::uint64_t number = 0;
  std::size_t digits = 0;
  for (const char c : phone) {
    if (!is_digit(c)) continue;
    number = (number * 10 + static_cast<std::uint64_t>(c - '0')) % ten_digits;
    ++digits;
  }
  return digits < 7 ? 0 : number;
}

// As it can be dialled: "79175550122" of a list is +7.
std::string written(const std::string& number) {
  return number.size() == 11 && number[0] == '7' ? "+" + number : number;
}

// FNV-1a.
std::uint64_t hash_of_text(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

using Index = std::unordered_map<std::uint64_t, std::uint32_t>;
std::uint32_t found_in(const Index& index, std::uint64_t key) {
  const auto it = key == 0 ? index.end() : index.find(key);
  return it == index.end() ? nobody : it->second;
}

struct Owner {  // of a number: a contact or a company
  Id<Contact> contact = {};
  Id<Company> company = {};
  std::string name = {};
  Id<Deal> deal = {};
  std::int64_t touched = never;  // the deal
  bool open = false;
  std::size_t calls = 0;
};
struct Worked {  // a deal of somebody who was called
  const Deal* deal = nullptr;
  std::int64_t touched = 0;
};
struct ByHand {
  std::uint32_t owner = 0;
  std::int64_t at = 0;
  std::size_t activity = 0;
};

class Matcher {
 public:
  Matcher(const Document& document, const CallList& list) : document_(document), list_(list) {}

  CallPlan plan() {
    for (const Call& call : list_.calls)
      for (const std::string* number : {&call.number, &call.other})
        if (const std::uint64_t key = number_of(*number)) numbers_.try_emplace(key, nobody);
    add_owners();
    add_deals();
    look_at_activities();
    choose_deals();
    for (std::size_t i = 0; i < list_.calls.size(); ++i) place(i);
    for (Owner& owner : owners_)
      if (owner.calls > 0) plan_.people.push_back({.name = std::move(owner.name), .calls = owner.calls});
    const auto most_first = [](const CallGroup& a, const CallGroup& b) { return a.calls > b.calls; };
    sort_rows(plan_.people, most_first);
    sort_rows(plan_.strangers, most_first);
    return std::move(plan_);
  }

 private:
  template <class Record>
  void add_owner(const Record& record) {
    std::uint32_t at = nobody;
    for (const std::string& phone : record.phones) {
      const std::uint64_t key = number_of(phone);
      if (key == 0 || !numbers_.contains(key)) continue;
      if (at == nobody) {
        at = static_cast<std::uint32_t>(owners_.size());
        owners_.push_back({.name = record.name.empty() ? phone : record.name});
        if constexpr (std::is_same_v<Record, Contact>) owners_[at].contact = record.id;
        if constexpr (std::is_same_v<Record, Company>) owners_[at].company = record.id;
        by_record_.emplace(hash_of(record.id.raw), at);
      }
      claims_.push_back({key, at});
    }
  }
  void add_owners() {
    for (const Contact& contact : document_.table<Contact>().rows())
      if (!contact.deleted) add_owner(contact);
    for (const Company& company : document_.table<Company>().rows())
      if (!company.deleted) add_owner(company);
  }

  template <class Each>
  void for_each_owner_of(const Deal& deal, const Each& each) const {
    for (const Id<Contact> contact : deal.contacts)
      if (const std::uint32_t owner = found_in(by_record_, hash_of(contact.raw)); owner != nobody) each(owner);
    if (!deal.company) return;
    if (const std::uint32_t owner = found_in(by_record_, hash_of(deal.company.raw)); owner != nobody) each(owner);
  }
  void add_deals() {
    for (const Deal& deal : document_.table<Deal>().rows()) {
      bool concerns = false;
      if (!deal.deleted) for_each_owner_of(deal, [&](std::uint32_t) { concerns = true; });
      if (!concerns) continue;
      Worked worked = {.deal = &deal};
      for (const Event& event : deal.history) worked.touched = std::max(worked.touched, event.at.utc_ms);
      by_deal_.emplace(hash_of(deal.id.raw), static_cast<std::uint32_t>(deals_.size()));
      deals_.push_back(worked);
    }
  }

  // What brings life to deals, what is here from earlier lists, and what was logged by hand.
  void look_at_activities() {
    std::size_t row = 0;
    for (const Activity& activity : document_.table<Activity>().rows()) {
      ++row;
      if (activity.origin.system == calls_system) {
        if (activity.deleted.by != DeletedBy::undo) known_.emplace(hash_of_text(activity.origin.id), 0);
      }
      if (activity.deleted || !activity.done_at) continue;
      const std::uint32_t deal = activity.deal ? found_in(by_deal_, hash_of(activity.deal.raw)) : nobody;
      const std::int64_t at = activity.done_at->utc_ms;
      if (deal != nobody) deals_[deal].touched = std::max(deals_[deal].touched, at);
      if (activity.kind != ActivityKind::call || activity.origin.system == calls_system) continue;
      const auto add = [&](std::uint32_t owner) { by_hand_.push_back({.owner = owner, .at = at, .activity = row}); };
      if (activity.contact) {
        if (const std::uint32_t owner = found_in(by_record_, hash_of(activity.contact.raw)); owner != nobody)
          add(owner);
      } else if (deal != nobody) {
        for_each_owner_of(*deals_[deal].deal, add);
      }
    }
    used_.assign(row + 1, false);
    sort_rows(by_hand_,
              [](const ByHand& a, const ByHand& b) { return a.owner != b.owner ? a.owner < b.owner : a.at < b.at; });
  }

  void choose_deals() {
    for (const Worked& worked : deals_) {
      for_each_owner_of(*worked.deal, [&](std::uint32_t at) {
        Owner& owner = owners_[at];
        const bool open = is_worked_on(*worked.deal);
        if (!open && (owner.contact || owner.open)) return;
        if (open == owner.open && worked.touched <= owner.touched) return;
        owner.deal = worked.deal->id;
        owner.touched = worked.touched;
        owner.open = open;
      });
    }
    // Claims of contacts come before those of companies.
    for (const auto& [key, at] : claims_) {
      std::uint32_t& owner = numbers_[key];
      if (owner == nobody || (owners_[at].contact && owners_[at].open &&
                              (!owners_[owner].open || owners_[at].touched > owners_[owner].touched)))
        owner = at;
    }
  }

  // The nearest of the owner's calls by hand that stands for no other one.
  bool is_by_hand(std::uint32_t owner, const Call& call) {
    const std::int64_t end = call.at.utc_ms + std::int64_t{call.seconds} * 1000;
    const ByHand* nearest = nullptr;
    const auto distance = [&](const ByHand& one) { return std::max(one.at, end) - std::min(one.at, end); };
    auto it = std::ranges::lower_bound(by_hand_, std::pair(owner, call.at.utc_ms - by_hand_ms), {},
                                       [](const ByHand& one) { return std::pair(one.owner, one.at); });
    for (; it != by_hand_.end() && it->owner == owner && it->at <= end + by_hand_ms; ++it)
      if (!used_[it->activity] && (!nearest || distance(*it) < distance(*nearest))) nearest = &*it;
    if (nearest) used_[nearest->activity] = true;
    return nearest != nullptr;
  }

  void place(std::size_t at) {
    const Call& call = list_.calls[at];
    if (call.number.empty()) {
      ++plan_.hidden;
      return;
    }
    std::uint32_t found = found_in(numbers_, number_of(call.number));
    if (found == nobody && call.direction == CallDirection::unsaid) found = found_in(numbers_, number_of(call.other));
    const bool known = !known_.empty() && known_.contains(hash_of_text(key_of(call)));
    if (known) ++plan_.known;
    if (found == nobody) {
      if (known) return;
      plan_.strange.push_back(at);
      const auto [group, fresh] = strangers_.try_emplace(hash_of_text(number_text(call.number)),
                                                         static_cast<std::uint32_t>(plan_.strangers.size()));
      if (fresh) plan_.strangers.push_back({.name = written(call.number)});
      ++plan_.strangers[group->second].calls;
      return;
    }
    Owner& owner = owners_[found];
    if (!known && !owner.contact && !owner.deal) {
      ++plan_.homeless;
      return;
    }
    if (!known && is_by_hand(found, call))
      ++plan_.by_hand;
    else if (!known)
      plan_.fresh.push_back({.call = at, .contact = owner.contact, .deal = owner.deal});
    ++plan_.matched;
    ++owner.calls;
  }

  const Document& document_;
  const CallList& list_;
  CallPlan plan_ = {};
  Index numbers_ = {}, by_record_ = {}, by_deal_ = {}, known_ = {}, strangers_ = {};
  std::vector<Owner> owners_ = {};
  std::vector<std::pair<std::uint64_t, std::uint32_t>> claims_ = {};  // numbers and owners
  std::vector<Worked> deals_ = {};
  std::vector<ByHand> by_hand_ = {};
  std::vector<bool> used_ = {};  // by activity
};

}  // namespace

CallPlan plan_calls(const Document& document, const CallList& list) { return Matcher(document, list).plan(); }

RecordSet records_of(const Document& document, const CallList& list, const CallPlan& plan, bool strangers,
                     const CallWords& words, ImportStamp stamp) {
  RecordSet records;
  Random random(stamp.seed);
  const auto id_of = [&]<class Record>(std::type_identity<Record>, const std::string& made_of) {
    const RawId id = id_of_text(made_of);
    const Record* there = document.find(Id<Record>{id});
    if (!there || there->deleted.by == DeletedBy::undo) return id;
    const std::uint64_t high = random.next();
    return ulid(stamp.now.utc_ms, high, random.next());
  };
  auto& activities = records.of<Activity>();
  const auto add = [&](const CallPlace& place) {
    const Call& call = list.calls[place.call];
    const std::string key = key_of(call);
    Activity activity = {.id = {id_of(std::type_identity<Activity>(), "call " + key)},
                         .deal = place.deal,
                         .contact = place.contact,
                         .kind = ActivityKind::call,
                         .due = {.date = local_date(call.at)},
                         .done_at = call.at,
                         .outcome = call.answered ? ActivityOutcome::success : ActivityOutcome::no_contact,
                         .origin = {.system = std::string(calls_system), .id = key}};
    if (call.direction == CallDirection::in) activity.title = call.answered ? words.incoming : words.missed;
    if (call.seconds > 0)
      activity.duration_minutes = std::clamp(static_cast<std::int32_t>((call.seconds + 30) / 60), 1, 24 * 60);
    activities.push_back(std::move(activity));
  };
  activities.reserve(plan.fresh.size() + (strangers ? plan.strange.size() : 0));
  for (const CallPlace& place : plan.fresh) add(place);
  if (!strangers) return records;
  Index contacts;
  auto& people = records.of<Contact>();
  for (const std::size_t at : plan.strange) {
    const std::string& number = list.calls[at].number;
    const std::string key = number_text(number);
    const auto [contact, fresh] = contacts.try_emplace(hash_of_text(key), static_cast<std::uint32_t>(people.size()));
    if (fresh)
      people.push_back({.id = {id_of(std::type_identity<Contact>(), "caller " + key)},
                        .name = written(number),
                        .phones = {written(number)}});
    add({.call = at, .contact = people[contact->second].id});
  }
  return records;
}

}  // namespace voronka
