// Imported records beside those that are there already.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "formats/import_table.hpp"

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
      instead_.emplace(text_of(record.id.raw), found->second);
      return true;
    });
  }
  void apply(Id<Record>& id) const {
    if (instead_.empty() || !id) return;
    if (const auto found = instead_.find(text_of(id.raw)); found != instead_.end()) id.raw = found->second;
  }
  RawId instead_of(RawId id) const {
    Id<Record> changed = {id};
    apply(changed);
    return changed.raw;
  }

 private:
  std::unordered_map<std::string, RawId> instead_;
};

}  // namespace

RecordSet fitted_to(RecordSet records, const Document& document) {
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
  return records;
}

}  // namespace voronka
