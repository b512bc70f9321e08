// The world as the core sees it, without a browser: one shared database with any number of tabs on it, delays, refusals
// and crashes on demand; a clock that only moves when told. Follows the rules of web/storage.js.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/inbox.hpp"
#include "app/ports.hpp"
#include "base/random.hpp"

namespace voronka::test {

class FakeClock final : public Clock {
 public:
  std::int64_t now_ms() const override { return now; }
  std::int32_t offset_minutes(std::int64_t) const override { return 180; }
  std::uint64_t random() override { return random_.next(); }
  std::int64_t now = 1'767'600'000'000;

  // Two tabs never draw the same random numbers.
  explicit FakeClock(std::uint64_t seed = 42) : random_(seed) {}

 private:
  Random random_;
};

// What lies on the disk. Only whole transactions ever reach it.
struct FakeDatabase {
  std::map<std::pair<StoreName, std::string>, std::string> buckets = {};
  struct Row {
    std::string commit_id = {};
    std::string row = {};
    std::vector<std::pair<StoreName, std::string>> keys = {};
  };
  std::map<std::uint64_t, Row> journal = {};
  std::uint64_t head = 0;
  std::string meta = {};
  bool exists = false;
  std::uint64_t next_dot = 1;
  std::set<std::string> seen_commits = {};
  std::uint64_t tabs = 0;
};

enum class FakeFault : std::uint8_t { none, fail_before, fail_after_storing };

// One tab's view of it. Answers wait until deliver() is called, so that tests choose the order of the world.
class FakeStorage final : public Storage {
 public:
  FakeStorage(FakeDatabase& database) : database_(database) {}

  void open(Ticket ticket) override {
    const bool created = !database_.exists;
    database_.exists = true;
    const std::uint64_t first = database_.next_dot;
    database_.next_dot += 1U << 24;
    answer(StorageOpened{.ticket = ticket,
                         .head = database_.head,
                         .created = created,
                         .actor = "FakeActr",
                         .first_dot = first,
                         .dot_count = 1U << 24,
                         .meta = database_.meta});
  }
  void load(Ticket ticket, StoreName store) override {
    for (const auto& [key, bytes] : database_.buckets)
      if (key.first == store)
        answer(StorageBucket{.ticket = ticket, .store = store, .key = key.second, .bytes = bytes});
    StorageLoaded loaded = {.ticket = ticket, .head = database_.head, .meta = database_.meta};
    if (store == StoreName::records)
      for (const auto& [seq, row] : database_.journal) loaded.journal_rows.push_back(row.row);
    answer(std::move(loaded));
  }
  void load_since(Ticket ticket, std::uint64_t head) override {
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
  void commit(Ticket ticket, const StorageBatch& batch, BucketSource& buckets) override {
    std::vector<BucketPut> puts;
    for (BucketPut put; buckets.next(put); put = {}) puts.push_back(std::move(put));
    waiting_.push_back([this, ticket, batch, puts = std::move(puts)] { return transact(ticket, batch, puts); });
  }

  // The next answer, or the next transaction and its answer, in order. False when there is none.
  bool deliver(Inbox& inbox) {
    if (waiting_.empty()) return false;
    const auto next = std::move(waiting_.front());
    waiting_.pop_front();
    inbox.push(next());
    return true;
  }
  bool idle() const { return waiting_.empty(); }
  FakeFault next_commit = FakeFault::none;
  bool claims_stored = false;  // takes every commit for one it has already

 private:
  template <class Answer>
  void answer(Answer one) {
    waiting_.push_back([one = std::move(one)] { return WorldEvent(one); });
  }
  WorldEvent transact(Ticket ticket, const StorageBatch& batch, const std::vector<BucketPut>& puts) {
    const FakeFault fault = std::exchange(next_commit, FakeFault::none);
    if (fault == FakeFault::fail_before)
      return StorageFailed{.ticket = ticket, .failure = StorageFailure::no_space, .detail = "fake"};
    if (claims_stored || database_.seen_commits.contains(batch.commit_id))
      return StorageDone{.ticket = ticket, .head = std::max(database_.head, batch.expect_head)};
    if (database_.head != batch.expect_head) return StorageConflict{.ticket = ticket, .head = database_.head};
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

  FakeDatabase& database_;
  std::deque<std::function<WorldEvent()>> waiting_ = {};
};

}  // namespace voronka::test
