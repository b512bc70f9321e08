#include "formats/import_table.hpp"

#include <algorithm>
#include <utility>

#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

// As src/app/check.hpp has them: longer texts would refuse the whole import, so they are cut with a warning here.
constexpr std::size_t max_text = 64 * 1024;
constexpr std::size_t max_title = 1000;
constexpr std::size_t max_pipelines = 50;

constexpr std::string_view stage_colors[] = {"#7C8AA5", "#5B8DEF", "#3FB6C6", "#E0A13A",
                                             "#D9703B", "#9B6BE0", "#4CB782"};

std::string first_part(std::string_view cell, std::size_t limit) { return std::string(clipped_utf8(cell, limit)); }

// Vtiger writes "Accounts::::Acme" for a reference.
std::string name_of_reference(std::string_view cell) {
  const std::size_t at = cell.find("::::");
  return first_part(trimmed_cell(at == std::string_view::npos ? cell : cell.substr(at + 4)), max_title);
}

void put_sorted(ExtraFields& extra, const std::string& key, std::string value) {
  const auto at = std::ranges::lower_bound(extra, key, {}, [](const auto& it) { return std::string_view(it.first); });
  if (at != extra.end() && at->first == key) {
    at->second = std::move(value);
  } else {
    extra.insert(at, {key, std::move(value)});
  }
}

void add_once(TextList& list, std::string text) {
  if (!text.empty() && std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
}

// "a, b; c"
template <class Function>
void for_each_part(std::string_view cell, Function&& f) {
  while (!cell.empty()) {
    const std::size_t end = cell.find_first_of(",;\n");
    const std::string part = trimmed_cell(cell.substr(0, end));
    if (!part.empty()) f(part);
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
  }
}

}  // namespace

// A deal on its way, with what decides about it but is not stored in it.
struct ImportJob::Row {
  Deal deal = {};
  std::optional<ParsedDate> created = {};
  std::optional<ParsedDate> closed = {};
  EventOrigin closed_origin = EventOrigin::import;
  std::optional<ParsedDate> modified = {};
  std::optional<ParsedDate> close_date = {};
  struct Entry {
    std::string stage = {};
    ParsedDate date = {};
  };
  std::vector<Entry> entered = {};  // sorted by time
  std::string stage = {};           // of the pipeline; empty: the file does not say
  std::string pipeline = {};
  std::string company = {};
  std::string contact = {};
  std::string product = {};
};

ImportJob::ImportJob(TableReader reader, ImportMapping mapping, ImportStamp stamp)
    : reader_(std::move(reader)), mapping_(std::move(mapping)), stamp_(stamp), random_(stamp.seed) {
  columns_.assign(import_target_count, no_column);
  for (std::size_t i = mapping_.columns.size(); i-- > 0;) {
    columns_[static_cast<std::size_t>(mapping_.columns[i].target)] = i;
    if (mapping_.columns[i].target == ImportTarget::extra) extra_columns_.push_back(i);
  }
  sort_rows(extra_columns_,
            [&](std::size_t a, std::size_t b) { return mapping_.columns[a].header < mapping_.columns[b].header; });
  if (mapping_.unknown_stage_name.empty()) mapping_.unknown_stage_name = "?";
  if (mapping_.pipeline_name.empty()) mapping_.pipeline_name = mapping_.importer;
}

Result<bool> ImportJob::step(std::size_t rows) {
  if (done_) return true;
  if (!started_) {
    if (const Result<bool> found = skip_header(reader_, mapping_); !found) return std::unexpected(found.error());
    started_ = true;
  }
  for (std::size_t i = 0; i < rows; ++i) {
    const Result<bool> more = reader_.next();
    if (!more) return std::unexpected(more.error());
    if (!*more) {
      finish();
      done_ = true;
      return true;
    }
    read_row();
  }
  return false;
}

std::string_view ImportJob::cell(ImportTarget target) const {
  const std::size_t column = columns_[static_cast<std::size_t>(target)];
  return column == no_column ? std::string_view{} : reader_.cells().at(column);
}

