#include "tests/support/fake_world.hpp"

namespace voronka::test {

StorageOpened FakeStorage::opened(Ticket ticket, bool created) {
  constexpr std::uint64_t block = 1U << 24;
  database_.exists = true;
  actor_ = database_.actor;
  const std::uint64_t first = std::exchange(database_.next_dot, database_.next_dot + block);
  return {.ticket = ticket,
          .head = database_.head,
          .created = created,
          .actor = actor_,
          .first_dot = first,
          .dot_count = block,
          .meta = database_.meta};
}

bool FakeStorage::is_ours() const {
  return database_.exists && (actor_ == database_.actor || database_.was.contains(actor_));
}

void FakeStorage::open(Ticket ticket) { answer(opened(ticket, !database_.exists)); }

StorageFailed FakeStorage::vanished(Ticket ticket) const {
  return {.ticket = ticket, .failure = StorageFailure::corrupt, .detail = "the database has vanished"};
}

void FakeStorage::renew(Ticket ticket, Renewal how) {
  if (std::exchange(next_renewal_fails, false))
    return answer(StorageFailed{.ticket = ticket, .failure = StorageFailure::connection_lost, .detail = "fake"});
  // Another one stands in its place, or none, which only `lost` makes anew.
  if (database_.exists ? !is_ours() : how == Renewal::copied) return answer(vanished(ticket));
  if (how == Renewal::copied)
    database_.was.insert(database_.actor);
  else
    database_.was.clear();
  database_.actor = "NewActo" + std::string(1, static_cast<char>('r' + database_.renewals++));
  database_.next_dot = 1;
  answer(opened(ticket, !database_.exists));
}

void FakeStorage::load(Ticket ticket, StoreName store) {
  for (const auto& [key, bytes] : database_.buckets)
    if (key.first == store) answer(StorageBucket{.ticket = ticket, .store = store, .key = key.second, .bytes = bytes});
  StorageLoaded loaded = {.ticket = ticket, .head = database_.head, .meta = database_.meta};
  if (store == StoreName::records)
    for (const auto& [seq, row] : database_.journal) loaded.journal_rows.push_back(row.row);
  answer(std::move(loaded));
}

void FakeStorage::load_since(Ticket ticket, std::uint64_t head) {
  if (!is_ours()) return answer(vanished(ticket));
  if (database_.was.contains(actor_)) answer(opened(ticket, false));
  StorageLoaded loaded = {.ticket = ticket, .head = database_.head, .meta = database_.meta};
  std::set<std::pair<StoreName, std::string>> keys;
  for (auto it = database_.journal.upper_bound(head); it != database_.journal.end(); ++it) {
    loaded.journal_rows.push_back(it->second.row);
    keys.insert(it->second.keys.begin(), it->second.keys.end());
  }
  for (const auto& key : keys)
    answer(StorageBucket{.ticket = ticket,
                         .store = key.first,
                         .key = key.second,
                         .bytes = database_.buckets.contains(key) ? database_.buckets[key] : std::string()});
  answer(std::move(loaded));
}

void FakeStorage::commit(Ticket ticket, const StorageBatch& batch, BucketSource& buckets) {
  std::vector<BucketPut> puts;
  for (BucketPut put; buckets.next(put); put = {}) puts.push_back(std::move(put));
  waiting_.push_back([this, ticket, batch, puts = std::move(puts)] { return transact(ticket, batch, puts); });
}

bool FakeStorage::deliver(Inbox& inbox) {
  if (waiting_.empty()) return false;
  const auto next = std::move(waiting_.front());
  waiting_.pop_front();
  inbox.push(next());
  return true;
}

WorldEvent FakeStorage::transact(Ticket ticket, const StorageBatch& batch, const std::vector<BucketPut>& puts) {
  const FakeFault fault = std::exchange(next_commit, FakeFault::none);
  if (fault == FakeFault::fail_before)
    return StorageFailed{.ticket = ticket, .failure = StorageFailure::no_space, .detail = "fake"};
  if (fault == FakeFault::newer_schema)
    return StorageFailed{.ticket = ticket, .failure = StorageFailure::newer_schema, .detail = "fake"};
  if (!is_ours()) return vanished(ticket);
  if (claims_stored || database_.seen_commits.contains(batch.commit_id))
    return StorageDone{.ticket = ticket, .head = std::max(database_.head, batch.expect_head)};
  if (database_.head != batch.expect_head || database_.actor != actor_)
    return StorageConflict{.ticket = ticket, .head = database_.head};
  std::vector<std::pair<StoreName, std::string>> keys;
  for (const BucketPut& put : puts) {
    keys.emplace_back(put.store, put.key);
    if (put.bytes.empty()) {
      database_.buckets.erase({put.store, put.key});
    } else {
      database_.buckets[{put.store, put.key}] = put.bytes;
    }
  }
  for (const std::string& row : batch.journal_rows)
    database_.journal[++database_.head] = {.commit_id = batch.commit_id, .row = row};
  database_.journal[database_.head].keys = std::move(keys);
  database_.seen_commits.insert(batch.commit_id);
  database_.meta = batch.meta;
  if (fault == FakeFault::fail_after_storing)
    return StorageFailed{.ticket = ticket, .failure = StorageFailure::connection_lost, .detail = "fake"};
  return StorageDone{.ticket = ticket, .head = database_.head};
}

}  // namespace voronka::test
