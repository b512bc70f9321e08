// For Google Contacts, Import: the headers of its export of today. A name stays whole, for nobody can tell which word of it is which.
#include <algorithm>

#include "formats/export_formats.hpp"
#include "formats/export_table.hpp"
#include "model/document.hpp"

namespace voronka {
namespace {

struct Widths {
  std::size_t phones = 1, emails = 1;
};

void numbered(TableSink& table, std::string_view what, std::size_t count) {
  for (std::size_t i = 1; i <= count; ++i)
    for (const std::string_view part : {" - Label", " - Value"})
      table.text(std::string(what) + ' ' + std::to_string(i) + std::string(part));
}

void values(TableSink& table, const TextList& list, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const bool said = i < list.size();
    table.text(said ? "Work" : "");
    table.text(said ? std::string_view(list[i]) : std::string_view());
  }
}

}  // namespace

void export_google_contacts(const Document& document, const ExportStyle&, ByteSink& sink) {
  constexpr std::size_t most_numbers = 10;
  Widths widths;
  const auto measure = [&](const auto& rows) {
    for (const auto& row : rows) {
      if (row.deleted) continue;
      widths.phones = std::clamp(row.phones.size(), widths.phones, most_numbers);
      widths.emails = std::clamp(row.emails.size(), widths.emails, most_numbers);
    }
  };
  const auto contacts = document.table<Contact>().rows();
  const auto companies = document.table<Company>().rows();
  measure(contacts);
  measure(companies);

  const std::unique_ptr<TableSink> table = csv_table(sink, {.bom = false});
  for (const std::string_view caption : {"First Name", "Organization Name", "Organization Title", "Notes"})
    table->text(caption);
  numbered(*table, "E-mail", widths.emails);
  numbered(*table, "Phone", widths.phones);
  table->end_row();
  for (const Contact& contact : contacts) {
    if (contact.deleted) continue;
    const Company* company = document.find(contact.company);
    table->text(contact.name);
    table->text(company == nullptr || company->deleted ? std::string_view() : std::string_view(company->name));
    table->text(contact.job_title);
    table->text(contact.comment);
    values(*table, contact.emails, widths.emails);
    values(*table, contact.phones, widths.phones);
    table->end_row();
  }
  // A company is worth a card of its own when it can be called or written to.
  for (const Company& company : companies) {
    if (company.deleted || (company.phones.empty() && company.emails.empty())) continue;
    table->text({});
    table->text(company.name);
    table->text({});
    table->text(company.comment);
    values(*table, company.emails, widths.emails);
    values(*table, company.phones, widths.phones);
    table->end_row();
  }
  table->finish();
}

}  // namespace voronka
