// The mapping of a foreign table: what we took it for, what would come of it, what the user may say better.
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "formats/export_table.hpp"
#include "formats/import_registry.hpp"
#include "generated/icons.hpp"
#include "model/stages.hpp"
#include "ui/layers.hpp"
#include "ui/text_field.hpp"
#include "ui/views/currencies.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/views/import_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct TableViewState {
  bool warnings_open = false;
  std::string pipeline_name = {};
  bool naming = false;
  std::optional<TextEncoding> wanted_encoding = {};  // the last ones asked for
  std::optional<std::size_t> wanted_sheet = {};
  // Answers that are the page's alone: the helper does not know what is here. Begun anew with each file.
  Ticket session = 0;
  ImportPlace place = {};
  std::size_t known = 0;  // rows that are here already, as of this proposal and revision
  std::uint32_t counted_proposal = 0;
  std::uint64_t counted_revision = 0;
};

void follow_session(ViewContext& context, TableViewState& state) {
  const ImportSession& session = context.app.import_session();
  if (state.session != session.started()) {
    const bool here = session.pasted() && context.document.find(context.pipeline) != nullptr;
    state = {.session = session.started(),
             .place = {.into = here ? context.pipeline : Id<Pipeline>{}, .known = KnownRows::update}};
  }
  if (state.counted_proposal == session.proposals() && state.counted_revision == context.document.revision()) return;
  state.counted_proposal = session.proposals();
  state.counted_revision = context.document.revision();
  state.known = KnownDeals(context.document).count(session.proposal().keys);
}

std::size_t deals_to_come(const ViewContext& context, const TableViewState& state) {
  const std::size_t deals = context.app.import_session().proposal().counts.deals;
  return state.place.known == KnownRows::skip ? deals - std::min(deals, state.known) : deals;
}

// A label over a control of a third of the row, or the whole row where there is no room.
class Grid {
 public:
  Grid(Ui& ui, Column& column) : ui_(ui), column_(column) {}
  Rect next(std::string_view name) {
    const bool narrow = column_.rest().w < ui_.dp(520);
    // The ring of a focused control must not touch its label.
    const float label = ui_.dp(21);
    if (narrow || in_row_ == 0) row_ = column_.top(label + control_height(ui_) + ui_.dp(8));
    const float gap = ui_.dp(12);
    const float width = narrow ? row_.w : (row_.w - 2 * gap) / 3;
    const Rect cell = {narrow ? row_.x : row_.x + static_cast<float>(in_row_) * (width + gap), row_.y, width, row_.h};
    in_row_ = narrow ? 0 : (in_row_ + 1) % 3;
    field_label(ui_, {cell.x, cell.y, cell.w, ui_.dp(18)}, name);
    return {cell.x, cell.y + label, cell.w, control_height(ui_)};
  }

 private:
  Ui& ui_;
  Column& column_;
  Rect row_ = {};
  int in_row_ = 0;
};

std::string counted(const Ui& ui, TextKey key, std::size_t count) {
  return ui.tr(key, {{"count", static_cast<std::int64_t>(count)}});
}

