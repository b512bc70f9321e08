#include "platform/headless/document_file.hpp"

#include <utility>

#include "formats/file.hpp"
#include "platform/headless/files.hpp"

namespace voronka {

Result<Document> read_document(std::string_view path) {
  const Result<std::string> bytes = read_whole_file(path, max_file_bytes);
  if (!bytes) return std::unexpected(bytes.error());
  Result<FileContents> contents = read_file(*bytes);
  if (!contents) return std::unexpected(contents.error());
  Patch patch;
  patch.dots = std::move(contents->seen);
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (Record& record : contents->records.of<Record>())
      patch.of<Record>().push_back({.before = {}, .after = std::move(record)});
  });
  Document result;
  result.commit(std::move(patch));
  return result;
}

}  // namespace voronka
