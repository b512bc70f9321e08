// What goes between seller and buyer on paper: an offer, a contract, an invoice, an act. The invoices of a deal with their days are its
// payment schedule.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Deal;

struct Paper {
  Id<Paper> id = {};
  Id<Deal> deal = {};
  PaperKind kind = PaperKind::offer;
  PaperState state = PaperState::draft;
  std::string number = {};  // "14", "КП-7/26"
  std::optional<Date> date = {};
  std::optional<Money> amount = {};
  std::optional<Date> due = {};         // an invoice is to be paid by then, an offer or contract holds until then
  std::optional<Date> settled_on = {};  // signed or paid
  std::string link = {};                // where the file lies
  std::string comment = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Paper&) const = default;
};

inline bool is_settled(const Paper& paper) {
  return paper.state == PaperState::signed_off || paper.state == PaperState::paid;
}
// An invoice whose day has passed without the money.
inline bool is_overdue(const Paper& paper, Date today) {
  return paper.kind == PaperKind::invoice && !is_settled(paper) && paper.due && *paper.due < today;
}

}  // namespace voronka
