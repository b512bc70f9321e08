// Which columns of a table make it a list of calls: by the words in their headers and by what the first rows hold.
#include <algorithm>
#include <array>

#include "base/digits.hpp"
#include "formats/call_list.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_job.hpp"

namespace voronka {
namespace {

enum class Role : std::uint8_t { when, direction, client, from, to, talk, total, status };
constexpr std::size_t role_count = 8;

// What columns of lists of calls are called. A column that comes first is taken first, but talk goes before the whole time.
struct RoleWords {
  Role role;
  std::string_view words;
};
constexpr RoleWords role_words[] = {
    {Role::when,
     "дата|время|дата и время|дата/время|дата, время|дата звонка|время звонка|дата и время звонка|дата вызова|время "
     "вызова|дата и "
     "время вызова|начало|начало звонка|начало разговора|начало вызова|время начала|дата начала|дата и время "
     "начала|время начала "
     "звонка|время начала разговора|время начала вызова|когда|время соединения|дата соединения|дата и время "
     "соединения|calldate|call "
     "date|date|time|datetime|date time|date/time|date and time|start|start time|start date|started|started at|call "
     "start|call start "
     "time|callstart|call time|call datetime|timestamp|begin"},
    {Role::direction,
     "направление|направление звонка|направление вызова|тип|тип звонка|тип вызова|вид звонка|вид вызова|вид связи|вид "
     "услуги|"
     "direction|call direction|type|call type|calltype"},
    {Role::client,
     "номер|номер телефона|телефон|клиент|номер клиента|телефон клиента|абонент|номер абонента|телефон "
     "абонента|внешний номер|номер "
     "собеседника|собеседник|набранный номер/номер звонившего|номер контакта|контакт|телефон контакта|посетитель|номер "
     "посетителя|number|"
     "phone|phone number|client|client number|client phone|customer|customer number|customer "
     "phone|caller/called|contact|contact "
     "number|contact phone|external number|other party|remote number|subscriber"},
    {Role::from,
     "откуда|от кого|кто|кто звонил|кто звонит|звонивший|номер звонившего|звонящий|номер "
     "звонящего|вызывающий|вызывающий номер|"
     "вызывающий абонент|инициатор|номер а|источник звонка|источник вызова|а-номер|номер a|исходящий номер|с "
     "номера|звонок с|src|from|"
     "from number|caller|caller id|callerid|caller number|calling number|calling party|source|source number|call "
     "from|номер инициатора"},
    {Role::to,
     "куда|кому|кому звонили|куда звонили|набранный номер|вызываемый|вызываемый номер|вызываемый абонент|номер "
     "б|б-номер|номер b|на номер|"
     "звонок на|назначение|номер назначения|кто ответил|ответивший|ответил|принявший|с кем|с кем "
     "говорил|получатель|куда позвонили|куда звонил|входящий номер|dst|to|to "
     "number|callee|called|called number|called party|dialed|dialed number|dialled number|destination|destination "
     "number|call to|"
     "recipient|номер получателя"},
    {Role::talk,
     "время разговора|длительность разговора|продолжительность разговора|разговор|длительность "
     "беседы|billsec|talk|talk time|"
     "talktime|talk duration|call talk time|conversation|conversation duration|billed duration|billable seconds|чистое "
     "время разговора"},
    {Role::total,
     "длительность|продолжительность|длительность звонка|длительность вызова|продолжительность "
     "звонка|продолжительность вызова|"
     "длительность соединения|общая длительность|полная длительность|секунд|секунды|объем|объем "
     "услуг|минуты|длит|duration|call duration|"
     "total duration|length|call length|seconds|minutes|total time|duration seconds"},
    {Role::status,
     "статус|статус звонка|статус вызова|результат|результат звонка|результат "
     "вызова|итог|состояние|исход|отвечен|ответ|disposition|"
     "status|call status|result|call result|outcome|state|answered"},
};

std::optional<Role> role_of(std::string_view folded) {
  for (const RoleWords& row : role_words)
    if (is_one_of(folded, row.words)) return row.role;
  return std::nullopt;
}

// "длительность, сек", "duration (sec)", "длительность (мин:сек)" without what stands behind.
std::string_view without_unit(std::string_view folded) {
  const std::size_t end = folded.find_first_of(",(:[");
  std::string_view name = folded.substr(0, end);
  while (name.ends_with(' ')) name.remove_suffix(1);
  for (const std::string_view unit : {" сек", " sec", " с", " мин", " min", " в секундах", " в минутах"})
    if (name.ends_with(unit)) return name.substr(0, name.size() - unit.size());
  return name;
}

bool counts_minutes(std::string_view folded) {
  return (folded.contains("мин") || folded.contains("min")) && !folded.contains("сек") && !folded.contains("sec");
}

std::vector<std::optional<Role>> roles_of(const RowCells& cells) {
  std::vector<std::optional<Role>> roles;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string header = cells.at(i).size() > 200 ? std::string() : folded_header(cells.at(i));
    std::optional<Role> role = role_of(header);
    if (!role) role = role_of(without_unit(header));
    roles.push_back(role);
  }
  return roles;
}

bool is_clock(std::string_view cell) {
  const std::string text = trimmed_cell(cell);
  const std::size_t colon = text.find(':');
  return colon >= 1 && colon <= 2 && is_digit(text[0]) && parse_date_cell("2026-01-05 " + text, {}, 0).has_value();
}

// What the first rows hold, by column.
struct Evidence {
  std::size_t filled = 0, dates = 0, clocks = 0, ends = 0, outside = 0, durations = 0, outcomes = 0, directions = 0;
  bool mostly(std::size_t count) const { return filled > 0 && count * 10 >= filled * 6; }
};
void look_at(Evidence& seen, std::string_view cell) {
  if (is_nothing(cell)) return;
  ++seen.filled;
  seen.dates += date_evidence(cell).is_date ? 1 : 0;
  seen.clocks += is_clock(cell) ? 1 : 0;
  const auto end = parse_call_end(cell);
  seen.ends += !end || !end->digits.empty() ? 1 : 0;
  seen.outside += !end || end->outside() ? 1 : 0;
  seen.durations += parse_call_duration(cell, false) ? 1 : 0;
  seen.outcomes += parse_answered(cell) ? 1 : 0;
  const SaidDirection said = parse_call_direction(cell);
  seen.directions += said.internal || said.direction != CallDirection::unsaid ? 1 : 0;
}

constexpr std::size_t header_rows = 20, sample_rows = 60;

// Asterisk writes its Master.csv without a header, always in this order.
constexpr std::array<std::string_view, 18> asterisk = {
    "accountcode", "src",    "dst", "dcontext", "clid",    "channel",     "dstchannel", "lastapp",  "lastdata",
    "start",       "answer", "end", "duration", "billsec", "disposition", "amaflags",   "uniqueid", "userfield"};
bool is_asterisk(const RowCells& cells) {
  return cells.size() >= 15 && date_evidence(cells.at(9)).is_date && date_evidence(cells.at(11)).is_date &&
         is_one_of(cells.at(14), "ANSWERED|NO ANSWER|BUSY|FAILED|CONGESTION");
}

}  // namespace

