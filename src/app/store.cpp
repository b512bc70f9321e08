#include "app/store.hpp"

#include <algorithm>
#include <utility>

#include "app/remote_patch.hpp"
#include "base/later.hpp"
#include "formats/journal_json.hpp"
#include "formats/meta_json.hpp"

namespace voronka {
namespace {

// Encodes the touched buckets of the whole batch one after the other; each key once, however many commands touched it.
class TouchedBuckets final : public BucketSource {
 public:
  TouchedBuckets(const Document& document, const BucketIndex& index, std::vector<TouchedBucket> touched)
      : document_(document), index_(index), touched_(std::move(touched)) {
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
    history_turn_ = !history_turn_ && it.history;
    if (!history_turn_) ++at_;
    return true;
  }

 private:
  const Document& document_;
  const BucketIndex& index_;
  std::vector<TouchedBucket> touched_;
  std::size_t at_ = 0;
  bool history_turn_ = false;
};

std::size_t record_count(const Document& document) {
  std::size_t count = 0;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) { count += document.table<Record>().size(); });
  return count;
}

// Only new records, and many: no other tab can know them, so a rebase leaves them where they are.
bool is_bulk_creation(const Patch& patch) {
  bool creations_only = patch.size() > bulk_limit;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Change<Record>& change : patch.of<Record>())
      if (change.before || !change.after) creations_only = false;
  });
  return creations_only;
}

}  // namespace

Store::Store(Storage* storage, Clock& clock) : storage_(storage), clock_(clock) {
  if (storage_) return;
  load_state_ = LoadState::ready;
  actor_ = actor_from_random(clock_.random());
}

void Store::open() {
  if (!storage_) return;
  open_ticket_ = ++last_ticket_;
  storage_->open(open_ticket_);
}

SaveState Store::save_state() const {
  if (!storage_) return SaveState::memory;
  if (read_only_) return SaveState::read_only;
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
  if (read_only_) return refuse(TextKey::error_read_only);
  if (storage_ && !complete()) {
    kept_.push_back({.command = std::move(command), .merge_key = std::move(merge_key)});
    return Done{};
  }
  return run_now(std::move(command), std::move(merge_key), EntryKind::change, {});
}

VORONKA_LATER Result<Done> Store::run_now(Command command, std::string merge_key, EntryKind kind,
                                          std::vector<std::string> of) {
  Pending pending = {.stamp = new_stamp()};
  pending.stamp.supersedes = history_.events_of_step(merge_key);
  Text label = label_of(document_, command);
  // A big import that only creates is not kept for a second plan (see is_bulk_creation): a copy of 100,000 deals would be
  // most of the memory. Should another tab fill the same empty board in that moment, both fillings stay.
  const auto* import = std::get_if<ApplyImport>(&command);
  const bool keep = storage_ && !(import && import->records.size() > bulk_limit &&
                                  (import->mode == ImportMode::add || document_.empty()));
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
  if (!is_bulk_creation(planned->patch)) pending.patch = planned->patch;
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
  if (read_only_) return refuse(TextKey::error_read_only);
  std::vector<std::string> of;
  for (const JournalEntry& entry : step) of.push_back(entry.commit_id);
  Revert command = {.entry = combined(std::move(step))};
  return run_now(std::move(command), {}, kind, std::move(of));
}

// ---- writing ----

void Store::flush() {
  if (!storage_ || read_only_ || commit_ticket_ != 0 || since_ticket_ != 0 || pending_.empty() || !complete()) return;
  send_batch();
}

VORONKA_LATER void Store::send_batch() {
  // Always everything that waits: the buckets and the count are those of the whole document. A retry of the same commands
  // has the same id and is recognised; one with more of them has another id, meets a conflict if the first was stored
  // after all, and finds its rows there (drop_stored).
  in_flight_ = pending_.size();
  std::vector<TouchedBucket> touched;
  StorageBatch batch = {.expect_head = head_,
                        .commit_id = pending_.front().entry.commit_id + "/" + std::to_string(in_flight_)};
  for (std::size_t i = 0; i < in_flight_; ++i) {
    const Pending& pending = pending_[i];
    touched.insert(touched.end(), pending.touched.begin(), pending.touched.end());
    batch.journal_rows.push_back(encode_journal_row(pending.entry));
  }
  batch.meta = encode_meta({.dataset = document_.settings() ? document_.settings()->id.raw : RawId{},
                            .seen = document_.seen(),
                            .records = record_count(document_),
                            .unknown = stored_meta_unknown_});
  batch.schema_min_writer = storage_schema;
  TouchedBuckets buckets(document_, index_, std::move(touched));
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
  saved_at_ms_ = clock_.now_ms();
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(in_flight_));
  in_flight_ = 0;
  if (std::exchange(look_again_, false)) look_for_changes();
  flush();
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
    if (failed.failure == StorageFailure::newer_schema) read_only_ = true;
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

