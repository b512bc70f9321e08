// A file of ours on its way out through a disposable helper: the page hands over its records piece by piece, which is a
// small part of the work, and the helper words, hashes and keeps the file. Pieces are bytes of formats/wire.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "formats/file.hpp"
#include "model/document.hpp"

namespace voronka {

// ---- in the page ----
// Calls f(piece) for all records, some thousands at a time, so that the whole never stands in memory twice.
template <class Function>
void each_piece(const Document& document, const Function& f);
// What else the helper must know; the last thing it is told.
std::string encode_write_request(const Document& document);

// ---- in the helper ----
class ExportDesk {
 public:
  bool take(std::string_view piece);  // false: damaged, and the file must not be written
  // The same bytes that export_file() of the page's document gives; false: damaged request.
  bool write(std::string_view request, ByteSink& sink);

 private:
  RecordSet records_ = {};
};

inline constexpr std::size_t records_in_piece = 2000;
std::string encode_piece(const RecordSet& records);

template <class Function>
void each_piece(const Document& document, const Function& f) {
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    const auto rows = document.table<Record>().rows();
    for (std::size_t first = 0; first < rows.size(); first += records_in_piece) {
      RecordSet piece;
      const auto some = rows.subspan(first, std::min(records_in_piece, rows.size() - first));
      piece.of<Record>().assign(some.begin(), some.end());
      f(encode_piece(piece));
    }
  });
}

}  // namespace voronka
