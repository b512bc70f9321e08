// The documents of a deal: a line for each, unfolded to its fields, and what of the invoices is paid.
#include <algorithm>

#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/offer_dialog.hpp"
#include "ui/views/paper_words.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::array paper_kinds = {PaperKind::offer, PaperKind::contract, PaperKind::invoice, PaperKind::act};
constexpr std::int32_t usual_term_days = 5;  // until an invoice is to be paid: a first guess

void kind_and_number(ViewContext& context, const Paper& paper, Column& column) {
  Ui& ui = context.ui;
  Row row(column.top(control_height(ui)), ui.dp(6));
  std::array<std::string, paper_kinds.size()> names;
  std::array<std::string_view, paper_kinds.size()> items;
  for (std::size_t i = 0; i < paper_kinds.size(); ++i) items[i] = names[i] = ui.tr(key_of(paper_kinds[i]));
  const auto kind =
      select(ui, ui.id("kind"), row.left(ui.dp(150)),
             {.label = ui.tr(TextKey::paper_kind), .items = items, .selected = static_cast<int>(paper.kind)});
  if (kind) context.outbox.run(set_field(paper.id, &Paper::kind, paper_kinds[static_cast<std::size_t>(*kind)]));
  const std::string number = ui.tr(TextKey::paper_number);
  edit_field(context, ui.id("number"), row.rest(), {.label = number, .placeholder = number, .autocomplete = "off"},
             place_of(paper.id, &Paper::number), text_kind);
}

void date_row(ViewContext& context, const Paper& paper, TextKey key, std::optional<Date> Paper::* member,
              Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(key);
  const EditResult edit =
      edit_field(context, ui.id("date", static_cast<std::uint64_t>(key)), field_row(ui, column, name),
                 {.label = name, .placeholder = ui.tr(TextKey::field_date_placeholder), .ghost = true},
                 place_of(paper.id, member), date_kind);
  problem_below_field(ui, column, edit.problem);
}

void text_row(ViewContext& context, const Paper& paper, TextKey key, std::string Paper::* member, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(key);
  Row row(field_row(ui, column, name), ui.dp(4));
  const std::string& text = paper.*member;
  // What can be followed has a way there.
  if (member == &Paper::link && text.starts_with("http") && is_safe_link(text)) {
    const std::string open = ui.tr(TextKey::paper_open);
    const float width = text_width(ui, TextStyle::label, open) + ui.dp(8);
    link(ui, ui.id("open_link"), row.right(width), TextStyle::label, open, text);
  }
  edit_field(context, ui.id("text", static_cast<std::uint64_t>(key)), row.rest(),
             {.label = name, .placeholder = ui.tr(TextKey::field_empty), .ghost = true, .autocomplete = "off"},
             place_of(paper.id, member), text_kind);
}

void amount_row(ViewContext& context, const Paper& paper, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::field_amount);
  const EditResult edit =
      edit_field(context, ui.id("amount"), field_row(ui, column, name),
                 {.label = name, .placeholder = ui.tr(TextKey::field_empty), .ghost = true, .select_on_focus = true},
                 place_of(paper.id, &Paper::amount), money_kind);
  problem_below_field(ui, column, edit.problem);
}

