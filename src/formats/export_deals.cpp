#include "formats/export_deals.hpp"

#include <algorithm>
#include <set>

#include "base/sort.hpp"
#include "model/custom_values.hpp"
#include "model/stages.hpp"

namespace voronka {
namespace {

constexpr std::size_t max_export_columns = 500;

template <class Record>
const Record* living(const Document& document, Id<Record> id) {
  const Record* record = document.find(id);
  return record != nullptr && !record->deleted ? record : nullptr;
}

template <class Record>
ExportCell name_of(const Document& document, Id<Record> id) {
  const Record* record = living(document, id);
  return record == nullptr ? ExportCell{} : text_cell(record->name);
}

void join(std::string& to, std::string_view part, std::string_view mark = ", ") {
  if (part.empty()) return;
  if (!to.empty()) to += mark;
  to += part;
}

std::optional<KnownMoment> moment_of(const Deal& deal, EventKind kind, bool latest) {
  const std::vector<bool> live = live_events(deal.history);
  std::optional<KnownMoment> found;
  for (std::size_t i = 0; i < deal.history.size(); ++i) {
    const Event& event = deal.history[i];
    if (!live[i] || event.kind != kind || event.precision == Precision::unknown) continue;
    if (found && (latest ? event.at.utc_ms < found->at.utc_ms : event.at.utc_ms >= found->at.utc_ms)) continue;
    found = {.at = event.at, .day_only = event.precision == Precision::day};
  }
  return found;
}

ExportCell day_if(const std::optional<Date>& day, bool said = true) {
  return day && said ? day_cell(*day) : ExportCell{};
}

std::string whole_amount(Money money) {
  const std::int64_t thousandth = thousandths(money);
  return std::to_string((thousandth + (thousandth < 0 ? -500 : 500)) / 1000);
}

}  // namespace

DealWords deal_words(bool russian) {
  if (!russian) return {};
  return {.won = "Сделка успешна",
          .lost = "Сделка провалена",
          .open_state = "открыта",
          .won_state = "выиграна",
          .lost_state = "проиграна",
          .yes = "Да",
          .no = "Нет"};
}

std::optional<KnownMoment> created_moment(const Deal& deal) { return moment_of(deal, EventKind::created, false); }
std::optional<KnownMoment> stage_moment(const Deal& deal) { return moment_of(deal, EventKind::stage_entered, true); }

ExportCell cell_of(const std::optional<KnownMoment>& moment) {
  if (!moment) return {};
  return moment->day_only ? day_cell(local_date(moment->at)) : moment_cell(moment->at);
}

DealRows::DealRows(const Document& document, DealWords words) : document_(document), words_(words) {
  const std::span<const Deal> deals = document.table<Deal>().rows();
  rows_ = deals.data();
  beside_.resize(deals.size());
  const auto of = [&](Id<Deal> id) -> Beside* {
    const Deal* deal = document.find(id);
    return deal == nullptr ? nullptr : &beside_[static_cast<std::size_t>(deal - rows_)];
  };
  for (const Note& note : document.table<Note>().rows())
    if (Beside* row = note.deleted || note.text.empty() ? nullptr : of(note.deal)) row->notes.push_back(&note);
  for (const Line& line : document.table<Line>().rows())
    if (Beside* row = line.deleted ? nullptr : of(line.deal)) row->lines.push_back(&line);
  for (const Activity& activity : document.table<Activity>().rows()) {
    Beside* row = activity.deleted || activity.done_at ? nullptr : of(activity.deal);
    if (row == nullptr) continue;
    // What has a day comes before what has none.
    const auto sooner = [](const Activity& a, const Activity& b) {
      if (a.due.date.has_value() != b.due.date.has_value()) return a.due.date.has_value();
      return std::pair(a.due.date, a.due.time) < std::pair(b.due.date, b.due.time);
    };
    if (row->next == nullptr || sooner(activity, *row->next)) row->next = &activity;
  }
  for (Beside& row : beside_) {
    sort_rows(row.notes, [](const Note* a, const Note* b) {
      const auto at = [](const Note* note) { return note->at ? note->at->utc_ms : 0; };
      return at(a) != at(b) ? at(a) > at(b) : a->id < b->id;
    });
    sort_rows(row.lines,
              [](const Line* a, const Line* b) { return a->rank != b->rank ? a->rank < b->rank : a->id < b->id; });
  }
}

std::string DealRows::joined(const Deal& deal, TextList Contact::* of_contact, TextList Company::* of_company,
                             bool first_only) const {
  std::string text;
  const auto add = [&](const auto* record, const auto list) {
    if (record == nullptr) return;
    for (const std::string& one : record->*list)
      if (!first_only || text.empty()) join(text, one);
  };
  if (!deal.contacts.empty()) add(living(document_, deal.contacts[0]), of_contact);
  if (text.empty() || !first_only) add(living(document_, deal.company), of_company);
  return text;
}

ExportCell DealRows::cell(const Deal& deal, DealColumn column) const {
  const bool won = deal.status == DealStatus::won, lost = deal.status == DealStatus::lost;
  const Stage* stage = document_.find(deal.position.stage);
  const Contact* contact = deal.contacts.empty() ? nullptr : living(document_, deal.contacts[0]);
  const Activity* next = beside(deal).next;
  std::string text;
  switch (column) {
    case DealColumn::id:
      return text_cell("deal_" + text_of(deal.id.raw));
    case DealColumn::title:
      return text_cell(deal.title);
    case DealColumn::pipeline:
      return stage == nullptr ? ExportCell{} : name_of(document_, stage->pipeline);
    case DealColumn::stage_or_end:
      if (won || lost) return text_cell(won ? words_.won : words_.lost);
      [[fallthrough]];
    case DealColumn::stage:
      return stage == nullptr ? ExportCell{} : text_cell(stage->name);
    case DealColumn::status:
      return text_cell(won ? words_.won_state : lost ? words_.lost_state : words_.open_state);
    case DealColumn::closed_flag:
      return text_cell(won || lost ? words_.yes : words_.no);
    case DealColumn::amount:
      return deal.amount ? number_cell(decimal_text(*deal.amount)) : ExportCell{};
    case DealColumn::amount_whole:
      return deal.amount ? number_cell(whole_amount(*deal.amount)) : ExportCell{};
    case DealColumn::currency:
      return deal.amount ? text_cell(text_of(deal.amount->currency)) : ExportCell{};
    case DealColumn::probability:
      return number_cell(std::to_string(probability_of(document_, deal)));
    case DealColumn::company:
      return name_of(document_, deal.company);
    case DealColumn::contact:
      return contact == nullptr ? ExportCell{} : text_cell(contact->name);
    case DealColumn::other_contacts:
      for (std::size_t i = 1; i < deal.contacts.size(); ++i)
        if (const Contact* other = living(document_, deal.contacts[i])) join(text, other->name);
      return text_cell(text);
    case DealColumn::phone:
      return text_cell(joined(deal, &Contact::phones, &Company::phones, true));
    case DealColumn::phones:
      return text_cell(joined(deal, &Contact::phones, &Company::phones, false));
    case DealColumn::email:
      return text_cell(joined(deal, &Contact::emails, &Company::emails, true));
    case DealColumn::emails:
      return text_cell(joined(deal, &Contact::emails, &Company::emails, false));
    case DealColumn::job_title:
      return contact == nullptr ? ExportCell{} : text_cell(contact->job_title);
    case DealColumn::expected_close:
      return day_if(deal.expected_close);
    case DealColumn::closed_on:
      return day_if(deal.closed_on, won || lost);
    case DealColumn::close_date:
      return day_if(won || lost ? deal.closed_on : deal.expected_close);
    case DealColumn::won_on:
      return day_if(deal.closed_on, won);
    case DealColumn::lost_on:
      return day_if(deal.closed_on, lost);
    case DealColumn::created:
      return cell_of(created_moment(deal));
    case DealColumn::stage_entered:
      return cell_of(stage_moment(deal));
    case DealColumn::owner:
      return text_cell(deal.owner);
    case DealColumn::source:
      return text_cell(deal.source);
    case DealColumn::tags:
      for (const Id<Tag> id : deal.tags)
        if (const Tag* tag = living(document_, id)) join(text, tag->name);
      return text_cell(text);
    case DealColumn::loss_reason:
      return lost ? name_of(document_, deal.loss_reason) : ExportCell{};
    case DealColumn::loss_note:
      return lost ? text_cell(deal.loss_note) : ExportCell{};
    case DealColumn::next_step:
      return text_cell(deal.next_step.empty() && next != nullptr ? next->title : deal.next_step);
    case DealColumn::next_step_due:
      return next == nullptr ? ExportCell{} : day_if(next->due.date);
    case DealColumn::comment:
      for (const Note* note : beside(deal).notes) join(text, note->text, "\n\n");
      return text_cell(text);
    case DealColumn::products:
      for (const Line* line : beside(deal).lines) join(text, line->name);
      return text_cell(text);
    case DealColumn::archived:
      return text_cell(deal.archived ? words_.yes : std::string_view());
  }
  return {};
}

namespace {

// A value as other programs read it: money and numbers as numbers, days as days.
ExportCell custom_cell(CustomKind kind, std::string_view text, const DealWords& words) {
  if (text.empty()) return {};
  if (kind == CustomKind::date)
    if (const auto day = date_from_iso(text)) return day_cell(*day);
  if (kind == CustomKind::number) return number_cell(std::string(text));
  if (kind == CustomKind::flag) return text_cell(words.yes);
  if (kind != CustomKind::choices) return text_cell(text);
  std::string list;
  for (const std::string_view one : chosen_of(text)) join(list, one);
  return text_cell(list);
}

}  // namespace

void write_deals(const Document& document, std::span<const DealCaption> columns, const DealWords& words,
                 bool own_fields, TableSink& table) {
  std::vector<const CustomField*> fields;
  std::set<std::string_view> headers;
  const std::span<const Deal> deals = document.table<Deal>().rows();
  if (own_fields) {
    for (const CustomField& field : document.table<CustomField>().rows())
      if (!field.deleted && field.of == CustomOwner::deal) fields.push_back(&field);
    sort_rows(fields, [](const CustomField* a, const CustomField* b) {
      return a->rank != b->rank ? a->rank < b->rank : a->id < b->id;
    });
    for (const Deal& deal : deals) {
      if (deal.deleted) continue;
      for (const auto& [header, value] : deal.extra)
        if (columns.size() + fields.size() + headers.size() < max_export_columns) headers.insert(header);
    }
  }
  for (const DealCaption& column : columns) table.text(column.caption);
  for (const CustomField* field : fields) table.text(field->name);
  for (const std::string_view header : headers) table.text(header);
  table.end_row();

  const DealRows rows(document, words);
  for (const Deal& deal : deals) {
    if (deal.deleted) continue;
    for (const DealCaption& column : columns) table.cell(rows.cell(deal, column.column));
    for (const CustomField* field : fields)
      table.cell(custom_cell(field->kind, custom_value(deal.custom, field->id), words));
    for (const std::string_view header : headers) {
      const auto value =
          std::ranges::lower_bound(deal.extra, header, {}, [](const auto& it) { return std::string_view(it.first); });
      table.text(value != deal.extra.end() && value->first == header ? std::string_view(value->second)
                                                                     : std::string_view());
    }
    table.end_row();
  }
  table.finish();
}

}  // namespace voronka
