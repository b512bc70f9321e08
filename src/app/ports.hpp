// What the core asks of the world. Calls return at once; answers come back as Events through the Inbox, each with
// the Ticket of its question. A late answer for an old ticket is normal and must be harmless.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace voronka {

using Ticket = std::uint32_t;

// The object stores of the database `voronka` (layout: src/formats/README.md). Values are opaque bytes to the port.
enum class StoreName : std::uint8_t { records, history };

struct BucketPut {
  StoreName store = StoreName::records;
  std::string key = {};    // "deal/1023"
  std::string bytes = {};  // the whole bucket; empty removes the key
};

// One user command (or several coalesced ones) = one strict transaction: all of it is stored, or nothing.
struct StorageBatch {
  std::uint64_t expect_head = 0;  // compare-and-swap: refused when another tab was faster
  std::string commit_id =
      {};  // unique for ever; a retry whose id already stands in the journal is done, not done twice
  std::vector<std::string> journal_rows = {};  // one row per command, in order; head rises by their number
  std::string meta = {};                       // JSON: dataset id, version vector, schema
  std::uint32_t schema_min_writer = 1;         // a build that writes an older schema must become read-only
};

enum class StorageFailure : std::uint8_t { connection_lost, no_space, corrupt, newer_schema, unavailable, unknown };

// The buckets of a batch, encoded one at a time while commit() runs: an import of 100,000 deals never stands in memory twice.
class BucketSource {
 public:
  virtual ~BucketSource() = default;
  virtual bool next(BucketPut& put) = 0;  // false at the end
};

// ---- answers ----
struct StorageOpened {
  Ticket ticket = 0;
  std::uint64_t head = 0;
  bool created = false;         // the database did not exist before this moment
  std::string actor = {};       // eight base-62 characters, made once per browser profile
  std::uint64_t first_dot = 0;  // this tab's own block of dots [first_dot, first_dot + dot_count), never given twice
  std::uint64_t dot_count = 0;
  std::string meta = {};  // as last committed; empty in a new database
};
struct StorageBucket {  // zero or more, before StorageLoaded of the same ticket
  Ticket ticket = 0;
  StoreName store = StoreName::records;
  std::string key = {};
  std::string bytes = {};
};
struct StorageLoaded {  // everything asked for has been delivered, as it stood at `head` in one read transaction
  Ticket ticket = 0;
  std::uint64_t head = 0;
  std::string meta = {};
  std::vector<std::string> journal_rows = {};  // see load(): the rows asked for, oldest first
};
struct StorageDone {
  Ticket ticket = 0;
  std::uint64_t head = 0;  // of oncomplete
};
struct StorageConflict {  // nothing was written; the stored head is now this
  Ticket ticket = 0;
  std::uint64_t head = 0;
};
struct StorageFailed {
  Ticket ticket = 0;
  StorageFailure failure = StorageFailure::unknown;
  std::string detail = {};  // for a copyable diagnostic, never the only thing a user sees
};
struct OtherTabMoved {     // BroadcastChannel, focus, visibility: look whether the stored head is ahead of ours
  std::uint64_t head = 0;  // 0 = not known, go and look
};
struct FileArrived {       // chosen or dropped; its bytes stay with the browser until a job reads them
  Ticket ticket = 0;       // 0 = dropped on the page without being asked for
  std::uint32_t file = 0;  // handle for Jobs::start
  std::string name = {};
  std::uint64_t size_bytes = 0;
  bool locked = false;         // has a password: unlock() first
  std::uint32_t attached = 0;  // so many files of documents came in the same package: AttachedFiles::unpack
  std::uint32_t of = 1;        // so many were chosen together; they come one after the other
};
enum class LockProblem : std::uint8_t { wrong, too_hard, no_crypto };
struct FileLocked {  // unlock() did not work
  Ticket ticket = 0;
  LockProblem problem = LockProblem::wrong;
};
struct FileHanded {  // of offer_file(): where it went nobody knows, but it went; or the user thought better of it
  std::uint32_t file = 0;
  bool done = false;
  bool no_crypto = false;
  std::uint32_t missing = 0;  // files of documents that should have gone with it and are not in this browser
};
// Answers of a job (see Jobs). Any number of progress reports, then exactly one JobReply or JobFailed per request.
struct JobProgress {
  Ticket ticket = 0;
  double done = 0;  // 0..1
};
struct JobReply {
  Ticket ticket = 0;
  std::string bytes = {};
};
struct JobFile {  // of write(): the file lies with the browser under this handle
  Ticket ticket = 0;
  std::uint32_t file = 0;
  std::uint64_t size_bytes = 0;
};
struct JobFailed {  // the worker died (out of memory) or could not start; nothing was changed
  Ticket ticket = 0;
  std::string detail = {};
};
struct CopiesListed {     // every file in the folder of copies, with its bytes
  bool available = true;  // false: this browser, or this window, has no place for copies
  std::vector<std::pair<std::string, std::uint64_t>> files = {};
};
// The order is that of web/copy_failure.js, too.
enum class CopyFailure : std::uint8_t { none, no_space, damaged, gone, different, not_allowed, no_helper, unknown };
struct CopyMade {  // read from the database, written, read back and found the same; or not, and nothing is left of it
  std::string name = {};  // empty: it was not made
  CopyFailure failure = CopyFailure::none;
  std::string detail = {};  // the browser's own words
};
// The folder outside of the browser that the user has picked for copies. `asks`: since the page was loaded the browser wants to be told
// again that we may write there.
enum class FolderState : std::uint8_t { unknown, impossible, none, allowed, asks, lost };
struct FolderTold {
  FolderState state = FolderState::unknown;
  std::string name = {};
  std::uint64_t files = 0, bytes = 0;  // of ours, there
  std::int64_t newest_ms = 0;          // when this browser last wrote one, read it back and found it the same; 0: never
  std::uint64_t head = 0;              // of the journal, in that one
};
struct FolderCopied {
  CopyFailure failure = CopyFailure::none;
  std::string detail = {};
};
struct AttachmentKept {  // of keep(): it is stored, read back and found the same; or not
  Ticket ticket = 0;
  std::string name = {}, sha256 = {};
  std::uint64_t size_bytes = 0;
  CopyFailure failure = CopyFailure::none;
};
struct AttachmentsListed {  // what is kept, by hash
  bool available = true;    // false: this browser, or this window, has no place for files
  std::vector<std::pair<std::string, std::uint64_t>> files = {};
};
struct AttachmentMissing {  // of offer(): it is not there, or not what it was
  std::string sha256 = {};
};
struct AttachmentsUnpacked {
  std::uint32_t kept = 0, failed = 0;
};
// By which rule the browser deletes what a site has stored, when it has promised nothing. The order is that of web/keeping.js, too.
enum class Eviction : std::uint8_t { other, chromium, firefox, safari, home_screen };
struct KeepingTold {
  bool known = false;  // the browser has answered
  bool can_promise = false, promised = false;
  bool refused = false;  // it was asked by hand, in vain
  Eviction rule = Eviction::other;
  bool install_first = false;  // an iPhone's or iPad's browser, whose icon on the Home Screen has a store of its own
};
// Whether the program itself is kept for work without a network. The order is that of web/updates.js, too.
enum class Offline : std::uint8_t { coming, ready, no_https, refused, altered, missing, no_room };
struct OfflineTold {
  Offline state = Offline::coming;
  std::string file = {};  // that was altered or is missing
};
// Whether the browser shows messages of ours beside the page. The order is that of web/notifier.js, too.
enum class NotifyState : std::uint8_t { impossible, may_ask, allowed, refused };
struct NotifyTold {
  NotifyState state = NotifyState::impossible;
};
struct NewBuildReady {};  // of the program: it lies complete in the browser and waits

