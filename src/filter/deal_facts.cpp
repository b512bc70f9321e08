#include "filter/deal_facts.hpp"

#include <algorithm>
#include <utility>

#include "base/sort.hpp"

namespace voronka {
namespace {

// Above this many changed records reading all anew is cheaper than looking at each.
constexpr std::size_t many = 200;

template <class Record>
std::uint32_t row_of(const Table<Record>& table, const Record* record) {
  return record ? static_cast<std::uint32_t>(record - table.rows().data()) : 0xFFFFFFFF;
}

// What counts of a history: all of it, unless something was undone.
class Live {
 public:
  explicit Live(const EventList& history)
      : live_(std::ranges::any_of(history, [](const Event& event) { return event.kind == EventKind::voided; })
                  ? live_events(history)
                  : std::vector<bool>()) {}
  bool operator[](std::size_t index) const { return live_.empty() || live_[index]; }

 private:
  std::vector<bool> live_ = {};
};

template <class Say>
void each_expected_close(const EventList& history, const Live& live, const Say& say) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (history[i].kind != EventKind::expected_close_changed || !live[i]) continue;
    if (const Date* day = std::get_if<Date>(&history[i].value)) say(*day);
  }
}

std::int32_t pushes_in(const EventList& history, const Live& live) {
  PushCount count;
  each_expected_close(history, live, [&](Date day) { count.say(day); });
  return count.pushes;
}

// The day the deal came into the stage where it is. A deal that was imported without its past has only its creation.
std::int32_t entered_days_of(const Deal& deal, const Live& live, std::int32_t no_day) {
  const EventList& history = deal.history;
  std::int32_t created = no_day;
  for (std::size_t i = history.size(); i-- > 0;) {
    const Event& event = history[i];
    if (!live[i] || event.precision == Precision::unknown) continue;
    if (event.kind == EventKind::created) created = local_date(event.at).days;
    if (event.kind != EventKind::stage_entered) continue;
    const RawId* stage = std::get_if<RawId>(&event.value);
    if (stage && *stage == deal.position.stage.raw) return local_date(event.at).days;
    return no_day;  // it is elsewhere than history says: better no number than a wrong one
  }
  return created;
}

void without_doubles(std::vector<std::uint32_t>& rows) {
  sort_rows(rows);
  const auto doubles = std::ranges::unique(rows);
  rows.erase(doubles.begin(), doubles.end());
}

}  // namespace

void PushCount::say(Date day) {
  if (before && *before < day) ++pushes;
  before = day;
}

std::vector<Date> expected_closes_of(const Deal& deal) {
  std::vector<Date> days;
  each_expected_close(deal.history, Live(deal.history), [&](Date day) { days.push_back(day); });
  return days;
}

void DealFacts::update(const Document& document) {
  if (document_ == &document && revision_ == document.revision()) return;
  const auto touched =
      document_ == &document ? document.touched_since(revision_) : std::optional<std::span<const Document::Touched>>();
  document_ = &document;
  revision_ = document.revision();
  ++version_;
  changed_.reset();
  if (!touched) return read_everything(document);
  std::vector<std::uint32_t> deals, activities, notes;
  std::vector<Id<Company>> companies;
  std::vector<Id<Contact>> contacts;
  bool whole = false;  // something that all deals are seen by
  bool papers = false;
  for (const Document::Touched& it : *touched) {
    if (it.type == RecordType::deal) deals.push_back(it.row);
    if (it.type == RecordType::activity) activities.push_back(it.row);
    if (it.type == RecordType::note) notes.push_back(it.row);
    if (it.type == RecordType::company) companies.push_back(document.table<Company>().rows()[it.row].id);
    if (it.type == RecordType::contact) contacts.push_back(document.table<Contact>().rows()[it.row].id);
    whole = whole || it.type == RecordType::stage || it.type == RecordType::custom_field;
    papers = papers || it.type == RecordType::paper;
  }
  if (deals.size() + activities.size() + notes.size() > many) return read_everything(document);
  const bool grew = document.table<Deal>().size() > facts_.size();
  facts_.resize(document.table<Deal>().size());
  changed_.emplace(deals);
  read_steps(document, std::move(activities));
  for (const std::uint32_t row : deals) read_deal(document, row);
  note_deals_.resize(document.table<Note>().size(), no_row);
  without_doubles(notes);
  for (const std::uint32_t row : notes) count_note(document, row);
  count_homeless_notes(document);
  // An invoice may have come before its deal did.
  if (papers || (grew && !document.table<Paper>().empty())) read_payments(document);
  if (companies.size() + contacts.size() > many) {
    whole = true;
  } else if (!companies.empty() || !contacts.empty()) {
    add_deals_of_people(document, companies, contacts);
  }
  without_doubles(*changed_);
  if (whole || changed_->size() > many) changed_.reset();
}

