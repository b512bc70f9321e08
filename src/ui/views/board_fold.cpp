// Columns that fold to a strip: always, or while nothing is in them. A card held over a strip for a moment opens it; what was opened so
// folds again when the card is let go.
#include <algorithm>
#include <cmath>

#include "ui/views/board_parts.hpp"
#include "ui/views/quick_add.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr double hold_seconds = 0.4;

bool folds_now(ViewContext& context, const BoardState& state, const BoardColumn& column) {
  if (context.ui.compact() || column.stage == state.peeked) return false;
  if (context.states.of<QuickAddState>().stage == column.stage) return false;
  switch (board_settings(context).fold_of(column.stage)) {
    case Fold::open:
      return false;
    case Fold::always:
      return true;
    case Fold::when_empty:
      break;
  }
  return column.count == 0 && std::ranges::find(state.opened, column.stage) == state.opened.end();
}

void follow_hold(ViewContext& context, BoardState& state) {
  Ui& ui = context.ui;
  if (!state.dragged) {
    state.peeked = {};
    state.held_over = {};
    return;
  }
  // Of the frame before: a column may be gone by now.
  const bool over =
      state.target && state.target->column < state.model.columns().size() && state.is_folded(state.target->column);
  const Id<Stage> strip = over ? state.model.columns()[state.target->column].stage : Id<Stage>{};
  if (strip != state.held_over) state.held_since = ui.now;
  state.held_over = strip;
  if (!strip) return;
  const double left = hold_seconds - (ui.now - state.held_since);
  if (left > 0) return ui.wake_after(left);
  state.peeked = strip;
}

// Words that run downwards. They are painted inside the clip, where no letter is left out, and turned in place.
void paint_downwards(Ui& ui, Vec2 top_left, float length, TextStyle style, Color ink, std::string_view text) {
  const Rect clip = ui.clip();
  const float height = line_height(ui, style);
  const Vec2 at = {std::floor(clip.x), std::floor(clip.center().y)};
  const int from = ui.draw().VtxBuffer.Size;
  paint_text(ui, {at.x, at.y, std::min(length, clip.w), height}, style, ink, text);
  for (ImDrawVert& vertex :
       std::span(ui.draw().VtxBuffer.Data + from, ui.draw().VtxBuffer.Data + ui.draw().VtxBuffer.Size))
    vertex.pos = {top_left.x + height - (vertex.pos.y - at.y), top_left.y + (vertex.pos.x - at.x)};
}

void save(ViewContext& context, const BoardSettings& settings) {
  Preferences preferences = context.app.preferences();
  preferences.board = text_of(settings);
  context.outbox.send(SetPreferences{.preferences = std::move(preferences)});
  context.ui.request_frame();
}

}  // namespace

const BoardSettings& board_settings(ViewContext& context) {
  BoardState& state = context.states.of<BoardState>();
  if (const std::string& kept = context.app.preferences().board; kept != state.settings_text) {
    state.settings_text = kept;
    state.settings = board_settings_from(kept);
  }
  return state.settings;
}

void set_card_line(ViewContext& context, std::string word) {
  BoardSettings settings = board_settings(context);
  settings.set_card_line(std::move(word));
  save(context, settings);
}

void set_figure(ViewContext& context, HeadFigure figure) {
  BoardSettings settings = board_settings(context);
  settings.set_figure(context.pipeline, figure);
  save(context, settings);
}

void set_fold(ViewContext& context, Id<Stage> stage, Fold fold) {
  std::erase(context.states.of<BoardState>().opened, stage);
  BoardSettings settings = board_settings(context);
  settings.set_fold(stage, fold);
  save(context, settings);
}

void set_board_size(ViewContext& context, int percent) {
  BoardSettings settings = board_settings(context);
  settings.set_size_percent(percent);
  save(context, settings);
}

void set_by_month(ViewContext& context, bool by_month) {
  BoardSettings settings = board_settings(context);
  settings.set_by_month(by_month);
  save(context, settings);
}

void set_rows(ViewContext& context, LaneBy rows) {
  BoardSettings settings = board_settings(context);
  settings.set_rows(rows);
  if (rows != LaneBy::none) settings.set_by_month(false);
  save(context, settings);
}

std::vector<float> fold_columns(ViewContext& context, BoardState& state) {
  Ui& ui = context.ui;
  follow_hold(context, state);
  const auto columns = state.model.columns();
  state.folded.assign(columns.size(), false);
  std::vector<float> shares;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    // It has something in it now: empty once more, it folds once more.
    if (columns[i].count > 0) std::erase(state.opened, columns[i].stage);
    state.folded[i] = folds_now(context, state, columns[i]);
    shares.push_back(ui.animate(ui.id("fold", columns[i].stage.raw), state.folded[i] ? 1.F : 0.F, 0.16F));
  }
  return shares;
}

float folded_width(const Ui& ui) { return ui.dp(36); }

void draw_folded(ViewContext& context, BoardState& state, std::size_t index, Rect rect) {
  Ui& ui = context.ui;
  const BoardColumn& column = state.model.columns()[index];
  const NodeId id = add_id(ui, column.stage);  // the spot above the cards, where the arrows come by
  const std::string count = ui.locale.number(static_cast<std::int64_t>(column.rows.size()));
  const std::string figures = exact_figures(context, state, index);
  const bool is_stop = !state.stop.index && state.stop.column == index;
  const Rect strip = {rect.x, rect.y, rect.w, std::min(rect.h, ui.dp(360))};
  const Interaction it =
      ui.interact(id, strip,
                  {.role = Role::button,
                   .name = ui.tr(TextKey::board_unfold, {{"stage", column.name}, {"figures", figures}}),
                   .tab_stop = is_stop,
                   .expanded = 0});
  const bool held = state.target && state.target->column == index;
  ui.fill(strip, held ? ui.color.soft : mix(ui.color.canvas, ui.color.surface, it.hovered ? 1.F : 0.55F),
          size::radius_card);
  ui.outline(strip, held ? ui.color.accent : it.hovered ? ui.color.control_border : ui.color.border, size::radius_card);
  if (it.focus_visible) ui.focus_ring(strip, size::radius_card);
  const float middle = std::floor(strip.center().x);
  paint_dot(ui, {middle, strip.y + ui.dp(16)}, 8, dot_color(ui.color, column.color));
  const float line = line_height(ui, TextStyle::meta);
  const float width = text_width(ui, TextStyle::meta, count);
  paint_text(ui, {std::floor(middle - width / 2), strip.y + ui.dp(28), width, line}, TextStyle::meta, ui.color.muted,
             count);
  const float top = strip.y + ui.dp(34) + line;
  const float thick = line_height(ui, TextStyle::strong);
  paint_downwards(ui, {std::floor(middle - thick / 2), top}, strip.bottom() - ui.dp(12) - top, TextStyle::strong,
                  ui.color.text, column.name);
  if (it.menu) open_head_menu(context, state, column.stage, strip, it.by_keyboard);
  if (it.activated) {
    if (board_settings(context).fold_of(column.stage) == Fold::always) {
      set_fold(context, column.stage, Fold::open);
    } else {
      state.opened.push_back(column.stage);
    }
    ui.focus(id);  // the "+" of the open column has the same id
    ui.request_frame();
  }
  if (ui.focused() == id) {
    state.stop = {.column = index};
    state.stop_deal = {};
    head_keys(context, state, index);
  }
  if (ui.is_hovered(strip) && !ui.drag) ui.tooltip(id, strip, column.name + ": " + figures);
}

}  // namespace voronka::ui
