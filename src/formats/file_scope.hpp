// What a file may be taken to say about everything that is not in it.
#pragma once

#include "formats/file.hpp"

namespace voronka {

// Whether who has seen `seen` has, with this file, seen all that its writer had: the whole file, or the changes since something seen here.
inline bool tells_all(const FileScope& scope, const VersionVector& seen) {
  return scope.kind == ScopeKind::all || (scope.kind == ScopeKind::delta && seen.includes(scope.since));
}

}  // namespace voronka
