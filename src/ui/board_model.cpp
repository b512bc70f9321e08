#include "ui/board_model.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/fold.hpp"
#include "base/later.hpp"
#include "base/sort.hpp"
#include "metrics/standing.hpp"
#include "model/stages.hpp"
#include "ui/close_months.hpp"

namespace voronka::ui {
namespace {

constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();
constexpr std::int32_t no_close = std::numeric_limits<std::int32_t>::max();
// Above this many changed deals reading all anew is cheaper than moving each.
constexpr std::size_t many = 200;
// Where a stage says nothing: a week without a word is where a deal begins to be forgotten.
constexpr std::int32_t usual_silence_days = 7;

template <class Record>
std::uint32_t row_of(const Table<Record>& table, const Record* record) {
  return record ? static_cast<std::uint32_t>(record - table.rows().data()) : no_row;
}

std::uint32_t color_from(std::string_view hex) {
  std::uint32_t color = 0;
  if (hex.size() != 7 || hex[0] != '#') return 0x7C8AA5;
  for (const char c : hex.substr(1)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return 0x7C8AA5;
    color = color << 4 | static_cast<std::uint32_t>(digit);
  }
  return color;
}

// Bytes of a rank as a number that sorts the same way; ranks that begin alike are told apart by the rest.
std::uint64_t sort_key(const Rank& rank) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i)
    key = key << 8 | (i < rank.text.size() ? static_cast<unsigned char>(rank.text[i]) : 0U);
  return key;
}

void describe(BoardColumn& column, const Stage& stage) {
  column.name = stage.name;
  column.color = color_of(stage);
  column.kind = stage.kind;
  column.probability = stage.probability;
  column.stuck_after_days = stage.kind == StageKind::sales ? stage.stuck_after_days : std::nullopt;
  column.silent_after_days = silent_after_days_of(stage);
}

// What is late is red; other colors mean stages.
void describe(BoardColumn& column, CloseMonth month, const std::string& name) {
  column.name = name;
  column.color = month == CloseMonth::overdue ? 0xE5484D : 0x7C8AA5;
  column.kind = StageKind::sales;
  column.probability = 0;
  column.stuck_after_days.reset();
  column.silent_after_days = usual_silence_days;
}

void add_to(std::vector<CurrencyTotal>& totals, Money amount, std::int32_t percent) {
  auto at = std::ranges::find(totals, amount.currency, &CurrencyTotal::currency);
  if (at == totals.end()) at = totals.insert(totals.end(), {.currency = amount.currency});
  ++at->n;
  at->sum_minor = added(at->sum_minor, amount.minor);
  at->weighted_minor = added(at->weighted_minor, weighted_minor(amount, percent));
}

}  // namespace

std::int32_t silent_after_days_of(const Stage& stage) { return stage.silent_after_days.value_or(usual_silence_days); }

std::uint32_t color_of(const Stage& stage) { return color_from(stage.color); }

// Takes over by what the columns are; true when cards must be dealt out anew.
bool BoardModel::group(const BoardQuery& query) {
  const bool by_month = !query.months.empty();
  const bool same = by_month ? std::ranges::equal(months_, query.months) && grouped_pipeline_ == query.pipeline &&
                                   grouped_today_ == query.today
                             : months_.empty() && wanted_lanes_ == query.lanes;
  if (same) return false;
  wanted_lanes_ = by_month ? LaneBy::none : query.lanes;
  lanes_stale_ = true;
  months_.assign(query.months.begin(), query.months.end());
  grouped_pipeline_ = query.pipeline;
  grouped_today_ = query.today;
  columns_.clear();
  orders_.clear();
  for (Card& card : cards_) card.on_board = false;  // until it is read again
  return true;
}

