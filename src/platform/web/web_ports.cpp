#include "platform/web/web_ports.hpp"

#include <emscripten/emscripten.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/digits.hpp"
#include "platform/web/web_calls.hpp"

namespace voronka {

namespace {

// The exported functions below have no other way to reach the page's objects.
Inbox* world = nullptr;
std::vector<std::string> rows_on_the_way;
Ticket rows_ticket = 0;

std::string text_from(const char* bytes, std::size_t size) {
  return size == 0 ? std::string{} : std::string(bytes, size);
}

void tell(WorldEvent event) {
  if (world == nullptr) return;
  world->push(std::move(event));
  js_request_frame();
}

std::string lines_of(const std::vector<std::string>& texts) {
  std::string lines;
  for (const std::string& text : texts) {
    if (!lines.empty()) lines += '\n';
    lines += text;
  }
  return lines;
}

// "bytes name" a line.
std::vector<std::pair<std::string, std::uint64_t>> sizes_from(std::string_view lines) {
  std::vector<std::pair<std::string, std::uint64_t>> files;
  for (std::string_view rest = lines; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::size_t space = line.find(' ');
    const auto bytes = digits_to_int(line.substr(0, space));
    if (bytes && space != std::string_view::npos)
      files.emplace_back(std::string(line.substr(space + 1)), static_cast<std::uint64_t>(*bytes));
  }
  return files;
}

std::vector<std::string> take_rows(Ticket ticket) {
  if (rows_ticket != ticket) return {};
  return std::exchange(rows_on_the_way, {});
}

}  // namespace

void hear_world(Inbox& inbox) { world = &inbox; }

// ---- storage ----

void WebStorage::open(Ticket ticket) { js_storage_open(ticket, 0); }
void WebStorage::renew(Ticket ticket, Renewal how) { js_storage_open(ticket, static_cast<int>(how)); }
void WebStorage::load(Ticket ticket, StoreName store) { js_storage_load(ticket, static_cast<int>(store)); }
void WebStorage::load_since(Ticket ticket, std::uint64_t head) {
  js_storage_load_since(ticket, static_cast<double>(head));
}

void WebStorage::commit(Ticket ticket, const StorageBatch& batch, BucketSource& buckets) {
  js_storage_begin(ticket, static_cast<double>(batch.expect_head), batch.schema_min_writer, batch.commit_id.data(),
                   batch.commit_id.size());
  for (BucketPut put; buckets.next(put);) {
    js_storage_put(static_cast<int>(put.store), put.key.data(), put.key.size(), put.bytes.data(), put.bytes.size());
  }
  for (const std::string& row : batch.journal_rows) js_storage_row(row.data(), row.size());
  js_storage_meta(batch.meta.data(), batch.meta.size());
  js_storage_end();
}

void WebCopies::list() { js_copies_list(); }
void WebCopies::make() { js_copies_make(); }
void WebCopies::remove(const std::string& name) { js_copies_remove(name.data(), name.size()); }
void WebCopies::open(const std::string& name) { js_copies_open(name.data(), name.size()); }
void WebCopies::offer(const std::string& name) { js_copies_offer(name.data(), name.size()); }

void WebFolder::look() { js_folder_look(); }
void WebFolder::pick() { js_folder_pick(); }
void WebFolder::allow() { js_folder_allow(); }
void WebFolder::forget() { js_folder_forget(); }
void WebFolder::write() { js_folder_write(); }

void WebAttachedFiles::list() { js_attachments_list(); }
void WebAttachedFiles::keep(Ticket ticket, std::uint32_t file) { js_attachments_keep(ticket, file); }
void WebAttachedFiles::offer(const std::string& sha256, const std::string& name) {
  js_attachments_offer(sha256.data(), sha256.size(), name.data(), name.size());
}
void WebAttachedFiles::remove(const std::vector<std::string>& sha256) {
  const std::string lines = lines_of(sha256);
  js_attachments_remove(lines.data(), lines.size());
}
void WebAttachedFiles::unpack(std::uint32_t file, const std::vector<std::string>& sha256) {
  const std::string lines = lines_of(sha256);
  js_attachments_unpack(file, lines.data(), lines.size());
}

void WebKeeping::ask() { js_keeping_ask(); }

void WebNotifier::ask() { js_notify_ask(); }
void WebNotifier::show(const SystemMessage& message) {
  // One text of four lines: none of them has a line break.
  const std::string lines = message.title + '\n' + message.text + '\n' + message.route + '\n' + message.tag;
  js_notify_show(lines.data(), lines.size());
}

void WebUpdates::use_new_build() { js_use_new_build(); }

// ---- files and jobs ----

void WebFiles::ask(Ticket ticket, std::string accept, bool several) {
  js_file_ask(ticket, accept.data(), accept.size(), several ? 1 : 0);
}
void WebFiles::forget(std::uint32_t file) { js_file_forget(file); }
void WebFiles::add_to_download(std::string_view part) { js_file_part(part.data(), part.size()); }

void WebFiles::offer_download(std::string name, std::string type) {
  js_file_offer(name.data(), name.size(), type.data(), type.size());
}

void WebFiles::offer_file(std::uint32_t file, std::string name, Handover how) {
  std::string attached;  // "hash name" a line
  for (const AttachedName& one : how.attached) attached.append(one.sha256).append(" ").append(one.name).append("\n");
  js_file_offer_kept(file, name.data(), name.size(), how.share ? 1 : 0, how.password.data(), how.password.size(),
                     attached.data(), attached.size());
}
void WebFiles::unlock(Ticket ticket, std::uint32_t file, std::string password) {
  js_file_unlock(ticket, file, password.data(), password.size());
}

void WebJobs::start(Ticket ticket, std::span<const std::uint32_t> files) {
  js_job_start(helper_, ticket, files.data(), files.size());
}
void WebJobs::ask(Ticket ticket, std::string request) { js_job_ask(helper_, ticket, request.data(), request.size()); }
std::string WebJobs::take_piece() {
  std::string piece(js_job_piece(helper_, nullptr, 0), '\0');
  if (!piece.empty()) js_job_piece(helper_, piece.data(), piece.size());
  return piece;
}
void WebJobs::hand(std::string_view piece) { js_job_hand(helper_, piece.data(), piece.size()); }
void WebJobs::write(Ticket ticket, std::string request, std::string type) {
  js_job_write(helper_, ticket, request.data(), request.size(), type.data(), type.size());
}
void WebJobs::end() { js_job_end(helper_); }

// ---- device ----

std::string WebSettings::read(std::string_view name) {
  std::string value(4096, '\0');
  std::size_t size = js_setting_read(name.data(), name.size(), value.data(), value.size());
  if (size > value.size()) {  // nothing was put there: it says how much room it wants
    value.resize(size);
    size = js_setting_read(name.data(), name.size(), value.data(), value.size());
  }
  value.resize(std::min(size, value.size()));
  return value;
}

void WebSettings::write(std::string_view name, std::string_view value) {
  js_setting_write(name.data(), name.size(), value.data(), value.size());
}

std::int64_t WebClock::now_ms() const { return static_cast<std::int64_t>(js_now_ms()); }
std::int32_t WebClock::offset_minutes(std::int64_t at_ms) const {
  return js_offset_minutes(static_cast<double>(at_ms));
}

std::uint64_t WebClock::random() {
  std::array<std::uint8_t, sizeof(std::uint64_t)> bytes = {};
  js_random(bytes.data(), bytes.size());
  std::uint64_t value = 0;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

}  // namespace voronka

// ---- answers: copy, push, ask for a frame; nothing else happens in a callback ----

extern "C" {
using namespace voronka;

EMSCRIPTEN_KEEPALIVE void platform_storage_opened(std::uint32_t ticket, double head, int created, double first_dot,
                                                  double dot_count, const char* actor, std::size_t actor_size,
                                                  const char* meta, std::size_t meta_size) {
  tell(StorageOpened{.ticket = ticket,
                     .head = static_cast<std::uint64_t>(head),
                     .created = created != 0,
                     .actor = text_from(actor, actor_size),
                     .first_dot = static_cast<std::uint64_t>(first_dot),
                     .dot_count = static_cast<std::uint64_t>(dot_count),
                     .meta = text_from(meta, meta_size)});
}
EMSCRIPTEN_KEEPALIVE void platform_storage_bucket(std::uint32_t ticket, int store, const char* key,
                                                  std::size_t key_size, const char* bytes, std::size_t size) {
  tell(StorageBucket{.ticket = ticket,
                     .store = static_cast<StoreName>(store),
                     .key = text_from(key, key_size),
                     .bytes = text_from(bytes, size)});
}
EMSCRIPTEN_KEEPALIVE void platform_storage_row(std::uint32_t ticket, const char* bytes, std::size_t size) {
  if (rows_ticket != ticket) rows_on_the_way.clear();
  rows_ticket = ticket;
  rows_on_the_way.push_back(text_from(bytes, size));
}
EMSCRIPTEN_KEEPALIVE void platform_storage_loaded(std::uint32_t ticket, double head, const char* meta,
                                                  std::size_t meta_size) {
  tell(StorageLoaded{.ticket = ticket,
                     .head = static_cast<std::uint64_t>(head),
                     .meta = text_from(meta, meta_size),
                     .journal_rows = take_rows(ticket)});
}
EMSCRIPTEN_KEEPALIVE void platform_storage_done(std::uint32_t ticket, double head) {
  tell(StorageDone{.ticket = ticket, .head = static_cast<std::uint64_t>(head)});
}
EMSCRIPTEN_KEEPALIVE void platform_storage_conflict(std::uint32_t ticket, double head) {
  tell(StorageConflict{.ticket = ticket, .head = static_cast<std::uint64_t>(head)});
}
EMSCRIPTEN_KEEPALIVE void platform_storage_failed(std::uint32_t ticket, int failure, const char* detail,
                                                  std::size_t size) {
  take_rows(ticket);
  tell(StorageFailed{
      .ticket = ticket, .failure = static_cast<StorageFailure>(failure), .detail = text_from(detail, size)});
}
EMSCRIPTEN_KEEPALIVE void platform_copies(int available, const char* lines, std::size_t size) {
  tell(CopiesListed{.available = available != 0, .files = sizes_from({lines, size})});
}
EMSCRIPTEN_KEEPALIVE void platform_attachments(int available, const char* lines, std::size_t size) {
  tell(AttachmentsListed{.available = available != 0, .files = sizes_from({lines, size})});
}
EMSCRIPTEN_KEEPALIVE void platform_attachment_kept(std::uint32_t ticket, int failure, double size_bytes,
                                                   const char* name, std::size_t name_size, const char* sha256,
                                                   std::size_t size) {
  tell(AttachmentKept{.ticket = ticket,
                      .name = text_from(name, name_size),
                      .sha256 = text_from(sha256, size),
                      .size_bytes = static_cast<std::uint64_t>(size_bytes),
                      .failure = static_cast<CopyFailure>(failure)});
}
EMSCRIPTEN_KEEPALIVE void platform_attachment_missing(const char* sha256, std::size_t size) {
  tell(AttachmentMissing{.sha256 = text_from(sha256, size)});
}
EMSCRIPTEN_KEEPALIVE void platform_attachments_unpacked(std::uint32_t kept, std::uint32_t failed) {
  tell(AttachmentsUnpacked{.kept = kept, .failed = failed});
}
EMSCRIPTEN_KEEPALIVE void platform_copy_made(const char* name, std::size_t name_size, int failure, const char* detail,
                                             std::size_t detail_size) {
  tell(CopyMade{.name = text_from(name, name_size),
                .failure = static_cast<CopyFailure>(failure),
                .detail = text_from(detail, detail_size)});
}
EMSCRIPTEN_KEEPALIVE void platform_folder(int state, const char* name, std::size_t name_size, double files,
                                          double bytes, double newest_ms, double head) {
  tell(FolderTold{.state = static_cast<FolderState>(state),
                  .name = text_from(name, name_size),
                  .files = static_cast<std::uint64_t>(files),
                  .bytes = static_cast<std::uint64_t>(bytes),
                  .newest_ms = static_cast<std::int64_t>(newest_ms),
                  .head = static_cast<std::uint64_t>(head)});
}
EMSCRIPTEN_KEEPALIVE void platform_folder_copied(int failure, const char* detail, std::size_t size) {
  tell(FolderCopied{.failure = static_cast<CopyFailure>(failure), .detail = text_from(detail, size)});
}
EMSCRIPTEN_KEEPALIVE void platform_keeping(int known, int can_promise, int promised, int refused, int rule,
                                           int install_first) {
  tell(KeepingTold{.known = known != 0,
                   .can_promise = can_promise != 0,
                   .promised = promised != 0,
                   .refused = refused != 0,
                   .rule = static_cast<Eviction>(rule),
                   .install_first = install_first != 0});
}
EMSCRIPTEN_KEEPALIVE void platform_offline(int state, const char* file, std::size_t size) {
  tell(OfflineTold{.state = static_cast<Offline>(state), .file = text_from(file, size)});
}
EMSCRIPTEN_KEEPALIVE void platform_notify(int state) { tell(NotifyTold{.state = static_cast<NotifyState>(state)}); }
EMSCRIPTEN_KEEPALIVE void platform_new_build() { tell(NewBuildReady{}); }
EMSCRIPTEN_KEEPALIVE void platform_tab_moved(double head) {
  tell(OtherTabMoved{.head = static_cast<std::uint64_t>(head)});
}

EMSCRIPTEN_KEEPALIVE void platform_file_arrived(std::uint32_t ticket, std::uint32_t file, double size_bytes, int locked,
                                                std::uint32_t attached, std::uint32_t of, const char* name,
                                                std::size_t size) {
  tell(FileArrived{.ticket = ticket,
                   .file = file,
                   .name = text_from(name, size),
                   .size_bytes = static_cast<std::uint64_t>(size_bytes),
                   .locked = locked != 0,
                   .attached = attached,
                   .of = of});
}
EMSCRIPTEN_KEEPALIVE void platform_file_locked(std::uint32_t ticket, int problem) {
  tell(FileLocked{.ticket = ticket, .problem = static_cast<LockProblem>(problem)});
}
EMSCRIPTEN_KEEPALIVE void platform_file_handed(std::uint32_t file, int done, int no_crypto, std::uint32_t missing) {
  tell(FileHanded{.file = file, .done = done != 0, .no_crypto = no_crypto != 0, .missing = missing});
}
EMSCRIPTEN_KEEPALIVE void platform_job_progress(std::uint32_t ticket, double done) {
  tell(JobProgress{.ticket = ticket, .done = done});
}
EMSCRIPTEN_KEEPALIVE void platform_job_reply(std::uint32_t ticket, const char* bytes, std::size_t size) {
  tell(JobReply{.ticket = ticket, .bytes = text_from(bytes, size)});
}
EMSCRIPTEN_KEEPALIVE void platform_job_file(std::uint32_t ticket, std::uint32_t file, double size_bytes) {
  tell(JobFile{.ticket = ticket, .file = file, .size_bytes = static_cast<std::uint64_t>(size_bytes)});
}
EMSCRIPTEN_KEEPALIVE void platform_job_failed(std::uint32_t ticket, const char* detail, std::size_t size) {
  tell(JobFailed{.ticket = ticket, .detail = text_from(detail, size)});
}
}
