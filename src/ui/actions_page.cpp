// The actions that are about the whole page: a new deal, undo, search, places, looks, data.
#include "model/stages.hpp"
#include "ui/action_parts.hpp"
#include "ui/views/board.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/calendar_words.hpp"
#include "ui/views/card_line.hpp"
#include "ui/views/deal_templates.hpp"
#include "ui/views/export_dialog.hpp"
#include "ui/views/health_view.hpp"
#include "ui/views/history_panel.hpp"
#include "ui/views/palette.hpp"
#include "ui/views/search_field.hpp"
#include "ui/views/settings_view.hpp"
#include "ui/views/shortcut_sheet.hpp"
#include "ui/views/step_sheet.hpp"
#include "ui/views/trash.hpp"

namespace voronka::ui::action {
namespace {

bool is_ready(const ViewContext& context) { return context.app.store().load_state() == LoadState::ready; }
bool is_writable(const ViewContext& context) {
  return is_ready(context) && context.app.store().save_state() != voronka::SaveState::read_only;
}

template <class Change>
void prefer(ViewContext& context, Change change) {
  Preferences preferences = context.app.preferences();
  change(preferences);
  context.outbox.send(SetPreferences{.preferences = preferences});
}

Names words(const Ui& ui, std::initializer_list<TextKey> keys) {
  Names names;
  for (const TextKey key : keys) names.push_back(ui.tr(key));
  return names;
}

}  // namespace

bool can_new_deal(const ViewContext& context, const ActionTarget&) {
  return is_writable(context) && !stages_of(context.document, context.pipeline).empty();
}
void run_new_deal(ViewContext& context, const ActionTarget&, std::size_t) { context.new_deal = true; }

Names template_names(const ViewContext& context, const ActionTarget&) {
  Names names;
  for (const DealTemplate* one : deal_templates_of(context.document))
    names.push_back(one->name.empty() ? context.ui.tr(TextKey::deal_untitled) : one->name);
  return names;
}
bool can_from_template(const ViewContext& context, const ActionTarget&) {
  return context.app.store().save_state() != voronka::SaveState::read_only;
}
void run_from_template(ViewContext& context, const ActionTarget&, std::size_t choice) {
  const auto templates = deal_templates_of(context.document);
  if (choice < templates.size()) create_from(context, templates[choice]->id);
}

bool can_search(const ViewContext& context, const ActionTarget&) {
  return is_ready(context) && static_cast<bool>(context.pipeline);
}
void run_search(ViewContext& context, const ActionTarget&, std::size_t) { open_search(context); }

bool can_undo(const ViewContext& context, const ActionTarget&) { return context.app.store().history().can_undo(); }
void run_undo(ViewContext& context, const ActionTarget&, std::size_t) { context.outbox.send(Undo{}); }
bool can_redo(const ViewContext& context, const ActionTarget&) { return context.app.store().history().can_redo(); }
void run_redo(ViewContext& context, const ActionTarget&, std::size_t) { context.outbox.send(Redo{}); }

bool can_new_build(const ViewContext& context, const ActionTarget&) { return context.app.new_build_ready(); }
void run_new_build(ViewContext& context, const ActionTarget&, std::size_t) { context.outbox.send(UseNewBuild{}); }
bool can_retry_save(const ViewContext& context, const ActionTarget&) {
  return context.app.store().save_state() == voronka::SaveState::failed;
}
void run_retry_save(ViewContext& context, const ActionTarget&, std::size_t) { context.outbox.send(RetrySave{}); }

bool can_export_part(const ViewContext& context, const ActionTarget&) {
  return is_ready(context) && !context.document.empty() && !context.app.exporting();
}
void run_export_part(ViewContext& context, const ActionTarget&, std::size_t) { open_export_dialog(context); }
bool can_calendar_all(const ViewContext& context, const ActionTarget&) {
  return is_ready(context) && !context.document.table<Activity>().empty();
}
void run_calendar_all(ViewContext& context, const ActionTarget&, std::size_t) {
  context.outbox.send(ExportCalendar{.words = calendar_words(context.ui)});
}
bool can_send_to_device(const ViewContext& context, const ActionTarget& target) {
  return can_export_part(context, target);
}
void run_send_to_device(ViewContext& context, const ActionTarget&, std::size_t) { open_send_dialog(context); }

bool can_trash(const ViewContext& context, const ActionTarget&) { return is_ready(context); }
void run_trash(ViewContext& context, const ActionTarget&, std::size_t) { open_trash(context); }

bool can_palette(const ViewContext& context, const ActionTarget&) { return is_ready(context); }
void run_palette(ViewContext& context, const ActionTarget&, std::size_t) { open_palette(context); }
bool can_shortcuts(const ViewContext&, const ActionTarget&) { return true; }
void run_shortcuts(ViewContext& context, const ActionTarget&, std::size_t) { open_shortcut_sheet(context); }
bool can_history(const ViewContext& context, const ActionTarget&) {
  return can_undo(context, {}) || can_redo(context, {});
}
void run_history(ViewContext& context, const ActionTarget&, std::size_t) { open_history_panel(context); }
bool can_last_step(const ViewContext& context, const ActionTarget&) { return can_undo(context, {}); }
void run_last_step(ViewContext& context, const ActionTarget&, std::size_t) { open_step_sheet(context); }

// ---- places ----

Names view_names(const ViewContext& context, const ActionTarget&) {
  Names names;
  for (const View* view : all_views()) names.push_back(context.ui.tr(view->title));
  return names;
}
bool can_go_to_view(const ViewContext&, const ActionTarget&) { return true; }
void run_go_to_view(ViewContext& context, const ActionTarget&, std::size_t choice) {
  if (choice < all_views().size()) context.go_to = Route{.path = std::string(all_views()[choice]->id)};
}

Names pipeline_names(const ViewContext& context, const ActionTarget&) {
  Names names;
  for (const Pipeline* pipeline : pipelines_of(context.document)) names.push_back(pipeline->name);
  return names;
}
bool can_go_to_pipeline(const ViewContext& context, const ActionTarget&) {
  return is_ready(context) && pipelines_of(context.document).size() > 1;
}
void run_go_to_pipeline(ViewContext& context, const ActionTarget&, std::size_t choice) {
  const std::vector<const Pipeline*> pipelines = pipelines_of(context.document);
  if (choice >= pipelines.size()) return;
  prefer(context, [&](Preferences& preferences) { preferences.pipeline = pipelines[choice]->id; });
  if (context.route.path != "board") context.go_to = Route{};
}

Names settings_names(const ViewContext& context, const ActionTarget&) { return settings_section_names(context.ui); }
bool can_go_to_settings(const ViewContext& context, const ActionTarget&) { return is_ready(context); }
void run_go_to_settings(ViewContext& context, const ActionTarget&, std::size_t choice) {
  show_settings(context, choice);
}

// ---- looks ----

Names language_names(const ViewContext& context, const ActionTarget&) {
  return words(context.ui,
               {TextKey::settings_language_system, TextKey::settings_language_ru, TextKey::settings_language_en});
}
bool can_choose_language(const ViewContext&, const ActionTarget&) { return true; }
void run_choose_language(ViewContext& context, const ActionTarget&, std::size_t choice) {
  prefer(context, [&](Preferences& preferences) { preferences.language = static_cast<LanguageChoice>(choice); });
}

Names theme_names(const ViewContext& context, const ActionTarget&) {
  return words(context.ui,
               {TextKey::settings_theme_system, TextKey::settings_theme_light, TextKey::settings_theme_dark});
}
bool can_choose_theme(const ViewContext&, const ActionTarget&) { return true; }
void run_choose_theme(ViewContext& context, const ActionTarget&, std::size_t choice) {
  prefer(context, [&](Preferences& preferences) { preferences.theme = static_cast<ThemeChoice>(choice); });
}

Names column_names(const ViewContext& context, const ActionTarget&) {
  return {context.ui.tr(TextKey::months_by_stage), context.ui.tr(TextKey::months_by_month)};
}
bool can_choose_columns(const ViewContext& context, const ActionTarget&) { return is_ready(context); }
void run_choose_columns(ViewContext& context, const ActionTarget&, std::size_t choice) {
  set_by_month(context, choice == 1);
  if (context.page != &board_view) context.go_to = Route{};
}

Names row_names(const ViewContext& context, const ActionTarget&) {
  return words(context.ui, {TextKey::rows_off, TextKey::rows_owner, TextKey::rows_source, TextKey::rows_company});
}
// The months are rows of their own, in a way: a board by months has no others.
bool can_choose_rows(const ViewContext& context, const ActionTarget&) { return is_ready(context); }
void run_choose_rows(ViewContext& context, const ActionTarget&, std::size_t choice) {
  set_rows(context, static_cast<LaneBy>(choice));
  if (context.page != &board_view) context.go_to = Route{};
}

Names figure_names(const ViewContext& context, const ActionTarget&) { return names_of_figures(context.ui); }
bool can_choose_figure(const ViewContext& context, const ActionTarget&) {
  return is_ready(context) && static_cast<bool>(context.pipeline);
}
void run_choose_figure(ViewContext& context, const ActionTarget&, std::size_t choice) {
  set_figure(context, static_cast<HeadFigure>(choice));
}

Names card_line_names(const ViewContext& context, const ActionTarget&) {
  Names names;
  for (CardLine& line : card_lines(context)) names.push_back(std::move(line.label));
  return names;
}
bool can_choose_card_line(const ViewContext& context, const ActionTarget&) { return is_ready(context); }
void run_choose_card_line(ViewContext& context, const ActionTarget&, std::size_t choice) {
  std::vector<CardLine> lines = card_lines(context);
  if (choice < lines.size()) set_card_line(context, std::move(lines[choice].word));
}

Names card_size_names(const ViewContext& context, const ActionTarget&) { return names_of_sizes(context.ui); }
bool can_choose_card_size(const ViewContext& context, const ActionTarget&) { return is_ready(context); }
void run_choose_card_size(ViewContext& context, const ActionTarget&, std::size_t choice) {
  set_board_size(context, board_sizes_percent.at(choice));
}

bool can_fold_column(const ViewContext& context, const ActionTarget&) { return !context.ui.compact(); }
void run_fold_column(ViewContext& context, const ActionTarget& target, std::size_t) {
  const bool folded = board_settings(context).fold_of(target.column) == Fold::always;
  set_fold(context, target.column, folded ? Fold::open : Fold::always);
}

// ---- data ----

bool can_export_file(const ViewContext& context, const ActionTarget&) {
  return is_ready(context) && static_cast<bool>(context.pipeline);
}
void run_export_file(ViewContext& context, const ActionTarget&, std::size_t) { context.outbox.send(ExportFile{}); }
bool can_where_data_is(const ViewContext& context, const ActionTarget&) { return is_ready(context); }
void run_where_data_is(ViewContext& context, const ActionTarget&, std::size_t) { open_health(context); }
bool can_copy_now(const ViewContext& context, const ActionTarget&) {
  return context.app.copies().state() == CopyKeeper::State::idle && context.app.copies().behind();
}
void run_copy_now(ViewContext& context, const ActionTarget&, std::size_t) { context.outbox.send(MakeCopy{}); }
bool can_import_file(const ViewContext& context, const ActionTarget&) { return is_writable(context); }
void run_import_file(ViewContext& context, const ActionTarget&, std::size_t) { context.outbox.send(AskForFile{}); }
bool can_import_calls(const ViewContext& context, const ActionTarget&) { return is_writable(context); }
void run_import_calls(ViewContext& context, const ActionTarget&, std::size_t) {
  context.outbox.send(AskForFile{.calls = true});
}

}  // namespace voronka::ui::action
