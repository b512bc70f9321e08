#include "tests/fuzz/fuzz.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "formats/file.hpp"
#include "formats/sha256.hpp"

// The name libFuzzer calls. The empty input comes without an address.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  voronka::fuzz(size == 0 ? std::string_view() : std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}

namespace voronka {

void claim(bool holds, std::string_view sentence, std::string_view evidence) {
  if (holds) return;
  std::fprintf(stderr, "broken claim: %.*s\n%.*s\n", static_cast<int>(sentence.size()), sentence.data(),
               static_cast<int>(evidence.size()), evidence.data());
  std::abort();
}

std::string wording(const Error& error) { return std::string(text_key_name(error.text.key)) + " " + error.where; }

std::string claim_file_keeps(const RecordSet& records, const VersionVector& seen) {
  const Document document = document_of(records, seen);
  std::string file = export_file(document);
  const Result<FileContents> back = read_file(file);
  claim(back.has_value(), "what is exported can be read again", back ? "" : wording(back.error()) + "\n" + file);
  claim(back->seen == seen, "a file keeps what was seen", file);
  claim(sorted(back->records) == sorted(records), "a file keeps every record", file);
  claim(export_file(document_of(back->records, back->seen)) == file, "the same data gives the same file", file);
  return file;
}

std::string with_right_check(std::string_view file) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  const std::size_t begin = file.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  std::string front(file.substr(0, file.rfind(",\n\"check\"")));
  std::size_t records = 0;
  std::size_t tombstones = 0;
  const std::string whole = front + "}";
  JsonReader in(whole, begin);
  if (in.enter_object()) {
    while (const auto name = in.next_member()) {
      const bool counted = *name == "records" || *name == "tombstones";
      std::size_t& count = *name == "records" ? records : tombstones;
      if (counted && in.kind() == JsonKind::list && in.enter_list()) {
        for (; in.next_item(); ++count) in.take_raw();
      } else {
        in.take_raw();
      }
    }
  }
  if (!in.finish()) return std::string(file);
  const std::string sum = sha256_hex(std::string_view(front).substr(begin));
  return front + ",\n\"check\":{\"records\":" + std::to_string(records) +
         ",\"tombstones\":" + std::to_string(tombstones) + ",\"sha256\":\"" + sum + "\"}}\n";
}

}  // namespace voronka