void summary(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  const TableProposal& proposal = session.proposal();
  const ImportCounts& counts = proposal.counts;
  const Importer* importer = importer_of(proposal.mapping.importer);
  std::string format = importer ? ui.tr(importer->title) : std::string();
  if (proposal.mapping.table.kind == TableKind::xlsx) format = ui.tr(TextKey::import_view_excel, {{"format", format}});
  if (const TableInfo& table = proposal.mapping.table; table.kind == TableKind::csv)
    format += " · " + ui.tr(TextKey::import_view_cells_by,
                            {{"mark", table.delimiter == '\t' ? ui.tr(TextKey::import_view_mark_tab)
                                                              : std::string(1, table.delimiter)}});
  label(ui, column.top(line_height(ui, TextStyle::body_strong)), TextStyle::body_strong, ui.color.text,
        session.file_name());
  hint(ui, column,
       ui.tr(TextKey::import_view_as_format,
             {{"format", format}, {"rows", counted(ui, TextKey::import_view_rows, proposal.mapping.rows)}}));

  std::string rest = counted(ui, TextKey::import_view_open, counts.open) + " · " +
                     counted(ui, TextKey::import_view_won, counts.won) + " · " +
                     counted(ui, TextKey::import_view_lost, counts.lost);
  if (counts.without_date > 0) rest += " · " + counted(ui, TextKey::import_view_without_date, counts.without_date);
  if (counts.skipped > 0) rest += " · " + counted(ui, TextKey::import_view_skipped, counts.skipped);
  if (session.recounting()) rest = ui.tr(TextKey::import_view_recounting);
  const float one_line = line_height(ui, TextStyle::label);
  const float rest_height =
      std::max(one_line, wrapped_height(ui, TextStyle::label, rest, column.rest().w - 2 * ui.dp(14)));
  const Rect box = column.top(ui.dp(64) + rest_height - one_line);
  ui.fill(box, ui.color.sunken, size::radius_tile);
  Column lines(inset(box, ui.dp(14), ui.dp(10)));
  const std::string deals = counted(ui, TextKey::settings_count_deals, counts.deals);
  label(ui, lines.top(line_height(ui, TextStyle::title)), TextStyle::title,
        session.recounting() ? ui.color.muted : ui.color.text, deals);
  // Announced when it changes: the choices below change these numbers far from where the user is looking.
  const Rect place = lines.top(rest_height);
  ui.sem.add(ui.id("counts"), place, {.role = Role::status, .name = rest});
  paint_wrapped(ui, place, TextStyle::label, ui.color.muted, rest);
  column.space(ui.dp(14));
  if (context.app.import_recalled()) {
    hint(ui, column, ui.tr(TextKey::import_view_recalled));
    column.space(ui.dp(6));
  }
}

// What the import does to what is here, beside the button that does it.
TextKey what_becomes(const TableViewState& state) {
  if (state.place.into) return TextKey::import_view_into_hint;
  const bool changes = state.place.known == KnownRows::update || state.place.known == KnownRows::fill;
  return state.known > 0 && changes ? TextKey::import_view_pipeline_hint_update : TextKey::import_view_pipeline_hint;
}

// A question with a few answers below it; `selected` changes with the one chosen.
template <class Answer, std::size_t count>
void ask(Ui& ui, Column& column, NodeId id, const std::string& question, const std::array<TextKey, count>& answers,
         Answer& selected) {
  column.space(ui.dp(6));
  column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.text, question) + ui.dp(6));
  std::array<std::string, count> words;
  std::array<std::string_view, count> items;
  for (std::size_t i = 0; i < answers.size(); ++i) items[i] = words[i] = ui.tr(answers[i]);
  const SegmentedOptions options = {.label = question, .items = items, .selected = static_cast<int>(selected)};
  if (segmented_width(ui, options) > column.rest().w) {  // on a phone one below the other
    const IdScope scope(ui, id);
    SemScope group(ui, ui.id("answers"), column.rest(), {.role = Role::radio_group, .name = question});
    for (std::size_t i = 0; i < count; ++i)
      if (radio(ui, ui.id("answer", i), column.top(control_height(ui)), items[i],
                static_cast<std::size_t>(selected) == i))
        selected = static_cast<Answer>(i);
  } else {
    Row row(column.top(control_height(ui)));
    if (const auto chosen = segmented(ui, id, row.left(segmented_width(ui, options)), options))
      selected = static_cast<Answer>(*chosen);
  }
  column.space(ui.dp(6));
}

// A new pipeline, or one that is there.
void choose_place(ViewContext& context, Grid& grid, TableViewState& state) {
  const std::vector<const Pipeline*> pipelines = pipelines_of(context.document);
  if (pipelines.empty()) return;
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::import_view_into);
  const std::string fresh = ui.tr(TextKey::import_view_into_new);
  std::vector<std::string_view> items = {fresh};
  int selected = 0;
  for (const Pipeline* pipeline : pipelines) {
    if (pipeline->id == state.place.into) selected = static_cast<int>(items.size());
    items.push_back(pipeline->name);
  }
  if (const auto chosen =
          select(ui, ui.id("into"), grid.next(name), {.label = name, .items = items, .selected = selected}))
    state.place.into = *chosen == 0 ? Id<Pipeline>{} : pipelines[static_cast<std::size_t>(*chosen - 1)]->id;
}

