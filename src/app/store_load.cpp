// The reading half of the Store: the first load, what other tabs wrote meanwhile, and our own unstored commands on top of it.
#include <algorithm>
#include <utility>

#include "app/redo_rows.hpp"
#include "app/remote_patch.hpp"
#include "app/store.hpp"
#include "base/later.hpp"
#include "formats/journal_json.hpp"
#include "formats/meta_json.hpp"

namespace voronka {

// ---- loading ----

void Store::handle(const StorageOpened& opened) {
  if (opened.ticket == renew_ticket_ && renew_ticket_ != 0) return renewed(opened);
  if (opened.ticket == since_ticket_ && since_ticket_ != 0) {
    renamed_ = true;
    return take_name(opened);
  }
  if (opened.ticket != open_ticket_ || open_ticket_ == 0) return;
  open_ticket_ = 0;
  head_ = opened.head;
  take_name(opened);
  load_state_ = LoadState::loading;
  load(StoreName::records);
}

void Store::take_name(const StorageOpened& opened) {
  if (const auto actor = actor_from(opened.actor)) actor_ = *actor;
  next_dot_ = std::max<std::uint64_t>(1, opened.first_dot);
  locked_out_ = opened.dot_count == 0;  // a newer build writes here
}

VORONKA_LATER void Store::accept_loss() {
  if (!lost_) return;
  lost_ = false;
  last_ = {};
  renew(Renewal::lost);
}

void Store::renew(Renewal how) {
  renewing_ = how;
  renew_ticket_ = ++last_ticket_;
  storage_->renew(renew_ticket_, how);
}

VORONKA_LATER void Store::renewed(const StorageOpened& opened) {
  renew_ticket_ = 0;
  name_doubted_ = false;
  if (opened.created) {
    head_ = 0;
    rewrites_all_ = document_.record_count() > 0;
  }
  take_name(opened);
  renamed_ = !pending_.empty();
  if (renewing_ == Renewal::lost) failure_ = StorageFailure::unknown;
  if (!history_loading_) become_ready();
}

VORONKA_LATER void Store::renew_failed(const StorageFailed& failed) {
  renew_ticket_ = 0;
  if (renewing_ == Renewal::copied) {
    // Under the old name the merge would make two things of one dot. Everything else goes on as it was.
    const auto merge = std::ranges::find_if(kept_, [&](const Kept& kept) { return needs_new_name(kept.command); });
    if (merge != kept_.end()) kept_.erase(merge);
    notices_.push_back({.text = {.key = TextKey::error_no_new_name}, .where = {}});
  } else {
    if (!save_failed_) name_doubted_ = true;
    failure_ = failed.failure;
    failure_detail_ = failed.detail;
  }
  become_ready();
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
  expected_records_ = 0;
  if (!loaded.meta.empty()) {
    const Result<StoredMeta> meta = decode_meta(loaded.meta);
    if (!meta) return fail_load(StorageFailure::corrupt, "meta");
    seen = meta->seen;
    expected_records_ = meta->records;
    stored_meta_unknown_ = meta->unknown;
  }
  aside_ = {};
  damaged_.clear();
  redone_.clear();
  keep_damage();
  BucketReader::Contents contents = reader_.take();
  head_ = loaded.head;
  // It was acknowledged and is not there: the browser lost it. Another tab may only be ahead of what this one remembers.
  lost_ = loaded.head < last_.head;
  document_.load(std::move(contents.records), std::move(seen));
  index_.rebuild(document_);
  history_.clear();
  newest_rows_.clear();
  for (const std::string& row : loaded.journal_rows) {
    Result<JournalEntry> entry = decode_journal_row(row);
    if (!entry) {  // the undo history ends where it can no longer be read, and so does what can be told of earlier ones
      history_.clear();
      newest_rows_.clear();
      continue;
    }
    // Of a data set that was replaced the ids are enough here.
    RecordSet removed = std::exchange(entry->removed, {});
    newest_rows_.push_back(*entry);
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      for (const Record& record : removed.of<Record>())
        newest_rows_.back().removed.of<Record>().push_back({.id = record.id});
    });
    entry->removed = std::move(removed);
    history_.add(std::move(*entry));
  }
  load_problems_ = contents.problems.size();
  // The rest of what rows tell waits for the histories: without them nothing is complete anyway.
  if (load_problems_ == 0 && document_.record_count() != expected_records_) redo_rows(RowsOver::records);
  // A record whose line is damaged is missing, too. What cannot be read must not be written over: bytes stay as they are, the session only
  // reads (reads_only).
  if (document_.record_count() < expected_records_)
    load_problems_ = std::max(load_problems_, static_cast<std::size_t>(expected_records_ - document_.record_count()));
  load_state_ = LoadState::ready;
  history_loading_ = true;
  load(StoreName::history);
}

