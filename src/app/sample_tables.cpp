#include "app/sample_tables.hpp"

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/digits.hpp"
#include "formats/table_encoding.hpp"

namespace voronka {
namespace {

using Row = std::vector<std::string>;

std::string dotted(Date date) {
  const YearMonthDay ymd = ymd_of(date);
  return padded(ymd.day, 2) + "." + padded(ymd.month, 2) + "." + padded(ymd.year, 4);
}
std::string dotted(Moment at) {
  const TimeOfDay time = local_time(at);
  return dotted(local_date(at)) + " " + padded(time.minutes / 60, 2) + ":" + padded(time.minutes % 60, 2) + ":00";
}

// "2 409 000 руб."
std::string spaced_rubles(Money money) {
  const std::string digits = std::to_string(money.minor / 100);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ' ';
    text += digits[i];
  }
  return text + " руб.";
}

const Event* first_event(const Deal& deal, EventKind kind, std::size_t skip = 0) {
  for (const Event& event : deal.history)
    if (event.kind == kind && skip-- == 0) return &event;
  return nullptr;
}

template <class Record>
class NameOf {
 public:
  explicit NameOf(const RecordSet& records) {
    for (const Record& record : records.of<Record>()) names_.emplace(text_of(record.id.raw), &record);
  }
  std::string operator()(Id<Record> id) const {
    const auto found = names_.find(text_of(id.raw));
    return found == names_.end() ? std::string() : found->second->name;
  }

 private:
  std::unordered_map<std::string, const Record*> names_ = {};
};

std::vector<Row> bitrix_rows(const RecordSet& records) {
  const NameOf<Stage> stage(records);
  const NameOf<Company> company(records);
  const NameOf<Contact> contact(records);
  std::unordered_map<std::string, std::string> comments;
  for (const Note& note : records.of<Note>())
    comments[text_of(note.deal.raw)] = note.text + "\nвторая строка; \"в кавычках\"";
  std::vector<Row> rows = {{"ID", "Сделка", "Стадия сделки", "Вероятность", "Сумма/Валюта", "Ответственный",
                            "Название сделки", "Тип", "Источник", "Сумма", "Валюта", "Компания", "Контакт",
                            "Сделка закрыта", "Дата создания", "Дата изменения", "Дата начала",
                            "Предполагаемая дата закрытия", "Комментарий"}};
  std::size_t number = 10'000;
  for (const Deal& deal : records.of<Deal>()) {
    const std::string id = std::to_string(++number);
    const Money amount = deal.amount.value_or(Money{});
    const Moment created = first_event(deal, EventKind::created)->at;
    const Moment changed = deal.history.back().at;
    const bool closed = deal.status != DealStatus::open;
    rows.push_back({id, "Сделка №" + id,
                    deal.status == DealStatus::won    ? "Сделка успешна"
                    : deal.status == DealStatus::lost ? "Сделка провалена"
                                                      : stage(deal.position.stage),
                    "", spaced_rubles(amount), deal.owner, deal.title, "Продажа", deal.source, decimal_text(amount),
                    "Российский рубль", company(deal.company), deal.contacts.empty() ? "" : contact(deal.contacts[0]),
                    closed ? "Да" : "Нет", dotted(created), dotted(changed), dotted(local_date(created)),
                    dotted(closed ? *deal.closed_on : *deal.expected_close), comments[text_of(deal.id.raw)]});
  }
  return rows;
}

std::vector<Row> maven_rows(const RecordSet& records) {
  const NameOf<Company> company(records);
  std::vector<Row> rows = {{"opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date",
                            "close_date", "close_value"}};
  std::size_t number = 0;
  for (const Deal& deal : records.of<Deal>()) {
    const Event* engaged = first_event(deal, EventKind::stage_entered, 1);
    const bool won = deal.status == DealStatus::won;
    const bool closed = deal.status != DealStatus::open;
    if (closed && !engaged) engaged = first_event(deal, EventKind::created);
    // Every sixth deal has no account, as in the original.
    rows.push_back({text_of(deal.id.raw).substr(18), deal.owner, deal.title,
                    ++number % 6 == 0 ? "" : company(deal.company),
                    won       ? "Won"
                    : closed  ? "Lost"
                    : engaged ? "Engaging"
                              : "Prospecting",
                    engaged ? iso_text(local_date(engaged->at)) : "", closed ? iso_text(*deal.closed_on) : "",
                    won      ? std::to_string(deal.amount->minor / 100)
                    : closed ? "0"
                             : ""});
  }
  return rows;
}

std::string quoted(std::string_view cell) {
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string bitrix_csv(const std::vector<Row>& rows) {
  std::string out;
  for (const Row& row : rows) {
    for (const std::string& cell : row) out += quoted(cell) + ";";
    out += '\n';
  }
  return out;
}

std::string bitrix_html(const std::vector<Row>& rows) {
  std::string out =
      "\xEF\xBB\xBF<meta http-equiv=\"Content-type\" content=\"text/html;charset=UTF-8\" />\n<table border=\"1\">\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out += i == 0 ? "<thead>\n<tr>" : i == 1 ? "<tbody><tr>" : "<tr>";
    for (const std::string& cell : rows[i]) {
      out += i == 0 ? "<th>" : "<td>";
      for (const char c : cell) {
        switch (c) {
          case '&':
            out += "&amp;";
            break;
          case '<':
            out += "&lt;";
            break;
          case '"':
            out += "&quot;";
            break;
          default:
            out += c;
        }
      }
      out += i == 0 ? "</th>" : "</td>";
    }
    out += i == 0 ? "</tr>\n</thead>\n" : "</tr>\n";
  }
  return out + "</tbody></table>";
}

std::string plain_csv(const std::vector<Row>& rows) {
  std::string out;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      out += row[i].find_first_of(",\"\n") == std::string::npos ? row[i] : quoted(row[i]);
    }
    out += '\n';
  }
  return out;
}

}  // namespace

std::string sample_table(const RecordSet& records, TableShape shape) {
  switch (shape) {
    case TableShape::bitrix_csv:
      return "\xEF\xBB\xBF" + bitrix_csv(bitrix_rows(records));
    case TableShape::bitrix_csv_1251:
      return to_windows_1251(bitrix_csv(bitrix_rows(records)));
    case TableShape::bitrix_html:
      return bitrix_html(bitrix_rows(records));
    case TableShape::maven_csv:
      return plain_csv(maven_rows(records));
  }
  return {};
}

}  // namespace voronka