// What to do with rows that are here already.
void ask_about_known(ViewContext& context, Column& column, TableViewState& state) {
  if (state.known == 0) return;
  Ui& ui = context.ui;
  ask(ui, column, ui.id("known"), counted(ui, TextKey::import_view_known, state.known),
      std::array{TextKey::import_view_known_update, TextKey::import_view_known_skip, TextKey::import_view_known_add,
                 TextKey::import_view_known_fill},
      state.place.known);
  if (state.place.known == KnownRows::update) hint(ui, column, ui.tr(TextKey::import_view_known_hint));
  if (state.place.known == KnownRows::fill) hint(ui, column, ui.tr(TextKey::import_view_known_fill_hint));
}

// How the bytes were taken: by which letters, or which sheet.
void choose_reading(ViewContext& context, Grid& grid, TableViewState& state) {
  Ui& ui = context.ui;
  const TableProposal& proposal = context.app.import_session().proposal();
  const TableInfo& table = proposal.mapping.table;
  if (proposal.sheets.size() > 1) {
    const std::string name = ui.tr(TextKey::import_view_sheet);
    const std::vector<std::string_view> items(proposal.sheets.begin(), proposal.sheets.end());
    if (const auto chosen = select(ui, ui.id("sheet"), grid.next(name),
                                   {.label = name, .items = items, .selected = static_cast<int>(table.sheet)}))
      context.outbox.send(ReadImportAgain{.sheet = state.wanted_sheet = static_cast<std::size_t>(*chosen)});
  }
  if ((table.kind != TableKind::csv && table.kind != TableKind::html) || context.app.import_session().pasted()) return;
  const std::string name = ui.tr(TextKey::import_view_encoding);
  std::array<std::string_view, text_encoding_count> items;
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = name_of(static_cast<TextEncoding>(i));
  if (const auto chosen = select(ui, ui.id("encoding"), grid.next(name),
                                 {.label = name, .items = items, .selected = static_cast<int>(table.encoding)}))
    context.outbox.send(ReadImportAgain{.encoding = state.wanted_encoding = static_cast<TextEncoding>(*chosen)});
}

// Why the table is not shown as was asked for.
void reading_problem(ViewContext& context, Column& column, const TableViewState& state) {
  const ImportSession& session = context.app.import_session();
  const TableProposal& proposal = session.proposal();
  const TableInfo& table = proposal.mapping.table;
  const bool as_wanted = state.wanted_encoding.value_or(table.encoding) == table.encoding &&
                         state.wanted_sheet.value_or(table.sheet) == table.sheet;
  if (as_wanted || session.recounting() || proposal.warnings.empty()) return;
  problem_line(context.ui, column, context.ui.tr(proposal.warnings.front().text));
}

void pipeline_name(ViewContext& context, Grid& grid, TableViewState& state) {
  Ui& ui = context.ui;
  const ImportMapping& mapping = context.app.import_session().proposal().mapping;
  if (!state.naming) state.pipeline_name = mapping.pipeline_name;
  const std::string name = ui.tr(TextKey::import_view_pipeline);
  const TextFieldResult typed =
      text_field(ui, ui.id("pipeline"), grid.next(name), {.label = name}, state.pipeline_name);
  state.naming = typed.focused;
  if (!typed.committed || state.pipeline_name.empty() || state.pipeline_name == mapping.pipeline_name) return;
  ImportMapping changed = mapping;
  changed.pipeline_name = state.pipeline_name;
  context.outbox.send(PreviewImport{.mapping = std::move(changed)});
}

// "deals.csv" -> "deals-error.csv"
std::string problems_name(std::string_view file_name) {
  return std::string(file_name.substr(0, file_name.rfind('.'))) + "-" + std::string(problem_header) + ".csv";
}

// The rows as they stand in the table, with a column more that says what is wrong: to be mended there and read again.
std::string problems_table(const Ui& ui, const ProblemRows& problems) {
  class Whole final : public ByteSink {
   public:
    void write(std::string_view bytes) override { text += bytes; }
    std::string text = {};
  } whole;
  const std::unique_ptr<TableSink> table =
      csv_table(whole, {.delimiter = problems.table.kind == TableKind::csv ? problems.table.delimiter : ';'});
  for (const std::string& header : problems.headers) table->text(header);
  table->text(problem_header);
  table->end_row();
  for (const ProblemRow& row : problems.rows) {
    const std::size_t width = std::max(problems.headers.size(), row.cells.size());
    for (std::size_t i = 0; i < width; ++i) table->text(i < row.cells.size() ? std::string_view(row.cells[i]) : "");
    std::string what;
    for (const Text& problem : row.problems) what += (what.empty() ? "" : " ") + ui.tr(problem);
    table->text(
        ui.tr(TextKey::import_view_warning_line, {{"line", static_cast<std::int64_t>(row.line)}, {"text", what}}));
    table->end_row();
  }
  table->finish();
  return std::move(whole.text);
}

