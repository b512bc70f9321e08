#include "ui/views/health_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/copy_list.hpp"
#include "ui/views/export_dialog.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

using Saving = voronka::SaveState;

struct HealthState {
  bool open = false;
};

// ---- words ----

TextKey rule_words(Eviction rule) {
  switch (rule) {
    case Eviction::chromium:
      return TextKey::health_rule_chromium;
    case Eviction::firefox:
      return TextKey::health_rule_firefox;
    case Eviction::safari:
      return TextKey::health_rule_safari;
    case Eviction::home_screen:
      return TextKey::health_rule_home_screen;
    case Eviction::other:
      break;
  }
  return TextKey::health_rule_other;
}

TextKey offline_words(Offline state) {
  switch (state) {
    case Offline::ready:
      return TextKey::health_offline_ready;
    case Offline::coming:
      return TextKey::health_offline_coming;
    case Offline::no_https:
      return TextKey::health_offline_no_https;
    case Offline::refused:
      return TextKey::health_offline_refused;
    case Offline::altered:
      return TextKey::health_offline_altered;
    case Offline::missing:
      return TextKey::health_offline_missing;
    case Offline::no_room:
      break;
  }
  return TextKey::health_offline_no_room;
}

std::string counted(const Ui& ui, TextKey count_key, std::uint64_t count, TextKey newest_key, const std::string& when,
                    std::uint64_t bytes) {
  std::string words =
      ui.tr(count_key, {{"count", static_cast<std::int64_t>(count)}}) + " · " + ui.tr(newest_key, {{"when", when}});
  if (bytes > 0) words += " · " + bytes_words(ui, bytes);
  return words;
}

// ---- shapes ----

// A sentence behind a sign of its own.
void sign_line(Ui& ui, Column& column, const char* sign, Color ink, std::string_view text) {
  const float indent = ui.dp(26);
  const Rect rest = column.rest();
  paint_icon(ui, {rest.x, rest.y, ui.dp(16), line_height(ui, TextStyle::body)}, sign, ink);
  const float used =
      paragraph(ui, {rest.x + indent, rest.y, rest.w - indent, rest.h}, TextStyle::body, ui.color.text, text);
  column.space(used + ui.dp(8));
}

struct Offer {
  std::string_view id = {};
  TextKey label = TextKey::none;
  const char* sign = nullptr;
  bool disabled = false;
  bool first = false;  // what one most likely wants
};

// The buttons one after the other, on as many lines as they need. Without a `draw` only measured.
std::optional<std::string_view> offers(Ui& ui, Column& column, std::span<const Offer> list, bool draw) {
  if (list.empty()) return std::nullopt;
  std::optional<std::string_view> chosen;
  const float height = ui.dp(size::control_small);
  Row row(column.top(height), ui.dp(6));
  bool begun = false;
  for (const Offer& offer : list) {
    const std::string label = ui.tr(offer.label);
    const ButtonOptions options = {.label = label,
                                   .icon = offer.sign,
                                   .kind = offer.first ? ButtonKind::primary : ButtonKind::secondary,
                                   .disabled = offer.disabled,
                                   .small = true};
    const float wanted = std::min(button_width(ui, options), column.rest().w);
    if (begun && row.rest().w < wanted) {
      column.space(ui.dp(6));
      row = Row(column.top(height), ui.dp(6));
    }
    begun = true;
    const Rect place = row.left(wanted);
    if (draw && button(ui, ui.id(offer.id), place, options)) chosen = offer.id;
  }
  return chosen;
}

// One place where the data lies a second time.
struct Place {
  std::string_view id = {};
  const char* sign = nullptr;
  std::string name = {};
  std::string state = {};     // how many, how old, how much
  std::string verified = {};  // when it was last read back
  std::string text = {};      // what one should know
  std::string problem = {};
  std::vector<Offer> offers = {};
};

