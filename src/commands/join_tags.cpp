#include "commands/join_tags.hpp"

#include <algorithm>
#include <utility>

#include "model/titles.hpp"

namespace voronka {
namespace {

bool has_tag(const Deal& deal, Id<Tag> tag) { return std::ranges::find(deal.tags, tag) != deal.tags.end(); }

void redirect_deals(Draft& draft, const JoinTags& join) {
  for (const Deal& deal : draft.document().table<Deal>().rows()) {
    if (!has_tag(deal, join.gone)) continue;
    Deal changed = deal;
    std::ranges::replace(changed.tags, join.gone, join.keep);
    const auto first = std::ranges::find(changed.tags, join.keep);
    changed.tags.erase(std::remove(first + 1, changed.tags.end(), join.keep), changed.tags.end());
    draft.put(std::move(changed));
  }
}

// A filter names a tag by its id, which no other text in it can be.
void redirect_filters(Draft& draft, const JoinTags& join) {
  const std::string gone = text_of(join.gone.raw);
  const std::string keep = text_of(join.keep.raw);
  for (const SavedView& view : draft.document().table<SavedView>().rows()) {
    std::size_t at = view.filter.find(gone);
    if (at == std::string::npos) continue;
    SavedView changed = view;
    for (; at != std::string::npos; at = changed.filter.find(gone, at + keep.size()))
      changed.filter.replace(at, gone.size(), keep);
    draft.put(std::move(changed));
  }
}

}  // namespace

Result<Done> reduce(Draft& draft, const JoinTags& join) {
  const Tag* keep = draft.find(join.keep);
  const Tag* gone = draft.find(join.gone);
  if (!keep || !gone || keep->deleted || gone->deleted) return refuse(TextKey::error_record_gone);
  if (join.keep == join.gone) return refuse(TextKey::error_field_value);
  Tag whole = *keep;
  if (whole.color.empty()) whole.color = gone->color;
  Tag trash = *gone;
  trash.deleted = {.by = DeletedBy::user, .at_ms = draft.stamp().now.utc_ms};
  draft.put(std::move(whole));
  draft.put(std::move(trash));
  redirect_deals(draft, join);
  redirect_filters(draft, join);
  return Done{};
}

Text label_of(const Document& document, const JoinTags& join) {
  const auto count = std::ranges::count_if(document.table<Deal>().rows(),
                                           [&](const Deal& deal) { return !deal.deleted && has_tag(deal, join.gone); });
  return {.key = TextKey::undo_join_tags,
          .arguments = {{.name = "count", .value = std::int64_t{count}},
                        {.name = "name", .value = title_of(document, RecordType::tag, join.keep.raw)}}};
}

}  // namespace voronka
