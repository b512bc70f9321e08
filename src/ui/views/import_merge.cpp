// A file of our own beside what is here: every difference, what is suggested, and a choice for each. Nothing has changed before the button
// is pressed, and then it is one step back.
#include <algorithm>
#include <array>

#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/views/import_parts.hpp"
#include "ui/views/merge_choices.hpp"
#include "ui/views/record_words.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t rows_at_first = 40, rows_more = 200;
// More than this is not waved through.
constexpr std::size_t careful_records = 10;
constexpr std::size_t careful_percent = 10;

struct MergeState {
  Ticket session = 0;
  MergeChoices choices = {};
  std::array<std::size_t, merge_kinds> shown = {};
  bool sure = false;
  // What the choices cost, as of these: it is a pass over all differences.
  MergeChoices::Price price = {};
  std::uint64_t priced_choices = 0, priced_revision = 0;
};

struct KindWords {
  TextKey title = TextKey::none, hint = TextKey::none, count = TextKey::none;
  TextKey theirs = TextKey::none, mine = TextKey::none;  // what the two sides mean for a whole record
};
constexpr std::array<KindWords, merge_kinds - 1> kind_words = {{
    {TextKey::merge_kind_removed, TextKey::merge_hint_removed, TextKey::merge_count_removed, TextKey::merge_remove,
     TextKey::merge_keep},
    {TextKey::merge_kind_conflict, TextKey::merge_hint_conflict, TextKey::merge_count_conflict, TextKey::merge_theirs,
     TextKey::merge_mine},
    {TextKey::merge_kind_changed, TextKey::none, TextKey::merge_count_changed, TextKey::merge_take_new,
     TextKey::merge_keep_old},
    {TextKey::merge_kind_added, TextKey::none, TextKey::merge_count_added, TextKey::merge_take, TextKey::merge_skip},
    {TextKey::merge_kind_kept, TextKey::merge_hint_kept, TextKey::merge_count_kept, TextKey::merge_theirs,
     TextKey::merge_keep_old},
}};

// The record on both sides as plain memory; mine is null for a new one.
struct Sides {
  const void* mine = nullptr;
  const void* theirs = nullptr;
  std::string name = {};
};
Sides sides_of(const ViewContext& context, const MergePreview& preview, const RecordMerge& merge) {
  Sides sides;
  with_record_type(merge.type, [&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>) {
      const Record* mine = context.document.find(Id<Record>{merge.id});
      const Record& theirs = preview.theirs_of<Record>(merge);
      sides = {.mine = mine, .theirs = &theirs, .name = name_words(context.ui, mine ? *mine : theirs)};
    }
  });
  return sides;
}

// Two or three answers; the chosen one stands out.
std::optional<MergeSide> choose_side(Ui& ui, NodeId id, Rect rect, std::string_view label, const KindWords& words,
                                     bool with_both, MergeSide side) {
  const std::string mine = ui.tr(words.mine);
  const std::string theirs = ui.tr(words.theirs);
  const std::string both = ui.tr(TextKey::merge_both);
  const std::array<std::string_view, 3> items = {mine, theirs, both};
  const SegmentedOptions options = {
      .label = label, .items = std::span(items).first(with_both ? 3 : 2), .selected = static_cast<int>(side)};
  const float width = std::min(rect.w, segmented_width(ui, options));
  const float height = std::min(rect.h, control_height(ui));
  const auto chosen = segmented(ui, id, {rect.right() - width, rect.y + (rect.h - height) / 2, width, height}, options);
  return chosen ? std::optional(static_cast<MergeSide>(*chosen)) : std::nullopt;
}

float side_width(const Ui& ui) { return ui.dp(ui.compact() ? 190 : 230); }

