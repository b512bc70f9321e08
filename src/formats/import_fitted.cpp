// Imported records beside those that are there already.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "formats/import_known.hpp"
#include "formats/import_table.hpp"
#include "model/stages.hpp"

namespace voronka {
namespace {

// Old ids by folded name, then new ids replaced by them.
template <class Record>
class Adopted {
 public:
  Adopted(RecordSet& records, const Document& document) {
    std::unordered_map<std::string, RawId> known;
    for (const Record& record : document.table<Record>().rows())
      if (!record.deleted) known.try_emplace(folded_cell(record.name), record.id.raw);
    if (known.empty()) return;
    std::erase_if(records.of<Record>(), [&](const Record& record) {
      const auto found = known.find(folded_cell(record.name));
      if (found == known.end()) return false;
      instead_.emplace(record.id.raw, found->second);
      return true;
    });
  }
  void apply(Id<Record>& id) const {
    if (const auto found = instead_.find(id.raw); found != instead_.end()) id.raw = found->second;
  }
  RawId instead_of(RawId id) const {
    Id<Record> changed = {id};
    apply(changed);
    return changed.raw;
  }

 private:
  std::unordered_map<RawId, RawId, IdHash> instead_;
};

using Ids = std::unordered_set<RawId, IdHash>;

Id<Stage> stage_called(const Document& document, Id<Pipeline> pipeline, std::string_view name) {
  for (const Stage* stage : stages_of(document, pipeline))
    if (folded_cell(stage->name) == folded_cell(name)) return stage->id;
  return {};
}

// Rows of deals that are here leave the records; those to be updated are told by the ids of what is here. Everything is looked up:
// a table may have as many rows as the document deals.
class TakenOut {
 public:
  TakenOut(FittedImport& fit, const Document& document, Currency unsaid_currency)
      : fit_(fit), document_(document), known_(document), unsaid_currency_(unsaid_currency) {
    for (const Stage& stage : fit.records.of<Stage>()) stage_names_.emplace(stage.id.raw, folded_cell(stage.name));
    for (const Contact& contact : fit.records.of<Contact>()) made_.emplace(contact.id.raw, &contact);
    for (const Contact& contact : document.table<Contact>().rows())
      if (!contact.deleted && contact.company) people_.try_emplace(person_key(contact), contact.id);
  }

  void run(std::span<const DealKey> keys, KnownRows what) {
    auto& deals = fit_.records.of<Deal>();
    std::vector<Deal> fresh;
    for (std::size_t i = 0; i < deals.size(); ++i) {
      const Id<Deal> id = known_.find(keys[i]);
      if (!id)
        fresh.push_back(std::move(deals[i]));
      else if (what != KnownRows::skip)
        fit_.updates.push_back(
            what == KnownRows::fill
                ? what_is_missing(*document_.find(id), update_of(*document_.find(id), std::move(deals[i])))
                : update_of(*document_.find(id), std::move(deals[i])));
    }
    deals = std::move(fresh);
  }

 private:
  static std::string person_key(const Contact& contact) {
    return text_of(contact.company.raw) + folded_cell(contact.name);
  }

  Deal update_of(const Deal& old, Deal update) {
    update.id = old.id;
    const Stage* there = document_.find(old.position.stage);
    update.position.stage =
        there && says_stage(update) ? stage_of(there->pipeline, update.position.stage) : Id<Stage>{};
    keep_currency(old, update);
    for (Id<Contact>& id : update.contacts) id = person_of(old, id);
    update.history.clear();  // mostly guesses: what the table tells of the past is for new deals
    return update;
  }

  // Leaves of an update what the deal does not say itself.
  static Deal what_is_missing(const Deal& old, Deal update) {
    if (old.company) update.company = {};
    if (old.amount) update.amount.reset();
    if (old.expected_close) update.expected_close.reset();
    if (old.probability) update.probability.reset();
    if (!old.owner.empty()) update.owner.clear();
    if (!old.source.empty()) update.source.clear();
    if (!old.next_step.empty()) update.next_step.clear();
    if (!old.contacts.empty()) update.contacts.clear();
    if (!old.tags.empty()) update.tags.clear();
    for (const auto& [name, value] : old.extra)
      if (!value.empty()) std::erase_if(update.extra, [&](const auto& said) { return said.first == name; });
    update.position.stage = {};
    update.status = old.status;
    update.closed_on = old.closed_on;
    update.loss_reason = {};
    return update;
  }

