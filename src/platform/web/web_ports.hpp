// The ports of src/app/ports.hpp as the browser offers them: IndexedDB, files, the worker that reads files, localStorage, the
// clock. Each only passes on to JavaScript; answers come back through platform_* into the Inbox (web_ports.cpp).
#pragma once

#include "app/inbox.hpp"
#include "app/ports.hpp"

namespace voronka {

class WebStorage final : public Storage {
 public:
  void open(Ticket ticket) override;
  void renew(Ticket ticket, Renewal how) override;
  void load(Ticket ticket, StoreName store) override;
  void load_since(Ticket ticket, std::uint64_t head) override;
  void commit(Ticket ticket, const StorageBatch& batch, BucketSource& buckets) override;
};

class WebFiles final : public Files {
 public:
  void ask(Ticket ticket, std::string accept, bool several) override;
  void forget(std::uint32_t file) override;
  void add_to_download(std::string_view part) override;
  void offer_download(std::string name, std::string type) override;
  void offer_file(std::uint32_t file, std::string name, Handover how) override;
  void unlock(Ticket ticket, std::uint32_t file, std::string password) override;
};

class WebJobs final : public Jobs {
 public:
  explicit WebJobs(int helper) : helper_(helper) {}  // each has a worker of its own
  void start(Ticket ticket, std::span<const std::uint32_t> files) override;
  void ask(Ticket ticket, std::string request) override;
  std::string take_piece() override;
  void hand(std::string_view piece) override;
  void write(Ticket ticket, std::string request, std::string type) override;
  void end() override;

 private:
  int helper_ = 0;
};

class WebCopies final : public Copies {
 public:
  void list() override;
  void make() override;
  void remove(const std::string& name) override;
  void open(const std::string& name) override;
  void offer(const std::string& name) override;
};

class WebFolder final : public Folder {
 public:
  void look() override;
  void pick() override;
  void allow() override;
  void forget() override;
  void write() override;
};

class WebAttachedFiles final : public AttachedFiles {
 public:
  void list() override;
  void keep(Ticket ticket, std::uint32_t file) override;
  void offer(const std::string& sha256, const std::string& name) override;
  void remove(const std::vector<std::string>& sha256) override;
  void unpack(std::uint32_t file, const std::vector<std::string>& sha256) override;
};

class WebKeeping final : public Keeping {
 public:
  void ask() override;
};

class WebNotifier final : public Notifier {
 public:
  void ask() override;
  void show(const SystemMessage& message) override;
};

class WebUpdates final : public Updates {
 public:
  void use_new_build() override;
};

class WebSettings final : public DeviceSettings {
 public:
  std::string read(std::string_view name) override;
  void write(std::string_view name, std::string_view value) override;
};

class WebClock final : public Clock {
 public:
  std::int64_t now_ms() const override;
  std::int32_t offset_minutes(std::int64_t at_ms) const override;
  std::uint64_t random() override;
};

// Where the answers go. The inbox must live as long as the page.
void hear_world(Inbox& inbox);

}  // namespace voronka