template <class Record>
Id<Record> ImportJob::new_id() {
  const std::uint64_t high = random_.next();
  return {ulid(stamp_.now.utc_ms, high, random_.next())};
}

void ImportJob::warn(TextKey key, std::vector<TextArgument> arguments, bool of_row) {
  ++result_.warning_count;
  if (result_.warnings.size() == max_listed_warnings) return;
  result_.warnings.push_back(
      {.text = {.key = key, .arguments = std::move(arguments)}, .line = of_row ? reader_.line() : 0});
}

// Where in its list the record of that name (in that scope) stands; it is made when it is met first.
template <class Record>
std::size_t ImportJob::named(NameIndex& index, std::string_view name, std::string_view scope) {
  std::string key = folded_cell(name);
  key += '\x1f';
  key += scope;
  auto& list = result_.records.of<Record>();
  const auto [at, fresh] = index.try_emplace(std::move(key), list.size());
  if (fresh) {
    list.push_back({});
    list.back().id = new_id<Record>();
    list.back().name = first_part(name, max_title);
  }
  return at->second;
}

std::size_t ImportJob::pipeline_for(std::string_view name) {
  // A column that was taken for a pipeline and is not one must not make a thousand.
  if (pipelines_.size() == max_pipelines && !pipeline_index_.contains(folded_cell(name) + '\x1f')) return 0;
  const std::size_t at = named<Pipeline>(pipeline_index_, name);
  if (at == pipelines_.size()) pipelines_.push_back({});
  return at;
}

std::size_t ImportJob::stage_for(std::size_t pipeline, std::string_view name) {
  auto& stages = result_.records.of<Stage>();
  const std::size_t before = stages.size();
  const std::size_t at = named<Stage>(stage_index_, name, std::to_string(pipeline));
  if (at == before) {
    stages[at].pipeline = result_.records.of<Pipeline>()[pipeline].id;
    pipelines_[pipeline].stages.push_back(at);
  }
  return at;
}

void ImportJob::read_row() {
  ++result_.counts.rows;
  const RowCells& cells = reader_.cells();
  std::size_t filled = 0;
  std::size_t as_header = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (is_nothing(cells.at(i))) continue;
    ++filled;
    as_header += i < mapping_.columns.size() && trimmed_cell(cells.at(i)) == mapping_.columns[i].header ? 1 : 0;
  }
  // Footers of reports ("Confidential information") and headers that come again on every printed page.
  const bool footer = filled <= 1 && mapping_.columns.size() >= 4;
  if (filled == 0 || footer || as_header * 2 > filled) {
    ++result_.counts.skipped;
    if (filled > 0) warn(TextKey::import_row_skipped);
    return;
  }
  if (cells.size() > mapping_.columns.size()) {
    const auto surplus = [&] {
      for (std::size_t i = mapping_.columns.size(); i < cells.size(); ++i)
        if (!is_nothing(cells.at(i))) return true;
      return false;
    };
    if (surplus())
      warn(TextKey::import_row_long,
           {{.name = "count", .value = static_cast<std::int64_t>(cells.size())},
            {.name = "expected", .value = static_cast<std::int64_t>(mapping_.columns.size())}});
  }
  Row row = parsed_row();
  if (row.deal.title.empty()) {
    ++result_.counts.skipped;
    warn(TextKey::import_row_skipped);
    return;
  }
  keep(std::move(row));
}

