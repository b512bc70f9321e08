#include "ui/today_model.hpp"

#include <algorithm>
#include <utility>

#include "model/rates.hpp"

namespace voronka::ui {
namespace {

constexpr std::int32_t soon_days = 7;

// [M15] As DealFacts::silent_days_of has it for open deals: activities that were done, and coming into a stage.
std::vector<Date> touches_of(const Document& document, const BoardModel& board, std::uint32_t row) {
  std::vector<Date> touches;
  const Deal& deal = document.table<Deal>().rows()[row];
  const std::vector<bool> live = live_events(deal.history);
  for (std::size_t i = 0; i < deal.history.size(); ++i) {
    const Event& event = deal.history[i];
    const bool counts = event.kind == EventKind::created || event.kind == EventKind::stage_entered;
    if (live[i] && counts && event.precision != Precision::unknown) touches.push_back(local_date(event.at));
  }
  board.facts().each_done_day(row, [&](Date day) { touches.push_back(day); });
  return touches;
}

}  // namespace

bool TodayModel::before(const Item& a, const Item& b) {
  if (a.group != b.group) return a.group < b.group;
  if (a.minutes != b.minutes) return a.minutes < b.minutes;
  if (a.risk != b.risk) return a.risk > b.risk;
  if (a.due_days != b.due_days) return a.due_days < b.due_days;
  return std::pair(a.deal, a.activity) < std::pair(b.deal, b.activity);
}

Risk TodayModel::risk_of(const Document& document, const BoardModel& board, const TodayLine& line, Date today) const {
  const Deal& deal = document.table<Deal>().rows()[line.deal];
  Risk risk = {.chance = board.probability_of(line.deal) / 100.0,
               .loss = curve_.loss_after(board.silent_days_of(line.deal).value_or(0) / 7)};
  // What is won is no more at risk, whatever is still to be done for it.
  if (deal.amount && board.is_open_sale(line.deal))
    risk.amount = in_base_currency(document, *deal.amount, today).value_or(0);
  if (line.activity != TodayLine::none) {
    const Due& due = document.table<Activity>().rows()[line.activity].due;
    if (due.date) risk.lateness = lateness(today.days - due.date->days);
  }
  return risk;
}

void TodayModel::begin(const Document& document, const TodayQuery& query) {
  // Rows may be other records now, or none: what was shown speaks of nothing.
  if (!document.touched_since(revision_)) {
    lines_.clear();
    left_out_ = 0;
    ++version_;
    curve_of_.reset();
  }
  if (complete_ != query.complete) curve_of_.reset();
  complete_ = query.complete;
  revision_ = document.revision();
  today_ = local_date(query.now);
  minutes_ = local_time(query.now).minutes;
  last_seen_ = query.last_seen;
  phase_ = curve_of_ == today_ || !complete_ ? Phase::activities : Phase::silence;
  next_row_ = without_step_count_ = 0;
  found_.clear();
  without_step_.clear();
  if (phase_ == Phase::silence || !complete_) curve_ = {};
}

bool TodayModel::update(const Document& document, const BoardModel& board, const TodayQuery& query) {
  const Date today = local_date(query.now);
  // What has an hour becomes overdue within the day: looked at again with every minute that the page is drawn in.
  const bool other = revision_ != document.revision() || board_version_ != board.facts().version() || today_ != today ||
                     minutes_ != local_time(query.now).minutes || last_seen_ != query.last_seen ||
                     complete_ != query.complete;
  if (other) {
    begin(document, query);
    board_version_ = board.facts().version();
  }
  if (!busy()) return false;
  std::int64_t budget = query.budget;
  if (phase_ == Phase::silence) look_at_silence(document, board, budget);
  if (phase_ == Phase::activities) look_at_activities(document, board, query, budget);
  if (phase_ == Phase::deals) look_at_deals(document, board, budget);
  if (phase_ != Phase::sort) return false;
  sort_.work(budget, before);
  if (!sort_.done()) return false;
  put_lines();
  phase_ = Phase::idle;
  return true;
}

void TodayModel::look_at_silence(const Document& document, const BoardModel& board, std::int64_t& budget) {
  const auto& deals = document.table<Deal>().rows();
  for (; next_row_ < deals.size() && budget > 0; ++next_row_) {
    const Deal& deal = deals[next_row_];
    budget -= 1;
    if (deal.status == DealStatus::open || !deal.closed_on || deal.deleted) continue;
    const auto row = static_cast<std::uint32_t>(next_row_);
    std::vector<Date> touches = touches_of(document, board, row);
    budget -= 10 + 2 * static_cast<std::int64_t>(touches.size());
    curve_.add(deal.status == DealStatus::won, std::move(touches), *deal.closed_on);
  }
  if (next_row_ < deals.size()) return;
  curve_of_ = today_;
  phase_ = Phase::activities;
  next_row_ = 0;
}

void TodayModel::look_at_activities(const Document& document, const BoardModel& board, const TodayQuery& query,
                                    std::int64_t& budget) {
  const auto& activities = document.table<Activity>().rows();
  for (; next_row_ < activities.size() && budget > 0; ++next_row_, --budget) {
    const Activity& activity = activities[next_row_];
    if (activity.done_at || activity.deleted || !activity.due.date) continue;
    const Date due = *activity.due.date;
    if (due.days > today_.days + soon_days) continue;
    const Deal* found = document.find(activity.deal);
    if (!found) continue;
    const Deal& deal = *found;
    const auto row = static_cast<std::uint32_t>(found - document.table<Deal>().rows().data());
    if (deal.deleted || deal.archived || deal.status == DealStatus::lost) continue;
    const bool late = due < today_ || (due == today_ && activity.due.time && activity.due.time->minutes < minutes_);
    Item item = {.deal = row, .activity = static_cast<std::uint32_t>(next_row_), .due_days = due.days};
    item.group =
        late ? (query.last_seen && due < today_ && due > *query.last_seen ? TodayGroup::away : TodayGroup::overdue)
        : due == today_ ? TodayGroup::due
                        : TodayGroup::soon;
    // What is to be done at an hour has its place by that; what is to come, by its day.
    if (item.group == TodayGroup::due) item.minutes = activity.due.time ? activity.due.time->minutes : 24 * 60;
    if (item.group == TodayGroup::soon) item.minutes = due.days;
    item.risk = risk_of(document, board, {.deal = row, .activity = item.activity}, today_).money();
    found_.push_back(item);
    budget -= 10;
  }
  if (next_row_ < activities.size()) return;
  phase_ = Phase::deals;
  next_row_ = 0;
}

// A heap of a fixed size: of 50,000 deals without a step nobody works more than the first few in a day.
void TodayModel::keep_riskiest(const Item& item) {
  ++without_step_count_;
  if (without_step_.size() == most_without_step) {
    if (!before(item, without_step_.front())) return;
    std::pop_heap(without_step_.begin(), without_step_.end(), before);
    without_step_.pop_back();
  }
  without_step_.push_back(item);
  std::push_heap(without_step_.begin(), without_step_.end(), before);
}

void TodayModel::look_at_deals(const Document& document, const BoardModel& board, std::int64_t& budget) {
  const auto& deals = document.table<Deal>().rows();
  for (; next_row_ < deals.size() && budget > 0; ++next_row_, --budget) {
    const auto row = static_cast<std::uint32_t>(next_row_);
    const Deal& deal = deals[next_row_];
    if (deal.deleted || deal.archived) continue;
    if (const auto due = board.facts().payment_due_of(row); due && *due <= today_ && deal.status != DealStatus::lost) {
      found_.push_back({.group = TodayGroup::payment, .deal = row, .activity = TodayLine::none, .due_days = due->days});
      budget -= 10;
    }
    if (!board.is_open_sale(row) || board.facts().has_step(row)) continue;
    Item item = {.group = TodayGroup::no_step, .deal = row, .activity = TodayLine::none};
    item.due_days = -board.silent_days_of(row).value_or(0);
    item.risk = risk_of(document, board, {.deal = row}, today_).money();
    keep_riskiest(item);
    budget -= 10;
  }
  if (next_row_ < deals.size()) return;
  found_.insert(found_.end(), without_step_.begin(), without_step_.end());
  sort_.begin(std::exchange(found_, {}));
  phase_ = Phase::sort;
}

void TodayModel::put_lines() {
  const std::vector<Item> items = sort_.take();
  lines_.clear();
  ++version_;
  left_out_ = without_step_count_ - without_step_.size();
  for (std::size_t first = 0, end = 0; first < items.size(); first = end) {
    const TodayGroup group = items[first].group;
    while (end < items.size() && items[end].group == group) ++end;
    const std::size_t count = end - first;
    lines_.push_back({.group = group, .count = count + (group == TodayGroup::no_step ? left_out_ : 0)});
    for (std::size_t i = first; i < end; ++i)
      lines_.push_back({.deal = items[i].deal,
                        .activity = items[i].activity,
                        .group = group,
                        .count = count,
                        .number = i - first + 1});
  }
}

}  // namespace voronka::ui
