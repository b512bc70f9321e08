// Bytes between the page and its workers, by their first letter: records, questions, answers, a request to write. Both ends are one
// build; damaged bytes give nothing, or something that is sent again as the same.
#include "app/export_desk.hpp"
#include "app/import_desk.hpp"
#include "formats/wire.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace voronka {
namespace {

struct Nothing final : ByteSink {
  void write(std::string_view) override {}
};

}  // namespace

void fuzz(std::string_view bytes) {
  if (bytes.empty()) return;
  const char kind = bytes[0];
  bytes.remove_prefix(1);
  if (kind == 'r') {
    const Result<RecordSet> records = decode_wire(bytes);
    if (!records) return;
    const Result<RecordSet> again = decode_wire(encode_wire(*records));
    claim(again && *again == *records, "records are sent again as they came");
  } else if (kind == 'q') {
    const auto request = decode_request(bytes);
    if (!request) return;
    const std::string again = encode_request(*request);
    claim(again == bytes, "a question is sent again as it came");
    ImportDesk desk("ID;Title\n1;A\n", [](void*, double) {}, nullptr);
    desk.handle_bytes(again, [](void*, std::string_view) {}, nullptr);
  } else if (kind == 'a') {
    const auto reply = decode_reply(bytes);
    if (!reply) return;
    const std::string again = encode_reply(*reply);
    const auto twice = decode_reply(again);
    claim(twice && encode_reply(*twice) == again, "an answer is sent again as it came");
    if (const auto* error = std::get_if<Error>(&*reply)) wording(*error);
  } else if (kind == 'w') {
    Nothing sink;
    ExportDesk().write(bytes, sink);
  }
}

}  // namespace voronka