ImportJob::Row ImportJob::parsed_row() {
  Row row;
  Deal& deal = row.deal;
  if (const std::string id = trimmed_cell(cell(ImportTarget::external_id)); !id.empty())
    deal.origin = {.system = mapping_.importer, .id = first_part(id, max_title)};
  for (const std::size_t column : extra_columns_) put_extra(deal, column);
  // Needed for what follows, and yet nothing of it may be lost: there is no field for them.
  for (const ImportTarget target : {ImportTarget::modified, ImportTarget::product})
    if (columns_[static_cast<std::size_t>(target)] != no_column)
      put_extra(deal, columns_[static_cast<std::size_t>(target)]);

  const auto text = [&](ImportTarget target) {
    return is_nothing(cell(target)) ? std::string() : first_part(trimmed_cell(cell(target)), max_text);
  };
  deal.owner = text(ImportTarget::owner);
  deal.source = text(ImportTarget::source);
  deal.next_step = text(ImportTarget::next_step);
  row.product = text(ImportTarget::product);
  row.pipeline = text(ImportTarget::pipeline);
  if (row.pipeline.empty()) row.pipeline = mapping_.pipeline_name;
  if (!is_nothing(cell(ImportTarget::company))) row.company = name_of_reference(cell(ImportTarget::company));
  if (!is_nothing(cell(ImportTarget::contact))) row.contact = name_of_reference(cell(ImportTarget::contact));
  if (const std::string_view probability = cell(ImportTarget::probability); !is_nothing(probability)) {
    deal.probability = parse_percent(probability, mapping_.probability_is_fraction);
    if (!deal.probability) {
      warn(TextKey::import_bad_probability, {{.name = "value", .value = first_part(probability, 100)}});
      put_extra(deal, columns_[static_cast<std::size_t>(ImportTarget::probability)]);
    }
  }
  give_title(row);
  read_amount(row);
  read_dates(row);
  read_outcome(row);
  return row;
}

void ImportJob::put_extra(Deal& deal, std::size_t column) {
  const std::string_view value = reader_.cells().at(column);
  if (value.find_first_not_of(" \t\n") == std::string_view::npos) return;
  if (value.size() > max_text)
    warn(TextKey::import_text_cut, {{.name = "column", .value = mapping_.columns[column].header}});
  put_sorted(deal.extra, mapping_.columns[column].header, first_part(value, max_text));
}

// Without a title of its own a deal is called by what is sold to whom, then by its number.
void ImportJob::give_title(Row& row) {
  std::string title = trimmed_cell(cell(ImportTarget::title));
  if (is_nothing(title)) {
    title.clear();
    for (const std::string* part : {&row.product, &row.company, &row.contact}) {
      if (part->empty() || (part == &row.contact && !title.empty())) continue;
      if (!title.empty()) title += " · ";
      title += *part;
    }
    if (title.empty() && !row.deal.origin.id.empty()) title = "№ " + row.deal.origin.id;
  }
  if (title.size() > max_title) warn(TextKey::import_text_cut, {{.name = "column", .value = std::string("title")}});
  row.deal.title = first_part(title, max_title);
}

void ImportJob::read_amount(Row& row) {
  const std::string_view text = cell(ImportTarget::amount);
  if (is_nothing(text)) return;
  const auto refused = [&] {
    warn(TextKey::import_bad_amount, {{.name = "value", .value = first_part(text, 100)}});
    put_extra(row.deal, columns_[static_cast<std::size_t>(ImportTarget::amount)]);
  };
  const auto amount = parse_amount_cell(text, mapping_.decimal_mark);
  if (!amount) return refused();
  Currency currency = mapping_.default_currency;
  if (amount->currency.code != 0) currency = amount->currency;
  if (const std::string_view words = cell(ImportTarget::currency); !is_nothing(words)) {
    if (const auto named_currency = currency_from_words(words)) {
      currency = *named_currency;
    } else {
      warn(TextKey::import_bad_currency, {{.name = "value", .value = first_part(words, 100)}});
      put_extra(row.deal, columns_[static_cast<std::size_t>(ImportTarget::currency)]);
    }
  }
  row.deal.amount = money_from_cell(*amount, currency);
  if (!row.deal.amount) return refused();
  if (row.deal.amount->minor < 0) warn(TextKey::import_negative_amount, {{.name = "deal", .value = row.deal.title}});
}

std::optional<ParsedDate> ImportJob::date_cell(std::size_t column, Deal& deal) {
  const std::string_view text = reader_.cells().at(column);
  if (is_nothing(text)) return std::nullopt;
  const auto date = parse_date_cell(text, mapping_.date_order, stamp_.now.offset_minutes);
  if (!date) {
    warn(TextKey::import_bad_date, {{.name = "value", .value = first_part(text, 100)},
                                    {.name = "column", .value = mapping_.columns[column].header}});
    put_extra(deal, column);
  }
  return date;
}

