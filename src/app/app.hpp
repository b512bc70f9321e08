// The imperative shell: owns the store, hears the world through the inbox, carries out what views wish, and keeps what a
// session is besides the document (preferences, a running import, notices). Knows neither ImGui nor a browser.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/attachment_shelf.hpp"
#include "app/copy_keeper.hpp"
#include "app/devices.hpp"
#include "app/export_session.hpp"
#include "app/folder_keeper.hpp"
#include "app/health.hpp"
#include "app/import_session.hpp"
#include "app/inbox.hpp"
#include "app/outbox.hpp"
#include "app/ports.hpp"
#include "app/preferences.hpp"
#include "app/reminders.hpp"
#include "app/starter_texts.hpp"
#include "app/store.hpp"

namespace voronka {

struct Ports {
  Storage* storage = nullptr;  // none: everything in memory (demo)
  Files& files;
  Jobs& jobs;
  Jobs& export_jobs;  // a helper of its own: an import may lie open meanwhile
  Clock& clock;
  DeviceSettings& settings;
  Copies* copies = nullptr;              // none: nothing is copied
  Folder* folder = nullptr;              // none: no copies outside of the browser
  AttachedFiles* attachments = nullptr;  // none: files of documents cannot be kept
  Keeping* keeping = nullptr;            // none: nothing to be kept
  Notifier* notifier = nullptr;          // none: no messages of the system
  Updates* updates = nullptr;            // none: the program is what it is
};

// Something to tell the user once, as a toast.
struct Notice {
  enum class Kind : std::uint8_t { done, refused };
  Kind kind = Kind::done;
  Text text = {};
  std::string where = {};
  bool can_undo = false;
  Text detail = {};         // of an undo: what was undone
  std::size_t skipped = 0;  // of an undo: what had been changed again and stayed
};

class App {
 public:
  explicit App(Ports ports);

  void start();  // opens the storage
  void start_demo(std::size_t deals,
                  const StarterTexts& starter);  // instead of start(): a generated pipeline in memory
  Inbox& inbox() { return inbox_; }

  // Drains the inbox. True when something happened that a frame should show.
  bool begin_frame();
  // Carries out the wishes of the frame. `starter` is read only by StartEmpty and StartSample.
  void end_frame(Outbox& outbox, const StarterTexts& starter);

  const Store& store() const { return store_; }
  const Document& document() const { return store_.document(); }
  const Preferences& preferences() const { return preferences_; }
  const ImportSession& import_session() const { return import_; }
  bool exporting() const { return export_.running(); }
  const std::vector<OtherDevice>& devices() const { return devices_; }
  // The table that is shown is understood as one like it was the last time.
  bool import_recalled() const { return recalled_ == import_.started(); }
  // A command that changes much waits until what is here has been copied: nothing of it is saved yet.
  bool holding() const { return held_.has_value(); }
  bool has_unsaved() const { return holding() || store_.has_unsaved(); }
  const CopyKeeper& copies() const { return copies_; }
  const AttachmentShelf& attachments() const { return shelf_; }
  const FolderKeeper& folder() const { return folder_; }
  const Health& health() const { return health_; }
  // When the storage last said "saved", in this tab or before; 0: never.
  std::int64_t saved_at_ms() const;
  // The reminder that a file outside of this browser is due: since how many days, 0 when there never was one.
  std::optional<std::int64_t> file_due_days() const;
  // Seconds until a frame should come by itself; nothing when none need.
  std::optional<double> wake_after_seconds() const;
  // Planned activities whose hour comes, to be told now; each once.
  std::vector<Id<Activity>> take_rings() { return std::exchange(rings_, {}); }
  NotifyState notify_state() const { return ports_.notifier ? notify_state_ : NotifyState::impossible; }
  bool new_build_ready() const { return new_build_ready_; }
  Moment now() const;
  Date today() const { return local_date(now()); }
  std::vector<Notice> take_notices() { return std::exchange(notices_, {}); }
  RawId last_created() const { return last_created_; }  // by the newest command that made a record; views open it
  std::uint64_t created_count() const { return created_count_; }

 private:
  // A command that waits for a copy of what it changes.
  struct Held {
    Command command = {};
    Text label = {};
    Id<Pipeline> shown = {};  // to be looked at afterwards
    std::int64_t since_ms = 0;
    bool copying = false;
  };
  void run_after_copy(Command command, Text label, Id<Pipeline> shown = {});
  void advance_held();
  void run_held();
  void set_preferences(Preferences wanted);
  void carry_out(RunCommand& wish);
  void tell(const Result<Done>& done, const Text& label, bool quiet);
  void start_with(RecordSet records, Text label, std::vector<Deal> updates = {});
  void undo_or_redo(bool back);
  void jump_in_history(int steps);
  MappingWishes mapping_wishes() const;
  void recall_import();
  void remember_import(const ImportMapping& mapping);
  void finish_import(JobReply reply);
  void log_calls(const AnswerCalls& answer);
  template <class Apply>
  void take_in(std::optional<Apply> apply, const StarterTexts& starter);
  void finish_merge(std::vector<MergeChoice> choices);
  void send_to(SendToDevice wish);
  void file_handed(const FileHanded& handed);
  void attach_file(const AttachFile& wish);
  bool is_for_document(const FileArrived& file) const;
  void file_for_document(const FileArrived& file);
  void attachment_kept(const AttachmentKept& kept);
  void offer_attachment(const OfferAttachment& wish);
  void attachment_missing(const AttachmentMissing& missing);
  void delete_spare_attachments();
  void unpack_attachments(std::uint32_t package);
  void attachments_unpacked(const AttachmentsUnpacked& unpacked);
  void tell_left_attachments(std::uint32_t count);
  void offer_calendar(const ExportCalendar& wish);
  void remember_devices();
  void advance_export();
  void export_part(ExportPart part);
  bool at_rest() const;
  void advance_copies();
  void advance_folder();
  bool can_remind() const;
  void advance_reminders();
  void remember_what_is_stored();
  void remember_file(std::uint64_t bytes);
  void use_new_build_when_saved();

  Ports ports_;
  Store store_;
  Inbox inbox_ = {};
  ImportSession import_;
  ExportSession export_;
  CopyKeeper copies_;
  FolderKeeper folder_;
  AttachmentShelf shelf_;
  AttachFile attaching_ = {};
  Ticket attach_ticket_ = 0;
  std::uint32_t package_ = 0;  // that came with the data which are being written
  Health health_ = {};
  Reminders reminders_ = {};
  std::vector<Id<Activity>> rings_ = {};
  NotifyState notify_state_ = NotifyState::impossible;
  std::uint64_t exported_head_ = 0;
  std::optional<Held> held_ = {};
  std::vector<OtherDevice> devices_ = {};
  Ticket recall_asked_ = 0, recalled_ = 0xFFFF'FFFF;  // sessions of imports
  std::string sending_to_ = {};                       // whose file is being written
  Preferences preferences_ = {};
  std::vector<Notice> notices_ = {};
  RawId last_created_ = {};
  std::uint64_t created_count_ = 0;
  std::uint64_t remembered_head_ = 0;
  std::int64_t remembered_at_ms_ = 0;
  bool new_build_ready_ = false;
  bool new_build_wanted_ = false;
  std::string unknown_stage_name_ = {};
};

}  // namespace voronka
