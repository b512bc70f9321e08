#include "formats/table_links.hpp"

#include "formats/import_cell.hpp"
#include "formats/import_headers.hpp"
#include "formats/people_list.hpp"

namespace voronka {
namespace {

std::string joined(const TextList& list) {
  std::string text;
  for (const std::string& one : list) text += (text.empty() ? "" : ", ") + one;
  return text;
}

}  // namespace

void TableLinks::add(const PeopleList& list) {
  for (const PersonRow& row : list.rows) {
    if (row.contact.origin.id.empty()) continue;
    (row.is_company ? companies_ : contacts_)
        .try_emplace(row.contact.origin.id, Reached{.name = row.contact.name,
                                                    .phone = joined(row.contact.phones),
                                                    .email = joined(row.contact.emails)});
  }
}

const TableLinks::Reached* TableLinks::find(bool company, std::string_view cell) const {
  const auto& by_id = company ? companies_ : contacts_;
  const auto found = by_id.find(trimmed_cell(cell.substr(0, cell.find_first_of(";,"))));
  return found == by_id.end() ? nullptr : &found->second;
}

LinkKind link_of_header(std::string_view caption) {
  const std::string header = folded_header(caption);
  if (is_one_of(header,
                "account id|company id|companyid|accountid|id компании|компания id|organization id|org id|"
                "associated company ids|associated company id|primary associated company id"))
    return LinkKind::company;
  if (is_one_of(header,
                "contact id|contactid|contact ids|id контакта|контакт id|person id|associated contact ids|"
                "associated contact id|primary contact id"))
    return LinkKind::contact;
  return LinkKind::none;
}

}  // namespace voronka
