#include "platform/headless/forecast_words.hpp"

#include <cmath>
#include <cstdio>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "model/stages.hpp"

namespace voronka {

Result<Id<Pipeline>> pipeline_option(const Arguments& arguments, const Document& document) {
  const auto name = arguments.option("--pipeline");
  if (!name) return Id<Pipeline>{};
  for (const Pipeline* pipeline : pipelines_of(document))
    if (folded(pipeline->name) == folded(*name)) return pipeline->id;
  return refuse(TextKey::terminal_no_pipeline, {{.name = "name", .value = std::string(*name)}});
}

Result<std::uint64_t> count_option(const Arguments& arguments, std::string_view name, std::uint64_t otherwise,
                                   std::uint64_t most) {
  const auto text = arguments.option(name);
  if (!text) return otherwise;
  const auto number = digits_to_int(*text);
  if (!number || static_cast<std::uint64_t>(*number) > most)
    return refuse(TextKey::terminal_bad_number,
                  {{.name = "value", .value = std::string(*text)}, {.name = "name", .value = std::string(name)}});
  return static_cast<std::uint64_t>(*number);
}

std::string money_word(double units, Currency currency) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", static_cast<int>(minor_digits(currency)), units);
  return text;
}

std::string share_word(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", share);
  return text;
}

}  // namespace voronka
