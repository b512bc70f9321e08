#include "ui/views/palette.hpp"

#include <algorithm>

#include "base/later.hpp"
#include "base/utf8.hpp"
#include "generated/icons.hpp"
#include "model/stages.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/text_field.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/palette_rows.hpp"
#include "ui/views/people.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct PaletteState {
  bool open = false;
  std::string text = {};
  ActionTarget target = {};
  NodeId opener = 0;
  std::vector<PaletteEntry> entries = {};
  std::vector<PaletteRow> rows = {};
  RecordFinder finder = {};
  std::string rows_text = {};
  std::uint64_t rows_revision = 0;
  bool rows_made = false, found_all = false;
  std::optional<PaletteEntry> done = {};  // to be remembered
};

NodeId row_id(const Ui& ui, std::size_t index) { return ui.id("row", index); }

float row_height(const Ui& ui) { return ui.dp(ui.coarse_pointer ? size::touch : 34); }
float heading_height(const Ui& ui) { return ui.dp(26); }

// Rows belong to a text and a revision; while the data set is still being looked through those of before stay.
void refresh(ViewContext& context, PaletteState& state) {
  Ui& ui = context.ui;
  if (!state.text.empty()) name_papers(context);
  state.finder.ask(context.document, state.text, RecordFinder::Scope::everything);
  const bool found_all = state.finder.advance(context.document, ready_model(context));
  if (!found_all) ui.request_frame();
  const bool same = state.rows_made && state.rows_text == state.text && state.found_all == found_all &&
                    state.rows_revision == context.document.revision();
  state.found_all = found_all;
  if (same) return;
  if (state.rows_revision != context.document.revision() || !state.rows_made)
    state.entries = palette_entries(context, state.target);
  const bool other_text = state.rows_text != state.text;
  state.rows = palette_rows(
      context, {.text = state.text, .entries = state.entries, .target = state.target, .finder = state.finder});
  state.rows_text = state.text;
  state.rows_revision = context.document.revision();
  state.rows_made = true;
  if (other_text) ui.scroll(ui.id("rows")).offset = 0;
  if (!found_all || state.text.empty()) return;
  // The first is what Enter does, and nobody has moved to it.
  ui.announce(state.rows.empty()
                  ? ui.tr(TextKey::palette_nothing)
                  : ui.tr(TextKey::palette_found,
                          {{"count", static_cast<std::int64_t>(state.rows.size())}, {"first", state.rows[0].title}}));
}

void create(ViewContext& context, const QuickDeal& quick) {
  const Stage* stage = first_stage_of(context.document, context.pipeline);
  if (!stage) return;
  context.outbox.run(CreateDeal{.deal = {.title = quick.title,
                                         .amount = quick.amount,
                                         .position = {.stage = stage->id},
                                         .expected_close = quick.expected_close}});
  if (context.route.path != "board") context.go_to = Route{};
}

void choose(ViewContext& context, PaletteState& state, const PaletteRow& chosen) {
  // A copy: the one that was chosen lies in the state that is emptied here.
  const PaletteRow row = chosen;  // NOLINT(performance-unnecessary-copy-initialization)
  const ActionTarget target = state.target;
  const NodeId opener = state.opener;
  const std::string text = std::move(state.text);
  state = {};
  // What the action itself gives the focus to comes later and wins.
  if (opener != 0) context.ui.focus(opener);
  context.ui.request_frame();
  switch (row.kind) {
    case PaletteRow::Kind::action:
      // Remembered a frame later: an action may set preferences itself, and a wish carries all of them.
      state.done = PaletteEntry{.action = row.action, .choice = row.choice};
      return act(context, row.action, target, row.choice);
    case PaletteRow::Kind::create:
      return create(context, row.quick);
    case PaletteRow::Kind::deal:
      return open_found_deal(context, {row.id}, text);
    case PaletteRow::Kind::company:
    case PaletteRow::Kind::contact:
      context.go_to = person_route(row.id);
      return;
  }
}

void paint_row(Ui& ui, Rect rect, const PaletteRow& row, bool lit) {
  if (lit) ui.fill(rect, ui.color.soft, size::radius);
  Row cells(inset(rect, ui.dp(10), 0), ui.dp(10));
  paint_icon(ui, cells.left(ui.dp(16)), row.icon, lit ? ui.color.accent : ui.color.muted);
  if (!row.keys.empty() && !ui.coarse_pointer) {
    const float width = text_width(ui, TextStyle::meta, row.keys) + ui.dp(10);
    const Rect box = centered(cells.right(width), width, ui.dp(20));
    ui.fill(box, ui.color.sunken, 4);
    ui.outline(box, ui.color.border, 4);
    paint_text(ui, box, TextStyle::meta, ui.color.muted, row.keys, Align::center);
  }
  const float wanted = text_width(ui, TextStyle::body, row.title);
  const float room = cells.rest().w;
  // What is beside may be cut, the title only when it is longer than the row.
  paint_text(ui, cells.left(std::min(wanted, row.beside.empty() ? room : std::max(room * 0.6F, room - ui.dp(180)))),
             TextStyle::body, ui.color.text, row.title);
  paint_text(ui, cells.rest(), TextStyle::meta, ui.color.muted, row.beside);
}

