// Two contacts, or two companies, that are one: what the second knows goes into the first, everything that pointed at it points there, and it
// goes to the trash, whole.
#pragma once

#include "commands/done.hpp"

namespace voronka {

struct JoinRecords {
  RecordType type = RecordType::contact;  // or company
  RawId keep = {};
  RawId gone = {};
};

// `keep` as it is afterwards: its own values stay; empty ones are filled; numbers, addresses, comments and fields of an earlier system that it
// does not have are added.
Contact joined(const Contact& keep, const Contact& gone);
Company joined(const Company& keep, const Company& gone);

// The last ten digits of a number, by which two of them are one: "8 (917) 555…" is "+7 917 555…". Empty for less than seven digits.
std::string number_key(std::string_view phone);

// Refused: one of them is not there or in the trash, both are one, or another type. Costs one pass over deals, activities and notes.
Result<Done> reduce(Draft& draft, const JoinRecords& join);
Text label_of(const Document& document, const JoinRecords& join);

}  // namespace voronka