void edit_fields(ViewContext& context, DealSheetState& state, const Paper& paper, Column& column) {
  Ui& ui = context.ui;
  kind_and_number(context, paper, column);
  column.space(ui.dp(6));
  Row row(column.top(control_height(ui)), ui.dp(6));
  const float side = row.rest().h;
  if (icon_button(ui, ui.id("collapse"), row.right(side),
                  {.icon = icon::chevron_up, .label = ui.tr(TextKey::paper_collapse)}))
    state.edited_paper = {};
  if (icon_button(ui, ui.id("delete"), row.right(side), {.icon = icon::trash, .label = ui.tr(TextKey::paper_delete)}))
    context.outbox.run(DeleteRecords{.type = RecordType::paper, .ids = {paper.id.raw}});
  const auto states = states_of(paper.kind);
  std::vector<std::string> names;
  for (const PaperState one : states) names.push_back(ui.tr(key_of(one, paper.kind)));
  const std::vector<std::string_view> items(names.begin(), names.end());
  // A kind that was changed later may not have the state among its own.
  const auto now = std::ranges::find(states, paper.state);
  const std::string state_name = ui.tr(TextKey::paper_state);
  const SegmentedOptions options = {.label = state_name,
                                    .items = items,
                                    .selected = now == states.end() ? -1 : static_cast<int>(now - states.begin())};
  if (const auto chosen =
          segmented(ui, ui.id("state"), row.left(std::min(segmented_width(ui, options), row.rest().w)), options))
    context.outbox.run(SettlePaper{.paper = paper.id, .state = states[static_cast<std::size_t>(*chosen)]});
  date_row(context, paper, TextKey::paper_date, &Paper::date, column);
  amount_row(context, paper, column);
  if (paper.kind != PaperKind::act) date_row(context, paper, due_key_of(paper.kind), &Paper::due, column);
  if (is_settled(paper)) date_row(context, paper, key_of(paper.state, paper.kind), &Paper::settled_on, column);
  text_row(context, paper, TextKey::paper_link, &Paper::link, column);
  text_row(context, paper, TextKey::paper_comment, &Paper::comment, column);
  draw_paper_files(context, paper, state.belongings.files, column);
  column.space(ui.dp(10));
}

std::int64_t files_of(const Document& document, const Paper& paper, const DealSheetState& state) {
  return std::ranges::count_if(state.belongings.files, [&](Id<Attachment> id) {
    const Attachment* attachment = document.find(id);
    return attachment && attachment->paper == paper.id;
  });
}

std::string described(const ViewContext& context, const std::string& amount, const std::string& state_words,
                      std::int64_t files) {
  std::string text = amount.empty() ? state_words : amount + ", " + state_words;
  if (files > 0) text += ", " + context.ui.tr(TextKey::attachment_count, {{"count", files}});
  return text;
}

void paper_row(ViewContext& context, DealSheetState& state, const Paper& paper, Column& column) {
  Ui& ui = context.ui;
  const IdScope scope(ui, ui.id("paper", paper.id.raw));
  const Date today = context.app.today();
  const std::string title = paper_title(ui, paper);
  const std::string amount = paper.amount ? ui.locale.money(*paper.amount) : std::string();
  const std::string words = paper_state_words(ui, paper, today);
  const float line = line_height(ui, TextStyle::label);
  const Rect rect = column.top(std::max(ui.dp(ui.coarse_pointer ? size::touch : 40), line * 2 + ui.dp(6)));
  const bool open = state.edited_paper == paper.id;
  const std::int64_t files = files_of(context.document, paper, state);
  const Interaction it = ui.interact(ui.id("open"), rect,
                                     {.role = Role::button,
                                      .name = ui.tr(TextKey::paper_edit, {{"name", title}}),
                                      .description = described(context, amount, words, files),
                                      .expanded = open ? 1 : 0});
  const Rect ground = inset(rect, -ui.dp(6), 0);
  if (it.hovered) ui.fill(ground, ui.color.hover, 6);
  if (it.focus_visible) ui.focus_ring(ground, 6);
  Row parts(rect, ui.dp(8));
  const bool settled = is_settled(paper);
  const Color ink = settled ? ui.color.ok : is_overdue(paper, today) ? ui.color.bad : ui.color.muted;
  paint_icon(ui, parts.left(ui.dp(16)), settled ? icon::circle_check : icon::file_text, ink);
  Column lines(centered(parts.rest(), parts.rest().w, line + line_height(ui, TextStyle::meta)));
  Row first(lines.top(line), ui.dp(8));
  paint_text(ui, first.right(text_width(ui, TextStyle::label, amount)), TextStyle::label, ui.color.text, amount);
  if (files > 0) paint_icon(ui, first.right(ui.dp(14)), icon::paperclip, ui.color.muted);
  paint_text(ui, first.rest(), TextStyle::label, ui.color.text, title);
  paint_text(ui, lines.top(line_height(ui, TextStyle::meta)), TextStyle::meta, ink, words);
  if (it.activated) state.edited_paper = open ? Id<Paper>{} : paper.id;
  if (open) edit_fields(context, state, paper, column);
}

