#include "app/check.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "model/fields.hpp"

namespace voronka {
namespace {

// Looks at one field value; returns the key of what is wrong, TextKey::none when nothing is.
class FieldCheck {
 public:
  FieldCheck(const Draft& draft, const FieldInfo& field) : draft_(draft), field_(field) {}

  TextKey operator()(const std::string& text) const {
    if (field_.name == "color" && !text.empty() && !is_color(text)) return TextKey::error_color;
    if (field_.name == "quantity" || field_.name == "discountPercent")
      return text.empty() || is_decimal(text) ? TextKey::none : TextKey::error_number;
    return text_problem(text, field_.name == "text" || field_.name == "comment" ? max_long_text_bytes : max_text_bytes);
  }
  TextKey operator()(const TextList& list) const {
    for (const std::string& text : list)
      if (const TextKey key = text_problem(text, max_text_bytes); key != TextKey::none) return key;
    return TextKey::none;
  }
  TextKey operator()(const ExtraFields& extra) const {
    for (const auto& [key, value] : extra) {
      if (const TextKey wrong = text_problem(key, max_text_bytes); wrong != TextKey::none) return wrong;
      if (const TextKey wrong = text_problem(value, max_text_bytes); wrong != TextKey::none) return wrong;
    }
    return TextKey::none;
  }
  TextKey operator()(const PersonLinks& links) const {
    for (const PersonLink& link : links) {
      if (!draft_.find(link.contact)) return TextKey::error_broken_reference;
      if (const TextKey wrong = text_problem(link.words, max_text_bytes); wrong != TextKey::none) return wrong;
    }
    return TextKey::none;
  }
  TextKey operator()(const CustomValues& values) const {
    for (const CustomValue& value : values) {
      if (!draft_.find(value.field)) return TextKey::error_broken_reference;
      if (const TextKey wrong = text_problem(value.text, max_text_bytes); wrong != TextKey::none) return wrong;
    }
    return TextKey::none;
  }
  TextKey operator()(std::int32_t percent) const {
    if (field_.name == "sizeBytes") return TextKey::none;  // nobody types it
    if (field_.name == "workingDays")
      return percent < 0 || percent > max_follow_up_days ? TextKey::error_working_days_range : TextKey::none;
    return percent < 0 || percent > 100 ? TextKey::error_probability_range : TextKey::none;
  }
  TextKey operator()(const std::optional<std::int32_t>& number) const {
    if (!number) return TextKey::none;
    if (field_.name == "probability" || field_.name == "vatPercent") return (*this)(*number);
    if (field_.name == "durationMinutes")
      return *number < 1 || *number > max_duration_minutes ? TextKey::error_duration_range : TextKey::none;
    if (field_.name == "repeatDay" && *number > 31) return TextKey::error_days_range;
    return *number < 1 || *number > 3650 ? TextKey::error_days_range : TextKey::none;
  }
  TextKey operator()(const std::optional<Money>& money) const {
    return money && (money->minor > max_amount_minor || money->minor < -max_amount_minor) ? TextKey::error_amount_range
                                                                                          : TextKey::none;
  }
  TextKey operator()(const Position& position) const {
    if (!is_rank(position.rank.text)) return TextKey::error_rank;
    return draft_.find(position.stage) ? TextKey::none : TextKey::error_stage_gone;
  }
  TextKey operator()(const Rank& rank) const { return is_rank(rank.text) ? TextKey::none : TextKey::error_rank; }
  TextKey operator()(const Origin& origin) const {
    const TextKey key = text_problem(origin.system, max_text_bytes);
    return key != TextKey::none ? key : text_problem(origin.id, max_text_bytes);
  }
  TextKey operator()(const RateList& rates) const {
    const bool good = std::ranges::all_of(rates, [](const DatedRate& rate) {
      return is_decimal(rate.rate) && !rate.rate.starts_with('-') &&
             rate.rate.find_first_not_of("0.") != std::string::npos;
    });
    return good ? TextKey::none : TextKey::error_decimal;
  }
  template <class Record>
  TextKey operator()(const Id<Record>& id) const {
    return !id || draft_.find(id) ? TextKey::none : TextKey::error_broken_reference;
  }
  template <class Record>
  TextKey operator()(const std::vector<Id<Record>>& ids) const {
    return std::ranges::all_of(ids, [&](Id<Record> id) { return draft_.find(id) != nullptr; })
               ? TextKey::none
               : TextKey::error_broken_reference;
  }
  // A stage that is nowhere asks for nothing: no reason to refuse what a merge brings.
  TextKey operator()(const std::vector<Id<Stage>>&) const { return TextKey::none; }
  // What is written with five digits of a year could not be read back.
  TextKey operator()(const std::optional<Date>& date) const {
    if (!date) return TextKey::none;
    const std::int32_t year = ymd_of(*date).year;
    return year < 1 || year > 9999 ? TextKey::error_field_value : TextKey::none;
  }
  TextKey operator()(const Due& due) const { return (*this)(due.date); }
  template <class Other>
  TextKey operator()(const Other&) const {  // flags and enumerations cannot be wrong once they are values
    return TextKey::none;
  }

 private:
  static TextKey text_problem(const std::string& text, std::size_t limit) {
    if (text.size() > limit) return TextKey::error_text_too_long;
    return is_utf8(text) ? TextKey::none : TextKey::error_text_not_utf8;
  }
  static bool is_color(std::string_view text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
  }
  const Draft& draft_;
  const FieldInfo& field_;
};

// Only what this command changed is looked at: an old flaw elsewhere in the record must not block an edit.
template <class Record>
std::optional<Error> check_change(const Draft& draft, const Change<Record>& change) {
  for (const FieldInfo& field : fields_of(record_type_of<Record>())) {
    if (change.before && same_field(&*change.before, &*change.after, field)) continue;
    TextKey key = TextKey::none;
    visit_field(static_cast<const void*>(&*change.after), field,
                [&](const auto& value) { key = FieldCheck(draft, field)(value); });
    if (key == TextKey::none) continue;
    std::string name;
    if constexpr (requires { change.after->title; }) name = change.after->title;
    if constexpr (requires { change.after->name; }) name = change.after->name;
    return Error{
        .text = {.key = key,
                 .arguments = {{.name = "name", .value = std::move(name)},
                               {.name = "limit", .value = static_cast<std::int64_t>(max_text_bytes / 1024 * 1000)}}},
        .where = std::string(field.name)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Error> check(const Draft& draft) {
  std::optional<Error> found;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>) {
      for (const Change<Record>& change : draft.so_far().of<Record>()) {
        if (found || !change.after) continue;
        found = check_change(draft, change);
      }
    }
  });
  return found;
}

}  // namespace voronka
