#include "ui/table_model.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "base/order_key.hpp"
#include "base/sort.hpp"
#include "metrics/standing.hpp"

namespace voronka::ui {
namespace {

constexpr std::uint64_t last = std::numeric_limits<std::uint64_t>::max();  // the key of rows without a value
constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();
// Above this many changed deals making all anew, in slices, is cheaper than moving each.
constexpr std::size_t many = 200;
constexpr std::int64_t look_cost = 4, tie_cost = 20;

std::uint64_t key_of(const SortKey& key, const TableRow& row) {
  std::uint64_t value = last;
  if (key.order->is_number()) {
    const std::optional<std::int64_t> number = key.order->number_of(row);
    if (!number) return last;
    value = static_cast<std::uint64_t>(*number) ^ (std::uint64_t{1} << 63);
  } else {
    const std::string_view text = key.order->text_of(row);
    if (text.empty()) return last;
    value = order_key(text);
  }
  return std::min(key.descending ? ~value : value, last - 1);
}

// Of two rows whose keys are equal: -1 when a comes first, 1 when b does, 0 when they are the same.
int texts_compared(const SortKey& key, const TableRow& a, const TableRow& b) {
  if (key.order->is_number()) return 0;
  const std::string_view left = key.order->text_of(a);
  const std::string_view right = key.order->text_of(b);
  const int up = less_for_people(left, right) ? -1 : less_for_people(right, left) ? 1 : 0;
  return key.descending ? -up : up;
}

}  // namespace

std::optional<std::int64_t> RowOrder::number_of(const TableRow& row) const {
  return custom ? custom_size(custom_kind, custom_value(row.deal.custom, custom)) : number(row);
}

std::string_view RowOrder::text_of(const TableRow& row) const {
  return custom ? custom_value(row.deal.custom, custom) : text(row);
}

TableTotals totals_of(const Document& document, const BoardModel& facts, std::span<const std::uint32_t> rows) {
  TableTotals sums = {.count = rows.size()};
  CurrencyTotal* at = nullptr;
  for (const std::uint32_t row : rows) {
    const std::optional<Money> amount = facts.amount_of(row);
    if (!amount) continue;
    if (at == nullptr || at->currency != amount->currency) {
      auto found = std::ranges::find(sums.totals, amount->currency, &CurrencyTotal::currency);
      if (found == sums.totals.end()) found = sums.totals.insert(found, {.currency = amount->currency});
      at = &*found;
    }
    ++at->n;
    at->sum_minor = added(at->sum_minor, amount->minor);
    if (facts.is_open_sale(row))
      at->weighted_minor = added(at->weighted_minor, weighted_minor(*amount, facts.probability_of(row)));
  }
  sort_totals(sums.totals, document.base_currency());
  return sums;
}

bool TableModel::update(const Document& document, BoardModel& facts, const TableQuery& query) {
  const bool same_document = source_.document == &document;
  const bool same_data = same_document && revision_ == document.revision();
  const std::uint64_t filter_version = query.filter ? query.filter->version() : 0;
  const bool same_order =
      query.pipeline == pipeline_ && query.search == search_ && std::ranges::equal(query.sort, sort_);
  if (same_data && same_order && filter_version == filter_version_ && phase_ == Phase::idle) return false;
  if (query.hold && same_document && !rows_moved()) return false;
  // Rows of another pipeline or document must not be seen again, not even for a moment.
  const bool emptied = !same_document || rows_moved() || query.pipeline != pipeline_;
  if (emptied) {
    finish({});
    members_.clear();
    total_ = 0;
  }
  source_ = {.document = &document, .facts = &facts, .filter = query.filter};
  const auto deals = document.table<Deal>().rows();
  known_ = {.rows = deals.size(), .first = deals.empty() ? Id<Deal>{} : deals[0].id};
  // What an edit changes of the filter's answers are a few rows, and no other query.
  const bool few_flipped = filter_version == filter_version_ + 1 && query.filter && query.filter->flipped();
  const bool same_query = same_order && (filter_version == filter_version_ || few_flipped);
  std::vector<std::uint32_t> changed_rows;
  if (few_flipped) changed_rows = *query.filter->flipped();
  bool changed = emptied;
  if (emptied || !same_query) {
    pipeline_ = query.pipeline;
    search_ = std::string(query.search);
    words_ = SearchQuery(search_);
    sort_.assign(query.sort.begin(), query.sort.end());
    restart();
  } else if (phase_ != Phase::idle) {
    // Begun anew each time, it would not be done while somebody types or histories are still coming.
    stale_ = stale_ || !same_data || few_flipped;
  } else if (!search_.empty() && !facts.prepare_search(document, query.search_budget)) {
    restart();
  } else {
    changed = follow(std::move(changed_rows));
  }
  filter_version_ = filter_version;
  revision_ = document.revision();
  return go_on(facts, query) || changed;
}

// What other records say may be sorted by or searched for, and concerns many rows: then all is made anew.
bool TableModel::follow(std::vector<std::uint32_t> changed) {
  const auto touched = source_.document->touched_since(revision_);
  if (!touched) {
    restart();
    return false;
  }
  const auto& deals = source_.document->table<Deal>();
  for (const Document::Touched& it : *touched) {
    switch (it.type) {
      case RecordType::deal:
        changed.push_back(it.row);
        break;
      case RecordType::activity: {
        const Deal* deal = source_.document->find(source_.document->table<Activity>().rows()[it.row].deal);
        if (deal) changed.push_back(static_cast<std::uint32_t>(deal - deals.rows().data()));
        break;
      }
      case RecordType::paper: {
        const Deal* deal = source_.document->find(source_.document->table<Paper>().rows()[it.row].deal);
        if (deal && !search_.empty()) changed.push_back(static_cast<std::uint32_t>(deal - deals.rows().data()));
        break;
      }
      case RecordType::note:
      case RecordType::attachment:
      case RecordType::product:
      case RecordType::line:
      case RecordType::text_template:
      case RecordType::deal_template:
      case RecordType::follow_up:
      case RecordType::saved_view:
        break;
      default:
        restart();
        return false;
    }
  }
  if (changed.size() > many) {
    restart();
    return false;
  }
  return !changed.empty() && take_over(std::move(changed));
}

bool TableModel::take_over(std::vector<std::uint32_t> changed) {
  sort_rows(changed);
  const auto doubles = std::ranges::unique(changed);
  changed.erase(doubles.begin(), doubles.end());
  std::erase_if(order_, [&](std::uint32_t row) { return std::ranges::binary_search(changed, row); });
  std::int64_t free = 0;
  for (const std::uint32_t row : changed) {
    count_member(row);
    if (!shows(row)) continue;
    const Item item = {.key = first_key(row), .row = row};
    const auto place = std::ranges::upper_bound(order_, item.row, [&](std::uint32_t a, std::uint32_t b) {
      const Item other = {.key = first_key(b), .row = b};
      return a == item.row ? before(item, other, free) : before({.key = first_key(a), .row = a}, item, free);
    });
    order_.insert(place, row);
  }
  // One look at each: simpler than knowing what the changed ones counted before, and a millisecond at 100,000.
  totals_ = totals_of(*source_.document, *source_.facts, order_);
  ++version_;
  return true;
}

void TableModel::count_member(std::uint32_t row) {
  if (row >= members_.size()) members_.resize(row + 1);
  const bool now = in_pipeline(row);
  if (members_[row] == now) return;
  members_[row] = now;
  total_ += now ? 1 : std::size_t(-1);
}

bool TableModel::rows_moved() const {
  if (!source_.document) return false;
  const auto deals = source_.document->table<Deal>().rows();
  return deals.size() < known_.rows || (known_.rows > 0 && deals[0].id != known_.first);
}

void TableModel::restart() {
  stale_ = false;
  phase_ = search_.empty() ? Phase::select : Phase::search;
  next_row_ = 0;
  items_.clear();
}

bool TableModel::go_on(BoardModel& facts, const TableQuery& query) {
  std::int64_t budget = query.budget;
  if (!make(facts, query, budget)) return false;
  if (stale_) {
    restart();
    make(facts, query, budget);
  }
  return true;
}

// True when it has come to its end in this very call.
bool TableModel::make(BoardModel& facts, const TableQuery& query, std::int64_t& budget) {
  if (phase_ == Phase::search && facts.prepare_search(*source_.document, query.search_budget)) phase_ = Phase::select;
  if (phase_ == Phase::select) {
    const auto count = static_cast<std::uint32_t>(source_.document->table<Deal>().size());
    for (; next_row_ < count && budget > 0; ++next_row_, budget -= look_cost) {
      count_member(next_row_);
      if (shows(next_row_)) items_.push_back({.key = first_key(next_row_), .row = next_row_});
    }
    if (next_row_ < count) return false;
    sorting_.begin(std::exchange(items_, {}));
    phase_ = Phase::sort;
  }
  if (phase_ != Phase::sort) return false;
  sorting_.work(budget, [&](const Item& a, const Item& b) { return before(a, b, budget); });
  if (!sorting_.done()) return false;
  std::vector<std::uint32_t> rows;
  const std::vector<Item> sorted = sorting_.take();
  rows.reserve(sorted.size());
  for (const Item& item : sorted) rows.push_back(item.row);
  phase_ = Phase::idle;
  finish(std::move(rows));
  return true;
}

void TableModel::finish(std::vector<std::uint32_t> rows) {
  order_ = std::move(rows);
  totals_ = order_.empty() ? TableTotals{} : totals_of(*source_.document, *source_.facts, order_);
  ++version_;
}

TableRow TableModel::at(std::uint32_t row) const {
  return {.document = *source_.document,
          .facts = *source_.facts,
          .deal = source_.document->table<Deal>().rows()[row],
          .row = row};
}

bool TableModel::in_pipeline(std::uint32_t row) const {
  const std::uint32_t stage = source_.facts->stage_row_of(row);
  if (stage == no_row || source_.document->table<Stage>().rows()[stage].pipeline != pipeline_) return false;
  const Deal& deal = source_.document->table<Deal>().rows()[row];
  return !deal.deleted && !deal.archived;
}

bool TableModel::shows(std::uint32_t row) const {
  if (!in_pipeline(row)) return false;
  if (source_.filter && !source_.filter->matches(row)) return false;
  return words_.empty() || source_.facts->matches(row, words_);
}

std::uint64_t TableModel::first_key(std::uint32_t row) const { return sort_.empty() ? 0 : key_of(sort_[0], at(row)); }

bool TableModel::before(const Item& a, const Item& b, std::int64_t& budget) const {
  if (a.key != b.key) return a.key < b.key;
  budget -= tie_cost;
  const TableRow left = at(a.row);
  const TableRow right = at(b.row);
  for (std::size_t i = 0; i < sort_.size(); ++i) {
    const std::uint64_t left_key = i == 0 ? a.key : key_of(sort_[i], left);
    const std::uint64_t right_key = i == 0 ? b.key : key_of(sort_[i], right);
    if (left_key != right_key) return left_key < right_key;
    if (const int order = left_key == last ? 0 : texts_compared(sort_[i], left, right); order != 0) return order < 0;
  }
  // Ids begin with the moment they were made.
  return right.deal.id < left.deal.id;
}

std::optional<std::size_t> TableModel::index_of(std::uint32_t row, std::size_t hint) const {
  if (hint < order_.size() && order_[hint] == row) return hint;
  const auto found = std::ranges::find(order_, row);
  if (found == order_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - order_.begin());
}

}  // namespace voronka::ui
