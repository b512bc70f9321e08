#include "ui/views/timeline.hpp"

#include <algorithm>
#include <utility>

#include "base/sort.hpp"
#include "model/titles.hpp"
#include "ui/views/deal_parts.hpp"

namespace voronka::ui {
namespace {

// Typing an amount writes an event at every pause. What was written within this time is one change to a reader.
constexpr std::int64_t same_change_ms = 120'000;

struct Told {
  const Event* event = nullptr;
  EventValue before = {};  // the value that this change replaced
  std::size_t order = 0;
};

bool replaces(EventKind kind) {
  return kind == EventKind::amount_changed || kind == EventKind::expected_close_changed ||
         kind == EventKind::owner_changed || kind == EventKind::probability_changed ||
         kind == EventKind::category_changed;
}

// Live events in the order they happened, each with what it replaced, quick corrections made one.
std::vector<Told> told_events(const Deal& deal) {
  const std::vector<bool> live = live_events(deal.history);
  std::vector<Told> events;
  for (std::size_t i = 0; i < deal.history.size(); ++i)
    if (live[i]) events.push_back({.event = &deal.history[i], .before = {}, .order = i});
  sort_rows(events, [](const Told& a, const Told& b) {
    return a.event->at.utc_ms != b.event->at.utc_ms ? a.event->at.utc_ms < b.event->at.utc_ms : a.order < b.order;
  });
  std::vector<Told> told;
  for (Told& next : events) {
    Told* last = nullptr;
    for (Told& earlier : told)
      if (earlier.event->kind == next.event->kind) last = &earlier;
    if (last) next.before = last->event->value;
    const bool corrects = last && replaces(next.event->kind) && next.event->origin == EventOrigin::user &&
                          last->event->origin == EventOrigin::user &&
                          next.event->recorded_at_ms - last->event->recorded_at_ms <= same_change_ms;
    if (!corrects) {
      told.push_back(std::move(next));
    } else {
      last->event = next.event;
      if (last->before == next.event->value) told.erase(told.begin() + (last - told.data()));
    }
  }
  return told;
}

class Teller {
 public:
  explicit Teller(const ViewContext& context) : context_(context), ui_(context.ui) {}

  TimelineLine line(const Told& told) const {
    const Event& event = *told.event;
    TimelineLine line = {.day = day_of(event), .kind = event.kind};
    switch (event.kind) {
      case EventKind::created:
        line.rest = ui_.tr(TextKey::event_created);
        break;
      case EventKind::stage_entered: {
        const std::string to = stage_name(event.value);
        if (std::holds_alternative<RawId>(told.before)) {
          line.strong = to;
          line.rest = "← " + stage_name(told.before);
        } else {
          line.rest = ui_.tr(TextKey::event_stage, {{"to", to}});
        }
        break;
      }
      case EventKind::pipeline_entered:
        line.rest = ui_.tr(TextKey::event_pipeline, {{"name", pipeline_name(event.value)}});
        break;
      case EventKind::amount_changed:
        line.rest = change(told, TextKey::event_amount, TextKey::event_amount_set, TextKey::event_amount_cleared);
        break;
      case EventKind::expected_close_changed:
        line.rest = change(told, TextKey::event_close, TextKey::event_close_set, TextKey::event_close_cleared);
        break;
      case EventKind::owner_changed:
        line.rest = value_text(event.value).empty() ? ui_.tr(TextKey::event_owner_cleared)
                                                    : ui_.tr(TextKey::event_owner, {{"to", value_text(event.value)}});
        break;
      case EventKind::probability_changed:
        line.rest = std::holds_alternative<std::int32_t>(event.value)
                        ? ui_.tr(TextKey::event_probability, {{"to", value_text(event.value)}})
                        : ui_.tr(TextKey::event_probability_stage);
        break;
      case EventKind::category_changed:
        line.rest = ui_.tr(TextKey::event_category, {{"to", category_name(event.value)}});
        break;
      case EventKind::won:
        line.strong = ui_.tr(TextKey::event_won);
        line.ended = true;
        break;
      case EventKind::lost: {
        const RawId* reason = std::get_if<RawId>(&event.value);
        const std::string name = reason ? title_of(context_.document, RecordType::loss_reason, *reason) : std::string();
        line.strong =
            name.empty() ? ui_.tr(TextKey::event_lost) : ui_.tr(TextKey::event_lost_reason, {{"reason", name}});
        line.ended = true;
        break;
      }
      case EventKind::reopened:
        line.rest = ui_.tr(TextKey::event_reopened);
        break;
      case EventKind::archived:
        line.rest = ui_.tr(TextKey::event_archived);
        break;
      case EventKind::deleted:
        line.rest = ui_.tr(TextKey::event_deleted);
        break;
      case EventKind::restored:
        line.rest = ui_.tr(TextKey::event_restored);
        break;
      case EventKind::unknown:
        line.rest = ui_.tr(TextKey::event_unknown);
        break;
      case EventKind::definition_changed:
      case EventKind::voided:
        break;
    }
    return line;
  }

