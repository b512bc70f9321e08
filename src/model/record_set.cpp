#include "model/record_set.hpp"

namespace voronka {

RecordSet::RecordSet() = default;
RecordSet::RecordSet(const RecordSet&) = default;
RecordSet::RecordSet(RecordSet&&) noexcept = default;
RecordSet& RecordSet::operator=(const RecordSet&) = default;
RecordSet& RecordSet::operator=(RecordSet&&) noexcept = default;
RecordSet::~RecordSet() = default;
bool RecordSet::operator==(const RecordSet&) const = default;

}  // namespace voronka
