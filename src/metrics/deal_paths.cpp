#include "metrics/deal_paths.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/sort.hpp"
#include "model/by_rank.hpp"
#include "model/rates.hpp"

namespace voronka {

double day_of(Moment moment) {
  return static_cast<double>(moment.utc_ms + moment.offset_minutes * std::int64_t{60'000}) /
         static_cast<double>(day_ms);
}

std::optional<std::uint16_t> DealPaths::index_of(Id<Stage> stage) const {
  for (std::size_t i = 0; i < stages.size(); ++i)
    if (stages[i].stage->id == stage) return static_cast<std::uint16_t>(i);
  return std::nullopt;
}

namespace {

constexpr std::uint16_t nowhere = 0xFFFF;
constexpr std::int64_t before_all = std::numeric_limits<std::int64_t>::min();

Date recorded_day(const Event& event) {
  return local_date({.utc_ms = event.recorded_at_ms, .offset_minutes = event.at.offset_minutes});
}

// One event that matters here, in the order of the story.
struct Step {
  std::int64_t order_ms = before_all;
  double day = 0;
  const Event* event = nullptr;
  std::uint16_t stage = nowhere;
  bool known = false;
  bool seen = true;  // of the past of as_of
};

class Builder {
 public:
  Builder(const Document& document, const PathQuery& query) : document_(document), query_(query) {}

  DealPaths build() {
    list_stages();
    paths_.base = document_.base_currency();
    const auto rows = document_.table<Deal>().rows();
    paths_.deals.reserve(rows.size());
    paths_.visits.reserve(rows.size() * 3);
    for (std::size_t row = 0; row < rows.size(); ++row) add(rows[row], static_cast<std::uint32_t>(row));
    end_of_view();
    return std::move(paths_);
  }

 private:
  void list_stages() {
    const auto add_pipeline = [&](Id<Pipeline> pipeline) {
      std::vector<const Stage*> found;
      for (const Stage& stage : document_.table<Stage>().rows())
        if (stage.pipeline == pipeline && stage.deleted.by != DeletedBy::undo) found.push_back(&stage);
      sort_rows(found, [](const Stage* a, const Stage* b) {
        if (a->kind != b->kind) return a->kind < b->kind;
        return a->rank != b->rank ? a->rank < b->rank : a->id < b->id;
      });
      for (const Stage* stage : found) paths_.stages.push_back({.stage = stage, .kind = stage->kind});
    };
    if (query_.pipeline) {
      add_pipeline(query_.pipeline);
    } else {
      for (const Pipeline* pipeline : by_rank<Pipeline>(document_, [](const Pipeline&) { return true; }))
        add_pipeline(pipeline->id);
    }
    paths_.sales_stages = static_cast<std::size_t>(
        std::ranges::count(paths_.stages, StageKind::sales, [](const PathStage& it) { return it.kind; }));
  }

  // Neighbours in a history are neighbours in the pipeline: looking on from the last one found is mostly one comparison.
  std::uint16_t stage_index(RawId id) {
    const std::size_t size = paths_.stages.size();
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t at = last_stage_ + i < size ? last_stage_ + i : last_stage_ + i - size;
      if (paths_.stages[at].stage->id.raw != id) continue;
      last_stage_ = at;
      return static_cast<std::uint16_t>(at);
    }
    return nowhere;
  }

  bool is_seen(const Event& event, bool known) const {
    if (!query_.as_of) return true;
    return (known ? local_date(event.at) : recorded_day(event)) <= *query_.as_of;  // [M7]
  }

  // [M22] Takes the events that count, in the order of time. One of unknown time stands where it was written.
  void read_steps(const Deal& deal) {
    steps_.clear();
    const bool any_void =
        std::ranges::any_of(deal.history, [](const Event& it) { return it.kind == EventKind::voided; });
    if (any_void) live_ = live_events(deal.history);
    std::int64_t order = before_all;
    double day = 0;
    bool sorted = true;
    std::size_t last_outcome = steps_none;
    for (std::size_t i = 0; i < deal.history.size(); ++i) {
      const Event& event = deal.history[i];
      switch (event.kind) {
        case EventKind::created:
        case EventKind::stage_entered:
        case EventKind::amount_changed:
        case EventKind::expected_close_changed:
        case EventKind::won:
        case EventKind::lost:
        case EventKind::reopened:
        case EventKind::archived:
        case EventKind::deleted:
        case EventKind::restored:
          break;
        default:
          continue;
      }
      if (any_void && !live_[i]) continue;
      const bool known = event.precision != Precision::unknown;
      if (known) {
        sorted = sorted && event.at.utc_ms >= order;
        order = event.at.utc_ms;
        day = day_of(event.at);
      }
      if (known && day > last_day_) last_day_ = day;
      steps_.push_back({.order_ms = order, .day = day, .event = &event, .known = known, .seen = is_seen(event, known)});
      if (event.kind == EventKind::won || event.kind == EventKind::lost) last_outcome = steps_.size() - 1;
      if (event.kind == EventKind::stage_entered)
        if (const RawId* id = std::get_if<RawId>(&event.value)) steps_.back().stage = stage_index(*id);
    }
    if (last_outcome != steps_none) mend_close(deal, steps_[last_outcome]);
    if (!sorted || mended_) sort_rows(steps_, [](const Step& a, const Step& b) { return a.order_ms < b.order_ms; });
  }

  // [M24] The day of the close that stands in the deal is the better one: a seller mends it there, and an import may know no other.
  void mend_close(const Deal& deal, Step& step) {
    if (!deal.closed_on || deal.status == DealStatus::open) return;
    if (step.known && local_date(step.event->at) == *deal.closed_on) return;
    step.day = deal.closed_on->days + 0.5;
    const Moment noon = moment_from_local(*deal.closed_on, TimeOfDay{12 * 60}, step.event->at.offset_minutes);
    step.order_ms = noon.utc_ms;
    step.known = true;
    step.seen = !query_.as_of || *deal.closed_on <= *query_.as_of;
    mended_ = true;
  }

  void add(const Deal& deal, std::uint32_t row) {
    if (deal.deleted && !query_.as_of) return;  // [M18]
    mended_ = false;
    read_steps(deal);
    DealPath path = {.row = row,
                     .first_visit = static_cast<std::uint32_t>(paths_.visits.size()),
                     .first_push = static_cast<std::uint32_t>(paths_.push_days.size())};
    if (walk(deal, path) && path.visits > 0) {
      finish(deal, path);
      paths_.deals.push_back(path);
    } else {
      paths_.visits.resize(path.first_visit);
      paths_.push_days.resize(path.first_push);
    }
  }

  struct State {
    DealStatus status = DealStatus::open;
    std::uint16_t stage = nowhere;
    bool in_visit = false;
    bool any_stage = false;
    bool was_elsewhere = false;
    bool deleted = false;
    bool archived = false;
    double archived_day = 0;
    bool archived_known = false;
    const Event* outcome = nullptr;
    double outcome_day = 0;
    bool outcome_known = false;
    const Event* amount = nullptr;
    bool amounts_known = false;
    std::optional<Date> close = {};
  };

  StageVisit& last_visit() { return paths_.visits.back(); }

  void begin_visit(DealPath& path, State& state, const Step& step, std::uint16_t stage, bool known, bool inferred) {
    StageVisit visit = {.entered_day = step.day,
                        .left_day = step.day,
                        .deal = static_cast<std::uint32_t>(paths_.deals.size()),
                        .stage = stage,
                        .entered_known = known,
                        .left_known = true,
                        .inferred = inferred};
    for (std::size_t i = path.first_visit; i < paths_.visits.size(); ++i)
      visit.again = visit.again || paths_.visits[i].stage == stage;
    paths_.visits.push_back(visit);
    ++path.visits;
    state.in_visit = true;
  }
  void end_visit(State& state, const Step& step, VisitEnd end) {
    if (!state.in_visit) return;
    StageVisit& visit = last_visit();
    visit.left_day = step.day;
    visit.left_known = step.known;
    visit.end = end;
    state.in_visit = false;
  }

  StageKind kind_of(std::uint16_t stage) const { return paths_.stages[stage].kind; }
  bool same_pipeline(std::uint16_t a, std::uint16_t b) const {
    return paths_.stages[a].stage->pipeline == paths_.stages[b].stage->pipeline;
  }

  void enter(DealPath& path, State& state, const Step& step) {
    state.any_stage = true;
    const std::uint16_t from = state.stage;
    if (step.stage == from && from != nowhere) return;  // to where it is: no transition
    state.stage = step.stage;
    if (state.in_visit) {
      VisitEnd end = VisitEnd::other_pipeline;
      if (step.stage != nowhere && same_pipeline(from, step.stage))
        end = step.stage > from ? VisitEnd::advanced : VisitEnd::went_back;
      end_visit(state, step, end);
    }
    if (step.stage == nowhere) {
      state.was_elsewhere = true;
      return;
    }
    // A closed deal makes no stays in stages of sales: it waits for nothing there.
    if (state.status == DealStatus::lost) return;
    if (state.status == DealStatus::won && kind_of(step.stage) == StageKind::sales) return;
    const bool known = step.known && step.seen;
    if (path.visits == 0 && state.was_elsewhere) {
      path.created_day = step.day;
      path.created_known = known;
    }
    begin_visit(path, state, step, step.stage, known, step.event->origin == EventOrigin::inferred);
  }

  void close(DealPath& path, State& state, const Step& step, DealStatus status) {
    const bool told_again =
        state.status == status && state.outcome != nullptr;  // a reason mended later is no second loss
    if (status == DealStatus::lost || !told_again) state.outcome = step.event;
    if (told_again) return;
    state.status = status;
    state.outcome_day = step.day;
    state.outcome_known = step.known;
    const VisitEnd end = status == DealStatus::won ? VisitEnd::won : VisitEnd::lost;
    if (state.in_visit && (kind_of(last_visit().stage) == StageKind::sales || status == DealStatus::lost)) {
      end_visit(state, step, end);
      return;
    }
    // [M19] Into the stage after the sale and won, in whatever order it was written down: the stay in sales ended by winning.
    if (status != DealStatus::won) return;
    for (std::size_t i = paths_.visits.size(); i-- > path.first_visit;) {
      StageVisit& visit = paths_.visits[i];
      if (kind_of(visit.stage) != StageKind::sales) continue;
      if (visit.end == VisitEnd::advanced) visit.end = VisitEnd::won;
      break;
    }
  }

  void push(DealPath& path, State& state, const Event& event) {
    const Date* date = std::get_if<Date>(&event.value);
    if (date && state.close && *date > *state.close) {
      paths_.push_days.push_back(date->days - state.close->days);
      ++path.pushes;
    }
    state.close = date ? std::optional(*date) : std::nullopt;
  }

  // The story of a deal. False: it was not there.
  bool walk(const Deal& deal, DealPath& path) {
    State& state = state_;
    state = {};
    const Step* first_stage = nullptr;
    for (const Step& step : steps_) {
      const EventKind kind = step.event->kind;
      if (kind == EventKind::created) {
        if (!step.seen) return false;
        path.created_day = step.day;
        path.created_known = step.known;
      }
      if (kind == EventKind::amount_changed) state.amounts_known = true;
      if (kind == EventKind::stage_entered && !first_stage) first_stage = &step;
      // [M10] Also what was entered while closed; of an unknown time at any time.
      if (kind == EventKind::stage_entered && step.stage < 64 && step.event->origin != EventOrigin::inferred &&
          (step.seen || step.event->precision == Precision::unknown))
        path.been |= std::uint64_t{1} << step.stage;
      // [M8] In its first known stage a deal has been from the beginning.
      if (!step.seen && (kind != EventKind::stage_entered || &step != first_stage)) continue;
      switch (kind) {
        case EventKind::stage_entered:
          enter(path, state, step);
          break;
        case EventKind::won:
          close(path, state, step, DealStatus::won);
          break;
        case EventKind::lost:
          close(path, state, step, DealStatus::lost);
          break;
        case EventKind::reopened:
          state.status = DealStatus::open;
          state.outcome = nullptr;
          // [M22] What was closed and goes on comes into its stage anew.
          if (!state.in_visit && state.stage != nowhere) begin_visit(path, state, step, state.stage, step.known, false);
          break;
        case EventKind::amount_changed:
          state.amount = step.event;
          break;
        case EventKind::expected_close_changed:
          push(path, state, *step.event);
          break;
        case EventKind::archived:
          state.archived = true;
          state.archived_day = step.day;
          state.archived_known = step.known;
          break;
        case EventKind::deleted:
          state.deleted = true;
          break;
        case EventKind::restored:
          state.archived = state.deleted = false;
          break;
        default:
          break;
      }
    }
    if (query_.as_of) return !state.deleted && stand_somewhere(deal, path);
    match_record(deal, path);
    return true;
  }

  // A deal without any history of stages is where it is, since nobody knows when.
  bool stand_somewhere(const Deal& deal, DealPath& path) {
    State& state = state_;
    if (state.any_stage || path.visits > 0) return true;
    state.stage = stage_index(deal.position.stage.raw);
    if (state.stage == nowhere) return false;
    begin_visit(path, state, {.day = path.created_day}, state.stage, false, false);
    if (state.status != DealStatus::open)
      end_visit(state, {.day = state.outcome_day, .known = state.outcome_known},
                state.status == DealStatus::won ? VisitEnd::won : VisitEnd::lost);
    return true;
  }

  // As things stand the record has the last word: history may have come without the end.
  void match_record(const Deal& deal, DealPath& path) {
    State& state = state_;
    stand_somewhere(deal, path);
    state.archived = deal.archived;
    if (state.status == deal.status) return;
    if (deal.status == DealStatus::open) {
      state.status = DealStatus::open;
      if (!state.in_visit && state.stage != nowhere)
        begin_visit(path, state, {.day = path.visits > 0 ? last_visit().left_day : path.created_day}, state.stage,
                    false, false);
      return;
    }
    state.status = deal.status;
    state.outcome = nullptr;
    state.outcome_known = deal.closed_on.has_value();
    state.outcome_day = deal.closed_on    ? deal.closed_on->days + 0.5
                        : path.visits > 0 ? last_visit().entered_day
                                          : path.created_day;
    if (state.in_visit && (kind_of(last_visit().stage) == StageKind::sales || deal.status == DealStatus::lost))
      end_visit(state, {.day = state.outcome_day, .known = state.outcome_known},
                deal.status == DealStatus::won ? VisitEnd::won : VisitEnd::lost);
  }

  void finish(const Deal& deal, DealPath& path) {
    State& state = state_;
    path.status = state.status;
    const std::span<StageVisit> visits = std::span(paths_.visits).subspan(path.first_visit, path.visits);
    if (state.in_visit && state.archived && state.status == DealStatus::open)
      end_visit(state, {.day = std::max(state.archived_day, last_visit().entered_day), .known = state.archived_known},
                VisitEnd::gone);
    // [M17] It existed at the latest when it came to its first stage.
    const StageVisit& first = visits.front();
    if (first.entered_known && (!path.created_known || first.entered_day < path.created_day)) {
      path.created_day = first.entered_day;
      path.created_known = true;
    }
    const StageVisit& last = visits.back();
    if (state.status == DealStatus::open || state.stage == nowhere) {
      path.end = last.end == VisitEnd::other_pipeline || last.end == VisitEnd::gone ? last.end : VisitEnd::still_there;
      path.end_day = last.left_day;
      path.end_known = last.left_known;
      if (last.end == VisitEnd::won || last.end == VisitEnd::lost) path.end = last.end;  // closed here, then moved away
    } else {
      path.end = state.status == DealStatus::won ? VisitEnd::won : VisitEnd::lost;
      path.end_day = state.outcome_day;
      path.end_known = state.outcome_known;
    }
    reach(path, visits);
    if (state.status == DealStatus::lost) {
      const RawId* reason = state.outcome ? std::get_if<RawId>(&state.outcome->value) : nullptr;
      path.loss_reason = query_.as_of ? Id<LossReason>{reason ? *reason : RawId{}} : deal.loss_reason;
    }
    std::optional<Money> amount = query_.as_of && state.amounts_known ? std::optional<Money>() : deal.amount;
    if (query_.as_of && state.amount)
      if (const Money* money = std::get_if<Money>(&state.amount->value)) amount = *money;
    price(path, amount);
  }

  void reach(DealPath& path, std::span<const StageVisit> visits) const {
    for (const StageVisit& visit : visits) {
      if (visit.inferred || kind_of(visit.stage) != StageKind::sales) continue;
      path.reached = std::max(path.reached, visit.stage);
      path.reached_known = true;
    }
    if (path.end != VisitEnd::won) return;
    path.reached = static_cast<std::uint16_t>(paths_.sales_stages);
    path.reached_known = true;
  }

  // [M25] In the base currency by the rate of the day it ended, or of the end of what is seen.
  void price(DealPath& path, const std::optional<Money>& amount) {
    if (!amount) return;
    if (paths_.base == Currency{}) paths_.base = amount->currency;
    if (amount->currency == paths_.base) {
      path.amount_minor = static_cast<double>(amount->minor);
      path.has_amount = true;
      return;
    }
    foreign_.push_back({static_cast<std::uint32_t>(paths_.deals.size()), *amount});
  }

  void end_of_view() {
    paths_.until_day = query_.as_of ? query_.as_of->days + 1.0
                       : query_.now ? day_of(*query_.now)
                                    : std::floor(last_day_) + 1;
    paths_.today = query_.as_of ? *query_.as_of
                   : query_.now ? local_date(*query_.now)
                                : Date{static_cast<std::int32_t>(std::floor(last_day_))};
    const double until = paths_.until_day;
    for (StageVisit& visit : paths_.visits)
      if (visit.end == VisitEnd::still_there) visit.left_day = std::max(until, visit.entered_day);
    for (DealPath& deal : paths_.deals)
      if (deal.end == VisitEnd::still_there) {
        deal.end_day = std::max(until, deal.created_day);
        deal.end_known = true;
      }
    double scale = 1;
    for (std::int32_t digit = minor_digits(paths_.base); digit > 0; --digit) scale *= 10;
    for (const auto& [at, amount] : foreign_) {
      DealPath& deal = paths_.deals[at];
      const Date day = {static_cast<std::int32_t>(std::floor(deal.end_day))};
      const auto units =
          document_.base_currency() == Currency{} ? std::nullopt : in_base_currency(document_, amount, day);
      deal.rate_missing = !units;
      deal.has_amount = units.has_value();
      deal.amount_minor = units ? std::round(*units * scale) : 0;
    }
  }

  static constexpr std::size_t steps_none = static_cast<std::size_t>(-1);

  const Document& document_;
  const PathQuery& query_;
  DealPaths paths_ = {};
  std::vector<Step> steps_ = {};
  std::vector<bool> live_ = {};
  std::vector<std::pair<std::uint32_t, Money>> foreign_ = {};
  State state_ = {};
  std::size_t last_stage_ = 0;
  double last_day_ = 0;
  bool mended_ = false;
};

}  // namespace

DealPaths deal_paths(const Document& document, const PathQuery& query) { return Builder(document, query).build(); }

}  // namespace voronka
