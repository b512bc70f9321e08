// Tables whose rows are changes, beside deals that are here: their history is filled in, they themselves stay as they are.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/sort.hpp"
#include "formats/import_known.hpp"
#include "formats/import_table.hpp"
#include "model/stages.hpp"

namespace voronka {
namespace {

// No sale has so long a way; each of its events is looked for among those of the deal.
constexpr std::size_t most_events = 1000;

// Stages of the table as those that are here, by name: of the deal's pipeline (in use, else in the trash), else of any.
class StagesHere {
 public:
  StagesHere(const RecordSet& records, const Document& document, RecordSet& fresh)
      : document_(document), fresh_(fresh) {
    for (const Stage& stage : records.of<Stage>()) {
      made_.emplace(stage.id.raw, &stage);
      order_.push_back(&stage);
    }
    sort_rows(order_, [](const Stage* a, const Stage* b) { return a->rank < b->rank; });
    for (const bool deleted : {false, true})
      for (const Stage& stage : document.table<Stage>().rows())
        if (bool(stage.deleted) == deleted) know(stage);
  }

  // Nothing for an id that is no stage of the table.
  RawId find(Id<Pipeline> pipeline, RawId id) {
    const auto made = made_.find(id);
    if (made == made_.end()) return {};
    const std::string name = folded_cell(made->second->name);
    if (const auto here = by_name_.find(text_of(pipeline.raw) + name); here != by_name_.end()) return here->second;
    if (const auto here = by_name_.find(name); here != by_name_.end()) return here->second;
    return make(pipeline, *made->second);
  }

 private:
  void know(const Stage& stage) {
    const std::string name = folded_cell(stage.name);
    by_name_.try_emplace(text_of(stage.pipeline.raw) + name, stage.id.raw);
    by_name_.try_emplace(name, stage.id.raw);
  }

  // Behind the one that comes before it in the table, of those that are here.
  RawId make(Id<Pipeline> pipeline, Stage stage) {
    std::vector<Stage> there;
    for (const Stage* one : stages_of(document_, pipeline)) there.push_back(*one);
    for (const Stage& one : fresh_.of<Stage>())
      if (one.pipeline == pipeline) there.push_back(one);
    Rank before;
    Rank after;
    for (const Stage* earlier : order_) {
      if (earlier->id == stage.id) break;
      for (const Stage& one : there)
        if (folded_cell(one.name) == folded_cell(earlier->name)) before = one.rank;
    }
    for (const Stage& one : there)
      if (before < one.rank && (after.text.empty() || one.rank < after)) after = one.rank;
    stage.pipeline = pipeline;
    stage.rank = rank_between(before, after, {});
    know(stage);
    fresh_.of<Stage>().push_back(std::move(stage));
    return fresh_.of<Stage>().back().id.raw;
  }

  const Document& document_;
  RecordSet& fresh_;
  std::unordered_map<RawId, const Stage*, IdHash> made_ = {};
  std::vector<const Stage*> order_ = {};                 // as the table has them
  std::unordered_map<std::string, RawId> by_name_ = {};  // behind that of its pipeline, and alone
};

}  // namespace

FittedImport pasts_for(const RecordSet& records, const Document& document) {
  FittedImport fit;
  const KnownDeals known(document);
  const std::vector<DealKey> keys = keys_of(records);
  StagesHere stages(records, document, fit.records);
  const auto serves_won = [&](const Event& came, const Moment& at) {
    const RawId* const id = std::get_if<RawId>(&came.value);
    const Stage* const stage = id ? document.find(Id<Stage>{*id}) : nullptr;
    return came.at == at && stage && stage->kind == StageKind::after_sale;
  };
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Deal& told = records.of<Deal>()[i];
    const Deal* there = document.find(known.find({.origin = keys[i].origin}));
    const Stage* stage = there ? document.find(there->position.stage) : nullptr;
    if (!stage || told.history.size() > most_events) {
      ++fit.left_out;
      continue;
    }
    Deal update = {.id = there->id, .status = there->status, .closed_on = there->closed_on};
    for (Event event : told.history) {
      using enum EventKind;
      if (event.origin != EventOrigin::import || event.precision == Precision::unknown) continue;
      // How it stands with a deal today is what is here.
      const bool last_end = told.status != DealStatus::open && event == told.history.back();
      if (last_end && told.status != there->status) continue;
      if (event.kind == stage_entered) {
        const RawId* const made = std::get_if<RawId>(&event.value);
        event.value = made ? stages.find(stage->pipeline, *made) : RawId{};
      } else if (event.kind != won && event.kind != lost && event.kind != reopened) {
        continue;
      }
      // What was won may come to a stage after the sale later, too.
      if (event.kind == reopened && !update.history.empty() && serves_won(update.history.back(), event.at)) continue;
      update.history.push_back(std::move(event));
    }
    fit.updates.push_back(std::move(update));
  }
  return fit;
}

}  // namespace voronka
