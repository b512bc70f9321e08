// What the disposable helper does to write a file of ours: the page hands over its records piece by piece (bytes of
// formats/wire.hpp), which is a small part of the work; wording and hashing them is done here.
#pragma once

#include <string>
#include <string_view>

#include "formats/file.hpp"
#include "model/document.hpp"

namespace voronka {

// What the helper must know besides the records; the last thing it is told.
std::string encode_write_request(const Document& document);

class ExportDesk {
 public:
  bool take(std::string_view piece);  // false: damaged, and the file must not be written
  // The same bytes that export_file() of the page's document gives; false: damaged request.
  bool write(std::string_view request, ByteSink& sink);

 private:
  RecordSet records_ = {};
};

}  // namespace voronka
