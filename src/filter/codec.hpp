// A filter as text and back: `amount>100000;stage=stg_01…,stg_02…;(owner=Анна|silent>14)`. README.md says the language. The text
// is what the address, saved views and files hold, so what an older version could write is read for ever.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "filter/filter.hpp"

namespace voronka {

// parse(print(f)) == f for every filter of complete conditions; those that are not complete are left out.
std::string print(const Filter& filter);

// Refused, with the place in `where` ("@12"): what is no filter, or a value that its field cannot have. A field, operator or word of a
// newer version becomes NotUnderstood. The empty text is the empty filter. At most 16 KB.
Result<Filter> parse_filter(std::string_view text);

inline constexpr std::size_t filter_max_bytes = 16'384;

}  // namespace voronka
