#include "ui/views/saved_views.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/later.hpp"
#include "filter/codec.hpp"
#include "generated/icons.hpp"
#include "model/stages.hpp"
#include "ui/layers.hpp"
#include "ui/text_field.hpp"
#include "ui/views/filter_state.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

enum class Action : std::uint8_t { quick, apply, edit, save, update, rename, up, down, remove, clear };

struct ViewDialogState {
  bool asking = false;
  Id<SavedView> view = {};  // empty: a new one
  std::string name = {};
  // The view that was asked for is made after this frame; then it is the one applied.
  std::uint64_t created_before = 0;
  bool awaited = false;
};

NodeId menu_id(const Ui& ui) { return ui.id("filters_menu"); }

// The page of the route in the words of the record.
std::string_view page_of(const ViewContext& context) { return context.route.path == "table" ? "table" : "board"; }

// The one that was applied, else the first that says the same.
const SavedView* applied(const ViewContext& context, const FilterState& state) {
  if (!state.on) return nullptr;
  const std::vector<const SavedView*> views = saved_views_of(context.document, page_of(context));
  const auto chosen = std::ranges::find(views, state.view, &SavedView::id);
  if (chosen != views.end()) return *chosen;
  const auto same = std::ranges::find(views, state.text, &SavedView::filter);
  return same == views.end() ? nullptr : *same;
}

void apply(ViewContext& context, const SavedView& view) {
  FilterState& state = context.states.of<FilterState>();
  Result<Filter> filter = parse_filter(view.filter);
  if (!filter) {  // of a newer version: it stays as it is
    context.ui.toast({.text = context.ui.tr(TextKey::saved_view_unreadable, {{"name", view.name}}), .bad = true});
    return;
  }
  set_filter(state, std::move(*filter));
  state.view = view.id;
  context.ui.request_frame();
}

void ask_name(ViewContext& context, const SavedView* view) {
  context.states.of<ViewDialogState>() = {
      .asking = true, .view = view ? view->id : Id<SavedView>{}, .name = view ? view->name : std::string()};
  context.ui.request_frame();
}

void move(ViewContext& context, const std::vector<const SavedView*>& views, std::size_t index, bool up) {
  const auto id_at = [&](std::size_t i) { return i < views.size() ? views[i]->id.raw : RawId{}; };
  MoveRow row = {.type = RecordType::saved_view, .id = views[index]->id.raw};
  row.above = up ? (index >= 2 ? id_at(index - 2) : RawId{}) : id_at(index + 1);
  row.below = up ? id_at(index - 1) : id_at(index + 2);
  context.outbox.run(row);
}

struct MenuRow {
  Action action = Action::apply;
  std::size_t index = 0;
  std::string label = {};
  MenuItem item = {};
};

VORONKA_LATER void draw_menu(ViewContext& context, std::size_t first_quick) {
  Ui& ui = context.ui;
  FilterState& state = context.states.of<FilterState>();
  const std::vector<const SavedView*> views = saved_views_of(context.document, page_of(context));
  const SavedView* current = applied(context, state);
  const auto current_index =
      static_cast<std::size_t>(std::ranges::find(views, current) - views.begin());  // views.size(): none
  std::vector<MenuRow> rows;
  const auto add = [&](Action action, std::string label, MenuItem item, std::size_t index = 0) {
    rows.push_back({.action = action, .index = index, .label = std::move(label), .item = item});
  };
  const bool writable = context.app.store().save_state() != voronka::SaveState::read_only;
  for (std::size_t i = first_quick; i < quick_count && state.counted; ++i)
    add(Action::quick,
        ui.tr(TextKey::filter_quick_count,
              {{"name", ui.tr(quick_filters()[i].label)},
               {"count", ui.locale.number(static_cast<std::int64_t>(state.quick_counts[i]))}}),
        {.checked = is_quick_on(state, i) ? 1 : 0}, i);
  for (std::size_t i = 0; i < views.size(); ++i)
    add(Action::apply, views[i]->name,
        {.icon = icon::bookmark,
         .separator_before = i == 0 && !rows.empty(),
         .checked = views[i] == current && views[i]->filter == state.text ? 1 : 0},
        i);
  add(Action::edit, ui.tr(TextKey::filter_set_up), {.icon = icon::list_filter, .separator_before = !rows.empty()});
  add(Action::save, ui.tr(TextKey::saved_view_save_as), {.icon = icon::plus, .disabled = !state.on || !writable});
  if (current && writable) {
    const auto words = [&](TextKey key) { return ui.tr(key, {{"name", current->name}}); };
    add(Action::update, words(TextKey::saved_view_update),
        {.icon = icon::check, .disabled = current->filter == state.text, .separator_before = true});
    add(Action::rename, words(TextKey::saved_view_rename), {.icon = icon::pencil});
    if (views.size() > 1) {
      add(Action::up, words(TextKey::saved_view_up), {.icon = icon::arrow_up, .disabled = current_index == 0});
      add(Action::down, words(TextKey::saved_view_down),
          {.icon = icon::arrow_down, .disabled = current_index + 1 >= views.size()});
    }
    add(Action::remove, words(TextKey::saved_view_delete), {.icon = icon::trash, .danger = true});
  }
  if (state.on) add(Action::clear, ui.tr(TextKey::filter_clear), {.icon = icon::x, .separator_before = true});

  std::vector<MenuItem> items;
  for (const MenuRow& row : rows) {
    items.push_back(row.item);
    items.back().label = row.label;
  }
  const std::optional<int> chosen = menu(ui, menu_id(ui), ui.tr(TextKey::filter_chip), items);
  if (!chosen) return;
  const MenuRow& row = rows[static_cast<std::size_t>(*chosen)];
  switch (row.action) {
    case Action::quick:
      return toggle_quick(context, row.index);
    case Action::apply:
      return apply(context, *views[row.index]);
    case Action::edit:
      state.editing = true;
      return ui.request_frame();
    case Action::save:
      return ask_name(context, nullptr);
    case Action::update:
      return context.outbox.run(set_field(current->id, &SavedView::filter, state.text));
    case Action::rename:
      return ask_name(context, current);
    case Action::up:
    case Action::down:
      return move(context, views, current_index, row.action == Action::up);
    case Action::remove:
      return context.outbox.run(DeleteRecords{.type = RecordType::saved_view, .ids = {current->id.raw}});
    case Action::clear:
      return clear_filter(context);
  }
}

