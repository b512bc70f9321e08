#include "commands/set_link.hpp"

#include <algorithm>
#include <utility>

#include "model/titles.hpp"

namespace voronka {
namespace {

void put(PersonLinks& links, const SetLink& set, bool keeps_empty) {
  const auto found = std::ranges::find(links, set.contact, &PersonLink::contact);
  if (set.remove || (set.words.empty() && !keeps_empty)) {
    if (found != links.end()) links.erase(found);
  } else if (found != links.end()) {
    found->words = set.words;
  } else {
    links.push_back({.contact = set.contact, .words = set.words});
  }
}

}  // namespace

Result<Done> reduce(Draft& draft, const SetLink& set) {
  const Contact* contact = draft.find(set.contact);
  if (!contact && !set.remove) return refuse(TextKey::error_record_gone);
  if (set.deal) {
    const Deal* deal = draft.find(set.deal);
    if (!deal || deal->deleted) return refuse(TextKey::error_deal_gone);
    Deal changed = *deal;
    put(changed.roles, set, false);
    draft.put(std::move(changed));
    return Done{};
  }
  const Contact* person = draft.find(set.person);
  if (!person || person->deleted) return refuse(TextKey::error_record_gone);
  if (set.person == set.contact) return refuse(TextKey::error_link_self);
  Contact changed = *person;
  put(changed.links, set, true);
  draft.put(std::move(changed));
  return Done{};
}

Text label_of(const Document& document, const SetLink& set) {
  const std::string name = set.deal ? title_of(document, set.deal) : title_of(document, set.person);
  return {.key = TextKey::undo_set_field, .arguments = {{.name = "record", .value = name}}};
}

}  // namespace voronka
