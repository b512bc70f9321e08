// Several files chosen together: waited for, sorted by what they are, begun one after the other, let go of when the last is done.
#include <algorithm>
#include <utility>

#include "app/import_session.hpp"
#include "base/later.hpp"
#include "base/sort.hpp"
#include "formats/file.hpp"

namespace voronka {

void ImportSession::gather(const FileArrived& file) {
  step_ = ImportStep::reading;
  if (gathered_.empty()) expected_ = file.of;
  file_name_ = file.name;
  gathered_.push_back(file);
  company_.push_back(file.file);
  if (gathered_.size() < expected_) return;
  expected_ = 0;
  std::uint64_t bytes = 0;
  tables_.clear();
  for (const FileArrived& one : gathered_) {
    bytes += one.size_bytes;
    if (!one.locked) tables_.push_back(one.file);
  }
  if (bytes > max_file_bytes || tables_.empty()) return take_as_they_came();
  opened_ = false;
  progress_ = 0;
  jobs_.start(++ticket_, tables_);
}

// One after the other, and none knows of another.
VORONKA_LATER void ImportSession::take_as_they_came() {
  tables_.clear();
  queue_ = std::exchange(gathered_, {});
  finish();
}

// The order in which each can speak of those before it; what has a password is a file of ours.
VORONKA_LATER void ImportSession::sort_gathered(const FileKinds& kinds) {
  std::vector<std::pair<FileKind, std::size_t>> order;
  std::size_t readable = 0;
  for (std::size_t i = 0; i < gathered_.size(); ++i) {
    const bool known = !gathered_[i].locked && readable < kinds.kinds.size();
    order.emplace_back(known ? kinds.kinds[readable++] : FileKind::own, i);
  }
  sort_rows(order);
  for (const auto& [kind, place] : order) queue_.push_back(std::move(gathered_[place]));
  gathered_.clear();
  finish();
}

void ImportSession::go_on() {
  if (step_ != ImportStep::none || queue_.empty()) return;
  const FileArrived file = std::move(queue_.front());
  queue_.erase(queue_.begin());
  begin(file);
}

void ImportSession::cancel() {
  // Those that are still on their way are for nobody: start() counts them down.
  expected_ -= std::min(expected_, gathered_.size());
  gathered_.clear();
  queue_.clear();
  finish();
}

void ImportSession::skip() { finish(); }

// Done with this file. Its company stays with the browser as long as one of it is to come, which may speak of the others.
void ImportSession::finish() {
  if (std::exchange(file_, 0) != 0) ++files_done_;
  if (queue_.empty()) {
    for (const std::uint32_t file : std::exchange(company_, {})) files_.forget(file);
    tables_.clear();
    files_done_ = 0;
  }
  reset();
}

}  // namespace voronka
