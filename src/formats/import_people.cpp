// Who a row is about and its lists: contacts with phones and e-mails, tags, notes, the reason of a loss.
#include <algorithm>
#include <utility>

#include "formats/import_job.hpp"

namespace voronka {
namespace {

void add_once(TextList& list, std::string text) {
  if (!text.empty() && std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
}

// "a, b; c", and what the mapping names as a mark of lists.
template <class Function>
void for_each_part(std::string_view cell, std::string_view mark, Function&& f) {
  while (!cell.empty()) {
    std::size_t end = cell.find_first_of(",;\n");
    std::size_t next = end + 1;
    if (const std::size_t at = mark.empty() ? std::string_view::npos : cell.find(mark); at < end) {
      end = at;
      next = at + mark.size();
    }
    const std::string part = trimmed_cell(cell.substr(0, end));
    if (!part.empty()) f(part);
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : next);
  }
}

}  // namespace

void ImportJob::read_people(Row& row) {
  Deal& deal = row.deal;
  auto& records = result_.records;
  Company* company = nullptr;
  if (!row.company.empty()) {
    company = &records.of<Company>()[named<Company>(company_index_, row.company)];
    deal.company = company->id;
  }
  TextList phones;
  TextList emails;
  for (std::size_t i = 0; i < mapping_.columns.size(); ++i) {
    const ImportTarget target = mapping_.columns[i].target;
    if (target != ImportTarget::phone && target != ImportTarget::email) continue;
    for_each_part(reader_.cells().at(i), list_mark_, [&](std::string text) {
      if (text.starts_with('\'')) text.erase(0, 1);
      if (is_nothing(text)) return;
      const bool whole = company && of_company_[i];
      add_once(target == ImportTarget::phone ? (whole ? company->phones : phones) : (whole ? company->emails : emails),
               first_part(text, max_import_title));
    });
  }
  if (row.contact.empty()) row.contact = !emails.empty() ? emails[0] : !phones.empty() ? phones[0] : "";
  if (row.contact.empty()) return;
  // Two people of one name work at two companies.
  const std::size_t at = named<Contact>(contact_index_, row.contact, text_of(deal.company.raw));
  Contact& contact = records.of<Contact>()[at];
  contact.company = deal.company;
  if (contact.job_title.empty() && !is_nothing(cell(ImportTarget::job_title)))
    contact.job_title = first_part(trimmed_cell(cell(ImportTarget::job_title)), max_import_title);
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
      for_each_part(text, list_mark_, [&](const std::string& name) {
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
    put_extra(deal, column_for(ImportTarget::loss_reason));
  }
}

}  // namespace voronka
