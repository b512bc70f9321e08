#include "app/import_memory.hpp"

#include <algorithm>
#include <array>

#include "base/digits.hpp"
#include "formats/json_reader.hpp"
#include "formats/json_writer.hpp"
#include "formats/sha256.hpp"

namespace voronka {
namespace {

constexpr std::size_t max_remembered = 30;
constexpr std::size_t max_stages = 100;
// Names, for numbers may change from one version to the next.
constexpr std::array<std::string_view, 29> target_names = {
    "skip",    "extra",    "title",       "id",         "company",     "contact", "job_title", "phone",
    "email",   "amount",   "currency",    "status",     "closed_flag", "stage",   "pipeline",  "created",
    "entered", "modified", "closed",      "close_date", "expected",    "owner",   "source",    "comment",
    "tags",    "product",  "probability", "next_step",  "loss_reason"};
static_assert(target_names.size() == import_target_count);

std::string hash_of(const ImportMapping& mapping) {
  std::string captions;
  for (const ImportColumn& column : mapping.columns) captions += column.header + '\n';
  return sha256_hex(captions).substr(0, 32);
}

template <class Enum>
bool take_enum(JsonReader& in, Enum& value, std::int64_t count) {
  const std::int64_t number = in.take_integer();
  if (number < 0 || number >= count) return false;
  value = static_cast<Enum>(number);
  return true;
}

bool take_stages(JsonReader& in, std::vector<StageValue>& stages) {
  if (!in.enter_list()) return false;
  while (in.next_item()) {
    StageValue& stage = stages.emplace_back();
    if (stages.size() > max_stages || !in.enter_list() || !in.next_item()) return false;
    stage.value = in.take_text();
    if (!in.next_item()) return false;
    stage.name = in.take_text();
    if (!in.next_item() || !take_enum(in, stage.outcome, 3) || in.next_item()) return false;
  }
  return true;
}

bool take_values(JsonReader& in, std::vector<ValueName>& values) {
  if (!in.enter_list()) return false;
  while (in.next_item()) {
    ValueName& value = values.emplace_back();
    if (values.size() > 3 * max_value_names || !in.enter_list() || !in.next_item()) return false;
    const auto target = std::ranges::find(target_names, in.take_text());
    if (target == target_names.end() || !in.next_item()) return false;
    value.target = static_cast<ImportTarget>(target - target_names.begin());
    value.value = in.take_text();
    if (!in.next_item()) return false;
    value.name = in.take_text();
    if (in.next_item()) return false;
  }
  return true;
}

std::optional<RememberedImport> import_from(std::string_view line) {
  RememberedImport import;
  JsonReader in(line);
  if (!in.enter_object()) return std::nullopt;
  while (const auto name = in.next_member()) {
    bool good = true;
    if (*name == "of") {
      import.captions = in.take_text();
    } else if (*name == "columns") {
      if (!in.enter_list()) return std::nullopt;
      while (in.next_item()) {
        const auto found = std::ranges::find(target_names, in.take_text());
        // What a newer version could mean is kept as it stands.
        import.targets.push_back(found == target_names.end() ? ImportTarget::extra
                                                             : static_cast<ImportTarget>(found - target_names.begin()));
      }
    } else if (*name == "dates") {
      good = take_enum(in, import.date_order, 2);
    } else if (*name == "closed") {
      good = take_enum(in, import.closed_unknown, 3);
    } else if (*name == "currency") {
      import.currency = currency_from(in.take_text()).value_or(Currency{});
    } else if (*name == "stages") {
      good = take_stages(in, import.stages);
    } else if (*name == "values") {
      good = take_values(in, import.values);
    } else {
      in.take_raw();
    }
    if (!good) return std::nullopt;
  }
  if (!in.finish() || import.captions.empty()) return std::nullopt;
  return import;
}

}  // namespace

std::string text_of(const std::vector<RememberedImport>& imports) {
  std::string text;
  for (const RememberedImport& import : imports) {
    JsonWriter out;
    out.begin_object();
    out.key("of");
    out.text(import.captions);
    out.key("columns");
    out.begin_list();
    for (const ImportTarget target : import.targets) out.text(target_names[static_cast<std::size_t>(target)]);
    out.end_list();
    out.key("dates");
    out.integer(static_cast<std::int64_t>(import.date_order));
    out.key("closed");
    out.integer(static_cast<std::int64_t>(import.closed_unknown));
    if (import.currency.code != 0) {
      out.key("currency");
      out.text(text_of(import.currency));
    }
    out.key("stages");
    out.begin_list();
    for (const StageValue& stage : import.stages) {
      out.begin_list();
      out.text(stage.value);
      out.text(stage.name);
      out.integer(static_cast<std::int64_t>(stage.outcome));
      out.end_list();
    }
    out.end_list();
    if (!import.values.empty()) {
      out.key("values");
      out.begin_list();
      for (const ValueName& value : import.values) {
        out.begin_list();
        out.text(target_names[static_cast<std::size_t>(value.target)]);
        out.text(value.value);
        out.text(value.name);
        out.end_list();
      }
      out.end_list();
    }
    out.end_object();
    text += out.take() + "\n";
  }
  return text;
}

std::vector<RememberedImport> imports_from(std::string_view text) {
  std::vector<RememberedImport> imports;
  while (!text.empty() && imports.size() < max_remembered) {
    const std::size_t end = text.find('\n');
    if (auto import = import_from(text.substr(0, end))) imports.push_back(std::move(*import));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return imports;
}

void remember(std::vector<RememberedImport>& imports, const ImportMapping& answered) {
  if (answered.header_line == 0) return;
  RememberedImport import = {.captions = hash_of(answered),
                             .date_order = answered.date_order,
                             .closed_unknown = answered.closed_unknown,
                             .currency = answered.currency_missing ? answered.default_currency : Currency{}};
  for (const ImportColumn& column : answered.columns) import.targets.push_back(column.target);
  for (const StageValue& stage : answered.stages)
    if (import.stages.size() < max_stages)
      import.stages.push_back({.value = stage.value, .name = stage.name, .outcome = stage.outcome});
  for (const ValueName& value : answered.values)
    if (value.name != value.value)
      import.values.push_back({.target = value.target, .value = value.value, .name = value.name});
  std::erase_if(imports, [&](const RememberedImport& one) { return one.captions == import.captions; });
  imports.insert(imports.begin(), std::move(import));
  if (imports.size() > max_remembered) imports.pop_back();
}

std::optional<ImportMapping> recalled(const std::vector<RememberedImport>& imports, const ImportMapping& guess) {
  if (guess.header_line == 0) return std::nullopt;
  const auto found = std::ranges::find(imports, hash_of(guess), &RememberedImport::captions);
  if (found == imports.end() || found->targets.size() != guess.columns.size()) return std::nullopt;
  ImportMapping mapping = guess;
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) mapping.columns[i].target = found->targets[i];
  // Where this table says for sure how its days are written, it is believed.
  if (!guess.date_order_sure) {
    mapping.date_order = found->date_order;
    mapping.date_order_sure = true;
  }
  mapping.closed_unknown = found->closed_unknown;
  if (guess.currency_missing && found->currency.code != 0) mapping.default_currency = found->currency;
  for (StageValue& stage : mapping.stages) {
    const auto same = std::ranges::find(found->stages, stage.value, &StageValue::value);
    if (same == found->stages.end()) continue;
    stage.name = same->name;
    stage.outcome = same->outcome;
  }
  for (ValueName& value : mapping.values)
    for (const ValueName& known : found->values)
      if (known.target == value.target && known.value == value.value) value.name = known.name;
  if (mapping == guess) return std::nullopt;
  return mapping;
}

}  // namespace voronka
