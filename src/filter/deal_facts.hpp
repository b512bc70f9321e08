// What has to be found out about a deal before it can be shown or filtered: its next step, the last touch, the day it came into
// its stage, how often its close was pushed, whether there are notes, when the next invoice is to be paid. One row per deal, kept up to date from what was touched, so an edit at 100,000 deals costs
// microseconds. Days, not judgements: "overdue" needs a today, which comes in by the question.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace voronka {

// When something is to be done for the deal next, seen from today.
enum class NextStep : std::uint8_t { none, later, today, overdue };
constexpr std::array<std::string_view, 4> names_of(NextStep) { return {"none", "later", "today", "overdue"}; }

// Counts how often the expected close was moved to a later day; a date that was cleared and set again later is a push, too.
struct PushCount {
  std::optional<Date> before = {};
  std::int32_t pushes = 0;
  void say(Date day);
};
// Every day on which the deal was expected to close, in the order they were said; without what was undone or cleared.
std::vector<Date> expected_closes_of(const Deal& deal);

class DealFacts {
 public:
  // Cheap when nothing changed. A first look, or one after very much was written, reads all deals, activities and notes.
  void update(const Document& document);

  std::size_t size() const { return facts_.size(); }
  std::uint64_t version() const { return version_; }  // rises when changed() speaks of something new
  // The rows that may look another way than at the version before; nothing: all of them.
  const std::optional<std::vector<std::uint32_t>>& changed() const { return changed_; }

  NextStep next_step_of(std::uint32_t row, Date today) const;
  std::optional<Date> next_due_of(std::uint32_t row) const;
  // Since the deal came into its stage; nothing when history does not tell.
  std::optional<std::int32_t> age_days_of(std::uint32_t row, Date today) const;
  // Since the last touch, or since it came into its stage when that was later.
  std::optional<std::int32_t> silent_days_of(std::uint32_t row, Date today) const;
  // The days on which activities of the deal were done, in no order.
  template <class Function>
  void each_done_day(std::uint32_t row, const Function& f) const {
    for (std::uint32_t step = facts_[row].first_step; step != no_row; step = steps_[step].next)
      if (steps_[step].done_days != no_day) f(Date{steps_[step].done_days});
  }
  // Whether anything is planned for it.
  bool has_step(std::uint32_t row) const { return facts_[row].due_days != no_due || facts_[row].has_step_text; }
  bool has_note(std::uint32_t row) const { return facts_[row].notes > 0; }
  std::int32_t pushes_of(std::uint32_t row) const { return facts_[row].pushes; }
  // The earliest day of an invoice that is not paid.
  std::optional<Date> payment_due_of(std::uint32_t row) const {
    const std::int32_t days = facts_[row].payment_days;
    return days == no_due ? std::nullopt : std::optional(Date{days});
  }

 private:
  static constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();
  static constexpr std::int32_t no_due = std::numeric_limits<std::int32_t>::max();
  static constexpr std::int32_t undated = no_due - 1;  // something is planned, without a day

  struct Facts {
    std::uint32_t first_step = no_row;
    std::int32_t due_days = no_due;
    std::int32_t touched_days = no_day;
    std::int32_t entered_days = no_day;
    std::uint32_t notes = 0;
    std::int32_t pushes = 0;
    std::int32_t payment_days = no_due;
    bool has_step_text = false;
  };
  struct Step {  // of an activity
    std::uint32_t deal_row = no_row;
    std::uint32_t next = no_row;
    std::int32_t due_days = no_due;
    std::int32_t done_days = no_day;
  };

  void read_everything(const Document& document);
  void read_deal(const Document& document, std::uint32_t row);
  void read_steps(const Document& document, std::vector<std::uint32_t> rows);
  void add_step(const Document& document, std::uint32_t row);
  void remove_step(std::uint32_t row);
  void look_at_step(Facts& facts, const Step& step) const;
  void count_note(const Document& document, std::uint32_t row);
  void read_payments(const Document& document);
  void count_homeless_notes(const Document& document);
  void add_deals_of_people(const Document& document, const std::vector<Id<Company>>& companies,
                           const std::vector<Id<Contact>>& contacts);

  std::vector<Facts> facts_ = {};               // by deal row
  std::vector<Step> steps_ = {};                // by activity row
  std::vector<std::uint32_t> note_deals_ = {};  // by note row: the deal row it is counted at
  // Rows of activities and notes whose deal is not there (yet).
  std::vector<std::uint32_t> homeless_ = {}, homeless_notes_ = {};
  std::optional<std::vector<std::uint32_t>> changed_ = {};
  const Document* document_ = nullptr;
  std::uint64_t revision_ = 0;
  std::uint64_t version_ = 0;
};

}  // namespace voronka