void Store::retry() {
  if (save_failed_) flush();
}

// ---- loading ----

void Store::handle(const StorageOpened& opened) {
  if (opened.ticket != open_ticket_ || open_ticket_ == 0) return;
  open_ticket_ = 0;
  head_ = opened.head;
  if (const auto actor = actor_from(opened.actor)) actor_ = *actor;
  next_dot_ = std::max<std::uint64_t>(1, opened.first_dot);
  if (opened.dot_count == 0) read_only_ = true;  // a newer build writes here
  load_state_ = LoadState::loading;
  load(StoreName::records);
}

void Store::load(StoreName store) {
  reader_ = {};
  loading_ = store;
  load_ticket_ = ++last_ticket_;
  storage_->load(load_ticket_, store);
}

void Store::handle(StorageBucket bucket) {
  if (bucket.ticket == load_ticket_ && load_ticket_ != 0) {
    if (bucket.store == StoreName::records) {
      reader_.add_records(bucket.key, bucket.bytes);
    } else {
      reader_.add_history(bucket.key, bucket.bytes);
    }
  } else if (bucket.ticket == since_ticket_ && since_ticket_ != 0) {
    remote_.push_back(std::move(bucket));
  }
}

void Store::handle(StorageLoaded loaded) {
  if (loaded.ticket == load_ticket_ && load_ticket_ != 0) {
    load_ticket_ = 0;
    if (loading_ == StoreName::records) {
      records_loaded(std::move(loaded));
    } else {
      history_loaded(loaded);
    }
  } else if (loaded.ticket == since_ticket_ && since_ticket_ != 0) {
    since_ticket_ = 0;
    apply_remote(loaded);
  }
}

void Store::records_loaded(StorageLoaded loaded) {
  VersionVector seen;
  std::uint64_t expected = 0;
  if (!loaded.meta.empty()) {
    const Result<StoredMeta> meta = decode_meta(loaded.meta);
    if (!meta) return fail_load(StorageFailure::corrupt, "meta");
    seen = meta->seen;
    expected = meta->records;
    stored_meta_unknown_ = meta->unknown;
  }
  BucketReader::Contents contents = reader_.take();
  load_problems_ = contents.problems.size();
  if (contents.records.size() < expected) load_problems_ += expected - contents.records.size();
  // What cannot be read must not be written over: bytes stay as they are, the session only reads.
  if (load_problems_ > 0) read_only_ = true;
  head_ = loaded.head;
  document_.load(std::move(contents.records), std::move(seen));
  index_.rebuild(document_);
  history_.clear();
  for (const std::string& row : loaded.journal_rows) {
    Result<JournalEntry> entry = decode_journal_row(row);
    if (!entry) {  // the undo history ends where it can no longer be read
      history_.clear();
      continue;
    }
    history_.add(std::move(*entry));
  }
  load_state_ = LoadState::ready;
  history_loading_ = true;
  load(StoreName::history);
}

void Store::history_loaded(const StorageLoaded& loaded) {
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_history<Record>) {
      for (BucketReader::History& history : reader_.take_histories(record_type_of<Record>()))
        document_.attach_history(Id<Record>{history.id}, std::move(history.events));
    }
  });
  load_problems_ += reader_.problems().size();
  if (!reader_.problems().empty()) read_only_ = true;
  reader_ = {};
  history_loading_ = false;
  // Another tab may have written between the two reads; the buckets it touched are then read again, both halves at once.
  if (loaded.head != head_) look_for_changes();
  become_ready();
}

void Store::become_ready() {
  for (Kept& kept : std::exchange(kept_, {})) {
    Result<Done> done = run_now(std::move(kept.command), std::move(kept.merge_key), EntryKind::change, {});
    if (!done) notices_.push_back(std::move(done.error()));
  }
  flush();
}

void Store::fail_load(StorageFailure failure, std::string detail) {
  open_ticket_ = load_ticket_ = 0;
  // A failed load never leads to a write.
  read_only_ = true;
  failure_ = failure;
  failure_detail_ = std::move(detail);
  load_state_ = LoadState::failed;
}

// ---- other tabs ----

