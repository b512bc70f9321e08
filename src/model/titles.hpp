// The words a record is called by, for labels and lists. Plain data of the user, in no language.
#pragma once

#include <string>

#include "base/result.hpp"
#include "model/document.hpp"

namespace voronka {

// A deal's title, a contact's name ...; empty when the record is not there or has none.
std::string title_of(const Document& document, RecordType type, RawId id);

// The same for a sentence; what has no title of its own is called what it is.
TextValue name_value_of(const Document& document, RecordType type, RawId id);

template <class Record>
std::string title_of(const Document& document, Id<Record> id) {
  return title_of(document, record_type_of<Record>(), id.raw);
}

}  // namespace voronka