void save_problems(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  const auto is_of_row = [](const ImportWarning& warning) { return warning.line != 0; };
  if (!std::ranges::any_of(session.proposal().warnings, is_of_row)) return;
  column.space(ui.dp(6));
  const std::string save = ui.tr(TextKey::import_view_problems_save);
  if (row_button(ui, column, ui.id("save_problems"),
                 {.label = save, .icon = icon::download, .disabled = session.recounting()}))
    context.outbox.send(ListImportProblems{});
  if (session.problems())
    context.outbox.send(SaveImportProblems{.name = problems_name(session.file_name()),
                                           .bytes = problems_table(ui, *session.problems())});
}

}  // namespace

void draw_import_warnings(Ui& ui, Column& column, std::span<const ImportWarning> warnings, std::size_t count,
                          bool& open) {
  if (count == 0) return;
  column.space(ui.dp(10));
  const std::string name = counted(ui, TextKey::import_view_warnings, count);
  const ButtonOptions options = {.label = name,
                                 .icon = open ? icon::chevron_down : icon::chevron_right,
                                 .kind = ButtonKind::ghost,
                                 .expanded = open ? 1 : 0,
                                 .small = true};
  Row row(column.top(ui.dp(size::control_small)));
  if (button(ui, ui.id("warnings"), row.left(button_width(ui, options)), options)) open = !open;
  if (!open) return;
  column.space(ui.dp(6));
  for (const ImportWarning& warning : warnings) {
    const std::string text = ui.tr(warning.text);
    const std::string line = warning.line == 0
                                 ? text
                                 : ui.tr(TextKey::import_view_warning_line,
                                         {{"line", static_cast<std::int64_t>(warning.line)}, {"text", text}});
    column.space(paragraph(ui, column.rest(), TextStyle::meta, ui.color.text, line) + ui.dp(4));
  }
  if (warnings.size() < count)
    hint(ui, column,
         ui.tr(TextKey::import_view_warnings_more, {{"count", static_cast<std::int64_t>(warnings.size())}}));
}

void draw_import_questions(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const ImportMapping& mapping = context.app.import_session().proposal().mapping;
  TableViewState& state = context.states.of<TableViewState>();
  ImportMapping changed = mapping;
  Grid grid(ui, column);
  choose_place(context, grid, state);
  if (!state.place.into) pipeline_name(context, grid, state);

  choose_reading(context, grid, state);

  const std::string dates = ui.tr(TextKey::import_view_dates);
  const std::string day_first = ui.tr(TextKey::import_view_day_first);
  const std::string month_first = ui.tr(TextKey::import_view_month_first);
  const std::array<std::string_view, 2> orders = {day_first, month_first};
  if (const auto chosen = select(ui, ui.id("dates"), grid.next(dates),
                                 {.label = dates, .items = orders, .selected = static_cast<int>(mapping.date_order)})) {
    changed.date_order = static_cast<DateOrder>(*chosen);
    changed.date_order_sure = true;
  }
  const std::string decimal = ui.tr(TextKey::import_view_decimal);
  const std::string point = ui.tr(TextKey::import_view_decimal_point);
  const std::string comma = ui.tr(TextKey::import_view_decimal_comma);
  const std::array<std::string_view, 2> marks = {point, comma};
  if (const auto chosen =
          select(ui, ui.id("decimal"), grid.next(decimal),
                 {.label = decimal, .items = marks, .selected = static_cast<int>(mapping.decimal_mark)}))
    changed.decimal_mark = static_cast<DecimalMark>(*chosen);
  if (mapping.currency_missing) {
    const std::string currency = ui.tr(TextKey::import_view_currency);
    const CurrencyList list = currency_list(ui, mapping.default_currency);
    if (const auto chosen = select(ui, ui.id("currency"), grid.next(currency),
                                   {.label = currency,
                                    .items = list.items,
                                    .selected = list.selected,
                                    .placeholder = currency,
                                    .invalid = mapping.default_currency.code == 0}))
      changed.default_currency = list.currencies[static_cast<std::size_t>(*chosen)];
  }
  reading_problem(context, column, state);
  if (!mapping.date_order_sure) problem_line(ui, column, ui.tr(TextKey::import_view_dates_unsure));
  if (mapping.currency_missing && mapping.default_currency.code == 0)
    problem_line(ui, column, ui.tr(TextKey::import_view_currency_missing));

  if (const std::size_t closed = closed_unknown_rows(mapping); closed > 0)
    ask(ui, column, ui.id("closed"), counted(ui, TextKey::import_view_closed_unknown, closed),
        std::array{TextKey::import_view_as_open, TextKey::import_view_as_won, TextKey::import_view_as_lost},
        changed.closed_unknown);
  ask_about_known(context, column, state);
  if (changed != mapping) context.outbox.send(PreviewImport{.mapping = std::move(changed)});
}

