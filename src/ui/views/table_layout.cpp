#include "ui/views/table_layout.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace voronka::ui {
namespace {

constexpr int least_dp = 48, most_dp = 800;
constexpr std::size_t most_sortings = 4;

std::optional<std::size_t> column_named(std::string_view id) {
  const auto columns = table_columns();
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].id == id) return i;
  return std::nullopt;
}

// Takes the text up to the sign away, with the sign.
std::string_view take_part(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(text.size(), at + 1));
  return part;
}

template <class Part>
bool has(const std::vector<Part>& parts, std::size_t column) {
  return std::ranges::find(parts, column, &Part::column) != parts.end();
}

std::size_t number_in(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

TableSettings usual_table() {
  TableSettings settings;
  const auto columns = table_columns();
  for (std::size_t i = 0; i < columns.size(); ++i)
    settings.places.push_back({.column = i, .width_dp = columns[i].width_dp, .hidden = columns[i].hidden});
  return settings;
}

std::string text_of(const TableSettings& settings) {
  const auto columns = table_columns();
  std::string text = std::to_string(settings.frozen) + "|";
  for (const TableSettings::Place& place : settings.places) {
    if (&place != settings.places.data()) text += ',';
    if (place.hidden) text += '-';
    text += std::string(columns[place.column].id) + ":" + std::to_string(place.width_dp);
  }
  text += "|" + std::to_string(settings.sorted_by) + ":";
  for (const TableSettings::Sorting& sorting : settings.sorting) {
    if (&sorting != settings.sorting.data()) text += ',';
    text += std::string(columns[sorting.column].id) + (sorting.descending ? '-' : '+');
  }
  return text;
}

TableSettings table_settings_from(std::string_view text) {
  const TableSettings usual = usual_table();
  if (text.empty()) return usual_table();
  TableSettings settings = {.frozen = number_in(take_part(text, '|'))};
  std::string_view places = take_part(text, '|');
  while (!places.empty()) {
    std::string_view one = take_part(places, ',');
    const bool hidden = one.starts_with('-');
    if (hidden) one.remove_prefix(1);
    const std::optional<std::size_t> column = column_named(take_part(one, ':'));
    if (!column || has(settings.places, *column)) continue;
    settings.places.push_back({.column = *column,
                               .width_dp = std::clamp(static_cast<int>(number_in(one)), least_dp, most_dp),
                               .hidden = hidden});
  }
  for (const TableSettings::Place& place : usual.places)
    if (!has(settings.places, place.column)) settings.places.push_back(place);
  settings.sorted_by = number_in(take_part(text, ':'));
  while (!text.empty() && settings.sorting.size() < most_sortings) {
    const std::string_view one = take_part(text, ',');
    const std::optional<std::size_t> column = one.empty() ? std::nullopt : column_named(one.substr(0, one.size() - 1));
    if (column && !has(settings.sorting, *column))
      settings.sorting.push_back({.column = *column, .descending = one.ends_with('-')});
  }
  settings.sorted_by = std::min(settings.sorted_by, settings.sorting.size());
  if (visible_columns(settings).empty()) return usual_table();
  return settings;
}

TableSettings::Place& place_in(TableSettings& settings, std::size_t column) {
  return *std::ranges::find(settings.places, column, &TableSettings::Place::column);
}

std::vector<std::size_t> visible_columns(const TableSettings& settings) {
  std::vector<std::size_t> columns;
  for (const TableSettings::Place& place : settings.places)
    if (!place.hidden) columns.push_back(place.column);
  return columns;
}

std::optional<std::size_t> sort_place(const TableSettings& settings, std::size_t column) {
  for (std::size_t i = 0; i < settings.sorted_by; ++i)
    if (settings.sorting[i].column == column) return i;
  return std::nullopt;
}

void sort_by(TableSettings& settings, std::size_t column, bool further) {
  const std::optional<std::size_t> place = sort_place(settings, column);
  // Amounts and dates are first looked at from the largest.
  const TableColumn& about = table_columns()[column];
  const bool begins_down = about.order.is_number() && about.align == Align::right;
  sort_by(settings, column, place ? !settings.sorting[*place].descending : begins_down, further);
}

void sort_by(TableSettings& settings, std::size_t column, bool descending, bool further) {
  const std::optional<std::size_t> place = sort_place(settings, column);
  if (further && place) {
    settings.sorting[*place].descending = descending;
    return;
  }
  const std::size_t at = further ? settings.sorted_by : 0;
  std::erase_if(settings.sorting, [&](const TableSettings::Sorting& it) { return it.column == column; });
  settings.sorting.insert(settings.sorting.begin() + static_cast<std::ptrdiff_t>(at),
                          {.column = column, .descending = descending});
  if (settings.sorting.size() > most_sortings) settings.sorting.resize(most_sortings);
  settings.sorted_by = std::min(at + 1, settings.sorting.size());
}

void do_not_sort(TableSettings& settings, std::size_t column) {
  const std::optional<std::size_t> place = sort_place(settings, column);
  if (!place) return;
  settings.sorting.erase(settings.sorting.begin() + static_cast<std::ptrdiff_t>(*place));
  --settings.sorted_by;
  if (settings.sorted_by == 0) settings.sorting.clear();
}

void resize(TableSettings& settings, std::size_t column, int width_dp) {
  place_in(settings, column).width_dp = std::clamp(width_dp, least_dp, most_dp);
}

void set_hidden(TableSettings& settings, std::size_t column, bool hidden) {
  const std::vector<std::size_t> visible = visible_columns(settings);
  if (hidden && visible.size() < 2) return;
  const auto at = std::ranges::find(visible, column) - visible.begin();
  if (hidden && at < static_cast<std::ptrdiff_t>(settings.frozen)) --settings.frozen;
  place_in(settings, column).hidden = hidden;
}

void freeze_up_to(TableSettings& settings, std::size_t column) {
  const std::vector<std::size_t> visible = visible_columns(settings);
  const auto at = static_cast<std::size_t>(std::ranges::find(visible, column) - visible.begin());
  settings.frozen = settings.frozen == at + 1 ? 0 : at + 1;
}

void pin(TableSettings& settings, std::size_t column) {
  const std::vector<std::size_t> visible = visible_columns(settings);
  const auto at = static_cast<std::size_t>(std::ranges::find(visible, column) - visible.begin());
  if (at < settings.frozen) {
    move_column(settings, column, settings.frozen);
    --settings.frozen;
  } else {
    move_column(settings, column, settings.frozen);
    ++settings.frozen;
  }
}

void move_column(TableSettings& settings, std::size_t column, std::size_t index) {
  const std::vector<std::size_t> visible = visible_columns(settings);
  if (index < visible.size() && visible[index] == column) return;
  const auto from = std::ranges::find(settings.places, column, &TableSettings::Place::column);
  const TableSettings::Place moved = *from;
  settings.places.erase(from);
  const auto to = index < visible.size()
                      ? std::ranges::find(settings.places, visible[index], &TableSettings::Place::column)
                      : settings.places.end();
  settings.places.insert(to, moved);
}

std::optional<std::size_t> GridLayout::column_at(float x) const {
  const float from_left = x - view.x;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float left = columns[i].x - (columns[i].frozen ? 0 : scrolled);
    const bool covered = !columns[i].frozen && from_left < frozen;
    if (!covered && from_left >= left && from_left < left + columns[i].w) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> GridLayout::edge_at(float x, float reach) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float edge = view.x + columns[i].x + columns[i].w - (columns[i].frozen ? 0 : scrolled);
    const bool covered = !columns[i].frozen && edge < view.x + frozen - reach;
    if (!covered && std::abs(x - edge) <= reach) return i;
  }
  return std::nullopt;
}

GridLayout grid_layout(const Ui& ui, const TableSettings& settings, Rect view) {
  GridLayout grid = {.view = view,
                     .head = ui.dp(ui.coarse_pointer ? size::touch : 36),
                     .row = ui.dp(ui.coarse_pointer ? size::touch : 34),
                     .check = ui.dp(ui.coarse_pointer ? size::touch : 36)};
  grid.body = {view.x, view.y + grid.head, view.w, std::max(0.F, view.h - grid.head)};
  grid.frozen = grid.total = grid.check;
  std::size_t index = 0;
  for (const TableSettings::Place& place : settings.places) {
    if (place.hidden) continue;
    const float width = ui.dp(static_cast<float>(place.width_dp));
    // What is frozen must leave room for the rest.
    const bool frozen = index < settings.frozen && grid.total == grid.frozen && grid.frozen + width < view.w * 0.7F;
    grid.columns.push_back({.column = place.column, .x = grid.total, .w = width, .frozen = frozen});
    grid.total += width;
    if (frozen) grid.frozen = grid.total;
    ++index;
  }
  return grid;
}

}  // namespace voronka::ui
