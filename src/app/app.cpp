#include "app/app.hpp"

#include <algorithm>
#include <utility>

#include "app/default_pipeline.hpp"
#include "app/download.hpp"
#include "app/file_names.hpp"
#include "app/sample_data.hpp"
#include "base/later.hpp"
#include "base/overloaded.hpp"

namespace voronka {
namespace {

constexpr std::size_t sample_deals = 60;
constexpr std::string_view stored_name = "stored";  // of the device setting: LastStored

bool changes_much(const Document& document, const Command& command) {
  constexpr std::size_t much = 100;
  const auto many_deals = [&](const auto& is_meant) {
    return static_cast<std::size_t>(std::ranges::count_if(document.table<Deal>().rows(), is_meant)) > much;
  };
  if (const auto* edit = std::get_if<EditDeals>(&command)) return edit->deals.size() > much;
  if (const auto* remove = std::get_if<DeleteRecords>(&command)) return remove->ids.size() > much;
  if (const auto* rename = std::get_if<RenameSource>(&command)) {
    const std::string from = source_key(rename->from);
    return many_deals([&](const Deal& deal) { return !deal.source.empty() && source_key(deal.source) == from; });
  }
  if (const auto* join = std::get_if<JoinTags>(&command))
    return many_deals([&](const Deal& deal) { return std::ranges::find(deal.tags, join->gone) != deal.tags.end(); });
  return false;
}

}  // namespace

App::App(Ports ports)
    : ports_(ports),
      store_(ports.storage, ports.clock),
      import_(ports.jobs, ports.files),
      export_(ports.export_jobs, ports.files),
      copies_(ports.copies),
      folder_(ports.folder),
      shelf_(ports.attachments) {
  preferences_ = preferences_from(ports_.settings.read("preferences"));
  health_.files = saved_files_from(ports_.settings.read(files_setting));
  devices_ = devices_from(ports_.settings.read("devices"));
}

void App::start() { store_.open(last_stored_from(ports_.settings.read(stored_name))); }

VORONKA_LATER void App::start_demo(std::size_t deals, const StarterTexts& starter) {
  start_with(sample_data({.deals = deals, .seed = 1, .now = now(), .starter = starter, .language = starter.language}),
             {.key = TextKey::undo_start});
  notices_.clear();  // nobody asked for it, so nothing is reported
}

Moment App::now() const {
  const std::int64_t at = ports_.clock.now_ms();
  return {.utc_ms = at, .offset_minutes = ports_.clock.offset_minutes(at)};
}

bool App::begin_frame() {
  std::vector<WorldEvent> events = inbox_.take();
  for (WorldEvent& event : events) {
    std::visit(Overloaded{
                   [&](FileArrived& file) { is_for_document(file) ? file_for_document(file) : import_.start(file); },
                   [&](FileLocked& locked) { import_.handle(locked); },
                   [&](FileHanded& handed) { file_handed(handed); },
                   [&](JobProgress& progress) { import_.handle(progress); },
                   [&](JobReply& reply) { finish_import(std::move(reply)); },
                   [&](JobFile& file) {
                     if (export_.handle(file)) remember_file(file.size_bytes);
                   },
                   [&](JobFailed& failed) {
                     import_.handle(failed);  // each knows its own ticket
                     if (export_.handle(failed, store_.document())) remember_file(0);
                     if (const std::uint32_t left = export_.take_left_out(); left > 0) tell_left_attachments(left);
                     if (std::string name = export_.take_unwritten(); !name.empty())
                       notices_.push_back({.kind = Notice::Kind::refused,
                                           .text = {.key = TextKey::error_file_unwritten,
                                                    .arguments = {{.name = "name", .value = std::move(name)}}}});
                   },
                   [&](CopiesListed& listed) { copies_.handle(listed); },
                   [&](CopyMade& made) { copies_.handle(made, now().utc_ms); },
                   [&](FolderTold& told) { folder_.handle(told); },
                   [&](FolderCopied& copied) { folder_.handle(copied, now().utc_ms); },
                   [&](AttachmentKept& kept) { attachment_kept(kept); },
                   [&](AttachmentsListed& listed) { shelf_.handle(listed); },
                   [&](AttachmentMissing& missing) { attachment_missing(missing); },
                   [&](AttachmentsUnpacked& unpacked) { attachments_unpacked(unpacked); },
                   [&](KeepingTold& told) { health_.keeping = told; },
                   [&](OfflineTold& told) { health_.offline = std::move(told); },
                   [&](NotifyTold& told) { notify_state_ = told.state; },
                   [&](NewBuildReady&) { new_build_ready_ = true; },
                   [&](auto& storage_event) { store_.handle(std::move(storage_event)); },
               },
               event);
  }
  import_.follow(store_.document(), now().utc_ms);
  if (!held_) import_.go_on();  // the next of several files
  advance_export();
  advance_copies();
  advance_folder();
  advance_held();
  if (package_ != 0 && !held_) unpack_attachments(std::exchange(package_, 0));
  advance_reminders();
  remember_what_is_stored();
  use_new_build_when_saved();
  for (Error& error : store_.take_notices())
    notices_.push_back({.kind = Notice::Kind::refused, .text = std::move(error.text), .where = std::move(error.where)});
  return !events.empty();
}

// Outside of the database, so that a database that is lost is missed. Once a second is enough: one that is remembered too old is only
// missed a little later.
void App::remember_what_is_stored() {
  constexpr std::int64_t between_ms = 1000;
  if (!store_.complete() || store_.save_state() != SaveState::saved || store_.stored_head() == remembered_head_) return;
  const std::int64_t at_ms = now().utc_ms;
  if (at_ms >= remembered_at_ms_ && at_ms < remembered_at_ms_ + between_ms) return;
  remembered_head_ = store_.stored_head();
  remembered_at_ms_ = at_ms;
  const auto deals =
      std::ranges::count_if(store_.document().table<Deal>().rows(), [](const Deal& deal) { return !deal.deleted; });
  ports_.settings.write(
      stored_name,
      text_of(LastStored{.head = remembered_head_, .deals = static_cast<std::uint64_t>(deals), .at_ms = at_ms}));
  if (health_.files.since_ms != 0 || store_.document().empty()) return;
  health_.files.since_ms = at_ms;
  ports_.settings.write(files_setting, text_of(health_.files));
}

std::int64_t App::saved_at_ms() const {
  return store_.saved_at_ms() != 0 ? store_.saved_at_ms() : store_.last_stored().at_ms;
}

std::optional<std::int64_t> App::file_due_days() const {
  if (!store_.complete() || store_.lost() || store_.document().empty() || ports_.storage == nullptr)
    return std::nullopt;
  return voronka::file_due_days(
      health_.files, {.now_ms = now().utc_ms, .head = store_.stored_head(), .outside_ms = folder_.told().newest_ms});
}

// The database holds what the page shows: copies are made from it.
bool App::at_rest() const {
  return store_.complete() && store_.save_state() == SaveState::saved && !store_.is_ahead_of_storage();
}

void App::advance_copies() {
  copies_.advance({.at_ms = now().utc_ms,
                   .loaded = store_.load_state() == LoadState::ready || store_.load_state() == LoadState::failed,
                   .at_rest = at_rest(),
                   .head = store_.stored_head(),
                   .something = !store_.document().empty()});
}

// After the copy inside the browser: there the browser may lose both, but that one costs nothing.
void App::advance_folder() {
  folder_.advance({.at_ms = now().utc_ms,
                   .at_rest = at_rest() && copies_.state() != CopyKeeper::State::making,
                   .head = store_.stored_head(),
                   .something = !store_.document().empty()});
}

// Part by part: another tab's settings stay, and are taken over where the device keeps any.
VORONKA_LATER void App::set_preferences(Preferences wanted) {
  const std::string text = with_changes(ports_.settings.read("preferences"), preferences_, wanted);
  ports_.settings.write("preferences", text);
  const bool kept = ports_.settings.read("preferences") == text;
  preferences_ = kept ? preferences_from(text) : std::move(wanted);
}

// Not while histories come: the first picture waits for nothing, and with them every row would have to be looked at again.
bool App::can_remind() const {
  return store_.load_state() == LoadState::ready && (store_.complete() || ports_.storage == nullptr);
}

void App::advance_reminders() {
  if (!can_remind()) return;
  reminders_.follow(store_.document(), now(), preferences_.remind_minutes);
  for (const Id<Activity> id : reminders_.take(store_.document(), now())) rings_.push_back(id);
}

std::optional<double> App::wake_after_seconds() const {
  const std::int64_t at_ms = now().utc_ms;
  std::optional<std::int64_t> wait = copies_.wait_ms(at_ms);
  if (const auto folder = folder_.wait_ms(at_ms)) wait = std::min(wait.value_or(*folder), *folder);
  if (can_remind()) {
    const std::int64_t ring = reminders_.wait_ms(now());
    wait = std::min(wait.value_or(ring), ring);
  }
  if (held_) wait = std::min<std::int64_t>(wait.value_or(500), 500);
  return wait ? std::optional<double>(static_cast<double>(*wait) / 1000) : std::nullopt;
}

void App::use_new_build_when_saved() {
  const SaveState state = store_.save_state();
  if (held_ || !new_build_wanted_ || ports_.updates == nullptr || state == SaveState::saving ||
      state == SaveState::failed)
    return;
  new_build_wanted_ = false;
  ports_.updates->use_new_build();
}

// Adds records as one command; a data set that has no settings yet gets them, and the new pipeline is shown.
void App::start_with(RecordSet records, Text label, std::vector<Deal> updates) {
  const Id<Pipeline> shown = records.of<Pipeline>().empty() ? Id<Pipeline>{} : records.of<Pipeline>()[0].id;
  if (!store_.document().settings() && records.of<Settings>().empty()) {
    Settings settings = {.id = {ulid(now().utc_ms, ports_.clock.random(), ports_.clock.random())}};
    // The currency most deals are in; a data set of one currency should not ask which.
    for (const Deal& deal : records.of<Deal>())
      if (deal.amount && deal.amount->currency.code != 0) {
        settings.base_currency = deal.amount->currency;
        break;
      }
    records.of<Settings>().push_back(std::move(settings));
  }
  run_after_copy(ApplyImport{.records = std::move(records), .updates = std::move(updates), .label = label}, label,
                 shown);
}

// What is neither deals nor a file of ours. Where nothing is yet, there is a pipeline first.
template <class Apply>
void App::take_in(std::optional<Apply> apply, const StarterTexts& starter) {
  if (!apply) return;
  if (!store_.document().settings())
    start_with(default_pipeline(starter, now(), ports_.clock.random()), {.key = TextKey::undo_start});
  const Text label = apply->label;
  run_after_copy(std::move(*apply), label);
}

VORONKA_LATER void App::end_frame(Outbox& outbox, const StarterTexts& starter) {
  unknown_stage_name_ = starter.stage_names.empty() ? std::string() : starter.stage_names[0];
  for (Wish& wish : outbox.take()) {
    std::visit(
        Overloaded{
            [&](RunCommand& run) { carry_out(run); },
            [&](Undo&) { undo_or_redo(true); },
            [&](Redo&) { undo_or_redo(false); },
            [&](JumpInHistory& jump) { jump_in_history(jump.steps); },
            [&](RetrySave&) { store_.retry(); },
            [&](ExportFile&) {
              if (!export_.running()) sending_to_.clear();
              export_.ask(export_name(today()));
              advance_export();
            },
            [&](ExportPart& part) {
              // Another file must not come out in the place of this one.
              if (export_.running()) {
                notices_.push_back({.kind = Notice::Kind::refused, .text = {.key = TextKey::settings_data_exporting}});
                return;
              }
              sending_to_.clear();
              export_part(std::move(part));
            },
            [&](SendToDevice& send) { send_to(std::move(send)); },
            [&](ForgetDevice& forget) {
              std::erase_if(devices_, [&](const OtherDevice& device) { return device.name == forget.name; });
              remember_devices();
            },
            [&](UnlockFile& unlock) { import_.unlock(std::move(unlock.password)); },
            [&](AskForFile& ask) {
              ask.catalog ? import_.ask_for_catalog(ask.usual) : import_.ask_for_file(ask.calls);
            },
            [&](ReadAsCatalog& read) { import_.read_as_catalog(read.usual); },
            [&](AnswerCatalog&) { take_in(import_.answer_catalog(), starter); },
            [&](StartEmpty&) {
              start_with(default_pipeline(starter, now(), ports_.clock.random()), {.key = TextKey::undo_start});
            },
            [&](StartSample&) {
              start_with(sample_data({.deals = sample_deals,
                                      .seed = ports_.clock.random(),
                                      .now = now(),
                                      .starter = starter,
                                      .language = starter.language}),
                         {.key = TextKey::undo_start});
            },
            [&](ReadImportAgain& read) {
              MappingWishes wishes = mapping_wishes();
              wishes.encoding = read.encoding;
              wishes.sheet = read.sheet;
              import_.read_again(std::move(wishes));
            },
            [&](ListImportProblems&) { import_.list_problems(); },
            [&](SaveImportProblems& save) {
              import_.drop_problems();
              Download download(ports_.files);
              download.write(save.bytes);
              download.offer(std::move(save.name), "text/csv");
            },
            [&](PreviewImport& preview) { import_.preview(preview.mapping); },
            [&](AnswerImport& answer) {
              remember_import(answer.mapping);
              import_.answer(answer.mapping, std::move(answer.place), {.now = now(), .seed = ports_.clock.random()});
            },
            [&](AnswerCalls& answer) { log_calls(answer); },
            [&](ReadCallsAgain& again) {
              if (again.date_order)
                import_.read_calls(*again.date_order);
              else
                import_.read_as_table(mapping_wishes());
            },
            [&](ReadAsPeople&) { import_.read_as_people(); },
            [&](AnswerPeople& answer) { take_in(import_.answer_people(answer.known, answer.words), starter); },
            [&](AnswerDates&) { take_in(import_.answer_dates(), starter); },
            [&](AnswerOwnFile& answer) {
              import_.answer(answer.action, {.now = now(), .seed = ports_.clock.random()});
            },
            [&](AnswerMerge& answer) { finish_merge(std::move(answer.choices)); },
            [&](OtherWays&) { import_.other_ways(); },
            [&](CancelImport& cancel) { cancel.only_this ? import_.skip() : import_.cancel(); },
            [&](AcceptLoss&) { store_.accept_loss(); },
            [&](AcceptDamage&) { store_.accept_damage(); },
            [&](MakeCopy&) {
              copies_.make_now();
              advance_copies();
            },
            [&](OpenCopy& copy) {
              import_.expect_copy();
              if (ports_.copies) ports_.copies->open(copy.name);
            },
            [&](OfferCopy& copy) {
              if (ports_.copies) ports_.copies->offer(copy.name);
            },
            [&](AskToKeep&) {
              if (ports_.keeping) ports_.keeping->ask();
            },
            [&](PickFolder&) {
              if (ports_.folder) ports_.folder->pick();
            },
            [&](AllowFolder&) {
              if (ports_.folder) ports_.folder->allow();
            },
            [&](ForgetFolder&) {
              if (ports_.folder) ports_.folder->forget();
            },
            [&](WriteToFolder&) {
              folder_.write_now();
              advance_folder();
            },
            [&](PutOffFile&) {
              health_.files = put_off(health_.files, now().utc_ms);
              ports_.settings.write(files_setting, text_of(health_.files));
            },
            [&](AskToNotify&) {
              if (ports_.notifier) ports_.notifier->ask();
            },
            [&](NotifyUser& notify) {
              if (ports_.notifier) ports_.notifier->show(notify.message);
            },
            [&](ExportCalendar& wish) { offer_calendar(wish); },
            [&](AttachFile& wish) { attach_file(wish); },
            [&](OfferAttachment& wish) { offer_attachment(wish); },
            [&](LookForAttachments&) { shelf_.look(store_.document().revision()); },
            [&](DeleteSpareAttachments&) { delete_spare_attachments(); },
            [&](UseNewBuild&) {
              new_build_wanted_ = true;
              if (store_.save_state() == SaveState::failed)
                notices_.push_back({.kind = Notice::Kind::refused, .text = {.key = TextKey::shell_new_build_waits}});
              use_new_build_when_saved();
            },
            [&](SetPreferences& set) { set_preferences(std::move(set.preferences)); },
        },
        wish);
  }
}

void App::carry_out(RunCommand& wish) {
  const Text label = label_of(store_.document(), wish.command);
  if (changes_much(store_.document(), wish.command)) return run_after_copy(std::move(wish.command), label);
  const Result<Done> done = store_.run(std::move(wish.command), std::move(wish.merge_key));
  tell(done, label, wish.quiet);
}

void App::undo_or_redo(bool back) {
  if (held_) run_held();  // what was asked for first comes first
  const Text* label = back ? store_.history().undo_label() : store_.history().redo_label();
  if (!label) return;
  const Text shown = {.key = back ? TextKey::undo_undone : TextKey::undo_redone, .arguments = {}};
  const Text what = *label;
  const Result<Done> done = back ? store_.undo() : store_.redo();
  if (!done) return tell(done, what, false);
  notices_.push_back({.kind = Notice::Kind::done, .text = shown, .detail = what, .skipped = done->skipped});
}

// One notice for all of them. What is refused ends the jump: the steps behind it build on it.
void App::jump_in_history(int steps) {
  if (held_) run_held();
  const bool back = steps < 0;
  std::int64_t gone = 0;
  std::size_t skipped = 0;
  for (int left = back ? -steps : steps; left > 0; --left) {
    const History& history = store_.history();
    const std::size_t before = history.undo_count();
    const Text* label = back ? history.undo_label() : history.redo_label();
    const Text what = label ? *label : Text{};
    const Result<Done> done = back ? store_.undo() : store_.redo();
    if (!done) {
      tell(done, what, false);
      break;
    }
    if (history.undo_count() == before) break;  // nothing was left of that step
    skipped += done->skipped;
    ++gone;
  }
  if (gone == 0) return;
  notices_.push_back({.kind = Notice::Kind::done,
                      .text = {.key = back ? TextKey::undo_went_back : TextKey::undo_went_forward,
                               .arguments = {{.name = "count", .value = gone}}},
                      .skipped = skipped});
}

void App::tell(const Result<Done>& done, const Text& label, bool quiet) {
  if (!done) {
    notices_.push_back({.kind = Notice::Kind::refused, .text = done.error().text, .where = done.error().where});
    return;
  }
  if (done->created) {
    last_created_ = done->created;
    ++created_count_;
  }
  if (!quiet) notices_.push_back({.kind = Notice::Kind::done, .text = label, .can_undo = true});
}

}  // namespace voronka
