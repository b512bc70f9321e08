#include "app/default_pipeline.hpp"

#include <algorithm>
#include <iterator>

#include "base/random.hpp"
#include "base/rank.hpp"

namespace voronka {
namespace {

struct DefaultStage {
  std::string_view color;
  std::int32_t probability;
  StageKind kind;
};
constexpr DefaultStage default_stages[] = {{"#7C8AA5", 10, StageKind::sales},      {"#5B8DEF", 25, StageKind::sales},
                                           {"#3FB6C6", 40, StageKind::sales},      {"#E0A13A", 50, StageKind::sales},
                                           {"#D9703B", 60, StageKind::sales},      {"#9B6BE0", 80, StageKind::sales},
                                           {"#4CB782", 100, StageKind::after_sale}};

}  // namespace

RecordSet default_pipeline(const StarterTexts& texts, Moment now, std::uint64_t seed) {
  Random random(seed);
  const auto next_id = [&] {
    const std::uint64_t high = random.next();
    return ulid(now.utc_ms, high, random.next());
  };
  RecordSet records;
  records.of<Settings>().push_back({.id = {next_id()},
                                    .name = texts.data_set_name,
                                    .base_currency = currency_from(texts.currency).value_or(Currency{})});
  const Pipeline pipeline = {.id = {next_id()}, .name = texts.pipeline_name, .rank = {spread_rank(0, 1)}};
  records.of<Pipeline>().push_back(pipeline);

  const std::size_t count = std::min(texts.stage_names.size(), std::size(default_stages));
  for (std::size_t i = 0; i < count; ++i) {
    const DefaultStage& model = default_stages[i];
    Stage stage = {.id = {next_id()},
                   .pipeline = pipeline.id,
                   .name = texts.stage_names[i],
                   .rank = {spread_rank(i, count)},
                   .probability = model.probability,
                   .color = std::string(model.color),
                   .kind = model.kind};
    const auto happened = [&](EventKind kind, EventValue value) {
      stage.history.push_back({.kind = kind, .at = now, .recorded_at_ms = now.utc_ms, .value = std::move(value)});
    };
    happened(EventKind::created, {});
    happened(EventKind::definition_changed, "probability=" + std::to_string(stage.probability));
    happened(EventKind::definition_changed, "kind=" + std::string(name_of(stage.kind)));
    records.of<Stage>().push_back(std::move(stage));
  }
  for (std::size_t i = 0; i < texts.loss_reasons.size(); ++i)
    records.of<LossReason>().push_back(
        {.id = {next_id()}, .name = texts.loss_reasons[i], .rank = {spread_rank(i, texts.loss_reasons.size())}});
  return records;
}

}  // namespace voronka
