#include "ui/board_model.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/sort.hpp"
#include "metrics/standing.hpp"
#include "model/stages.hpp"

namespace voronka::ui {
namespace {

constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t no_due = board_no_due;
constexpr std::int32_t undated = no_due - 1;  // something is planned, without a day
constexpr std::uint32_t no_row = board_no_row;
// Above this many changed deals or activities reading all anew is cheaper than moving each.
constexpr std::size_t many = 200;

template <class Record>
std::uint32_t row_of(const Table<Record>& table, const Record* record) {
  return record ? static_cast<std::uint32_t>(record - table.rows().data()) : no_row;
}

// The day the deal came into the stage where it is. A deal that was imported without its past has only its creation.
std::int32_t entered_days_of(const Deal& deal) {
  const EventList& history = deal.history;
  const bool some_voided =
      std::ranges::any_of(history, [](const Event& event) { return event.kind == EventKind::voided; });
  const std::vector<bool> live = some_voided ? live_events(history) : std::vector<bool>();
  std::int32_t created = no_day;
  for (std::size_t i = history.size(); i-- > 0;) {
    const Event& event = history[i];
    if ((some_voided && !live[i]) || event.precision == Precision::unknown) continue;
    if (event.kind == EventKind::created) created = local_date(event.at).days;
    if (event.kind != EventKind::stage_entered) continue;
    const RawId* stage = std::get_if<RawId>(&event.value);
    if (stage && *stage == deal.position.stage.raw) return local_date(event.at).days;
    return no_day;  // it is elsewhere than history says: better no number than a wrong one
  }
  return created;
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

void add_to(std::vector<CurrencyTotal>& totals, Money amount, std::int32_t percent) {
  auto at = std::ranges::find(totals, amount.currency, &CurrencyTotal::currency);
  if (at == totals.end()) at = totals.insert(totals.end(), {.currency = amount.currency});
  ++at->n;
  at->sum_minor = added(at->sum_minor, amount.minor);
  at->weighted_minor = added(at->weighted_minor, weighted_minor(amount, percent));
}

}  // namespace

bool BoardModel::update(const Document& document, const BoardQuery& query) {
  const bool same_data = document_ == &document && revision_ == document.revision();
  const bool same_view = same_data && query.pipeline == pipeline_ && query.today == today_;
  if (same_view && !searching_ && query.search == search_) return false;
  if (!same_data) follow(document);
  const bool waited = searching_;
  searching_ = !query.search.empty() && !prepare_search(document, query.search_budget);
  // Until all texts are there the board shows what it showed.
  const std::string_view search = searching_ ? std::string_view(search_) : query.search;
  const bool found = search != search_ || (waited && !searching_);
  if (same_view && !found) return false;
  if (query.pipeline != pipeline_ || query.today != today_ || found) every_column_changed_ = true;
  pipeline_ = query.pipeline;
  search_ = std::string(search);
  today_ = query.today;
  fill_columns(document);
  ++version_;
  return true;
}

void BoardModel::follow(const Document& document) {
  const auto touched =
      document_ == &document ? document.touched_since(revision_) : std::optional<std::span<const Document::Touched>>();
  document_ = &document;
  revision_ = document.revision();
  next_to_index_ = 0;  // texts that are dropped below are made again when the next search comes by
  if (!touched) return read_everything(document);
  std::vector<std::uint32_t> deals, activities;
  bool stages = false;
  bool people = false;
  for (const Document::Touched& it : *touched) {
    if (it.type == RecordType::deal) deals.push_back(it.row);
    if (it.type == RecordType::activity) activities.push_back(it.row);
    if (it.type == RecordType::company || it.type == RecordType::contact) people = true;
    stages = stages || it.type == RecordType::stage;
    if (it.type == RecordType::settings || it.type == RecordType::pipeline) every_column_changed_ = true;
  }
  if (deals.size() + activities.size() > many) return read_everything(document);
  for (const std::uint32_t row : deals) index_.drop(row);
  if (people) forget_search_of(document, *touched);
  facts_.resize(document.table<Deal>().size());
  read_steps(document, activities);
  if (stages) {
    for (std::uint32_t row = 0; row < facts_.size(); ++row) read_deal(document, row);
    return rebuild_orders(document);
  }
  reorder(document, deals);
}

void BoardModel::read_everything(const Document& document) {
  index_.clear();
  facts_.assign(document.table<Deal>().size(), {});
  steps_.assign(document.table<Activity>().size(), {});
  homeless_.clear();
  for (std::uint32_t row = 0; row < steps_.size(); ++row) add_step(document, row);
  for (std::uint32_t row = 0; row < facts_.size(); ++row) read_deal(document, row);
  rebuild_orders(document);
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
  if (companies.size() + contacts.size() > many) return index_.clear();
  const auto deals = document.table<Deal>().rows();
  for (std::uint32_t row = 0; row < deals.size(); ++row) {
    const Deal& deal = deals[row];
    if (std::ranges::find(companies, deal.company) != companies.end() ||
        std::ranges::find_first_of(contacts, deal.contacts) != contacts.end())
      index_.drop(row);
  }
}

// Each deal knows its activities by a chain through steps_: the first is in its facts, each names the next.
void BoardModel::add_step(const Document& document, std::uint32_t row) {
  const Activity& activity = document.table<Activity>().rows()[row];
  const auto& deals = document.table<Deal>();
  Step& step = steps_[row];
  step = {.deal_row = row_of(deals, deals.find(activity.deal)), .next = no_row, .due_days = no_due};
  if (!activity.deleted && !activity.done_at) step.due_days = activity.due.date ? activity.due.date->days : undated;
  if (step.deal_row == no_row) {
    if (activity.deal) homeless_.push_back(row);
    return;
  }
  Facts& facts = facts_[step.deal_row];
  step.next = std::exchange(facts.first_step, row);
  facts.due_days = std::min(facts.due_days, step.due_days);
}

void BoardModel::remove_step(std::uint32_t row) {
  const Step gone = steps_[row];
  if (gone.deal_row == no_row) return;
  Facts& facts = facts_[gone.deal_row];
  facts.due_days = no_due;
  std::uint32_t* link = &facts.first_step;
  while (*link != no_row) {
    if (*link == row) {
      *link = gone.next;
      continue;
    }
    facts.due_days = std::min(facts.due_days, steps_[*link].due_days);
    link = &steps_[*link].next;
  }
}

void BoardModel::read_steps(const Document& document, const std::vector<std::uint32_t>& changed) {
  const std::size_t known = steps_.size();
  steps_.resize(document.table<Activity>().size());
  // One that was here before its deal (another tab) finds it now.
  std::vector<std::uint32_t> rows = std::exchange(homeless_, {});
  rows.insert(rows.end(), changed.begin(), changed.end());
  sort_rows(rows);
  const auto doubles = std::ranges::unique(rows);
  rows.erase(doubles.begin(), doubles.end());
  for (const std::uint32_t row : rows) {
    if (row < known) remove_step(row);
    add_step(document, row);
  }
}

// Everything but the next step, which read_steps() has put there.
void BoardModel::read_deal(const Document& document, std::uint32_t row) {
  const Deal& deal = document.table<Deal>().rows()[row];
  const Stage* stage = document.find(deal.position.stage);
  Facts& facts = facts_[row];
  facts.stage_row = row_of(document.table<Stage>(), stage);
  facts.on_board = stage && !stage->deleted && is_on_board(deal, *stage);
  facts.has_amount = deal.amount.has_value();
  facts.amount_minor = deal.amount ? deal.amount->minor : 0;
  facts.currency = deal.amount ? deal.amount->currency : Currency{};
  facts.probability = static_cast<std::uint8_t>(std::clamp(voronka::probability_of(document, deal), 0, 100));
  facts.entered_days = entered_days_of(deal);
  facts.has_step_text = !deal.next_step.empty();
  facts.open_sale = deal.status == DealStatus::open && stage && stage->kind == StageKind::sales;
}

bool BoardModel::above(const Document& document, std::uint32_t a, std::uint32_t b) const {
  const auto rows = document.table<Deal>().rows();
  const Rank& rank_a = rows[a].position.rank;
  const Rank& rank_b = rows[b].position.rank;
  return rank_a != rank_b ? rank_a < rank_b : rows[a].id < rows[b].id;
}

void BoardModel::rebuild_orders(const Document& document) {
  every_column_changed_ = true;
  struct Keyed {
    std::uint64_t key = 0;
    std::uint32_t row = 0;
  };
  const auto deals = document.table<Deal>().rows();
  std::vector<std::vector<Keyed>> keyed(document.table<Stage>().size());
  for (std::uint32_t row = 0; row < facts_.size(); ++row)
    if (facts_[row].on_board)
      keyed[facts_[row].stage_row].push_back({.key = sort_key(deals[row].position.rank), .row = row});
  orders_.assign(keyed.size(), {});
  for (std::size_t stage = 0; stage < keyed.size(); ++stage) {
    sort_rows(keyed[stage], [&](const Keyed& a, const Keyed& b) {
      return a.key != b.key ? a.key < b.key : above(document, a.row, b.row);
    });
    orders_[stage].reserve(keyed[stage].size());
    for (const Keyed& it : keyed[stage]) orders_[stage].push_back(it.row);
  }
}

void BoardModel::reorder(const Document& document, std::vector<std::uint32_t> changed) {
  orders_.resize(document.table<Stage>().size());
  column_changed_.resize(orders_.size(), true);
  sort_rows(changed);
  const auto doubles = std::ranges::unique(changed);
  changed.erase(doubles.begin(), doubles.end());
  for (const std::uint32_t row : changed) {
    if (!facts_[row].on_board) continue;
    std::erase(orders_[facts_[row].stage_row], row);
    column_changed_[facts_[row].stage_row] = true;
    facts_[row].on_board = false;
  }
  for (const std::uint32_t row : changed) {
    read_deal(document, row);
    if (!facts_[row].on_board) continue;
    auto& order = orders_[facts_[row].stage_row];
    const auto at =
        std::ranges::upper_bound(order, row, [&](std::uint32_t a, std::uint32_t b) { return above(document, a, b); });
    order.insert(at, row);
    column_changed_[facts_[row].stage_row] = true;
  }
}

void BoardModel::fill_columns(const Document& document) {
  const SearchQuery search(search_);
  const std::vector<const Stage*> stages = stages_of(document, pipeline_);
  columns_.resize(stages.size());
  shown_ = total_ = 0;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const std::uint32_t stage_row = row_of(document.table<Stage>(), stages[i]);
    if (every_column_changed_ || column_changed_[stage_row] || columns_[i].stage != stages[i]->id)
      fill_column(document, columns_[i], *stages[i], orders_[stage_row], search);
    shown_ += columns_[i].rows.size();
    total_ += columns_[i].count;
  }
  column_changed_.assign(orders_.size(), false);
  every_column_changed_ = false;
}

void BoardModel::fill_column(const Document& document, BoardColumn& column, const Stage& stage,
                             const std::vector<std::uint32_t>& order, const SearchQuery& search) {
  column.stage = stage.id;
  column.name = stage.name;
  column.color = color_from(stage.color);
  column.kind = stage.kind;
  column.stuck_after_days = stage.kind == StageKind::sales ? stage.stuck_after_days : std::nullopt;
  column.count = order.size();
  if (search.empty()) {
    column.rows = order;
  } else {
    column.rows.clear();
    for (const std::uint32_t row : order)
      if (index_.matches(row, search)) column.rows.push_back(row);
  }
  column.totals.clear();
  column.stuck_before.assign(1, 0);
  column.stuck_before.reserve(column.rows.size() + 1);
  for (const std::uint32_t row : column.rows) {
    const Facts& facts = facts_[row];
    if (facts.has_amount)
      add_to(column.totals, {.minor = facts.amount_minor, .currency = facts.currency}, facts.probability);
    column.stuck_before.push_back(column.stuck_before.back() + (is_stuck(column, row) ? 1 : 0));
  }
  sort_totals(column.totals, document.base_currency());
}

bool BoardModel::prepare_search(const Document& document, std::size_t budget) {
  if (facts_.size() != document.table<Deal>().size()) return false;  // update() comes first
  for (; next_to_index_ < facts_.size(); ++next_to_index_) {
    if (index_.has(next_to_index_)) continue;
    if (budget-- == 0) return false;
    index_.put(document, next_to_index_);
  }
  return true;
}

std::optional<BoardModel::Place> BoardModel::place_of(Id<Deal> deal) const {
  if (!document_) return std::nullopt;
  const auto& table = document_->table<Deal>();
  const std::uint32_t row = row_of(table, table.find(deal));
  if (row == no_row || row >= facts_.size() || !facts_[row].on_board) return std::nullopt;
  const Id<Stage> stage = document_->table<Stage>().rows()[facts_[row].stage_row].id;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (columns_[column].stage != stage) continue;
    const auto at = std::ranges::find(columns_[column].rows, row);
    if (at == columns_[column].rows.end()) return std::nullopt;
    return Place{.column = column, .index = static_cast<std::size_t>(at - columns_[column].rows.begin())};
  }
  return std::nullopt;
}

