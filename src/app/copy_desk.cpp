#include "app/copy_desk.hpp"

#include <algorithm>
#include <utility>

#include "formats/meta_json.hpp"

namespace voronka {

void CopyDesk::add(StoreName store, std::string_view key, std::string_view bytes) {
  if (store == StoreName::records) {
    reader_.add_records(key, bytes);
  } else {
    reader_.add_history(key, bytes);
  }
}

std::optional<std::uint64_t> CopyDesk::write(std::string_view meta, ByteSink& sink) {
  const Result<StoredMeta> known = decode_meta(meta);
  BucketReader::Contents contents = std::exchange(reader_, {}).take();
  if (!known || !contents.problems.empty() || contents.records.size() < known->records) return std::nullopt;
  Document document;
  document.load(std::move(contents.records), known->seen);
  export_file(document, sink);
  return static_cast<std::uint64_t>(
      std::ranges::count_if(document.table<Deal>().rows(), [](const Deal& deal) { return !deal.deleted; }));
}

}  // namespace voronka
