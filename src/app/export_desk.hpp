// What the disposable helper does to write a file of ours: the page hands over its records piece by piece (bytes of
// formats/wire.hpp), which is a small part of the work; wording and hashing them is done here.
#pragma once

#include <string>
#include <string_view>

#include "formats/export_formats.hpp"
#include "formats/file.hpp"
#include "formats/import_table.hpp"
#include "formats/selection.hpp"
#include "model/document.hpp"

namespace voronka {

// What is to be in the file, and what hidden names are replaced by. `stamp`: for the new ids of a file in which something is hidden.
// `format`: of export_formats.inc; empty: a file of ours.
struct ExportOrder {
  Selection selection = {};
  MaskWords words = {};
  ImportStamp stamp = {};
  std::string format = {};
  ExportStyle style = {};

  // Whether the file can bring back everything.
  bool whole() const { return format.empty() && selection.everything(); }
};

// What the helper must know besides the records; the last thing it is told.
std::string encode_write_request(const Document& document, const ExportOrder& order = {});

// The file of ours as ordered, of these records.
void write_selected(RecordSet records, VersionVector seen, const ExportOrder& order, ByteSink& sink);

class ExportDesk {
 public:
  bool take(std::string_view piece);  // false: damaged, and the file must not be written
  // Of a file of ours the same bytes that export_file() of the page's document gives. False: damaged request.
  bool write(std::string_view request, ByteSink& sink);

 private:
  RecordSet records_ = {};
};

}  // namespace voronka
