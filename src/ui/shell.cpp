#include "ui/shell.hpp"

#include <algorithm>
#include <array>

#include "generated/icons.hpp"
#include "model/stages.hpp"
#include "model/titles.hpp"
#include "ui/actions.hpp"
#include "ui/layers.hpp"
#include "ui/route_query.hpp"
#include "ui/views/board.hpp"
#include "ui/views/calls.hpp"
#include "ui/views/damage_dialog.hpp"
#include "ui/views/deal_sheet.hpp"
#include "ui/views/due_badge.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/elsewhere.hpp"
#include "ui/views/export_dialog.hpp"
#include "ui/views/filter_bar.hpp"
#include "ui/views/filter_editor.hpp"
#include "ui/views/filter_state.hpp"
#include "ui/views/first_run.hpp"
#include "ui/views/health_view.hpp"
#include "ui/views/history_panel.hpp"
#include "ui/views/import_view.hpp"
#include "ui/views/load_failed.hpp"
#include "ui/views/lose_dialog.hpp"
#include "ui/views/lost.hpp"
#include "ui/views/next_step.hpp"
#include "ui/views/offer_dialog.hpp"
#include "ui/views/palette.hpp"
#include "ui/views/people.hpp"
#include "ui/views/qr_dialog.hpp"
#include "ui/views/quick_add.hpp"
#include "ui/views/rail.hpp"
#include "ui/views/safety_strip.hpp"
#include "ui/views/saved_views.hpp"
#include "ui/views/settings_view.hpp"
#include "ui/views/shortcut_sheet.hpp"
#include "ui/views/step_sheet.hpp"
#include "ui/views/table.hpp"
#include "ui/views/toasts.hpp"
#include "ui/views/today.hpp"
#include "ui/views/top_bar.hpp"
#include "ui/views/trash.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr const View* views[] = {
#define VIEW(object) &(object),
#include "ui/views.inc"
#undef VIEW
};

}  // namespace

std::span<const View* const> all_views() { return views; }

namespace {

const View& view_of(const Route& route) {
  for (const View* view : views)
    if (view->id == route.path) return *view;
  return board_view;
}

Locale built_in(Language language) { return {language, builtin_locale(language)}; }

bool is_ready(const App& app) { return app.store().load_state() == LoadState::ready; }

AppState app_state(const App& app) {
  switch (app.store().load_state()) {
    case LoadState::ready:
      return AppState::ready;
    case LoadState::failed:
      return AppState::failed;
    default:
      return AppState::loading;
  }
}

SaveState save_state(const App& app) {
  switch (app.store().save_state()) {
    case voronka::SaveState::saved:
      return app.holding() ? SaveState::saving : SaveState::saved;
    case voronka::SaveState::saving:
      return SaveState::saving;
    case voronka::SaveState::failed:
      return SaveState::failed;
    case voronka::SaveState::read_only:
      return SaveState::read_only;
    case voronka::SaveState::memory:
      return SaveState::memory;
  }
  return SaveState::failed;
}

}  // namespace

// ---- routes ----

std::string text_of(const Route& route) {
  return "#/" + route.path + (route.argument.empty() ? "" : "/" + route.argument) +
         (route.query.empty() ? "" : "?" + route.query);
}

Route route_from(std::string_view text) {
  if (text.starts_with("#")) text.remove_prefix(1);
  if (text.starts_with("/")) text.remove_prefix(1);
  const std::size_t mark = std::min(text.find('?'), text.size());
  const std::string query(text.substr(std::min(mark + 1, text.size())));
  text = text.substr(0, mark);
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::string_view path = text.substr(0, slash);
  const std::string_view argument = slash < text.size() ? text.substr(slash + 1) : std::string_view();
  if (path == "deal" && raw_id_from(argument))
    return {.path = "deal", .argument = std::string(argument), .query = query};
  if (path == "new") return {.path = "new", .query = query};  // a line that another program shared
  if (path == people_view.id && raw_id_from(argument))
    return {.path = std::string(path), .argument = std::string(argument)};
  for (const View* view : views)
    if (view->id == path) return {.path = std::string(path), .query = view->narrowed ? query : std::string()};
  return {};
}

