// Seeded random filters of complete conditions over a fixture's document, for laws.
#pragma once

#include "base/random.hpp"
#include "filter/filter.hpp"
#include "filter/matcher.hpp"
#include "filter/periods.hpp"
#include "tests/support/random_commands.hpp"

namespace voronka::test {

inline std::string random_value(const FilterField& field, PipelineFixture& fixture, Random& random) {
  switch (field.kind) {
    case FilterKind::date:
      return iso_text(Date{20'440 + static_cast<std::int32_t>(random.below(120))});
    case FilterKind::money:
      return random.below(3) == 0 ? std::to_string(random.below(100)) + "." + std::to_string(random.below(1000))
                                  : std::to_string(random.below(100));
    case FilterKind::percent:
    case FilterKind::days:
    case FilterKind::count:
      return (random.below(9) == 0 ? "-" : "") + std::to_string(random.below(90));
    case FilterKind::text: {
      const char* texts[] = {"текст", "ТЕКСТ 1", "a;b|c(d)%,=!~", "ё", "917", "Deal", "2"};
      return texts[random.below(std::size(texts))];
    }
    case FilterKind::choice:
      break;
  }
  const auto words = words_of(field.options);
  if (!words.empty()) return std::string(words[random.index(words.size())]);
  if (field.options == FilterOptions::stages) return filter_value_of(any_of<Stage>(fixture, random));
  if (!id_prefix_of(field.options).empty())
    return std::string(id_prefix_of(field.options)) + text_of(fixture.make_id());
  if (field.options == FilterOptions::currencies) return random.below(2) == 0 ? "RUB" : "USD";
  return "текст " + std::to_string(random.below(1000));
}

inline FilterCondition random_condition(PipelineFixture& fixture, Random& random) {
  const FilterField& field = filter_fields()[random.index(filter_fields().size())];
  FilterCondition condition = {.field = std::string(field.name), .negated = random.below(4) == 0};
  do {
    condition.op = static_cast<FilterOperator>(random.below(9));
  } while (!suits(field.kind, condition.op));
  if (condition.op == FilterOperator::in_period) {
    const auto kind = static_cast<PeriodKind>(random.below(7));
    const bool counted = kind == PeriodKind::last_days || kind == PeriodKind::next_days;
    condition.values = {
        text_of(Period{.kind = kind, .days = counted ? 1 + static_cast<std::int32_t>(random.below(60)) : 0})};
    return condition;
  }
  const std::uint64_t count = condition.op == FilterOperator::empty     ? 0
                              : condition.op == FilterOperator::between ? 2
                              : condition.op == FilterOperator::is      ? 1 + random.below(3)
                                                                        : 1;
  while (condition.values.size() < count) condition.values.push_back(random_value(field, fixture, random));
  return condition;
}

inline FilterGroup random_group(PipelineFixture& fixture, Random& random, int depth) {
  FilterGroup group;
  group.join = random.below(2) == 0 ? FilterJoin::all : FilterJoin::any;
  for (std::uint64_t left = random.below(4); left > 0; --left) {
    if (depth < filter_max_depth && random.below(4) == 0) {
      group.nodes.push_back({random_group(fixture, random, depth + 1)});
    } else if (random.below(12) == 0) {
      group.nodes.push_back({NotUnderstood{"of_the_future~" + std::to_string(random.below(100)) + "%20x"}});
    } else {
      group.nodes.push_back({random_condition(fixture, random)});
    }
  }
  return group;
}

}  // namespace voronka::test
