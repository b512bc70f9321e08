#include "commands/rename_source.hpp"

#include <utility>
#include <vector>

#include "base/fold.hpp"
#include "base/utf8.hpp"

namespace voronka {

std::string source_key(std::string_view source) { return folded(trimmed(source)); }

Result<Done> reduce(Draft& draft, const RenameSource& rename) {
  const std::string wanted = source_key(rename.from);
  std::vector<const Deal*> deals;
  if (!wanted.empty())
    for (const Deal& deal : draft.document().table<Deal>().rows())
      if (source_key(deal.source) == wanted) deals.push_back(&deal);
  if (deals.empty()) return refuse(TextKey::error_source_gone);
  const std::string to(trimmed(rename.to));
  draft.reserve<Deal>(deals.size());
  for (const Deal* deal : deals) {
    if (deal->source == to) continue;
    Deal changed = *deal;
    changed.source = to;
    draft.put(std::move(changed));
  }
  return Done{};
}

Text label_of(const Document& document, const RenameSource& rename) {
  const std::string from = source_key(rename.from);
  const std::string to = source_key(rename.to);
  std::int64_t count = 0;
  bool joins = false;
  for (const Deal& deal : document.table<Deal>().rows()) {
    if (deal.deleted || deal.source.empty()) continue;
    const std::string key = source_key(deal.source);
    if (key == from) ++count;
    joins = joins || (key == to && to != from);
  }
  Text text = {.key = TextKey::undo_clear_source,
               .arguments = {{.name = "count", .value = count}, {.name = "from", .value = rename.from}}};
  if (to.empty()) return text;
  text.key = joins ? TextKey::undo_join_sources : TextKey::undo_rename_source;
  text.arguments.push_back({.name = "to", .value = std::string(trimmed(rename.to))});
  return text;
}

}  // namespace voronka