// "Сумма   100 000 ₽ → 120 000 ₽"; what is taken is strong.
void draw_field(ViewContext& context, MergeState& state, const MergePreview& preview, const RecordMerge& merge,
                const FieldMerge& field, const Sides& sides, Column& column) {
  Ui& ui = context.ui;
  const FieldInfo& info = fields_of(merge.type)[field.slot];
  if (info.name == "rank") return;
  const std::string name = field_words(ui, merge.type, field.slot);
  const std::string mine = value_words(context, info, sides.mine, &preview.theirs());
  const std::string theirs = value_words(context, info, sides.theirs, &preview.theirs());
  if (mine == theirs) return;  // only the place in a column
  const MergeSide side = state.choices.side(merge, field);
  const bool asks = merge.kind == MergeKind::conflict && field.relation == FieldRelation::conflict;
  const float line = line_height(ui, TextStyle::meta);
  const auto value = [&](Rect rect, TextKey side_key, const std::string& text, bool taken) {
    const std::string words = ui.tr(side_key) + ": " + text;
    paint_text(ui, rect, TextStyle::meta, taken ? ui.color.text : ui.color.muted, words);
  };
  const NodeId id = ui.id("field", field.slot);
  const std::string spoken =
      name + ". " + ui.tr(TextKey::merge_mine) + ": " + mine + ". " + ui.tr(TextKey::merge_theirs) + ": " + theirs;
  // On a phone the answer stands below what is asked about.
  const bool below = asks && ui.compact();
  const bool beside = asks && !ui.compact();
  const Rect row = column.top(std::max(beside ? control_height(ui) : 0.F, line * 2 + ui.dp(6)));
  ui.sem.add(ui.id("words", field.slot), row, {.role = Role::text, .name = spoken});
  Row cells(row, ui.dp(10));
  if (asks) {
    const bool unites = field.suggested == MergeSide::both;
    const Rect place = below ? column.top(control_height(ui)) : cells.right(side_width(ui) + (unites ? ui.dp(60) : 0));
    if (const auto chosen = choose_side(ui, id, place, ui.tr(TextKey::merge_side_of, {{"field", name}}),
                                        kind_words[static_cast<std::size_t>(MergeKind::conflict)], unites, side))
      state.choices.choose(merge, field.slot, *chosen);
  }
  const Rect label_place = cells.left(std::min(ui.dp(150), cells.rest().w * 0.34F));
  paint_text(ui, {label_place.x, row.y + ui.dp(3), label_place.w, line}, TextStyle::meta, ui.color.muted, name);
  const Rect values = cells.rest();
  value({values.x, row.y + ui.dp(3), values.w, line}, TextKey::merge_mine, mine, side != MergeSide::theirs);
  value({values.x, row.y + ui.dp(3) + line, values.w, line}, TextKey::merge_theirs, theirs, side != MergeSide::mine);
}

void draw_record(ViewContext& context, MergeState& state, const MergePreview& preview, const RecordMerge& merge,
                 Column& column) {
  Ui& ui = context.ui;
  const Sides sides = sides_of(context, preview, merge);
  if (!sides.theirs) return;
  const KindWords& words = kind_words[static_cast<std::size_t>(merge.kind)];
  const IdScope scope(ui, ui.id("record", merge.id));
  const std::string kind = words_of(ui, merge.type);
  // On a phone a name that has no room beside the answer stands above it.
  const float wanted = text_width(ui, TextStyle::label, sides.name) + side_width(ui) + ui.dp(10);
  const bool alone = ui.compact() && (merge.kind == MergeKind::conflict || wanted > column.rest().w);
  const Rect head = column.top(alone ? ui.dp(32) : control_height(ui));
  SemScope group(ui, ui.id("group"), head, {.role = Role::list_item, .name = sides.name + ", " + kind});
  Row cells(head, ui.dp(10));
  if (merge.kind != MergeKind::conflict) {
    const std::string label = ui.tr(TextKey::merge_record_side, {{"name", sides.name}});
    const Rect place = alone ? column.top(control_height(ui)) : cells.right(side_width(ui));
    if (const auto chosen = choose_side(ui, ui.id("side"), place, label, words, false, state.choices.side(merge)))
      state.choices.choose(merge, *chosen);
  }
  const Rect title = cells.rest();
  const float drawn = paint_text(ui, title, TextStyle::label, ui.color.text, sides.name);
  if (title.w - drawn > ui.dp(40))
    paint_text(ui, {title.x + drawn + ui.dp(8), title.y, title.w - drawn - ui.dp(8), title.h}, TextStyle::meta,
               ui.color.muted, kind);
  if (merge.kind == MergeKind::added || merge.kind == MergeKind::removed) return;
  for (const FieldMerge& field : merge.fields) draw_field(context, state, preview, merge, field, sides, column);
}