std::optional<std::string_view> draw_place(Ui& ui, Column& column, const Place& place) {
  const Rect rest = column.rest();
  const float padding = ui.dp(12), indent = ui.dp(26);
  std::optional<std::string_view> chosen;
  const auto lines = [&](Column& inner, bool draw) {
    const auto words = [&](TextStyle style, Color color, const std::string& text) {
      if (text.empty()) return;
      const Rect at = inner.rest();
      const float height = wrapped_height(ui, style, text, at.w);
      if (draw) ui.sem.add_text({at.x, at.y, at.w, height}, text);
      if (draw) paint_wrapped(ui, at, style, color, text);
      inner.space(height + ui.dp(2));
    };
    words(TextStyle::body_strong, ui.color.text, place.name);
    words(TextStyle::label, ui.color.text, place.state);
    words(TextStyle::meta, ui.color.muted, place.verified);
    words(TextStyle::meta, ui.color.muted, place.text);
    words(TextStyle::meta, ui.color.bad, place.problem);
    if (place.offers.empty()) return;
    inner.space(ui.dp(6));
    chosen = offers(ui, inner, place.offers, draw);
  };
  const Rect inside = {rest.x + padding + indent, rest.y + ui.dp(10), rest.w - 2 * padding - indent, rest.h};
  Column measured(inside);
  lines(measured, false);
  const Rect box = column.top(measured.used() + 2 * ui.dp(10));
  IdScope ids(ui, ui.id(place.id));
  SemScope item(ui, ui.id("place"), box, {.role = Role::list_item, .name = place.name});
  ui.fill(box, ui.color.surface, size::radius);
  ui.outline(box, ui.color.border, size::radius);
  paint_icon(ui, {box.x + padding, inside.y, ui.dp(16), line_height(ui, TextStyle::body_strong)}, place.sign,
             ui.color.muted);
  Column drawn(inside);
  lines(drawn, true);
  column.space(ui.dp(8));
  return chosen;
}

// ---- parts ----

void draw_saving(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const App& app = context.app;
  const auto unsaved = static_cast<std::int64_t>(app.store().unsaved_commands());
  const Saving state = app.store().save_state();
  std::string words = ui.tr(TextKey::health_saved);
  const char* sign = icon::circle_check;
  Color ink = ui.color.ok;
  if (state == Saving::saving) {
    words = ui.tr(TextKey::health_saving, {{"count", unsaved}});
    sign = icon::clock;
    ink = ui.color.accent;
  } else if (state == Saving::failed) {
    words = ui.tr(TextKey::shell_save_failed_long, {{"count", unsaved}});
    sign = icon::triangle_alert;
    ink = ui.color.bad;
  } else if (state == Saving::read_only) {
    words = ui.tr(TextKey::health_read_only);
    sign = icon::triangle_alert;
    ink = ui.color.warn;
  }
  const Rect line = column.top(line_height(ui, TextStyle::body_strong));
  ui.sem.add(ui.id("saving"), line, {.role = Role::status, .name = words});
  paint_icon(ui, {line.x, line.y, ui.dp(16), line.h}, sign, ink);
  paint_text(ui, {line.x + ui.dp(26), line.y, line.w - ui.dp(26), line.h}, TextStyle::body_strong, ui.color.text,
             words);
  const std::string last = app.saved_at_ms() == 0
                               ? ui.tr(TextKey::health_nothing_saved)
                               : ui.tr(TextKey::health_last_save, {{"when", moment_words(context, app.saved_at_ms())}});
  const auto say = [&](const std::string& text) {
    const Rect rest = column.rest();
    column.space(
        paragraph(ui, {rest.x + ui.dp(26), rest.y, rest.w - ui.dp(26), rest.h}, TextStyle::meta, ui.color.muted, text) +
        ui.dp(6));
  };
  say(last);
  if (const auto aside = static_cast<std::int64_t>(app.store().lines_aside()); aside > 0)
    say(ui.tr(TextKey::health_aside, {{"count", aside}}));
  if (state != Saving::failed) return;
  constexpr std::array ways = {
      Offer{.id = "retry", .label = TextKey::shell_retry, .sign = icon::rotate_ccw},
      Offer{.id = "save", .label = TextKey::shell_export, .sign = icon::download, .first = true}};
  const auto chosen = offers(ui, column, ways, true);
  if (chosen == "retry") context.outbox.send(RetrySave{});
  if (chosen == "save") context.outbox.send(ExportFile{});
}