bool BoardModel::update(const Document& document, const BoardQuery& query) {
  const bool regrouped = group(query) && document_ == &document;
  const bool same_data = document_ == &document && revision_ == document.revision() && !regrouped;
  const bool same_view = same_data && query.pipeline == pipeline_ && query.today == today_;
  if (!same_data) follow(document);  // deals the cards out anew when they are grouped in another way
  const bool other_filter = update_filters(document, query);
  if (same_view && !other_filter && !searching_ && query.search == search_) return false;
  const bool waited = searching_;
  // Texts, answers, columns: what takes most of a slice leaves the next to another update.
  std::size_t texts = query.search_budget, answers = query.match_budget;
  searching_ = !query.search.empty() && !(make_texts(document, texts) && texts > query.search_budget / 2 &&
                                          ask_rows(query.search, answers) && answers > query.match_budget / 2);
  // Until all texts are there, and all were asked, the board shows what it showed.
  const std::string_view search = searching_ ? std::string_view(search_) : query.search;
  const bool found = search != search_ || (waited && !searching_);
  if (same_view && !other_filter && !found) return false;
  if (query.pipeline != pipeline_ || query.today != today_) every_column_changed_ = true;
  pipeline_ = query.pipeline;
  search_ = std::string(search);
  today_ = query.today;
  fill_columns(document, query, found);
  ++version_;
  return true;
}

// Asks the deals that have to be asked; true when any answer is another one, and then their columns are marked.
bool BoardModel::update_filters(const Document& document, const BoardQuery& query) {
  facts_.update(document);
  filtering_ = false;
  bool changed = false;
  const auto look = [&](FilterMatcher& matcher, std::uint64_t& seen) {
    if (!matcher.update(document, facts_, query.filter_budget)) filtering_ = true;
    if (matcher.version() == seen) return;
    mark_columns_of(matcher.version() == seen + 1 ? matcher.flipped() : std::nullopt);
    seen = matcher.version();
    changed = true;
  };
  if (query.filter) {
    look(*query.filter, filter_version_);
  } else if (std::exchange(filter_version_, 0) != 0) {
    every_column_changed_ = changed = true;
  }
  tallied_versions_.resize(query.tallied.size());
  for (std::size_t i = 0; i < query.tallied.size(); ++i) look(query.tallied[i], tallied_versions_[i]);
  return changed;
}

void BoardModel::mark_column_of(std::uint32_t row) {
  if (row < cards_.size() && cards_[row].on_board) column_changed_[cards_[row].order] = true;
}

void BoardModel::mark_columns_of(const std::optional<std::vector<std::uint32_t>>& rows) {
  if (!rows) every_column_changed_ = true;
  column_changed_.resize(orders_.size(), true);
  if (rows)
    for (const std::uint32_t row : *rows) mark_column_of(row);
}

void BoardModel::follow(const Document& document) {
  const auto touched =
      document_ == &document ? document.touched_since(revision_) : std::optional<std::span<const Document::Touched>>();
  document_ = &document;
  revision_ = document.revision();
  next_to_index_ = 0;  // texts that are dropped below are made again when the next search comes by
  if (!touched) return read_everything(document);
  std::vector<std::uint32_t> deals;
  bool stages = false;
  bool people = false, fields = false, papers = false;
  for (const Document::Touched& it : *touched) {
    papers = papers || it.type == RecordType::paper;
    if (it.type == RecordType::deal) deals.push_back(it.row);
    if (it.type == RecordType::company || it.type == RecordType::contact) people = true;
    lanes_stale_ = lanes_stale_ || (it.type == RecordType::company && lanes_.by() == LaneBy::company);
    stages = stages || it.type == RecordType::stage;
    fields = fields || it.type == RecordType::custom_field;
    if (it.type == RecordType::settings || it.type == RecordType::pipeline || it.type == RecordType::custom_field)
      every_column_changed_ = true;
  }
  if (deals.size() > many) return read_everything(document);
  for (const std::uint32_t row : deals) index_.drop(row);
  if (people) forget_search_of(document, *touched);
  // Any deal may have a value of a field that went, came back or is of another kind now.
  if (fields) forget_texts();
  if (papers) forget_papers_of(document, *touched);
  if (cards_.size() != document.table<Deal>().size()) papers_known_ = false;
  cards_.resize(document.table<Deal>().size());
  if (stages || lanes_stale_) return read_again(document);
  reorder(document, deals);
  if (lanes_stale_) read_again(document);  // one of them went into a row that was not there
}

void BoardModel::read_again(const Document& document) {
  if (std::exchange(lanes_stale_, false) && (wanted_lanes_ != LaneBy::none || lanes_.by() != LaneBy::none))
    lanes_.rebuild(document, wanted_lanes_);
  for (std::uint32_t row = 0; row < cards_.size(); ++row) read_deal(document, row);
  rebuild_orders(document);
}

