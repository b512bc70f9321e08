#include "app/folder_keeper.hpp"

#include <algorithm>

namespace voronka {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t rest_ms = minute_ms;  // after a change; the copy inside the browser comes first
constexpr std::int64_t between_ms = 60 * minute_ms;
constexpr std::int64_t after_failure_ms = 30 * minute_ms;

}  // namespace

std::int64_t FolderKeeper::due_ms(std::int64_t at_ms) const {
  if (wanted_ || (told_.newest_ms == 0 && failed_at_ms_ == 0)) return 0;  // the first file shows that it works
  std::int64_t due = changed_at_ms_ + rest_ms;
  // One that a wrong clock dated into the future says nothing about now.
  if (told_.newest_ms <= at_ms) due = std::max(due, told_.newest_ms + between_ms);
  return failed_at_ms_ == 0 ? due : std::max(due, failed_at_ms_ + after_failure_ms);
}

void FolderKeeper::advance(const Now& now) {
  rested_ = now.at_rest;
  if (folder_ == nullptr || !now.at_rest || !now.something) return;
  head_ = now.head;
  if (!behind()) {
    changed_at_ms_ = 0;
    wanted_ = false;
    return;
  }
  if (changed_at_ms_ == 0) changed_at_ms_ = now.at_ms;
  if (wait_ms(now.at_ms).value_or(1) > 0) return;
  writing_ = true;
  wanted_ = false;
  folder_->write();
}

std::optional<std::int64_t> FolderKeeper::wait_ms(std::int64_t at_ms) const {
  if (told_.state != FolderState::allowed || writing_ || !rested_ || changed_at_ms_ == 0) return std::nullopt;
  return std::max<std::int64_t>(0, due_ms(at_ms) - at_ms);
}

bool FolderKeeper::waits_for_leave(std::int64_t at_ms) const {
  return told_.state == FolderState::asks && changed_at_ms_ != 0 && due_ms(at_ms) <= at_ms;
}

void FolderKeeper::handle(const FolderCopied& copied, std::int64_t at_ms) {
  writing_ = false;
  last_ = copied;
  failed_at_ms_ = copied.failure == CopyFailure::none ? 0 : at_ms;
  changed_at_ms_ = 0;
}

}  // namespace voronka
