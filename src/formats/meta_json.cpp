#include "formats/meta_json.hpp"

#include "formats/value_json.hpp"

namespace voronka {

std::string encode_meta(const StoredMeta& meta) {
  JsonWriter out;
  out.begin_object();
  out.key("schema");
  out.integer(meta.schema);
  out.key("minWriter");
  out.integer(meta.min_writer);
  out.key("datasetId");
  out.plain(text_of(meta.dataset));
  out.key("vv");
  write_version_vector(out, meta.seen);
  out.key("records");
  out.integer(static_cast<std::int64_t>(meta.records));
  out.kept_members(meta.unknown);
  out.end_object();
  return out.take();
}

Result<StoredMeta> decode_meta(std::string_view json) {
  JsonReader in(json);
  StoredMeta meta = {};
  const auto read_count = [&in](std::int64_t limit = max_json_integer) {
    const std::int64_t value = in.take_integer();
    if (value < 0 || value > limit) in.refuse(TextKey::error_record_value);
    return value;
  };
  if (in.enter_object()) {
    while (const auto name = in.next_member()) {
      if (*name == "schema") {
        meta.schema = static_cast<std::uint32_t>(read_count(UINT32_MAX));
      } else if (*name == "minWriter") {
        meta.min_writer = static_cast<std::uint32_t>(read_count(UINT32_MAX));
      } else if (*name == "datasetId") {
        read_parsed(in, meta.dataset, raw_id_from);
      } else if (*name == "vv") {
        meta.seen = read_version_vector(in);
      } else if (*name == "records") {
        meta.records = static_cast<std::uint64_t>(read_count());
      } else {
        meta.unknown += ',';
        meta.unknown += in.take_member();
      }
    }
  }
  if (!in.finish()) return std::unexpected(in.error());
  return meta;
}

}  // namespace voronka