void DealFacts::read_everything(const Document& document) {
  facts_.assign(document.table<Deal>().size(), {});
  steps_.assign(document.table<Activity>().size(), {});
  note_deals_.assign(document.table<Note>().size(), no_row);
  homeless_.clear();
  homeless_notes_.clear();
  for (std::uint32_t row = 0; row < steps_.size(); ++row) add_step(document, row);
  for (std::uint32_t row = 0; row < facts_.size(); ++row) read_deal(document, row);
  for (std::uint32_t row = 0; row < note_deals_.size(); ++row) count_note(document, row);
  read_payments(document);
}

// Everything that stands in the deal itself.
void DealFacts::read_deal(const Document& document, std::uint32_t row) {
  const Deal& deal = document.table<Deal>().rows()[row];
  const Live live(deal.history);
  facts_[row].entered_days = entered_days_of(deal, live, no_day);
  facts_[row].pushes = pushes_in(deal.history, live);
  facts_[row].has_step_text = !deal.next_step.empty();
}

// ---- activities: each deal knows its own by a chain through steps_, the first is in its facts, each names the next ----

void DealFacts::look_at_step(Facts& facts, const Step& step) const {
  facts.due_days = std::min(facts.due_days, step.due_days);
  facts.touched_days = std::max(facts.touched_days, step.done_days);
}

void DealFacts::add_step(const Document& document, std::uint32_t row) {
  const Activity& activity = document.table<Activity>().rows()[row];
  const auto& deals = document.table<Deal>();
  Step& step = steps_[row];
  step = {.deal_row = row_of(deals, deals.find(activity.deal))};
  if (!activity.deleted && activity.done_at) step.done_days = local_date(*activity.done_at).days;
  if (!activity.deleted && !activity.done_at) step.due_days = activity.due.date ? activity.due.date->days : undated;
  if (step.deal_row == no_row) {
    if (activity.deal) homeless_.push_back(row);
    return;
  }
  Facts& facts = facts_[step.deal_row];
  step.next = facts.first_step;
  facts.first_step = row;
  look_at_step(facts, step);
}

void DealFacts::remove_step(std::uint32_t row) {
  const Step gone = steps_[row];
  if (gone.deal_row == no_row) return;
  Facts& facts = facts_[gone.deal_row];
  facts.due_days = no_due;
  facts.touched_days = no_day;
  std::uint32_t* link = &facts.first_step;
  while (*link != no_row) {
    if (*link == row) {
      *link = gone.next;
      continue;
    }
    look_at_step(facts, steps_[*link]);
    link = &steps_[*link].next;
  }
}

