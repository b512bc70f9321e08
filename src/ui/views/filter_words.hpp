// Filters in the user's words: what a condition says, what there is to choose from, how values are typed and shown. No drawing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "filter/fields.hpp"
#include "filter/filter.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

// "Сумма > 100 000", "Этап: Лид, Закрытие", "Ответственный: Анна или Застряла: да".
std::string words_of(const ViewContext& context, const FilterNode& node);

// "Сумма"; of a custom field its own name, of one that is gone that it is.
std::string field_words(const ViewContext& context, const FilterField& field, std::string_view name);

// What there is to ask about: a field's name in the text of a filter, its words, what it is.
struct FieldChoice {
  std::string name = {};
  std::string label = {};
  const FilterField* field = nullptr;
};
std::vector<FieldChoice> field_choices(const ViewContext& context);  // custom fields last

// The comparisons of a kind, in the order people choose from.
struct OperatorChoice {
  FilterOperator op = FilterOperator::is;
  bool negated = false;
  TextKey label = TextKey::none;
};
std::span<const OperatorChoice> operators_of(FilterKind kind);

struct ValueChoice {
  std::string value = {};  // as in the filter
  std::string label = {};
  Color dot = 0;  // of stages; 0 = none
};
// Of owners, sources and currencies those that deals have: one pass over all deals, so ask once per revision.
// `name`: the field's in the text of a filter, for the choices of a custom one.
std::vector<ValueChoice> choices_of(const ViewContext& context, FilterOptions options, std::string_view name);
// The label of one value, without the pass.
std::string value_words(const ViewContext& context, const FilterField& field, FilterOperator op,
                        std::string_view value);

// What stands in a text field, and what is understood of what was typed there; nothing when it cannot be read.
std::string typed_text(const ViewContext& context, FilterKind kind, std::string_view value);
std::optional<std::string> value_from(const ViewContext& context, FilterKind kind, std::string_view typed);

// By PeriodKind.
std::span<const TextKey> period_labels();

}  // namespace voronka::ui
