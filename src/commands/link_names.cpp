#include "commands/link_names.hpp"

#include <algorithm>
#include <utility>

#include "commands/by_name.hpp"
#include "model/titles.hpp"

namespace voronka {
namespace {

template <class Record>
bool is_called(const Record* record, const std::string& folded_name) {
  return record && !record->deleted && folded(record->name) == folded_name;
}

Id<Contact> found_or_made(Draft& draft, const Deal& deal, const std::string& name, Id<Contact>) {
  return contact_named(draft, name, deal.company);
}
Id<Tag> found_or_made(Draft& draft, const Deal&, const std::string& name, Id<Tag>) { return tag_named(draft, name); }

template <class Record>
void link_all(Draft& draft, const Deal& deal, std::vector<Id<Record>> Deal::* list,
              const std::vector<std::string>& names) {
  const std::vector<Id<Record>> had = deal.*list;
  std::vector<Id<Record>> now;
  const auto has = [&](Id<Record> id) { return std::ranges::find(now, id) != now.end(); };
  for (const std::string& name : names) {
    const std::string wanted = folded(name);
    if (wanted.empty()) continue;
    // Two people of one name may both be there.
    const auto own =
        std::ranges::find_if(had, [&](Id<Record> id) { return !has(id) && is_called(draft.find(id), wanted); });
    if (own != had.end())
      now.push_back(*own);
    else if (std::ranges::none_of(now, [&](Id<Record> id) { return is_called(draft.find(id), wanted); }))
      now.push_back(found_or_made(draft, deal, name, Id<Record>{}));
  }
  for (const Id<Record> id : had) {
    const Record* record = draft.find(id);
    if (!record || record->deleted) now.push_back(id);
  }
  if (now == had) return;
  Deal changed = deal;
  changed.*list = std::move(now);
  draft.put(std::move(changed));
}

}  // namespace

Result<Done> reduce(Draft& draft, const LinkNames& link) {
  const Deal* found = draft.find(link.deal);
  if (!found || found->deleted) return refuse(TextKey::error_deal_gone);
  const Deal deal = *found;
  if (link.what == LinkNames::What::contacts)
    link_all(draft, deal, &Deal::contacts, link.names);
  else
    link_all(draft, deal, &Deal::tags, link.names);
  return Done{};
}

Text label_of(const Document& document, const LinkNames& link) {
  return {.key = TextKey::undo_set_field,
          .arguments = {{.name = "record", .value = title_of(document, RecordType::deal, link.deal.raw)}}};
}

}  // namespace voronka
