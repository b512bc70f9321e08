#include "model/record_set.hpp"

namespace voronka {

VORONKA_COMPILED_HERE(RecordSet);
bool RecordSet::operator==(const RecordSet&) const = default;

}  // namespace voronka