void confirm(ViewContext& context, ViewDialogState& dialog) {
  const FilterState& state = context.states.of<FilterState>();
  if (dialog.view) {
    context.outbox.run(set_field(dialog.view, &SavedView::name, dialog.name));
    dialog = {};
    return;
  }
  dialog.asking = false;
  dialog.awaited = true;
  dialog.created_before = context.app.created_count();
  context.outbox.run(
      AddRecord{SavedView{.name = dialog.name, .page = std::string(page_of(context)), .filter = state.text}});
}

VORONKA_LATER void draw_dialog(ViewContext& context, ViewDialogState& state) {
  Ui& ui = context.ui;
  bool done = false;
  bool cancelled = false;
  {
    const NodeId dialog_id = ui.id("saved_view");
    NodeId first = 0;
    {
      const IdScope inside(ui, dialog_id);
      first = ui.id("name");
    }
    const float meta = line_height(ui, TextStyle::meta);
    const float height = meta + ui.dp(4) + ui.dp(size::control) + ui.dp(16) + ui.dp(size::control);
    Dialog dialog(ui, dialog_id,
                  {.title = ui.tr(state.view ? TextKey::saved_view_rename_title : TextKey::saved_view_save_title),
                   .height_dp = height / ui.viewport.scale,
                   .first_focus = first});
    Column body(dialog.body());
    const std::string caption = ui.tr(TextKey::saved_view_name);
    field_label(ui, body.top(meta), caption);
    body.space(ui.dp(4));
    const TextFieldResult typed = text_field(ui, ui.id("name"), body.top(ui.dp(size::control)),
                                             {.label = caption,
                                              .placeholder = ui.tr(TextKey::saved_view_name_placeholder),
                                              .max_length = 100,
                                              .select_on_focus = true,
                                              .autocomplete = "off"},
                                             state.name);
    const bool named = state.name.find_first_not_of(' ') != std::string::npos;
    Row buttons(dialog.footer(), ui.dp(8));
    const std::string save = ui.tr(TextKey::saved_view_save);
    const ButtonOptions save_button = {.label = save, .kind = ButtonKind::primary, .disabled = !named};
    done = button(ui, ui.id("save"), buttons.right(button_width(ui, save_button)), save_button) || typed.entered;
    done = done && named;
    const std::string cancel = ui.tr(TextKey::saved_view_cancel);
    const ButtonOptions cancel_button = {.label = cancel, .kind = ButtonKind::ghost};
    cancelled = button(ui, ui.id("cancel"), buttons.right(button_width(ui, cancel_button)), cancel_button);
    cancelled = cancelled || dialog.closed();
  }
  if (done) return confirm(context, state);
  if (cancelled) state = {};
}

VORONKA_LATER void adopt_new_view(ViewContext& context, ViewDialogState& state) {
  if (context.app.created_count() == state.created_before) return;
  context.states.of<FilterState>().view = {context.app.last_created()};
  state = {};
}

VORONKA_LATER std::string label_of_filter(ViewContext& context, const FilterState& state) {
  const SavedView* view = applied(context, state);
  if (!view) return context.ui.tr(TextKey::filter_chip);
  return view->filter == state.text ? view->name : context.ui.tr(TextKey::saved_view_changed, {{"name", view->name}});
}

}  // namespace

std::string filters_label(ViewContext& context) {
  const FilterState& state = context.states.of<FilterState>();
  return state.on ? label_of_filter(context, state) : context.ui.tr(TextKey::filter_chip);
}

void open_filters_menu(ViewContext& context, Rect anchor, bool by_keyboard) {
  open_menu(context.ui, menu_id(context.ui), anchor, by_keyboard);
}

bool filters_menu_is_open(const Ui& ui) { return menu_is_open(ui, menu_id(ui)); }

void draw_filters_menu(ViewContext& context, std::size_t first_quick) {
  if (filters_menu_is_open(context.ui)) draw_menu(context, first_quick);
}

void draw_saved_view_dialog(ViewContext& context) {
  ViewDialogState& state = context.states.of<ViewDialogState>();
  if (state.awaited) adopt_new_view(context, state);
  if (state.asking) draw_dialog(context, state);
}

}  // namespace voronka::ui
