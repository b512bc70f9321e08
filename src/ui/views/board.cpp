#include "ui/views/board.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "model/stages.hpp"
#include "ui/scroll.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/filter_bar.hpp"
#include "ui/views/filter_state.hpp"
#include "ui/views/quick_add.hpp"
#include "ui/views/search_field.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// Of one frame of at most 8 ms, which draws the board as well.
constexpr std::size_t search_slice = 1000;   // deals whose texts are made ready per frame: about 2 ms
constexpr std::size_t match_slice = 25'000;  // deals that are asked per frame: as long
constexpr std::size_t filter_slice = 4000;   // deals asked per frame by each filter: about as much

// Beside the columns, whatever size the cards have: they begin where the bar above them does.
float side_of(const Ui& ui) { return ui.dp(ui.compact() ? 14 : size::page_padding); }

// `folds`: of each column, from 0 (open) to 1 (a strip).
BoardLayout laid_out(Ui& ui, Rect area, float side, std::span<const float> folds) {
  BoardLayout layout = {.view = {area.x + side, area.y, std::max(0.F, area.w - 2 * side), area.h},
                        .gap = ui.dp(10),
                        .scrolled = std::floor(ui.scroll(columns_scroll_id(ui)).offset + 0.5F)};
  float open = 0;
  for (const float fold : folds) open += 1 - fold;
  const auto count = static_cast<float>(std::max<std::size_t>(1, folds.size()));
  // A phone shows one column and the edge of the next. Elsewhere all that are open share the width while each stays readable.
  const float strips = (static_cast<float>(folds.size()) - open) * folded_width(ui);
  const float even = std::floor((layout.view.w - layout.gap * (count - 1) - strips) / std::max(1.F, open));
  layout.column_width = ui.compact() ? std::floor(layout.view.w * (folds.size() > 1 ? 0.88F : 1.F))
                                     : std::clamp(even, ui.dp(160), ui.dp(340));
  float left = 0;
  for (const float fold : folds) {
    layout.lefts.push_back(left);
    layout.widths.push_back(std::floor(layout.column_width + (folded_width(ui) - layout.column_width) * fold));
    left += layout.widths.back() + layout.gap;
  }
  const float meta_lines = weighted_has_line(ui, layout.column_width) ? 2.F : 1.F;
  layout.head_height = ui.dp(4) + ui.dp(20) + ui.dp(1) + meta_lines * line_height(ui, TextStyle::meta) + ui.dp(8);
  return layout;
}

// On a phone the columns are pages. Turning the phone makes them wider: the one that was shown stays.
void keep_pages(Ui& ui, const BoardLayout& layout) {
  const NodeId id = columns_scroll_id(ui);
  ScrollState& columns = ui.scroll(id);
  const float page = ui.compact() ? layout.column_width + layout.gap : 0;
  if (columns.page == page) return;
  if (columns.page > 0 && page > 0) columns.offset = static_cast<float>(ui.page_of(id)) * page;
  columns.target.reset();
  columns.page = page;
}

// What the chips say; they are drawn before the board, so a change is theirs in the next frame.
void tell_quick_counts(Ui& ui, FilterState& filter, const BoardModel& model) {
  const auto tallies = model.tallies();
  if (tallies.size() != quick_count || (filter.counted && std::ranges::equal(tallies, filter.quick_counts))) return;
  std::ranges::copy(tallies, filter.quick_counts.begin());
  filter.counted = true;
  ui.request_frame();
}

}  // namespace

BoardModel& ready_model(ViewContext& context) {
  BoardState& state = context.states.of<BoardState>();
  BoardModel& model = state.model;
  FilterState& filter = context.states.of<FilterState>();
  prepare_matchers(filter, context.app.today());
  const bool by_month = board_settings(context).by_month() && first_stage_of(context.document, context.pipeline);
  if (by_month == state.months.empty()) state.spots_before.clear();  // nothing flies from one order into the other
  if (!by_month)
    state.months.clear();
  else if (state.months.empty() || model.today() != context.app.today() ||
           state.months_in != context.ui.locale.language()) {
    state.months = names_of_close_months(context.ui.locale, context.app.today());
    state.months_in = context.ui.locale.language();
  }
  const LaneBy lanes = by_month ? LaneBy::none : board_settings(context).rows();
  if (lanes != model.lanes_by()) state.spots_before.clear();
  const SearchState& search = context.states.of<SearchState>();
  // Where there are none, a search does not wait for the second file.
  if ((search.focused || !search.text.empty()) && !context.document.table<Paper>().empty()) name_papers(context);
  // The bar above the page asks, too: who comes second in a frame finds its slice taken.
  const bool taken = std::exchange(state.sliced_frame, context.ui.frame) == context.ui.frame;
  const auto slice = [&](std::size_t rows) { return taken ? 0 : rows; };
  const bool changed = model.update(context.document, {.pipeline = context.pipeline,
                                                       .search = search.text,
                                                       .today = context.app.today(),
                                                       .search_budget = slice(search_slice),
                                                       .match_budget = slice(match_slice),
                                                       .filter = &filter.matcher,
                                                       .tallied = filter.quick,
                                                       .months = state.months,
                                                       .lanes = lanes,
                                                       .filter_budget = slice(filter_slice)});
  if (changed) tell_quick_counts(context.ui, filter, model);
  return model;
}

