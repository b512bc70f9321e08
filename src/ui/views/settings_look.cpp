// Language and theme of this device, and the currency of the data set.
#include <array>

#include "ui/views/board_parts.hpp"
#include "ui/views/card_line.hpp"
#include "ui/views/currencies.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// Three choices: side by side where there is room, in a list where there is not.
std::optional<int> choice(Ui& ui, Column& column, std::string_view id, TextKey name_key, std::array<TextKey, 3> keys,
                          int selected) {
  const std::string name = ui.tr(name_key);
  std::array<std::string, 3> names;
  std::array<std::string_view, 3> items;
  for (std::size_t i = 0; i < keys.size(); ++i) items[i] = names[i] = ui.tr(keys[i]);
  section_heading(ui, column, name);
  const Rect place = column.top(control_height(ui));
  const SegmentedOptions options = {.label = name, .items = items, .selected = selected};
  const float width = segmented_width(ui, options);
  if (width <= place.w) return segmented(ui, ui.id(id), {place.x, place.y, width, place.h}, options);
  return select(ui, ui.id(id), place, {.label = name, .items = items, .selected = selected});
}

}  // namespace

void draw_look_settings(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  Preferences preferences = context.app.preferences();
  const auto language =
      choice(ui, column, "language", TextKey::settings_language,
             {TextKey::settings_language_system, TextKey::settings_language_ru, TextKey::settings_language_en},
             static_cast<int>(preferences.language));
  if (language) preferences.language = static_cast<LanguageChoice>(*language);
  const auto theme =
      choice(ui, column, "theme", TextKey::settings_theme,
             {TextKey::settings_theme_system, TextKey::settings_theme_light, TextKey::settings_theme_dark},
             static_cast<int>(preferences.theme));
  if (theme) preferences.theme = static_cast<ThemeChoice>(*theme);
  if (language || theme) context.outbox.send(SetPreferences{.preferences = preferences});
  column.space(ui.dp(8));
  hint(ui, column, ui.tr(TextKey::settings_device_hint));

  const std::string line = ui.tr(TextKey::card_line_title);
  section_heading(ui, column, line);
  const std::vector<CardLine> lines = card_lines(context);
  std::vector<std::string_view> labels;
  int now = 0;
  for (const CardLine& one : lines) {
    if (one.word == board_settings(context).card_line()) now = static_cast<int>(labels.size());
    labels.push_back(one.label);
  }
  Row line_row(column.top(control_height(ui)));
  const auto wanted =
      select(ui, ui.id("card_line"), line_row.left(ui.dp(220)), {.label = line, .items = labels, .selected = now});
  if (wanted) set_card_line(context, lines[static_cast<std::size_t>(*wanted)].word);

  const Settings* settings = context.document.settings();
  if (!settings) return;
  const std::string name = ui.tr(TextKey::settings_currency);
  section_heading(ui, column, name);
  const CurrencyList list = currency_list(ui, usual_currency(context));
  Row row(column.top(control_height(ui)));
  const auto chosen = select(ui, ui.id("currency"), row.left(ui.dp(220)),
                             {.label = name, .items = list.items, .selected = list.selected});
  if (chosen)
    context.outbox.run(
        set_field(settings->id, &Settings::base_currency, list.currencies[static_cast<std::size_t>(*chosen)]));
  column.space(ui.dp(8));
  hint(ui, column, ui.tr(TextKey::settings_currency_hint));
}

}  // namespace voronka::ui
