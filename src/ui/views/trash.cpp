#include "ui/views/trash.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "base/later.hpp"
#include "base/sort.hpp"
#include "generated/icons.hpp"
#include "model/titles.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/text_field.hpp"
#include "ui/views/copy_list.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/record_words.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct Thrown {
  RecordType type = RecordType::deal;
  RawId id = {};
  std::int64_t at_ms = 0;
  std::string name = {};
  std::string about = {};  // a deal's company, an activity's deal
};

struct TrashState {
  bool open = false;
  std::string search = {};
  ListState list = {};
  std::vector<Thrown> thrown = {};  // those that the search finds
  std::uint64_t revision = 0;
  std::string searched = {};
};

template <class Record>
std::string about(const Document& document, const Record& record) {
  if constexpr (requires { record.deal; }) return title_of(document, record.deal);
  if constexpr (requires { record.company; }) return title_of(document, record.company);
  if constexpr (requires { record.pipeline; }) return title_of(document, record.pipeline);
  return {};
}

// One pass over everything, when something changed or another letter was typed.
void look(const ViewContext& context, TrashState& state) {
  const std::string wanted = folded(state.search);
  if (state.revision == context.document.revision() && state.searched == wanted) return;
  state.revision = context.document.revision();
  state.searched = wanted;
  state.thrown.clear();
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (requires(Record record) { record.deleted; }) {
      for (const Record& record : context.document.table<Record>().rows()) {
        if (record.deleted.by != DeletedBy::user) continue;
        Thrown one = {.type = record_type_of<Record>(),
                      .id = record.id.raw,
                      .at_ms = record.deleted.at_ms,
                      .name = name_words(context.ui, record),
                      .about = about(context.document, record)};
        if (wanted.empty() || folded(one.name).contains(wanted) || folded(one.about).contains(wanted))
          state.thrown.push_back(std::move(one));
      }
    }
  });
  sort_rows(state.thrown, [](const Thrown& a, const Thrown& b) { return a.at_ms > b.at_ms; });
}

// The whole row is the way back: Enter, a click, a tap. What looks like a button says so.
void draw_row(ViewContext& context, const Thrown& thrown, Rect rect, const Sem& sem) {
  Ui& ui = context.ui;
  const IdScope scope(ui, ui.id("thrown", thrown.id));
  const Interaction it = ui.interact(ui.id("row"), rect, sem);
  if (it.hovered) ui.fill(rect, ui.color.hover, size::radius);
  if (it.focus_visible) ui.focus_ring(rect, size::radius);
  Row cells(inset(rect, ui.dp(8), 0), ui.dp(10));
  const std::string restore = ui.tr(TextKey::trash_restore_button);
  const float width = text_width(ui, TextStyle::label, restore) + ui.dp(24);
  const Rect sign = centered(cells.right(width), width, ui.dp(size::control));
  ui.fill(sign, it.held ? ui.color.press : ui.color.surface, size::radius);
  ui.outline(sign, ui.color.border, size::radius);
  paint_text(ui, sign, TextStyle::label, ui.color.text, restore, Align::center);
  if (it.activated) context.outbox.run(RestoreRecords{.type = thrown.type, .ids = {thrown.id}});
  const std::string when = ui.tr(TextKey::trash_deleted_on, {{"when", moment_words(context, thrown.at_ms)}});
  std::string second = words_of(ui, thrown.type);
  if (!thrown.about.empty()) second += " · " + thrown.about;
  second += " · " + when;
  const float lines_height = line_height(ui, TextStyle::label) + line_height(ui, TextStyle::meta);
  Column lines(centered(cells.rest(), cells.rest().w, lines_height));
  paint_text(ui, lines.top(line_height(ui, TextStyle::label)), TextStyle::label, ui.color.text, thrown.name);
  paint_text(ui, lines.rest(), TextStyle::meta, ui.color.muted, second);
}

void draw_rows(ViewContext& context, TrashState& state, Rect rect) {
  Ui& ui = context.ui;
  const auto count = static_cast<int>(state.thrown.size());
  List list(ui, ui.id("list"), rect, {.label = ui.tr(TextKey::trash_list), .count = count, .row_height = ui.dp(52)},
            state.list);
  const auto name_of = [&](const Thrown& thrown) {
    const std::string name = ui.tr(TextKey::trash_restore, {{"name", thrown.name}});
    return name + ", " + words_of(ui, thrown.type) + ", " +
           ui.tr(TextKey::trash_deleted_on, {{"when", moment_words(context, thrown.at_ms)}});
  };
  const auto id_of = [&](int index) {
    const IdScope scope(ui, ui.id("thrown", state.thrown[static_cast<std::size_t>(index)].id));
    return ui.id("row");
  };
  const int away = list.row_out_of_sight();
  if (away >= 0) {
    const std::string name = name_of(state.thrown[static_cast<std::size_t>(away)]);
    ui.sem.add(id_of(away), list.row(away),
               list.row_sem(away, {.role = Role::list_item, .name = name, .focusable = true}), false);
  }
  for (int i = list.range().first; i < list.range().last; ++i) {
    const Thrown& thrown = state.thrown[static_cast<std::size_t>(i)];
    const std::string name = name_of(thrown);
    draw_row(context, thrown, list.row(i), list.row_sem(i, {.role = Role::list_item, .name = name, .focusable = true}));
  }
  if (list.moved_to() >= 0) ui.focus(id_of(list.moved_to()));
}

VORONKA_LATER void draw_open(ViewContext& context, TrashState& state) {
  Ui& ui = context.ui;
  look(context, state);
  const bool nothing = state.thrown.empty();
  const NodeId id = ui.id("trash_dialog");
  bool closed = false;
  {
    const IdScope scope(ui, id);
    Dialog dialog(ui, id, {.title = ui.tr(TextKey::trash_title), .width_dp = 560, .height_dp = 460, .footer = false});
    Column body(dialog.body());
    const std::string search = ui.tr(TextKey::trash_search);
    text_field(
        ui, ui.id("search"), body.top(control_height(ui)),
        {.label = search, .kind = TextKind::search, .placeholder = search, .icon = icon::search, .autocomplete = "off"},
        state.search);
    body.space(ui.dp(8));
    if (nothing) {
      const bool searching = !state.search.empty();
      empty_state(ui, ui.id("empty"), body.rest(),
                  {.icon = icon::trash,
                   .title = ui.tr(searching ? TextKey::trash_nothing : TextKey::trash_empty),
                   .sentence = searching ? std::string() : ui.tr(TextKey::trash_empty_text)});
    } else {
      draw_rows(context, state, body.rest());
    }
    closed = dialog.closed();
  }
  if (!closed) return;
  state = {};
  ui.request_frame();
}

}  // namespace

VORONKA_LATER void open_trash(ViewContext& context) {
  context.states.of<TrashState>() = {.open = true, .revision = static_cast<std::uint64_t>(-1)};
  context.ui.request_frame();
}

void draw_trash(ViewContext& context) {
  TrashState& state = context.states.of<TrashState>();
  if (state.open) draw_open(context, state);
}

}  // namespace voronka::ui