namespace {

// A line that was begun goes on when the columns are others now.
void keep_quick_add(ViewContext& context, BoardState& state) {
  QuickAddState& line = context.states.of<QuickAddState>();
  if (!line.stage) return;
  const auto columns = state.model.columns();
  if (std::ranges::find(columns, line.stage, &BoardColumn::stage) != columns.end()) return;
  const Stage* stage = context.document.find(line.stage);
  if (!close_month_from(line.stage) && (!stage || stage->pipeline != context.pipeline)) return;  // of another pipeline
  const std::size_t at = state.months.empty() ? 0 : static_cast<std::size_t>(CloseMonth::none);
  line.stage = columns[at].stage;
  show_spot(context, state, {at, std::nullopt});
}

VORONKA_LATER void no_stages(ViewContext& context) {
  Ui& ui = context.ui;
  const EmptyStateAnswer answer = empty_state(ui, ui.id("no_stages"), context.area,
                                              {.icon = icon::kanban,
                                               .title = ui.tr(TextKey::board_no_stages),
                                               .sentence = ui.tr(TextKey::board_no_stages_text),
                                               .primary = ui.tr(TextKey::shell_settings)});
  if (answer != EmptyStateAnswer::none) context.go_to = Route{.path = "settings"};
}

void draw_board(ViewContext& context) {
  Ui& ui = context.ui;
  BoardState& state = context.states.of<BoardState>();
  state.frame = ui.frame;
  state.hovered = {};
  state.hovered_column = {};
  SearchState& search = context.states.of<SearchState>();
  const FilterState& filter = context.states.of<FilterState>();
  const std::uint64_t version = state.model.version();
  const std::size_t shown = state.model.shown();
  const bool changed = ready_model(context).version() != version;
  if (changed && (!search.text.empty() || (filter.on && shown != state.model.shown())))
    ui.announce(ui.tr(TextKey::board_found, {{"count", static_cast<std::int64_t>(state.model.shown())}}));
  // The texts are begun with the focus, so that the first letter need not wait for them.
  const bool unready =
      search.focused && search.text.empty() && !state.model.prepare_search(context.document, search_slice);
  if (unready || state.model.searching() || state.model.filtering()) ui.request_frame();
  tell_shown(context, state.model.shown(), state.model.total());
  const auto columns = state.model.columns();
  if (columns.empty()) return no_stages(context);
  if (state.model.shown() == 0 && state.model.total() > 0) {
    if (!search.text.empty()) return draw_nothing_found(context);
    if (state.model.narrowed()) return draw_filtered_to_nothing(context);
  }
  lay_lanes(context, state);
  keep_quick_add(context, state);
  keep_stop(context, state);
  tell_moves(context, state);

  Column parts(context.area);
  const float strip = strip_height(ui, columns.size());
  const Rect strip_rect = strip > 0 ? parts.bottom(strip) : Rect{};
  BoardLayout& layout = state.layout;
  follow_size(context, state, parts.rest());
  const float side = side_of(ui);
  {
    const Zoomed zoomed(ui, board_zoom(context));
    layout = laid_out(ui, parts.rest(), side, fold_columns(context, state));
    keep_pages(ui, layout);
    ScrollArea area(ui, columns_scroll_id(ui), parts.rest(), false);
    area.pull();
    area.set_content(layout.width() + 2 * side);
    layout.scrolled = area.offset();
    follow_drag(context, state, layout);
    for (std::size_t i = 0; i < columns.size(); ++i) draw_column(context, state, layout, i);
    if (has_lanes_across(context, state)) draw_lanes(context, state, layout, parts.rest());
  }
  // While a card is held the drop bar comes up there, and the edges turn the pages.
  if (strip > 0 && !state.dragged) draw_strip(context, state, strip_rect);
  if (state.dragged) {
    const Deal* deal = context.document.find(state.dragged);
    const std::vector<const Pipeline*> others = pipelines_but_that_of(context, state.dragged);
    const std::string other = others.empty()       ? std::string()
                              : others.size() == 1 ? ui.tr(TextKey::board_to_pipeline, {{"pipeline", others[0]->name}})
                                                   : ui.tr(TextKey::board_other_pipeline);
    state.zone = draw_drop_bar(context, deal && deal->status == DealStatus::won, other);
    const Zoomed zoomed(ui, board_zoom(context));
    draw_ghost(context, state, layout);
  }
  take_spots(state);
  finish_drag(context, state);
  follow_attention(context, state);
  draw_card_menu(context, state);
  draw_head_menu(context, state);
}

}  // namespace

const View board_view = {.id = "board",
                         .title = TextKey::shell_board,
                         .icon = icon::kanban,
                         .draw = draw_board,
                         .narrowed = true,
                         .of_pipeline = true};

void draw_board_skeleton(ViewContext& context) {
  Ui& ui = context.ui;
  const SemScope scope(ui, ui.id("skeleton"), context.area,
                       {.role = Role::status, .name = ui.tr(TextKey::shell_loading)});
  constexpr std::size_t cards[] = {4, 3, 3, 2, 3, 1, 2};
  const std::vector<float> open(std::size(cards), 0.F);
  const float side = side_of(ui);
  const Zoomed zoomed(ui, board_zoom(context));
  const BoardLayout layout = laid_out(ui, context.area, side, open);
  for (std::size_t i = 0; i < std::size(cards); ++i) {
    Column column(layout.column(i), card_gap(ui));
    const Rect head = column.top(layout.head_height - card_gap(ui));
    paint_skeleton(ui, {head.x + ui.dp(4), head.y + ui.dp(7), head.w * 0.6F, ui.dp(12)}, 4);
    paint_skeleton(ui, {head.x + ui.dp(4), head.y + ui.dp(28), head.w * 0.4F, ui.dp(10)}, 4);
    for (std::size_t card = 0; card < cards[i]; ++card)
      paint_skeleton(ui, column.top(card_height(ui)), size::radius_card);
  }
}

void create_deal(ViewContext& context) {
  if (const Stage* stage = first_stage_of(context.document, context.pipeline))
    context.outbox.run_quietly(CreateDeal{.deal = {.position = {.stage = stage->id}}}, {});
}

}  // namespace voronka::ui
