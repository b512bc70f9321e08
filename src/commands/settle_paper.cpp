#include "commands/settle_paper.hpp"

#include <utility>

#include "model/titles.hpp"

namespace voronka {

Result<Done> reduce(Draft& draft, const SettlePaper& settle) {
  const Paper* paper = draft.find(settle.paper);
  if (!paper || paper->deleted) return refuse(TextKey::error_paper_gone);
  Paper changed = *paper;
  changed.state = settle.state;
  if (!is_settled(changed)) {
    changed.settled_on.reset();
  } else if (!changed.settled_on) {
    changed.settled_on = draft.today();
  }
  draft.put(std::move(changed));
  return Done{};
}

Text label_of(const Document& document, const SettlePaper& settle) {
  const std::string number = title_of(document, RecordType::paper, settle.paper.raw);
  if (number.empty()) return {.key = TextKey::undo_settle_nameless_paper, .arguments = {}};
  return {.key = TextKey::undo_settle_paper, .arguments = {{.name = "number", .value = number}}};
}

}  // namespace voronka
