#include "commands/move_row.hpp"

#include <utility>

#include "commands/column_order.hpp"
#include "model/titles.hpp"

namespace voronka {

Result<Done> reduce(Draft& draft, const MoveRow& move) {
  Result<Done> result = refuse(TextKey::error_record_gone);
  with_record_type(move.type, [&]<class Record>(std::type_identity<Record>) {
    if constexpr (requires(Record record) { record.rank; }) {
      const Record* record = draft.find(Id<Record>{move.id});
      if (!record || record->deleted) return;
      Record moved = *record;
      moved.rank = rank_between_rows(draft, Id<Record>{move.above}, Id<Record>{move.below});
      draft.put(std::move(moved));
      result = Done{};
    }
  });
  return result;
}

Text label_of(const Document& document, const MoveRow& move) {
  return {.key = TextKey::undo_move_row,
          .arguments = {{.name = "name", .value = name_value_of(document, move.type, move.id)}}};
}

}  // namespace voronka
