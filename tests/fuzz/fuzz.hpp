// What every fuzz target is made of. A target is one file NAME_fuzz.cpp that defines fuzz(); CMake finds it, its first inputs lie in
// corpus/NAME/ (seeds.cpp writes them), and test.sh runs it. Claims end the program, so that libFuzzer keeps the input.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "formats/record_json.hpp"
#include "model/document.hpp"

namespace voronka {

// Looks at one input. Reading it may be refused; what is accepted must keep what the target claims.
void fuzz(std::string_view bytes);

// Ends the program with the sentence when it does not hold.
void claim(bool holds, std::string_view sentence, std::string_view evidence = {});
std::string wording(const Error& error);  // key and place, for the evidence

inline Document document_of(RecordSet records, VersionVector seen = {}) {
  Document document;
  document.load(std::move(records), std::move(seen));
  return document;
}

// Comparable with another that came in another order.
inline RecordSet sorted(RecordSet records) {
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    std::ranges::sort(records.of<Record>(), {}, [](const Record& record) { return record.id.raw; });
  });
  return records;
}

// Everything that is in them, exported and read again, is the same; the file is what is given back.
std::string claim_file_keeps(const RecordSet& records, const VersionVector& seen = {});

// The bytes as a file of ours whose check is right, or as they are when they are not even JSON: without this no damaged file would come
// past its check.
std::string with_right_check(std::string_view file);

}  // namespace voronka
