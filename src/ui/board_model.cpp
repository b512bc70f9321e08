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
constexpr std::int32_t no_due = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t undated = no_due - 1;  // something is planned, without a day
constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();
// Above this many changed deals sorting anew is cheaper than moving each.
constexpr std::size_t many = 200;

class Mix {
 public:
  void add(std::uint64_t value) { state_ = (state_ ^ value) * 0xD6E8FEB86659FD93ULL, state_ ^= state_ >> 32; }
  std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0x9E3779B97F4A7C15ULL;
};

// Another value when the record was written to: every change gives a field a new dot, and history only grows. The plain
// fields are a net below that, for records of files that came with the same dots and other content.
template <class Record>
std::uint64_t signature_of(const Record& record) {
  Mix mix;
  mix.add(record.id.raw.high);
  mix.add(record.id.raw.low);
  mix.add(record.stamps.rest().dot.actor.value);
  mix.add(record.stamps.rest().dot.n);
  for (const auto& [slot, stamp] : record.stamps.own()) {
    mix.add(stamp.dot.actor.value + slot);
    mix.add(stamp.dot.n);
  }
  if constexpr (has_history<Record>) mix.add(record.history.size());
  if constexpr (std::is_same_v<Record, Deal>) {
    mix.add(record.title.size());
    mix.add(record.amount ? static_cast<std::uint64_t>(record.amount->minor) : 1);
    mix.add(record.position.stage.raw.low);
    mix.add(static_cast<std::uint64_t>(record.status) << 1 | static_cast<std::uint64_t>(record.archived));
  }
  return mix.value();
}

// Rows of one table that are new or were written to. False when the table is another one altogether.
template <class Record>
bool changed_rows(const Document& document, std::vector<std::uint64_t>& signatures,
                  std::vector<std::uint32_t>& changed) {
  const auto rows = document.table<Record>().rows();
  if (rows.size() < signatures.size()) return false;
  signatures.resize(rows.size(), 0);
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    const std::uint64_t now = signature_of(rows[row]);
    if (now == signatures[row]) continue;
    signatures[row] = now;
    changed.push_back(row);
  }
  return true;
}

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
  const bool same_data = started_ && document_ == &document && revision_ == document.revision();
  if (same_data && query.pipeline == pipeline_ && query.search == search_ && query.today == today_) return false;
  if (!same_data) {
    const Changes changes = find_changes(document);
    if (changes.everything || changes.stages) {
      facts_.resize(document.table<Deal>().size());
      for (std::uint32_t row = 0; row < facts_.size(); ++row) read_deal(document, row);
      rebuild_orders(document);
    } else {
      reorder(document, changes);
    }
    started_ = true;
    document_ = &document;
    revision_ = document.revision();
  }
  pipeline_ = query.pipeline;
  search_ = query.search;
  today_ = query.today;
  fill_columns(document, query);
  ++version_;
  return true;
}

// Reads a few words of every record; what is equal to the last time costs nothing more.
BoardModel::Changes BoardModel::find_changes(const Document& document) {
  Changes changes;
  if (document_ != &document || document.table<Deal>().size() < facts_.size()) {
    changes.everything = true;
    facts_.clear();
    steps_.clear();
    for (auto& signatures : signatures_) signatures.clear();
    index_.clear();
  }
  const auto of_table = [&]<class Record>(std::type_identity<Record>) {
    std::vector<std::uint32_t> changed;
    auto& signatures = signatures_[static_cast<std::size_t>(record_type_of<Record>())];
    if (!changed_rows<Record>(document, signatures, changed)) {  // only a replaced data set has fewer rows
      signatures.clear();
      changed_rows<Record>(document, signatures, changed);
      changes.everything = true;
      index_.clear();
      steps_.clear();
    }
    return changed;
  };
  next_to_index_ = 0;  // texts that are dropped below are made again when the next search comes by
  changes.stages = !of_table(std::type_identity<Stage>{}).empty();
  changes.deals = of_table(std::type_identity<Deal>{});
  for (const std::uint32_t row : changes.deals) index_.drop(row);
  facts_.resize(document.table<Deal>().size());

  const std::vector<std::uint32_t> companies = of_table(std::type_identity<Company>{});
  const std::vector<std::uint32_t> contacts = of_table(std::type_identity<Contact>{});
  forget_search_of(document, companies, contacts);
  const std::vector<std::uint32_t> activities = of_table(std::type_identity<Activity>{});
  const bool many_new = changes.everything || changes.deals.size() > many || activities.size() > many;
  read_steps(document, activities, many_new ? std::vector<std::uint32_t>{} : changes.deals, many_new);
  return changes;
}