void ImportJob::read_dates(Row& row) {
  for (std::size_t i = 0; i < mapping_.columns.size(); ++i) {
    switch (mapping_.columns[i].target) {
      case ImportTarget::created:
        row.created = date_cell(i, row.deal);
        break;
      case ImportTarget::modified:
        row.modified = date_cell(i, row.deal);
        break;
      case ImportTarget::closed:  // "Won time" and "Lost time" are two columns of one meaning
        if (!row.closed) row.closed = date_cell(i, row.deal);
        break;
      case ImportTarget::close_date:
        row.close_date = date_cell(i, row.deal);
        break;
      case ImportTarget::expected_close:
        if (const auto date = date_cell(i, row.deal)) row.deal.expected_close = local_date(date->at);
        break;
      case ImportTarget::stage_entered:
        if (const auto date = date_cell(i, row.deal))
          row.entered.push_back({.stage = mapping_.columns[i].stage, .date = *date});
        break;
      default:
        break;
    }
  }
  sort_rows(row.entered, [](const Row::Entry& a, const Row::Entry& b) { return a.date.at.utc_ms < b.date.at.utc_ms; });
}

void ImportJob::read_outcome(Row& row) {
  const auto value_in = [](const std::vector<StageValue>& values, const std::string& text) {
    const auto found = std::ranges::find(values, text, &StageValue::value);
    return found == values.end() ? nullptr : &*found;
  };
  StageOutcome outcome = StageOutcome::open;
  const std::string stage_text = trimmed_cell(cell(ImportTarget::stage));
  const StageValue* stage = value_in(mapping_.stages, stage_text);
  if (stage) {
    outcome = stage->outcome;
    if (stage->outcome == StageOutcome::open) row.stage = stage->name;
  } else {
    row.stage = first_part(stage_text, max_title);
  }
  const StageValue* status = value_in(mapping_.statuses, trimmed_cell(cell(ImportTarget::status)));
  if (status) outcome = status->outcome;

  const auto closed = parse_flag(cell(ImportTarget::closed_flag));
  if (closed == false) outcome = StageOutcome::open;
  if (closed == true && outcome == StageOutcome::open && !status) {
    if (mapping_.closed_unknown == ClosedUnknown::won) outcome = StageOutcome::won;
    if (mapping_.closed_unknown == ClosedUnknown::lost) outcome = StageOutcome::lost;
  }
  // The file says that it is open after all: then the name of the "final" stage is a stage.
  if (outcome == StageOutcome::open && row.stage.empty() && stage) row.stage = stage->name;

  Deal& deal = row.deal;
  if (outcome == StageOutcome::open) {
    if (row.close_date && !deal.expected_close) deal.expected_close = local_date(row.close_date->at);
    return;
  }
  deal.status = outcome == StageOutcome::won ? DealStatus::won : DealStatus::lost;
  if (!row.closed) {
    // Rather a day that is probably near than none; the history says that it was inferred.
    row.closed_origin = EventOrigin::inferred;
    row.closed = row.close_date ? row.close_date : row.modified ? row.modified : row.created;
    if (!row.closed && !row.entered.empty()) row.closed = row.entered.back().date;
    if (!row.close_date) warn(TextKey::import_no_close_date, {{.name = "deal", .value = deal.title}});
  }
  deal.closed_on = local_date(row.closed ? row.closed->at : stamp_.now);
}

