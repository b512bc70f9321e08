// Members of records that this version does not know, as Record::unknown keeps them: compact JSON that was checked when it was read.
#pragma once

#include <string>
#include <string_view>

#include "merge/three_way.hpp"
#include "model/opaque.hpp"

namespace voronka {

// By the same table as fields, the suggestion always followed: nobody can be asked about what is not understood. The rests are the
// stamps of members that have none of their own: here, in the file, and of the record afterwards. Linear in the text.
std::string merged_unknown(std::string_view mine, FieldStamp mine_rest, std::string_view theirs, FieldStamp theirs_rest,
                           FieldStamp rest, const MergeSides& sides);

// A record of an unknown type changes as a whole: the file's stands when all stamps of ours were seen there, and not all of its here.
bool opaque_from_theirs(const Opaque& mine, const Opaque& theirs, const MergeSides& sides);

}  // namespace voronka
