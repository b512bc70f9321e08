// Which contents of attached files are in this browser. Asked for once somebody looks, and again when a record names contents that are not
// known: another tab may have brought them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/ports.hpp"
#include "model/document.hpp"

namespace voronka {

class AttachmentShelf {
 public:
  explicit AttachmentShelf(AttachedFiles* files) : files_(files) {}

  // False: files cannot be kept here, as far as is known.
  bool available() const { return files_ != nullptr && available_; }
  bool has(std::string_view sha256) const { return files_here_.contains(std::string(sha256)); }
  bool known() const { return known_; }
  std::size_t count() const { return files_here_.size(); }
  std::uint64_t bytes() const;

  // A look is due: nothing is known, or the document changed since the last one and names something that was not there.
  bool wants_look(std::uint64_t revision) const {
    return files_ != nullptr && !asking_ && (!known_ || looked_ != revision);
  }
  void look(std::uint64_t revision);
  void handle(const AttachmentsListed& listed);
  void add(const AttachmentKept& kept);

  // Contents that no living attachment of a living document names.
  struct Spare {
    std::vector<std::string> sha256 = {};
    std::uint64_t bytes = 0;
  };
  Spare spare(const Document& document) const;
  // Of the living attachments those whose contents are not here.
  std::vector<std::string> missing(const Document& document) const;

 private:
  AttachedFiles* files_ = nullptr;
  std::unordered_map<std::string, std::uint64_t> files_here_ = {};
  bool known_ = false, available_ = true, asking_ = false;
  std::uint64_t looked_ = 0;
};

// Neither it, nor its document, nor its deal is deleted.
bool is_alive(const Document& document, const Attachment& attachment);

}  // namespace voronka