void draw_kind(ViewContext& context, MergeState& state, const MergePreview& preview, MergeKind kind, Column& column) {
  const std::size_t count = preview.count(kind);
  if (count == 0) return;
  Ui& ui = context.ui;
  const auto index = static_cast<std::size_t>(kind);
  const KindWords& words = kind_words[index];
  const IdScope scope(ui, ui.id("kind", index));
  const std::string title = ui.tr(words.title);
  section_heading(ui, column, title + " · " + ui.locale.number(static_cast<std::int64_t>(count)));
  if (words.hint != TextKey::none) hint(ui, column, ui.tr(words.hint));
  if (count > 1) {
    // Which side all of them are on; none stands out when they differ.
    const Rect row = column.top(control_height(ui));
    Row cells(row, ui.dp(10));
    const std::string theirs = ui.tr(words.theirs);
    const std::string mine = ui.tr(words.mine);
    label(ui, cells.left(text_width(ui, TextStyle::meta, ui.tr(TextKey::merge_all)) + ui.dp(6)), TextStyle::meta,
          ui.color.muted, ui.tr(TextKey::merge_all));
    const ButtonOptions mine_options = {.label = mine, .description = title, .small = true};
    const ButtonOptions theirs_options = {.label = theirs, .description = title, .small = true};
    if (button(ui, ui.id("all_mine"), cells.left(button_width(ui, mine_options)), mine_options))
      state.choices.choose_all(preview, kind, MergeSide::mine);
    if (button(ui, ui.id("all_theirs"), cells.left(button_width(ui, theirs_options)), theirs_options))
      state.choices.choose_all(preview, kind, MergeSide::theirs);
  }
  std::size_t& shown = state.shown[index];
  if (shown == 0) shown = rows_at_first;
  {
    SemScope list(ui, ui.id("list"), column.rest(), {.role = Role::list, .name = title});
    for (const RecordMerge& merge : records_of(preview, kind).first(std::min(count, shown)))
      draw_record(context, state, preview, merge, column);
  }
  if (count > shown) {
    const std::string more = ui.tr(TextKey::merge_more, {{"count", static_cast<std::int64_t>(count - shown)}});
    const ButtonOptions options = {.label = more, .icon = icon::chevron_down};
    if (button(ui, ui.id("more"), Row(column.top(control_height(ui))).left(button_width(ui, options)), options))
      shown += rows_more;
  }
}

void draw_summary(ViewContext& context, const MergePreview& preview, Column& column) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  const OwnFileSummary& file = session.own_file();
  const std::string& name = file.name.empty() ? session.file_name() : file.name;
  std::string from = name;
  if (file.exported_at_ms != 0) {
    const Date day = local_date({.utc_ms = file.exported_at_ms, .offset_minutes = context.app.now().offset_minutes});
    from = ui.tr(TextKey::merge_from, {{"name", name}, {"date", day}});
  }
  column.space(paragraph(ui, column.rest(), TextStyle::body_strong, ui.color.text, from) + ui.dp(2));
  std::string counts;
  for (std::size_t kind = 0; kind < kind_words.size(); ++kind) {
    const std::size_t count = preview.count(static_cast<MergeKind>(kind));
    if (count == 0) continue;
    if (!counts.empty()) counts += " · ";
    counts += ui.tr(kind_words[kind].count, {{"count", static_cast<std::int64_t>(count)}});
  }
  if (counts.empty()) counts = ui.tr(TextKey::merge_nothing);
  if (preview.unchanged() > 0)
    counts += " · " + ui.tr(TextKey::merge_count_same, {{"count", static_cast<std::int64_t>(preview.unchanged())}});
  column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.muted, counts) + ui.dp(2));
  const Settings* settings = context.document.settings();
  if (settings && settings->id.raw != file.dataset) hint(ui, column, ui.tr(TextKey::merge_other_data));
  if (session.has_gap()) alert_line(ui, column, ui.id("gap"), ui.tr(TextKey::merge_gap));
  if (!preview.checked()) alert_line(ui, column, ui.id("unchecked"), ui.tr(TextKey::merge_unchecked));
  if (file.unread > 0)
    alert_line(ui, column, ui.id("unread"),
               ui.tr(TextKey::merge_unread, {{"count", static_cast<std::int64_t>(file.unread)}}));
}

