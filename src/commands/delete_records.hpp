// To the trash and back. Nothing is ever erased by this: a deleted record stays whole with its `deleted` field set.
#pragma once

#include <vector>

#include "commands/done.hpp"

namespace voronka {

struct DeleteRecords {
  RecordType type = RecordType::deal;
  std::vector<RawId> ids = {};
};
// A pipeline comes back with the stages and deals that went with it; a stage only into a pipeline that is there.
struct RestoreRecords {
  RecordType type = RecordType::deal;
  std::vector<RawId> ids = {};
};
// Its deals go to another stage first: `deals_to` must be a living stage of the same pipeline when there are any.
struct DeleteStage {
  Id<Stage> stage = {};
  Id<Stage> deals_to = {};
};
// With its stages and deals, all to the trash together.
struct DeletePipeline {
  Id<Pipeline> pipeline = {};
};

// Stages and pipelines are refused by DeleteRecords: they have commands that say what becomes of their deals.
Result<Done> reduce(Draft& draft, const DeleteRecords& command);
Result<Done> reduce(Draft& draft, const RestoreRecords& command);
Result<Done> reduce(Draft& draft, const DeleteStage& command);
Result<Done> reduce(Draft& draft, const DeletePipeline& command);
Text label_of(const Document& document, const DeleteRecords& command);
Text label_of(const Document& document, const RestoreRecords& command);
Text label_of(const Document& document, const DeleteStage& command);
Text label_of(const Document& document, const DeletePipeline& command);

}  // namespace voronka
