#include "ui/views/history_panel.hpp"

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/views/step_sheet.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t most_steps = 50;

struct PanelState {
  bool open = false;
  ListState list = {};
  std::uint64_t revision = 0;  // of the document, when the focus row was set
};

// A place one can go to: right after a step, or before them all.
struct Place {
  std::string words = {};
  std::string time = {};
  int jump = 0;  // undos are negative, redos positive, 0: here
};

std::string time_of(const ViewContext& context, std::int64_t at_ms) {
  const Ui& ui = context.ui;
  const Moment now = context.app.now();
  const Moment at = {.utc_ms = at_ms, .offset_minutes = now.offset_minutes};
  std::string time = ui.locale.time(local_time(at));
  if (local_date(at) == local_date(now)) return time;
  return ui.locale.date_near(local_date(at), local_date(now)) + ", " + time;
}

// The newest first: what can be redone, where one is, what can be undone.
std::vector<Place> places_of(const ViewContext& context) {
  const Ui& ui = context.ui;
  const History& history = context.app.store().history();
  std::vector<Place> places;
  const std::vector<HistoryStep> redo = history.redo_steps(most_steps);
  for (std::size_t i = redo.size(); i-- > 0;)
    places.push_back(
        {.words = ui.tr(redo[i].label), .time = time_of(context, redo[i].at_ms), .jump = static_cast<int>(i) + 1});
  const std::vector<HistoryStep> undo = history.undo_steps(most_steps);
  for (std::size_t i = 0; i < undo.size(); ++i)
    places.push_back(
        {.words = ui.tr(undo[i].label), .time = time_of(context, undo[i].at_ms), .jump = -static_cast<int>(i)});
  places.push_back({.words = ui.tr(TextKey::history_panel_start), .time = {}, .jump = -static_cast<int>(undo.size())});
  return places;
}

void paint_place(Ui& ui, Rect rect, const Place& place, const Interaction& it) {
  const bool here = place.jump == 0;
  if (here) {
    ui.fill(rect, ui.color.soft, size::radius);
  } else if (it.hovered) {
    ui.fill(rect, ui.color.hover, size::radius);
  }
  Row cells(inset(rect, ui.dp(10), 0), ui.dp(10));
  const char* sign = here ? icon::check : place.jump > 0 ? icon::redo_2 : icon::undo_2;
  paint_icon(ui, cells.left(ui.dp(16)), sign, here ? ui.color.accent : ui.color.muted);
  paint_text(ui, cells.right(text_width(ui, TextStyle::meta, place.time)), TextStyle::meta, ui.color.muted, place.time);
  paint_text(ui, cells.rest(), here ? TextStyle::body_strong : TextStyle::body,
             place.jump > 0 ? ui.color.muted : ui.color.text, place.words);
  if (it.focus_visible) ui.focus_ring(rect, size::radius);
}

std::string name_of_place(const Ui& ui, const Place& place) {
  std::string name = place.words;
  if (!place.time.empty()) name += ", " + place.time;
  if (place.jump == 0) name += ", " + ui.tr(TextKey::history_panel_now);
  if (place.jump > 0) name += ", " + ui.tr(TextKey::history_panel_undone);
  return name;
}

VORONKA_LATER void draw_open(ViewContext& context, PanelState& state) {
  Ui& ui = context.ui;
  const std::vector<Place> places = places_of(context);
  const auto count = static_cast<int>(places.size());
  int here = 0;
  while (here + 1 < count && places[static_cast<std::size_t>(here)].jump != 0) ++here;
  // Where one is, is where one begins; after a jump the focus stays with the place that was chosen.
  if (state.revision != context.document.revision()) state.list.focus_row = here;
  state.revision = context.document.revision();
  const float row = ui.dp(ui.coarse_pointer ? size::touch : 34);
  const float intro = line_height(ui, TextStyle::meta) * (ui.compact() ? 2.F : 1.F) + ui.dp(8);
  const float height = intro + row * static_cast<float>(std::clamp(count, 4, 12));
  const IdScope names(ui, ui.id("history_panel"));
  const NodeId inner = ui.id("dialog");
  NodeId first = 0;
  {
    const IdScope inside(ui, inner);
    first = ui.id("place", static_cast<std::uint64_t>(state.list.focus_row));
  }
  std::optional<int> jump;
  bool closed = false;
  {
    Dialog dialog(ui, inner,
                  {.title = ui.tr(TextKey::action_history),
                   .width_dp = 480,
                   .height_dp = (height + ui.dp(size::control)) / ui.viewport.scale + 16,
                   .first_focus = first});
    Column body(dialog.body());
    paragraph(ui, body.top(intro), TextStyle::meta, ui.color.muted, ui.tr(TextKey::history_panel_hint));
    {
      List list(ui, ui.id("places"), body.rest(),
                {.label = ui.tr(TextKey::history_panel_list), .count = count, .row_height = row, .role = Role::listbox},
                state.list);
      const auto draw = [&](int index, bool drawn) {
        const Place& place = places[static_cast<std::size_t>(index)];
        const std::string name = name_of_place(ui, place);
        const NodeId id = ui.id("place", static_cast<std::uint64_t>(index));
        const Sem sem =
            list.row_sem(index, {.role = Role::option, .name = name, .focusable = true, .selected = place.jump == 0});
        if (!drawn) return ui.sem.add(id, list.row(index), sem, false);
        const Interaction it = ui.interact(id, list.row(index), sem);
        paint_place(ui, list.row(index), place, it);
        if (it.activated) jump = place.jump;
      };
      const int out_of_sight = list.row_out_of_sight();
      if (out_of_sight >= 0 && out_of_sight < list.range().first) draw(out_of_sight, false);
      for (int i = list.range().first; i < list.range().last; ++i) draw(i, true);
      if (out_of_sight >= list.range().last) draw(out_of_sight, false);
      if (list.moved_to() >= 0) ui.focus(ui.id("place", static_cast<std::uint64_t>(list.moved_to())));
    }
    const std::string details = ui.tr(TextKey::step_open);
    const ButtonOptions options = {.label = details, .icon = icon::list_checks};
    const Rect place = Row(dialog.footer(), 0).right(button_width(ui, options));
    if (context.app.store().history().can_undo() && button(ui, ui.id("details"), place, options)) {
      open_step_sheet(context);
      closed = true;
    }
    closed = closed || dialog.closed();
  }
  if (jump && *jump != 0) context.outbox.send(JumpInHistory{.steps = *jump});
  if (!closed) return;
  state = {};
  ui.request_frame();
}

}  // namespace

VORONKA_LATER void open_history_panel(ViewContext& context) {
  context.states.of<PanelState>() = {.open = true};
  context.ui.request_frame();
}

void draw_history_panel(ViewContext& context) {
  PanelState& state = context.states.of<PanelState>();
  if (state.open) draw_open(context, state);
}

}  // namespace voronka::ui