// ---- words ----

StarterTexts starter_texts(const Locale& locale) {
  const auto words = [&](std::initializer_list<TextKey> keys) {
    std::vector<std::string> list;
    for (const TextKey key : keys) list.push_back(locale.tr(key));
    return list;
  };
  return {.language = locale.language(),
          .data_set_name = locale.tr(TextKey::default_name_data_set),
          .pipeline_name = locale.tr(TextKey::default_name_pipeline),
          .stage_names = words({TextKey::default_stage_lead, TextKey::default_stage_qualification,
                                TextKey::default_stage_presentation, TextKey::default_stage_objections,
                                TextKey::default_stage_negotiation, TextKey::default_stage_closing,
                                TextKey::default_stage_service}),
          .loss_reasons = words({TextKey::default_reason_price, TextKey::default_reason_competitor,
                                 TextKey::default_reason_no_budget, TextKey::default_reason_timing,
                                 TextKey::default_reason_no_answer, TextKey::default_reason_no_need}),
          .currency = locale.language() == Language::ru ? "RUB" : "USD"};
}

// ---- the shell ----

Shell::Shell(App& app, ShellStart start)
    : app_(app),
      start_(std::move(start)),
      first_language_choice_(app.preferences().language),
      locale_((start_.locale_of ? start_.locale_of : built_in)(wanted_language())),
      route_(route_from(start_.route)) {
  take_shared_text();
  keep_page();
  if (!route_.query.empty()) take_query(states_, route_.query);
}

// "#/new?q=…" is no page: the board, with a line begun.
void Shell::take_shared_text() {
  if (route_.path != "new") return;
  shared_text_ = query_from(route_.query).search;
  route_ = {};
}

void Shell::begin_shared_deal(ViewContext& context) {
  if (shared_text_.empty() || !is_ready(app_) || !context.pipeline || app_.store().lost()) return;
  const std::vector<const Stage*> stages = stages_of(context.document, context.pipeline);
  std::string text = std::exchange(shared_text_, {});
  context.ui.host.set_route(text_of(route_), false);
  if (!stages.empty() && app_.store().save_state() != voronka::SaveState::read_only)
    open_quick_add(context, stages[0]->id, std::move(text));
}

StarterTexts Shell::starter_texts() const { return ui::starter_texts(locale_); }

Language Shell::wanted_language() const {
  const LanguageChoice choice = app_.preferences().language;
  const bool overruled = start_.language_fixed && choice == first_language_choice_;
  if (choice == LanguageChoice::system || overruled) return start_.language;
  return choice == LanguageChoice::ru ? Language::ru : Language::en;
}

// Language and theme, as the preferences and the system have it now.
void Shell::dress(Ui& ui) {
  const Language language = wanted_language();
  const bool other_language = locale_.language() != language;
  if (other_language) locale_ = (start_.locale_of ? start_.locale_of : built_in)(language);
  if (other_language || !dressed_) {
    ui.locale = locale_;
    ui.host.set_language(language == Language::ru ? "ru" : "en");
  }
  const ThemeChoice theme = app_.preferences().theme;
  const bool dark = theme == ThemeChoice::system ? start_.dark : theme == ThemeChoice::dark;
  const Theme wanted = {.dark = dark, .contrast = contrast_, .system = system_colors_};
  if (wanted != ui.theme || !dressed_) ui.set_theme(wanted);
  dressed_ = true;
}

Id<Pipeline> Shell::shown_pipeline() const {
  const Pipeline* wanted = app_.document().find(app_.preferences().pipeline);
  if (wanted && !wanted->deleted) return wanted->id;
  const std::vector<const Pipeline*> pipelines = pipelines_of(app_.document());
  return pipelines.empty() ? Id<Pipeline>{} : pipelines[0]->id;
}

