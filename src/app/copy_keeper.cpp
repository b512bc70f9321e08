#include "app/copy_keeper.hpp"

#include <algorithm>

#include "base/sort.hpp"

namespace voronka {
namespace {

constexpr std::int64_t second_ms = 1000, minute_ms = 60 * second_ms;
constexpr std::int64_t rest_ms = 30 * second_ms;     // after a change: the next edit often follows
constexpr std::int64_t between_ms = 10 * minute_ms;  // two copies
constexpr std::int64_t share = 50;                   // of the time, at most one part is spent on copies (2 %)
constexpr std::int64_t after_failure_ms = 30 * minute_ms;

// One that a wrong clock dated into the future says nothing about now: it must not put the next off for years.
const StoredCopy* newest_until(std::span<const StoredCopy> newest_first, std::int64_t at_ms) {
  const auto found =
      std::ranges::find_if(newest_first, [&](const StoredCopy& copy) { return copy.made_at_ms <= at_ms; });
  return found == newest_first.end() ? nullptr : &*found;
}

}  // namespace

// Apart from what the newest copy says.
std::int64_t CopyKeeper::due_ms() const {
  if (wanted_) return 0;
  const std::int64_t due = changed_at_ms_ + rest_ms;
  return failed_at_ms_ == 0 ? due : std::max(due, failed_at_ms_ + after_failure_ms);
}

void CopyKeeper::advance(const Now& now) {
  if (copies_ == nullptr || !now.loaded) return;
  if (state_ == State::unknown && !asked_) {
    asked_ = true;
    copies_->list();
  }
  head_ = now.at_rest ? now.head : 0;  // 0: whoever brings the rest wakes us, too
  if (!now.at_rest || state_ != State::idle) return;
  const StoredCopy* newest = newest_until(known_, now.at_ms);
  if (!now.something || (newest && newest->head == now.head)) {
    changed_at_ms_ = 0;
    wanted_ = false;
    return;
  }
  if (changed_at_ms_ == 0) changed_at_ms_ = now.at_ms;
  if (wait_ms(now.at_ms).value_or(1) > 0) return;
  state_ = State::making;
  began_ms_ = now.at_ms;
  wanted_ = false;
  copies_->make();
}

std::optional<std::int64_t> CopyKeeper::wait_ms(std::int64_t at_ms) const {
  if (state_ != State::idle || changed_at_ms_ == 0 || head_ == 0) return std::nullopt;
  std::int64_t due = due_ms();
  const StoredCopy* newest = newest_until(known_, at_ms);
  if (newest && !wanted_) due = std::max(due, newest->made_at_ms + std::max(between_ms, share * took_ms_));
  return std::max<std::int64_t>(0, due - at_ms);
}

void CopyKeeper::handle(const CopiesListed& listed) {
  known_.clear();
  for (const auto& [name, bytes] : listed.files)
    if (auto copy = copy_from(name, bytes)) known_.push_back(*copy);
  sort_rows(known_, [](const StoredCopy& a, const StoredCopy& b) { return a.made_at_ms > b.made_at_ms; });
  if (state_ != State::making) state_ = listed.available ? State::idle : State::none_possible;
  for (const StoredCopy& copy : superfluous(known_)) {
    std::erase(known_, copy);
    copies_->remove(name_of(copy));
  }
}

void CopyKeeper::handle(const CopyMade& made, std::int64_t at_ms) {
  state_ = State::idle;
  changed_at_ms_ = 0;
  took_ms_ = at_ms - began_ms_;
  last_ = made;
  failed_at_ms_ = made.name.empty() ? at_ms : 0;
  copies_->list();
}

}  // namespace voronka
