// Values of custom fields in a record: reading, writing, and whose they are.
#pragma once

#include <string_view>

#include "model/values.hpp"

namespace voronka {

// The value of a field, empty when it has none. Views into the record. Logarithmic.
std::string_view custom_value(const CustomValues& values, Id<CustomField> field);

// Writes one; an empty text takes it away. What stamp it has is decided where the record is finished (app/plan).
void set_custom_value(CustomValues& values, Id<CustomField> field, std::string_view text);

// "1200.00 RUB" and back.
std::optional<Money> custom_money(std::string_view text);
std::string text_of_custom(Money money);
// A number in thousandths; further decimals are cut off.
std::optional<std::int64_t> custom_thousandths(std::string_view text);
// What a value is sorted by as a number: thousandths of numbers and money, days of dates; nothing of the other kinds.
std::optional<std::int64_t> custom_size(CustomKind kind, std::string_view text);
inline bool is_sized(CustomKind kind) {
  return kind == CustomKind::number || kind == CustomKind::money || kind == CustomKind::date;
}
// The chosen words of a field of several choices: one on each line.
std::vector<std::string_view> chosen_of(std::string_view text);

// Gives `stamp` to every value that is not the same in `before`.
void stamp_custom_values(CustomValues& values, const CustomValues& before, FieldStamp stamp);

// Whether an edit that found `before` wrote the value that it left. Logarithmic.
bool wrote_custom_value(const CustomValues& before, const CustomValue& value);

// Puts back those values that an edit from `before` to `after` wrote and that still stand, by their dots: the same words written again by somebody
// else are theirs. Answers whether there were any.
bool take_back_custom_values(CustomValues& now, const CustomValues& before, const CustomValues& after);

// `written` was put back by an undo: the edit that had left the same text learns its new stamp, or could not be taken back itself. Answers
// whether that edit wrote this value at all.
bool adopt_custom_stamp(CustomValues& after, const CustomValues& before, const CustomValue& written);

// Two edits of one step as one. What somebody else wrote between them is part of neither.
void append_custom_edit(CustomValues& before, CustomValues& after, const CustomValues& next_before,
                        const CustomValues& next_after);

// Calls f(stamp) for every stamp in the record: of its fields and of single values.
template <class Record, class Function>
void each_stamp(const Record& record, const Function& f) {
  f(record.stamps.rest());
  for (const auto& [slot, stamp] : record.stamps.own()) f(stamp);
  if constexpr (requires { record.custom; })
    for (const CustomValue& value : record.custom) f(value.stamp);
}

}  // namespace voronka
