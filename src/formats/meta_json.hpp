// The small description stored beside the records: which data set this is, what it has seen, how many records to expect.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/dot.hpp"
#include "base/id.hpp"
#include "base/result.hpp"

namespace voronka {

inline constexpr std::uint32_t storage_schema = 1;

struct StoredMeta {
  std::uint32_t schema = storage_schema;      // of the build that wrote last
  std::uint32_t min_writer = storage_schema;  // a build with a lower schema must not write
  RawId dataset = {};
  VersionVector seen = {};
  std::uint64_t records = 0;  // compared on load: fewer is a loss
  std::string unknown = {};   // members of a newer build: `,"name":value`
  bool operator==(const StoredMeta&) const = default;
};

std::string encode_meta(const StoredMeta& meta);
Result<StoredMeta> decode_meta(std::string_view json);

}  // namespace voronka
