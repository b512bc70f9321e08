// The list of calls that a telephone system or a mobile operator exports: which columns of a table say when, who, which way, how long and
// what came of it, and the calls in its rows. A table in, calls and what could not be read out; no document (call_match.hpp), no clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/import_table.hpp"

namespace voronka {

enum class CallDirection : std::uint8_t { unsaid, in, out };

// A time without a zone is the wall's of the device: whoever knows its zone puts the offset in (ImportSession::put_in_time).
inline constexpr std::int32_t no_zone = -1;  // minutes; nobody lives there

struct Call {
  Moment at = {};           // its begin
  std::string number = {};  // of the client, digits as they are written; empty: hidden
  std::string other =
      {};  // of the other side, when that is no extension: where the file does not say who called, either is the client
  CallDirection direction = CallDirection::unsaid;
  bool answered = false;
  std::int32_t seconds = 0;  // of talk
  bool operator==(const Call&) const = default;
};

// The last ten digits; of a shorter number all.
std::string number_text(std::string_view digits);
// The same in every export that has the call: the begin as it was on the wall and the last ten digits. Goes into Origin::id.
std::string key_of(const Call& call);
inline constexpr std::string_view calls_system = "calls";  // Origin::system, and the wish MappingWishes::importer

struct CallList {
  std::vector<Call> calls = {};  // by time; legs of one call (a queue that rings many) are one
  DateOrder date_order = DateOrder::day_month_year;
  bool date_order_sure = true;               // false: 03/04/2026 could be either; ask
  std::size_t rows = 0;                      // below the header
  std::size_t internal = 0;                  // rows: from one extension to another
  std::size_t repeated = 0;                  // rows: further legs
  std::vector<ImportWarning> warnings = {};  // rows that could not be read: the first hundred
  std::size_t warning_count = 0;
  bool operator==(const CallList&) const = default;
};

// Where in the table what stands; no_column: nowhere.
struct CallColumns {
  std::size_t header_line = 0;  // 0: none (Master.csv of Asterisk)
  std::vector<std::string> headers = {};
  std::size_t date = no_column, time = no_column, direction = no_column, client = no_column, from = no_column,
              to = no_column, talk = no_column, total = no_column, status = no_column;
  bool minutes = false;             // a bare number in `talk` or `total` counts them
  TextKey missing = TextKey::none;  // what a list of calls has and this table has not
};
// Looks at the first rows and goes back to the beginning. `missing` says whether it is a list of calls: a day, a number, and two of
// duration, direction (or both ends of the call) and an outcome in words that only calls have.
Result<CallColumns> call_columns(TableReader& reader);

// Rows in steps, as ImportJob. Costs two looks at every row, one when the order of dates is known.
class CallListJob {
 public:
  CallListJob(TableReader reader, CallColumns columns, std::optional<DateOrder> order = {});
  Result<bool> step(std::size_t rows);  // true when done
  double progress() const { return (reads_ ? 0.5 : 0) + reader_.progress() / 2; }
  CallList take() { return std::move(list_); }  // once done

 private:
  Result<bool> to_first_row();
  void settle_order();
  void read_row();
  bool is_no_call() const;
  void put(Call call);
  void warn(TextKey key, std::size_t column);
  std::string when_cell() const;
  std::string_view cell(std::size_t column) const;

  TableReader reader_;
  CallColumns columns_;
  CallList list_ = {};
  std::unordered_map<std::string, std::size_t> by_key_ = {};
  std::size_t day_first_ = 0, month_first_ = 0, either_ = 0, halves_ = 0;  // cells; halves: of the day, AM and PM
  bool started_ = false, reads_ = false;
};

// ---- single cells ----
struct CallEnd {  // one side of a call
  std::string digits = {};
  bool extension() const { return !digits.empty() && digits.size() <= 5; }
  bool outside() const { return digits.size() > 5; }
};
// "Ivan" <79175550122>, sip:101@pbx, "79175550122 (101)". Nothing for a number that a spreadsheet has rounded (7.91756E+10).
std::optional<CallEnd> parse_call_end(std::string_view cell);
// Seconds of "65", "1:05", "00:01:05", "1 мин 20 сек", "1h 2m"; a bare number counts minutes where `minutes`. 0 for an empty cell.
std::optional<std::int32_t> parse_call_duration(std::string_view cell, bool minutes);
std::optional<bool> parse_answered(std::string_view cell);
struct SaidDirection {
  CallDirection direction = CallDirection::unsaid;
  bool internal = false;
};
SaidDirection parse_call_direction(std::string_view cell);

}  // namespace voronka
