#include "ui/record_finder.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "base/later.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t texts_a_frame = 1000;   // search texts made ready: about 2 ms
constexpr std::size_t rows_a_frame = 15'000;  // looked at: as long
constexpr std::size_t row_with_name = 8;      // a name has to be folded first

void keep_best(std::vector<Found>& best, const Found& found) {
  const auto place = std::ranges::find_if(best, [&](const Found& one) { return one.rank < found.rank; });
  if (place == best.end() && best.size() >= RecordFinder::max_found) return;
  best.insert(place, found);
  if (best.size() > RecordFinder::max_found) best.pop_back();
}

bool is_off_board(const Document& document, const Deal& deal, Id<Pipeline> pipeline, bool by_month) {
  const Stage* stage = document.find(deal.position.stage);
  if (!stage || stage->deleted || stage->pipeline != pipeline || !is_on_board(deal, *stage)) return true;
  return by_month && (deal.status != DealStatus::open || stage->kind != StageKind::sales);
}

}  // namespace

void RecordFinder::ask(const Document& document, std::string_view text, Scope scope, Id<Pipeline> pipeline,
                       bool by_month) {
  if (text == text_ && revision_ == document.revision() && scope == scope_ && pipeline == pipeline_ &&
      by_month == by_month_)
    return;
  text_ = std::string(text);
  revision_ = document.revision();
  scope_ = scope;
  pipeline_ = pipeline;
  by_month_ = by_month;
  query_ = SearchQuery(text);
  stage_ = query_.empty() ? 3 : 0;
  next_row_ = 0;
  new_deals_.clear();
  new_people_.clear();
  new_deals_found_ = 0;
  if (query_.empty()) {
    deals_.clear();
    people_.clear();
    deals_found_ = 0;
  }
}

VORONKA_LATER bool RecordFinder::advance(const Document& document, BoardModel& model) {
  if (stage_ == 3) return true;
  if (stage_ == 0 && next_row_ == 0 && !model.prepare_search(document, texts_a_frame)) return false;
  std::size_t budget = rows_a_frame;
  if (stage_ == 0 && scan_deals(document, model, budget)) stage_ = scope_ == Scope::off_board ? 3 : 1;
  if (stage_ == 1 && scan_names<Company>(document, RecordType::company, budget)) stage_ = 2;
  if (stage_ == 2 && scan_names<Contact>(document, RecordType::contact, budget)) stage_ = 3;
  if (stage_ != 3) return false;
  deals_ = new_deals_;
  people_ = new_people_;
  deals_found_ = new_deals_found_;
  return true;
}

bool RecordFinder::scan_deals(const Document& document, const BoardModel& model, std::size_t& budget) {
  const auto deals = document.table<Deal>().rows();
  for (; next_row_ < deals.size(); ++next_row_, --budget) {
    if (budget == 0) return false;
    const int fit = model.search_index().rank(next_row_, query_);
    if (fit == 0) continue;
    const Deal& deal = deals[next_row_];
    if (deal.deleted || (scope_ == Scope::off_board && !is_off_board(document, deal, pipeline_, by_month_))) continue;
    ++new_deals_found_;
    const int state = deal.archived ? 0 : deal.status == DealStatus::open ? 2 : 1;
    keep_best(new_deals_, {.type = RecordType::deal, .row = next_row_, .rank = 4 * fit + state});
  }
  next_row_ = 0;
  return true;
}

template <class Record>
bool RecordFinder::scan_names(const Document& document, RecordType type, std::size_t& budget) {
  const auto records = document.table<Record>().rows();
  for (; next_row_ < records.size(); ++next_row_, budget -= row_with_name) {
    if (budget < row_with_name) return false;
    if (records[next_row_].deleted) continue;
    const int fit = query_.rank_in(folded(records[next_row_].name));
    if (fit > 0) keep_best(new_people_, {.type = type, .row = next_row_, .rank = fit});
  }
  next_row_ = 0;
  return true;
}

}  // namespace voronka::ui
