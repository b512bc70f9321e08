#include "ui/views/search_field.hpp"

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/actions.hpp"
#include "ui/text_field.hpp"
#include "ui/views/people.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

void clear_search(ViewContext& context) {
  SearchState& state = context.states.of<SearchState>();
  state.text.clear();
  state.open = false;
  context.ui.request_frame();
}

void open_search(ViewContext& context) {
  if (context.page == &people_view) return search_people(context);
  SearchState& search = context.states.of<SearchState>();
  search.open = search.focus_wanted = true;
  if (!context.page->of_pipeline) context.go_to = Route{};
  context.ui.request_frame();
}

VORONKA_LATER void draw_nothing_found(ViewContext& context) {
  Ui& ui = context.ui;
  const SearchState& search = context.states.of<SearchState>();
  const EmptyStateAnswer answer =
      empty_state(ui, ui.id("nothing_found"), context.area,
                  {.icon = icon::search,
                   .title = ui.tr(TextKey::board_nothing_found),
                   .sentence = ui.tr(TextKey::board_nothing_found_text, {{"text", search.text}}),
                   .primary = ui.tr(TextKey::shell_search_clear)});
  if (answer != EmptyStateAnswer::none) clear_search(context);
}

void draw_search_field(ViewContext& context, Rect rect) {
  Ui& ui = context.ui;
  SearchState& state = context.states.of<SearchState>();
  const NodeId id = ui.id("search");
  state.field = id;
  state.place = rect;
  state.frame = ui.frame;
  if (state.focus_wanted) {
    ui.focus(id);
    state.focus_wanted = false;
  }
  const float cross = ui.dp(size::control_small);
  const bool clearable = !state.text.empty();
  const Rect field = {rect.x, rect.y, rect.w - (clearable ? cross : 0), rect.h};
  if (clearable) ui.fill(rect, state.focused ? ui.color.surface : ui.color.sunken, size::radius);
  const TextFieldResult result = text_field(ui, id, field,
                                            {.label = ui.tr(TextKey::shell_search),
                                             .kind = TextKind::search,
                                             .placeholder = ui.tr(TextKey::shell_search_placeholder),
                                             .icon = icon::search,
                                             .keys = keys_of(ui, ActionId::search),
                                             .style = TextStyle::label,
                                             .max_length = 200,
                                             .autocomplete = "off"},
                                            state.text);
  state.focused = result.focused;
  if (result.changed || result.cancelled) ui.request_frame();
  // Esc empties the field first and leaves it then.
  if (result.focused && ui.take_key(id, Key::escape)) {
    if (state.text.empty()) state.open = false;
    state.text.clear();
    ui.request_frame();
  }
  if (!clearable) return;
  const Rect place = centered({rect.right() - cross, rect.y, cross, rect.h}, cross, cross);
  if (icon_button(ui, ui.id("clear"), place, {.icon = icon::x, .label = ui.tr(TextKey::shell_search_clear)})) {
    clear_search(context);
    ui.focus(id);
  }
}

}  // namespace voronka::ui
