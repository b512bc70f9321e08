#include "ui/views/table_columns.hpp"

#include <algorithm>
#include <deque>

#include "metrics/standing.hpp"
#include "ui/views/custom_words.hpp"

namespace voronka::ui {
namespace {

// ---- what cells say ----

template <class Record>
const std::string* name_of_record(const Document& document, Id<Record> id) {
  const Record* record = document.find(id);
  return record && !record->deleted ? &record->name : nullptr;
}
std::string_view company(const TableRow& row) {
  const std::string* name = name_of_record(row.document, row.deal.company);
  return name ? std::string_view(*name) : std::string_view();
}
template <class Record>
std::string_view first_name(const Document& document, const std::vector<Id<Record>>& ids) {
  for (const Id<Record> id : ids)
    if (const std::string* name = name_of_record(document, id)) return *name;
  return {};
}
template <class Record>
std::string all_names(const Document& document, const std::vector<Id<Record>>& ids) {
  std::string text;
  for (const Id<Record> id : ids)
    if (const std::string* name = name_of_record(document, id)) text += (text.empty() ? "" : ", ") + *name;
  return text;
}
const Stage* stage_of(const TableRow& row) { return row.document.find(row.deal.position.stage); }
std::string_view reason(const TableRow& row) {
  const LossReason* found = row.document.find(row.deal.loss_reason);
  return found ? std::string_view(found->name) : std::string_view();
}
std::string status(const ViewContext& context, const TableRow& row) {
  constexpr TextKey keys[] = {TextKey::table_status_open, TextKey::board_won, TextKey::board_lost};
  return context.ui.tr(keys[static_cast<std::size_t>(row.deal.status)]);
}
std::string printed(const ViewContext& context, const std::optional<Date>& date) {
  return date ? context.ui.locale.date_numeric(*date) : std::string();
}
std::string printed(const ViewContext& context, const std::optional<Money>& money) {
  return money ? context.ui.locale.money(*money) : std::string();
}
// Only of what may still come: so the column adds up to what the foot of the table says.
std::optional<Money> weighted(const TableRow& row) {
  if (!row.deal.amount || !row.facts.is_open_sale(row.row)) return std::nullopt;
  return Money{.minor = weighted_minor(*row.deal.amount, row.facts.probability_of(row.row)),
               .currency = row.deal.amount->currency};
}
std::optional<std::int64_t> made_at_ms(const TableRow& row) {
  for (const Event& event : row.deal.history)
    if (event.kind == EventKind::created && event.precision != Precision::unknown) return event.at.utc_ms;
  return static_cast<std::int64_t>(row.deal.id.raw.high >> 16);  // ids begin with the moment they were made
}
std::optional<Date> made_on(const ViewContext& context, const TableRow& row) {
  for (const Event& event : row.deal.history)
    if (event.kind == EventKind::created && event.precision != Precision::unknown) return local_date(event.at);
  return local_date({.utc_ms = *made_at_ms(row), .offset_minutes = context.app.now().offset_minutes});
}

// ---- what they are sorted by ----

std::optional<std::int64_t> size_of(const std::optional<Money>& money) {
  return money ? std::optional(thousandths(*money)) : std::nullopt;
}
std::optional<std::int64_t> day_of(const std::optional<Date>& date) {
  return date ? std::optional(std::int64_t{date->days}) : std::nullopt;
}
// The stage's place in its pipeline: the first letters of its rank.
std::optional<std::int64_t> stage_place(const TableRow& row) {
  const Stage* stage = stage_of(row);
  if (!stage) return std::nullopt;
  std::int64_t place = 0;
  for (std::size_t i = 0; i < 8; ++i)
    place = place << 8 | (i < stage->rank.text.size() ? static_cast<unsigned char>(stage->rank.text[i]) : 0);
  return place;
}

// ---- what a spreadsheet reads ----

std::string plain(const ViewContext& context, const std::optional<Money>& money) {
  if (!money) return {};
  std::string text = decimal_text(*money);
  if (const std::size_t point = text.find('.'); point != std::string::npos)
    text.replace(point, 1, context.ui.locale.data().decimal);
  if (money->currency != context.document.base_currency()) text += " " + text_of(money->currency);
  return text;
}

// A lambda that reads one thing of the row, whichever it is asked for.
#define PRINT(expression)                                              \
  [](const ViewContext& context, const TableRow& row) -> std::string { \
    static_cast<void>(context);                                        \
    return std::string(expression);                                    \
  }
#define NUMBER(expression) {.number = [](const TableRow& row) -> std::optional<std::int64_t> { return expression; }}
#define TEXT(expression) {.text = [](const TableRow& row) -> std::string_view { return expression; }}
#define FIELD(member) [](Id<Deal> deal) { return place_of(deal, &Deal::member); }

constexpr Align right = Align::right;

const TableColumn columns[] = {
    {.id = "title",
     .title = TextKey::field_title,
     .width_dp = 250,
     .print = PRINT(row.deal.title),
     .order = TEXT(row.deal.title),
     .kind = &text_kind,
     .place = FIELD(title)},
    {.id = "company",
     .title = TextKey::field_company,
     .width_dp = 170,
     .print = PRINT(company(row)),
     .order = TEXT(company(row)),
     .choice = CellChoice::company},
    {.id = "contact",
     .title = TextKey::table_contact,
     .width_dp = 150,
     .print = PRINT(all_names(row.document, row.deal.contacts)),
     .order = TEXT(first_name(row.document, row.deal.contacts)),
     .choice = CellChoice::contacts},
    {.id = "stage",
     .title = TextKey::table_stage,
     .width_dp = 140,
     .print = PRINT(stage_of(row) ? stage_of(row)->name : std::string()),
     .order = NUMBER(stage_place(row)),
     .choice = CellChoice::stage},
    {.id = "status",
     .title = TextKey::table_status,
     .width_dp = 104,
     .print = status,
     .order = NUMBER(static_cast<std::int64_t>(row.deal.status)),
     .choice = CellChoice::status},
    {.id = "amount",
     .title = TextKey::field_amount,
     .width_dp = 120,
     .align = right,
     .print = PRINT(printed(context, row.deal.amount)),
     .order = NUMBER(size_of(row.deal.amount)),
     .kind = &money_kind,
     .place = FIELD(amount),
     .copy = PRINT(plain(context, row.deal.amount))},
    {.id = "probability",
     .title = TextKey::field_probability,
     .width_dp = 110,
     .align = right,
     .print = PRINT(context.ui.locale.percent(row.facts.probability_of(row.row))),
     .order = NUMBER(row.facts.probability_of(row.row)),
     .kind = &percent_kind,
     .place = FIELD(probability),
     .copy = PRINT(std::to_string(row.facts.probability_of(row.row)) + "%")},
    {.id = "weighted",
     .title = TextKey::table_weighted,
     .width_dp = 120,
     .align = right,
     .print = PRINT(printed(context, weighted(row))),
     .order = NUMBER(size_of(weighted(row))),
     .copy = PRINT(plain(context, weighted(row)))},
    {.id = "close",
     .title = TextKey::field_expected_close,
     .width_dp = 108,
     .align = right,
     .print = PRINT(printed(context, row.deal.expected_close)),
     .order = NUMBER(day_of(row.deal.expected_close)),
     .kind = &coming_date_kind,
     .place = FIELD(expected_close),
     .warns =
         [](const ViewContext& context, const TableRow& row) {
           return row.deal.status == DealStatus::open && row.deal.expected_close &&
                  *row.deal.expected_close < context.app.today();
         }},
    {.id = "next_step",
     .title = TextKey::field_next_step,
     .width_dp = 180,
     .print = PRINT(row.deal.next_step),
     .order = TEXT(row.deal.next_step),
     .kind = &text_kind,
     .place = FIELD(next_step)},
    {.id = "next_date",
     .title = TextKey::table_next_date,
     .width_dp = 108,
     .align = right,
     .print = PRINT(printed(context, row.facts.next_due_of(row.row))),
     .order = NUMBER(day_of(row.facts.next_due_of(row.row))),
     .warns = [](const ViewContext&,
                 const TableRow& row) { return row.facts.next_step_of(row.row) == NextStep::overdue; }},
    {.id = "owner",
     .title = TextKey::field_owner,
     .width_dp = 140,
     .print = PRINT(row.deal.owner),
     .order = TEXT(row.deal.owner),
     .kind = &text_kind,
     .place = FIELD(owner)},
    {.id = "source",
     .title = TextKey::field_source,
     .width_dp = 120,
     .print = PRINT(row.deal.source),
     .order = TEXT(row.deal.source),
     .kind = &text_kind,
     .place = FIELD(source)},
    {.id = "tags",
     .title = TextKey::field_tags,
     .width_dp = 140,
     .print = PRINT(all_names(row.document, row.deal.tags)),
     .order = TEXT(first_name(row.document, row.deal.tags)),
     .choice = CellChoice::tags},
    {.id = "age",
     .title = TextKey::table_age,
     .width_dp = 96,
     .align = right,
     .print =
         [](const ViewContext& context, const TableRow& row) {
           const std::optional<std::int32_t> age = row.facts.age_days_of(row.row);
           return age ? context.ui.tr(TextKey::board_days, {{"count", std::int64_t{*age}}}) : std::string();
         },
     .order = {.number = [](const TableRow& row) -> std::optional<std::int64_t> {
       return row.facts.age_days_of(row.row);
     }},
     .copy = PRINT(row.facts.age_days_of(row.row) ? std::to_string(*row.facts.age_days_of(row.row)) : std::string())},
    {.id = "created",
     .title = TextKey::table_created,
     .width_dp = 108,
     .align = right,
     .hidden = true,
     .print = PRINT(printed(context, made_on(context, row))),
     .order = NUMBER(made_at_ms(row))},
    {.id = "closed_on",
     .title = TextKey::field_closed_on,
     .width_dp = 108,
     .align = right,
     .hidden = true,
     .print = PRINT(printed(context, row.deal.closed_on)),
     .order = NUMBER(day_of(row.deal.closed_on)),
     .kind = &date_kind,
     .place = FIELD(closed_on)},
    {.id = "loss_reason",
     .title = TextKey::table_loss_reason,
     .width_dp = 160,
     .hidden = true,
     .print = PRINT(reason(row)),
     .order = TEXT(reason(row)),
     .choice = CellChoice::loss_reason},
};

#undef PRINT
#undef NUMBER
#undef TEXT
#undef FIELD

}  // namespace

namespace {

constexpr std::size_t most_custom = 60;

// Views and sort keys point at columns, so they never move: there is room for all from the beginning.
struct AllColumns {
  AllColumns() {
    all.reserve(std::size(columns) + most_custom);
    all.assign(std::begin(columns), std::end(columns));
  }
  std::vector<TableColumn> all = {};
  std::vector<CustomField> made_of = {};  // as they were
  std::deque<std::string> words = {};     // ids and names of custom columns
  std::uint64_t version = 1;
};
AllColumns& all_columns() {
  static AllColumns columns_now;
  return columns_now;
}

const FieldKind* kind_of(CustomKind kind) {
  switch (kind) {
    case CustomKind::number:
      return &custom_number_kind;
    case CustomKind::money:
      return &custom_money_kind;
    case CustomKind::date:
      return &custom_date_kind;
    case CustomKind::choice:
    case CustomKind::choices:
    case CustomKind::flag:
      return nullptr;
    default:
      return &text_kind;
  }
}

TableColumn column_of(const CustomField& field, std::deque<std::string>& words) {
  const bool sized = is_sized(field.kind);
  const std::string& id = words.emplace_back("fld_" + text_of(field.id.raw));
  const std::string& name = words.emplace_back(field.name);
  TableColumn column = {.id = id, .width_dp = 130, .align = sized ? right : Align::left, .hidden = true};
  column.order = {.custom = field.id, .custom_kind = field.kind};
  column.kind = kind_of(field.kind);
  if (field.kind == CustomKind::choice || field.kind == CustomKind::flag) column.choice = CellChoice::custom;
  column.custom = field.id;
  column.name = name;
  return column;
}

bool same_column(const CustomField* a, const CustomField& b) {
  return a->id == b.id && a->name == b.name && a->kind == b.kind;
}

}  // namespace

std::span<const TableColumn> table_columns() { return all_columns().all; }

std::uint64_t follow_custom_columns(const Document& document) {
  AllColumns& now = all_columns();
  std::vector<const CustomField*> fields = custom_fields_of(document, CustomOwner::deal);
  if (fields.size() > most_custom) fields.resize(most_custom);
  if (std::ranges::equal(fields, now.made_of, same_column)) return now.version;
  now.all.resize(std::size(columns));
  now.words.clear();
  now.made_of.clear();
  for (const CustomField* field : fields) {
    now.all.push_back(column_of(*field, now.words));
    now.made_of.push_back({.id = field->id, .name = field->name, .kind = field->kind});
  }
  return ++now.version;
}

std::string column_title(const Ui& ui, const TableColumn& column) {
  if (!column.custom) return ui.tr(column.title);
  return column.name.empty() ? ui.tr(TextKey::custom_unnamed) : std::string(column.name);
}

std::string print_cell(const ViewContext& context, const TableColumn& column, const TableRow& row) {
  if (!column.custom) return column.print(context, row);
  const CustomField* field = row.document.find(column.custom);
  return field ? custom_words(context.ui, *field, custom_value(row.deal.custom, column.custom)) : std::string();
}

std::string copy_cell(const ViewContext& context, const TableColumn& column, const TableRow& row) {
  if (column.custom && column.order.custom_kind == CustomKind::number) {
    std::string text(custom_value(row.deal.custom, column.custom));
    if (const std::size_t point = text.find('.'); point != std::string::npos)
      text.replace(point, 1, context.ui.locale.data().decimal);
    return text;
  }
  return column.copy != nullptr ? column.copy(context, row) : print_cell(context, column, row);
}

FieldPlace place_of(const TableColumn& column, Id<Deal> deal) {
  if (!column.custom) return column.place(deal);
  FieldPlace place = place_of(deal, &Deal::custom);
  place.custom = column.custom;
  return place;
}

bool can_edit(const TableColumn& column, const Deal& deal) {
  if (column.choice == CellChoice::loss_reason) return deal.status == DealStatus::lost;
  if (column.choice != CellChoice::none) return true;
  if (column.kind == nullptr) return false;
  if (column.id == "probability") return deal.status == DealStatus::open;
  if (column.id == "closed_on") return deal.status != DealStatus::open;
  return true;
}

}  // namespace voronka::ui