void Shell::keep_page() {
  if (route_.path != "deal") page_ = route_;
}

void Shell::on_route(std::string_view route) {
  route_ = route_from(route);
  take_shared_text();
  query_changed_at_ = -1;
  keep_page();
  if (view_of(route_).narrowed) take_query(states_, route_.query);
}

// No path: the panel is left for what it lay over. Leaving a deal or a person replaces the step, so that Back does not open it again; everything else is a new step.
void Shell::go(Ui& ui, Route route) {
  if (query_changed_at_ >= 0) tell_query(ui);  // Back shall find what was left
  const bool leaves_deal = route.path.empty();
  if (leaves_deal) route = page_;
  if (view_of(route).narrowed) route.query = text_of(query_now(states_));
  if (route == route_) return;
  const bool leaves_person = route_.path == people_view.id && route.path == people_view.id && route.argument.empty();
  route_ = std::move(route);
  keep_page();
  ui.host.set_route(text_of(route_), !leaves_deal && !leaves_person);
  ui.request_frame();
}

// Typing changes the address when it pauses: browsers allow only so many changes in a while. No new step: Back goes to the page before.
void Shell::keep_query(Ui& ui) {
  constexpr double pause_seconds = 0.3;
  if (!view_of(route_).narrowed || text_of(query_now(states_)) == route_.query) {
    query_changed_at_ = -1;
    return;
  }
  if (query_changed_at_ < 0) query_changed_at_ = ui.now;
  const double left = query_changed_at_ + pause_seconds - ui.now;
  if (left <= 0) return tell_query(ui);
  ui.wake_after(left);
}

void Shell::tell_query(Ui& ui) {
  query_changed_at_ = -1;
  route_.query = text_of(query_now(states_));
  ui.host.set_route(text_of(route_), false);
}

void Shell::draw(Ui& ui) {
  app_.begin_frame();
  // What was done before anybody looked (a demo) needs no telling.
  if (!dressed_) static_cast<void>(app_.take_notices());
  dress(ui);
  ViewContext context = {.ui = ui,
                         .app = app_,
                         .document = app_.document(),
                         .outbox = outbox_,
                         .states = states_,
                         .route = route_,
                         .pipeline = shown_pipeline(),
                         .area = ui.screen(),
                         .page = &view_of(page_)};
  tell_notices(context, app_.take_notices());
  if (const std::vector<Id<Activity>> rings = app_.take_rings(); !rings.empty()) tell_rings(context, rings);
  begin_shared_deal(context);
  draw_frame(context);
  tell_badge(context);
  const std::optional<Route> go_to = std::move(context.go_to);
  if (go_to) go(ui, *go_to);
  keep_query(ui);
  if (!outbox_.empty()) {
    const std::uint64_t created = app_.created_count();
    app_.end_frame(outbox_, starter_texts());
    // A deal that was asked for is opened; one that has to wait for history to be read is made later and stays closed.
    if (adding_ && app_.created_count() != created)
      go(ui, {.path = "deal", .argument = voronka::text_of(app_.last_created())});
    ui.request_frame();
  }
  if (const auto seconds = app_.wake_after_seconds()) ui.wake_after(*seconds);
  tell_host(ui);  // last: "saved" must not stand while a command of this frame is on its way
}

