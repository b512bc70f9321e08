#include "model/deal_template.hpp"

#include <algorithm>

#include "base/digits.hpp"

namespace voronka {

std::string text_of(const TemplateStep& step) {
  return std::string(name_of(step.kind)) + " " + std::to_string(step.in_days) + " " + step.title;
}

std::optional<TemplateStep> template_step_from(std::string_view text) {
  constexpr std::int64_t most_days = 3650;
  const std::size_t first = text.find(' ');
  const std::size_t second = first == std::string_view::npos ? first : text.find(' ', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  constexpr auto kinds = names_of(ActivityKind{});
  const auto kind = std::ranges::find(kinds, text.substr(0, first));
  const auto days = digits_to_int(text.substr(first + 1, second - first - 1));
  if (kind == kinds.end() || !days || *days < 0 || *days > most_days) return std::nullopt;
  return TemplateStep{.kind = static_cast<ActivityKind>(kind - kinds.begin()),
                      .in_days = static_cast<std::int32_t>(*days),
                      .title = std::string(text.substr(second + 1))};
}

}  // namespace voronka
