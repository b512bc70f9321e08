#include "formats/selection.hpp"

#include <algorithm>
#include <unordered_set>

#include "model/custom_values.hpp"
#include "model/fields.hpp"

namespace voronka {
namespace {

using IdSet = std::unordered_set<RawId, IdHash>;

template <class Record>
bool has_news(const Record& record, const VersionVector& since) {
  const auto is_new = [&](Dot dot) { return dot && !since.contains(dot); };
  if constexpr (has_fields<Record>) {
    bool found = false;
    each_stamp(record, [&](const FieldStamp& stamp) { found = found || is_new(stamp.dot); });
    if (found) return true;
    if constexpr (has_history<Record>)
      for (const Event& event : record.history)
        if (is_new(event.dot)) return true;
    return false;
  } else {
    return !belongs_to_data_set(record);  // nobody can tell: it is small
  }
}

template <class Record>
void keep(RecordSet& records, const IdSet& ids) {
  std::erase_if(records.of<Record>(), [&](const Record& record) { return !ids.contains(record.id.raw); });
}

void select_deals(RecordSet& records, const Selection& selection) {
  IdSet wanted;
  if (selection.deals)
    for (const Id<Deal> id : *selection.deals) wanted.insert(id.raw);
  IdSet stages_of_pipeline;
  if (selection.pipeline)
    for (const Stage& stage : records.of<Stage>())
      if (stage.pipeline == *selection.pipeline) stages_of_pipeline.insert(stage.id.raw);
  std::erase_if(records.of<Deal>(), [&](const Deal& deal) {
    return deal.deleted || (selection.deals && !wanted.contains(deal.id.raw)) ||
           (selection.pipeline && !stages_of_pipeline.contains(deal.position.stage.raw));
  });
}

// What the deals need to be understood.
void keep_what_deals_need(RecordSet& records, const Selection& selection) {
  IdSet deals, stages, companies, contacts, tags, reasons, pipelines;
  for (const Deal& deal : records.of<Deal>()) {
    deals.insert(deal.id.raw);
    stages.insert(deal.position.stage.raw);
    companies.insert(deal.company.raw);
    reasons.insert(deal.loss_reason.raw);
    for (const Id<Contact> id : deal.contacts) contacts.insert(id.raw);
    for (const Id<Tag> id : deal.tags) tags.insert(id.raw);
    for (const Event& event : deal.history)  // stages it has been in
      if (const RawId* id = std::get_if<RawId>(&event.value)) stages.insert(*id);
  }
  for (const Contact& contact : records.of<Contact>())
    if (contacts.contains(contact.id.raw)) companies.insert(contact.company.raw);
  for (const Stage& stage : records.of<Stage>())
    if (stages.contains(stage.id.raw)) pipelines.insert(stage.pipeline.raw);
  if (selection.pipeline) pipelines.insert(selection.pipeline->raw);
  keep<Pipeline>(records, pipelines);
  std::erase_if(records.of<Stage>(), [&](const Stage& stage) { return !pipelines.contains(stage.pipeline.raw); });
  keep<Company>(records, companies);
  keep<Contact>(records, contacts);
  // A list that was shortened for this file must not take the rest away where the file is merged: it has no stamp (M7).
  const auto only_of_these = [&](auto& record, auto member, PersonLinks& links) {
    const auto gone =
        std::erase_if(links, [&](const PersonLink& link) { return !contacts.contains(link.contact.raw); });
    if (gone > 0) record.stamps.set(slot_of_member(member), {});
  };
  for (Contact& contact : records.of<Contact>()) only_of_these(contact, &Contact::links, contact.links);
  for (Deal& deal : records.of<Deal>()) only_of_these(deal, &Deal::roles, deal.roles);
  keep<Tag>(records, tags);
  keep<LossReason>(records, reasons);
  std::erase_if(records.of<Activity>(), [&](const Activity& activity) { return !deals.contains(activity.deal.raw); });
  std::erase_if(records.of<Note>(), [&](const Note& note) { return !deals.contains(note.deal.raw); });
  std::erase_if(records.of<Paper>(), [&](const Paper& paper) { return !deals.contains(paper.deal.raw); });
  std::erase_if(records.of<Attachment>(),
                [&](const Attachment& attachment) { return !deals.contains(attachment.deal.raw); });
  std::erase_if(records.of<Line>(), [&](const Line& line) { return !deals.contains(line.deal.raw); });
  IdSet products;
  for (const Line& line : records.of<Line>()) products.insert(line.product.raw);
  keep<Product>(records, products);
  records.of<TextTemplate>().clear();
  records.of<DealTemplate>().clear();
  records.of<FollowUp>().clear();
  records.of<SavedView>().clear();
  records.of<Opaque>().clear();
}

bool is_kept_text(RecordType type, std::string_view field) {
  // Of the pipeline itself, not of people.
  return type == RecordType::settings || type == RecordType::pipeline || type == RecordType::stage ||
         type == RecordType::loss_reason || field == "color";
}

// Free texts may hold anything: whoever hides names or amounts hides them, too.
template <class Record>
void clear_texts(Record& record) {
  constexpr RecordType type = record_type_of<Record>();
  for (const FieldInfo& field : fields_of(type)) {
    if (is_kept_text(type, field.name) || field.name == "title" || field.name == "name") continue;
    visit_field(static_cast<void*>(&record), field, [&]<class T>(T& value) {
      if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, TextList> || std::is_same_v<T, ExtraFields> ||
                    std::is_same_v<T, CustomValues> || std::is_same_v<T, PersonLinks> || std::is_same_v<T, Origin>)
        value = {};
    });
  }
  record.unknown.clear();
}

}  // namespace