void BoardModel::read_everything(const Document& document) {
  forget_texts();
  papers_known_ = false;
  cards_.assign(document.table<Deal>().size(), {});
  lanes_stale_ = lanes_stale_ || wanted_lanes_ != LaneBy::none;
  read_again(document);
}

void BoardModel::forget_search_of(const Document& document, std::span<const Document::Touched> touched) {
  const auto company_rows = document.table<Company>().rows();
  const auto contact_rows = document.table<Contact>().rows();
  every_column_changed_ = every_column_changed_ || !search_.empty();
  std::vector<Id<Company>> companies;
  std::vector<Id<Contact>> contacts;
  for (const Document::Touched& it : touched) {
    if (it.type == RecordType::company) companies.push_back(company_rows[it.row].id);
    if (it.type == RecordType::contact) contacts.push_back(contact_rows[it.row].id);
  }
  if (companies.size() + contacts.size() > many) return forget_texts();
  const auto deals = document.table<Deal>().rows();
  for (std::uint32_t row = 0; row < deals.size(); ++row) {
    const Deal& deal = deals[row];
    if (std::ranges::find(companies, deal.company) != companies.end() ||
        std::ranges::find_first_of(contacts, deal.contacts) != contacts.end())
      index_.drop(row);
  }
}

// The deals that had the documents, and those that have them now.
VORONKA_LATER void BoardModel::forget_papers_of(const Document& document, std::span<const Document::Touched> touched) {
  every_column_changed_ = every_column_changed_ || !search_.empty();
  const auto papers = document.table<Paper>().rows();
  const auto& deals = document.table<Deal>();
  std::vector<std::uint32_t> rows;
  for (const Document::Touched& it : touched)
    if (it.type == RecordType::paper) rows.push_back(it.row);
  if (rows.size() > many) {
    forget_texts();
  } else {
    for (const std::uint32_t row : rows) index_.drop(row_of(deals, deals.find(papers[row].deal)));
    for (const PaperPlace& place : papers_)
      if (std::ranges::find(rows, place.paper) != rows.end()) index_.drop(place.deal);
  }
  papers_known_ = false;
}

VORONKA_LATER std::span<const BoardModel::PaperPlace> BoardModel::papers_of(const Document& document,
                                                                            std::uint32_t row) {
  if (!papers_known_) {
    papers_known_ = true;
    papers_.clear();
    const auto papers = document.table<Paper>().rows();
    const auto& deals = document.table<Deal>();
    for (std::uint32_t i = 0; i < papers.size(); ++i)
      if (const std::uint32_t deal = row_of(deals, deals.find(papers[i].deal)); !papers[i].deleted && deal != no_row)
        papers_.push_back({.deal = deal, .paper = i});
    sort_rows(papers_, [](const PaperPlace& a, const PaperPlace& b) {
      return a.deal != b.deal ? a.deal < b.deal : a.paper < b.paper;
    });
  }
  const auto of_deal = std::ranges::equal_range(papers_, row, {}, &PaperPlace::deal);
  return {of_deal.begin(), of_deal.end()};
}

// "Счёт № 14", what is noted about it, where it lies.
std::string BoardModel::paper_text(const Paper& paper) const {
  std::string text = paper_words_[static_cast<std::size_t>(paper.kind)] + paper.number;
  for (const std::string* part : {&paper.comment, &paper.link})
    if (!part->empty()) text.append("\n").append(*part);
  return text;
}

VORONKA_LATER std::string BoardModel::paper_texts(const Document& document, std::uint32_t row) {
  std::string text;
  for (const PaperPlace& place : papers_of(document, row))
    text.append(text.empty() ? "" : "\n").append(paper_text(document.table<Paper>().rows()[place.paper]));
  return text;
}

VORONKA_LATER void BoardModel::name_papers(std::array<std::string, paper_kind_count> words) {
  if (words == paper_words_) return;
  paper_words_ = std::move(words);
  forget_texts();
  next_to_index_ = 0;
  searching_ = !search_.empty();  // until the cards have been asked anew
}