void Store::history_loaded(const StorageLoaded& loaded) {
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_history<Record>) {
      for (BucketReader::History& history : reader_.take_histories(record_type_of<Record>())) {
        const bool gone = !document_.find(Id<Record>{history.id});
        if (gone && load_problems_ > 0)
          reader_.set_aside(record_type_of<Record>(), history);
        else if (gone)  // the other half of a removal; its bucket is written anew without it
          redone_.push_back(
              {.name = {.type = record_type_of<Record>(), .bucket = bucket_of(history.id)}, .history = true});
        else
          document_.attach_history(Id<Record>{history.id}, std::move(history.events));
      }
    }
  });
  load_problems_ += reader_.problems().size();
  if (load_problems_ == 0) redo_rows(RowsOver::records_and_histories);
  newest_rows_.clear();
  keep_damage();
  reader_ = {};
  history_loading_ = false;
  // Another tab may have written between the two reads, or after the second, and said so while its answer was on the way; the buckets it
  // touched are then read again, both halves at once.
  if (std::exchange(look_again_, false) || loaded.head != head_) look_for_changes();
  become_ready();
}

// What was told of and has not come is in the document, and goes into its buckets with the next commit.
void Store::redo_rows(RowsOver what) {
  Patch patch = redo_of(document_, newest_rows_, expected_records_, what);
  if (patch.empty()) return;
  for (TouchedBucket touched : touched_buckets(patch)) {
    // Of one that leaves the events lie there still, also before they are read.
    with_record_type(touched.name.type,
                     [&]<class Record>(std::type_identity<Record>) { touched.history = has_history<Record>; });
    redone_.push_back(touched);
  }
  commit_in_memory(std::move(patch));
}

void Store::keep_damage() {
  redone_.insert(redone_.end(), reader_.moved().begin(), reader_.moved().end());
  for (const BucketPart& part : reader_.damaged()) damaged_.push_back({.name = part.name, .history = part.history});
  aside_.add_all(reader_.aside());
}

VORONKA_LATER void Store::accept_damage() {
  if (!can_accept_damage()) return;
  load_problems_ = 0;
  become_ready();
}

void Store::become_ready() {
  // Commands wait for the new actor, for the end of a load that began meanwhile (planned on half a document they would be lost), and for the
  // end of every doubt.
  if (reads_only() || !complete()) return;
  while (!kept_.empty()) {
    if (needs_new_name(kept_.front().command)) {
      // What fills cannot be planned anew under another name: it is stored first.
      if (!pending_.empty() && !pending_.front().command) break;
      return renew(Renewal::copied);
    }
    Kept kept = std::move(kept_.front());
    kept_.pop_front();
    Result<Done> done = run_now(std::move(kept.command), std::move(kept.merge_key), EntryKind::change, {});
    if (!done) notices_.push_back(std::move(done.error()));
  }
  if (pending_.empty()) save_failed_ = rewrites_all_;  // what could not be saved turned out to be there already
  flush();
}

void Store::fail_load(StorageFailure failure, std::string detail) {
  open_ticket_ = load_ticket_ = 0;
  failure_ = failure;
  failure_detail_ = std::move(detail);
  load_state_ = LoadState::failed;
}

// ---- other tabs ----

