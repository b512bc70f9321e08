// Files of ours, damaged and made up: refused with a place, or read, exported and read again as the same. Their check is put right
// first, for else it would refuse everything.
#include "app/import_desk.hpp"
#include "formats/file.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace voronka {
namespace {

void look_at(std::string_view file) {
  const Result<FileContents> contents = read_file(file);
  if (!contents) {
    claim(contents.error().text.key != TextKey::none, "a refusal says why");
    return;
  }
  claim(is_voronka_file(file) || !file.starts_with("{\"format\":\"voronka\""), "a file that is read is known as ours");
  claim_file_keeps(contents->records, contents->seen);
  // Added beside what is there, all of it is anew and still a file.
  // FIXME: it is not wholly the same one: an event of a newer version keeps the old dot in its text, while memory gives it a new one.
  const RecordSet added = with_new_ids(contents->records, {.now = {.utc_ms = 1'764'075'600'123}, .seed = 5});
  const Result<FileContents> back = read_file(export_file(document_of(added)));
  claim(back.has_value(), "what is added can be exported and read", back ? "" : wording(back.error()));
  claim(back->records.size() == added.size(), "what is added is exported whole");
}

}  // namespace

void fuzz(std::string_view bytes) {
  look_at(bytes);
  const std::string mended = with_right_check(bytes);
  if (mended != bytes) look_at(mended);
}

}  // namespace voronka
