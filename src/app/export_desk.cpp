#include "app/export_desk.hpp"

#include <utility>

#include "formats/value_json.hpp"
#include "formats/wire.hpp"

namespace voronka {

std::string encode_write_request(const Document& document) {
  JsonWriter out;
  write_version_vector(out, document.seen());
  return out.take();
}

bool ExportDesk::take(std::string_view piece) { return add_from_wire(piece, records_); }

bool ExportDesk::write(std::string_view request, ByteSink& sink) {
  JsonReader in(request);
  VersionVector seen = read_version_vector(in);
  in.finish();
  if (in.failed()) return false;
  Document document;
  document.load(std::move(records_), std::move(seen));
  records_ = {};
  export_file(document, sink);
  return true;
}

}  // namespace voronka