void ImportJob::read_people(Row& row) {
  Deal& deal = row.deal;
  auto& records = result_.records;
  if (!row.company.empty()) {
    const std::size_t at = named<Company>(company_index_, row.company);
    deal.company = records.of<Company>()[at].id;
  }
  TextList phones;
  TextList emails;
  for (std::size_t i = 0; i < mapping_.columns.size(); ++i) {
    const ImportTarget target = mapping_.columns[i].target;
    if (target != ImportTarget::phone && target != ImportTarget::email) continue;
    for_each_part(reader_.cells().at(i), [&](std::string text) {
      if (text.starts_with('\'')) text.erase(0, 1);
      if (!is_nothing(text)) add_once(target == ImportTarget::phone ? phones : emails, first_part(text, max_title));
    });
  }
  if (row.contact.empty()) row.contact = !emails.empty() ? emails[0] : !phones.empty() ? phones[0] : "";
  if (row.contact.empty()) return;
  // Two people of one name work at two companies.
  const std::size_t at = named<Contact>(contact_index_, row.contact, text_of(deal.company.raw));
  Contact& contact = records.of<Contact>()[at];
  contact.company = deal.company;
  if (contact.job_title.empty() && !is_nothing(cell(ImportTarget::job_title)))
    contact.job_title = first_part(trimmed_cell(cell(ImportTarget::job_title)), max_title);
  for (std::string& phone : phones) add_once(contact.phones, std::move(phone));
  for (std::string& email : emails) add_once(contact.emails, std::move(email));
  deal.contacts = {contact.id};
}

void ImportJob::read_lists(Row& row) {
  Deal& deal = row.deal;
  const auto tag_named = [&](std::string_view name) {
    const std::size_t at = named<Tag>(tag_index_, name);
    return result_.records.of<Tag>()[at].id;
  };
  for (std::size_t i = 0; i < mapping_.columns.size(); ++i) {
    const std::string_view text = reader_.cells().at(i);
    if (is_nothing(text)) continue;
    if (mapping_.columns[i].target == ImportTarget::tags) {
      for_each_part(text, [&](const std::string& name) {
        const Id<Tag> id = tag_named(name);
        if (std::ranges::find(deal.tags, id) == deal.tags.end()) deal.tags.push_back(id);
      });
    }
    if (mapping_.columns[i].target == ImportTarget::comment) {
      Note note = {.id = new_id<Note>(), .deal = deal.id, .text = std::string(text)};
      if (row.created) note.at = row.created->at;
      result_.records.of<Note>().push_back(std::move(note));
    }
  }
  if (const std::string_view reason = cell(ImportTarget::loss_reason);
      deal.status == DealStatus::lost && !is_nothing(reason)) {
    const std::size_t at = named<LossReason>(reason_index_, trimmed_cell(reason));
    deal.loss_reason = result_.records.of<LossReason>()[at].id;
  } else if (!is_nothing(reason)) {
    put_extra(deal, columns_[static_cast<std::size_t>(ImportTarget::loss_reason)]);
  }
}

void ImportJob::keep(Row row) {
  auto& deals = result_.records.of<Deal>();
  Deal& deal = row.deal;
  std::size_t at = deals.size();
  if (!deal.origin.id.empty()) {
    const auto [known, fresh] = deal_index_.try_emplace(deal.origin.id, at);
    at = known->second;
    if (!fresh) {
      ++result_.counts.repeated;
      warn(TextKey::import_repeated_id, {{.name = "id", .value = deal.origin.id}});
      Deal& old = deals[at];
      if (!row.product.empty()) {
        // Bitrix24 writes one row per product, each with its own part of the sum.
        if (old.amount && deal.amount && old.amount->currency == deal.amount->currency &&
            deal.amount->minor <= max_amount_minor - std::abs(old.amount->minor))
          old.amount->minor += deal.amount->minor;
        for (Event& event : old.history)
          if (event.kind == EventKind::amount_changed && old.amount) event.value = *old.amount;
        for (auto& [key, value] : old.extra)
          if (key == mapping_.columns[columns_[static_cast<std::size_t>(ImportTarget::product)]].header &&
              value.size() + row.product.size() < max_text)
            value += "\n" + row.product;
        return;
      }
    }
  }
  const bool fresh = at == deals.size();
  deal.id = fresh ? new_id<Deal>() : deals[at].id;
  read_people(row);
  read_lists(row);

  Place place = {.pipeline = pipeline_for(row.pipeline)};
  if (row.stage.empty() && deal.status == DealStatus::open) row.stage = mapping_.unknown_stage_name;
  for (Row::Entry& entry : row.entered)
    if (entry.stage.empty()) entry.stage = row.stage;
  std::erase_if(row.entered, [](const Row::Entry& entry) { return entry.stage.empty(); });
  if (row.stage.empty() && !row.entered.empty()) row.stage = row.entered.back().stage;
  if (!row.stage.empty()) {
    place.stage = stage_for(place.pipeline, row.stage);
    deal.position.stage = result_.records.of<Stage>()[place.stage].id;
  }
  write_history(row, place.pipeline);
  if (fresh) {
    deals.push_back(std::move(deal));
    places_.push_back(place);
  } else {
    deals[at] = std::move(deal);
    places_[at] = place;
  }
}

