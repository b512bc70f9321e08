#include "app/store.hpp"

#include <algorithm>
#include <utility>

#include "base/digits.hpp"
#include "base/later.hpp"
#include "formats/journal_json.hpp"
#include "formats/meta_json.hpp"

namespace voronka {
namespace {

// Encodes the touched buckets of the whole batch one after the other; each key once, however many commands touched it.
class TouchedBuckets final : public BucketSource {
 public:
  TouchedBuckets(const Document& document, const BucketIndex& index, const LinesAside& aside,
                 std::vector<TouchedBucket> touched)
      : document_(document), index_(index), aside_(aside), touched_(std::move(touched)) {
    merge_touched(touched_);
  }
  bool next(BucketPut& put) override {
    if (at_ == touched_.size()) return false;
    const TouchedBucket& it = touched_[at_];
    put.key = bucket_key(it.name.type, it.name.bucket);
    if (!history_turn_) {
      put.store = StoreName::records;
      put.bytes = encode_record_bucket(document_, index_, it.name);
    } else {
      put.store = StoreName::history;
      put.bytes = encode_history_bucket(document_, index_, it.name);
    }
    put.bytes += aside_.of({.name = it.name, .history = history_turn_});
    history_turn_ = !history_turn_ && it.history;
    if (!history_turn_) ++at_;
    return true;
  }

 private:
  const Document& document_;
  const BucketIndex& index_;
  const LinesAside& aside_;
  std::vector<TouchedBucket> touched_;
  std::size_t at_ = 0;
  bool history_turn_ = false;
};

std::vector<TouchedBucket> all_buckets(const Document& document) {
  std::vector<TouchedBucket> all;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Record& record : document.table<Record>().rows())
      all.push_back({.name = {.type = record_type_of<Record>(), .bucket = bucket_of(record.id.raw)},
                     .history = has_history<Record>});
  });
  return all;
}

// Also those in which nothing else is left.
std::vector<TouchedBucket> buckets_with(const LinesAside& aside) {
  std::vector<TouchedBucket> found;
  for (std::size_t type = 0; !aside.empty() && type < record_type_count; ++type) {
    for (std::uint32_t bucket = 0; bucket < bucket_count; ++bucket) {
      const BucketName name = {.type = static_cast<RecordType>(type), .bucket = bucket};
      const bool history = !aside.of({.name = name, .history = true}).empty();
      if (history || !aside.of({.name = name}).empty()) found.push_back({.name = name, .history = history});
    }
  }
  return found;
}

// Only new records, and many: no other tab can know them, so a rebase leaves them where they are. Then neither the command is kept nor a
// patch: a copy of 100,000 deals would be most of the memory. Should another tab fill the same empty board in that moment, both fillings stay.
bool is_filling(const Document& document, const Command& command) {
  const bool nothing_here = document.record_count() == 0;
  if (const auto* import = std::get_if<ApplyImport>(&command)) {
    const bool adds = import->mode == ImportMode::add;
    // Calls have ids that another tab may have given to the same calls.
    if (adds && import->records.of<Deal>().empty()) return false;
    return import->records.size() > bulk_limit && (nothing_here || (adds && import->updates.empty()));
  }
  const auto* merge = std::get_if<ApplyMerge>(&command);
  return merge && merge->theirs.size() > bulk_limit && nothing_here;
}

}  // namespace

Store::~Store() = default;

Store::Store(Storage* storage, Clock& clock) : storage_(storage), clock_(clock) {
  if (storage_) return;
  load_state_ = LoadState::ready;
  actor_ = actor_from_random(clock_.random());
}

std::string text_of(const LastStored& stored) {
  return std::to_string(stored.head) + " " + std::to_string(stored.deals) + " " + std::to_string(stored.at_ms);
}