// Why a database gets a new actor. `lost`: it has lost commits, and with them what it knew of dots given out; a tab that still has those
// commits must not go on with it as if it had them. `copied`: another browser gives dots under the same name; nothing else has changed.
enum class Renewal : std::uint8_t { lost = 1, copied = 2 };

class Storage {
 public:
  virtual ~Storage() = default;
  virtual void open(Ticket ticket) = 0;  // -> StorageOpened | StorageFailed
  // The same under a new actor, `how` saying whether other tabs go on with it.
  virtual void renew(Ticket ticket, Renewal how) = 0;
  virtual void load(
      Ticket ticket,
      StoreName
          store) = 0;  // -> StorageBucket*, StorageLoaded | StorageFailed; records also bring the newest 200 journal rows
  // Rows after `head` and the present bytes of every bucket they touched, in one read transaction.
  // Has another tab renewed the actor meanwhile, StorageOpened of the same ticket comes first: from there on under that name.
  virtual void load_since(Ticket ticket, std::uint64_t head) = 0;  // -> StorageBucket*, StorageLoaded | StorageFailed
  virtual void commit(
      Ticket ticket, const StorageBatch& batch,
      BucketSource&
          buckets) = 0;  // reads all buckets before it returns; -> StorageDone | StorageConflict | StorageFailed
};

// A file of a document that goes along, and under which name.
struct AttachedName {
  std::string sha256 = {}, name = {};
};
// How a file goes to the user.
struct Handover {
  bool share = false;                       // to another program or device, where the system can; else as a download
  std::string password = {};                // empty: readable by anyone
  std::vector<AttachedName> attached = {};  // then it is a package: the file and these
};

