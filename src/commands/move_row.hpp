// What stands in a list of the settings (stages, loss reasons, templates, next steps) or is a saved view changes its place there.
#pragma once

#include "commands/done.hpp"

namespace voronka {

struct MoveRow {
  RecordType type = RecordType::stage;  // stage, pipeline, loss_reason or saved_view
  RawId id = {};
  RawId above = {};  // the neighbours it shall stand between; one of them may be empty
  RawId below = {};
};

Result<Done> reduce(Draft& draft, const MoveRow& move);
Text label_of(const Document& document, const MoveRow& move);

}  // namespace voronka
