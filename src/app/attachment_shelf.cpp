#include "app/attachment_shelf.hpp"

#include <unordered_set>

#include "base/later.hpp"

namespace voronka {

bool is_alive(const Document& document, const Attachment& attachment) {
  const Paper* paper = document.find(attachment.paper);
  const Deal* deal = document.find(attachment.deal);
  return !attachment.deleted && paper && !paper->deleted && deal && !deal->deleted;
}

VORONKA_LATER std::uint64_t AttachmentShelf::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& [name, bytes] : files_here_) sum += bytes;
  return sum;
}

VORONKA_LATER void AttachmentShelf::look(std::uint64_t revision) {
  if (files_ == nullptr || asking_) return;
  asking_ = true;
  looked_ = revision;
  files_->list();
}

VORONKA_LATER void AttachmentShelf::handle(const AttachmentsListed& listed) {
  asking_ = false;
  known_ = true;
  available_ = listed.available;
  files_here_.clear();
  for (const auto& [name, bytes] : listed.files) files_here_[name] = bytes;
}

VORONKA_LATER void AttachmentShelf::add(const AttachmentKept& kept) { files_here_[kept.sha256] = kept.size_bytes; }

VORONKA_LATER AttachmentShelf::Spare AttachmentShelf::spare(const Document& document) const {
  std::unordered_set<std::string_view> used;
  for (const Attachment& attachment : document.table<Attachment>().rows())
    if (is_alive(document, attachment)) used.insert(attachment.sha256);
  Spare spare;
  for (const auto& [name, bytes] : files_here_) {
    if (used.contains(name)) continue;
    spare.sha256.push_back(name);
    spare.bytes += bytes;
  }
  return spare;
}

VORONKA_LATER std::vector<std::string> AttachmentShelf::missing(const Document& document) const {
  std::unordered_set<std::string_view> names;
  for (const Attachment& attachment : document.table<Attachment>().rows())
    if (is_alive(document, attachment) && !has(attachment.sha256)) names.insert(attachment.sha256);
  return {names.begin(), names.end()};
}

}  // namespace voronka
