// The actions on a deal, wherever it is: on the board under the mouse or the focus, open in its sheet, or found by a search.
#include <algorithm>

#include "model/stages.hpp"
#include "model/titles.hpp"
#include "ui/action_parts.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/board.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/copying.hpp"
#include "ui/views/deal_sheet.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/lose_dialog.hpp"
#include "ui/views/next_step.hpp"
#include "ui/views/today.hpp"

namespace voronka::ui::action {
namespace {

const Deal& deal_of(const ViewContext& context, const ActionTarget& target) {
  return *context.document.find(target.deal);
}

BoardState& board_of(const ViewContext& context) { return context.states.of<BoardState>(); }

bool is_on_board(const ViewContext& context, const ActionTarget& target) {
  return board_of(context).model.place_of(target.deal).has_value();
}

bool is_sheet_open(const ViewContext& context) { return context.route.path == "deal"; }

// The stages of its pipeline, and where it is among them.
struct Way {
  std::vector<const Stage*> stages = {};
  std::size_t at = 0;
};
Way way_of(const ViewContext& context, const ActionTarget& target) {
  const Id<Stage> here = deal_of(context, target).position.stage;
  const Stage* stage = context.document.find(here);
  if (!stage) return {};
  Way way = {.stages = stages_of(context.document, stage->pipeline)};
  const auto found = std::ranges::find(way.stages, here, [](const Stage* one) { return one->id; });
  way.at = static_cast<std::size_t>(found - way.stages.begin());
  return way;
}

bool can_move(const ViewContext& context, const ActionTarget& target) {
  return deal_of(context, target).status != DealStatus::lost;
}

void go_to(ViewContext& context, const ActionTarget& target, const Stage& stage) {
  if (deal_of(context, target).position.stage == stage.id) return;
  move_to_stage(context, board_of(context), target.deal, stage.id);
}

// The board shows months, and it is one of those that stand there when nothing is searched for.
bool is_among_months(const ViewContext& context, const ActionTarget& target) {
  if (context.page != &board_view || board_of(context).months.empty()) return false;
  const Deal& deal = deal_of(context, target);
  const Stage* stage = context.document.find(deal.position.stage);
  return deal.status == DealStatus::open && stage && stage->kind == StageKind::sales &&
         stage->pipeline == context.pipeline;
}

// The one before or after its own to which a deal can go: from the overdue to this month, never back.
std::optional<CloseMonth> month_beside(const ViewContext& context, const ActionTarget& target, int step) {
  if (!is_among_months(context, target)) return std::nullopt;
  const Deal& deal = deal_of(context, target);
  const int at = static_cast<int>(close_month_of(deal.expected_close, context.app.today())) + step;
  if (at < 0 || at >= static_cast<int>(close_months)) return std::nullopt;
  const auto month = static_cast<CloseMonth>(at);
  return can_go_to_month(context, target.deal, month) ? std::optional(month) : std::nullopt;
}

std::string phone_of(const ViewContext& context, const ActionTarget& target) {
  return ui::phone_of(context.document, deal_of(context, target));
}

}  // namespace

bool can_open_deal(const ViewContext& context, const ActionTarget& target) {
  return !is_sheet_open(context) || context.route.argument != text_of(target.deal.raw);
}
void run_open_deal(ViewContext& context, const ActionTarget& target, std::size_t) { open_deal(context, target.deal); }

bool can_rename_deal(const ViewContext&, const ActionTarget&) { return true; }
void run_rename_deal(ViewContext& context, const ActionTarget& target, std::size_t) {
  if (is_on_board(context, target) && !is_sheet_open(context)) {
    begin_rename(context, board_of(context), target.deal);
  } else {
    open_deal_at(context, target.deal, DealField::title);
  }
}

bool can_next_step(const ViewContext&, const ActionTarget&) { return true; }
void run_next_step(ViewContext& context, const ActionTarget& target, std::size_t) {
  // In the open deal its own line does the same.
  if (is_sheet_open(context)) return open_deal_at(context, target.deal, DealField::next_step);
  const Ui& ui = context.ui;
  const SemNode* card = ui.sem.find_shown(card_id(ui, target.deal));
  open_step_popup(context, target.deal, card ? card->rect : centered(context.area, 0, 0), ui.keyboard_modality());
}

bool can_win_deal(const ViewContext& context, const ActionTarget& target) {
  return deal_of(context, target).status != DealStatus::won;
}
void run_win_deal(ViewContext& context, const ActionTarget& target, std::size_t) {
  win(context, board_of(context), target.deal);
}
bool can_lose_deal(const ViewContext& context, const ActionTarget& target) {
  return deal_of(context, target).status != DealStatus::lost;
}
void run_lose_deal(ViewContext& context, const ActionTarget& target, std::size_t) {
  lose(context, board_of(context), target.deal);
}
bool can_reopen_deal(const ViewContext& context, const ActionTarget& target) {
  return deal_of(context, target).status != DealStatus::open;
}
void run_reopen_deal(ViewContext& context, const ActionTarget& target, std::size_t) {
  context.outbox.run(ReopenDeal{.deal = target.deal});
}

// ---- copies ----

bool can_copy_deal(const ViewContext&, const ActionTarget&) { return true; }
void run_copy_deal(ViewContext& context, const ActionTarget& target, std::size_t) {
  take_card(context, target.deal, false);
}
bool can_cut_deal(const ViewContext& context, const ActionTarget& target) { return can_move(context, target); }
void run_cut_deal(ViewContext& context, const ActionTarget& target, std::size_t) {
  take_card(context, target.deal, true);
}
bool can_paste_deal(const ViewContext& context, const ActionTarget& target) { return wants_paste(context, target); }
void run_paste_deal(ViewContext& context, const ActionTarget& target, std::size_t) {
  paste_card(context, target.column);
}

bool can_copy_title(const ViewContext& context, const ActionTarget& target) {
  return !deal_of(context, target).title.empty();
}
void run_copy_title(ViewContext& context, const ActionTarget& target, std::size_t) {
  copy_text(context.ui, deal_of(context, target).title);
}
bool can_copy_amount(const ViewContext& context, const ActionTarget& target) {
  return deal_of(context, target).amount.has_value();
}
void run_copy_amount(ViewContext& context, const ActionTarget& target, std::size_t) {
  copy_text(context.ui, context.ui.locale.money(*deal_of(context, target).amount));
}
bool can_copy_phone(const ViewContext& context, const ActionTarget& target) {
  return !phone_of(context, target).empty();
}
void run_copy_phone(ViewContext& context, const ActionTarget& target, std::size_t) {
  copy_text(context.ui, phone_of(context, target));
}
bool can_copy_link(const ViewContext&, const ActionTarget&) { return true; }
void run_copy_link(ViewContext& context, const ActionTarget& target, std::size_t) {
  context.ui.host.copy_link(text_of(Route{.path = "deal", .argument = text_of(target.deal.raw)}));
  context.ui.toast({.text = context.ui.tr(TextKey::deal_link_copied), .seconds = 3});
}

// ---- away and back ----

bool can_keep_template(const ViewContext& context, const ActionTarget&) {
  return context.app.store().save_state() != voronka::SaveState::read_only;
}
void run_keep_template(ViewContext& context, const ActionTarget& target, std::size_t) {
  const std::string name = shown_title(context.ui, deal_of(context, target));
  context.outbox.run_quietly(KeepAsTemplate{.deal = target.deal, .name = name}, {});
  context.ui.toast({.text = context.ui.tr(TextKey::deal_template_kept, {{"name", name}}), .seconds = 5});
}

bool can_archive_deal(const ViewContext& context, const ActionTarget& target) {
  return !deal_of(context, target).archived;
}
void run_archive_deal(ViewContext& context, const ActionTarget& target, std::size_t) {
  archive(context, board_of(context), target.deal);
}
bool can_unarchive_deal(const ViewContext& context, const ActionTarget& target) {
  return deal_of(context, target).archived;
}
void run_unarchive_deal(ViewContext& context, const ActionTarget& target, std::size_t) {
  context.outbox.run(ArchiveDeal{.deal = target.deal, .archived = false});
}
bool can_trash_deal(const ViewContext&, const ActionTarget&) { return true; }
void run_trash_deal(ViewContext& context, const ActionTarget& target, std::size_t) {
  trash(context, board_of(context), target.deal);
}

// ---- moves ----

bool can_choose_stage(const ViewContext& context, const ActionTarget& target) {
  return can_move(context, target) && is_on_board(context, target) && !is_sheet_open(context) &&
         context.page == &board_view;
}
void run_choose_stage(ViewContext& context, const ActionTarget& target, std::size_t) {
  open_stages_menu(context, board_of(context), target.deal);
}
bool can_previous_stage(const ViewContext& context, const ActionTarget& target) {
  return can_move(context, target) && !is_among_months(context, target) && way_of(context, target).at > 0;
}
void run_previous_stage(ViewContext& context, const ActionTarget& target, std::size_t) {
  const Way way = way_of(context, target);
  if (way.at > 0 && way.at < way.stages.size()) go_to(context, target, *way.stages[way.at - 1]);
}
bool can_next_stage(const ViewContext& context, const ActionTarget& target) {
  const Way way = way_of(context, target);
  return can_move(context, target) && !is_among_months(context, target) && way.at + 1 < way.stages.size();
}
void run_next_stage(ViewContext& context, const ActionTarget& target, std::size_t) {
  const Way way = way_of(context, target);
  if (way.at + 1 < way.stages.size()) go_to(context, target, *way.stages[way.at + 1]);
}
bool can_earlier_month(const ViewContext& context, const ActionTarget& target) {
  return month_beside(context, target, -1).has_value();
}
void run_earlier_month(ViewContext& context, const ActionTarget& target, std::size_t) {
  if (const auto month = month_beside(context, target, -1))
    go_to_month(context, board_of(context), target.deal, *month);
}
bool can_later_month(const ViewContext& context, const ActionTarget& target) {
  return month_beside(context, target, 1).has_value();
}
void run_later_month(ViewContext& context, const ActionTarget& target, std::size_t) {
  if (const auto month = month_beside(context, target, 1)) go_to_month(context, board_of(context), target.deal, *month);
}
bool can_move_up(const ViewContext& context, const ActionTarget& target) {
  const auto place = board_of(context).model.place_of(target.deal);
  return place && place->index > 0 && board_of(context).months.empty();  // dates have an order of their own
}
void run_move_up(ViewContext& context, const ActionTarget& target, std::size_t) {
  move_in_column(context, board_of(context), target.deal, -1);
}
bool can_move_down(const ViewContext& context, const ActionTarget& target) {
  const BoardModel& model = board_of(context).model;
  const auto place = model.place_of(target.deal);
  return place && board_of(context).months.empty() && place->index + 1 < model.columns()[place->column].rows.size();
}
void run_move_down(ViewContext& context, const ActionTarget& target, std::size_t) {
  move_in_column(context, board_of(context), target.deal, 1);
}

Names stage_names(const ViewContext& context, const ActionTarget& target) {
  Names names;
  if (!context.document.find(target.deal)) return names;
  for (const Stage* stage : way_of(context, target).stages) names.push_back(stage->name);
  return names;
}
// On the page of today digits say what came of a step.
bool can_to_stage(const ViewContext& context, const ActionTarget& target) {
  return can_move(context, target) && context.page != &today_view;
}
void run_to_stage(ViewContext& context, const ActionTarget& target, std::size_t choice) {
  const Way way = way_of(context, target);
  if (choice < way.stages.size()) go_to(context, target, *way.stages[choice]);
}

Names other_pipeline_names(const ViewContext& context, const ActionTarget& target) {
  Names names;
  for (const Pipeline* pipeline : pipelines_but_that_of(context, target.deal)) names.push_back(pipeline->name);
  return names;
}
bool can_to_pipeline(const ViewContext& context, const ActionTarget& target) {
  return can_move(context, target) && !pipelines_but_that_of(context, target.deal).empty();
}
void run_to_pipeline(ViewContext& context, const ActionTarget& target, std::size_t choice) {
  const std::vector<const Pipeline*> pipelines = pipelines_but_that_of(context, target.deal);
  if (choice < pipelines.size()) move_to_pipeline(context, board_of(context), target.deal, pipelines[choice]->id);
}

}  // namespace voronka::ui::action
