// One possible sale. Its outcome is `status`, not a stage: a lost deal keeps the stage where it died.
#pragma once

#include "model/event.hpp"
#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Company;
struct Contact;
struct LossReason;
struct Tag;

struct Deal {
  Id<Deal> id = {};
  std::string title = {};
  Id<Company> company = {};
  std::vector<Id<Contact>> contacts = {};
  PersonLinks roles = {};  // of some of them
  std::optional<Money> amount = {};
  DealStatus status = DealStatus::open;
  Position position = {};
  std::optional<Date> expected_close = {};
  std::optional<Date> closed_on = {};
  std::optional<std::int32_t> probability = {};  // percent; empty = that of the stage
  ForecastCategory category = ForecastCategory::none;
  std::string owner = {};
  std::string source = {};
  std::vector<Id<Tag>> tags = {};
  Id<LossReason> loss_reason = {};
  std::string loss_note = {};
  std::string next_step = {};
  TextList checked = {};    // items of exit checklists that are done, by their words
  TextList left_open = {};  // those that were not when the deal left their stage, and are not yet
  bool archived = false;
  Origin origin = {};
  ExtraFields extra = {};
  CustomValues custom = {};
  Deletion deleted = {};

  EventList history = {};
  Stamps stamps = {};
  std::string unknown = {};  // JSON members of a newer version, byte for byte: `,"futureField":{"kept":true}`
  bool operator==(const Deal&) const = default;
};

// Open, and neither in the archive nor in the trash.
inline bool is_worked_on(const Deal& deal) {
  return deal.status == DealStatus::open && !deal.deleted && !deal.archived;
}

}  // namespace voronka
