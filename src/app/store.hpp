// The one place where the document changes, and the keeper of the promise "saved": commands are planned, committed in
// memory at once, and written as strict transactions one after the other; what another tab wrote comes in between.
// Knows nothing of frames, views or files.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "app/history.hpp"
#include "app/plan.hpp"
#include "app/ports.hpp"
#include "app/redo_rows.hpp"
#include "formats/buckets.hpp"
#include "model/document.hpp"

namespace voronka {

enum class SaveState : std::uint8_t {
  saved,  // everything acknowledged by oncomplete
  saving,
  failed,     // editing goes on in memory; retried with the next edit, by retry(), and when the page is looked at again
  read_only,  // nothing is written: a doubt (Store::reads_only), or a newer build writes here
  memory,     // a demo: nothing is stored, by design
};
constexpr std::array<std::string_view, 5> names_of(SaveState) {
  return {"saved", "saving", "failed", "read-only", "memory"};
}

// What this browser knew of its database when it last saved, kept outside of it.
struct LastStored {
  std::uint64_t head = 0;
  std::uint64_t deals = 0;
  std::int64_t at_ms = 0;
};
std::string text_of(const LastStored& stored);
LastStored last_stored_from(std::string_view text);  // nothing known: all zero

enum class LoadState : std::uint8_t { opening, loading, ready, failed };

class Store {
 public:
  // Without a storage the document lives in memory only (SaveState::memory) and is ready at once.
  Store(Storage* storage, Clock& clock);
  ~Store();

  // `last`: when the database turns out to be older than that, it has lost commits: lost() until somebody decides, and nothing is written.
  void open(LastStored last = {});
  bool lost() const { return lost_; }
  const LastStored& last_stored() const { return last_; }
  void accept_loss();  // go on with what is there
  const Document& document() const { return document_; }
  LoadState load_state() const { return load_state_; }
  SaveState save_state() const;
  // History is here, too, and commands can be planned.
  bool complete() const { return load_state_ == LoadState::ready && !history_loading_ && renew_ticket_ == 0; }
  StorageFailure failure() const { return failure_; }
  const std::string& failure_detail() const { return failure_detail_; }
  std::size_t load_problems() const { return load_problems_; }
  // Go on without what could not be read: those lines stay where they are, set aside (LinesAside), by the next commit. Only while it can be
  // asked: once everything has been looked at, and not when a newer build has locked this one out. Other doubts stay.
  bool can_accept_damage() const { return complete() && !locked_out_ && load_problems_ > 0; }
  void accept_damage();
  // Set aside by an accept_damage(), this one or an earlier one.
  std::size_t lines_aside() const { return load_problems_ > 0 ? 0 : aside_.count(); }
  std::int64_t saved_at_ms() const { return saved_at_ms_; }  // of the last acknowledged commit in this tab; 0 = none
  std::uint64_t stored_head() const { return head_; }        // of the journal, as last read or acknowledged
  // The database is still as a power cut left it (redo_rows): the next commit mends it.
  bool is_ahead_of_storage() const { return !redone_.empty(); }
  std::size_t unsaved_commands() const { return pending_.size(); }
  // What would be gone with the page, whatever the state is called: a session can turn read-only with edits in it.
  bool has_unsaved() const { return storage_ && (!pending_.empty() || !kept_.empty() || rewrites_all_); }

  // Refused: nothing happened, the Error says why. Done: it is in the document; that it is stored, save_state() tells.
  // While history is still being read the command is kept and runs as soon as it has come (Done with no created id).
  // Neighbouring commands with the same non-empty merge key are one undo step.
  Result<Done> run(Command command, std::string merge_key = {});
  Result<Done> undo();
  Result<Done> redo();
  const History& history() const { return history_; }
  void retry();

  // Answers of the world; those with another ticket than the ones waited for are ignored.
  void handle(const StorageOpened& opened);
  void handle(StorageBucket bucket);
  void handle(StorageLoaded loaded);
  void handle(const StorageDone& done);
  void handle(const StorageConflict& conflict);
  void handle(const StorageFailed& failed);
  void handle(const OtherTabMoved& moved);