class Files {
 public:
  virtual ~Files() = default;
  // -> FileArrived, of `several` more than one; silence when the user cancels. An empty `accept`: any file, and it is not looked into.
  virtual void ask(Ticket ticket, std::string accept, bool several) = 0;
  virtual void forget(std::uint32_t file) = 0;  // that arrived: nobody will ask for it again
  // A file for the user comes in parts, in order, and is then offered: so it never lies whole in the memory of the page,
  // which does not shrink again.
  virtual void add_to_download(std::string_view part) = 0;
  virtual void offer_download(std::string name, std::string type) = 0;  // everything added since the last offer
  // What a job wrote; the handle is then gone -> FileHanded
  virtual void offer_file(std::uint32_t file, std::string name, Handover how) = 0;
  virtual void unlock(Ticket ticket, std::uint32_t file, std::string password) = 0;  // -> FileArrived | FileLocked
};

// A disposable helper with its own wasm instance: out of memory there does not hurt the page, and its memory goes when it
// ends. It holds one file and answers requests about it (app/import_desk.hpp says which), one at a time; or it is handed
// pieces and writes a file of them (app/export_desk.hpp).
class Jobs {
 public:
  virtual ~Jobs() = default;
  // Reads the first file into the helper, and the others, which it may speak of; -> JobReply (empty) | JobFailed; none: no answer.
  virtual void start(Ticket ticket, std::span<const std::uint32_t> files) = 0;
  virtual void ask(Ticket ticket, std::string request) = 0;  // -> JobProgress*, JobReply | JobFailed
  // What the helper sent before its last reply, in order, each once; empty at the end. A reply of 100,000 deals stays with
  // the browser until it is taken piece by piece, so that it never lies whole in the memory of the page.
  virtual std::string take_piece() = 0;
  virtual void hand(std::string_view piece) = 0;  // kept by the helper in order; no answer
  virtual void write(Ticket ticket, std::string request, std::string type) = 0;  // -> JobFile | JobFailed
  virtual void end() = 0;  // kills it at once; pending answers never come
};

// Copies of everything in the browser's file store, which lives on when the database is damaged. A helper reads the database itself:
// what is copied is what is stored, and the page does not notice.
class Copies {
 public:
  virtual ~Copies() = default;
  virtual void list() = 0;  // -> CopiesListed
  virtual void make() = 0;  // -> CopyMade; one at a time
  virtual void remove(const std::string& name) = 0;
  virtual void open(const std::string& name) = 0;   // unpacked, as a file that was dropped -> FileArrived
  virtual void offer(const std::string& name) = 0;  // unpacked, as a download
};

// The same outside of the browser, in a folder that the user picks: files that open anywhere, outliving the browser.
class Folder {
 public:
  virtual ~Folder() = default;
  virtual void look() = 0;    // -> FolderTold
  virtual void pick() = 0;    // inside the user's gesture -> FolderTold, or silence when the user cancels
  virtual void allow() = 0;   // inside the user's gesture -> FolderTold
  virtual void forget() = 0;  // -> FolderTold; the files stay
  virtual void write() = 0;   // -> FolderCopied, FolderTold; one at a time
};

// The files of documents, kept in the browser's file store under the SHA-256 of what is in them: one that is attached twice is there
// once, and what is read back can be told from what was damaged.
class AttachedFiles {
 public:
  virtual ~AttachedFiles() = default;
  virtual void list() = 0;                                                     // -> AttachmentsListed
  virtual void keep(Ticket ticket, std::uint32_t file) = 0;                    // a file that has come -> AttachmentKept
  virtual void offer(const std::string& sha256, const std::string& name) = 0;  // as a download, or -> AttachmentMissing
  virtual void remove(const std::vector<std::string>& sha256) = 0;             // -> AttachmentsListed
  // Of the files that came in the package with `file` those that are wanted -> AttachmentsUnpacked
  virtual void unpack(std::uint32_t file, const std::vector<std::string>& sha256) = 0;
};

class Keeping {
 public:
  virtual ~Keeping() = default;
  virtual void ask() = 0;  // the browser for its promise, inside the user's gesture -> KeepingTold
};

// Messages of the system, while nobody looks at the page.
struct SystemMessage {
  std::string title = {}, text = {};
  std::string route = {};  // where a click on it leads
  std::string tag = {};    // a newer one with the same takes its place
};
class Notifier {
 public:
  virtual ~Notifier() = default;
  virtual void ask() = 0;  // the user, inside a gesture -> NotifyTold
  virtual void show(
      const SystemMessage& message) = 0;  // nothing happens when it is not allowed, or the page is being looked at
};

class Updates {
 public:
  virtual ~Updates() = default;
  virtual void use_new_build() = 0;  // loads the page anew: what is not saved by then is lost
};

// Small texts of this device that outlive the page (localStorage); a failing write is harmless and silent.
class DeviceSettings {
 public:
  virtual ~DeviceSettings() = default;
  virtual std::string read(std::string_view name) = 0;
  virtual void write(std::string_view name, std::string_view value) = 0;
};

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t now_ms() const = 0;                            // UTC
  virtual std::int32_t offset_minutes(std::int64_t at_ms) const = 0;  // local minus UTC at that moment
  virtual std::uint64_t random() = 0;                                 // 64 bits for ids and seeds
};

}  // namespace voronka
