// voronka forecast: what the open deals of a file may bring in the next twelve months, with the chances it rests on; as JSON in full,
// else as a short table. The same file, day and seed give the same bytes.
#include <algorithm>

#include "forecast/forecast.hpp"
#include "formats/json_writer.hpp"
#include "platform/headless/document_file.hpp"
#include "platform/headless/files.hpp"
#include "platform/headless/forecast_words.hpp"

namespace voronka {
namespace {

constexpr SubcommandOption options[] = {{"--at", "DATE"},  {"--pipeline", "NAME"}, {"--goal", "MONEY"},
                                        {"--months", "N"}, {"--seed", "N"},        {"--runs", "N"},
                                        {"--json", ""}};

struct Answer {
  const Document& document;
  ForecastQuery query = {};
  std::uint64_t seed = 1;
  ForecastInputs inputs = {};
  std::vector<PreparedDeal> deals = {};
  ForecastParts parts = {};
  SimulationResult result = {};

  std::string money(double units) const { return money_word(units, inputs.base); }
};

std::string month_word(Date at, std::size_t month) { return iso_text(month_end(at, month)).substr(0, 7); }

void write_id(JsonWriter& json, RecordType type, RawId id) {
  json.plain(std::string(record_names[static_cast<std::size_t>(type)].prefix) + text_of(id));
}

void write_band(JsonWriter& json, const Answer& answer, const Band& band) {
  for (const auto& [name, value] :
       {std::pair("p10", band.p10), {"p50", band.p50}, {"p90", band.p90}, {"mean", band.mean}}) {
    json.key(name);
    json.word(answer.money(value));
  }
}

void write_part(JsonWriter& json, const Answer& answer, std::string_view name, const ForecastPart& part) {
  json.key(name);
  json.begin_object();
  json.key("n");
  json.integer(static_cast<std::int64_t>(part.n));
  json.key("without_amount");
  json.integer(static_cast<std::int64_t>(part.without_amount));
  for (const auto& [key, value] :
       {std::pair("open", part.open), {"weighted", part.naive}, {"expected", part.expected}}) {
    json.key(key);
    json.word(answer.money(value));
  }
  json.key("deals");
  json.begin_list();
  for (const Id<Deal> id : part.deals) write_id(json, RecordType::deal, id.raw);
  json.end_list();
  json.end_object();
}

void write_stages(JsonWriter& json, const Answer& answer) {
  json.key("stages");
  json.begin_list();
  for (const ForecastStage& it : answer.inputs.stages) {
    const Stage* stage = answer.document.find(it.stage);
    if (stage->kind != StageKind::sales) continue;
    json.begin_object();
    json.key("stage");
    write_id(json, RecordType::stage, it.stage.raw);
    json.key("name");
    json.text(stage->name);
    json.key("typed");
    json.word(share_word(it.chance.typed));
    json.key("won");
    json.integer(static_cast<std::int64_t>(it.chance.wins));
    json.key("closed");
    json.integer(static_cast<std::int64_t>(it.chance.resolved));
    json.key("earned");
    if (const auto earned = it.chance.earned()) {
      json.word(share_word(*earned));
    } else {
      json.null();
    }
    json.key("prior");
    json.word(share_word(it.chance.centre));
    json.key("used");
    json.word(share_word(it.chance.used()));
    json.key("state");
    json.plain(it.chance.resolved == 0 ? "nothing" : it.chance.thin() ? "too_few" : "good");
    json.end_object();
  }
  json.end_list();
}

void write_deals(JsonWriter& json, const Answer& answer) {
  json.key("deals");
  json.begin_list();
  for (std::size_t i = 0; i < answer.deals.size(); ++i) {
    const ForecastDeal& deal = answer.inputs.deals[i];
    json.begin_object();
    json.key("deal");
    write_id(json, RecordType::deal, deal.deal.raw);
    json.key("chance");
    json.word(share_word(answer.deals[i].chance.ever));
    json.key("typed");
    json.word(share_word(deal.typed_chance));
    json.key("own");
    json.flag(deal.own_chance.has_value());
    json.key("age_days");
    if (deal.age_known) {
      json.integer(deal.age_days);
    } else {
      json.null();
    }
    json.key("overdue");
    json.flag(is_overdue(deal, answer.inputs.at));
    json.key("amount");
    if (deal.amount_state == AmountState::known) {
      json.word(answer.money(deal.amount));
    } else {
      json.null();
    }
    json.key("amount_state");
    json.plain(name_of(deal.amount_state));
    json.key("won_by");
    json.begin_list();
    for (const double share : answer.deals[i].chance.won_by) json.word(share_word(share));
    json.end_list();
    json.end_object();
  }
  json.end_list();
}

void write_period(JsonWriter& json, const Answer& answer) {
  const ForecastInputs& inputs = answer.inputs;
  json.key("period");
  json.begin_object();
  json.key("from");
  json.plain(iso_text(inputs.period_from));
  json.key("until");
  json.plain(iso_text(month_end(inputs.at, inputs.period_months - 1)));
  json.key("won_already");
  json.word(answer.money(inputs.already));
  json.key("won_already_without_amount");
  json.integer(static_cast<std::int64_t>(inputs.already_without));
  write_band(json, answer, answer.result.period);
  json.key("goal");
  if (inputs.goal) {
    json.word(answer.money(*inputs.goal));
  } else {
    json.null();
  }
  json.key("goal_share");
  if (answer.result.goal_share) {
    json.word(share_word(*answer.result.goal_share));
  } else {
    json.null();
  }
  json.key("histogram");
  json.begin_object();
  json.key("from");
  json.word(answer.money(answer.result.histogram.from));
  json.key("step");
  json.word(answer.money(answer.result.histogram.step));
  json.key("runs");
  json.begin_list();
  for (const std::uint32_t runs : answer.result.histogram.runs) json.integer(runs);
  json.end_list();
  json.end_object();
  json.end_object();
}

std::string as_json(const Answer& answer) {
  const ForecastInputs& inputs = answer.inputs;
  JsonWriter json;
  json.begin_object();
  json.key("at");
  json.plain(iso_text(inputs.at));
  json.key("currency");
  json.plain(text_of(inputs.base));
  json.key("seed");
  json.integer(static_cast<std::int64_t>(answer.seed));
  json.key("runs");
  json.integer(static_cast<std::int64_t>(answer.result.runs));
  json.key("state");  // what the chances rest on [F15]
  json.plain(inputs.wins + inputs.losses == 0 ? "typed_only" : inputs.timed ? "good" : "no_dates");
  json.key("won");
  json.integer(static_cast<std::int64_t>(inputs.wins));
  json.key("lost");
  json.integer(static_cast<std::int64_t>(inputs.losses));
  write_period(json, answer);
  json.key("months");
  json.begin_list();
  for (std::size_t month = 0; month < forecast_months; ++month) {
    json.begin_object();
    json.key("month");
    json.plain(month_word(inputs.at, month));
    write_band(json, answer, answer.result.months[month]);
    json.end_object();
  }
  json.end_list();
  json.key("quarters");
  json.begin_list();
  std::size_t last = 0;
  for (std::size_t quarter = 0; quarter < forecast_quarters; ++quarter) {
    const std::size_t first = last;
    last = std::min(quarter == 0 ? first_quarter_months(inputs.at) : first + 3, forecast_months);
    if (first == last) break;
    json.begin_object();
    json.key("from");
    json.plain(month_word(inputs.at, first));
    json.key("to");
    json.plain(month_word(inputs.at, last - 1));
    write_band(json, answer, answer.result.quarters[quarter]);
    json.end_object();
  }
  json.end_list();
  json.key("year");
  json.begin_object();
  write_band(json, answer, answer.result.year);
  json.end_object();
  write_part(json, answer, "all", answer.parts.all);
  write_part(json, answer, "overdue", answer.parts.overdue);
  write_part(json, answer, "no_amount", answer.parts.no_amount);
  write_part(json, answer, "no_rate", answer.parts.no_rate);
  write_part(json, answer, "left_out", answer.parts.left_out);
  json.key("categories");
  json.begin_object();
  for (std::size_t i = 0; i < answer.parts.categories.size(); ++i)
    write_part(json, answer, names_of(ForecastCategory{})[i], answer.parts.categories[i]);
  json.end_object();
  write_stages(json, answer);
  write_deals(json, answer);
  json.end_object();
  return json.take() + "\n";
}

std::string band_words(const Answer& answer, const Band& band) {
  return answer.money(band.p10) + " / " + answer.money(band.p50) + " / " + answer.money(band.p90) + "  mean " +
         answer.money(band.mean);
}

std::string as_table(const Answer& answer) {
  const ForecastInputs& inputs = answer.inputs;
  std::string text = iso_text(inputs.at) + ", " + text_of(inputs.base) + ", P10 / P50 / P90\n";
  for (std::size_t month = 0; month < forecast_months; ++month)
    text += "  " + month_word(inputs.at, month) + "  " + band_words(answer, answer.result.months[month]) + "\n";
  text += "  year     " + band_words(answer, answer.result.year) + "\n";
  text += "  " + iso_text(inputs.period_from) + "..." + iso_text(month_end(inputs.at, inputs.period_months - 1)) +
          "  " + band_words(answer, answer.result.period) + ", won already " + answer.money(inputs.already);
  if (answer.result.goal_share)
    text += ", P(" + answer.money(*inputs.goal) + ") " + share_word(*answer.result.goal_share);
  text += "\n";
  for (const auto& [name, part] : {std::pair("all", &answer.parts.all),
                                   {"overdue", &answer.parts.overdue},
                                   {"no_amount", &answer.parts.no_amount},
                                   {"no_rate", &answer.parts.no_rate},
                                   {"left_out", &answer.parts.left_out}})
    text += std::string("  ") + name + ": n=" + std::to_string(part->n) + ", " + answer.money(part->open) +
            ", weighted " + answer.money(part->naive) + ", expected " + answer.money(part->expected) + "\n";
  for (const ForecastStage& it : inputs.stages) {
    const Stage* stage = answer.document.find(it.stage);
    if (stage->kind != StageKind::sales) continue;
    text += "  " + stage->name + ": typed " + share_word(it.chance.typed) + ", " + std::to_string(it.chance.wins) +
            " of " + std::to_string(it.chance.resolved) + ", used " + share_word(it.chance.used()) + "\n";
  }
  return text;
}

Result<int> run(const Arguments& arguments) {
  const Result<Document> read = read_document(arguments.positional[0]);
  if (!read) return std::unexpected(read.error());
  const auto pipeline = pipeline_option(arguments, *read);
  if (!pipeline) return std::unexpected(pipeline.error());
  const auto seed = count_option(arguments, "--seed", 1, INT64_MAX);
  if (!seed) return std::unexpected(seed.error());
  const auto runs = count_option(arguments, "--runs", 10'000, 1'000'000);
  if (!runs) return std::unexpected(runs.error());
  const auto months = count_option(arguments, "--months", 0, forecast_months);
  if (!months) return std::unexpected(months.error());

  Answer answer = {.document = *read, .query = {.pipeline = *pipeline}, .seed = *seed};
  answer.query.period_months = static_cast<std::size_t>(*months);
  answer.query.at = last_told_day(*read, *pipeline);
  if (const auto at = arguments.option("--at")) {
    const auto date = date_from_iso(*at);
    if (!date) return refuse(TextKey::terminal_bad_date, {{.name = "value", .value = std::string(*at)}});
    answer.query.at = *date;
    answer.query.from_history = true;
  }
  if (const auto goal = arguments.option("--goal")) {
    const auto money = money_from_decimal(*goal, Currency{});
    if (!money)
      return refuse(TextKey::terminal_bad_number,
                    {{.name = "value", .value = std::string(*goal)}, {.name = "name", .value = std::string("--goal")}});
    double units = static_cast<double>(money->minor);
    for (std::int32_t digit = minor_digits(Currency{}); digit > 0; --digit) units /= 10;
    answer.query.goal = units;
  }
  answer.inputs = forecast_inputs(*read, answer.query);
  answer.deals = prepared(answer.inputs);
  answer.parts = parts_of(answer.inputs, answer.deals);
  answer.result = simulate(simulation_input(answer.inputs, answer.deals), answer.seed, static_cast<std::size_t>(*runs));
  return print(arguments.option("--json") ? as_json(answer) : as_table(answer));
}

}  // namespace

extern const Subcommand forecast_command = {.name = "forecast",
                                            .summary = TextKey::terminal_forecast,
                                            .positional = "P.json",
                                            .min_positional = 1,
                                            .max_positional = 1,
                                            .options = options,
                                            .run = run};

}  // namespace voronka
