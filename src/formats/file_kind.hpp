// Several files that belong together: what each of them is, and what one of them knows of the ids that another names.
#pragma once

#include <cstdint>
#include <string_view>

#include "formats/table_links.hpp"

namespace voronka {

// They are read in this order: what comes later speaks of what came before.
enum class FileKind : std::uint8_t { own, deals, changes, people, calls, dates, other };

// By its beginning, where a table has one: what it is need not be known from 200,000 rows. Of a workbook and of JSON the whole is read.
FileKind kind_of_file(std::string_view bytes);

// Adds the companies and contacts of a table that has nothing else; of any other file nothing.
void add_links(TableLinks& links, std::string_view bytes);

}  // namespace voronka
