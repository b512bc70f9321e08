#include "ui/views/step_sheet.hpp"

#include <algorithm>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/copy_list.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/views/record_words.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// Of an import of 100,000 deals nobody reads all names; the count says how many there are.
constexpr std::size_t most_records = 200;

struct FieldLine {
  std::string field = {};
  std::string change = {};  // "100 000 ₽ → 120 000 ₽"
};
struct RecordLine {
  std::string name = {};
  std::string what = {};  // "Сделка · новая"
  std::vector<FieldLine> fields = {};
};

struct SheetState {
  bool open = false;
  std::size_t step = 0;  // 0: the newest
  bool known = false;    // what follows is of this step, as of this revision
  std::uint64_t revision = 0;
  bool has_older = false;
  std::string title = {}, when = {};
  std::size_t records = 0;
  std::vector<RecordLine> lines = {};
};

class Lines {
 public:
  Lines(const ViewContext& context, const JournalEntry& entry, SheetState& to)
      : context_(context), ui_(context.ui), entry_(entry), to_(to) {}

  void collect() {
    for (const RecordEdit& edit : entry_.edits)
      with_record_type(edit.type, [&]<class Record>(std::type_identity<Record>) { add_edit<Record>(edit); });
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      // Those of many at once are whole neither here nor there: their names are in the document.
      for (const RawId id : entry_.made[static_cast<std::size_t>(record_type_of<Record>())])
        add<Record>(context_.document.find(Id<Record>{id}), TextKey::step_new);
      for (const Record& record : entry_.removed.of<Record>()) add<Record>(&record, TextKey::step_removed);
    });
  }

 private:
  template <class Record>
  RecordLine* add(const Record* record, TextKey how) {
    ++to_.records;
    if (to_.lines.size() == most_records) return nullptr;
    std::string what = words_of(ui_, record_type_of<Record>());
    if (how != TextKey::none) what += " · " + ui_.tr(how);
    return &to_.lines.emplace_back(RecordLine{
        .name = record ? name_words(ui_, *record) : ui_.tr(TextKey::merge_untitled), .what = std::move(what)});
  }

  template <class Record>
  void add_edit(const RecordEdit& edit) {
    if constexpr (has_fields<Record>) {
      // A decision of a merge that left everything as it was, or history alone.
      if (!edit.created && edit.fields.empty()) return;
      const Record* record = context_.document.find(Id<Record>{edit.id});
      RecordLine* line = add<Record>(record, edit.created ? TextKey::step_new : TextKey::none);
      if (!line) return;
      for (const FieldEdit& field : edit.fields) {
        const FieldInfo& info = fields_of(edit.type)[field.slot];
        FieldLine words = {.field = field_words(ui_, edit.type, field.slot)};
        const std::string before = value_of<Record>(info, field.before);
        const std::string after = value_of<Record>(info, field.after);
        // A place in a column has no words.
        if (before != after) words.change.append(before).append(" → ").append(after);
        line->fields.push_back(std::move(words));
      }
    }
  }

  template <class Record>
  std::string value_of(const FieldInfo& info, const FieldValue& value) const {
    Record scratch = {};
    set_field(&scratch, info, value);
    return value_words(context_, info, &scratch, &entry_.removed);
  }

  const ViewContext& context_;
  const Ui& ui_;
  const JournalEntry& entry_;
  SheetState& to_;
};

void look(const ViewContext& context, SheetState& state) {
  if (state.known && state.revision == context.document.revision()) return;
  const History& history = context.app.store().history();
  const std::vector<HistoryStep> steps = history.undo_steps(state.step + 2);
  state = {.open = true, .step = state.step, .known = true, .revision = context.document.revision()};
  if (state.step >= steps.size()) return;  // undone meanwhile
  state.title = context.ui.tr(steps[state.step].label);
  state.when = moment_words(context, steps[state.step].at_ms);
  state.has_older = steps.size() > state.step + 1;
  // One entry may be all that there was: only several are put together, and those are of typing.
  const std::span<const JournalEntry> entries = history.undo_step(state.step);
  if (entries.size() == 1) return Lines(context, entries[0], state).collect();
  const JournalEntry together = combined({entries.begin(), entries.end()});
  Lines(context, together, state).collect();
}