LastStored last_stored_from(std::string_view text) {
  const std::size_t first = text.find(' ');
  const std::size_t second = text.find(' ', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return {};
  const auto head = digits_to_int(text.substr(0, first));
  const auto deals = digits_to_int(text.substr(first + 1, second - first - 1));
  const auto at_ms = digits_to_int(text.substr(second + 1));
  if (!head || !deals || !at_ms) return {};
  return {.head = static_cast<std::uint64_t>(*head), .deals = static_cast<std::uint64_t>(*deals), .at_ms = *at_ms};
}

void Store::open(LastStored last) {
  if (!storage_) return;
  last_ = last;
  open_ticket_ = ++last_ticket_;
  storage_->open(open_ticket_);
}

bool Store::reads_only() const {
  // A failed load never leads to a write.
  return locked_out_ || name_doubted_ || lost_ || load_problems_ > 0 || load_state_ == LoadState::failed;
}

SaveState Store::save_state() const {
  if (!storage_) return SaveState::memory;
  if (reads_only()) return SaveState::read_only;
  if (save_failed_) return SaveState::failed;
  return pending_.empty() && kept_.empty() ? SaveState::saved : SaveState::saving;
}

Stamp Store::new_stamp() {
  const std::int64_t now = clock_.now_ms();
  return {.now = {.utc_ms = now, .offset_minutes = clock_.offset_minutes(now)},
          .actor = actor_,
          .first_dot = next_dot_,
          .random_seed = clock_.random()};
}

Result<Done> Store::run(Command command, std::string merge_key) {
  if (save_state() == SaveState::read_only) return refuse(TextKey::error_read_only);
  if (storage_ && (!complete() || needs_new_name(command))) {
    kept_.push_back({.command = std::move(command), .merge_key = std::move(merge_key)});
    become_ready();
    return Done{};
  }
  return run_now(std::move(command), std::move(merge_key), EntryKind::change, {});
}

// Dots of this browser's actor that it never gave: a second copy of the browser gives them, too. From here on this one has another
// name, or the same dot would mean two things.
bool Store::needs_new_name(const Command& command) const {
  const auto* merge = std::get_if<ApplyMerge>(&command);
  const auto* import = std::get_if<ApplyImport>(&command);
  const bool replaces = import && import->mode == ImportMode::replace;
  if (!merge && !replaces) return false;
  VersionVector never_met = merge ? merge->seen : import->seen;
  never_met.remove(document_.seen());
  return std::ranges::any_of(never_met.actors(), [&](const auto& entry) {
    return entry.first == actor_ && entry.second.ranges().back().second >= next_dot_;
  });
}

VORONKA_LATER Result<Done> Store::run_now(Command command, std::string merge_key, EntryKind kind,
                                          std::vector<std::string> of) {
  Pending pending = {.stamp = new_stamp()};
  pending.stamp.supersedes = history_.events_of_step(merge_key);
  Text label = label_of(document_, command);
  // What waits already may be planned anew, and then be about these records, too ("replace everything"); and while something is damaged
  // everything may have to be read again.
  const bool keep = storage_ && (!is_filling(document_, command) || !pending_.empty() || !damaged_.empty());
  if (keep) pending.command = command;
  Result<Planned> planned = plan(document_, std::move(command), pending.stamp);
  if (!planned) return std::unexpected(std::move(planned.error()));
  if (planned->patch.empty()) return planned->done;  // nothing changed: nothing to store, nothing to undo
  // A command that needs no dot of its own (a file that replaces everything brings all of its own) takes one all the same:
  // the first dot names the commit, and a second commit of that name would pass for a retry of the first for ever.
  next_dot_ += std::max<std::uint64_t>(1, planned->dots_used);

  pending.entry = journal_of(planned->patch);
  pending.entry.commit_id = text_of(Dot{.actor = actor_, .n = pending.stamp.first_dot});
  pending.entry.at_ms = pending.stamp.now.utc_ms;
  pending.entry.actor = actor_;
  pending.entry.kind = kind;
  pending.entry.of = std::move(of);
  pending.entry.merge_key = std::move(merge_key);
  pending.entry.label = std::move(label);
  history_.add(pending.entry);
  if (!storage_) {
    commit_in_memory(std::move(planned->patch));
    return planned->done;
  }
  pending.touched = touched_buckets(planned->patch);
  if (keep) pending.patch = planned->patch;
  commit_in_memory(std::move(planned->patch));
  pending_.push_back(std::move(pending));
  flush();
  return planned->done;
}

void Store::commit_in_memory(Patch patch) {
  index_.apply(patch);
  document_.commit(std::move(patch));
}

Result<Done> Store::undo() { return revert(history_.next_undo(), EntryKind::undo); }
Result<Done> Store::redo() { return revert(history_.next_redo(), EntryKind::redo); }

VORONKA_LATER Result<Done> Store::revert(std::vector<JournalEntry> step, EntryKind kind) {
  if (step.empty() || !(complete() || !storage_)) return refuse(TextKey::error_nothing_to_undo);
  if (save_state() == SaveState::read_only) return refuse(TextKey::error_read_only);
  std::vector<std::string> of;
  for (const JournalEntry& entry : step) of.push_back(entry.commit_id);
  Revert command = {.entry = combined(std::move(step))};
  return run_now(std::move(command), {}, kind, std::move(of));
}

// ---- writing ----

void Store::flush() {
  if (!storage_ || save_state() == SaveState::read_only || commit_ticket_ != 0 || since_ticket_ != 0 ||
      pending_.empty() || !complete())
    return;
  if (renamed_) return look_for_changes();  // the last look failed half-way: these dots are of the old name
  send_batch();
}

VORONKA_LATER void Store::send_batch() {
  // Always everything that waits: the buckets and the count are those of the whole document. A retry of the same commands
  // has the same id and is recognised; one with more of them has another id, meets a conflict if the first was stored
  // after all, and finds its rows there (drop_stored).
  in_flight_ = pending_.size();
  std::vector<TouchedBucket> touched = damaged_;
  touched.insert(touched.end(), redone_.begin(), redone_.end());
  if (rewrites_all_) {
    for (const std::vector<TouchedBucket>& more : {all_buckets(document_), buckets_with(aside_)})
      touched.insert(touched.end(), more.begin(), more.end());
  }
  StorageBatch batch = {.expect_head = head_,
                        .commit_id = pending_.front().entry.commit_id + "/" + std::to_string(in_flight_)};
  for (std::size_t i = 0; i < in_flight_; ++i) {
    const Pending& pending = pending_[i];
    touched.insert(touched.end(), pending.touched.begin(), pending.touched.end());
    batch.journal_rows.push_back(encode_journal_row(pending.entry));
  }
  batch.meta = encode_meta({.dataset = document_.settings() ? document_.settings()->id.raw : RawId{},
                            .seen = document_.seen(),
                            .records = document_.record_count(),
                            .unknown = stored_meta_unknown_});
  batch.schema_min_writer = storage_schema;
  TouchedBuckets buckets(document_, index_, aside_, std::move(touched));
  commit_ticket_ = ++last_ticket_;
  storage_->commit(commit_ticket_, batch, buckets);
}

void Store::handle(const StorageDone& done) {
  if (done.ticket != commit_ticket_) return;
  commit_ticket_ = 0;
  save_failed_ = false;
  answer_doubted_ = done.head != head_ + in_flight_;
  if (answer_doubted_) {
    // A retry of something that had been stored after all, with other tabs' rows around it: read what is there.
    in_flight_ = 0;
    return look_for_changes();
  }
  head_ = done.head;
  damaged_.clear();
  redone_.clear();
  rewrites_all_ = false;
  saved_at_ms_ = clock_.now_ms();
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(in_flight_));
  in_flight_ = 0;
  if (std::exchange(look_again_, false)) look_for_changes();
  become_ready();
}

