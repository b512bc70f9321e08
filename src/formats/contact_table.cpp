#include "formats/contact_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_job.hpp"
#include "formats/import_values.hpp"
#include "formats/table_links.hpp"

namespace voronka {
namespace {

struct ColumnWords {
  PersonColumn column;
  std::string_view words;
};
using enum PersonColumn;
// Folded, without the prefix of Pipedrive, a dash as a blank. What begins with a word of these and has a number behind it fits as well.
constexpr ColumnWords column_words[] = {
    {first_name, "first name|given name|имя|firstname"},
    {last_name, "last name|family name|surname|фамилия|lastname"},
    {middle_name, "middle name|additional name|second name|отчество|middlename"},
    {full_name,
     "name|full name|display name|contact|contact name|полное имя контакта|полное имя|фио|ф.и.о.|контакт|контактное "
     "лицо|имя контакта|имя клиента|фио клиента|клиент|имя и фамилия|фамилия имя|фамилия и имя|фамилия имя отчество"},
    {company,
     "company|company name|organization|organization name|organisation|associated company|primary associated "
     "company|organization 1 name|компания|название компании|организация|название организации|место работы|account "
     "name"},
    {job_title, "job title|organization title|organization 1 title|position|должность|jobtitle|роль в компании|post"},
    {department, "department|organization department|organization 1 department|отдел|подразделение"},
    {comment, "notes|note|comment|comments|description|примечание|примечания|комментарий|комментарии|заметки|заметка"},
    {id, "id|record id|contact id|ид|id контакта|contactid|uid"},
    {kind, "тип|kind"},
    {birthday, "birthday|день рождения|дата рождения|birthdate|date of birth"},
    {address, "address|home address|business address|адрес|почтовый адрес|mailing address|address 1 formatted"},
    {website, "website|web page|web|сайт|url|website url|website 1 value|веб-сайт"},
    {labels, "labels|group membership|categories|теги|метки|группы|группа|tags|label|категории"},
    {nickname, "nickname|псевдоним|прозвище"},
    {skip,
     "file as|photo|priority|private|sensitivity|initials|name prefix|name suffix|phonetic first name|phonetic middle "
     "name|phonetic last name|yomi name|given name yomi|additional name yomi|family name yomi|e mail display name|e "
     "mail type|e mail 2 type|e mail 3 type|e mail 2 display name|e mail 3 display name|email type|экспорт"}};

// What makes it a table of deals, whatever else it has.
constexpr ImportTarget of_deals[] = {
    ImportTarget::amount,      ImportTarget::stage,      ImportTarget::pipeline,       ImportTarget::currency,
    ImportTarget::closed_flag, ImportTarget::close_date, ImportTarget::expected_close, ImportTarget::probability,
    ImportTarget::loss_reason, ImportTarget::closed,     ImportTarget::next_step,      ImportTarget::stage_entered};
// ... and what makes it one where nobody but a name says that it is about people: a list of orders or of applications.
constexpr ImportTarget of_orders[] = {ImportTarget::status, ImportTarget::product, ImportTarget::created,
                                      ImportTarget::source};
// What only tables of companies have, and what these call the name of one.
constexpr std::string_view of_companies =
    "industry|отрасль|сфера деятельности|инн|инн/кпп|inn|кпп|огрн|employees|number of employees|numberofemployees|"
    "number of employees range|кол во сотрудников|количество сотрудников|annual revenue|annualrevenue|годовой оборот|"
    "company domain name|domain|тип компании|company type|billing city|billing street|billingcity|billingstreet|"
    "юридический адрес|ownership|ticker symbol|parent company|parent account|sic code|sector|office location";
// Of what a company turns over in a year, not of a deal.
constexpr std::string_view of_turnover = "revenue|annual revenue|годовой оборот|валюта|currency|account currency";
constexpr std::string_view company_names =
    "name|название|наименование|company|company name|название компании|компания|organization|organization name|"
    "organisation|организация|название организации|account|account name|наименование организации|контрагент|клиент";
// Lifecycles of HubSpot's contacts, not stages of deals.
constexpr std::string_view contact_stages = "lifecycle stage|lead status|статус лида|этап жизненного цикла";

std::string folded_column(std::string_view header) {
  std::string text = folded_header(header);
  for (const std::string_view prefix : {"person ", "контакт: ", "contact: "})
    if (text.starts_with(prefix)) text.erase(0, prefix.size());
  std::ranges::replace(text, '-', ' ');
  std::string out;
  for (const char c : text)
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  return out;
}

bool holds(std::string_view header, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return header.contains(word); });
}