void select_records(RecordSet& records, const Selection& selection) {
  if (selection.since) {
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      // The settings say whose data these are.
      if constexpr (!std::is_same_v<Record, Settings>)
        std::erase_if(records.of<Record>(), [&](const Record& record) { return !has_news(record, *selection.since); });
    });
    return;
  }
  if (selection.pipeline || selection.deals || selection.masked()) {
    select_deals(records, selection);
    keep_what_deals_need(records, selection);
  }
  if (selection.notes) return;
  records.of<Note>().clear();
  records.of<Activity>().clear();
}

std::size_t count_since(const Document& document, const VersionVector& since) {
  std::size_t count = 0;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>)
      for (const Record& record : document.table<Record>().rows()) count += has_news(record, since) ? 1 : 0;
  });
  return count;
}

void mask_records(RecordSet& records, const Selection& selection, const MaskWords& words) {
  if (!selection.masked()) return;
  records.of<Note>().clear();
  records.of<Paper>().clear();
  records.of<Attachment>().clear();
  records.of<Line>().clear();
  records.of<Product>().clear();
  records.of<CustomField>().clear();
  records.of<DealTemplate>().clear();
  records.of<TextTemplate>().clear();
  records.of<FollowUp>().clear();
  records.of<Opaque>().clear();
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>)
      for (Record& record : records.of<Record>()) clear_texts(record);
  });
  const auto number = [](auto& list, auto member, const std::string& word) {
    for (std::size_t i = 0; i < list.size(); ++i) list[i].*member = word + " " + std::to_string(i + 1);
  };
  if (selection.mask_names) {
    number(records.of<Deal>(), &Deal::title, words.deal);
    number(records.of<Company>(), &Company::name, words.company);
    number(records.of<Contact>(), &Contact::name, words.contact);
    // They may be called after people, too.
    for (std::size_t i = 0; i < records.of<Tag>().size(); ++i) records.of<Tag>()[i].name = std::to_string(i + 1);
    for (std::size_t i = 0; i < records.of<LossReason>().size(); ++i)
      records.of<LossReason>()[i].name = std::to_string(i + 1);
  }
  for (Activity& activity : records.of<Activity>()) activity.title.clear();
  for (Stage& stage : records.of<Stage>()) {
    stage.requirements.clear();
    stage.exit_checklist.clear();
    std::erase_if(stage.history, [](const Event& event) { return event.kind == EventKind::unknown; });
  }
  for (Deal& deal : records.of<Deal>()) {
    std::erase_if(deal.history, [&](const Event& event) {
      return event.kind == EventKind::owner_changed || event.kind == EventKind::unknown ||
             (selection.mask_amounts && event.kind == EventKind::amount_changed);
    });
    if (selection.mask_amounts) deal.amount.reset();
  }
}

std::vector<const Attachment*> attachments_in(const Document& document, const Selection& selection) {
  std::vector<const Attachment*> found;
  if (selection.masked()) return found;
  IdSet wanted;
  if (selection.deals)
    for (const Id<Deal> id : *selection.deals) wanted.insert(id.raw);
  const auto is_of_selected_deal = [&](const Attachment& attachment) {
    if (!selection.deals && !selection.pipeline) return true;
    const Deal* deal = document.find(attachment.deal);
    const Stage* stage = deal ? document.find(deal->position.stage) : nullptr;
    return deal && !deal->deleted && (!selection.deals || wanted.contains(deal->id.raw)) &&
           (!selection.pipeline || (stage && stage->pipeline == *selection.pipeline));
  };
  std::unordered_set<std::string_view> seen;
  for (const Attachment& attachment : document.table<Attachment>().rows()) {
    if (attachment.deleted || (selection.since && !has_news(attachment, *selection.since))) continue;
    const Paper* paper = document.find(attachment.paper);
    if (!paper || paper->deleted || !is_of_selected_deal(attachment)) continue;
    if (seen.insert(attachment.sha256).second) found.push_back(&attachment);
  }
  return found;
}

FileScope scope_of(const Selection& selection) {
  FileScope scope;
  if (selection.since) {
    scope.kind = ScopeKind::delta;
    scope.since = *selection.since;
  } else if (!selection.everything()) {
    scope.kind = ScopeKind::part;
  }
  scope.masked = selection.masked();
  scope.notes = selection.notes;
  return scope;
}

}  // namespace voronka
