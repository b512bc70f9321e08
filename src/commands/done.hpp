// What a reducer answers when it did not refuse.
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "model/draft.hpp"

namespace voronka {

struct Done {
  RawId created = {};       // the new record, if the command made one
  std::size_t skipped = 0;  // what an undo left alone because it was changed again meanwhile
};

}  // namespace voronka
