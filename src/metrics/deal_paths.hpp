// What every deal went through, flat: its visits to stages and how each ended, read from history in one pass. Conversion, durations,
// win rates and the forecast rest on this and look at no event themselves. Rules [M17]…[M25] of SPEC.md. Nothing is estimated here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace voronka {

// [M19] How a stay in a stage ended. The counts of all seven add up to the entries.
enum class VisitEnd : std::uint8_t {
  still_there,
  advanced,   // to a later stage of the pipeline, however many were skipped
  went_back,  // to an earlier one
  won,
  lost,
  other_pipeline,
  gone,  // into the archive while open
};
constexpr std::array<std::string_view, 7> names_of(VisitEnd) {
  return {"still_there", "advanced", "went_back", "won", "lost", "other_pipeline", "gone"};
}
inline constexpr std::size_t visit_end_count = 7;

// [M17] Days are counted from 1970-01-01 by the clock on the wall where the event was recorded: 0.5 is noon.
struct StageVisit {
  double entered_day = 0;
  double left_day = 0;      // of a stay that lasts: the end of what is seen (DealPaths::until_day)
  std::uint32_t deal = 0;   // index into DealPaths::deals
  std::uint16_t stage = 0;  // index into DealPaths::stages
  VisitEnd end = VisitEnd::still_there;
  bool entered_known = false;  // whether history says when; else the day is a bound for the order only
  bool left_known = false;     // true for a stay that lasts
  bool inferred = false;       // [M20] an import had to guess the place: proves nothing about the stage
  bool again = false;          // the deal has been in this stage before
};
// [M21] Whether the stay may be used for what is said of its stage, and for how long stays are.
inline bool is_place_known(const StageVisit& visit) { return !visit.inferred; }
inline bool has_length(const StageVisit& visit) { return visit.entered_known && visit.left_known && !visit.inferred; }
inline double days_of(const StageVisit& visit) {
  return visit.left_day > visit.entered_day ? visit.left_day - visit.entered_day : 0;
}

struct DealPath {
  double created_day = 0;         // its creation, or when it came into the pipeline from another; see created_known
  double end_day = 0;             // won, lost, gone or moved out; else the end of what is seen
  double amount_minor = 0;        // of the base currency, whole; 0 without an amount or a rate
  std::uint32_t row = 0;          // in the table of deals
  std::uint32_t first_visit = 0;  // into DealPaths::visits
  std::uint32_t first_push = 0;   // into DealPaths::push_days
  std::uint32_t visits = 0;
  std::uint32_t pushes = 0;  // how often the expected close was put off
  std::uint16_t reached =
      0;  // [M23] the furthest stage of sales that it is known to have been in or passed; sales_stages when won
  DealStatus status = DealStatus::open;  // whatever the pipeline
  VisitEnd end = VisitEnd::still_there;  // in this pipeline: still_there, won, lost, other_pipeline or gone
  bool created_known = false;
  bool end_known = false;  // true while it is open
  bool reached_known = false;
  bool has_amount = false;          // in the base currency
  bool rate_missing = false;        // has an amount, but no rate to the base currency
  Id<LossReason> loss_reason = {};  // of a lost one
  std::uint64_t been = 0;  // a bit for each of the first 64 stages that it is known to have been in at any time [M10]
};
inline bool has_cycle(const DealPath& deal) { return deal.created_known && deal.end_known; }
inline double days_of(const DealPath& deal) {
  return deal.end_day > deal.created_day ? deal.end_day - deal.created_day : 0;
}

struct PathStage {
  const Stage* stage = nullptr;  // deleted ones too: deals have been there
  StageKind kind = StageKind::sales;
};

struct DealPaths {
  std::vector<PathStage> stages =
      {};  // of sales by rank, then those after the sale; of several pipelines one after the other
  std::vector<DealPath> deals = {};          // in the order of the table
  std::vector<StageVisit> visits = {};       // deal by deal, in the order of time
  std::vector<std::int32_t> push_days = {};  // deal by deal: by how much each push put the close off
  Currency base = {};
  double until_day = 0;          // the end of what is seen: stays that last are known to have lasted until here
  Date today = {};               // the day on which that is
  std::size_t sales_stages = 0;  // of one pipeline: stages[0 … sales_stages) are of sales

  std::span<const StageVisit> visits_of(const DealPath& deal) const {
    return std::span(visits).subspan(deal.first_visit, deal.visits);
  }
  std::span<const std::int32_t> pushes_of(const DealPath& deal) const {
    return std::span(push_days).subspan(deal.first_push, deal.pushes);
  }
  std::optional<std::uint16_t> index_of(Id<Stage> stage) const;
};

struct PathQuery {
  Id<Pipeline> pipeline = {};      // empty: all; moves between them are other_pipeline
  std::optional<Date> as_of = {};  // [M7] [M8] the evening of that day, by history alone
  std::optional<Moment> now = {};  // without it and as_of: the evening of the last day that history speaks of
};

// Deals in the trash, not yet made on that day, or never in the pipeline are left out; archived ones stay ([M18]). Linear in deals and
// events, no allocation for a deal: 100,000 deals with 1,000,000 events take some 30 ms.
DealPaths deal_paths(const Document& document, const PathQuery& query);

// The wall's day of a moment, with its fraction.
double day_of(Moment moment);

}  // namespace voronka
