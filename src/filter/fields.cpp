#include "filter/fields.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "metrics/standing.hpp"
#include "model/checklist.hpp"
#include "model/custom_values.hpp"
#include "model/required_fields.hpp"
#include "model/stages.hpp"

namespace voronka {
namespace {

constexpr std::array<std::string_view, 2> yes_or_no = {"yes", "no"};
constexpr auto status_words = names_of(DealStatus{});
constexpr auto step_words = names_of(NextStep{});

void say(FilterReader& reader, bool yes) { reader.text(yes_or_no[yes ? 0 : 1]); }

template <class F>
void each_contact(const DealView& it, F f) {
  for (const Id<Contact> id : it.deal.contacts)
    if (const Contact* contact = it.document.find(id); contact && !contact->deleted) f(*contact);
}
const Company* company_of(const DealView& it) {
  const Company* company = it.deal.company ? it.document.find(it.deal.company) : nullptr;
  return company && !company->deleted ? company : nullptr;
}

void read_phone(const DealView& it, FilterReader& reader) {
  // Compared as they are written and as bare digits: both "917 555" and "917555" are looked for.
  const auto say_all = [&](const TextList& phones) {
    for (const std::string& phone : phones) {
      reader.text(phone);
      reader.text(digits_of(phone));
    }
  };
  if (const Company* company = company_of(it)) say_all(company->phones);
  each_contact(it, [&](const Contact& contact) { say_all(contact.phones); });
}

void read_email(const DealView& it, FilterReader& reader) {
  const auto say_all = [&](const TextList& emails) {
    for (const std::string& email : emails) reader.text(email);
  };
  if (const Company* company = company_of(it)) say_all(company->emails);
  each_contact(it, [&](const Contact& contact) { say_all(contact.emails); });
}

// The earliest day history knows of as that of its making.
void read_created(const DealView& it, FilterReader& reader) {
  const EventList& history = it.deal.history;
  const std::vector<bool> live = live_events(history);
  std::optional<Date> created;
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (!live[i] || history[i].kind != EventKind::created || history[i].precision == Precision::unknown) continue;
    const Date day = local_date(history[i].at);
    if (!created || day < *created) created = day;
  }
  if (created) reader.date(*created);
}

void read_stuck(const DealView& it, FilterReader& reader) {
  const Stage* stage = it.document.find(it.deal.position.stage);
  const bool limited = it.deal.status == DealStatus::open && stage && stage->kind == StageKind::sales &&
                       stage->stuck_after_days.has_value();
  const auto age = limited ? it.facts.age_days_of(it.row, it.today) : std::nullopt;
  say(reader, age && *age > *stage->stuck_after_days);
}

void read_weighted(const DealView& it, FilterReader& reader) {
  if (!it.deal.amount) return;
  const Money amount = *it.deal.amount;
  reader.money({.minor = weighted_minor(amount, probability_of(it.document, it.deal)), .currency = amount.currency});
}

// ---- custom fields: of the deal, or of the people it belongs to ----

template <class F>
void each_custom(const DealView& it, const FilterReader& reader, F f) {
  const CustomField* field = it.document.find(reader.custom());
  if (!field || field->deleted) return;
  const auto say = [&](const CustomValues& values) {
    if (const std::string_view text = custom_value(values, field->id); !text.empty()) f(text);
  };
  if (field->of == CustomOwner::deal) {
    say(it.deal.custom);
  } else if (field->of == CustomOwner::contact) {
    each_contact(it, [&](const Contact& contact) { say(contact.custom); });
  } else if (const Company* company = company_of(it)) {
    say(company->custom);
  }
}

// The phrases are short, so that the table below reads as one.
#define READ [](const DealView& it, FilterReader& reader)
using Kind = FilterKind;
using From = FilterOptions;

constexpr FilterField custom_table[] = {
    {"custom_text", TextKey::record_field_custom, Kind::text, From::none,
     READ{each_custom(it, reader, [&](std::string_view text) { reader.text(text); });
}  // namespace
}  // namespace voronka
, {"custom_number", TextKey::record_field_custom, Kind::money, From::none,
   READ{each_custom(it, reader, [&](std::string_view text) {
     if (const auto number = custom_thousandths(text)) reader.number(*number);
   });
}
}
, {"custom_money", TextKey::record_field_custom, Kind::money, From::none,
   READ{each_custom(it, reader, [&](std::string_view text) {
     if (const auto money = custom_money(text)) reader.money(*money);
   });
}
}
, {"custom_date", TextKey::record_field_custom, Kind::date, From::none,
   READ{each_custom(it, reader, [&](std::string_view text) {
     if (const auto date = date_from_iso(text)) reader.date(*date);
   });
}
}
, {"custom_choice", TextKey::record_field_custom, Kind::choice, From::custom,
   READ{each_custom(it, reader, [&](std::string_view text) {
     for (const std::string_view word : chosen_of(text)) reader.text(word);
   });
}
}
, {"custom_flag", TextKey::record_field_custom, Kind::choice, From::yes_no, READ{bool on = false;
each_custom(it, reader, [&](std::string_view text) { on = on || text == "1"; });
say(reader, on);
}
}
,
}
;

constexpr FilterField table[] = {
    {"title", TextKey::filter_field_title, Kind::text, From::none, READ{reader.text(it.deal.title);
}  // namespace
}  // namespace voronka
, {"company", TextKey::filter_field_company, Kind::text, From::none,
   READ{if (const Company* company = company_of(it)) reader.text(company->name);
}
}
, {"contact", TextKey::filter_field_contact, Kind::text, From::none,
   READ{each_contact(it, [&](const Contact& contact) { reader.text(contact.name); });
}
}
, {"phone", TextKey::filter_field_phone, Kind::text, From::none, read_phone},
    {"email", TextKey::filter_field_email, Kind::text, From::none, read_email},
    {"amount", TextKey::filter_field_amount, Kind::money, From::none,
     READ{if (it.deal.amount) reader.money(*it.deal.amount);
}
}
, {"weighted", TextKey::filter_field_weighted, Kind::money, From::none, read_weighted},
    {"currency", TextKey::filter_field_currency, Kind::choice, From::currencies,
     READ{if (it.deal.amount) reader.text(text_of(it.deal.amount->currency));
}
}
, {"probability", TextKey::filter_field_probability, Kind::percent, From::none,
   READ{reader.number(probability_of(it.document, it.deal));
}
}
, {"status", TextKey::filter_field_status, Kind::choice, From::statuses, READ{reader.text(name_of(it.deal.status));
}
}
, {"stage", TextKey::filter_field_stage, Kind::choice, From::stages, READ{reader.id(it.deal.position.stage.raw);
}
}
, {"close", TextKey::filter_field_close, Kind::date, From::none,
   READ{if (it.deal.expected_close) reader.date(*it.deal.expected_close);
}
}
, {"closed", TextKey::filter_field_closed, Kind::date, From::none,
   READ{if (it.deal.closed_on) reader.date(*it.deal.closed_on);
}
}
, {"created", TextKey::filter_field_created, Kind::date, From::none, read_created},
    {"owner", TextKey::filter_field_owner, Kind::choice, From::owners, READ{reader.text(it.deal.owner);
}
}
, {"source", TextKey::filter_field_source, Kind::choice, From::sources, READ{reader.text(it.deal.source);
}
}
, {"tag", TextKey::filter_field_tag, Kind::choice, From::tags,
   READ{for (const Id<Tag> tag : it.deal.tags) reader.id(tag.raw);
}
}
, {"reason", TextKey::filter_field_reason, Kind::choice, From::loss_reasons,
   READ{if (it.deal.loss_reason) reader.id(it.deal.loss_reason.raw);
}
}
, {"step", TextKey::filter_field_step, Kind::choice, From::next_steps,
   READ{reader.text(name_of(it.facts.next_step_of(it.row, it.today)));
}
}
, {"next", TextKey::filter_field_next, Kind::date, From::none,
   READ{if (const auto due = it.facts.next_due_of(it.row)) reader.date(*due);
}
}
, {"in_stage", TextKey::filter_field_in_stage, Kind::days, From::none,
   READ{if (const auto days = it.facts.age_days_of(it.row, it.today)) reader.number(*days);
}
}
, {"silent", TextKey::filter_field_silent, Kind::days, From::none,
   READ{if (const auto days = it.facts.silent_days_of(it.row, it.today)) reader.number(*days);
}
}
, {"stuck", TextKey::filter_field_stuck, Kind::choice, From::yes_no, read_stuck},
    {"pushes", TextKey::filter_field_pushes, Kind::count, From::none, READ{reader.number(it.facts.pushes_of(it.row));
}
}
, {"payment", TextKey::filter_field_payment, Kind::date, From::none,
   READ{if (const auto due = it.facts.payment_due_of(it.row)) reader.date(*due);
}
}
, {"payment_late", TextKey::filter_field_payment_late, Kind::choice, From::yes_no,
   READ{const auto due = it.facts.payment_due_of(it.row);
say(reader, due && *due < it.today);
}
}
, {"left_open", TextKey::filter_field_left_open, Kind::count, From::none,
   READ{reader.number(static_cast<std::int32_t>(left_open_of(it.deal).size()));
}
}
, {"missing", TextKey::filter_field_missing, Kind::count, From::none,
   READ{reader.number(static_cast<std::int32_t>(missing_fields(it.document, it.deal).size()));
}
}
, {"note", TextKey::filter_field_note, Kind::choice, From::yes_no, READ{say(reader, it.facts.has_note(it.row));
}
}
, {"archived", TextKey::filter_field_archived, Kind::choice, From::yes_no, READ{say(reader, it.deal.archived);
}
}
,
}
;
#undef READ

}  // namespace

