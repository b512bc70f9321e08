#include "ui/people_model.hpp"

#include <algorithm>
#include <type_traits>

#include "base/fold.hpp"
#include "base/order_key.hpp"

namespace voronka::ui {
namespace {

constexpr std::int64_t find_cost = 5, name_cost = 10, text_cost = 60, tie_cost = 20;

const std::string& name_of(const Document& document, bool companies, std::uint32_t row) {
  return companies ? document.table<Company>().rows()[row].name : document.table<Contact>().rows()[row].name;
}

void add(std::string& text, std::string_view part) {
  if (part.empty()) return;
  if (!text.empty()) text += '\n';
  text += part;
}

void add_addresses(std::string& text, const TextList& phones, const TextList& emails) {
  for (const std::string& phone : phones) {
    add(text, phone);
    add(text, digits_of(phone));
  }
  for (const std::string& email : emails) add(text, email);
}

}  // namespace

std::string search_text(const Document& document, const Contact& contact) {
  std::string text = contact.name;
  if (const Company* company = document.find(contact.company); company && !company->deleted) add(text, company->name);
  add(text, contact.job_title);
  add_addresses(text, contact.phones, contact.emails);
  return folded(text);
}

std::string search_text(const Document&, const Company& company) {
  std::string text = company.name;
  add_addresses(text, company.phones, company.emails);
  add(text, company.website);
  add(text, company.address);
  add(text, company.legal_name);
  add(text, company.inn);
  add(text, company.ogrn);
  return folded(text);
}

DealCounts PeopleModel::deals_of(std::uint32_t row) const { return row < counts_.size() ? counts_[row] : DealCounts{}; }

bool PeopleModel::update(const Document& document, const PeopleQuery& query) {
  const bool emptied = follow(document, query);
  if (!busy()) return emptied;
  std::int64_t budget = query.budget;
  if (phase_ == Phase::count) look_at_deals(document, budget);
  if (phase_ == Phase::select) {
    if (making_companies_) {
      select<Company>(document, budget);
    } else {
      select<Contact>(document, budget);
    }
  }
  if (phase_ != Phase::sort) return emptied;
  sorting_.work(budget, [&](const Item& a, const Item& b) { return before(document, a, b, budget); });
  if (!sorting_.done()) return emptied;
  rows_.clear();
  for (const Item& item : sorting_.take()) rows_.push_back(item.row);
  counts_ = new_counts_;
  total_ = new_total_;
  companies_ = making_companies_;
  ++version_;
  phase_ = Phase::idle;
  if (stale_) begin(query);
  return true;
}

// True when rows() were emptied.
bool PeopleModel::follow(const Document& document, const PeopleQuery& query) {
  const bool same_query = query.companies == making_companies_ && query.search == search_;
  const auto touched = document_ == &document ? document.touched_since(revision_) : std::nullopt;
  const bool concerns = !touched || std::ranges::any_of(*touched, [](const Document::Touched& it) {
    return it.type == RecordType::contact || it.type == RecordType::company || it.type == RecordType::deal;
  });
  document_ = &document;
  revision_ = document.revision();
  // Rows that may be others now, or are of the other kind, must not be seen again, not even for a moment.
  const bool emptied = (!touched || query.companies != companies_) && !rows_.empty();
  if (emptied) {
    rows_.clear();
    counts_.clear();
    total_ = 0;
    ++version_;
  }
  if (same_query && !concerns) return emptied;
  // Who has which deals changes with the data, not with what is searched for.
  if (concerns || query.companies != making_companies_) counted_ = false;
  if (same_query && touched && busy()) {
    // Begun anew each time, it would not be done while histories are still coming.
    stale_ = true;
  } else {
    begin(query);
  }
  return emptied;
}

void PeopleModel::begin(const PeopleQuery& query) {
  making_companies_ = query.companies;
  search_ = std::string(query.search);
  words_ = SearchQuery(search_);
  items_.clear();
  new_total_ = 0;
  next_row_ = 0;
  stale_ = false;
  phase_ = counted_ ? Phase::select : Phase::count;
}

void PeopleModel::look_at_deals(const Document& document, std::int64_t& budget) {
  const auto deals = document.table<Deal>().rows();
  const auto contacts = document.table<Contact>().rows();
  const auto companies = document.table<Company>().rows();
  if (next_row_ == 0) new_counts_.assign(making_companies_ ? companies.size() : contacts.size(), {});
  const auto count = [&](const auto* record, const auto& rows, const Deal& deal) {
    if (!record) return;
    const auto row = static_cast<std::size_t>(record - rows.data());
    if (row >= new_counts_.size()) new_counts_.resize(row + 1);  // it came while we were at it
    DealCounts& counts = new_counts_[row];
    ++(deal.status == DealStatus::open ? counts.open : deal.status == DealStatus::won ? counts.won : counts.lost);
  };
  for (; next_row_ < deals.size() && budget > 0; ++next_row_, --budget) {
    const Deal& deal = deals[next_row_];
    if (deal.deleted || deal.archived) continue;
    if (making_companies_) {
      count(document.find(deal.company), companies, deal);
      budget -= find_cost;
    } else {
      for (const Id<Contact> id : deal.contacts) count(document.find(id), contacts, deal);
      budget -= find_cost * static_cast<std::int64_t>(deal.contacts.size());
    }
  }
  if (next_row_ < deals.size()) return;
  counted_ = !stale_;
  next_row_ = 0;
  phase_ = Phase::select;
}

template <class Record>
void PeopleModel::select(const Document& document, std::int64_t& budget) {
  const auto rows = document.table<Record>().rows();
  for (; next_row_ < rows.size() && budget > 0; ++next_row_, --budget) {
    const Record& record = rows[next_row_];
    if (record.deleted) continue;
    ++new_total_;
    if (!words_.empty()) {
      budget -= text_cost;
      if (words_.rank_in(search_text(document, record)) == 0) continue;
    }
    budget -= name_cost;
    items_.push_back({.key = order_key(record.name), .row = next_row_});
  }
  if (next_row_ < rows.size()) return;
  sorting_.begin(std::exchange(items_, {}));
  phase_ = Phase::sort;
}

bool PeopleModel::before(const Document& document, const Item& a, const Item& b, std::int64_t& budget) const {
  if (a.key != b.key) return a.key < b.key;
  budget -= tie_cost;
  return less_for_people(name_of(document, making_companies_, a.row), name_of(document, making_companies_, b.row));
}

}  // namespace voronka::ui