bool needs_care(const ViewContext& context, const MergeChoices::Price& price) {
  const std::size_t lost = price.removed + price.overwritten;
  const std::size_t here = context.document.table<Deal>().size();
  return lost > careful_records || (lost > 1 && lost * 100 > here * careful_percent);
}

}  // namespace

void draw_import_merge(ViewContext& context) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  const MergePreview& preview = session.merge();
  MergeState& state = context.states.of<MergeState>();
  if (state.session != session.started()) state = {.session = session.started()};
  if (state.priced_choices != state.choices.version() || state.priced_revision != context.document.revision()) {
    state.priced_choices = state.choices.version();
    state.priced_revision = context.document.revision();
    state.price = state.choices.price(preview);
  }
  const MergeChoices::Price price = state.price;
  const bool careful = needs_care(context, price);
  const bool nothing = preview.does_nothing() && state.choices.empty();

  const std::string title = import_title(context, TextKey::merge_title);
  const NodeId id = ui.id("import_merge");
  const bool empty = preview.records().empty();
  const std::string other = ui.tr(TextKey::merge_other_ways);
  Dialog dialog(ui, id, {.title = title, .width_dp = 760, .height_dp = empty ? 170.F : 2000.F, .stays = true});
  {
    const Rect body = dialog.body();
    const Rect view = {body.x - ui.dp(20), body.y, body.w + ui.dp(40), body.h};
    FormScroll scroll(context, ui.id("scroll"), view, body, id);
    Column& column = scroll.column();
    draw_summary(context, preview, column);
    for (std::size_t kind = 0; kind < kind_words.size(); ++kind)
      draw_kind(context, state, preview, static_cast<MergeKind>(kind), column);
    if (careful) {
      column.space(ui.dp(10));
      const std::string sure =
          ui.tr(TextKey::merge_sure, {{"count", static_cast<std::int64_t>(price.removed + price.overwritten)}});
      if (checkbox(ui, ui.id("sure"), column.top(control_height(ui)), sure, state.sure)) state.sure = !state.sure;
    }
    if (ui.compact()) {  // the footer has no room for it
      const ButtonOptions options = {.label = other, .kind = ButtonKind::ghost};
      column.space(ui.dp(8));
      if (button(ui, ui.id("other"), Row(column.top(control_height(ui))).left(button_width(ui, options)), options))
        context.outbox.send(OtherWays{});
    }
    column.space(ui.dp(16));
  }
  const std::string run =
      price.removed > 0 ? ui.tr(TextKey::merge_run_removing, {{"count", static_cast<std::int64_t>(price.removed)}})
                        : ui.tr(TextKey::merge_run);
  const std::string close = nothing ? ui.tr(TextKey::merge_close) : import_leave_words(context);
  const ButtonOptions run_options = {.label = run,
                                     .kind = price.removed > 0 ? ButtonKind::danger : ButtonKind::primary,
                                     .disabled = careful && !state.sure};
  const ButtonOptions close_options = {.label = close, .kind = nothing ? ButtonKind::primary : ButtonKind::secondary};
  const ButtonOptions other_options = {.label = other, .kind = ButtonKind::ghost};
  Row row(dialog.footer(), ui.dp(8));
  const bool pressed = !nothing && button(ui, ui.id("run"), row.right(button_width(ui, run_options)), run_options);
  const bool left = button(ui, ui.id("leave"), row.right(button_width(ui, close_options)), close_options);
  if (!ui.compact() && button(ui, ui.id("other"), row.left(button_width(ui, other_options)), other_options))
    context.outbox.send(OtherWays{});
  if (pressed) {
    context.outbox.send(AnswerMerge{.choices = state.choices.all()});
  } else if (left || dialog.closed()) {
    leave_import(context, left, true);
  }
}

}  // namespace voronka::ui