void draw_line(Ui& ui, const RecordLine& line, std::size_t number, Column& column) {
  const IdScope scope(ui, ui.id("record", number));
  const float height = line_height(ui, TextStyle::label) + ui.dp(6);
  const Rect head = column.top(height);
  std::string spoken = line.name + ", " + line.what;
  for (const FieldLine& field : line.fields)
    spoken.append(". ").append(field.field).append(field.change.empty() ? "" : ": ").append(field.change);
  ui.sem.add(ui.id("line"), head, {.role = Role::list_item, .name = spoken});
  const float drawn = paint_text(ui, head, TextStyle::label, ui.color.text, line.name);
  if (head.w - drawn > ui.dp(40))
    paint_text(ui, {head.x + drawn + ui.dp(8), head.y, head.w - drawn - ui.dp(8), head.h}, TextStyle::meta,
               ui.color.muted, line.what);
  for (const FieldLine& field : line.fields) {
    const float left = std::min(ui.dp(150), column.rest().w * 0.34F);
    const Rect rest = column.rest();
    const Rect values = {rest.x + left + ui.dp(10), rest.y, rest.w - left - ui.dp(10), rest.h};
    const float lines =
        std::max(line_height(ui, TextStyle::meta), wrapped_height(ui, TextStyle::meta, field.change, values.w));
    paint_text(ui, {rest.x, rest.y, left, line_height(ui, TextStyle::meta)}, TextStyle::meta, ui.color.muted,
               field.field);
    paint_wrapped(ui, {values.x, values.y, values.w, lines}, TextStyle::meta, ui.color.text, field.change);
    column.space(lines + ui.dp(2));
  }
  column.space(ui.dp(6));
}

void draw_records(Ui& ui, const SheetState& state, Column& column) {
  const auto count = static_cast<std::int64_t>(state.records);
  hint(ui, column, state.when + " · " + ui.tr(TextKey::step_records, {{"count", count}}));
  column.space(ui.dp(6));
  SemScope list(ui, ui.id("records"), column.rest(), {.role = Role::list, .name = state.title});
  for (std::size_t i = 0; i < state.lines.size(); ++i) draw_line(ui, state.lines[i], i, column);
  const std::size_t more = state.records - state.lines.size();
  if (more > 0) hint(ui, column, ui.tr(TextKey::merge_more, {{"count", static_cast<std::int64_t>(more)}}));
  column.space(ui.dp(16));
}

VORONKA_LATER void draw_open(ViewContext& context, SheetState& state) {
  Ui& ui = context.ui;
  look(context, state);
  const NodeId id = ui.id("step_sheet");
  const IdScope scope(ui, id);
  bool closed = false;
  const std::size_t step = state.step;
  {
    Dialog dialog(ui, id, {.title = state.title, .width_dp = 620, .height_dp = 520});
    {
      const Rect body = dialog.body();
      FormScroll scroll(context, ui.id("scroll", step), {body.x - ui.dp(20), body.y, body.w + ui.dp(40), body.h}, body,
                        id);
      draw_records(ui, state, scroll.column());
    }
    const std::string older = ui.tr(TextKey::step_older), newer = ui.tr(TextKey::step_newer),
                      close = ui.tr(TextKey::common_close);
    const ButtonOptions older_options = {.label = older, .icon = icon::chevron_left, .disabled = !state.has_older};
    const ButtonOptions newer_options = {.label = newer, .icon = icon::chevron_right, .disabled = step == 0};
    const ButtonOptions close_options = {.label = close};
    Row row(dialog.footer(), ui.dp(8));
    closed = button(ui, ui.id("leave"), row.right(button_width(ui, close_options)), close_options) || dialog.closed();
    if (button(ui, ui.id("older"), row.left(button_width(ui, older_options)), older_options)) ++state.step;
    if (button(ui, ui.id("newer"), row.left(button_width(ui, newer_options)), newer_options)) --state.step;
  }
  if (state.step != step) state.known = false;
  if (closed || state.title.empty()) state = {};
  if (closed || !state.known) ui.request_frame();
}

}  // namespace

VORONKA_LATER void open_step_sheet(ViewContext& context) {
  context.states.of<SheetState>() = {.open = true};
  context.ui.request_frame();
}

void draw_step_sheet(ViewContext& context) {
  SheetState& state = context.states.of<SheetState>();
  if (state.open) draw_open(context, state);
}

}  // namespace voronka::ui