std::span<const FilterField> filter_fields() { return table; }

std::optional<Id<CustomField>> custom_field_of(std::string_view name) {
  constexpr std::size_t length = 26;
  if (!name.starts_with("custom_") || name.size() <= length) return std::nullopt;
  const auto id = raw_id_from(name.substr(name.size() - length));
  return id ? std::optional(Id<CustomField>{*id}) : std::nullopt;
}

std::string filter_name_of(const CustomField& field) {
  constexpr std::string_view names[] = {"text",   "number", "money", "date", "choice",
                                        "choice", "text",   "text",  "text", "flag"};
  return "custom_" + std::string(names[static_cast<std::size_t>(field.kind)]) + "_" + text_of(field.id.raw);
}

const FilterField* filter_field_of(std::string_view name) {
  if (custom_field_of(name)) {
    name = name.substr(0, name.size() - 27);
    const auto found = std::ranges::find(custom_table, name, &FilterField::name);
    return found == std::end(custom_table) ? nullptr : &*found;
  }
  const auto found = std::ranges::find(table, name, &FilterField::name);
  return found == std::end(table) ? nullptr : &*found;
}

std::span<const std::string_view> words_of(FilterOptions options) {
  switch (options) {
    case FilterOptions::statuses:
      return status_words;
    case FilterOptions::next_steps:
      return step_words;
    case FilterOptions::yes_no:
      return yes_or_no;
    default:
      return {};
  }
}

std::string_view id_prefix_of(FilterOptions options) {
  const auto prefix = [](RecordType type) { return record_names[static_cast<std::size_t>(type)].prefix; };
  switch (options) {
    case FilterOptions::stages:
      return prefix(RecordType::stage);
    case FilterOptions::tags:
      return prefix(RecordType::tag);
    case FilterOptions::loss_reasons:
      return prefix(RecordType::loss_reason);
    default:
      return {};
  }
}

}  // namespace voronka
