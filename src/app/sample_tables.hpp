// A sample written down as other systems export it: test data in the shape of real files, with nobody's real data. Not an
// exporter for users.
#pragma once

#include <string>

#include "model/record_set.hpp"

namespace voronka {

enum class TableShape : std::uint8_t { bitrix_csv, bitrix_csv_1251, bitrix_html, maven_csv };
// Names as `voronka generate --as` takes them.
constexpr std::array<std::string_view, 4> names_of(TableShape) {
  return {"bitrix-csv", "bitrix-csv-1251", "bitrix-html", "maven-csv"};
}

// Bitrix24: `;`, everything quoted, one delimiter too many, Russian captions, DD.MM.YYYY. Maven: plain commas, ISO days,
// no dates in the first stage. Linear in the deals.
std::string sample_table(const RecordSet& records, TableShape shape);

}  // namespace voronka