void Store::handle(const StorageConflict& conflict) {
  if (conflict.ticket != commit_ticket_) return;
  commit_ticket_ = 0;
  in_flight_ = 0;  // nothing was written: the next batch may be another one
  look_for_changes();
}

void Store::handle(const StorageFailed& failed) {
  if (failed.ticket == commit_ticket_ && commit_ticket_ != 0) {
    commit_ticket_ = 0;
    save_failed_ = true;
    failure_ = failed.failure;
    failure_detail_ = failed.detail;
    if (failed.failure == StorageFailure::newer_schema) locked_out_ = true;
  } else if (failed.ticket == renew_ticket_ && renew_ticket_ != 0) {
    renew_failed(failed);
  } else if (failed.ticket == since_ticket_ && since_ticket_ != 0) {
    since_ticket_ = 0;
    remote_.clear();
    if (!pending_.empty()) save_failed_ = true;
    failure_ = failed.failure;
    failure_detail_ = failed.detail;
  } else if ((failed.ticket == open_ticket_ && open_ticket_ != 0) ||
             (failed.ticket == load_ticket_ && load_ticket_ != 0)) {
    fail_load(failed.failure, failed.detail);
  }
}

// A database that the browser has thrown away is made anew, under a new actor (renewed() then has everything written): all of it is
// still here. Only by hand, for it may have been the user who cleared the site's data.
void Store::retry() {
  if (!save_failed_) return;
  if (failure_ != StorageFailure::corrupt || pending_.empty() || !complete()) return flush();
  if (commit_ticket_ != 0 || since_ticket_ != 0) return;
  renew(Renewal::lost);
}

}  // namespace voronka
