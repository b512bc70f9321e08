#include "app/export_desk.hpp"

#include <iterator>
#include <utility>

#include "formats/value_json.hpp"
#include "formats/wire.hpp"

namespace voronka {

std::string encode_write_request(const Document& document) {
  JsonWriter out;
  write_version_vector(out, document.seen());
  return out.take();
}

bool ExportDesk::take(std::string_view piece) {
  Result<RecordSet> records = decode_wire(piece);
  if (!records) return false;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    auto& more = records->of<Record>();
    auto& all = records_.of<Record>();
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  });
  return true;
}

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