  TimelineLine line(const Activity& activity) const {
    TimelineLine line = {
        .rest = ui_.tr(TextKey::event_touch, {{"kind", ui_.tr(key_of(activity.kind))}, {"title", activity.title}}),
        .day = near(local_date(*activity.done_at))};
    if (activity.title.empty()) line.rest = ui_.tr(key_of(activity.kind));
    if (!activity.comment.empty()) line.rest += ". " + activity.comment;
    return line;
  }

 private:
  std::string near(Date date) const { return ui_.locale.date_near(date, context_.app.today()); }

  std::string day_of(const Event& event) const {
    if (event.precision == Precision::unknown) return ui_.tr(TextKey::event_day_unknown);
    const Date day = local_date(event.at);
    std::string text = near(day);
    if (event.origin == EventOrigin::inferred) text += ", " + ui_.tr(TextKey::event_inferred);
    const Date written = local_date({.utc_ms = event.recorded_at_ms, .offset_minutes = event.at.offset_minutes});
    if (event.origin == EventOrigin::user && written != day)
      text += ", " + ui_.tr(TextKey::event_recorded, {{"date", near(written)}});
    return text;
  }

  std::string change(const Told& told, TextKey from_to, TextKey set, TextKey cleared) const {
    const std::string from = value_text(told.before);
    const std::string to = value_text(told.event->value);
    if (to.empty()) return ui_.tr(cleared, {{"from", from}});
    if (from.empty()) return ui_.tr(set, {{"to", to}});
    return ui_.tr(from_to, {{"from", from}, {"to", to}});
  }

  std::string value_text(const EventValue& value) const {
    if (const Money* money = std::get_if<Money>(&value)) return ui_.locale.money(*money);
    if (const Date* date = std::get_if<Date>(&value)) return near(*date);
    if (const std::int32_t* percent = std::get_if<std::int32_t>(&value)) return ui_.locale.percent(*percent);
    if (const std::string* text = std::get_if<std::string>(&value)) return *text;
    return {};
  }

  std::string stage_name(const EventValue& value) const {
    const RawId* id = std::get_if<RawId>(&value);
    const std::string name = id ? title_of(context_.document, RecordType::stage, *id) : std::string();
    return name.empty() ? ui_.tr(TextKey::event_deleted_stage) : name;
  }
  std::string pipeline_name(const EventValue& value) const {
    const RawId* id = std::get_if<RawId>(&value);
    return id ? title_of(context_.document, RecordType::pipeline, *id) : std::string();
  }
  std::string category_name(const EventValue& value) const {
    std::string text = value_text(value);
    for (std::uint8_t i = 0; i < names_of(ForecastCategory{}).size(); ++i)
      if (names_of(ForecastCategory{})[i] == text) return ui_.tr(key_of(static_cast<ForecastCategory>(i)));
    return text;
  }

  const ViewContext& context_;
  const Ui& ui_;
};

}  // namespace

std::vector<TimelineLine> timeline_of(const ViewContext& context, const Deal& deal,
                                      const std::vector<Id<Activity>>& done, std::span<const Id<Paper>> papers) {
  const Teller teller(context);
  std::vector<TimelineLine> dated;
  const std::vector<Told> told = told_events(deal);
  const auto is_birth = [&](const Told& event) {
    return !told.empty() && told[0].event->kind == EventKind::created &&
           event.event->at.utc_ms == told[0].event->at.utc_ms;
  };
  for (const Told& event : told) {
    // The pipeline and stage it was created in are told in one line with the creation.
    if (is_birth(event) && event.event->kind == EventKind::pipeline_entered) continue;
    if (is_birth(event) && event.event->kind == EventKind::stage_entered) {
      if (const RawId* stage = std::get_if<RawId>(&event.event->value)) {
        for (TimelineLine& first : dated)
          if (first.kind == EventKind::created && first.strong.empty())
            first.rest = context.ui.tr(TextKey::event_created_in,
                                       {{"stage", title_of(context.document, RecordType::stage, *stage)}});
      }
      continue;
    }
    dated.push_back(teller.line(event));
    dated.back().at_ms = event.event->at.utc_ms;
  }
  for (const Id<Activity> id : done)
    if (const Activity* activity = context.document.find(id)) {
      dated.push_back(teller.line(*activity));
      dated.back().at_ms = activity->done_at->utc_ms;
    }
  tell_papers(context, papers, dated);
  sort_rows(dated, [](const TimelineLine& a, const TimelineLine& b) { return a.at_ms < b.at_ms; });
  std::ranges::reverse(dated);
  return dated;
}

}  // namespace voronka::ui
