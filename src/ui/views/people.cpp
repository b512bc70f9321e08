#include "ui/views/people.hpp"

#include <algorithm>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/actions.hpp"
#include "ui/text_field.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/people_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::int64_t slice = 60'000;  // about a millisecond

// Other rows begin at their beginning.
void to_top(Ui& ui, PeopleState& state) {
  state.list = {};
  ui.scroll(ui.id("list")) = {};
}

void draw_kind(ViewContext& context, PeopleState& state, Rect rect) {
  Ui& ui = context.ui;
  const std::string contacts = ui.tr(TextKey::people_contacts);
  const std::string companies = ui.tr(TextKey::people_companies);
  const std::string_view items[] = {contacts, companies};
  const auto chosen =
      segmented(ui, ui.id("kind"), rect,
                {.label = ui.tr(TextKey::people_kind), .items = items, .selected = state.companies ? 1 : 0});
  if (!chosen) return;
  state.companies = *chosen == 1;
  to_top(ui, state);
  ui.request_frame();
}

float kind_width(const Ui& ui) {
  const std::string contacts = ui.tr(TextKey::people_contacts);
  const std::string companies = ui.tr(TextKey::people_companies);
  const std::string_view items[] = {contacts, companies};
  return segmented_width(ui, {.items = items});
}

void draw_search(ViewContext& context, PeopleState& state, Rect rect) {
  Ui& ui = context.ui;
  const NodeId id = ui.id("search");
  if (state.focus_search) {
    ui.focus(id);
    state.focus_search = false;
  }
  const TextFieldResult typed = text_field(ui, id, rect,
                                           {.label = ui.tr(TextKey::people_search),
                                            .kind = TextKind::search,
                                            .placeholder = ui.tr(TextKey::people_search_placeholder),
                                            .icon = icon::search,
                                            .keys = keys_of(ui, ActionId::search),
                                            .style = TextStyle::label,
                                            .max_length = 200,
                                            .autocomplete = "off"},
                                           state.search);
  if (typed.changed || typed.cancelled) {
    to_top(ui, state);
    ui.request_frame();
  }
  if (typed.focused && !state.search.empty() && ui.take_key(id, Key::escape)) {
    state.search.clear();
    to_top(ui, state);
    ui.request_frame();
  }
}

void draw_add(ViewContext& context, const PeopleState& state, Rect rect, const ButtonOptions& options) {
  if (button(context.ui, context.ui.id("add"), rect, options)) create_person(context, state.companies);
}

void draw_head(ViewContext& context, PeopleState& state, Column& page) {
  Ui& ui = context.ui;
  const bool writable = context.app.store().save_state() != voronka::SaveState::read_only;
  const std::string add = ui.tr(state.companies ? TextKey::people_add_company : TextKey::people_add_contact);
  const std::string what = ui.tr(state.companies ? TextKey::people_new_company : TextKey::people_new_contact);
  const ButtonOptions options = {
      .label = add, .icon = icon::plus, .kind = ButtonKind::primary, .description = what, .disabled = !writable};
  Row first(page.top(control_height(ui)), ui.dp(10));
  draw_kind(context, state, first.left(kind_width(ui)));
  const Rect add_place = first.right(button_width(ui, options));  // drawn last, as it stands
  if (ui.compact()) {
    draw_add(context, state, add_place, options);
    page.space(ui.dp(8));
    draw_search(context, state, page.top(control_height(ui)));
    return;
  }
  draw_search(context, state, first.left(std::min(ui.dp(300), first.rest().w)));
  const auto shown = static_cast<std::int64_t>(state.model.rows().size());
  const auto total = static_cast<std::int64_t>(state.model.total());
  const std::string count =
      state.search.empty()
          ? ui.tr(TextKey::people_count, {{"count", total}})
          : ui.tr(TextKey::people_found, {{"count", ui.locale.number(shown)}, {"total", ui.locale.number(total)}});
  label(ui, first.rest(), TextStyle::label, ui.color.muted, count);
  draw_add(context, state, add_place, options);
}

void draw_nothing(ViewContext& context, PeopleState& state, Rect rect) {
  Ui& ui = context.ui;
  if (state.model.busy()) return;
  if (state.search.empty()) {
    empty_state(ui, ui.id("nothing"), rect,
                {.icon = state.companies ? icon::building : icon::user,
                 .title = ui.tr(state.companies ? TextKey::people_empty_companies : TextKey::people_empty_contacts),
                 .sentence = ui.tr(TextKey::people_empty_text)});
    return;
  }
  const bool writable = context.app.store().save_state() != voronka::SaveState::read_only;
  const EmptyStateAnswer answer =
      empty_state(ui, ui.id("nothing"), rect,
                  {.icon = icon::search,
                   .title = ui.tr(TextKey::people_nothing),
                   .sentence = ui.tr(TextKey::people_nothing_text, {{"text", state.search}}),
                   .primary = writable ? ui.tr(TextKey::people_create, {{"name", state.search}}) : std::string(),
                   .primary_icon = icon::plus});
  if (answer == EmptyStateAnswer::primary)
    create_person(context, state.companies, std::exchange(state.search, std::string()));
}

VORONKA_LATER void draw_people(ViewContext& context) {
  Ui& ui = context.ui;
  PeopleState& state = context.states.of<PeopleState>();
  open_created_person(context);
  state.model.update(context.document, {.companies = state.companies, .search = state.search, .budget = slice});
  if (state.model.busy()) ui.request_frame();
  const float side = ui.dp(ui.compact() ? 14 : size::page_padding);
  const float width = std::min(context.area.w - 2 * side, ui.dp(860));
  Column page({context.area.x + std::max(side, (context.area.w - width) / 2), context.area.y, width, context.area.h});
  page.space(ui.dp(ui.compact() ? 8 : 16));
  {
    const IdScope scope(ui, ui.id("people"));
    draw_head(context, state, page);
    page.space(ui.dp(10));
    if (state.model.rows().empty()) {
      draw_nothing(context, state, page.rest());
    } else {
      draw_people_list(context, state, page.rest());
    }
  }
  if (context.route.path == people_view.id && has_panel(context.route)) draw_person_sheet(context);
}

}  // namespace

const View people_view = {.id = "people", .title = TextKey::people_title, .icon = icon::users, .draw = draw_people};

Route person_route(RawId id) { return {.path = std::string(people_view.id), .argument = text_of(id)}; }

void search_people(ViewContext& context) {
  context.states.of<PeopleState>().focus_search = true;
  context.ui.request_frame();
}

}  // namespace voronka::ui
