// The App's part in files on their way in and out: what comes of an import, what is written, and where it went.
#include <algorithm>
#include <utility>

#include "app/app.hpp"
#include "app/download.hpp"
#include "app/file_names.hpp"
#include "app/import_memory.hpp"
#include "base/later.hpp"
#include "formats/import_known.hpp"

namespace voronka {

// ---- in ----

MappingWishes App::mapping_wishes() const {
  return {.default_currency = store_.document().base_currency(), .unknown_stage_name = unknown_stage_name_};
}

VORONKA_LATER void App::finish_import(JobReply reply) {
  const MappingWishes wishes = mapping_wishes();
  std::string name = import_.file_name();
  const std::uint32_t package = import_.package();
  std::optional<ImportOutcome> outcome =
      import_.handle(std::move(reply), wishes, store_.document(), {.now = now(), .seed = ports_.clock.random()});
  if (import_.step() == ImportStep::table) recall_import();
  if (import_.step() == ImportStep::calls || import_.step() == ImportStep::dates) import_.put_in_time(ports_.clock);
  // Nothing here means nothing to compare.
  if (import_.step() == ImportStep::merge && store_.document().empty()) finish_merge({});
  if (package != 0) {
    if (import_.step() == ImportStep::none) package_ = package;
    // What is the same on both sides, but for contents that never came here.
    if (import_.step() == ImportStep::merge) unpack_attachments(package);
  }
  if (!outcome) return;
  Text label = {.key = outcome->mode == ImportMode::replace ? TextKey::undo_replace : TextKey::undo_import,
                .arguments = {{.name = "count", .value = static_cast<std::int64_t>(outcome->counts.deals)},
                              {.name = "file", .value = std::move(name)}}};
  if (outcome->mode == ImportMode::replace) {
    run_after_copy(ApplyImport{.records = std::move(outcome->records),
                               .mode = outcome->mode,
                               .seen = std::move(outcome->seen),
                               .label = label},
                   label);
    return;
  }
  ImportPlace place = import_.place();
  place.unknown_stage_name = unknown_stage_name_;
  place.changes = outcome->counts.changes > 0;
  FittedImport fit = fitted_to(std::move(outcome->records), store_.document(), place);
  // Of a table of changes only history has come in.
  if (place.changes && fit.records.of<Deal>().empty()) {
    label.key = TextKey::undo_import_history;
    label.arguments[0].value = static_cast<std::int64_t>(fit.updates.size());
  }
  if (fit.left_out > 0)
    notices_.push_back({.kind = Notice::Kind::refused,
                        .text = {.key = TextKey::import_history_left_out,
                                 .arguments = {{.name = "count", .value = static_cast<std::int64_t>(fit.left_out)}}}});
  start_with(std::move(fit.records), label, std::move(fit.updates));
}

// Once a file: what is answered after that is the user's.
VORONKA_LATER void App::recall_import() {
  if (recall_asked_ == import_.started()) return;
  recall_asked_ = import_.started();
  const std::vector<RememberedImport> imports = imports_from(ports_.settings.read(imports_setting));
  const std::optional<ImportMapping> mapping = recalled(imports, import_.proposal().mapping);
  if (!mapping) return;
  recalled_ = import_.started();
  import_.preview(*mapping);
}

VORONKA_LATER void App::remember_import(const ImportMapping& mapping) {
  std::vector<RememberedImport> imports = imports_from(ports_.settings.read(imports_setting));
  remember(imports, mapping);
  ports_.settings.write(imports_setting, text_of(imports));
}

VORONKA_LATER void App::log_calls(const AnswerCalls& answer) {
  const CallList list = import_.take_calls();
  const CallPlan plan = plan_calls(store_.document(), list);
  RecordSet records = records_of(store_.document(), list, plan, answer.strangers, answer.words,
                                 {.now = now(), .seed = ports_.clock.random()});
  const auto count = static_cast<std::int64_t>(records.of<Activity>().size());
  if (count > 0)
    start_with(std::move(records), {.key = TextKey::undo_calls, .arguments = {{.name = "count", .value = count}}});
}

VORONKA_LATER void App::finish_merge(std::vector<MergeChoice> choices) {
  const std::uint32_t package = import_.package();
  std::optional<ApplyMerge> merge = import_.answer(std::move(choices));
  if (!merge) return;
  package_ = package;
  const Text label = merge->label;
  run_after_copy(std::move(*merge), label);
}

// ---- out ----

// The history of a large data set arrives after its records. When it cannot be loaded the page says so instead of the board,
// and no file may pass for a whole one.
void App::advance_export() {
  if (!export_.waiting()) return;
  if (store_.load_state() == LoadState::failed) return export_.forget();
  if (!store_.complete()) return;
  exported_head_ = store_.stored_head();
  export_.begin(store_.document());
}

VORONKA_LATER void App::export_part(ExportPart part) {
  const ExportFormat* format = export_format_of(part.format);
  // Passwords are for our own files: nobody else could open them.
  if (format != nullptr) part.password.clear();
  ExportStyle style = part.style;
  style.alarm_lead_minutes = preferences_.remind_minutes.value_or(usual_lead_minutes);
  export_.ask(format != nullptr ? format_name(today(), *format) : part_name(today(), part.password.empty()),
              {.selection = std::move(part.selection),
               .words = std::move(part.words),
               .stamp = {.now = now(), .seed = ports_.clock.random() >> 1},
               .format = std::move(part.format),
               .style = style},
              {.password = std::move(part.password)});
  advance_export();
}

// To a device that has had something: every record with a change since then.
VORONKA_LATER void App::send_to(SendToDevice wish) {
  if (export_.running()) return;
  ExportOrder order;
  const auto known = std::ranges::find(devices_, wish.name, &OtherDevice::name);
  if (known != devices_.end() && !wish.everything) order.selection.since = known->sent;
  const std::string name = order.selection.since ? changes_name(today()) : export_name(today());
  sending_to_ = std::move(wish.name);
  export_.ask(name, std::move(order), {.share = true});
  advance_export();
}

VORONKA_LATER void App::file_handed(const FileHanded& handed) {
  const std::optional<VersionVector> sent = export_.handed(handed);
  const std::string name = std::exchange(sending_to_, {});
  if (handed.missing > 0) tell_left_attachments(handed.missing);
  if (handed.no_crypto) notices_.push_back({.kind = Notice::Kind::refused, .text = {.key = TextKey::export_no_crypto}});
  // A share sheet may be left without a word; a download that did not come is told.
  if (!handed.done && !handed.no_crypto && name.empty())
    notices_.push_back({.kind = Notice::Kind::refused,
                        .text = {.key = TextKey::error_file_unwritten,
                                 .arguments = {{.name = "name", .value = part_name(today(), false)}}}});
  if (!sent || !handed.done || name.empty()) return;
  remember(devices_, {.name = name, .sent_at_ms = now().utc_ms, .sent = *sent});
  remember_devices();
}

void App::remember_devices() { ports_.settings.write("devices", text_of(devices_)); }

void App::remember_file(std::uint64_t bytes) {
  if (ports_.storage == nullptr) return;  // a demo is nobody's data
  SavedFiles& files = health_.files;
  files.at_ms = now().utc_ms;
  files.bytes = bytes;
  files.head = exported_head_;
  ++files.count;
  ports_.settings.write(files_setting, text_of(files));
}

// Small enough to be written in the page: 100,000 steps are about 40 MB, in parts.
VORONKA_LATER void App::offer_calendar(const ExportCalendar& wish) {
  Download download(ports_.files);
  const std::size_t count = write_calendar(
      download, store_.document(), wish.activities,
      {.now = now(), .lead_minutes = preferences_.remind_minutes.value_or(usual_lead_minutes), .words = wish.words});
  if (count == 0)
    notices_.push_back({.kind = Notice::Kind::refused, .text = {.key = TextKey::reminder_calendar_empty}});
  else
    download.offer(calendar_name(today()), "text/calendar");
}

}  // namespace voronka
