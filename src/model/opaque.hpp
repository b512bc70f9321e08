// A record of a type that this version does not know: kept byte for byte, shown only as a count.
#pragma once

#include <string>

#include "base/id.hpp"

namespace voronka {

struct Opaque {
  Id<Opaque> id = {};  // of its own "id" when that is a ULID, else made from the bytes
  std::string type = {};
  std::string json = {};  // the whole record as it was read
  bool operator==(const Opaque&) const = default;
};

}  // namespace voronka
