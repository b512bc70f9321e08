// The world as the core sees it, without a browser: one shared database with any number of tabs on it, delays, refusals
// and crashes on demand; a clock that only moves when told. Follows the rules of web/storage.js.
#pragma once

#include <algorithm>
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

class FakeUpdates final : public Updates {
 public:
  void use_new_build() override { ++used; }
  int used = 0;
};

// Contents are named by what they are: "a picture" has the hash hash_of("a picture").
class FakeAttachedFiles final : public AttachedFiles {
 public:
  static std::string hash_of(std::string_view contents) {
    return "hash of " + std::string(contents.substr(0, 100)) + std::to_string(contents.size());
  }
  void list() override {
    AttachmentsListed listed = {.available = available};
    for (const auto& [name, contents] : here) listed.files.emplace_back(name, contents.size());
    inbox->push(std::move(listed));
  }
  void keep(Ticket ticket, std::uint32_t file) override {
    AttachmentKept kept = {.ticket = ticket, .name = names.at(file), .failure = failure};
    if (failure == CopyFailure::none) {
      const std::string& contents = arrived.at(file);
      kept.sha256 = hash_of(contents);
      kept.size_bytes = contents.size();
      here[kept.sha256] = contents;
    }
    inbox->push(std::move(kept));
  }
  void offer(const std::string& sha256, const std::string& name) override {
    if (here.contains(sha256))
      offered[name] = here[sha256];
    else
      inbox->push(AttachmentMissing{.sha256 = sha256});
  }
  void remove(const std::vector<std::string>& sha256) override {
    for (const std::string& one : sha256) here.erase(one);
    list();
  }
  void unpack(std::uint32_t file, const std::vector<std::string>& sha256) override {
    AttachmentsUnpacked done;
    for (const std::string& contents : packages[file])
      if (std::ranges::find(sha256, hash_of(contents)) != sha256.end()) {
        here[hash_of(contents)] = contents;
        ++done.kept;
      }
    inbox->push(done);
  }

  Inbox* inbox = nullptr;
  bool available = true;
  CopyFailure failure = CopyFailure::none;
  std::map<std::uint32_t, std::string> arrived = {}, names = {};
  std::map<std::uint32_t, std::vector<std::string>> packages = {};
  std::map<std::string, std::string> here = {}, offered = {};
};

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
  std::string actor = "FakeActr";
  std::set<std::string> was = {};  // earlier actors whose tabs may go on
  std::uint64_t next_dot = 1;
  std::set<std::string> seen_commits = {};
  std::uint64_t tabs = 0;
  int renewals = 0;
};

enum class FakeFault : std::uint8_t { none, fail_before, fail_after_storing, newer_schema };

// One tab's view of it. Answers wait until deliver() is called, so that tests choose the order of the world.
class FakeStorage final : public Storage {
 public:
  FakeStorage(FakeDatabase& database) : database_(database) {}

  void open(Ticket ticket) override;
  void renew(Ticket ticket, Renewal how) override;
  void load(Ticket ticket, StoreName store) override;
  void load_since(Ticket ticket, std::uint64_t head) override;
  void commit(Ticket ticket, const StorageBatch& batch, BucketSource& buckets) override;

  // The next answer, or the next transaction and its answer, in order. False when there is none.
  bool deliver(Inbox& inbox);
  bool idle() const { return waiting_.empty(); }
  FakeFault next_commit = FakeFault::none;
  bool next_renewal_fails = false;
  bool claims_stored = false;  // takes every commit for one it has already

 private:
  template <class Answer>
  void answer(Answer one) {
    waiting_.push_back([one = std::move(one)] { return WorldEvent(one); });
  }
  StorageOpened opened(Ticket ticket, bool created);
  StorageFailed vanished(Ticket ticket) const;
  bool is_ours() const;
  WorldEvent transact(Ticket ticket, const StorageBatch& batch, const std::vector<BucketPut>& puts);

  FakeDatabase& database_;
  std::string actor_ = {};  // under which this tab goes on
  std::deque<std::function<WorldEvent()>> waiting_ = {};
};

}  // namespace voronka::test
