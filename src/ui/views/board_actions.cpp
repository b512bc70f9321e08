// What can be done to a card, once for pointer, keys and menu: each sends one wish and says where focus goes.
#include <algorithm>
#include <array>

#include "base/later.hpp"
#include "model/stages.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/deal_sheet.hpp"
#include "ui/views/lose_dialog.hpp"
#include "ui/views/paper_words.hpp"
#include "ui/views/search_field.hpp"

namespace voronka::ui {
namespace {

// When a card leaves the board, focus goes to the one that takes its place, else to the one before, else to the column's "+".
NodeId neighbour(const ViewContext& context, const BoardState& state, Id<Deal> deal) {
  const std::optional<BoardModel::Place> place = state.model.place_of(deal);
  if (!place) return 0;
  const BoardColumn& column = state.model.columns()[place->column];
  if (place->index + 1 < column.rows.size()) return card_id(context.ui, deal_at(context, column, place->index + 1));
  if (place->index > 0) return card_id(context.ui, deal_at(context, column, place->index - 1));
  return add_id(context.ui, column.stage);
}

// Only when the card itself has focus: a drag by mouse must not move it.
void focus_neighbour(ViewContext& context, const BoardState& state, Id<Deal> deal) {
  if (context.ui.focused() != card_id(context.ui, deal)) return;
  if (const NodeId next = neighbour(context, state, deal); next != 0) context.ui.focus(next);
}

void announce_later(ViewContext& context, BoardState& state, Id<Deal> deal) {
  state.to_announce = deal;
  state.announce_after = context.document.revision();
  // A deal that is open over the board keeps the focus.
  if (context.route.path != "deal") context.ui.focus(card_id(context.ui, deal));
}

// The cards of a column that stand in one row; all of them when there are none.
struct Cell {
  std::size_t begin = 0, end = 0;
};
Cell cell_of(const BoardColumn& column, std::size_t index) {
  const auto& starts = column.lane_starts;
  if (starts.empty()) return {.begin = 0, .end = column.rows.size()};
  const auto next = std::ranges::upper_bound(starts, index);
  return {.begin = *(next - 1), .end = *next};
}

// Put into another row a deal gets what the row is of; one step with what else the drop does.
bool go_to_lane(ViewContext& context, const BoardState& state, Id<Deal> deal, std::size_t lane,
                const std::string& step) {
  const auto field = lane_field(state.model.lanes_by());
  const Deal* record = context.document.find(deal);
  if (field == nullptr || record == nullptr || lane >= state.model.lanes().size()) return false;
  const std::string& name = state.model.lanes()[lane].name;
  if (record->*field == name) return false;
  context.outbox.run(set_field(deal, field, name), step);
  return true;
}

Id<Deal> card_or_none(const ViewContext& context, const BoardColumn& column, std::size_t index) {
  return index < column.rows.size() ? deal_at(context, column, index) : Id<Deal>{};
}

}  // namespace

VORONKA_LATER void name_papers(ViewContext& context) {
  std::array<std::string, paper_kind_count> words;
  for (std::size_t i = 0; i < words.size(); ++i)
    words[i] = context.ui.tr(TextKey::paper_title,
                             {{"kind", context.ui.tr(key_of(static_cast<PaperKind>(i)))}, {"number", std::string()}});
  context.states.of<BoardState>().model.name_papers(std::move(words));
}

VORONKA_LATER void open_found_deal(ViewContext& context, Id<Deal> deal, std::string_view searched) {
  BoardModel& model = context.states.of<BoardState>().model;
  open_deal_at(context, deal, model.paper_meant(context.document, deal, SearchQuery(searched)));
}

void open_deal(ViewContext& context, Id<Deal> deal) {
  const SearchState& search = context.states.of<SearchState>();
  if (!search.text.empty() && !context.document.table<Paper>().empty())
    return open_found_deal(context, deal, search.text);
  context.go_to = Route{.path = "deal", .argument = text_of(deal.raw)};
}

void win(ViewContext& context, BoardState& state, Id<Deal> deal) {
  const Deal* record = context.document.find(deal);
  if (!record || record->status == DealStatus::won) return;
  focus_neighbour(context, state, deal);
  context.outbox.run(WinDeal{.deal = deal});
}

void lose(ViewContext& context, BoardState& state, Id<Deal> deal) {
  open_lose_dialog(context, {deal}, neighbour(context, state, deal));
}

void trash(ViewContext& context, BoardState& state, Id<Deal> deal) {
  focus_neighbour(context, state, deal);
  context.outbox.run(DeleteRecords{.type = RecordType::deal, .ids = {deal.raw}});
}

void archive(ViewContext& context, BoardState& state, Id<Deal> deal) {
  focus_neighbour(context, state, deal);
  context.outbox.run(ArchiveDeal{.deal = deal});
}

void move_to_stage(ViewContext& context, BoardState& state, Id<Deal> deal, Id<Stage> stage) {
  if (!state.months.empty()) {
    // Its column stays the same, or, sold, it leaves: the message says where it went.
    const Stage* to = context.document.find(stage);
    if (to && to->kind != StageKind::sales) focus_neighbour(context, state, deal);
    return context.outbox.run(MoveDeal{.deal = deal, .to = stage});
  }
  context.outbox.run_quietly(MoveDeal{.deal = deal, .to = stage}, {});
  announce_later(context, state, deal);
}

std::vector<const Pipeline*> pipelines_but_that_of(const ViewContext& context, Id<Deal> deal) {
  std::vector<const Pipeline*> pipelines;
  const Deal* record = context.document.find(deal);
  const Stage* stage = record ? context.document.find(record->position.stage) : nullptr;
  for (const Pipeline* pipeline : pipelines_of(context.document))
    if ((!stage || stage->pipeline != pipeline->id) && first_stage_of(context.document, pipeline->id))
      pipelines.push_back(pipeline);
  return pipelines;
}

void move_to_pipeline(ViewContext& context, BoardState& state, Id<Deal> deal, Id<Pipeline> pipeline) {
  const Stage* stage = first_stage_of(context.document, pipeline);
  if (!stage) return;
  focus_neighbour(context, state, deal);
  context.outbox.run(MoveDeal{.deal = deal, .to = stage->id});
}

bool can_go_to_month(const ViewContext& context, Id<Deal> deal, CloseMonth month) {
  const Deal* record = context.document.find(deal);
  const Date today = context.app.today();
  return record && month != CloseMonth::overdue && close_month_of(record->expected_close, today) != month;
}

void go_to_month(ViewContext& context, BoardState& state, Id<Deal> deal, CloseMonth month) {
  const Deal* record = context.document.find(deal);
  if (!record) return;
  context.outbox.run(
      set_field(deal, &Deal::expected_close, close_in(month, record->expected_close, context.app.today())));
  announce_later(context, state, deal);
}

std::size_t place_in_month(const ViewContext& context, const BoardState& state, std::size_t column) {
  const Deal* record = context.document.find(state.dragged);
  const BoardColumn& to = state.model.columns()[column];
  const auto month = close_month_from(to.stage);
  if (!record || !month) return 0;
  const auto close = close_in(*month, record->expected_close, context.app.today());
  const auto deals = context.document.table<Deal>().rows();
  const auto at = std::ranges::partition_point(to.rows, [&](std::uint32_t row) {
    return close && deals[row].expected_close && *deals[row].expected_close < *close;
  });
  return static_cast<std::size_t>(at - to.rows.begin());
}

void move_in_column(ViewContext& context, BoardState& state, Id<Deal> deal, int step) {
  const std::optional<BoardModel::Place> place = state.model.place_of(deal);
  if (!place || (step < 0 && place->index == 0)) return;
  if (!state.months.empty()) return;  // dates have an order of their own
  const BoardColumn& column = state.model.columns()[place->column];
  if (step > 0 && place->index + 1 >= column.rows.size()) return;
  // The card it passes, and the one beyond that.
  const std::size_t passed = step < 0 ? place->index - 1 : place->index + 1;
  // In its row: what stands in another one is no neighbour.
  const Cell cell = cell_of(column, place->index);
  if (passed < cell.begin || passed >= cell.end) return;
  const bool at_end = step < 0 ? passed == cell.begin : passed + 1 == cell.end;
  const Id<Deal> beyond = at_end ? Id<Deal>{} : deal_at(context, column, step < 0 ? passed - 1 : passed + 1);
  const Id<Deal> next_to = deal_at(context, column, passed);
  context.outbox.run_quietly(
      MoveDeal{
          .deal = deal, .to = column.stage, .above = step < 0 ? beyond : next_to, .below = step < 0 ? next_to : beyond},
      {});
  announce_later(context, state, deal);
}

void drop(ViewContext& context, BoardState& state, Id<Deal> deal) {
  if (state.zone) {
    switch (*state.zone) {
      case DropZone::won:
        return win(context, state, deal);
      case DropZone::lost:
        return lose(context, state, deal);
      case DropZone::trash:
        return trash(context, state, deal);
      case DropZone::pipeline: {
        const std::vector<const Pipeline*> others = pipelines_but_that_of(context, deal);
        if (others.size() == 1) return move_to_pipeline(context, state, deal, others[0]->id);
        return open_pipelines_menu(context, state, deal, context.ui.drag.at);
      }
    }
  }
  const std::optional<BoardModel::Place> from = state.model.place_of(deal);
  if (!state.target || !from) return;
  const bool same_column = from->column == state.target->column;
  const BoardColumn& column = state.model.columns()[state.target->column];
  const std::size_t lane = state.target->lane;
  const bool has_lanes = lane + 1 < column.lane_starts.size();
  const bool same_lane =
      !has_lanes || (same_column ? cell_of(column, from->index).begin == column.lane_starts[lane] &&
                                       cell_of(column, from->index).end == column.lane_starts[lane + 1]
                                 : false);
  if (same_column && same_lane && from->index == state.target->index) return;  // put back
  if (const auto month = close_month_from(column.stage))
    return same_column ? void() : go_to_month(context, state, deal, *month);
  // Indexes of the target do not count the dragged card; those of the column do.
  const auto at = [&](std::size_t index) {
    return card_or_none(context, column, same_column && index >= from->index ? index + 1 : index);
  };
  MoveDeal move = {.deal = deal,
                   .to = column.stage,
                   .above = state.target->index > 0 ? at(state.target->index - 1) : Id<Deal>{},
                   .below = at(state.target->index)};
  if (!has_lanes) return same_column ? context.outbox.run_quietly(move, {}) : context.outbox.run(move);
  // Only what stands in the same row is a neighbour.
  const auto in_lane = [&](Id<Deal> neighbour) {
    const auto place = state.model.place_of(neighbour);
    return place && place->index >= column.lane_starts[lane] && place->index < column.lane_starts[lane + 1];
  };
  if (!in_lane(move.above)) move.above = {};
  if (!in_lane(move.below)) move.below = {};
  const std::string step = "row/" + text_of(deal.raw) + "/" + std::to_string(context.ui.frame);
  const bool changes_lane = go_to_lane(context, state, deal, lane, step);
  if (same_column && !move.above && !move.below) return;  // the only one there
  if (changes_lane || same_column)
    context.outbox.run_quietly(move, changes_lane ? step : std::string());
  else
    context.outbox.run(move);
}

}  // namespace voronka::ui
