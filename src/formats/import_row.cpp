// One row of a table into a deal: what its cells say, and a warning for each that says nothing we understand.
#include <algorithm>
#include <utility>

#include "base/sort.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_job.hpp"

namespace voronka {
namespace {

// Vtiger writes "Accounts::::Acme" for a reference.
std::string_view behind_reference(std::string_view cell) {
  const std::size_t at = cell.find("::::");
  return at == std::string_view::npos ? cell : cell.substr(at + 4);
}

constexpr std::string_view deleted_words = "deleted|удалена|удалено|удален";
constexpr std::string_view put_away_words = "archived|в архиве|deleted|удалена|удалено|удален";

std::string name_of_reference(std::string_view cell, std::string_view mark) {
  cell = behind_reference(cell);
  if (!mark.empty()) cell = cell.substr(0, cell.find(mark));
  return first_part(trimmed_cell(cell), max_import_title);
}

void put_sorted(ExtraFields& extra, const std::string& key, std::string value) {
  const auto at = std::ranges::lower_bound(extra, key, {}, [](const auto& it) { return std::string_view(it.first); });
  if (at != extra.end() && at->first == key) {
    at->second = std::move(value);
  } else {
    extra.insert(at, {key, std::move(value)});
  }
}

// 1250000 by six digits: 1.250000.
void shift_decimals(std::string& decimal, std::int32_t digits) {
  if (digits <= 0 || decimal.find('.') != std::string::npos) return;
  const std::size_t sign = decimal.starts_with('-') ? 1 : 0;
  const auto count = static_cast<std::size_t>(digits);
  if (decimal.size() - sign <= count) decimal.insert(sign, count + 1 - (decimal.size() - sign), '0');
  decimal.insert(decimal.size() - count, 1, '.');
}

}  // namespace

ImportJob::Row ImportJob::parsed_row() {
  Row row;
  Deal& deal = row.deal;
  if (const std::string id = trimmed_cell(cell(ImportTarget::external_id)); !id.empty())
    deal.origin = {.system = system_, .id = first_part(id, max_import_title)};
  for (const std::size_t column : extra_columns_) put_extra(deal, column);
  // Needed for what follows, and yet nothing of it may be lost: there is no field for them.
  for (const ImportTarget target : {ImportTarget::modified, ImportTarget::product})
    if (column_for(target) != no_column) put_extra(deal, column_for(target));
  for (const std::size_t more : more_columns_) {
    const ImportTarget target = mapping_.columns[more].target;
    for (std::size_t i = columns_[static_cast<std::size_t>(target)]; i <= more; ++i)
      if (mapping_.columns[i].target == target && reader_.cells().at(i) != cell(target)) put_extra(deal, i);
  }

  const auto text = [&](ImportTarget target) {
    return is_nothing(cell(target)) ? std::string() : first_part(trimmed_cell(cell(target)), max_import_text);
  };
  const auto named = [&](ImportTarget target) {
    const ValueName* value = value_name_of(mapping_, target, cell(target));
    return value ? value->name : target == ImportTarget::source ? name_of_code(mapping_, text(target)) : text(target);
  };
  deal.owner = named(ImportTarget::owner);
  deal.source = named(ImportTarget::source);
  deal.next_step = text(ImportTarget::next_step);
  row.product = text(ImportTarget::product);
  row.pipeline = text(ImportTarget::pipeline);
  if (row.pipeline.empty()) row.pipeline = mapping_.pipeline_name;
  const auto name = [&](ImportTarget target) {
    const std::string_view text_of_cell = cell(target);
    if (is_nothing(text_of_cell)) return std::string();
    if (!name_mark_.empty() && text_of_cell.find(name_mark_) != std::string_view::npos)
      put_extra(deal, column_for(target));
    return name_of_reference(text_of_cell, name_mark_);
  };
  row.company = name(ImportTarget::company);
  row.contact = name(ImportTarget::contact);
  if (const std::string_view probability = cell(ImportTarget::probability); !is_nothing(probability)) {
    deal.probability = parse_percent(probability, mapping_.probability_is_fraction);
    if (!deal.probability) {
      warn(TextKey::import_bad_probability, {{.name = "value", .value = first_part(probability, 100)}});
      put_extra(deal, column_for(ImportTarget::probability));
    }
  }
  give_title(row);
  read_amount(row);
  read_dates(row);
  read_outcome(row);
  deal.archived = says(PutAway::archived) || (says(PutAway::inactive) && deal.status == DealStatus::won);
  return row;
}

// Whether the row says that its system has put it away so. A day counts as a yes; Pipedrive has a status for its trash, too.
bool ImportJob::says(PutAway what) const {
  for (std::size_t i = 0; i < put_away_.size(); ++i) {
    const std::string_view text = put_away_[i] == what ? reader_.cells().at(i) : std::string_view();
    if (is_nothing(text)) continue;
    const std::optional<bool> flag = parse_flag(text);
    const bool yes = flag.value_or(date_evidence(text).is_date || is_one_of(folded_cell(text), put_away_words));
    if (what == PutAway::inactive ? flag == false : yes) return true;
  }
  if (what != PutAway::deleted || !is_one_of(folded_cell(cell(ImportTarget::status)), deleted_words)) return false;
  // The user may have said what it means.
  const auto status =
      std::ranges::find(mapping_.statuses, trimmed_cell(cell(ImportTarget::status)), &StageValue::value);
  return status == mapping_.statuses.end() || status->outcome == StageOutcome::open;
}

void ImportJob::put_extra(Deal& deal, std::size_t column) {
  const std::string_view value = reader_.cells().at(column);
  if (value.find_first_not_of(" \t\n") == std::string_view::npos) return;
  if (value.size() > max_import_text)
    warn(TextKey::import_text_cut, {{.name = "column", .value = mapping_.columns[column].header}});
  put_sorted(deal.extra, mapping_.columns[column].header, first_part(extra_text(value), max_import_text));
}

// As people read it: "Campaigns::::Spring" is Spring, and `a |##| b` is "a, b".
std::string ImportJob::extra_text(std::string_view cell) const {
  if (list_mark_.empty()) return std::string(cell);
  std::string text(behind_reference(cell));
  for (std::size_t at = text.find(list_mark_); at != std::string::npos; at = text.find(list_mark_, at))
    text.replace(at, list_mark_.size(), ", ");
  return text;
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
  if (title.size() > max_import_title)
    warn(TextKey::import_text_cut, {{.name = "column", .value = std::string("title")}});
  row.deal.title = first_part(title, max_import_title);
}

void ImportJob::read_amount(Row& row) {
  const std::string_view text = cell(ImportTarget::amount);
  if (is_nothing(text)) {
    if (column_for(ImportTarget::currency) != no_column) put_extra(row.deal, column_for(ImportTarget::currency));
    return;
  }
  const auto refused = [&] {
    warn(TextKey::import_bad_amount, {{.name = "value", .value = first_part(text, 100)}});
    put_extra(row.deal, column_for(ImportTarget::amount));
  };
  auto amount = parse_amount_cell(text, mapping_.decimal_mark);
  if (!amount) return refused();
  shift_decimals(amount->decimal, amount_decimals_);
  Currency currency = amount_currency_.code != 0 ? amount_currency_ : mapping_.default_currency;
  if (amount->currency.code != 0) currency = amount->currency;
  if (const std::string_view words = cell(ImportTarget::currency); !is_nothing(words)) {
    const ValueName* value = value_name_of(mapping_, ImportTarget::currency, words);
    if (const auto named_currency = currency_from_words(value ? value->name : words)) {
      currency = *named_currency;
    } else {
      warn(TextKey::import_bad_currency, {{.name = "value", .value = first_part(words, 100)}});
      put_extra(row.deal, column_for(ImportTarget::currency));
    }
  }
  row.deal.amount = money_from_cell(*amount, currency);
  if (!row.deal.amount) return refused();
  if (row.deal.amount->minor < 0) warn(TextKey::import_negative_amount, {{.name = "deal", .value = row.deal.title}});
}

std::optional<ParsedDate> ImportJob::date_cell(std::size_t column, Deal& deal) {
  const std::string_view text = reader_.cells().at(column);
  if (is_nothing(text)) return std::nullopt;
  const auto date = parse_date_cell(text, date_order_of(mapping_, column), stamp_.now.offset_minutes);
  if (!date) {
    warn(TextKey::import_bad_date, {{.name = "value", .value = first_part(text, 100)},
                                    {.name = "column", .value = mapping_.columns[column].header}});
    put_extra(deal, column);
  }
  return date;
}

void ImportJob::read_dates(Row& row) {
  const auto is_of_pipeline = [&](std::size_t column) {
    const std::string& wanted = stage_pipelines_[column];
    const std::string_view said = cell(ImportTarget::pipeline);
    return wanted.empty() || is_nothing(said) || wanted == folded_cell(said);
  };
  for (std::size_t i = 0; i < mapping_.columns.size(); ++i) {
    switch (mapping_.columns[i].target) {
      case ImportTarget::created:
        row.created = date_cell(i, row.deal);
        break;
      case ImportTarget::modified:
        row.modified = date_cell(i, row.deal);
        break;
      case ImportTarget::closed: {  // "Won time" and "Lost time" are two columns of one meaning
        const std::string& end = mapping_.columns[i].stage;
        std::optional<ParsedDate>& closed = end == "won" ? row.won_at : end == "lost" ? row.lost_at : row.closed;
        if (!closed && is_of_pipeline(i)) closed = date_cell(i, row.deal);
        break;
      }
      case ImportTarget::close_date:
        row.close_date = date_cell(i, row.deal);
        break;
      case ImportTarget::expected_close:
        if (const auto date = date_cell(i, row.deal)) row.deal.expected_close = local_date(date->at);
        break;
      case ImportTarget::stage_entered:
        if (!is_of_pipeline(i)) {
          put_extra(row.deal, i);
        } else if (reader_.cells().at(i).contains('\t')) {
          read_moves(row, i);
        } else if (const auto date = date_cell(i, row.deal))
          row.entered.push_back({.stage = mapping_.columns[i].stage, .date = *date});
        break;
      default:
        break;
    }
  }
  sort_rows(row.entered, [](const Row::Entry& a, const Row::Entry& b) { return a.date.at.utc_ms < b.date.at.utc_ms; });
}

// A whole way in one cell: on each line a day, a tab, and the stage the deal came to then.
void ImportJob::read_moves(Row& row, std::size_t column) {
  std::string_view rest = reader_.cells().at(column);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::size_t tab = std::min(line.find('\t'), line.size());
    const auto date = parse_date_cell(line.substr(0, tab), date_order_of(mapping_, column), stamp_.now.offset_minutes);
    std::string name = first_part(trimmed_cell(line.substr(tab)), max_import_title);
    if (!date || name.empty()) {
      warn(TextKey::import_bad_date, {{.name = "value", .value = first_part(line, 100)},
                                      {.name = "column", .value = mapping_.columns[column].header}});
      put_extra(row.deal, column);
      continue;
    }
    const StageValue* const known = stage_value(name);
    const StageOutcome outcome = known ? known->outcome : outcome_of_word(name);
    if (outcome != StageOutcome::open) {  // the last one counts, in whatever order they stand
      std::optional<ParsedDate>& end = outcome == StageOutcome::won ? row.won_at : row.lost_at;
      if (!end || end->at.utc_ms < date->at.utc_ms) end = date;
    }
    if (outcome == StageOutcome::open)
      row.entered.push_back({.stage = known ? known->name : name_of_code(mapping_, std::move(name)), .date = *date});
  }
}

