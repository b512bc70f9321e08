// Which planned activities ring while the page lives, and the moments at which a page at rest must look again: a ring, an hour that
// passes (what was due becomes overdue), midnight. All in local minutes since 1970, as activities are planned without a zone.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/document.hpp"

namespace voronka {

// Minutes between the ring and the hour; empty: nothing rings. What has a day and no hour rings at nine of that day.
using ReminderLead = std::optional<std::int32_t>;

class Reminders {
 public:
  // Looks at what was written since the last call, or at the next slice of everything. Only what is due yesterday to tomorrow is kept.
  void follow(const Document& document, Moment now, ReminderLead lead);
  bool looking() const { return looking_; }  // not at the end of the table yet: ask for another frame
  // What rings now, the earliest first, each once for one hour. What was planned, or whose page was opened, after its ring rings at its hour.
  std::vector<Id<Activity>> take(const Document& document, Moment now);
  // Until the next of those moments, or at once while it is looking.
  std::int64_t wait_ms(Moment now) const;

 private:
  struct Planned {
    std::uint32_t row = 0;
    std::int64_t ring = 0, due = 0;
    bool has_hour = false, rings = false;
  };
  void begin_again(std::int32_t day);
  void consider(const Document& document, std::uint32_t row);

  struct Rung {
    Id<Activity> id = {};
    std::int64_t due = 0;
    bool operator==(const Rung&) const = default;
  };
  std::vector<Planned> planned_ = {};
  std::vector<Rung> rung_ = {};  // of yesterday and today
  std::uint64_t revision_ = 0;
  std::uint32_t next_row_ = 0;
  std::int32_t day_ = INT32_MIN;
  std::int64_t rung_until_ = INT64_MIN;
  ReminderLead lead_ = {};
  bool looking_ = false;
};

}  // namespace voronka
