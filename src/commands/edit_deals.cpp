#include "commands/edit_deals.hpp"

#include <algorithm>
#include <utility>

#include "base/later.hpp"
#include "base/overloaded.hpp"
#include "commands/by_name.hpp"
#include "commands/move_deal.hpp"
#include "commands/set_field.hpp"
#include "model/titles.hpp"

namespace voronka {
namespace {

// What is said of a deal by its outcome only stays where the outcome is another.
bool fits(const Deal& deal, std::string_view field) {
  if (field == "probability") return deal.status == DealStatus::open;
  if (field == "closedOn") return deal.status != DealStatus::open;
  if (field == "lossReason") return deal.status == DealStatus::lost;
  return true;
}

void put_tags(Draft& draft, const Deal& deal, std::vector<Id<Tag>> tags) {
  Deal changed = deal;
  changed.tags = std::move(tags);
  draft.put(std::move(changed));
}

class Edit {
 public:
  Edit(Draft& draft, const EditDeals& edit) : draft_(draft), tops_(draft, edit.deals.size()) {
    if (const AddDealTag* add = std::get_if<AddDealTag>(&edit.change)) tag_ = tag_named(draft, add->name);
    // Made once: each deal would find that the document does not have it yet.
    if (const LoseDeals* lose = std::get_if<LoseDeals>(&edit.change); lose && !lose->each.reason)
      reason_ = reason_named(draft, lose->each.new_reason);
  }

  Result<Done> one(const Deal& deal, const SetDealField& set) {
    const auto fields = fields_of(RecordType::deal);
    if (set.slot < fields.size() && !fits(deal, fields[set.slot].name)) return refuse(TextKey::error_field_value);
    return reduce(draft_, SetField{.type = RecordType::deal, .id = deal.id.raw, .slot = set.slot, .value = set.value});
  }
  Result<Done> one(const Deal& deal, const MoveDeals& move) {
    if (deal.position.stage == move.to && deal.status != DealStatus::lost) return Done{};
    return reduce(draft_, MoveDeal{.deal = deal.id, .to = move.to}, tops_);
  }
  Result<Done> one(const Deal& deal, const WinDeals&) {
    if (deal.status == DealStatus::won) return Done{};
    return reduce(draft_, WinDeal{.deal = deal.id}, tops_);
  }
  Result<Done> one(const Deal& deal, const LoseDeals& lose) {
    if (deal.status == DealStatus::lost) return Done{};  // it has its reason already
    LoseDeal one = lose.each;
    one.deal = deal.id;
    if (!one.reason) one.reason = reason_;
    return reduce(draft_, one);
  }
  Result<Done> one(const Deal& deal, const ReopenDeals&) { return reduce(draft_, ReopenDeal{.deal = deal.id}, tops_); }
  Result<Done> one(const Deal& deal, const AddDealTag&) {
    if (std::ranges::find(deal.tags, tag_) != deal.tags.end()) return Done{};
    std::vector<Id<Tag>> tags = deal.tags;
    tags.push_back(tag_);
    put_tags(draft_, deal, std::move(tags));
    return Done{};
  }
  Result<Done> one(const Deal& deal, const RemoveDealTag& remove) {
    std::vector<Id<Tag>> tags = deal.tags;
    if (std::erase(tags, remove.tag) > 0) put_tags(draft_, deal, std::move(tags));
    return Done{};
  }

 private:
  Draft& draft_;
  Tops tops_;
  Id<Tag> tag_ = {};
  Id<LossReason> reason_ = {};
};

Text one_label(const Document& document, Id<Deal> deal, const DealChange& change) {
  return std::visit(
      Overloaded{
          [&](const MoveDeals& move) { return label_of(document, MoveDeal{.deal = deal, .to = move.to}); },
          [&](const WinDeals&) { return label_of(document, WinDeal{.deal = deal}); },
          [&](const LoseDeals&) { return label_of(document, LoseDeal{.deal = deal}); },
          [&](const ReopenDeals&) { return label_of(document, ReopenDeal{.deal = deal}); },
          [&](const auto&) { return label_of(document, SetField{.type = RecordType::deal, .id = deal.raw}); },
      },
      change);
}

}  // namespace

VORONKA_LATER Result<Done> reduce(Draft& draft, const EditDeals& edit) {
  Result<Done> answer = refuse(TextKey::error_deal_gone);
  std::size_t done = 0;
  Edit each(draft, edit);
  draft.reserve<Deal>(edit.deals.size());
  for (const Id<Deal> id : edit.deals) {
    const Deal* deal = draft.find(id);
    if (!deal || deal->deleted) continue;
    Result<Done> one = std::visit([&](const auto& change) { return each.one(*deal, change); }, edit.change);
    if (one) ++done;
    answer = std::move(one);
  }
  if (done > 0) return Done{};
  return answer;
}

Text label_of(const Document& document, const EditDeals& edit) {
  if (edit.deals.size() == 1) return one_label(document, edit.deals[0], edit.change);
  Text text = {.arguments = {{.name = "count", .value = static_cast<std::int64_t>(edit.deals.size())}}};
  const auto add = [&](std::string_view name, std::string value) {
    text.arguments.push_back({.name = std::string(name), .value = std::move(value)});
  };
  text.key = std::visit(Overloaded{
                            [&](const SetDealField&) { return TextKey::undo_deals_set; },
                            [&](const MoveDeals& move) {
                              add("stage", title_of(document, move.to));
                              return TextKey::undo_deals_moved;
                            },
                            [&](const WinDeals&) { return TextKey::undo_deals_won; },
                            [&](const LoseDeals&) { return TextKey::undo_deals_lost; },
                            [&](const ReopenDeals&) { return TextKey::undo_deals_reopened; },
                            [&](const AddDealTag& tag) {
                              add("tag", tag.name);
                              return TextKey::undo_deals_tagged;
                            },
                            [&](const RemoveDealTag& tag) {
                              add("tag", title_of(document, tag.tag));
                              return TextKey::undo_deals_untagged;
                            },
                        },
                        edit.change);
  return text;
}

}  // namespace voronka