Result<CallColumns> call_columns(TableReader& reader) {
  CallColumns columns;
  std::vector<std::optional<Role>> roles;
  std::size_t best = 0;
  reader.rewind();
  for (std::size_t row = 0; row < header_rows; ++row) {
    const Result<bool> more = reader.next();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    const RowCells& cells = reader.cells();
    if (row == 0 && is_asterisk(cells)) {
      columns.headers.assign(asterisk.begin(), asterisk.end());
      roles.assign(asterisk.size(), std::nullopt);
      for (std::size_t i = 0; i < asterisk.size(); ++i) roles[i] = role_of(asterisk[i]);
      break;
    }
    std::vector<std::optional<Role>> here = roles_of(cells);
    std::array<bool, role_count> has = {};
    for (const auto& role : here)
      if (role) has[static_cast<std::size_t>(*role)] = true;
    const auto hits = static_cast<std::size_t>(std::ranges::count(has, true));
    if (hits <= best) continue;
    best = hits;
    roles = std::move(here);
    columns.header_line = reader.line();
    columns.headers.clear();
    for (std::size_t i = 0; i < cells.size(); ++i)
      columns.headers.push_back(first_part(trimmed_cell(cells.at(i)), 200));
  }

  std::vector<Evidence> seen(roles.size());
  reader.rewind();
  for (std::size_t rows = 0; rows < sample_rows;) {
    const Result<bool> more = reader.next();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    if (reader.line() <= columns.header_line) continue;
    ++rows;
    for (std::size_t i = 0; i < seen.size() && i < reader.cells().size(); ++i) look_at(seen[i], reader.cells().at(i));
  }
  reader.rewind();

  bool outcome_words = false;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (!roles[i]) continue;
    const Evidence& it = seen[i];
    const auto take = [&](std::size_t& column, std::size_t count) {
      if (column == no_column && it.mostly(count)) column = i;
    };
    switch (*roles[i]) {
      case Role::when:
        it.mostly(it.dates) ? take(columns.date, it.dates) : take(columns.time, it.clocks);
        break;
      case Role::direction:
        take(columns.direction, it.directions);
        outcome_words = outcome_words || (columns.direction == i && it.mostly(it.outcomes));
        break;
      case Role::client:
        take(columns.client, it.outside);  // "Номер" may be that of the row
        break;
      case Role::from:
        take(columns.from, it.ends);
        break;
      case Role::to:
        take(columns.to, it.ends);
        break;
      case Role::talk:
        take(columns.talk, it.durations);
        break;
      case Role::total:
        take(columns.total, it.durations);
        break;
      case Role::status:
        take(columns.status, it.outcomes);
        outcome_words = outcome_words || columns.status == i;
        break;
    }
  }
  const std::size_t length = columns.talk != no_column ? columns.talk : columns.total;
  if (length != no_column) columns.minutes = counts_minutes(folded_header(columns.headers[length]));
  const bool both_ends = columns.from != no_column && columns.to != no_column;
  const bool one_end = columns.client != no_column || columns.from != no_column || columns.to != no_column;
  const int signs =
      (length != no_column ? 1 : 0) + (columns.direction != no_column || both_ends ? 1 : 0) + (outcome_words ? 1 : 0);
  if (columns.date == no_column)
    columns.missing = TextKey::calls_missing_date;
  else if (!one_end)
    columns.missing = TextKey::calls_missing_number;
  else if (signs < 2)
    columns.missing = TextKey::calls_missing_rest;
  return columns;
}

}  // namespace voronka
