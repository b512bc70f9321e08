// A record of a type that this version does not know: kept byte for byte, shown only as a count.
#pragma once

#include <string>

#include "base/id.hpp"

namespace voronka {

struct Opaque {
  Id<Opaque> id = {};  // a hash of the type and the text of its own "id", or of all of it when it has none
  std::string type = {};
  std::string json = {};  // the whole record as it was read
  bool operator==(const Opaque&) const = default;
};

}  // namespace voronka