VORONKA_LATER Id<Paper> BoardModel::paper_meant(const Document& document, Id<Deal> deal, const SearchQuery& search) {
  const auto& deals = document.table<Deal>();
  const Deal* record = deals.find(deal);
  if (document_ != &document || revision_ != document.revision()) return {};  // update() comes first
  if (!record || search.empty() || search.rank_in(folded(record->title)) > 0) return {};
  for (const PaperPlace& place : papers_of(document, row_of(deals, record))) {
    const Paper& paper = document.table<Paper>().rows()[place.paper];
    if (search.rank_in(folded(paper_text(paper))) > 0) return paper.id;
  }
  return {};
}

void BoardModel::read_deal(const Document& document, std::uint32_t row) {
  const Deal& deal = document.table<Deal>().rows()[row];
  const Stage* stage = document.find(deal.position.stage);
  Card& card = cards_[row];
  card.stage_row = row_of(document.table<Stage>(), stage);
  card.on_board = stage && !stage->deleted && is_on_board(deal, *stage);
  card.has_amount = deal.amount.has_value();
  card.amount_minor = deal.amount ? deal.amount->minor : 0;
  card.currency = deal.amount ? deal.amount->currency : Currency{};
  card.probability = static_cast<std::uint8_t>(std::clamp(voronka::probability_of(document, deal), 0, 100));
  card.open_sale = deal.status == DealStatus::open && stage && stage->kind == StageKind::sales;
  card.close_days = deal.expected_close ? deal.expected_close->days : no_close;
  card.order = card.stage_row;
  card.lane = 0;
  if (lanes_.by() != LaneBy::none && card.on_board) {
    const auto lane = lanes_.lane_of(document, deal);
    lanes_stale_ = lanes_stale_ || !lane;
    card.lane = lane.value_or(0);
  }
  if (months_.empty()) return;
  card.order = static_cast<std::uint32_t>(close_month_of(deal.expected_close, grouped_today_));
  card.on_board = card.on_board && card.open_sale && stage->pipeline == grouped_pipeline_;
}

bool BoardModel::above(const Document& document, std::uint32_t a, std::uint32_t b) const {
  if (cards_[a].lane != cards_[b].lane) return cards_[a].lane < cards_[b].lane;
  if (!months_.empty() && cards_[a].close_days != cards_[b].close_days)
    return cards_[a].close_days < cards_[b].close_days;
  const auto rows = document.table<Deal>().rows();
  const Rank& rank_a = rows[a].position.rank;
  const Rank& rank_b = rows[b].position.rank;
  return rank_a != rank_b ? rank_a < rank_b : rows[a].id < rows[b].id;
}

std::size_t BoardModel::orders_wanted(const Document& document) const {
  return months_.empty() ? document.table<Stage>().size() : close_months;
}

void BoardModel::rebuild_orders(const Document& document) {
  every_column_changed_ = true;
  struct Keyed {
    std::uint64_t key = 0;
    std::uint32_t row = 0;
  };
  const auto deals = document.table<Deal>().rows();
  std::vector<std::vector<Keyed>> keyed(orders_wanted(document));
  for (std::uint32_t row = 0; row < cards_.size(); ++row)
    if (cards_[row].on_board)
      keyed[cards_[row].order].push_back({.key = months_.empty()
                                                     ? sort_key(deals[row].position.rank)
                                                     : static_cast<std::uint64_t>(cards_[row].close_days) + no_close,
                                          .row = row});
  orders_.assign(keyed.size(), {});
  for (std::size_t stage = 0; stage < keyed.size(); ++stage) {
    sort_rows(keyed[stage], [&](const Keyed& a, const Keyed& b) {
      if (cards_[a.row].lane != cards_[b.row].lane) return cards_[a.row].lane < cards_[b.row].lane;
      return a.key != b.key ? a.key < b.key : above(document, a.row, b.row);
    });
    orders_[stage].reserve(keyed[stage].size());
    for (const Keyed& it : keyed[stage]) orders_[stage].push_back(it.row);
  }
}