PersonColumn column_of(std::string_view header) {
  if (header.empty()) return extra;
  for (const ColumnWords& row : column_words)
    if (is_one_of(header, row.words)) return row.column;
  const bool numbered = header.starts_with("phone ") || header.starts_with("e mail ") || header.starts_with("email ");
  if (numbered && (header.ends_with(" label") || header.ends_with(" type"))) return label;
  if (holds(header, {"fax", "факс"})) return fax;
  if (header.starts_with("тип ") || header.starts_with("краткое ")) return extra;
  if (holds(header, {"сделк", "deal", "date", "дата", "owner", "ответственн", "display", "opt", "status", "статус"}))
    return extra;
  if (holds(header, {"phone", "mobile", "телефон", "мобильный", "сотовый", "whatsapp"}) || header == "тел" ||
      header == "тел.")
    return phone;
  if (holds(header, {"e mail", "email", "почта", "почты"}) || header == "mail") return email;
  const std::size_t letters = header.find_last_not_of("0123456789 ");
  if (letters + 1 < header.size() && letters != std::string_view::npos) {
    const PersonColumn plain = column_of(header.substr(0, letters + 1));  // "Примечание 3"
    return plain == comment ? plain : extra;
  }
  return extra;
}

// "custom field 1 value" of Google: what it holds is said elsewhere.
bool is_numbered_value(std::string_view header) {
  for (const std::string_view end : {" value", " label", " type"})
    if (header.ends_with(end)) return header.size() > end.size() && is_digit(header[header.size() - end.size() - 1]);
  return false;
}

struct Judged {
  ContactColumns columns = {};
  std::size_t hits = 0;
};
Judged judge(const RowCells& cells) {
  Judged it;
  std::array<bool, 32> has = {};
  bool of_deal = false, of_order = false, contact_life = false, titled = false;
  std::size_t company_name = cells.size(), company_marks = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string header = cells.at(i).size() > 200 ? std::string() : folded_column(cells.at(i));
    company_marks += is_one_of(header, of_companies) ? 1 : 0;
    if (company_name == cells.size() && is_one_of(header, company_names)) company_name = i;
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string header = cells.at(i).size() > 200 ? std::string() : folded_column(cells.at(i));
    const PersonColumn column = column_of(header);
    it.columns.columns.push_back(column);
    it.columns.headers.push_back(first_part(trimmed_cell(cells.at(i)), 200));
    has[static_cast<std::size_t>(column)] = true;
    it.hits += column != extra && column != skip ? 1 : 0;
    contact_life = contact_life || is_one_of(header, "lifecycle stage|contact owner");
    if (column != extra || is_one_of(header, contact_stages) || is_numbered_value(header)) continue;
    if (company_marks > 0 && i == company_name) continue;
    const std::string as_deal = folded_header(cells.at(i));
    const HeaderGuess guess = guess_from_header(as_deal);
    if (guess.confidence == 0 || (company_marks > 0 && is_one_of(header, of_turnover))) continue;
    of_deal = of_deal || std::ranges::find(of_deals, guess.target) != std::end(of_deals) ||
              (guess.target == ImportTarget::title && as_deal != "title") || !stage_date_of(cells.at(i)).stage.empty();
    titled = titled || as_deal == "title";  // of Outlook: "Mr."
    of_order = of_order || std::ranges::find(of_orders, guess.target) != std::end(of_orders);
  }
  const auto got = [&](PersonColumn column) { return has[static_cast<std::size_t>(column)]; };
  const bool two_names = got(first_name) && got(last_name);
  const bool person_named = got(first_name) || got(last_name);
  const bool named = got(full_name) || got(first_name) || got(last_name);
  of_deal = of_deal || (titled && !two_names);
  const bool sure = two_names || contact_life || (got(id) && got(company) && got(kind)) ||
                    std::ranges::any_of(it.columns.headers, [](const std::string& header) {
                      return is_one_of(folded_column(header), "contact id|id контакта|полное имя контакта");
                    });
  for (const std::string& header : it.columns.headers)
    of_deal = of_deal || (is_one_of(folded_column(header), contact_stages) && !contact_life);
  it.columns.is_contacts = named && (got(phone) || got(email)) && !of_deal && (sure || !of_order);
  it.columns.are_companies = company_marks > 0 && company_name < cells.size() && !person_named && !of_deal;
  if (it.columns.are_companies) {
    it.hits += company_marks;
    it.columns.is_contacts = true;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (it.columns.columns[i] == full_name || it.columns.columns[i] == company) it.columns.columns[i] = extra;
    it.columns.columns[company_name] = company;
    for (std::size_t i = 0; i < cells.size(); ++i)  // "Account ID" of Salesforce's reports
      if (!got(id) && link_of_header(it.columns.headers[i]) == LinkKind::company) it.columns.columns[i] = id;
  }
  const auto is_called = [&](std::string_view words) {
    return std::ranges::any_of(it.columns.headers,
                               [&](const std::string& header) { return is_one_of(folded_column(header), words); });
  };
  it.columns.system = is_called("phone 1 value|e mail 1 value") ? "google"
                      : is_called("полное имя контакта")        ? "amocrm"
                                                                : "contacts";
  return it;
}

