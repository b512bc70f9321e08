#include "commands/archive_deal.hpp"

#include <utility>

#include "model/titles.hpp"

namespace voronka {

Result<Done> reduce(Draft& draft, const ArchiveDeal& archive) {
  const Deal* deal = draft.find(archive.deal);
  if (!deal || deal->deleted) return refuse(TextKey::error_deal_gone);
  Deal changed = *deal;
  changed.archived = archive.archived;
  draft.put(std::move(changed));
  return Done{};
}

Text label_of(const Document& document, const ArchiveDeal& archive) {
  return {.key = archive.archived ? TextKey::undo_archive_deal : TextKey::undo_unarchive_deal,
          .arguments = {{.name = "deal", .value = title_of(document, archive.deal)}}};
}

}  // namespace voronka