void BoardModel::reorder(const Document& document, std::vector<std::uint32_t> changed) {
  orders_.resize(orders_wanted(document));
  column_changed_.resize(orders_.size(), true);
  sort_rows(changed);
  const auto doubles = std::ranges::unique(changed);
  changed.erase(doubles.begin(), doubles.end());
  for (const std::uint32_t row : changed) {
    if (!cards_[row].on_board) continue;
    std::erase(orders_[cards_[row].order], row);
    column_changed_[cards_[row].order] = true;
    cards_[row].on_board = false;
  }
  for (const std::uint32_t row : changed) {
    read_deal(document, row);
    if (!cards_[row].on_board) continue;
    auto& order = orders_[cards_[row].order];
    const auto at =
        std::ranges::upper_bound(order, row, [&](std::uint32_t a, std::uint32_t b) { return above(document, a, b); });
    order.insert(at, row);
    column_changed_[cards_[row].order] = true;
  }
}

void BoardModel::fill_columns(const Document& document, const BoardQuery& query, bool found) {
  const SearchQuery search(search_);
  const std::vector<const Stage*> stages =
      months_.empty() ? stages_of(document, pipeline_) : std::vector<const Stage*>();
  columns_.resize(months_.empty() ? stages.size() : months_.size());
  shown_ = total_ = 0;
  narrowed_ = query.filter && query.filter->active();
  tallies_.assign(query.tallied.size(), 0);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::size_t order = months_.empty() ? row_of(document.table<Stage>(), stages[i]) : i;
    const Id<Stage> id = months_.empty() ? stages[i]->id : column_of(static_cast<CloseMonth>(i));
    const bool changed = every_column_changed_ || column_changed_[order] || columns_[i].stage != id;
    if (changed) {
      columns_[i].stage = id;
      if (months_.empty())
        describe(columns_[i], *stages[i]);
      else
        describe(columns_[i], static_cast<CloseMonth>(i), months_[i]);
      count_column(columns_[i], orders_[order], query);
    }
    if (changed || found) fill_column(document, columns_[i], orders_[order], search, query);
    shown_ += columns_[i].rows.size();
    total_ += columns_[i].count;
    for (std::size_t tally = 0; tally < tallies_.size(); ++tally) tallies_[tally] += columns_[i].tallies[tally];
  }
  // A filter that has not asked everybody yet says that all pass: no number is better than that one.
  if (std::ranges::any_of(query.tallied, [](const FilterMatcher& it) { return !it.active(); })) tallies_.clear();
  column_changed_.assign(orders_.size(), false);
  every_column_changed_ = false;
}

// What no search changes.
void BoardModel::count_column(BoardColumn& column, const std::vector<std::uint32_t>& order, const BoardQuery& query) {
  column.count = order.size();
  column.tallies.clear();
  for (const FilterMatcher& matcher : query.tallied)
    column.tallies.push_back(static_cast<std::size_t>(
        std::ranges::count_if(order, [&](std::uint32_t row) { return matcher.matches(row); })));
}

void BoardModel::fill_column(const Document& document, BoardColumn& column, const std::vector<std::uint32_t>& order,
                             const SearchQuery& search, const BoardQuery& query) {
  column.version = ++filled_;
  const FilterMatcher* filter = narrowed_ ? query.filter : nullptr;
  if (search.empty() && !filter) {
    column.rows = order;
  } else {
    column.rows.clear();
    const bool answered = search_ == asked_ && next_to_ask_ == cards_.size();
    const auto fits = [&](std::uint32_t row) { return answered ? bool(fits_[row]) : index_.matches(row, search); };
    for (const std::uint32_t row : order)
      if ((!filter || filter->matches(row)) && (search.empty() || fits(row))) column.rows.push_back(row);
  }
  column.totals.clear();
  column.stuck_before.assign(1, 0);
  column.stuck_before.reserve(column.rows.size() + 1);
  for (const std::uint32_t row : column.rows) {
    const Card& card = cards_[row];
    if (card.has_amount)
      add_to(column.totals, {.minor = card.amount_minor, .currency = card.currency}, card.probability);
    column.stuck_before.push_back(column.stuck_before.back() + (is_stuck(column, row) ? 1 : 0));
  }
  sort_totals(column.totals, document.base_currency());
  column.lane_starts.clear();
  if (lanes_.by() == LaneBy::none) return;
  for (std::uint32_t i = 0; i < column.rows.size(); ++i)
    while (column.lane_starts.size() <= cards_[column.rows[i]].lane) column.lane_starts.push_back(i);
  column.lane_starts.resize(lanes_.lanes().size() + 1, static_cast<std::uint32_t>(column.rows.size()));
}

