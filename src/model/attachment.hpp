// A file that belongs to a document of a deal: a scan, a PDF. The record says what it is called and what is in it (by a hash); what is in
// it lies outside of the data set (app/ports.hpp, Attachments), so a record may be here whose contents are not.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Deal;
struct Paper;

struct Attachment {
  Id<Attachment> id = {};
  Id<Deal> deal = {};
  Id<Paper> paper = {};
  std::string name = {};  // "Договор.pdf", as it was called where it came from
  std::int32_t size_bytes = 0;
  std::string sha256 = {};  // of the contents: 64 small hex digits, their name wherever they are kept
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Attachment&) const = default;
};

// What is kept of one file. Larger ones belong where files are kept, and a link into the document.
inline constexpr std::uint64_t max_attachment_bytes = 5'000'000;

}  // namespace voronka
