#include "app/derive_events.hpp"

#include <string>
#include <utility>

namespace voronka {
namespace {

class Writer {
 public:
  Writer(const Draft& draft, EventList& history) : draft_(draft), history_(history) {}
  void add(EventKind kind, EventValue value = {}) {
    Event event = {
        .kind = kind, .at = draft_.stamp().now, .recorded_at_ms = draft_.stamp().now.utc_ms, .value = std::move(value)};
    if (const auto& when = draft_.when()) {
      event.at = when->at;
      event.precision = when->precision;
    }
    history_.push_back(std::move(event));
  }

 private:
  const Draft& draft_;
  EventList& history_;
};

template <class T>
EventValue value_or_nothing(const std::optional<T>& value) {
  return value ? EventValue(*value) : EventValue();
}

Id<Pipeline> pipeline_of(const Draft& draft, Id<Stage> stage) {
  const Stage* record = draft.find(stage);
  return record ? record->pipeline : Id<Pipeline>{};
}

}  // namespace

void derive_events(const Draft& draft, const Deal* before, Deal& after) {
  static const Deal nothing = {};
  const Deal& old = before ? *before : nothing;
  Writer writer(draft, after.history);
  if (!before) writer.add(EventKind::created);
  if (old.position.stage != after.position.stage) {
    const Id<Pipeline> pipeline = pipeline_of(draft, after.position.stage);
    if (!before || pipeline_of(draft, old.position.stage) != pipeline)
      writer.add(EventKind::pipeline_entered, pipeline.raw);
    writer.add(EventKind::stage_entered, after.position.stage.raw);
  }
  if (old.amount != after.amount) writer.add(EventKind::amount_changed, value_or_nothing(after.amount));
  if (old.expected_close != after.expected_close)
    writer.add(EventKind::expected_close_changed, value_or_nothing(after.expected_close));
  if (old.owner != after.owner) writer.add(EventKind::owner_changed, after.owner);
  if (old.probability != after.probability)
    writer.add(EventKind::probability_changed, value_or_nothing(after.probability));
  if (old.category != after.category) writer.add(EventKind::category_changed, std::string(name_of(after.category)));
  if (old.status != after.status) {
    if (after.status == DealStatus::won) writer.add(EventKind::won);
    if (after.status == DealStatus::open) writer.add(EventKind::reopened);
  }
  // A reason given or mended later is told again, so that the last `lost` event is the whole truth.
  if (after.status == DealStatus::lost && (old.status != after.status || old.loss_reason != after.loss_reason))
    writer.add(EventKind::lost, after.loss_reason ? EventValue(after.loss_reason.raw) : EventValue());
  if (old.archived != after.archived) writer.add(after.archived ? EventKind::archived : EventKind::restored);
  if (static_cast<bool>(old.deleted) != static_cast<bool>(after.deleted))
    writer.add(after.deleted ? EventKind::deleted : EventKind::restored);
}

void derive_events(const Draft& draft, const Stage* before, Stage& after) {
  Writer writer(draft, after.history);
  static const Stage nothing = {};
  const Stage& old = before ? *before : nothing;
  const auto days = [](const std::optional<std::int32_t>& value) {
    return value ? std::to_string(*value) : std::string();
  };
  const auto define = [&](std::string_view field, const std::string& value) {
    writer.add(EventKind::definition_changed, std::string(field) + "=" + value);
  };
  if (!before) writer.add(EventKind::created);
  if (!before || old.probability != after.probability) define("probability", std::to_string(after.probability));
  if (!before || old.kind != after.kind) define("kind", std::string(name_of(after.kind)));
  if (before && old.name != after.name) define("name", after.name);
  if (old.silent_after_days != after.silent_after_days) define("silentAfterDays", days(after.silent_after_days));
  if (old.stuck_after_days != after.stuck_after_days) define("stuckAfterDays", days(after.stuck_after_days));
  if (static_cast<bool>(old.deleted) != static_cast<bool>(after.deleted))
    writer.add(after.deleted ? EventKind::deleted : EventKind::restored);
}

}  // namespace voronka