void ImportJob::write_history(Row& row, std::size_t pipeline) {
  Deal& deal = row.deal;
  // When nothing says when, the place in time is that of the writing down.
  const ParsedDate unknown = {.at = {.utc_ms = stamp_.now.utc_ms}, .precision = Precision::unknown};
  ParsedDate born = unknown;
  EventOrigin born_origin = EventOrigin::inferred;
  if (row.created) {
    born = *row.created;
    born_origin = EventOrigin::import;
  } else if (!row.entered.empty()) {
    born = row.entered[0].date;  // it existed at the latest when it came to its first stage
  } else if (deal.status != DealStatus::open && row.closed) {
    born = *row.closed;
  } else {
    ++result_.counts.without_date;
  }
  const auto add = [&](EventKind kind, const ParsedDate& when, EventOrigin origin, EventValue value = {}) {
    deal.history.push_back({.kind = kind,
                            .precision = when.precision,
                            .origin = origin,
                            .at = when.at,
                            .recorded_at_ms = stamp_.now.utc_ms,
                            .value = std::move(value)});
  };
  add(EventKind::created, born, born_origin);
  add(EventKind::pipeline_entered, born, EventOrigin::inferred, result_.records.of<Pipeline>()[pipeline].id.raw);
  bool has_own_entry = false;
  for (const Row::Entry& entry : row.entered) {
    const std::size_t at = stage_for(pipeline, entry.stage);
    const Id<Stage> stage = result_.records.of<Stage>()[at].id;
    has_own_entry = has_own_entry || stage == deal.position.stage;
    add(EventKind::stage_entered, entry.date, EventOrigin::import, stage.raw);
  }
  if (deal.position.stage && !has_own_entry)
    add(EventKind::stage_entered, unknown, EventOrigin::import, deal.position.stage.raw);
  // That these were the first values, too, is a guess: an export only knows the last ones.
  if (deal.amount) add(EventKind::amount_changed, born, EventOrigin::inferred, *deal.amount);
  if (deal.expected_close) add(EventKind::expected_close_changed, born, EventOrigin::inferred, *deal.expected_close);
  if (!deal.owner.empty()) add(EventKind::owner_changed, born, EventOrigin::inferred, deal.owner);
  if (deal.probability) add(EventKind::probability_changed, born, EventOrigin::inferred, *deal.probability);
  const ParsedDate closed = row.closed.value_or(unknown);
  if (deal.status == DealStatus::won) add(EventKind::won, closed, row.closed_origin);
  if (deal.status == DealStatus::lost)
    add(EventKind::lost, closed, row.closed_origin, deal.loss_reason ? EventValue(deal.loss_reason.raw) : EventValue());
}

void ImportJob::order_stages() {
  // A stage in which everything is won by the user's answer ("closed there means won") comes after the sale.
  auto& stages = result_.records.of<Stage>();
  if (mapping_.closed_unknown == ClosedUnknown::won) {
    std::vector<bool> holds_won(stages.size());
    std::vector<bool> holds_other(stages.size());
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (places_[i].stage != no_column)
        (result_.records.of<Deal>()[i].status == DealStatus::won ? holds_won : holds_other)[places_[i].stage] = true;
    for (const StageValue& value : mapping_.stages) {
      if (value.outcome != StageOutcome::open || value.closed_rows == 0) continue;
      for (std::size_t at = 0; at < stages.size(); ++at)
        if (stages[at].name == value.name && holds_won[at] && !holds_other[at]) stages[at].kind = StageKind::after_sale;
    }
  }
  for (std::size_t i = 0; i < pipelines_.size(); ++i) {
    const auto is_sales = [&](std::size_t at) { return result_.records.of<Stage>()[at].kind == StageKind::sales; };
    // A pipeline needs a place for the next deal.
    if (std::ranges::none_of(pipelines_[i].stages, is_sales)) {
      const std::size_t at = stage_for(i, mapping_.unknown_stage_name);
      result_.records.of<Stage>()[at].kind = StageKind::sales;
    }
    order_stages_of(pipelines_[i]);
  }
}

