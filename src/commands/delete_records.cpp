#include "commands/delete_records.hpp"

#include <algorithm>
#include <utility>

#include "commands/column_order.hpp"
#include "model/stages.hpp"
#include "model/titles.hpp"

namespace voronka {
namespace {

template <class Record>
void mark(Draft& draft, Record record, Deletion deletion) {
  record.deleted = deletion;
  draft.put(std::move(record));
}

Deletion now_by_user(const Draft& draft) { return {.by = DeletedBy::user, .at_ms = draft.stamp().now.utc_ms}; }

Result<Done> mark_all(Draft& draft, RecordType type, const std::vector<RawId>& ids, Deletion deletion) {
  std::size_t found = 0;
  with_record_type(type, [&]<class Record>(std::type_identity<Record>) {
    if constexpr (requires(Record record) { record.deleted; }) {
      for (const RawId id : ids) {
        const Record* record = draft.find(Id<Record>{id});
        if (!record) continue;
        ++found;
        if (static_cast<bool>(record->deleted) != static_cast<bool>(deletion)) mark(draft, *record, deletion);
      }
    }
  });
  if (found == 0) return refuse(TextKey::error_record_gone);
  return Done{};
}

Text label(const Document& document, TextKey one, TextKey many, RecordType type, const std::vector<RawId>& ids) {
  if (ids.size() == 1)
    return {.key = one, .arguments = {{.name = "name", .value = name_value_of(document, type, ids[0])}}};
  return {.key = many, .arguments = {{.name = "count", .value = static_cast<std::int64_t>(ids.size())}}};
}

// Deals keep the id of a tag in the trash, so that it comes back with all of them; nobody sees it meanwhile.
Text tag_label(const Document& document, Id<Tag> tag) {
  const auto count = std::ranges::count_if(document.table<Deal>().rows(), [&](const Deal& deal) {
    return !deal.deleted && std::ranges::find(deal.tags, tag) != deal.tags.end();
  });
  Text text = label(document, TextKey::undo_delete_one, TextKey::undo_delete_many, RecordType::tag, {tag.raw});
  if (count == 0) return text;
  text.key = TextKey::undo_delete_tag;
  text.arguments.push_back({.name = "count", .value = std::int64_t{count}});
  return text;
}

}  // namespace

Result<Done> reduce(Draft& draft, const DeleteRecords& command) {
  if (command.type == RecordType::stage || command.type == RecordType::pipeline)
    return refuse(TextKey::error_field_value);
  return mark_all(draft, command.type, command.ids, now_by_user(draft));
}

namespace {

// What went to the trash in the moment when its pipeline did comes back with it.
template <class Record, class Belongs>
void restore_with(Draft& draft, Deletion deletion, const Belongs& belongs) {
  for (const Record& record : draft.document().table<Record>().rows())
    if (record.deleted == deletion && belongs(record)) mark(draft, record, {});
}

Result<Done> restore_pipelines(Draft& draft, const std::vector<RawId>& ids) {
  for (const RawId id : ids) {
    const Pipeline* pipeline = draft.find(Id<Pipeline>{id});
    if (!pipeline) return refuse(TextKey::error_pipeline_gone);
    if (!pipeline->deleted) continue;
    const Deletion deletion = pipeline->deleted;
    const auto is_of = [&](const Stage* stage) { return stage && stage->pipeline.raw == id; };
    restore_with<Stage>(draft, deletion, [&](const Stage& stage) { return is_of(&stage); });
    restore_with<Deal>(draft, deletion, [&](const Deal& deal) { return is_of(draft.find(deal.position.stage)); });
    mark(draft, *draft.find(Id<Pipeline>{id}), {});
  }
  return Done{};
}

Result<Done> restore_stages(Draft& draft, const std::vector<RawId>& ids) {
  for (const RawId id : ids) {
    const Stage* stage = draft.find(Id<Stage>{id});
    const Pipeline* pipeline = stage ? draft.find(stage->pipeline) : nullptr;
    if (!pipeline || pipeline->deleted) return refuse(TextKey::error_pipeline_gone);
  }
  return mark_all(draft, RecordType::stage, ids, {});
}

}  // namespace

Result<Done> reduce(Draft& draft, const RestoreRecords& command) {
  if (command.type == RecordType::pipeline) return restore_pipelines(draft, command.ids);
  if (command.type == RecordType::stage) return restore_stages(draft, command.ids);
  if (auto marked = mark_all(draft, command.type, command.ids, {}); !marked || command.type != RecordType::deal)
    return marked;
  for (const RawId id : command.ids) {
    const Deal* deal = draft.find(Id<Deal>{id});
    const Stage* stage = deal ? draft.find(deal->position.stage) : nullptr;
    if (!deal || (stage && !stage->deleted)) continue;
    const auto stages = stage ? stages_of(draft.document(), stage->pipeline) : std::vector<const Stage*>{};
    if (stages.empty()) return refuse(TextKey::error_pipeline_gone);
    Deal moved = *deal;  // its column was deleted meanwhile: it comes back in the first one
    moved.position = {.stage = stages[0]->id,
                      .rank = rank_between({}, lowest_rank(draft.document(), stages[0]->id), draft.stamp().actor)};
    draft.put(std::move(moved));
  }
  return Done{};
}

Result<Done> reduce(Draft& draft, const DeleteStage& command) {
  const Stage* stage = draft.find(command.stage);
  if (!stage || stage->deleted) return refuse(TextKey::error_stage_gone);
  if (stages_of(draft.document(), stage->pipeline).size() < 2) return refuse(TextKey::error_last_stage);
  const Stage* target = draft.find(command.deals_to);
  if (target && (target->deleted || target->pipeline != stage->pipeline || target == stage)) target = nullptr;
  Rank last = target ? highest_rank(draft.document(), target->id) : Rank{};
  for (const Deal& deal : draft.document().table<Deal>().rows()) {
    // Lost and deleted deals keep the stage where they ended; the stage itself stays in the trash for them.
    if (deal.position.stage != command.stage || deal.deleted || deal.status == DealStatus::lost) continue;
    if (!target) return refuse(TextKey::error_stage_has_deals);
    Deal moved = deal;
    last = rank_between(last, {}, draft.stamp().actor);
    moved.position = {.stage = target->id, .rank = last};
    draft.put(std::move(moved));
  }
  mark(draft, *stage, now_by_user(draft));
  return Done{};
}

Result<Done> reduce(Draft& draft, const DeletePipeline& command) {
  const Pipeline* pipeline = draft.find(command.pipeline);
  if (!pipeline || pipeline->deleted) return refuse(TextKey::error_pipeline_gone);
  const Deletion deletion = now_by_user(draft);
  for (const Deal& deal : draft.document().table<Deal>().rows()) {
    const Stage* stage = draft.find(deal.position.stage);
    if (stage && stage->pipeline == command.pipeline && !deal.deleted) mark(draft, deal, deletion);
  }
  for (const Stage* stage : stages_of(draft.document(), command.pipeline)) mark(draft, *stage, deletion);
  mark(draft, *pipeline, deletion);
  return Done{};
}

Text label_of(const Document& document, const DeleteRecords& command) {
  if (command.type == RecordType::tag && command.ids.size() == 1) return tag_label(document, {command.ids[0]});
  return label(document, TextKey::undo_delete_one, TextKey::undo_delete_many, command.type, command.ids);
}
Text label_of(const Document& document, const RestoreRecords& command) {
  return label(document, TextKey::undo_restore_one, TextKey::undo_restore_many, command.type, command.ids);
}
Text label_of(const Document& document, const DeleteStage& command) {
  return {.key = TextKey::undo_delete_one, .arguments = {{.name = "name", .value = title_of(document, command.stage)}}};
}
Text label_of(const Document& document, const DeletePipeline& command) {
  return {.key = TextKey::undo_delete_one,
          .arguments = {{.name = "name", .value = title_of(document, command.pipeline)}}};
}

}  // namespace voronka