// "Paid 40,000 of 120,000": of the deal's amount, or of what was invoiced where that is more.
void sum_line(ViewContext& context, const Deal& deal, const DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  const PaperSums sums = sums_of(context.document, deal, state.belongings.papers);
  if (!sums.any) return;
  const Money whole = deal.amount && deal.amount->minor > sums.invoiced.minor ? *deal.amount : sums.invoiced;
  hint(ui, column, ui.tr(TextKey::paper_paid_of, {{"paid", sums.paid}, {"whole", whole}}));
}

// With the next number, of today; an invoice for what is not invoiced yet.
Paper suggested(const ViewContext& context, const Deal& deal, const DealSheetState& state, PaperKind kind) {
  const Date today = context.app.today();
  Paper paper = {.deal = deal.id, .kind = kind, .number = next_number(context.document, kind), .date = today};
  paper.amount = deal.amount;
  const PaperSums sums = sums_of(context.document, deal, state.belongings.papers);
  if (kind == PaperKind::invoice && paper.amount && sums.any) {
    paper.amount->minor -= sums.invoiced.minor;
    if (paper.amount->minor <= 0) paper.amount.reset();
  }
  if (kind == PaperKind::invoice) paper.due = Date{today.days + usual_term_days};
  return paper;
}

void add_menu(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  const std::string add = ui.tr(TextKey::paper_add);
  const NodeId menu_id = ui.id("paper_menu");
  const ButtonOptions options = {.label = add,
                                 .icon = icon::plus,
                                 .kind = ButtonKind::ghost,
                                 .expanded = menu_is_open(ui, menu_id) ? 1 : 0,
                                 .small = true};
  Row row(column.top(ui.dp(size::control_small)));
  Rect place = row.left(button_width(ui, options));
  place.x -= ui.dp(10);
  if (button(ui, ui.id("add_paper"), place, options)) open_menu(ui, menu_id, place, ui.keyboard_modality());
  const std::string offer = ui.tr(TextKey::action_offer);
  const ButtonOptions offer_options = {
      .label = offer, .icon = icon::file_text, .kind = ButtonKind::ghost, .small = true};
  const float offer_width = button_width(ui, offer_options);
  Rect offer_place = row.rest();
  if (offer_place.w < offer_width) {  // where both do not fit it stands below
    offer_place = column.top(ui.dp(size::control_small));
    offer_place.x -= ui.dp(10);
  }
  offer_place.w = std::min(offer_width, offer_place.w);
  if (button(ui, ui.id("offer"), offer_place, offer_options)) open_offer_dialog(context, deal.id);
  std::array<std::string, paper_kinds.size()> names;
  std::array<MenuItem, paper_kinds.size()> items;
  for (std::size_t i = 0; i < paper_kinds.size(); ++i) {
    names[i] = ui.tr(key_of(paper_kinds[i]));
    items[i] = {.label = names[i], .icon = icon::file_text};
  }
  const std::optional<int> chosen = menu(ui, menu_id, add, items);
  if (!chosen) return;
  state.awaits_paper = context.app.created_count() + 1;
  context.outbox.run(
      AddRecord{.record = suggested(context, deal, state, paper_kinds[static_cast<std::size_t>(*chosen)])});
}

}  // namespace

NodeId paper_row_id(Ui& ui, Id<Paper> paper) {
  const IdScope scope(ui, ui.id("paper", paper.raw));
  return ui.id("open");
}

void draw_deal_papers(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  section_heading(ui, column, ui.tr(TextKey::paper_section));
  // The one just made is unfolded.
  if (state.awaits_paper != 0 && context.app.created_count() >= state.awaits_paper) {
    state.edited_paper = {context.app.last_created()};
    state.awaits_paper = 0;
  }
  sum_line(context, deal, state, column);
  for (const Id<Paper> id : state.belongings.papers)
    if (const Paper* paper = context.document.find(id)) paper_row(context, state, *paper, column);
  add_menu(context, deal, state, column);
}

}  // namespace voronka::ui
