// A zip of files as they are, without compression: what workbooks are, and every program that reads zips reads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/file.hpp"

namespace voronka {

class StoredZip {
 public:
  explicit StoredZip(ByteSink& out) : out_(out) {}
  // Whole, at once: its size and check stand before it. Below 4 GB together. The name in UTF-8.
  void add(std::string_view name, std::string_view bytes);
  void finish();  // the list of files; nothing comes behind it

 private:
  struct Entry {
    std::string name = {};
    std::uint32_t check = 0, size = 0, at = 0;
  };
  void header(std::string& to, const Entry& entry, bool in_list) const;

  ByteSink& out_;
  std::vector<Entry> entries_ = {};
  std::uint32_t at_ = 0;
};

// Of zip and PNG: polynomial 0xEDB88320, reflected.
std::uint32_t crc32(std::string_view bytes);

}  // namespace voronka
