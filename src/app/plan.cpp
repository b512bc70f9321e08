#include "app/plan.hpp"

#include <algorithm>
#include <utility>

#include "app/check.hpp"
#include "app/derive_events.hpp"
#include "base/later.hpp"
#include "model/custom_values.hpp"
#include "model/fields.hpp"
#include "rules/rule.hpp"

namespace voronka {
namespace {

#define RULE(name) &name##_rule,
constexpr const Rule* rules[] = {
#include "rules/rules.inc"
};
#undef RULE

// Whether a second event, of the same typing, leaves nothing of the first: the value in between was never meant.
bool tells_anew(const Event& event, const Event& earlier) {
  if (event.kind != earlier.kind) return false;
  switch (event.kind) {
    case EventKind::amount_changed:
    case EventKind::expected_close_changed:
    case EventKind::owner_changed:
    case EventKind::probability_changed:
      return true;
    case EventKind::definition_changed: {  // "probability=60": the same field of the stage
      const std::string* now = std::get_if<std::string>(&event.value);
      const std::string* then = std::get_if<std::string>(&earlier.value);
      return now && then && now->substr(0, now->find('=')) == then->substr(0, then->find('='));
    }
    default:
      return false;
  }
}

// Gives stamps to changed fields and dots to new events. One dot a record and command for its fields, one for each event.
class Finisher {
 public:
  explicit Finisher(Draft& draft) : draft_(draft), next_dot_(draft.stamp().first_dot) {}

  template <class Record>
  void finish(Change<Record>& change) {
    if (!change.after || change.changes_nothing()) return;
    const FieldStamp stamp = {.dot = {.actor = draft_.stamp().actor, .n = next_dot_},
                              .at_ms = draft_.stamp().now.utc_ms};
    bool stamped = false;
    if (draft_.stamps_merged()) {
      stamped = stamp_what_has_none(change, stamp);
    } else if (!change.before) {
      if constexpr (has_history<Record>)
        if (!draft_.histories_brought()) derive_events(draft_, nullptr, *change.after);
      change.after->stamps.set_all(stamp);
      stamp_values(change, stamp);
      stamped = true;
    } else {
      stamp_values(change, stamp);
      const auto fields = fields_of(record_type_of<Record>());
      for (std::size_t slot = 0; slot < fields.size(); ++slot) {
        if (same_field(&*change.before, &*change.after, fields[slot])) continue;
        change.after->stamps.set(slot, stamp);
        stamped = true;
      }
      if constexpr (has_history<Record>)
        if (!draft_.histories_kept()) {
          derive_events(draft_, &*change.before, *change.after);
          void_superseded(change.after->history, change.before->history.size());
        }
    }
    if (stamped) ++next_dot_;
    if constexpr (has_history<Record>) {
      for (Event& event : change.after->history) {
        // What a newer version wrote is kept to the letter: a dot would be in memory only, and the next reading would not know it.
        if (event.dot || event.kind == EventKind::unknown) continue;
        event.dot = {.actor = draft_.stamp().actor, .n = next_dot_++};
        if (event.recorded_at_ms == 0) event.recorded_at_ms = draft_.stamp().now.utc_ms;
        if (event.kind == EventKind::voided) event.at = draft_.stamp().now;
      }
    }
  }

  std::uint64_t used() const { return next_dot_ - draft_.stamp().first_dot; }

  // Events ask the draft for stages, so the records must stay where they are until all is done.
  Patch finish_all() {
    if (!draft_.stamps_kept()) {
      for_each_record_type([&]<class Record>(std::type_identity<Record>) {
        if constexpr (has_fields<Record>)
          for (Change<Record>& change : draft_.so_far().template of<Record>()) finish(change);
      });
    }
    Patch patch = draft_.take();
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      std::erase_if(patch.of<Record>(), [](const Change<Record>& change) { return change.changes_nothing(); });
    });
    if (used() > 0) patch.dots.add(draft_.stamp().actor, draft_.stamp().first_dot, next_dot_ - 1);
    return patch;
  }

 private:
  // Of custom fields: each its own.
  template <class Record>
  static void stamp_values(Change<Record>& change, FieldStamp stamp) {
    if constexpr (requires { change.after->custom; })
      stamp_custom_values(change.after->custom, change.before ? change.before->custom : CustomValues{}, stamp);
  }

  // After a merge. A stand-in for a record that is missing stays without a dot, so that the real one takes its place.
  template <class Record>
  static bool stamp_what_has_none(Change<Record>& change, FieldStamp stamp) {
    if (!change.before) return false;
    bool stamped = false;
    const auto fields = fields_of(record_type_of<Record>());
    for (std::size_t slot = 0; slot < fields.size(); ++slot) {
      if (change.after->stamps.of(slot).dot) continue;
      if (!change.before->stamps.of(slot).dot && same_field(&*change.before, &*change.after, fields[slot])) continue;
      change.after->stamps.set(slot, stamp);
      stamped = true;
    }
    if constexpr (requires { change.after->custom; }) {
      for (CustomValue& value : change.after->custom) {
        if (value.stamp.dot || std::ranges::find(change.before->custom, value) != change.before->custom.end()) continue;
        value.stamp = stamp;
        stamped = true;
      }
    }
    return stamped;
  }

  // Linear in the history, and only while somebody types.
  void void_superseded(EventList& history, std::size_t first_new) const {
    const std::vector<Dot>& superseded = draft_.stamp().supersedes;
    if (superseded.empty()) return;
    const std::size_t end = history.size();
    for (std::size_t i = first_new; i < end; ++i) {
      for (std::size_t k = 0; k < first_new; ++k) {
        if (!tells_anew(history[i], history[k]) || std::ranges::find(superseded, history[k].dot) == superseded.end())
          continue;
        history.push_back({.kind = EventKind::voided, .origin = EventOrigin::user, .value = history[k].dot});
      }
    }
  }

  Draft& draft_;
  std::uint64_t next_dot_ = 1;
};

}  // namespace

VORONKA_LATER Result<Planned> plan(const Document& document, Command command, const Stamp& stamp) {
  Draft draft(document, stamp);
  const bool rules_run = !std::holds_alternative<ApplyImport>(command) &&
                         !std::holds_alternative<ApplyMerge>(command) && !std::holds_alternative<Revert>(command);
  Result<Done> done = std::visit([&]<class C>(C& one) { return reduce(draft, std::move(one)); }, command);
  if (!done) return std::unexpected(std::move(done.error()));
  if (rules_run)
    for (const Rule* rule : rules) rule->run(draft);
  if (auto refused = check(draft)) return std::unexpected(std::move(*refused));
  Finisher finisher(draft);
  Patch patch = finisher.finish_all();
  return Planned{.patch = std::move(patch), .done = *done, .dots_used = finisher.used()};
}

Text label_of(const Document& document, const Command& command) {
  return std::visit([&](const auto& one) { return label_of(document, one); }, command);
}

}  // namespace voronka
