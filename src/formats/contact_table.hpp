// Tables of people and of companies: the contacts of Google and Outlook, the contact exports of Bitrix24, amoCRM, HubSpot and Pipedrive, a sheet with names
// and telephones. Known by their columns, which a table of deals must never be taken for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/people_list.hpp"
#include "formats/table_reader.hpp"

namespace voronka {

enum class PersonColumn : std::uint8_t {
  extra,  // kept under its header
  skip,   // says nothing about anybody: "Priority", "File As"
  full_name,
  first_name,
  middle_name,
  last_name,
  company,
  job_title,
  department,
  phone,
  email,
  fax,
  comment,
  id,
  kind,   // of amoCRM: a contact or a company
  label,  // "Phone 1 - Label": of the value in the next column
  birthday,
  address,
  website,
  labels,
  nickname,
};

struct ContactColumns {
  std::size_t header_line = 0;
  std::vector<std::string> headers = {};
  std::vector<PersonColumn> columns = {};
  std::string system = {};   // of Origin: "google", "amocrm", else "contacts"
  bool is_contacts = false;  // has a name, a phone or an e-mail, and nothing of a deal; or its rows are companies
  bool are_companies =
      false;  // has a name and what only organisations have: an industry, a number of employees, an INN
};
// The best header among the first twenty rows; goes back to the beginning. `is_contacts`: names and a way to reach somebody, no column of
// deals (title, stage, amount, currency, close date, probability, loss reason), and, where a single column holds the name, none that lists of
// orders have either (status, product, date, source).
Result<ContactColumns> contact_columns(TableReader& reader);

// Cells with " ::: " (Google) or with several numbers apart by commas are several values. Refused: a table without a name and a way to reach
// somebody, and what TableReader refuses. Linear.
Result<PeopleList> read_contact_table(TableReader reader, const ContactColumns& columns);

}  // namespace voronka