const StageValue* ImportJob::stage_value(std::string_view text) const {
  const auto found = std::ranges::find(mapping_.stages, text, &StageValue::value);
  return found == mapping_.stages.end() ? nullptr : &*found;
}

void ImportJob::read_outcome(Row& row) {
  StageOutcome outcome = StageOutcome::open;
  const std::string stage_text = trimmed_cell(cell(ImportTarget::stage));
  const StageValue* stage = stage_value(stage_text);
  if (stage) {
    outcome = stage->outcome;
    if (stage->outcome == StageOutcome::open) row.stage = stage->name;
  } else {
    row.stage = first_part(stage_text, max_import_title);
  }
  const auto status =
      std::ranges::find(mapping_.statuses, trimmed_cell(cell(ImportTarget::status)), &StageValue::value);
  const bool has_status = status != mapping_.statuses.end();
  if (has_status) outcome = status->outcome;

  // Odoo archives what is lost; what was won before stays won.
  if (outcome == StageOutcome::open && says(PutAway::inactive)) outcome = StageOutcome::lost;

  const auto closed = parse_flag(cell(ImportTarget::closed_flag));
  if (closed == false) outcome = StageOutcome::open;
  if (closed == true && outcome == StageOutcome::open && !has_status) {
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
  if (const auto& recorded = outcome == StageOutcome::won ? row.won_at : row.lost_at) {
    row.closed = recorded;
    // The other one is what somebody planned or typed: it is kept where nothing is counted by it.
    if (row.close_date && local_date(row.close_date->at) != local_date(recorded->at))
      put_extra(deal, column_for(ImportTarget::close_date));
  }
  // Of cards that are over it is the day on which they came to the list of such.
  if (!row.closed && !row.close_date && closed == true && !row.entered.empty() && row.entered.back().stage == row.stage)
    row.closed = row.entered.back().date;
  if (!row.closed) {
    // Rather a day that is probably near than none; the history says that it was inferred.
    row.closed_origin = EventOrigin::inferred;
    row.closed = row.close_date ? row.close_date : row.modified ? row.modified : row.created;
    if (!row.closed && !row.entered.empty()) row.closed = row.entered.back().date;
    if (!row.close_date && !rows_are_changes_)
      warn(TextKey::import_no_close_date, {{.name = "deal", .value = deal.title}});
  }
  deal.closed_on = local_date(row.closed ? row.closed->at : stamp_.now);
}

}  // namespace voronka
