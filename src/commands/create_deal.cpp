#include "commands/create_deal.hpp"

#include <utility>

#include "commands/by_name.hpp"
#include "commands/column_order.hpp"

namespace voronka {
Result<Done> reduce(Draft& draft, CreateDeal create) {
  Deal deal = std::move(create.deal);
  const Stage* stage = draft.find(deal.position.stage);
  if (!stage || stage->deleted) return refuse(TextKey::error_stage_gone);
  deal.id = draft.new_id<Deal>();
  deal.position.rank = rank_between({}, lowest_rank(draft.document(), stage->id), draft.stamp().actor);
  // A deal made in an after-sale column is a sale that was made elsewhere.
  if (stage->kind == StageKind::after_sale) deal.status = DealStatus::won;
  if (!create.contact.empty()) deal.contacts.push_back(contact_named(draft, create.contact, deal.company));
  deal.history.clear();
  deal.unknown.clear();
  const RawId id = deal.id.raw;
  draft.put(std::move(deal));
  return Done{.created = id};
}

Text label_of(const Document&, const CreateDeal& create) {
  return {.key = TextKey::undo_create_deal, .arguments = {{.name = "deal", .value = create.deal.title}}};
}

}  // namespace voronka