std::optional<Money> BoardModel::amount_of(std::uint32_t row) const {
  const Facts& facts = facts_[row];
  if (!facts.has_amount) return std::nullopt;
  return Money{.minor = facts.amount_minor, .currency = facts.currency};
}

NextStep BoardModel::next_step_of(std::uint32_t row) const {
  const std::int32_t due = facts_[row].due_days;
  if (due == no_due) return facts_[row].has_step_text ? NextStep::later : NextStep::none;
  if (due < today_.days) return NextStep::overdue;
  return due == today_.days ? NextStep::today : NextStep::later;
}

std::optional<Date> BoardModel::next_due_of(std::uint32_t row) const {
  const std::int32_t due = facts_[row].due_days;
  return due == no_due || due == undated ? std::nullopt : std::optional(Date{due});
}

std::optional<std::int32_t> BoardModel::age_days_of(std::uint32_t row) const {
  if (facts_[row].entered_days == no_day) return std::nullopt;
  return std::max(0, today_.days - facts_[row].entered_days);
}

bool BoardModel::is_stuck(const BoardColumn& column, std::uint32_t row) const {
  if (!column.stuck_after_days) return false;
  const std::optional<std::int32_t> age = age_days_of(row);
  return age && *age > *column.stuck_after_days;
}

}  // namespace voronka::ui