// Real focus stops, as every list of suggestions: Down leads into it, Up above the first back into the field, and whatever is
// typed goes on in the field. Answers the chosen row.
std::optional<std::size_t> draw_rows(ViewContext& context, PaletteState& state, NodeId field, Rect view) {
  Ui& ui = context.ui;
  const bool in_field = ui.focused() == field || ui.focused() == 0;
  const NodeId list = ui.id("rows");
  const SemScope scope(ui, list, view, {.role = Role::listbox, .name = ui.tr(TextKey::palette_results)});
  ScrollArea area(ui, list, view);
  Column column(area.content());
  const float top = column.rest().y;
  std::optional<std::size_t> chosen;
  const std::size_t count = state.rows.size();
  const auto go = [&](std::size_t index, float from) {
    ui.focus(row_id(ui, index));
    ui.scroll_into_view(list, from - heading_height(ui), from + 2 * row_height(ui));
  };
  // Down from the field goes on from the first row, which is lit already.
  if (ui.take_key(field, Key::down) && count > 0) ui.focus(row_id(ui, count > 1 ? 1 : 0));
  for (std::size_t i = 0; i < count; ++i) {
    const PaletteRow& row = state.rows[i];
    if (!row.heading.empty()) {
      const Rect place = inset(column.top(heading_height(ui)), ui.dp(10), 0);
      paint_text(ui, {place.x, place.y + ui.dp(4), place.w, place.h - ui.dp(4)}, TextStyle::meta_strong, ui.color.muted,
                 row.heading);
    }
    const Rect place = column.top(row_height(ui));
    const NodeId id = row_id(ui, i);
    const Interaction it = ui.interact(id, place,
                                       {.role = Role::option,
                                        .name = row.title,
                                        .description = row.beside,
                                        .keys = row.keys,
                                        .tab_stop = false,
                                        .selected = in_field && i == 0,
                                        .position = static_cast<int>(i) + 1,
                                        .set_size = static_cast<int>(count)});
    const bool lit = it.hovered || it.held || it.focused || (in_field && i == 0);
    if (ui.visible(place)) paint_row(ui, place, row, lit);
    if (it.focus_visible) ui.focus_ring(place, size::radius);
    if (it.activated) chosen = i;
    if (ui.take_key(id, Key::down) && i + 1 < count) go(i + 1, place.y - top);
    if (ui.take_key(id, Key::up)) {
      if (i == 0) ui.focus(field);
      if (i > 0) go(i - 1, place.y - top - row_height(ui));
    }
  }
  area.set_content(column.rest().y - top);
  return chosen;
}

VORONKA_LATER void draw_open(ViewContext& context, PaletteState& state) {
  Ui& ui = context.ui;
  const IdScope names(ui, ui.id("palette"));
  const NodeId inner = ui.id("dialog");
  NodeId field = 0;
  NodeId list = 0;
  {
    const IdScope inside(ui, inner);
    field = ui.id("field");
    list = ui.id("rows");
  }
  std::optional<std::size_t> chosen;
  bool closed = false;
  {
    Dialog dialog(ui, inner,
                  {.title = ui.tr(TextKey::palette_title),
                   .width_dp = 600,
                   .height_dp = 420,
                   .footer = false,
                   .first_focus = field,
                   .bare = true});
    Column body(dialog.body());
    Row first(body.top(ui.dp(ui.coarse_pointer ? size::touch : 40)), ui.dp(6));
    const float cross = ui.dp(ui.coarse_pointer ? size::touch : 0);
    if (cross > 0 &&
        icon_button(ui, ui.id("close"), first.right(cross), {.icon = icon::x, .label = ui.tr(TextKey::common_close)}))
      closed = true;
    const std::string what = ui.tr(TextKey::palette_field);
    // Letters typed while a row has the focus are meant for the field.
    if (std::string more = ui.typed(list); !more.empty()) {
      state.text += more;
      ui.focus(field);
    }
    if (ui.take_key_within(list, Key::backspace)) {
      while (!state.text.empty() && (static_cast<unsigned char>(state.text.back()) & 0xC0U) == 0x80U)
        state.text.pop_back();
      if (!state.text.empty()) state.text.pop_back();
      ui.focus(field);
    }
    const TextFieldResult typed = text_field(ui, field, first.rest(),
                                             {.label = what,
                                              .kind = TextKind::search,
                                              .placeholder = what,
                                              .icon = icon::search,
                                              .max_length = 200,
                                              .autocomplete = "off"},
                                             state.text);
    if (typed.changed) ui.request_frame();
    body.space(ui.dp(6));
    refresh(context, state);
    if (state.rows.empty()) {
      paragraph(ui, inset(body.rest(), ui.dp(10)), TextStyle::body, ui.color.muted, ui.tr(TextKey::palette_nothing));
    } else {
      chosen = draw_rows(context, state, field, body.rest());
    }
    // Not while rows are those of an older text: Enter would do what nobody has seen.
    if (typed.entered && !state.rows.empty() && state.rows_text == state.text) chosen = 0;
    // One Esc closes it, whatever is typed; so does the key that opened it.
    const bool again = ui.shortcut(action_of(ActionId::palette).chords[0], {.in_text = true});
    closed = closed || again || typed.cancelled || dialog.closed();
  }
  if (chosen) {
    choose(context, state, state.rows[*chosen]);
  } else if (closed) {
    state = {};
    ui.request_frame();
  }
}

}  // namespace

VORONKA_LATER void open_palette(ViewContext& context) {
  PaletteState& state = context.states.of<PaletteState>();
  state = {.open = true, .target = target_now(context), .opener = context.ui.focused()};
  context.ui.request_frame();
}

void draw_palette(ViewContext& context) {
  PaletteState& state = context.states.of<PaletteState>();
  if (state.open) return draw_open(context, state);
  if (const auto done = std::exchange(state.done, std::nullopt)) remember_action(context, done->action, done->choice);
}

}  // namespace voronka::ui