void BoardModel::forget_search_of(const Document& document, const std::vector<std::uint32_t>& companies,
                                  const std::vector<std::uint32_t>& contacts) {
  if (companies.empty() && contacts.empty()) return;
  if (companies.size() + contacts.size() > many) return index_.clear();
  const auto company_rows = document.table<Company>().rows();
  const auto contact_rows = document.table<Contact>().rows();
  const auto deals = document.table<Deal>().rows();
  for (std::uint32_t row = 0; row < deals.size(); ++row) {
    const bool touched =
        std::ranges::any_of(companies, [&](std::uint32_t it) { return company_rows[it].id == deals[row].company; }) ||
        std::ranges::any_of(contacts, [&](std::uint32_t it) {
          return std::ranges::find(deals[row].contacts, contact_rows[it].id) != deals[row].contacts.end();
        });
    if (touched) index_.drop(row);
  }
}

// The earliest open activity of each deal. Steps remember whose they are, so that one that goes to another deal is missed at
// the old one.
void BoardModel::read_steps(const Document& document, const std::vector<std::uint32_t>& changed,
                            std::vector<std::uint32_t> deals, bool all) {
  const auto rows = document.table<Activity>().rows();
  const auto& deal_table = document.table<Deal>();
  steps_.resize(rows.size(), Step{.deal_row = no_row, .due_days = no_due});
  const auto read = [&](std::uint32_t row) {
    const Activity& activity = rows[row];
    Step step = {.deal_row = row_of(deal_table, deal_table.find(activity.deal)), .due_days = no_due};
    if (!activity.deleted && !activity.done_at) step.due_days = activity.due.date ? activity.due.date->days : undated;
    return step;
  };
  if (all) {
    for (Facts& facts : facts_) facts.due_days = no_due;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      steps_[row] = read(row);
      if (steps_[row].deal_row == no_row) continue;
      Facts& facts = facts_[steps_[row].deal_row];
      facts.due_days = std::min(facts.due_days, steps_[row].due_days);
    }
    return;
  }
  for (const std::uint32_t row : changed) {
    if (steps_[row].deal_row != no_row) deals.push_back(steps_[row].deal_row);
    steps_[row] = read(row);
    if (steps_[row].deal_row != no_row) deals.push_back(steps_[row].deal_row);
  }
  if (deals.empty()) return;
  sort_rows(deals);
  const auto doubles = std::ranges::unique(deals);
  deals.erase(doubles.begin(), doubles.end());
  for (const std::uint32_t deal : deals) facts_[deal].due_days = no_due;
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    Step& step = steps_[row];
    if (step.deal_row == no_row && rows[row].deal) step = read(row);  // it was here before its deal (another tab)
    if (step.deal_row == no_row || !std::ranges::binary_search(deals, step.deal_row)) continue;
    facts_[step.deal_row].due_days = std::min(facts_[step.deal_row].due_days, step.due_days);
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
  facts.probability = static_cast<std::uint8_t>(std::clamp(probability_of(document, deal), 0, 100));
  facts.entered_days = entered_days_of(deal);
  facts.has_step_text = !deal.next_step.empty();
}

bool BoardModel::above(const Document& document, std::uint32_t a, std::uint32_t b) const {
  const auto rows = document.table<Deal>().rows();
  const Rank& rank_a = rows[a].position.rank;
  const Rank& rank_b = rows[b].position.rank;
  return rank_a != rank_b ? rank_a < rank_b : rows[a].id < rows[b].id;
}

void BoardModel::rebuild_orders(const Document& document) {
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

void BoardModel::reorder(const Document& document, const Changes& changes) {
  if (changes.deals.size() > many) {
    for (const std::uint32_t row : changes.deals) read_deal(document, row);
    return rebuild_orders(document);
  }
  orders_.resize(document.table<Stage>().size());
  for (const std::uint32_t row : changes.deals) {
    if (facts_[row].on_board) std::erase(orders_[facts_[row].stage_row], row);
    facts_[row].on_board = false;
  }
  for (const std::uint32_t row : changes.deals) {
    read_deal(document, row);
    if (!facts_[row].on_board) continue;
    auto& order = orders_[facts_[row].stage_row];
    const auto at =
        std::ranges::upper_bound(order, row, [&](std::uint32_t a, std::uint32_t b) { return above(document, a, b); });
    order.insert(at, row);
  }
}

void BoardModel::fill_columns(const Document& document, const BoardQuery& query) {
  const SearchQuery search(query.search);
  if (!search.empty()) prepare_search(document, std::numeric_limits<std::size_t>::max());
  const std::vector<const Stage*> stages = stages_of(document, query.pipeline);
  columns_.resize(stages.size());
  shown_ = total_ = 0;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const Stage& stage = *stages[i];
    const auto& order = orders_[row_of(document.table<Stage>(), &stage)];
    BoardColumn& column = columns_[i];
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
    shown_ += column.rows.size();
    total_ += column.count;
  }
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
