// The fields a filter can ask about: one row of the table in fields.cpp each, nothing else anywhere but its words in assets/locale.
// What comes with a kind (operators, how values are spelled and compared) is in matcher.cpp and codec.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "filter/deal_facts.hpp"

namespace voronka {

// What the values of a condition are. A money is compared in major units of the deal's own currency, whatever that is.
enum class FilterKind : std::uint8_t { text, money, percent, days, count, date, choice };

// Where the choices of a choice come from. Those of records are spelled as ids ("stg_01J…"), names as they are, words by name_of().
enum class FilterOptions : std::uint8_t {
  none,
  statuses,
  stages,
  currencies,
  owners,
  sources,
  tags,
  loss_reasons,
  next_steps,
  yes_no,
  custom  // the choices of the custom field, and what deals have
};

struct DealView {
  const Document& document;
  const DealFacts& facts;
  const Deal& deal;
  std::uint32_t row = 0;
  Date today = {};
};

// A field says its values to this; one that has none says nothing.
class FilterReader {
 public:
  explicit FilterReader(const struct FilterTest& test) : test_(test) {}
  void text(std::string_view value);  // also names and words
  void number(std::int64_t value);    // money in thousandths, dates in days since 1970
  void money(Money value);
  void date(Date value) { number(value.days); }
  void id(RawId value);
  Id<CustomField> custom() const;  // which is asked about
  bool passed() const;

 private:
  const FilterTest& test_;
  bool said_ = false, met_ = false;
};

struct FilterField {
  std::string_view name = {};  // in the text of a filter; never changes
  TextKey label = TextKey::none;
  FilterKind kind = FilterKind::text;
  FilterOptions options = FilterOptions::none;
  void (*read)(const DealView& deal, FilterReader& reader) = nullptr;
};

std::span<const FilterField> filter_fields();               // in the order people choose from
const FilterField* filter_field_of(std::string_view name);  // nullptr when unknown

// A custom field is asked about by its kind and id, "custom_number_01J…", so that the text of a filter is read without any document.
std::string filter_name_of(const CustomField& field);
std::optional<Id<CustomField>> custom_field_of(std::string_view name);

// The words of a choice that is not made of records or names; empty for those.
std::span<const std::string_view> words_of(FilterOptions options);
// "stg_": of choices that are records; empty for others.
std::string_view id_prefix_of(FilterOptions options);
// How a record is spelled as a value.
template <class Record>
std::string filter_value_of(Id<Record> id) {
  return std::string(record_names[static_cast<std::size_t>(record_type_of<Record>())].prefix) + text_of(id.raw);
}

}  // namespace voronka
