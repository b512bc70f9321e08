// What the disposable helper does to make a copy of everything that is stored: takes the buckets as they lie in the database, and writes
// the file that an export would give. Nothing is repaired: of damaged data no copy is made, for it would push out a good one.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "app/ports.hpp"
#include "formats/buckets.hpp"
#include "formats/file.hpp"

namespace voronka {

class CopyDesk {
 public:
  void add(StoreName store, std::string_view key, std::string_view bytes);
  // All buckets have come; `meta` as it is stored. How many deals there are that are not deleted; nothing: damaged.
  std::optional<std::uint64_t> write(std::string_view meta, ByteSink& sink);

 private:
  BucketReader reader_ = {};
};

}  // namespace voronka