void DealFacts::read_steps(const Document& document, std::vector<std::uint32_t> rows) {
  const std::size_t known = steps_.size();
  steps_.resize(document.table<Activity>().size());
  // One that was here before its deal (another tab) finds it now.
  const std::vector<std::uint32_t> homeless = std::exchange(homeless_, {});
  rows.insert(rows.end(), homeless.begin(), homeless.end());
  without_doubles(rows);
  for (const std::uint32_t row : rows) {
    if (row < known) {
      if (steps_[row].deal_row != no_row) changed_->push_back(steps_[row].deal_row);
      remove_step(row);
    }
    add_step(document, row);
    if (steps_[row].deal_row != no_row) changed_->push_back(steps_[row].deal_row);
  }
}

// ---- papers: few, so all of them are read whenever one changes ----

void DealFacts::read_payments(const Document& document) {
  const auto& deals = document.table<Deal>();
  std::vector<std::int32_t> days(facts_.size(), no_due);
  for (const Paper& paper : document.table<Paper>().rows()) {
    if (paper.deleted || paper.kind != PaperKind::invoice || is_settled(paper) || !paper.due) continue;
    const std::uint32_t row = row_of(deals, deals.find(paper.deal));
    if (row != no_row) days[row] = std::min(days[row], paper.due->days);
  }
  for (std::uint32_t row = 0; row < facts_.size(); ++row) {
    if (facts_[row].payment_days == days[row]) continue;
    facts_[row].payment_days = days[row];
    if (changed_) changed_->push_back(row);
  }
}

// ---- notes and people ----

void DealFacts::count_note(const Document& document, std::uint32_t row) {
  const Note& note = document.table<Note>().rows()[row];
  const auto& deals = document.table<Deal>();
  std::uint32_t& counted_at = note_deals_[row];
  const std::uint32_t deal_row = note.deleted ? no_row : row_of(deals, deals.find(note.deal));
  if (deal_row == no_row && note.deal && !note.deleted) homeless_notes_.push_back(row);
  if (deal_row == counted_at) return;
  for (const std::uint32_t other : {counted_at, deal_row})
    if (other != no_row && changed_) changed_->push_back(other);
  if (counted_at != no_row) --facts_[counted_at].notes;
  if (deal_row != no_row) ++facts_[deal_row].notes;
  counted_at = deal_row;
}

void DealFacts::count_homeless_notes(const Document& document) {
  std::vector<std::uint32_t> rows = std::exchange(homeless_notes_, {});
  without_doubles(rows);
  for (const std::uint32_t row : rows) count_note(document, row);
}

void DealFacts::add_deals_of_people(const Document& document, const std::vector<Id<Company>>& companies,
                                    const std::vector<Id<Contact>>& contacts) {
  const auto deals = document.table<Deal>().rows();
  for (std::uint32_t row = 0; row < deals.size(); ++row) {
    const Deal& deal = deals[row];
    if (std::ranges::find(companies, deal.company) != companies.end() ||
        std::ranges::find_first_of(contacts, deal.contacts) != contacts.end())
      changed_->push_back(row);
  }
}

// ---- answers ----

NextStep DealFacts::next_step_of(std::uint32_t row, Date today) const {
  const std::int32_t due = facts_[row].due_days;
  if (due == no_due) return facts_[row].has_step_text ? NextStep::later : NextStep::none;
  if (due < today.days) return NextStep::overdue;
  return due == today.days ? NextStep::today : NextStep::later;
}

std::optional<Date> DealFacts::next_due_of(std::uint32_t row) const {
  const std::int32_t due = facts_[row].due_days;
  return due == no_due || due == undated ? std::nullopt : std::optional(Date{due});
}

std::optional<std::int32_t> DealFacts::age_days_of(std::uint32_t row, Date today) const {
  if (facts_[row].entered_days == no_day) return std::nullopt;
  return std::max(0, today.days - facts_[row].entered_days);
}

std::optional<std::int32_t> DealFacts::silent_days_of(std::uint32_t row, Date today) const {
  const std::int32_t last = std::max(facts_[row].touched_days, facts_[row].entered_days);
  if (last == no_day) return std::nullopt;
  return std::max(0, today.days - last);
}

}  // namespace voronka