VORONKA_LATER std::size_t BoardModel::lane_count(std::size_t lane) const {
  std::size_t count = 0;
  for (const BoardColumn& column : columns_) count += column.lane_starts[lane + 1] - column.lane_starts[lane];
  return count;
}

VORONKA_LATER std::vector<CurrencyTotal> BoardModel::lane_totals(const Document& document, std::size_t lane) const {
  std::vector<CurrencyTotal> totals;
  for (const BoardColumn& column : columns_)
    for (std::uint32_t i = column.lane_starts[lane]; i < column.lane_starts[lane + 1]; ++i)
      if (const Card& card = cards_[column.rows[i]]; card.has_amount)
        add_to(totals, {.minor = card.amount_minor, .currency = card.currency}, card.probability);
  sort_totals(totals, document.base_currency());
  return totals;
}

void BoardModel::forget_texts() {
  index_.clear();
  next_to_ask_ = 0;
}

VORONKA_LATER bool BoardModel::make_texts(const Document& document, std::size_t& budget) {
  if (cards_.size() != document.table<Deal>().size()) return false;  // update() comes first
  for (; next_to_index_ < cards_.size(); ++next_to_index_) {
    if (index_.has(next_to_index_)) continue;
    if (budget == 0) return false;
    --budget;
    index_.put(document, next_to_index_,
               document.table<Paper>().empty() ? std::string() : paper_texts(document, next_to_index_));
    if (next_to_index_ < next_to_ask_) fits_[next_to_index_] = index_.matches(next_to_index_, asked_words_);
  }
  return true;
}

// Whether each deal fits the search; true when all have answered. Texts must be there.
bool BoardModel::ask_rows(std::string_view search, std::size_t& budget) {
  if (search != asked_) {
    asked_ = std::string(search);
    asked_words_ = SearchQuery(search);
    next_to_ask_ = 0;
  }
  fits_.resize(cards_.size());
  for (; next_to_ask_ < cards_.size(); ++next_to_ask_) {
    if (budget == 0) return false;
    --budget;
    fits_[next_to_ask_] = index_.matches(next_to_ask_, asked_words_);
  }
  return true;
}

std::optional<BoardModel::Place> BoardModel::place_of(Id<Deal> deal) const {
  if (!document_) return std::nullopt;
  const auto& table = document_->table<Deal>();
  const std::uint32_t row = row_of(table, table.find(deal));
  if (row == no_row || row >= cards_.size() || !cards_[row].on_board) return std::nullopt;
  const Id<Stage> stage = months_.empty() ? document_->table<Stage>().rows()[cards_[row].stage_row].id
                                          : column_of(static_cast<CloseMonth>(cards_[row].order));
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (columns_[column].stage != stage) continue;
    const auto at = std::ranges::find(columns_[column].rows, row);
    if (at == columns_[column].rows.end()) return std::nullopt;
    return Place{.column = column, .index = static_cast<std::size_t>(at - columns_[column].rows.begin())};
  }
  return std::nullopt;
}

std::optional<Money> BoardModel::amount_of(std::uint32_t row) const {
  const Card& card = cards_[row];
  if (!card.has_amount) return std::nullopt;
  return Money{.minor = card.amount_minor, .currency = card.currency};
}

NextStep BoardModel::next_step_of(std::uint32_t row) const { return facts_.next_step_of(row, today_); }

std::optional<Date> BoardModel::next_due_of(std::uint32_t row) const { return facts_.next_due_of(row); }

std::optional<std::int32_t> BoardModel::age_days_of(std::uint32_t row) const { return facts_.age_days_of(row, today_); }

bool BoardModel::is_stuck(const BoardColumn& column, std::uint32_t row) const {
  if (!column.stuck_after_days) return false;
  const std::optional<std::int32_t> age = age_days_of(row);
  return age && *age > *column.stuck_after_days;
}

}  // namespace voronka::ui
