#include "commands/apply_import.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "commands/close_deal.hpp"
#include "commands/move_deal.hpp"

namespace voronka {
namespace {

// Lists grow, texts and numbers give way to what is said.
void fill(Deal& deal, const Deal& from) {
  const auto take = [](auto& value, const auto& said) {
    if (said) value = said;
  };
  const auto take_text = [](std::string& value, const std::string& said) {
    if (!said.empty()) value = said;
  };
  const auto add = [](auto& list, const auto& said) {
    for (const auto& one : said)
      if (std::ranges::find(list, one) == list.end()) list.push_back(one);
  };
  take(deal.company, from.company);
  take(deal.amount, from.amount);
  take(deal.expected_close, from.expected_close);
  if (deal.status == DealStatus::open) take(deal.probability, from.probability);
  take_text(deal.owner, from.owner);
  take_text(deal.source, from.source);
  take_text(deal.next_step, from.next_step);
  add(deal.contacts, from.contacts);
  add(deal.tags, from.tags);
  // A column nobody knows changes what deals have of it; it does not become a field of all that are here.
  for (auto& [name, value] : deal.extra) {
    const auto said = std::ranges::find(from.extra, name, [](const auto& one) { return one.first; });
    if (said != from.extra.end()) value = said->second;
  }
}

bool is_end(EventKind kind) { return kind == EventKind::won || kind == EventKind::lost; }

bool same_moment(const Event& a, const Event& b) {
  if (a.precision == Precision::day || b.precision == Precision::day)
    return local_date(a.at) == local_date(b.at) && a.value == b.value;
  return a.at.utc_ms / 1000 == b.at.utc_ms / 1000;  // tables have seconds
}

void add_past(Deal& deal, const EventList& past) {
  const std::size_t size = deal.history.size();
  std::vector<bool> live = live_events(deal.history);
  for (std::size_t at = 0; at < past.size(); ++at) {
    Event event = past[at];
    // The last end is one, whatever day each side has for it.
    bool last_end = is_end(event.kind);
    for (std::size_t later = at; later < past.size(); ++later)
      last_end = last_end && past[later].kind != EventKind::reopened;
    bool known = false;
    for (std::size_t i = 0; i < size; ++i) {
      const Event& there = deal.history[i];
      known = known || (live[i] && there.kind == event.kind && there.precision != Precision::unknown &&
                        (last_end || same_moment(there, event)));
    }
    if (known) continue;
    for (std::size_t i = 0; i < size; ++i) {
      const Event& vague = deal.history[i];
      if (!live[i] || vague.kind != event.kind || !vague.dot || vague.precision != Precision::unknown) continue;
      if (!is_end(event.kind) && vague.value != event.value) continue;
      event.value = vague.value;  // of a loss the reason
      live[i] = false;
      deal.history.push_back({.kind = EventKind::voided, .origin = EventOrigin::import, .value = Dot(vague.dot)});
    }
    deal.history.push_back(std::move(event));
  }
}

// Refusals (a lost deal does not move) leave the deal as it is: the other rows go on.
void update(Draft& draft, Tops& tops, const Deal& from) {
  const Deal* old = draft.find(from.id);
  if (!old || old->deleted) return;
  Deal changed = *old;
  fill(changed, from);
  add_past(changed, from.history);
  const DealStatus was = changed.status;
  const bool moves = from.position.stage && from.position.stage != changed.position.stage;
  if (changed != *old) draft.put(std::move(changed));
  if (from.status == DealStatus::open && moves)
    (void)reduce(draft, MoveDeal{.deal = from.id, .to = from.position.stage}, tops);
  if (from.status == DealStatus::won && was != from.status) (void)reduce(draft, WinDeal{.deal = from.id}, tops);
  if (from.status == DealStatus::lost && was != from.status)
    (void)reduce(draft, LoseDeal{.deal = from.id, .reason = from.loss_reason, .note = from.loss_note});
  // Rules do not run after an import; a move may have closed or reopened the deal, too.
  Deal dated = *draft.find(from.id);
  if (dated.status == DealStatus::open)
    dated.closed_on.reset();
  else if (from.closed_on)
    dated.closed_on = from.closed_on;
  else if (!dated.closed_on)
    dated.closed_on = draft.today();
  if (dated != *draft.find(from.id)) draft.put(std::move(dated));
}

// Ids that are made of what a record tells (base/id: id_of_text) may be here already. What an undo took away comes back as the same record,
// so that another device that has it finds it; what another tab has just brought is left alone. True when nothing is left to do.
template <class Record>
bool meets(Draft& draft, Record& record) {
  if constexpr (requires { record.origin; } && !has_history<Record>) {
    const Record* there = draft.find(record.id);
    if (!there) return false;
    if (there->deleted.by == DeletedBy::undo) {
      record.stamps = there->stamps;
      record.unknown = there->unknown;
      draft.put(std::move(record));
      return true;
    }
    return !there->deleted && !record.origin.system.empty() && there->origin == record.origin;
  }
  return false;
}

}  // namespace

Result<Done> reduce(Draft& draft, ApplyImport import) {
  if (import.mode == ImportMode::replace) {
    draft.keep_stamps(std::move(import.seen));
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      for (const Record& old : draft.document().table<Record>().rows()) draft.remove(old.id);
    });
  } else {
    draft.bring_histories();
    if (draft.document().settings()) import.records.of<Settings>().clear();
  }
  bool taken = false;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    auto& records = import.records.of<Record>();
    draft.reserve<Record>(records.size());
    for (Record& record : records) {
      if (import.mode == ImportMode::add && meets(draft, record)) continue;
      taken = taken || (import.mode == ImportMode::add && draft.find(record.id) != nullptr);
      draft.put(std::move(record));
    }
    records = std::vector<Record>();  // "= {}" would keep the room, and of 100,000 deals each list counts
  });
  if (taken) return refuse(TextKey::error_id_taken);
  Tops tops(draft, import.updates.size());
  for (const Deal& from : import.updates) update(draft, tops, from);
  return Done{};
}

}  // namespace voronka
