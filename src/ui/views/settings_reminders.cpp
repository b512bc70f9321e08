// When the page reminds, whether the system may, and the way into a calendar that rings while the page is closed.
#include <array>

#include "generated/icons.hpp"
#include "ui/views/calendar_words.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::array<std::optional<std::int32_t>, 7> leads = {std::nullopt, 0, 5, 10, 15, 30, 60};

std::string name_of(const Ui& ui, std::optional<std::int32_t> lead) {
  if (!lead) return ui.tr(TextKey::reminder_off);
  if (*lead == 0) return ui.tr(TextKey::reminder_at_time);
  if (*lead == 60) return ui.tr(TextKey::reminder_before_hour);
  return ui.tr(TextKey::reminder_before, {{"count", std::int64_t{*lead}}});
}

void draw_lead(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::reminder_lead);
  section_heading(ui, column, name);
  std::array<std::string, leads.size()> names;
  std::array<std::string_view, leads.size()> items;
  int selected = -1;
  for (std::size_t i = 0; i < leads.size(); ++i) {
    items[i] = names[i] = name_of(ui, leads[i]);
    if (leads[i] == context.app.preferences().remind_minutes) selected = static_cast<int>(i);
  }
  Row row(column.top(control_height(ui)));
  const auto chosen =
      select(ui, ui.id("lead"), row.left(ui.dp(220)), {.label = name, .items = items, .selected = selected});
  if (chosen) {
    Preferences preferences = context.app.preferences();
    preferences.remind_minutes = leads[static_cast<std::size_t>(*chosen)];
    context.outbox.send(SetPreferences{.preferences = preferences});
  }
  column.space(ui.dp(8));
  hint(ui, column, ui.tr(TextKey::reminder_lead_text));
}

void draw_system(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  section_heading(ui, column, ui.tr(TextKey::reminder_system));
  constexpr std::array<TextKey, 4> texts = {TextKey::reminder_system_impossible, TextKey::reminder_system_ask,
                                            TextKey::reminder_system_allowed, TextKey::reminder_system_refused};
  const NotifyState state = context.app.notify_state();
  const std::string text = ui.tr(texts[static_cast<std::size_t>(state)]);
  column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.text, text) + ui.dp(10));
  if (state != NotifyState::may_ask) return;
  const std::string allow = ui.tr(TextKey::reminder_system_allow);
  if (row_button(ui, column, ui.id("allow"), {.label = allow, .icon = icon::bell})) context.outbox.send(AskToNotify{});
}

}  // namespace

void draw_reminder_settings(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  draw_lead(context, column);
  draw_system(context, column);
  section_heading(ui, column, ui.tr(TextKey::reminder_calendar));
  const std::string text = ui.tr(TextKey::reminder_calendar_text);
  column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.text, text) + ui.dp(10));
  const std::string save = ui.tr(TextKey::reminder_calendar_all);
  if (row_button(ui, column, ui.id("calendar"), {.label = save, .icon = icon::calendar_plus}))
    context.outbox.send(ExportCalendar{.words = calendar_words(ui)});
}

}  // namespace voronka::ui
