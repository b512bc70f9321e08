// Finding a record by the name somebody has typed.
#pragma once

#include <string_view>

#include "base/fold.hpp"
#include "model/draft.hpp"

namespace voronka {

// Of the living records with that name (capitals and accents do not matter) the first, and how many they are: of two people of one name
// nobody knows which is meant. One pass over all of the type.
template <class Record>
struct Named {
  Id<Record> first = {};
  std::size_t count = 0;
};
template <class Record>
Named<Record> by_name(const Document& document, std::string_view name) {
  Named<Record> found;
  const std::string wanted = folded(name);
  for (const Record& record : document.table<Record>().rows()) {
    if (record.deleted || folded(record.name) != wanted) continue;
    if (found.count++ == 0) found.first = record.id;
  }
  return found;
}

// A tag of that name; one that is not there yet is made.
inline Id<Tag> tag_named(Draft& draft, const std::string& name) {
  if (const Named<Tag> found = by_name<Tag>(draft.document(), name); found.count > 0) return found.first;
  const Id<Tag> id = draft.new_id<Tag>();
  draft.put(Tag{.id = id, .name = name});
  return id;
}
// A contact of that name, as long as there is one only; else a new one, of that company.
inline Id<Contact> contact_named(Draft& draft, const std::string& name, Id<Company> company) {
  if (const Named<Contact> found = by_name<Contact>(draft.document(), name); found.count == 1) return found.first;
  const Id<Contact> id = draft.new_id<Contact>();
  draft.put(Contact{.id = id, .name = name, .company = company});
  return id;
}

}  // namespace voronka