  // Where the table says no stage the import has put the deal somewhere, and its history says that this is inferred.
  static bool says_stage(const Deal& update) {
    return std::ranges::any_of(update.history, [&](const Event& event) {
      return event.kind == EventKind::stage_entered && event.origin == EventOrigin::import &&
             event.value == EventValue(update.position.stage.raw);
    });
  }

  // A number without a currency is one of the deal's own.
  void keep_currency(const Deal& old, Deal& update) const {
    if (!old.amount || !update.amount || update.amount->currency != unsaid_currency_) return;
    if (const auto meant = money_from_decimal(decimal_text(*update.amount), old.amount->currency))
      update.amount = meant;
  }

  // That of the same name in the pipeline of the deal; none when it has none.
  Id<Stage> stage_of(Id<Pipeline> pipeline, Id<Stage> made) {
    const auto name = stage_names_.find(made.raw);
    if (name == stage_names_.end()) return {};
    const auto [at, fresh] = stages_.try_emplace(text_of(pipeline.raw) + name->second);
    if (fresh) at->second = stage_called(document_, pipeline, name->second);
    return at->second;
  }

  // One whom the deal has by the same name is meant, and so is one of the same company.
  Id<Contact> person_of(const Deal& old, Id<Contact> id) const {
    const auto made = made_.find(id.raw);
    if (made == made_.end()) return id;
    const std::string name = folded_cell(made->second->name);
    for (const Id<Contact> known : old.contacts)
      if (const Contact* other = document_.find(known); other && !other->deleted && folded_cell(other->name) == name)
        return known;
    if (!made->second->company) return id;
    const auto person = people_.find(person_key(*made->second));
    return person == people_.end() ? id : person->second;
  }