  // Refusals that came after Done had been said: a kept command, or one that another tab overtook. Each once.
  std::vector<Error> take_notices() { return std::exchange(notices_, {}); }

 private:
  struct Pending {                        // committed in memory, not acknowledged
    std::optional<Command> command = {};  // none: it fills, stays where it is and needs no new plan (run_now)
    Stamp stamp = {};
    Patch patch = {};  // the way back; only beside a command
    JournalEntry entry = {};
    std::vector<TouchedBucket> touched = {};
  };
  struct Kept {
    Command command = {};
    std::string merge_key = {};
  };

  bool reads_only() const;  // derived from the doubts there are, so that the end of one ends no other
  Stamp new_stamp();
  Result<Done> run_now(Command command, std::string merge_key, EntryKind kind, std::vector<std::string> of);
  Result<Done> revert(std::vector<JournalEntry> step, EntryKind kind);
  void commit_in_memory(Patch patch);
  void flush();
  void send_batch();  // flush(), when there is something to send
  void load(StoreName store);
  void records_loaded(StorageLoaded loaded);
  void history_loaded(const StorageLoaded& loaded);
  void redo_rows(RowsOver what);
  void keep_damage();  // of what was just read
  void become_ready();
  bool needs_new_name(const Command& command) const;
  void renew(Renewal how);  // asks for another actor; commands wait
  void renewed(const StorageOpened& opened);
  void renew_failed(const StorageFailed& failed);
  void take_name(const StorageOpened& opened);  // the actor and the dots to go on with
  void look_for_changes();
  void apply_remote(const StorageLoaded& loaded);
  void drop_stored(const std::vector<std::string>& journal_rows);
  void drop_undone();  // steps that wait together with their undo
  void reload_everything();
  void replan(Pending& pending);
  void fail_load(StorageFailure failure, std::string detail);

  Storage* storage_ = nullptr;
  Clock& clock_;
  Document document_ = {};
  BucketIndex index_ = {};
  History history_ = {};
  LoadState load_state_ = LoadState::opening;
  bool history_loading_ = false;
  bool locked_out_ = false;    // by a newer build
  bool name_doubted_ = false;  // the database has lost commits, and could not be given another name
  bool lost_ = false;
  LastStored last_ = {};
  bool save_failed_ = false;
  StorageFailure failure_ = StorageFailure::unknown;
  std::string failure_detail_ = {};
  std::size_t load_problems_ = 0;
  std::int64_t saved_at_ms_ = 0;

  Actor actor_ = {};
  std::uint64_t next_dot_ = 1;
  std::uint64_t head_ = 0;
  std::string stored_meta_unknown_ = {};

  Ticket last_ticket_ = 0;
  Ticket open_ticket_ = 0;
  Ticket renew_ticket_ = 0;
  Ticket load_ticket_ = 0;
  StoreName loading_ = StoreName::records;
  Ticket commit_ticket_ = 0;
  Ticket since_ticket_ = 0;
  std::size_t in_flight_ = 0;  // of pending_, from the front: what the running commit holds
  bool look_again_ = false;
  Renewal renewing_ = Renewal::lost;  // of renew_ticket_
  bool renamed_ = false;              // what waits has dots of the old name and is planned anew
  bool rewrites_all_ = false;         // the database was made anew: the next commit writes every bucket
  bool answer_doubted_ = false;       // the storage took a commit for one it has already

  BucketReader reader_ = {};
  LinesAside aside_ = {};
  std::vector<TouchedBucket> damaged_ = {};     // written anew by the next commit, once the damage is accepted
  std::uint64_t expected_records_ = 0;          // as the meta of the running load counts them
  std::vector<JournalEntry> newest_rows_ = {};  // of the running load
  std::vector<TouchedBucket> redone_ = {};      // by them: written anew by the next commit
  std::vector<StorageBucket> remote_ = {};
  std::deque<Pending> pending_ = {};
  std::deque<Kept> kept_ = {};
  std::vector<Error> notices_ = {};
};

}  // namespace voronka