void draw_import_table(ViewContext& context) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  TableViewState& state = context.states.of<TableViewState>();
  follow_session(context, state);
  const std::string title = import_title(context, TextKey::import_view_table_title);
  const NodeId id = ui.id("import_table");
  // As high as the screen allows: a table is read, not glanced at.
  Dialog dialog(ui, id, {.title = title, .width_dp = 820, .height_dp = 2000, .stays = true});
  const std::string run = counted(ui, TextKey::import_view_run_count, deals_to_come(context, state));
  const std::string cancel = import_leave_words(context);
  const ImportMapping& mapping = session.proposal().mapping;
  const bool unanswered = mapping.currency_missing && mapping.default_currency.code == 0;
  const ButtonOptions run_options = {
      .label = run,
      .kind = ButtonKind::primary,
      .disabled = session.recounting() || unanswered || deals_to_come(context, state) == 0};
  const ButtonOptions cancel_options = {.label = cancel};
  const std::string catalog = ui.tr(TextKey::catalog_as_catalog);
  const ButtonOptions catalog_options = {.label = catalog, .kind = ButtonKind::ghost};
  const float catalog_width = button_width(ui, catalog_options);
  const ReadAsCatalog as_catalog = {.usual = usual_currency(context)};
  Row row(dialog.footer(), ui.dp(8));
  const Rect run_place = row.right(button_width(ui, run_options));
  const Rect cancel_place = row.right(button_width(ui, cancel_options));
  // On a phone there is no room for it beside the others.
  const bool beside = row.rest().w > catalog_width;
  {
    const Rect body = dialog.body();
    const Rect view = {body.x - ui.dp(20), body.y, body.w + ui.dp(40), body.h};
    FormScroll scroll(context, ui.id("scroll"), view, body, id);
    Column& column = scroll.column();
    summary(context, column);
    draw_import_questions(context, column);
    if (!beside && row_button(ui, column, ui.id("catalog"), catalog_options)) context.outbox.send(as_catalog);
    const auto has = [&](ImportTarget target) { return column_of(mapping, target) != no_column; };
    const std::string people = ui.tr(TextKey::people_in_as_people);
    if ((has(ImportTarget::phone) || has(ImportTarget::email)) &&
        row_button(ui, column, ui.id("people"), {.label = people, .kind = ButtonKind::ghost}))
      context.outbox.send(ReadAsPeople{});
    draw_import_stages(context, column);
    draw_import_values(context, column);
    draw_import_columns(context, column);
    draw_import_warnings(ui, column, session.proposal().warnings, session.proposal().warning_count,
                         state.warnings_open);
    if (state.warnings_open) save_problems(context, column);
    column.space(ui.dp(16));
  }
  const bool pressed = button(ui, ui.id("run"), run_place, run_options);
  const bool left = button(ui, ui.id("cancel"), cancel_place, cancel_options);
  if (beside && button(ui, ui.id("catalog"), row.left(catalog_width), catalog_options)) context.outbox.send(as_catalog);
  if (row.rest().w > ui.dp(260)) label(ui, row.rest(), TextStyle::meta, ui.color.muted, ui.tr(what_becomes(state)));
  if (pressed) context.outbox.send(AnswerImport{.mapping = mapping, .place = state.place});
  leave_import(context, left, !pressed && dialog.closed());
}

}  // namespace voronka::ui