void draw_keeping(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const KeepingTold& told = context.app.health().keeping;
  section_heading(ui, column, ui.tr(TextKey::health_keeping));
  if (told.promised) {
    sign_line(ui, column, icon::circle_check, ui.color.ok, ui.tr(TextKey::health_promised));
  } else if (told.known) {
    sign_line(ui, column, icon::info, ui.color.warn,
              ui.tr(!told.can_promise ? TextKey::health_no_promises
                    : told.refused    ? TextKey::health_refused
                                      : TextKey::health_not_promised));
  }
  if (!told.promised) hint(ui, column, ui.tr(rule_words(told.rule)));
  hint(ui, column, ui.tr(TextKey::health_rule_always));
  if (told.promised || !told.can_promise) return;
  constexpr std::array ask = {Offer{.id = "ask_to_keep", .label = TextKey::health_ask, .sign = icon::shield_check}};
  if (offers(ui, column, ask, true)) context.outbox.send(AskToKeep{});
}

void draw_browser_copies(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const CopyKeeper& keeper = context.app.copies();
  const auto copies = keeper.copies();
  Place place = {.id = "browser", .sign = icon::database, .name = ui.tr(TextKey::health_place_browser)};
  if (copies.empty()) {
    place.state = ui.tr(TextKey::health_none_yet);
  } else {
    std::uint64_t bytes = 0;
    for (const StoredCopy& copy : copies) bytes += copy.bytes;
    const std::string when = moment_words(context, copies[0].made_at_ms);
    place.state = counted(ui, TextKey::health_count_copies, copies.size(), TextKey::health_newest, when, bytes);
    place.verified = ui.tr(TextKey::health_verified, {{"when", when}});
  }
  if (keeper.state() == CopyKeeper::State::none_possible) {
    place.text = ui.tr(TextKey::settings_copies_impossible);
  } else {
    if (keeper.last().failure != CopyFailure::none)
      place.problem = ui.tr(TextKey::health_copy_failed, {{"why", why_words(ui, keeper.last())}});
    const bool making = keeper.state() == CopyKeeper::State::making;
    if (making || keeper.behind())
      place.offers = {{.id = "make_copy",
                       .label = making ? TextKey::settings_copies_making : TextKey::settings_copies_make,
                       .sign = icon::copy,
                       .disabled = making}};
    else if (!copies.empty())
      place.text = ui.tr(TextKey::settings_copies_current);
  }
  if (draw_place(ui, column, place)) context.outbox.send(MakeCopy{});
}

void draw_folder(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const FolderKeeper& keeper = context.app.folder();
  const FolderTold& told = keeper.told();
  if (told.state == FolderState::unknown) return;
  const bool picked =
      told.state == FolderState::allowed || told.state == FolderState::asks || told.state == FolderState::lost;
  Place place = {.id = "folder",
                 .sign = icon::folder,
                 .name = picked ? ui.tr(TextKey::health_place_folder, {{"name", told.name}})
                                : ui.tr(TextKey::health_place_no_folder)};
  if (picked && told.newest_ms == 0) place.state = ui.tr(TextKey::health_none_yet);
  if (picked && told.newest_ms != 0) {
    const std::string when = moment_words(context, told.newest_ms);
    // Without leave the folder cannot be counted; when it was last written is known all the same.
    place.state = told.files > 0 ? counted(ui, TextKey::health_count_files, told.files, TextKey::health_newest_file,
                                           when, told.bytes)
                                 : ui.tr(TextKey::health_newest_file, {{"when", when}});
    place.verified = ui.tr(TextKey::health_verified, {{"when", when}});
  }
  if (keeper.last().failure != CopyFailure::none)
    place.problem = ui.tr(TextKey::health_folder_failed, {{"why", why_words(ui, keeper.last())}});
  switch (told.state) {
    case FolderState::impossible:
      place.text = ui.tr(TextKey::health_folder_impossible);
      break;
    case FolderState::none:
      place.text = ui.tr(TextKey::health_folder_text);
      place.offers = {{.id = "pick", .label = TextKey::health_folder_choose, .sign = icon::folder}};
      break;
    case FolderState::asks:
      place.text = ui.tr(TextKey::health_folder_asks);
      place.offers = {{.id = "allow", .label = TextKey::health_folder_allow, .sign = icon::check, .first = true},
                      {.id = "pick", .label = TextKey::health_folder_other},
                      {.id = "forget", .label = TextKey::health_folder_forget}};
      break;
    case FolderState::lost:
      place.problem = ui.tr(TextKey::health_folder_lost);
      place.offers = {{.id = "pick", .label = TextKey::health_folder_other, .sign = icon::folder},
                      {.id = "forget", .label = TextKey::health_folder_forget}};
      break;
    default:
      place.text = ui.tr(keeper.behind() ? TextKey::health_folder_text : TextKey::settings_copies_current);
      if (keeper.behind() || keeper.writing())
        place.offers = {{.id = "write",
                         .label = keeper.writing() ? TextKey::health_folder_writing : TextKey::health_folder_write,
                         .sign = icon::copy,
                         .disabled = keeper.writing()}};
      place.offers.push_back({.id = "pick", .label = TextKey::health_folder_other});
      place.offers.push_back({.id = "forget", .label = TextKey::health_folder_forget});
  }
  const auto chosen = draw_place(ui, column, place);
  if (chosen == "pick") context.outbox.send(PickFolder{});
  if (chosen == "allow") context.outbox.send(AllowFolder{});
  if (chosen == "forget") context.outbox.send(ForgetFolder{});
  if (chosen == "write") context.outbox.send(WriteToFolder{});
}