void Store::handle(const OtherTabMoved& moved) {
  if (!storage_ || load_state_ != LoadState::ready) return;
  if (save_failed_ && failure_ != StorageFailure::corrupt) retry();
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
  // The journal has a gap (this tab slept longer than rows are kept): what is stored now is the only truth.
  if (loaded.head < head_ || loaded.journal_rows.size() != loaded.head - head_) return reload_everything();
  // Another tab has mended what this one could not read, history and all.
  const bool mended = !rewrites_all_ && std::ranges::any_of(remote_, [&](const StorageBucket& bucket) {
    const auto name = bucket_from_key(bucket.key);
    return name && std::ranges::find(damaged_, *name, &TouchedBucket::name) != damaged_.end();
  });
  if (mended) {
    drop_stored(loaded.journal_rows);
    return reload_everything();
  }
  const bool news = std::exchange(renamed_, false) || loaded.head > head_;
  if (news) {
    for (auto it = pending_.rbegin(); it != pending_.rend(); ++it) {
      if (!it->command) continue;
      commit_in_memory(reversed(it->patch));
      document_.forget(it->patch.dots);
    }
    drop_stored(loaded.journal_rows);
    drop_undone();
    std::vector<const JournalEntry*> unsaved;
    for (const Pending& pending : pending_)
      if (!pending.command) unsaved.push_back(&pending.entry);
    JournalEntry all;
    if (rewrites_all_) {
      for_each_record_type([&]<class Record>(std::type_identity<Record>) {
        for (const Record& record : document_.table<Record>().rows())
          all.made[static_cast<std::size_t>(record_type_of<Record>())].push_back(record.id.raw);
      });
      unsaved.push_back(&all);
    }
    Result<Patch> patch = remote_patch(document_, index_, remote_, loaded.journal_rows, unsaved);
    if (!patch) return reload_everything();  // what cannot be read is found, told and kept there, like at the start
    for (const StorageBucket& bucket : remote_)
      if (const auto name = bucket_from_key(bucket.key))
        aside_.replace({.name = *name, .history = bucket.store == StoreName::history}, bucket.bytes);
    remote_.clear();
    commit_in_memory(std::move(*patch));
    head_ = loaded.head;
    for (Pending& pending : pending_) replan(pending);
    std::erase_if(pending_, [](const Pending& pending) { return pending.touched.empty(); });
    if (pending_.empty()) save_failed_ = rewrites_all_;
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
    if (stored == 0) continue;
    saved_at_ms_ = clock_.now_ms();
    rewrites_all_ = false;
  }
  in_flight_ = 0;
  if (pending_.empty()) save_failed_ = rewrites_all_;
}

// An undo knows its step by the dots it was given, and planned anew the step has others: it would be refused, and the step stored. Where
// both still wait, both go instead, and nothing has been done. Not when a redo waits for the undo.
VORONKA_LATER void Store::drop_undone() {
  const auto place_of = [&](std::string_view commit_id) {
    return std::ranges::find_if(pending_, [&](const Pending& one) { return one.entry.commit_id == commit_id; });
  };
  const auto waits = [&](const std::string& commit_id) {
    const auto found = place_of(commit_id);
    return found != pending_.end() && found->command && found->entry.kind == EntryKind::change;
  };
  for (std::size_t i = pending_.size(); i-- > 0;) {
    if (i >= pending_.size() || pending_[i].entry.kind != EntryKind::undo) continue;
    const std::string undo = pending_[i].entry.commit_id;
    const bool redone = std::ranges::any_of(
        pending_, [&](const Pending& one) { return std::ranges::find(one.entry.of, undo) != one.entry.of.end(); });
    std::vector<std::string> gone = pending_[i].entry.of;
    if (redone || gone.empty() || !std::ranges::all_of(gone, waits)) continue;
    gone.push_back(undo);
    for (const std::string& commit_id : gone) {
      const auto found = place_of(commit_id);
      document_.forget(found->patch.dots);
      history_.replace(commit_id, nullptr);
      pending_.erase(found);
    }
  }
}

// Commands that wait are done again afterwards, in their order and before those given meanwhile.
VORONKA_LATER void Store::reload_everything() {
  remote_.clear();
  if (rewrites_all_)
    return fail_load(StorageFailure::corrupt, "another database stands in the place of the one made anew");
  drop_undone();
  std::deque<Kept> again;
  for (Pending& pending : pending_) {
    if (!pending.command) return fail_load(StorageFailure::unknown, "everything had to be read again during an import");
    document_.forget(pending.patch.dots);  // never stored; done again it gets others
    again.push_back({.command = std::move(*pending.command), .merge_key = pending.entry.merge_key});
  }
  kept_.insert(kept_.begin(), std::move_iterator(again.begin()), std::move_iterator(again.end()));
  pending_.clear();
  in_flight_ = 0;
  renamed_ = answer_doubted_ = false;
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
  pending.stamp.actor = actor_;
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
  entry.actor = actor_;
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
