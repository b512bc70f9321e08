// voronka metrics: every metric of the registry for the pipeline and for each of its stages; as JSON in full (value, interval,
// state, the deals it rests on), else as a short table.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "base/fold.hpp"
#include "formats/json_writer.hpp"
#include "metrics/facts.hpp"
#include "model/stages.hpp"
#include "platform/headless/command.hpp"
#include "platform/headless/document_file.hpp"
#include "platform/headless/english.hpp"
#include "platform/headless/files.hpp"

namespace voronka {
namespace {

constexpr SubcommandOption options[] = {{"--at", "DATE"}, {"--pipeline", "NAME"}, {"--json", ""}};

// A number as JSON: money in major units with all its decimals, shares with six, days and ratios with four, counts whole.
std::string number_text(double value, const MetricValue& of) {
  // What is beyond all amounts (an end of an interval of very few) is the largest there is.
  constexpr auto most = static_cast<double>(max_amount_minor);
  if (of.unit == MetricUnit::money || of.unit == MetricUnit::money_per_day)
    return decimal_text(
        {.minor = static_cast<std::int64_t>(std::llround(std::clamp(value, -most, most))), .currency = of.currency});
  char text[64];
  const int decimals = of.unit == MetricUnit::count ? 0 : of.unit == MetricUnit::share ? 6 : 4;
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string prefixed(RecordType type, RawId id) {
  return std::string(record_names[static_cast<std::size_t>(type)].prefix) + text_of(id);
}

void write_values(JsonWriter& json, const Document& document, const std::vector<MetricValue>& values) {
  json.begin_list();
  for (const MetricValue& it : values) {
    json.begin_object();
    if (!it.part.empty()) {
      json.key("part");
      json.plain(it.part);
    }
    json.key("value");
    if (it.state == MetricState::nothing) {
      json.null();
    } else {
      json.word(number_text(it.value, it));
    }
    json.key("unit");
    json.plain(name_of(it.unit));
    json.key("n");
    json.integer(static_cast<std::int64_t>(it.n));
    for (const auto& [name, end] : {std::pair("low", it.low), std::pair("high", it.high)}) {
      json.key(name);
      if (end) {
        json.word(number_text(*end, it));
      } else {
        json.null();
      }
    }
    json.key("state");
    json.plain(name_of(it.state));
    if (it.more_than) {
      json.key("moreThan");
      json.flag(true);
    }
    if (it.unit == MetricUnit::money || it.unit == MetricUnit::money_per_day) {
      json.key("currency");
      json.plain(text_of(it.currency));
    }
    if (it.about) {
      json.key("about");
      json.plain(prefixed(document.find(Id<Stage>{it.about}) ? RecordType::stage : RecordType::loss_reason, it.about));
    }
    if (!it.text.empty()) {
      json.key("text");
      json.text(it.text);
    }
    json.key("deals");
    json.begin_list();
    for (const Id<Deal> id : it.deals) json.plain(prefixed(RecordType::deal, id.raw));
    json.end_list();
    json.end_object();
  }
  json.end_list();
}

struct Asked {
  const Facts& facts;
  Query query = {};
  std::vector<const Stage*> stages = {};
  std::string pipeline_name = {};
};

std::string as_json(const Asked& asked) {
  JsonWriter json;
  json.begin_object();
  json.key("at");
  if (asked.query.as_of) {
    json.plain(iso_text(*asked.query.as_of));
  } else {
    json.null();
  }
  json.key("pipeline");
  if (asked.query.pipeline) {
    json.text(asked.pipeline_name);
  } else {
    json.null();
  }
  json.key("metrics");
  json.begin_list();
  for (const Metric* metric : metrics()) {
    json.begin_object();
    json.key("id");
    json.plain(metric->id);
    json.key("title");
    json.text(english(Text{.key = metric->title}));
    json.key("values");
    write_values(json, asked.facts.document, metric->of_facts(asked.facts, {}));
    json.key("stages");
    json.begin_list();
    for (const Stage* stage : asked.stages) {
      json.begin_object();
      json.key("stage");
      json.plain(prefixed(RecordType::stage, stage->id.raw));
      json.key("name");
      json.text(stage->name);
      json.key("values");
      write_values(json, asked.facts.document, metric->of_facts(asked.facts, stage->id));
      json.end_object();
    }
    json.end_list();
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

std::string as_line(const std::vector<MetricValue>& values) {
  std::string line;
  for (const MetricValue& it : values) {
    if (!line.empty()) line += "; ";
    for (const std::string_view word : {it.part, std::string_view(it.text)})
      if (!word.empty()) line += std::string(word) + " ";
    if (it.state == MetricState::nothing) {
      line += "-";
      continue;
    }
    if (it.more_than) line += ">";
    line += number_text(it.value, it);
    if (it.currency.code != 0) line += " " + text_of(it.currency);
    if (it.low && it.high) line += " (" + number_text(*it.low, it) + "..." + number_text(*it.high, it) + ")";
    if (it.unit != MetricUnit::count) line += ", n=" + std::to_string(it.n);
    if (it.state == MetricState::too_few) line += ", " + std::string(name_of(it.state));
  }
  return line;
}

std::string as_table(const Asked& asked) {
  std::string text;
  for (const Metric* metric : metrics()) {
    text += std::string(metric->id) + ": " + as_line(metric->of_facts(asked.facts, {})) + "\n";
    for (const Stage* stage : asked.stages) {
      const std::vector<MetricValue> values = metric->of_facts(asked.facts, stage->id);
      if (!values.empty()) text += "  " + stage->name + ": " + as_line(values) + "\n";
    }
  }
  return text;
}

Result<int> run(const Arguments& arguments) {
  const Result<Document> read = read_document(arguments.positional[0]);
  if (!read) return std::unexpected(read.error());
  const Document& document = *read;

  Query query;
  if (const auto at = arguments.option("--at")) {
    query.as_of = date_from_iso(*at);
    if (!query.as_of) return refuse(TextKey::terminal_bad_date, {{.name = "value", .value = std::string(*at)}});
  }
  const auto name = arguments.option("--pipeline");
  bool found = !name;
  std::vector<const Stage*> stages;
  std::string pipeline_name;
  for (const Pipeline* pipeline : pipelines_of(document)) {
    if (name && folded(pipeline->name) != folded(*name)) continue;
    if (name) {
      query.pipeline = pipeline->id;
      pipeline_name = pipeline->name;
    }
    found = true;
    for (const Stage* stage : stages_of(document, pipeline->id)) stages.push_back(stage);
    if (name) break;
  }
  if (!found) return refuse(TextKey::terminal_no_pipeline, {{.name = "name", .value = std::string(*name)}});
  const Facts facts = facts_of(document, query);
  const Asked asked = {
      .facts = facts, .query = query, .stages = std::move(stages), .pipeline_name = std::move(pipeline_name)};
  return print(arguments.option("--json") ? as_json(asked) : as_table(asked));
}

std::string more_help() {
  std::string text = english(Text{.key = TextKey::terminal_metric_list}) + "\n";
  for (const Metric* metric : metrics())
    text += "  " + std::string(metric->id) +
            std::string(std::max<std::size_t>(18, metric->id.size() + 1) - metric->id.size(), ' ') +
            english(Text{.key = metric->title}) + "\n";
  return text;
}

}  // namespace

extern const Subcommand metrics_command = {.name = "metrics",
                                           .summary = TextKey::terminal_metrics,
                                           .positional = "P.json",
                                           .min_positional = 1,
                                           .max_positional = 1,
                                           .options = options,
                                           .more_help = more_help,
                                           .run = run};

}  // namespace voronka