void Shell::draw_frame(ViewContext& context) {
  Ui& ui = context.ui;
  Rect rest = ui.screen();
  const float rail = ui.dp(ui.compact() ? 56 : 52);
  Rect rail_rect;
  if (ui.compact()) {
    rail_rect = {rest.x, rest.bottom() - rail, rest.w, rail};
    rest.h -= rail;
  } else {
    rail_rect = {rest.x, rest.y, rail, rest.h};
    rest.x += rail;
    rest.w -= rail;
  }
  // The bottom bar of a phone is read last, the rail first: as they stand.
  if (!ui.compact()) draw_rail(context, views, rail_rect);
  draw_page(context, rest);
  if (ui.compact()) draw_rail(context, views, rail_rect);
  if (is_ready(app_)) {
    if (context.route.path == "deal") draw_deal_sheet(context);
    draw_filter_editor(context);
    draw_saved_view_dialog(context);
    hear_shortcuts(context);  // what the page and the sheet leave of the keys
    draw_lose_dialog(context);
    draw_qr_dialog(context);
    draw_offer_dialog(context);
    draw_join_dialog(context);
    draw_import(context);
    draw_elsewhere(context);
    draw_palette(context);
    draw_shortcut_sheet(context);
    draw_history_panel(context);
    draw_step_sheet(context);
    draw_step_popup(context);
    draw_trash(context);
    draw_export_dialogs(context);
    draw_health(context);
    draw_damage_dialog(context);
    adding_ = context.new_deal || context.open_created;
    if (context.new_deal) create_deal(context);
    flush_edits(context);
    flush_cell(context);
  }
  draw_messages(ui);
}

void Shell::draw_page(ViewContext& context, Rect rect) {
  Ui& ui = context.ui;
  const View& view = *context.page;
  const bool ready = is_ready(app_);
  const bool begun = static_cast<bool>(context.pipeline) && !app_.store().lost();
  const bool narrowed = ready && begun && view.narrowed;
  const bool can_add = ready && begun && view.of_pipeline && app_.store().save_state() != voronka::SaveState::read_only;

  Column parts(rect);
  context.area = rect;
  const std::string title =
      view.of_pipeline ? (begun || !ready ? std::string() : ui.tr(TextKey::app_name)) : ui.tr(view.title);
  const Rect top = parts.top(top_bar_height(context, narrowed));
  draw_top_bar(context, {.usable = ready, .can_add = can_add, .narrowed = narrowed, .title = title}, top);
  const float banner = safety_strip_height(context);
  if (banner > 0) draw_safety_strip(context, parts.top(banner));
  // Beside an open panel it stands in that, which would cover it here.
  if (ready && !has_panel(route_))
    if (const float call = call_strip_height(context); call > 0) draw_call_strip(context, parts.top(call));
  if (narrowed) {
    const float bar = filter_bar_height(context);
    if (bar > 0) draw_filter_bar(context, parts.top(bar));
  }
  context.area = parts.rest();

  const SemScope main(ui, ui.id("main"), context.area, {.role = Role::main, .name = ui.tr(TextKey::shell_main)});
  if (app_.store().load_state() == LoadState::failed) return draw_load_failed(context);
  if (!ready) return draw_board_skeleton(context);
  if (app_.store().lost()) return draw_lost(context);
  if (!begun && view.of_pipeline) return draw_first_run(context);
  view.draw(context);
}

// The title names the page, the deal first: it is what one looks for among tabs.
void Shell::tell_host(Ui& ui) {
  ui.host.set_state(app_state(app_), save_state(app_), app_.has_unsaved());
  std::string page = ui.tr(view_of(page_).title);
  if (const auto id = raw_id_from(route_.argument)) {
    std::string title = title_of(app_.document(), Id<Deal>{*id});
    if (title.empty()) title = title_of(app_.document(), Id<Contact>{*id});
    if (title.empty()) title = title_of(app_.document(), Id<Company>{*id});
    if (!title.empty()) page = title;
  }
  // A tab among others says how much waits for a hand.
  if (const std::size_t due = due_count(states_); due > 0)
    page = "(" + ui.locale.number(static_cast<std::int64_t>(due)) + ") " + page;
  ui.host.set_title(ui.tr(TextKey::shell_page_title, {{"page", page}}));
}

}  // namespace voronka::ui
