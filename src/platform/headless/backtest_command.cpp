// voronka backtest: the forecast on past days of a file, made from what was known on each, against what came of it and against the
// naive weighted sum. The figures are printed whatever they are.
#include "forecast/replay.hpp"
#include "formats/json_writer.hpp"
#include "platform/headless/document_file.hpp"
#include "platform/headless/files.hpp"
#include "platform/headless/forecast_words.hpp"

namespace voronka {
namespace {

constexpr SubcommandOption options[] = {{"--pipeline", "NAME"}, {"--from", "DATE"}, {"--step", "DAYS"},
                                        {"--months", "N"},      {"--seed", "N"},    {"--runs", "N"},
                                        {"--json", ""}};

struct Answer {
  const Document& document;
  ReplayQuery query = {};
  Replay replay = {};
  ForecastInputs today = {};  // for what is suggested to be typed
};

std::vector<GradedDay> days_of(const Answer& answer, GradedDay ReplayDay::* which) {
  std::vector<GradedDay> days;
  for (const ReplayDay& day : answer.replay.days) days.push_back(day.*which);
  return days;
}

void write_day_grade(JsonWriter& json, const DayGrade& it) {
  json.key("days");
  json.integer(static_cast<std::int64_t>(it.days));
  if (it.days == 0) return;
  for (const auto& [name, values] : {std::pair("pinball", it.pinball), {"pinball_weighted", it.naive_pinball}}) {
    json.key(name);
    json.begin_list();
    for (const double value : values) json.word(share_word(value));
    json.end_list();
  }
  for (const auto& [name, value] : {std::pair("inside_p10_p90", it.inside),
                                    {"bias", it.bias},
                                    {"bias_weighted", it.naive_bias},
                                    {"mean_actual", it.actual}}) {
    json.key(name);
    json.word(share_word(value));
  }
}

void write_bins(JsonWriter& json, std::string_view name, const std::vector<CalibrationBin>& bins) {
  json.key(name);
  json.begin_list();
  for (const CalibrationBin& bin : bins) {
    json.begin_object();
    for (const auto& [key, value] : {std::pair("from", bin.from),
                                     {"to", bin.to},
                                     {"said", bin.chance},
                                     {"came", bin.won},
                                     {"low", bin.interval.low},
                                     {"high", bin.interval.high}}) {
      json.key(key);
      json.word(share_word(value));
    }
    json.key("calls");
    json.integer(static_cast<std::int64_t>(bin.calls));
    json.key("n");
    json.integer(static_cast<std::int64_t>(bin.deals));
    json.end_object();
  }
  json.end_list();
}

void write_suggestions(JsonWriter& json, const Answer& answer) {
  std::vector<StageChance> chances;
  std::vector<const Stage*> stages;
  for (const ForecastStage& it : answer.today.stages) {
    const Stage* stage = answer.document.find(it.stage);
    if (stage->kind != StageKind::sales) continue;
    chances.push_back(it.chance);
    stages.push_back(stage);
  }
  const std::vector<std::optional<int>> suggested = suggested_percents(chances);
  json.key("stages");
  json.begin_list();
  for (std::size_t i = 0; i < stages.size(); ++i) {
    json.begin_object();
    json.key("name");
    json.text(stages[i]->name);
    json.key("typed");
    json.word(share_word(chances[i].typed));
    json.key("won");
    json.integer(static_cast<std::int64_t>(chances[i].wins));
    json.key("closed");
    json.integer(static_cast<std::int64_t>(chances[i].resolved));
    json.key("suggested_percent");
    if (suggested[i]) {
      json.integer(*suggested[i]);
    } else {
      json.null();
    }
    json.end_object();
  }
  json.end_list();
}

void write_days(JsonWriter& json, const Answer& answer) {
  json.key("days");
  json.begin_list();
  for (const ReplayDay& day : answer.replay.days) {
    json.begin_object();
    json.key("at");
    json.plain(iso_text(day.deals.forecast.at));
    json.key("until");
    json.plain(iso_text(day.deals.forecast.until));
    json.key("open");
    json.integer(static_cast<std::int64_t>(day.open));
    for (const auto& [name, it] : {std::pair("deals", &day.deals), {"money", &day.money}}) {
      json.key(name);
      json.begin_object();
      for (const auto& [key, value] : {std::pair("p10", it->forecast.p10),
                                       {"p50", it->forecast.p50},
                                       {"p90", it->forecast.p90},
                                       {"mean", it->forecast.mean},
                                       {"weighted", it->forecast.naive},
                                       {"actual", it->actual}}) {
        json.key(key);
        json.word(share_word(value));
      }
      json.end_object();
    }
    json.end_object();
  }
  json.end_list();
}

std::string as_json(const Answer& answer) {
  const CallGrade calls = grade_of(answer.replay.calls);
  JsonWriter json;
  json.begin_object();
  json.key("months");
  json.integer(static_cast<std::int64_t>(answer.query.months));
  json.key("calls");
  json.integer(static_cast<std::int64_t>(calls.calls));
  json.key("n");
  json.integer(static_cast<std::int64_t>(calls.deals));
  json.key("brier");
  json.word(share_word(calls.brier));
  json.key("brier_weighted");
  json.word(share_word(calls.naive_brier));
  json.key("of_deals");
  json.begin_object();
  write_day_grade(json, grade_of(days_of(answer, &ReplayDay::deals)));
  json.end_object();
  json.key("of_money");
  json.begin_object();
  write_day_grade(json, grade_of(days_of(answer, &ReplayDay::money)));
  json.end_object();
  write_bins(json, "calibration", calls.bins);
  write_bins(json, "calibration_weighted", calls.naive_bins);
  write_suggestions(json, answer);
  json.key("categories");
  json.begin_object();
  const auto categories = category_grades(answer.document, answer.query.pipeline);
  for (std::size_t i = 0; i < categories.size(); ++i) {
    json.key(names_of(ForecastCategory{})[i]);
    json.begin_object();
    json.key("won");
    json.integer(static_cast<std::int64_t>(categories[i].won));
    json.key("closed");
    json.integer(static_cast<std::int64_t>(categories[i].closed));
    json.key("low");
    json.word(share_word(categories[i].interval.low));
    json.key("high");
    json.word(share_word(categories[i].interval.high));
    json.end_object();
  }
  json.end_object();
  write_days(json, answer);
  json.end_object();
  return json.take() + "\n";
}

std::string grade_words(std::string_view name, const DayGrade& it) {
  std::string text = std::string(name) + ": " + std::to_string(it.days) + " days, mean " + share_word(it.actual) +
                     "; inside P10...P90 " + share_word(it.inside) + "; bias " + share_word(it.bias) + ", weighted " +
                     share_word(it.naive_bias) + "\n";
  for (std::size_t i = 0; i < it.pinball.size(); ++i)
    text += "  pinball P" +
            std::string(i == 0   ? "10"
                        : i == 1 ? "50"
                                 : "90") +
            " " + share_word(it.pinball[i]) + ", weighted " + share_word(it.naive_pinball[i]) + "\n";
  return text;
}

std::string as_table(const Answer& answer) {
  const CallGrade calls = grade_of(answer.replay.calls);
  std::string text = std::to_string(calls.calls) + " calls of " + std::to_string(calls.deals) + " deals: Brier " +
                     share_word(calls.brier) + ", weighted " + share_word(calls.naive_brier) + "\n";
  text += grade_words("deals", grade_of(days_of(answer, &ReplayDay::deals)));
  text += grade_words("money", grade_of(days_of(answer, &ReplayDay::money)));
  for (const CalibrationBin& bin : calls.bins)
    text += "  said " + share_word(bin.chance) + ", came " + share_word(bin.won) + " (" + share_word(bin.interval.low) +
            "..." + share_word(bin.interval.high) + "), n=" + std::to_string(bin.deals) + "\n";
  return text;
}

Result<int> run(const Arguments& arguments) {
  const Result<Document> read = read_document(arguments.positional[0]);
  if (!read) return std::unexpected(read.error());
  const auto pipeline = pipeline_option(arguments, *read);
  if (!pipeline) return std::unexpected(pipeline.error());
  const auto seed = count_option(arguments, "--seed", 1, INT64_MAX);
  if (!seed) return std::unexpected(seed.error());
  const auto runs = count_option(arguments, "--runs", 1'000, 100'000);
  if (!runs) return std::unexpected(runs.error());
  const auto months = count_option(arguments, "--months", 3, forecast_months);
  if (!months) return std::unexpected(months.error());
  const auto step = count_option(arguments, "--step", 7, 366);
  if (!step) return std::unexpected(step.error());
  Answer answer = {.document = *read,
                   .query = {.pipeline = *pipeline,
                             .step_days = static_cast<std::int32_t>(*step),
                             .months = static_cast<std::size_t>(*months),
                             .runs = static_cast<std::size_t>(*runs),
                             .seed = *seed}};
  if (const auto from = arguments.option("--from")) {
    answer.query.first = date_from_iso(*from);
    if (!answer.query.first)
      return refuse(TextKey::terminal_bad_date, {{.name = "value", .value = std::string(*from)}});
  }
  answer.replay = replay_of(*read, answer.query);
  answer.today = forecast_inputs(*read, {.pipeline = *pipeline, .at = last_told_day(*read, *pipeline)});
  return print(arguments.option("--json") ? as_json(answer) : as_table(answer));
}

}  // namespace

extern const Subcommand backtest_command = {.name = "backtest",
                                            .summary = TextKey::terminal_backtest,
                                            .positional = "P.json",
                                            .min_positional = 1,
                                            .max_positional = 1,
                                            .options = options,
                                            .run = run};

}  // namespace voronka