void draw_files(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const SavedFiles& files = context.app.health().files;
  const bool exporting = context.app.exporting();
  Place place = {.id = "files",
                 .sign = icon::file_text,
                 .name = ui.tr(TextKey::health_place_files),
                 .state = ui.tr(TextKey::health_none_yet),
                 .offers = {{.id = "export",
                             .label = exporting ? TextKey::settings_data_exporting : TextKey::settings_data_export,
                             .sign = icon::download,
                             .disabled = exporting},
                            {.id = "send", .label = TextKey::device_send, .sign = icon::upload}}};
  if (files.count > 0) {
    place.state = counted(ui, TextKey::health_count_files, files.count, TextKey::health_newest_file,
                          moment_words(context, files.at_ms), files.bytes);
    place.text = ui.tr(TextKey::health_files_text);
  }
  const auto chosen = draw_place(ui, column, place);
  if (chosen == "export") context.outbox.send(ExportFile{});
  if (chosen != "send") return;
  context.states.of<HealthState>() = {};
  open_send_dialog(context);
}

void draw_rest(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const OfflineTold& offline = context.app.health().offline;
  const bool works = offline.state == Offline::ready;
  section_heading(ui, column, ui.tr(TextKey::health_offline));
  sign_line(ui, column, works ? icon::circle_check : icon::info,
            works                              ? ui.color.ok
            : offline.state == Offline::coming ? ui.color.muted
                                               : ui.color.warn,
            ui.tr(offline_words(offline.state), {{"file", offline.file}}));
  column.space(ui.dp(8));
  draw_rescue_link(ui, column);
  column.space(ui.dp(8));
}

VORONKA_LATER void draw_open(ViewContext& context, HealthState& state) {
  Ui& ui = context.ui;
  const NodeId id = ui.id("health");
  Dialog dialog(ui, id, {.title = ui.tr(TextKey::health_title), .width_dp = 560, .height_dp = 660, .footer = false});
  {
    Rect inner = dialog.body();
    inner.w -= ui.dp(10);  // the mark of how far it is scrolled lies beside the words
    FormScroll scroll(context, ui.id("area"), dialog.body(), inner, id);
    Column& column = scroll.column();
    if (context.app.store().save_state() == Saving::memory) {
      sign_line(ui, column, icon::triangle_alert, ui.color.warn, ui.tr(TextKey::settings_data_memory_text));
      draw_files(context, column);
    } else {
      draw_saving(context, column);
      draw_keeping(context, column);
      section_heading(ui, column, ui.tr(TextKey::health_copies));
      {
        SemScope list(ui, ui.id("places"), column.rest(), {.role = Role::list, .name = ui.tr(TextKey::health_copies)});
        draw_browser_copies(context, column);
        draw_folder(context, column);
        draw_files(context, column);
      }
      draw_rest(context, column);
    }
  }
  if (!dialog.closed()) return;
  state = {};
  ui.request_frame();
}

}  // namespace

bool wants_attention(const ViewContext& context) {
  const App& app = context.app;
  const FolderState folder = app.folder().told().state;
  return app.copies().last().failure != CopyFailure::none || app.folder().last().failure != CopyFailure::none ||
         folder == FolderState::lost || app.folder().waits_for_leave(app.now().utc_ms) ||
         app.file_due_days().has_value();
}

VORONKA_LATER void open_health(ViewContext& context) {
  context.states.of<HealthState>().open = true;
  context.ui.request_frame();
}

void draw_health(ViewContext& context) {
  HealthState& state = context.states.of<HealthState>();
  if (state.open) draw_open(context, state);
}

}  // namespace voronka::ui
