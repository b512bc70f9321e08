#include "formats/call_list.hpp"

#include <algorithm>
#include <utility>

#include "base/sort.hpp"
#include "commands/join_records.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_job.hpp"

namespace voronka {
namespace {

std::int64_t wall_ms(const Call& call) { return call.at.utc_ms + std::int64_t{call.at.offset_minutes} * 60'000; }

}  // namespace

std::string number_text(std::string_view digits) {
  std::string key = number_key(digits);
  return key.empty() ? std::string(digits) : key;
}

std::string key_of(const Call& call) {
  const std::string wall = iso_text(Moment{.utc_ms = wall_ms(call)});
  std::string key = wall.substr(0, 19) + " " + number_text(call.number);
  if (call.direction == CallDirection::unsaid && !call.other.empty()) key += ">" + number_text(call.other);
  return key;
}

CallListJob::CallListJob(TableReader reader, CallColumns columns, std::optional<DateOrder> order)
    : reader_(std::move(reader)), columns_(std::move(columns)) {
  if (!order) return;
  list_.date_order = *order;
  reads_ = true;
}

std::string_view CallListJob::cell(std::size_t column) const {
  return column == no_column ? std::string_view{} : reader_.cells().at(column);
}

Result<bool> CallListJob::to_first_row() {
  reader_.rewind();
  while (columns_.header_line != 0) {
    const Result<bool> more = reader_.next();
    if (!more || !*more || reader_.line() == columns_.header_line) return more;
  }
  return true;
}

Result<bool> CallListJob::step(std::size_t rows) {
  if (!std::exchange(started_, true))
    if (const Result<bool> found = to_first_row(); !found) return std::unexpected(found.error());
  for (std::size_t i = 0; i < rows; ++i) {
    const Result<bool> more = reader_.next();
    if (!more) return std::unexpected(more.error());
    if (*more && reads_) {
      read_row();
    } else if (*more) {
      const DateEvidence date = date_evidence(cell(columns_.date));
      day_first_ += date.day_first_possible && !date.month_first_possible ? 1 : 0;
      month_first_ += date.month_first_possible && !date.day_first_possible ? 1 : 0;
      either_ += date.day_first_possible && date.month_first_possible ? 1 : 0;
      const std::string when = folded_cell(when_cell());
      halves_ += when.ends_with("am") || when.ends_with("pm") ? 1 : 0;
    } else if (!reads_) {
      settle_order();
      reads_ = true;
      if (const Result<bool> found = to_first_row(); !found) return std::unexpected(found.error());
      return false;
    } else {
      sort_rows(list_.calls, [](const Call& a, const Call& b) { return wall_ms(a) < wall_ms(b); });
      return true;
    }
  }
  return false;
}

// A clock of twelve hours is read where months come first.
void CallListJob::settle_order() {
  const bool none = day_first_ == 0 && month_first_ == 0;
  const bool month = none ? halves_ > 0 : month_first_ > day_first_;
  list_.date_order = month ? DateOrder::month_day_year : DateOrder::day_month_year;
  list_.date_order_sure = none ? either_ == 0 || halves_ > 0 : day_first_ == 0 || month_first_ == 0;
}

// Day and time in two columns are put together; spreadsheets write "05.01.2026 0:00" for the day then.
std::string CallListJob::when_cell() const {
  std::string day = trimmed_cell(cell(columns_.date));
  if (columns_.time == no_column || is_nothing(cell(columns_.time))) return day;
  if (const std::size_t end = day.find_first_of(" T,"); end != std::string::npos) day.resize(end);
  return day + " " + trimmed_cell(cell(columns_.time));
}

void CallListJob::warn(TextKey key, std::size_t column) {
  ++list_.warning_count;
  if (list_.warnings.size() == max_listed_warnings) return;
  list_.warnings.push_back(
      {.text = {.key = key,
                .arguments = {{.name = "column", .value = columns_.headers[column]},
                              {.name = "value", .value = first_part(trimmed_cell(cell(column)), 80)}}},
       .line = reader_.line()});
}

// Sums at the end of a report, the header of its next page, lines of a title.
bool CallListJob::is_no_call() const {
  const RowCells& cells = reader_.cells();
  std::size_t filled = 0, as_header = 0;
  std::string first;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (is_nothing(cells.at(i))) continue;
    if (filled == 0 && cells.at(i).size() < 100) first = folded_cell(cells.at(i));
    ++filled;
    as_header += i < columns_.headers.size() && trimmed_cell(cells.at(i)) == columns_.headers[i] ? 1 : 0;
  }
  const bool sum = first.starts_with("итого") || first.starts_with("всего") || first.starts_with("total");
  return filled <= 1 || sum || as_header * 2 > filled;
}

void CallListJob::read_row() {
  ++list_.rows;
  if (is_no_call()) return;
  Call call;
  const auto when = parse_date_cell(when_cell(), list_.date_order, no_zone);
  if (!when || when->precision == Precision::day) {
    const bool time_is_wrong = when || date_evidence(cell(columns_.date)).is_date;
    return warn(TextKey::calls_bad_time, time_is_wrong && columns_.time != no_column ? columns_.time : columns_.date);
  }
  call.at = when->at;

  const SaidDirection said = parse_call_direction(cell(columns_.direction));
  call.direction = said.direction;
  const auto client = parse_call_end(cell(columns_.client));
  const auto from = parse_call_end(cell(columns_.from));
  const auto to = parse_call_end(cell(columns_.to));
  if (!client) return warn(TextKey::calls_bad_number, columns_.client);
  if (!from) return warn(TextKey::calls_bad_number, columns_.from);
  if (!to) return warn(TextKey::calls_bad_number, columns_.to);
  const bool outside = client->outside() || from->outside() || to->outside();
  const bool inside = client->extension() || from->extension() || to->extension();
  const bool other_end_said = columns_.from != no_column && columns_.to != no_column;
  if (said.internal || (!outside && inside && (!other_end_said || (from->extension() && to->extension())))) {
    ++list_.internal;
    return;
  }
  if (client->outside()) {
    call.number = client->digits;
  } else if (outside) {
    if (call.direction == CallDirection::unsaid && other_end_said && !(from->outside() && to->outside()))
      call.direction = from->outside() ? CallDirection::in : CallDirection::out;
    const bool to_client = call.direction == CallDirection::out;
    const CallEnd& theirs = to_client ? *to : *from;
    const CallEnd& ours = to_client ? *from : *to;
    call.number = theirs.outside() ? theirs.digits : ours.digits;
    if (theirs.outside() && ours.outside()) call.other = ours.digits;
  }

  const std::size_t length = columns_.talk != no_column ? columns_.talk : columns_.total;
  const auto seconds = parse_call_duration(cell(length), columns_.minutes);
  auto answered = parse_answered(cell(columns_.status));
  if (!answered && columns_.status == no_column) answered = parse_answered(cell(columns_.direction));
  if (!seconds) return warn(TextKey::calls_bad_duration, length);
  if (!answered && length == no_column)
    return warn(TextKey::calls_bad_outcome, columns_.status != no_column ? columns_.status : columns_.direction);
  call.answered = answered.value_or(*seconds > 0);
  call.seconds = call.answered ? *seconds : 0;  // else it only rang
  put(std::move(call));
}

void CallListJob::put(Call call) {
  const auto [at, fresh] = by_key_.try_emplace(key_of(call), list_.calls.size());
  if (fresh) {
    list_.calls.push_back(std::move(call));
    return;
  }
  ++list_.repeated;
  Call& first = list_.calls[at->second];
  first.answered = first.answered || call.answered;
  first.seconds = std::max(first.seconds, call.seconds);
}

}  // namespace voronka