  FittedImport& fit_;
  const Document& document_;
  KnownDeals known_;
  Currency unsaid_currency_;
  std::unordered_map<RawId, std::string, IdHash> stage_names_ = {};
  std::unordered_map<std::string, Id<Stage>> stages_ = {};  // by pipeline and name
  std::unordered_map<RawId, const Contact*, IdHash> made_ = {};
  std::unordered_map<std::string, Id<Contact>> people_ = {};  // by company and name
};

template <class Record>
void keep_only(RecordSet& records, const Ids& needed) {
  std::erase_if(records.of<Record>(), [&](const Record& record) { return !needed.contains(record.id.raw); });
}

// What was only needed by rows that left.
void drop_unneeded(FittedImport& fit, bool into) {
  Ids needed;
  const auto need = [&](const Deal& deal) {
    needed.insert(deal.company.raw);
    needed.insert(deal.loss_reason.raw);
    for (const Id<Tag> tag : deal.tags) needed.insert(tag.raw);
    for (const Id<Contact> contact : deal.contacts) needed.insert(contact.raw);
  };
  Ids stages;
  for (const Deal& deal : fit.records.of<Deal>()) {
    need(deal);
    stages.insert(deal.position.stage.raw);
    for (const Event& event : deal.history)
      if (const auto* id = std::get_if<RawId>(&event.value)) stages.insert(*id);
  }
  for (const Deal& deal : fit.updates) need(deal);
  keep_only<Contact>(fit.records, needed);
  for (const Contact& contact : fit.records.of<Contact>()) needed.insert(contact.company.raw);
  keep_only<Company>(fit.records, needed);
  keep_only<Tag>(fit.records, needed);
  keep_only<LossReason>(fit.records, needed);
  if (into) return keep_only<Stage>(fit.records, stages);
  // A pipeline stays whole, or goes whole.
  Ids pipelines;
  for (const Stage& stage : fit.records.of<Stage>())
    if (stages.contains(stage.id.raw)) pipelines.insert(stage.pipeline.raw);
  keep_only<Pipeline>(fit.records, pipelines);
  std::erase_if(fit.records.of<Stage>(), [&](const Stage& stage) { return !pipelines.contains(stage.pipeline.raw); });
}

// All deals into one pipeline that is there: behind those of its columns, in the order of the table.
void settle_into(RecordSet& records, const Document& document, const ImportPlace& place) {
  const std::vector<const Stage*> there = stages_of(document, place.into);
  const auto is_sales = [](const Stage* stage) { return stage->kind == StageKind::sales; };
  const Stage* first = first_stage_of(document, place.into);
  Rank before = {};
  Rank after = {};
  for (const Stage* stage : there) {
    if (is_sales(stage))
      before = stage->rank;
    else if (after.text.empty())
      after = stage->rank;
  }
  if (after.text <= before.text) after = {};
  std::unordered_map<RawId, RawId, IdHash> instead;
  std::erase_if(records.of<Stage>(), [&](Stage& stage) {
    Id<Stage> same = stage_called(document, place.into, stage.name);
    if (!same && stage.name == place.unknown_stage_name) same = first->id;
    if (same) instead.emplace(stage.id.raw, same.raw);
    stage.pipeline = place.into;
    if (!same) stage.rank = before = rank_between(before, after, {});
    return bool(same);
  });
  for (const Pipeline& pipeline : records.of<Pipeline>()) instead.emplace(pipeline.id.raw, place.into.raw);
  records.of<Pipeline>().clear();
  std::unordered_map<RawId, Rank, IdHash> last;
  for (const Deal& deal : document.table<Deal>().rows()) {
    Rank& rank = last[deal.position.stage.raw];
    rank = std::max(rank, deal.position.rank);
  }
  const auto moved = [&](RawId& id) {
    if (const auto found = instead.find(id); found != instead.end()) id = found->second;
  };
  for (Deal& deal : records.of<Deal>()) {
    moved(deal.position.stage.raw);
    for (Event& event : deal.history)
      if (auto* id = std::get_if<RawId>(&event.value)) moved(*id);
    const auto column = last.find(deal.position.stage.raw);
    if (column != last.end()) column->second = deal.position.rank = rank_between(column->second, {}, {});
  }
}

}  // namespace

FittedImport fitted_to(RecordSet records, const Document& document, const ImportPlace& place) {
  if (place.changes && place.known != KnownRows::add) {
    FittedImport pasts = pasts_for(records, document);
    if (place.known == KnownRows::skip) pasts.updates.clear();
    if (pasts.left_out < records.of<Deal>().size()) return pasts;
  }
  const std::vector<DealKey> keys = place.known == KnownRows::add ? std::vector<DealKey>() : keys_of(records);
  const Adopted<Tag> tags(records, document);
  const Adopted<LossReason> reasons(records, document);
  const Adopted<Company> companies(records, document);
  for (Contact& contact : records.of<Contact>()) companies.apply(contact.company);
  for (Deal& deal : records.of<Deal>()) {
    companies.apply(deal.company);
    reasons.apply(deal.loss_reason);
    for (Id<Tag>& tag : deal.tags) tags.apply(tag);
    for (Event& event : deal.history)
      if (auto* reason = std::get_if<RawId>(&event.value); reason && event.kind == EventKind::lost)
        *reason = reasons.instead_of(*reason);
  }
  const auto behind = [&]<class Record>(std::type_identity<Record>) {
    Rank last;
    for (const Record& record : document.table<Record>().rows()) last = std::max(last, record.rank);
    if (last.text.empty()) return;
    for (Record& record : records.of<Record>()) {
      record.rank = rank_between(last, {}, {});
      last = record.rank;
    }
  };
  behind(std::type_identity<Pipeline>{});
  behind(std::type_identity<LossReason>{});
  FittedImport fit = {.records = std::move(records)};
  if (place.known != KnownRows::add) TakenOut(fit, document, place.unsaid_currency).run(keys, place.known);
  // A pipeline that went to the trash meanwhile, or has no stage for a new deal, takes nothing in.
  const Pipeline* there = document.find(place.into);
  const bool into = there && !there->deleted && first_stage_of(document, place.into) != nullptr;
  if (into) settle_into(fit.records, document, place);
  if (into || place.known != KnownRows::add) drop_unneeded(fit, into);
  return fit;
}

}  // namespace voronka