// "a ::: b" of Google; else commas and line ends for numbers and addresses, which never hold one.
template <class Each>
void for_each_value(std::string_view cell, const Each& each) {
  const bool google = cell.contains(" ::: ");
  while (!cell.empty()) {
    const std::size_t end = google ? cell.find(" ::: ") : cell.find_first_of(",;\n");
    std::string part = trimmed_cell(cell.substr(0, end));
    // Spreadsheets show a number as it is written behind an apostrophe.
    if (part.starts_with('\'')) part.erase(0, 1);
    if (!part.empty() && !is_nothing(part)) each(std::move(part));
    if (end == std::string_view::npos) return;
    cell.remove_prefix(end + (google ? 5 : 1));
  }
}

void put_name(std::string& name, std::string_view more) {
  if (more.empty()) return;
  name += (name.empty() ? "" : " ") + std::string(more);
}

PersonRow row_of(const RowCells& cells, const ContactColumns& columns) {
  PersonRow row;
  Contact& contact = row.contact;
  contact.origin.system = columns.system;
  std::string first, middle, last, label_text;
  for (std::size_t i = 0; i < columns.columns.size(); ++i) {
    const std::string_view cell = cells.at(i);
    if (columns.columns[i] == label) {
      label_text = trimmed_cell(cell);
      continue;
    }
    if (is_nothing(cell)) continue;
    const std::string text = trimmed_cell(cell);
    const auto mark = [&](std::string_view name) { add_extra(contact.extra, std::string(name), text); };
    switch (columns.columns[i]) {
      case skip:
      case label:
        break;
      case full_name:
        contact.name.empty() ? contact.name = text : text;
        break;
      case first_name:
        first = text;
        break;
      case middle_name:
        middle = text;
        break;
      case last_name:
        last = text;
        break;
      case company:
        row.company.empty() ? row.company = text : text;
        break;
      case job_title:
        contact.job_title = text;
        break;
      case phone:
      case email: {
        const bool is_phone = columns.columns[i] == phone;
        for_each_value(cell, [&](std::string value) {
          const bool fits = is_phone ? digits_of(value).size() >= 3 : value.contains('@');
          if (fits) {
            add_once(is_phone ? contact.phones : contact.emails, std::move(value));
          } else {
            add_extra(contact.extra, columns.headers[i], std::move(value));
          }
        });
        if (label_text.starts_with("* ")) label_text.erase(0, 2);  // the main one
        if (!label_text.empty() && !is_usual_label(label_text)) add_extra(contact.extra, label_text, text);
        label_text.clear();
        break;
      }
      case comment:
        add_line(contact.comment, trimmed(cell));
        break;
      case id:
        contact.origin.id = text;
        break;
      case kind:
        row.is_company = is_one_of(folded_cell(text), "компания|company");
        if (!row.is_company && !is_one_of(folded_cell(text), "контакт|contact"))
          add_extra(contact.extra, columns.headers[i], text);
        break;
      case department:
        mark(department_mark);
        break;
      case fax:
        mark(fax_mark);
        break;
      case birthday:
        if (!text.starts_with("0/0/") && !text.starts_with("0.0.")) mark(birthday_mark);  // Outlook's nothing
        break;
      case address:
        mark(address_mark);
        break;
      case website:
        mark(website_mark);
        break;
      case labels:
        mark(labels_mark);
        break;
      case nickname:
        mark(nickname_mark);
        break;
      case extra:
        add_extra(contact.extra, columns.headers[i], text);
        break;
    }
  }
  if (contact.name.empty()) {
    put_name(contact.name, first);
    put_name(contact.name, middle);
    put_name(contact.name, last);
  }
  row.is_company = row.is_company || columns.are_companies;
  if (row.is_company && contact.name.empty()) contact.name = row.company;
  return row;
}

}  // namespace

Result<ContactColumns> contact_columns(TableReader& reader) {
  constexpr std::size_t header_rows = 20;
  Judged best;
  reader.rewind();
  for (std::size_t i = 0; i < header_rows; ++i) {
    const Result<bool> more = reader.next();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    Judged here = judge(reader.cells());
    if (here.hits <= best.hits) continue;
    best = std::move(here);
    best.columns.header_line = reader.line();
  }
  reader.rewind();
  return std::move(best.columns);
}

Result<PeopleList> read_contact_table(TableReader reader, const ContactColumns& columns) {
  const auto has = [&](PersonColumn column) {
    return std::ranges::find(columns.columns, column) != columns.columns.end();
  };
  const bool named = has(full_name) || has(first_name) || has(last_name);
  if (!columns.are_companies && (!named || (!has(phone) && !has(email)))) return refuse(TextKey::people_in_no_columns);
  PeopleList list = {.is_table = true};
  reader.rewind();
  for (;;) {
    const Result<bool> more = reader.next();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    if (reader.line() <= columns.header_line) continue;
    const std::string_view first = reader.cells().at(0);
    if (!first.empty() && trimmed_cell(first) == columns.headers[0]) continue;  // the header of another page
    PersonRow row = row_of(reader.cells(), columns);
    row.line = reader.line();
    if (settle(row)) {
      list.rows.push_back(std::move(row));
    } else {
      tell(list, reader.line(), TextKey::people_in_nobody);
    }
  }
  return list;
}

}  // namespace voronka
