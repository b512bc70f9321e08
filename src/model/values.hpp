// The small value types that fields of records hold, beyond those of base. Each is one field: what must move together
// in a merge is one value (stage and rank; date and time).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/rank.hpp"
#include "model/stamps.hpp"

namespace voronka {

struct Contact;
struct CustomField;
struct Stage;

enum class DealStatus : std::uint8_t { open, won, lost };
enum class StageKind : std::uint8_t { sales, after_sale };
enum class ActivityKind : std::uint8_t { call, meeting, email, message, task };
// What came of an activity, in words that suit each kind: a call was answered, a meeting took place, a letter got its reply. Few and
// fixed, so that they can be counted; the rest goes into the comment.
enum class ActivityOutcome : std::uint8_t { none, success, no_contact, postponed, refused };
enum class PaperKind : std::uint8_t { offer, contract, invoice, act };
// How far a document is; signed_off: an offer accepted, a contract or an act signed.
enum class PaperState : std::uint8_t { draft, sent, signed_off, paid };
// What a field that the seller added belongs to, and what its values are. A value is a text: a decimal for a number, "1200.00 RUB" for
// money, an ISO date, the words of a choice, one of several on each line, "1" for a tick.
enum class CustomOwner : std::uint8_t { deal, contact, company };
enum class CustomKind : std::uint8_t { text, number, money, date, choice, choices, link, phone, email, flag };
enum class TemplateKind : std::uint8_t { message, email, offer };
// How soon an activity is planned again once it is done.
enum class Repeat : std::uint8_t { none, daily, working_days, weekly, two_weeks, monthly, quarterly, yearly };
// The seller's own call, kept apart from probability and graded later (numbers.md 2.8).
enum class ForecastCategory : std::uint8_t { none, pipeline, best_case, commit, omitted };

// Names as they stand in files and as text keys; index = value.
constexpr std::array<std::string_view, 3> names_of(DealStatus) { return {"open", "won", "lost"}; }
constexpr std::array<std::string_view, 2> names_of(StageKind) { return {"sales", "after_sale"}; }
constexpr std::array<std::string_view, 5> names_of(ActivityKind) {
  return {"call", "meeting", "email", "message", "task"};
}
constexpr std::array<std::string_view, 5> names_of(ActivityOutcome) {
  return {"none", "success", "no_contact", "postponed", "refused"};
}
constexpr std::array<std::string_view, 8> names_of(Repeat) {
  return {"none", "daily", "working_days", "weekly", "two_weeks", "monthly", "quarterly", "yearly"};
}
constexpr std::array<std::string_view, 4> names_of(PaperKind) { return {"offer", "contract", "invoice", "act"}; }
constexpr std::array<std::string_view, 4> names_of(PaperState) { return {"draft", "sent", "signed", "paid"}; }
constexpr std::array<std::string_view, 3> names_of(CustomOwner) { return {"deal", "contact", "company"}; }
constexpr std::array<std::string_view, 10> names_of(CustomKind) {
  return {"text", "number", "money", "date", "choice", "choices", "link", "phone", "email", "flag"};
}
constexpr std::array<std::string_view, 3> names_of(TemplateKind) { return {"message", "email", "offer"}; }
constexpr std::array<std::string_view, 5> names_of(ForecastCategory) {
  return {"none", "pipeline", "best_case", "commit", "omitted"};
}
template <class Enum>
constexpr std::string_view name_of(Enum value) {
  return names_of(Enum{})[static_cast<std::size_t>(value)];
}

struct Position {
  Id<Stage> stage = {};
  Rank rank = {};
  bool operator==(const Position&) const = default;
};

// Local date and optional local time, no zone: 09:00 stays 09:00 over summer time and abroad.
struct Due {
  std::optional<Date> date = {};
  std::optional<TimeOfDay> time = {};
  bool operator==(const Due&) const = default;
};

enum class DeletedBy : std::uint8_t { nobody, user, undo };
constexpr std::array<std::string_view, 3> names_of(DeletedBy) { return {"nobody", "user", "undo"}; }
// A record in the trash stays whole, so that restoring needs nothing else. Undoing a creation also comes here, unseen.
struct Deletion {
  DeletedBy by = DeletedBy::nobody;
  std::int64_t at_ms = 0;
  bool operator==(const Deletion&) const = default;
  explicit operator bool() const { return by != DeletedBy::nobody; }
};

// Where an imported record came from, so that a second import of the same export can find it.
struct Origin {
  std::string system = {};
  std::string id = {};
  bool operator==(const Origin&) const = default;
};

using TextList = std::vector<std::string>;
using ExtraFields = std::vector<std::pair<std::string, std::string>>;  // sorted by key, keys unique

// One value of a custom field. An empty text is a value that was taken away: its stamp tells other devices so.
struct CustomValue {
  Id<CustomField> field = {};
  std::string text = {};
  FieldStamp stamp = {};
  bool operator==(const CustomValue&) const = default;
};
using CustomValues = std::vector<CustomValue>;  // sorted by field, fields unique

// Somebody, and who that is here: "decides", "accountant" in a deal; "wife of", "recommended by" for another person. In the user's own words.
struct PersonLink {
  Id<Contact> contact = {};
  std::string words = {};
  bool operator==(const PersonLink&) const = default;
};
using PersonLinks = std::vector<PersonLink>;  // each contact once

// 1 unit of `currency` = `rate` units of the base currency from that day on. A decimal string: never a double.
struct DatedRate {
  Currency currency = {};
  Date date = {};
  std::string rate = {};
  bool operator==(const DatedRate&) const = default;
};
using RateList = std::vector<DatedRate>;

bool is_decimal(std::string_view text);  // "-12.50": optional minus, digits, optional fraction; at most 40 characters

}  // namespace voronka
