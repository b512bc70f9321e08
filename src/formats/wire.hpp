// Records as compact bytes, for the way from a worker to its page. Both ends are the same build: never stored, never sent
// to anybody, and refused when the version differs. Damaged bytes are refused, not believed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/document.hpp"
#include "model/record_set.hpp"

namespace voronka {

// Raise when the field table, an enumeration or this encoding changes, so that a stale worker is noticed.
inline constexpr std::uint32_t wire_version = 1;

// Everything of the records: fields, history, stamps, unknown members. About 100 bytes a deal.
std::string encode_wire(const RecordSet& records);
// At most `count` rows of one type from `first` on, as a set that has nothing else, without copying them: the whole would
// stand in memory twice.
std::string encode_wire(const Document& document, RecordType type, std::size_t first, std::size_t count);
std::string encode_wire(const RecordSet& records, RecordType type, std::size_t first, std::size_t count);
inline constexpr std::size_t wire_piece_records = 2000;

Result<RecordSet> decode_wire(std::string_view bytes);
// Puts what the bytes hold behind what is there. False: damaged, and `records` must not be used.
bool add_from_wire(std::string_view bytes, RecordSet& records);

}  // namespace voronka