void Store::handle(const OtherTabMoved& moved) {
  if (!storage_ || load_state_ != LoadState::ready) return;
  if (save_failed_) retry();
  if (moved.head != 0 && moved.head <= head_) return;
  if (commit_ticket_ != 0 || since_ticket_ != 0 || history_loading_) {
    look_again_ = true;
    return;
  }
  look_for_changes();
}

void Store::look_for_changes() {
  if (since_ticket_ != 0 || load_ticket_ != 0) return;
  remote_.clear();
  since_ticket_ = ++last_ticket_;
  storage_->load_since(since_ticket_, head_);
}

VORONKA_LATER void Store::apply_remote(const StorageLoaded& loaded) {
  if (loaded.head < head_ || loaded.journal_rows.size() != loaded.head - head_) {
    // The journal has a gap (this tab slept longer than rows are kept): what is stored now is the only truth.
    return reload_everything();
  }
  const bool news = loaded.head > head_;
  if (news) {
    for (auto it = pending_.rbegin(); it != pending_.rend(); ++it) {
      if (it->patch.empty()) continue;
      commit_in_memory(reversed(it->patch));
      document_.forget(it->patch.dots);
    }
    std::vector<const JournalEntry*> unsaved;
    for (const Pending& pending : pending_)
      if (pending.patch.empty()) unsaved.push_back(&pending.entry);
    drop_stored(loaded.journal_rows);
    Result<Patch> patch = remote_patch(document_, index_, remote_, loaded.journal_rows, unsaved);
    remote_.clear();
    if (!patch) {
      ++load_problems_;
      read_only_ = true;
      return;
    }
    commit_in_memory(std::move(*patch));
    head_ = loaded.head;
    for (Pending& pending : pending_) replan(pending);
    std::erase_if(pending_, [](const Pending& pending) { return pending.touched.empty(); });
    if (pending_.empty()) save_failed_ = false;
  }
  if (std::exchange(look_again_, false)) look_for_changes();
  if (std::exchange(answer_doubted_, false) && !news && !pending_.empty()) {
    // "Stored already", and yet it is not there: sending it again would get the same answer for ever.
    save_failed_ = true;
    failure_ = StorageFailure::unknown;
    failure_detail_ = "a commit was answered but not stored";
    return;
  }
  flush();
}

// Of a commit whose answer was lost the rows are found among the others: it is done, and must not be done again.
void Store::drop_stored(const std::vector<std::string>& journal_rows) {
  for (const std::string& row : journal_rows) {
    const Result<JournalEntry> entry = decode_journal_row(row);
    if (!entry) continue;
    const std::size_t stored =
        std::erase_if(pending_, [&](const Pending& pending) { return pending.entry.commit_id == entry->commit_id; });
    if (stored > 0) saved_at_ms_ = clock_.now_ms();
  }
  in_flight_ = 0;
  if (pending_.empty()) save_failed_ = false;
}

VORONKA_LATER void Store::reload_everything() {
  for (Pending& pending : pending_) {
    if (!pending.command) return fail_load(StorageFailure::unknown, "journal gap during an import");
    kept_.push_back({.command = std::move(*pending.command), .merge_key = pending.entry.merge_key});
  }
  pending_.clear();
  Patch everything;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Record& record : document_.table<Record>().rows())
      everything.of<Record>().push_back({.before = record, .after = std::nullopt});
  });
  document_.commit(std::move(everything));
  history_.clear();
  load_state_ = LoadState::loading;
  load(StoreName::records);
}

void Store::replan(Pending& pending) {
  if (!pending.command) return;
  pending.stamp.first_dot = next_dot_;
  Result<Planned> planned = plan(document_, *pending.command, pending.stamp);
  pending.touched.clear();
  if (!planned || planned->patch.empty()) {
    if (!planned) notices_.push_back(std::move(planned.error()));
    history_.replace(pending.entry.commit_id, nullptr);
    return;
  }
  next_dot_ += planned->dots_used;
  JournalEntry entry = journal_of(planned->patch);
  entry.commit_id = pending.entry.commit_id;
  entry.at_ms = pending.entry.at_ms;
  entry.actor = pending.entry.actor;
  entry.kind = pending.entry.kind;
  entry.of = std::move(pending.entry.of);
  entry.merge_key = std::move(pending.entry.merge_key);
  entry.label = std::move(pending.entry.label);
  pending.entry = std::move(entry);
  history_.replace(pending.entry.commit_id, &pending.entry);
  pending.touched = touched_buckets(planned->patch);
  pending.patch = planned->patch;
  commit_in_memory(std::move(planned->patch));
}

}  // namespace voronka