void ImportJob::order_stages_of(OpenPipeline& pipeline) {
  auto& stages = result_.records.of<Stage>();
  const auto is_late = [&](std::size_t at) { return stages[at].kind == StageKind::after_sale; };
  const bool all_known = std::ranges::all_of(
      pipeline.stages, [&](std::size_t at) { return is_late(at) || known_stage_order(stages[at].name).has_value(); });
  const auto place = [&](std::size_t at) {
    return (is_late(at) ? 1000 : 0) + (all_known ? known_stage_order(stages[at].name).value_or(0) : 0);
  };
  sort_rows(pipeline.stages, [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  const auto sales =
      static_cast<std::size_t>(std::ranges::count_if(pipeline.stages, [&](std::size_t at) { return !is_late(at); }));
  for (std::size_t i = 0; i < pipeline.stages.size(); ++i) {
    Stage& stage = stages[pipeline.stages[i]];
    stage.rank.text = spread_rank(i, pipeline.stages.size());
    stage.color = stage_colors[i % std::size(stage_colors)];
    // Nobody said how likely: evenly rising until the user says better.
    stage.probability = is_late(pipeline.stages[i]) ? 100 : static_cast<std::int32_t>((i + 1) * 100 / (sales + 1));
    const auto define = [&](EventKind kind, EventValue value) {
      stage.history.push_back({.kind = kind,
                               .origin = EventOrigin::import,
                               .at = stamp_.now,
                               .recorded_at_ms = stamp_.now.utc_ms,
                               .value = std::move(value)});
    };
    define(EventKind::created, {});
    define(EventKind::definition_changed, "probability=" + std::to_string(stage.probability));
    define(EventKind::definition_changed, "kind=" + std::string(name_of(stage.kind)));
  }
}

// Won and lost deals of which no stage is known. Won ones go where won deals live, after the sale, else to the last stage;
// lost ones to the first: they came at least there. The history says "inferred, unknown when".
void ImportJob::settle_homeless() {
  auto& deals = result_.records.of<Deal>();
  const auto& stages = result_.records.of<Stage>();
  for (std::size_t i = 0; i < deals.size(); ++i) {
    if (places_[i].stage != no_column) continue;
    const std::vector<std::size_t>& order = pipelines_[places_[i].pipeline].stages;
    const auto is_late = [&](std::size_t at) { return stages[at].kind == StageKind::after_sale; };
    const auto first_late = std::ranges::find_if(order, is_late);
    const std::size_t home = deals[i].status != DealStatus::won ? order.front()
                             : first_late != order.end()        ? *first_late
                                                                : order.back();
    places_[i].stage = home;
    deals[i].position.stage = stages[home].id;
    deals[i].history.insert(deals[i].history.begin() + 2, {.kind = EventKind::stage_entered,
                                                           .precision = Precision::unknown,
                                                           .origin = EventOrigin::inferred,
                                                           .at = {.utc_ms = stamp_.now.utc_ms},
                                                           .recorded_at_ms = stamp_.now.utc_ms,
                                                           .value = stages[home].id.raw});
  }
}

// Inside a column the order of the file.
void ImportJob::rank_deals() {
  auto& deals = result_.records.of<Deal>();
  std::vector<std::size_t> count(result_.records.of<Stage>().size());
  std::vector<std::size_t> given(count.size());
  for (const Place& place : places_) ++count[place.stage];
  for (std::size_t i = 0; i < deals.size(); ++i) {
    const std::size_t stage = places_[i].stage;
    deals[i].position.rank.text = spread_rank(given[stage]++, count[stage]);
  }
}

void ImportJob::finish() {
  auto& records = result_.records;
  if (pipelines_.empty()) pipeline_for(mapping_.pipeline_name);
  order_stages();
  settle_homeless();
  rank_deals();
  for (std::size_t i = 0; i < pipelines_.size(); ++i)
    records.of<Pipeline>()[i].rank.text = spread_rank(i, pipelines_.size());
  auto& reasons = records.of<LossReason>();
  for (std::size_t i = 0; i < reasons.size(); ++i) reasons[i].rank.text = spread_rank(i, reasons.size());

  ImportCounts& counts = result_.counts;
  for (const Deal& deal : records.of<Deal>())
    ++(deal.status == DealStatus::open ? counts.open : deal.status == DealStatus::won ? counts.won : counts.lost);
  counts.deals = records.of<Deal>().size();
  counts.companies = records.of<Company>().size();
  counts.contacts = records.of<Contact>().size();
  counts.stages = records.of<Stage>().size();

  if (mapping_.closed_unknown == ClosedUnknown::open && column_of(mapping_, ImportTarget::status) == no_column) {
    for (const StageValue& stage : mapping_.stages)
      if (stage.outcome == StageOutcome::open && stage.closed_rows > 0)
        warn(TextKey::import_closed_unknown,
             {{.name = "stage", .value = stage.value},
              {.name = "count", .value = static_cast<std::int64_t>(stage.closed_rows)}},
             false);
  }
  if (mapping_.currency_missing && mapping_.default_currency.code == 0)
    warn(TextKey::import_currency_missing, {}, false);
  if (!mapping_.date_order_sure) warn(TextKey::import_date_order_unsure, {}, false);
}

Result<ImportResult> import_table(TableReader reader, ImportMapping mapping, ImportStamp stamp) {
  ImportJob job(std::move(reader), std::move(mapping), stamp);
  while (true) {
    const Result<bool> done = job.step(10'000);
    if (!done) return std::unexpected(done.error());
    if (*done) return job.take();
  }
}

namespace {

// Old ids by folded name, then new ids replaced by them.
template <class Record>
class Adopted {
 public:
  Adopted(RecordSet& records, const Document& document) {
    std::unordered_map<std::string, RawId> known;
    for (const Record& record : document.table<Record>().rows())
      if (!record.deleted) known.try_emplace(folded_cell(record.name), record.id.raw);
    if (known.empty()) return;
    std::erase_if(records.of<Record>(), [&](const Record& record) {
      const auto found = known.find(folded_cell(record.name));
      if (found == known.end()) return false;
      instead_.emplace(text_of(record.id.raw), found->second);
      return true;
    });
  }
  void apply(Id<Record>& id) const {
    if (instead_.empty() || !id) return;
    if (const auto found = instead_.find(text_of(id.raw)); found != instead_.end()) id.raw = found->second;
  }
  RawId instead_of(RawId id) const {
    Id<Record> changed = {id};
    apply(changed);
    return changed.raw;
  }

 private:
  std::unordered_map<std::string, RawId> instead_;
};

}  // namespace

RecordSet fitted_to(RecordSet records, const Document& document) {
  const Adopted<Tag> tags(records, document);
  const Adopted<LossReason> reasons(records, document);
  const Adopted<Company> companies(records, document);
  for (Contact& contact : records.of<Contact>()) companies.apply(contact.company);
  for (Deal& deal : records.of<Deal>()) {
    companies.apply(deal.company);
    reasons.apply(deal.loss_reason);
    for (Id<Tag>& tag : deal.tags) tags.apply(tag);
    for (Event& event : deal.history)
      if (auto* reason = std::get_if<RawId>(&event.value); reason && event.kind == EventKind::lost)
        *reason = reasons.instead_of(*reason);
  }
  const auto behind = [&]<class Record>(std::type_identity<Record>) {
    Rank last;
    for (const Record& record : document.table<Record>().rows()) last = std::max(last, record.rank);
    if (last.text.empty()) return;
    for (Record& record : records.of<Record>()) {
      record.rank = rank_between(last, {}, {});
      last = record.rank;
    }
  };
  behind(std::type_identity<Pipeline>{});
  behind(std::type_identity<LossReason>{});
  return records;
}

}  // namespace voronka
