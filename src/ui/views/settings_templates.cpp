// Templates of messages, letters and offers: a line for each, unfolded to its text with a menu of fields and a preview.
#include <array>

#include "generated/icons.hpp"
#include "templates/fields.hpp"
#include "ui/layers.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/deal_sheet.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/paper_words.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/views/settings_view.hpp"
#include "ui/views/template_words.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::array template_kinds = {TemplateKind::message, TemplateKind::email, TemplateKind::offer};
constexpr std::size_t most_problems = 5;

struct TemplateSettings {
  Id<TextTemplate> open = {};
  bool awaits = false;
  std::uint64_t created_before = 0;

  // What the open one looks like, as of this revision.
  Id<TextTemplate> previewed = {};
  std::uint64_t revision = 0;
  Id<Deal> deal = {};  // none: a made-up one
  Language language = Language::ru;
  Date today = {};
  std::string preview = {}, preview_name = {};
  std::vector<std::string> problems = {};
};

void render_preview(const Ui& ui, TemplateSettings& own, const TextTemplate& one, const TemplateFacts& facts) {
  const PageWording wording(ui);
  RenderedText subject = render(one.subject, facts, wording), text = render(one.text, facts, wording);
  own.preview = subject.text.empty() ? std::move(text.text) : subject.text + "\n\n" + text.text;
  subject.problems.insert(subject.problems.end(), text.problems.begin(), text.problems.end());
  own.problems = problem_sentences(ui, subject.problems, most_problems);
}

// With the deal that was open last; else with one that nobody has, with everything a template may ask for.
void make_preview(const ViewContext& context, TemplateSettings& own, const TextTemplate& one) {
  const Ui& ui = context.ui;
  const Document& document = context.document;
  const Id<Deal> shown = last_shown_deal(context);
  if (own.previewed == one.id && own.revision == document.revision() && own.deal == shown &&
      own.language == ui.locale.language() && own.today == context.app.today())
    return;
  own.previewed = one.id;
  own.revision = document.revision();
  own.deal = shown;
  own.language = ui.locale.language();
  own.today = context.app.today();
  if (const Deal* open = document.find(shown); open && !open->deleted) {
    own.preview_name = ui.tr(TextKey::template_preview_of, {{"deal", shown_title(ui, *open)}});
    return render_preview(
        ui, own, one,
        facts_of(document, *open, first_contact(document, *open), own.today, next_number(document, PaperKind::offer)));
  }
  const Currency currency = usual_currency(context);
  const auto money = [&](std::int64_t whole) {
    return money_from_decimal(std::to_string(whole), currency).value_or(Money{.currency = currency});
  };
  const Deal deal = {.title = ui.tr(TextKey::template_sample_deal),
                     .amount = money(120'500),
                     .expected_close = Date{own.today.days + 30},
                     .owner = "—",
                     .source = "—",
                     .next_step = "—"};
  const Contact contact = {.name = ui.tr(TextKey::template_sample_contact),
                           .job_title = "—",
                           .phones = {"+7 917 555-01-22"},
                           .emails = {"mail@example.com"}};
  const Company company = {.name = ui.tr(TextKey::template_sample_company),
                           .phones = contact.phones,
                           .emails = contact.emails,
                           .website = "https://example.com",
                           .address = "—",
                           .legal_name = ui.tr(TextKey::template_sample_company),
                           .legal_address = "—",
                           .inn = "7707083893",
                           .kpp = "773601001",
                           .ogrn = "1027700132195",
                           .bank = "—",
                           .bic = "044525225",
                           .account = "40702810000000000001",
                           .corr_account = "30101810400000000225"};
  const Stage stage = {.name = "—"};
  const Line windows = {.name = ui.tr(TextKey::template_sample_line),
                        .unit = ui.tr(TextKey::template_sample_unit),
                        .quantity = "4",
                        .price = money(25'000),
                        .vat_percent = 20};
  const Line work = {.name = ui.tr(TextKey::template_sample_line_two),
                     .unit = windows.unit,
                     .price = money(20'500),
                     .vat_percent = 20};
  TemplateFacts facts = {
      .deal = &deal, .stage = &stage, .company = &company, .contact = &contact, .paper_number = "12"};
  facts.today = own.today;
  set_lines(facts, {&windows, &work});
  for (const CustomField& field : document.table<CustomField>().rows())
    if (!field.deleted) facts.custom_fields.push_back(&field);
  own.preview_name = ui.tr(TextKey::template_preview);
  render_preview(ui, own, one, facts);
}

// Goes in where the caret of the text was.
void insert_field(ViewContext& context, const TextTemplate& one, NodeId field, Column& column) {
  Ui& ui = context.ui;
  const std::string words = ui.tr(TextKey::template_insert);
  std::vector<std::string> names = {ui.tr(TextKey::template_insert_lines)};
  const Language language = ui.locale.language();
  // What is asked for most, and shows what the language can do.
  const bool russian = language == Language::ru;
  names.emplace_back(russian ? "сделка.сумма | прописью" : "deal.amount | words");
  names.emplace_back(russian ? "сделка.сумма * 0,3" : "deal.amount * 0.3");
  names.emplace_back(russian ? "сегодня + 10 рд | полностью" : "today + 10 wd | long");
  for (const TemplateField& field : template_fields())
    if (field.of != FieldOf::line) names.push_back(path_of(field, language));
  for (const CustomField& field : context.document.table<CustomField>().rows())
    if (!field.deleted && !field.name.empty())
      names.push_back(path_of(field, language));  // without a name it has no path
  const std::vector<std::string_view> items(names.begin(), names.end());
  const auto chosen = select(ui, ui.id("insert"), column.top(control_height(ui)),
                             {.label = words, .items = items, .placeholder = words});
  if (!chosen) return;
  std::string text = one.text;
  insert_at_caret(ui, field, text,
                  *chosen == 0
                      ? "\n{{#lines}}\n{{n}}. {{name}} — {{quantity}} {{unit}} × {{price}} = {{sum}}\n{{/lines}}\n"
                      : "{{" + names[static_cast<std::size_t>(*chosen)] + "}}");
  context.outbox.run(set_field(one.id, &TextTemplate::text, std::move(text)));
}

void draw_details(ViewContext& context, TemplateSettings& own, const TextTemplate& one, Column& column) {
  Ui& ui = context.ui;
  column.space(ui.dp(6));
  std::array<std::string, template_kinds.size()> names;
  std::array<std::string_view, template_kinds.size()> items;
  for (std::size_t i = 0; i < template_kinds.size(); ++i) items[i] = names[i] = ui.tr(key_of(template_kinds[i]));
  const std::string kind = ui.tr(TextKey::template_kind);
  const SegmentedOptions options = {.label = kind, .items = items, .selected = static_cast<int>(one.kind)};
  Row kinds(column.top(control_height(ui)));
  if (const auto chosen =
          segmented(ui, ui.id("kind"), kinds.left(std::min(segmented_width(ui, options), kinds.rest().w)), options))
    context.outbox.run(set_field(one.id, &TextTemplate::kind, template_kinds[static_cast<std::size_t>(*chosen)]));
  column.space(ui.dp(8));
  if (one.kind != TemplateKind::message) {
    const std::string subject = ui.tr(TextKey::template_subject);
    edit_field(context, ui.id("subject"), column.top(control_height(ui)),
               {.label = subject, .placeholder = subject, .max_length = 500}, place_of(one.id, &TextTemplate::subject),
               text_kind);
    column.space(ui.dp(8));
  }
  const std::string text = ui.tr(TextKey::template_text);
  const NodeId field = ui.id("text");
  edit_field(context, field, column.top(ui.dp(220)), {.label = text, .placeholder = text, .max_length = 20'000},
             place_of(one.id, &TextTemplate::text), long_text_kind);
  column.space(ui.dp(8));
  insert_field(context, one, field, column);
  column.space(ui.dp(12));

  make_preview(context, own, one);
  field_label(ui, column.top(ui.dp(20)), own.preview_name);
  const Rect ground = column.rest();
  const float pad = ui.dp(12);
  const float height = wrapped_height(ui, TextStyle::body, own.preview, ground.w - 2 * pad);
  const Rect box = column.top(height + 2 * pad);
  ui.fill(box, ui.color.sunken, size::radius);
  paragraph(ui, inset(box, pad), TextStyle::body, ui.color.text, own.preview);
  for (std::size_t i = 0; i < own.problems.size(); ++i) alert_line(ui, column, ui.id("problem", i), own.problems[i]);
  column.space(ui.dp(12));
}

void template_row(ViewContext& context, SettingsState& state, TemplateSettings& own, ReorderRows& rows,
                  const TextTemplate& one, Column& column) {
  Ui& ui = context.ui;
  IdScope scope(ui, ui.id("template", one.id.raw));
  const Rect rect = column.top(ui.dp(ui.coarse_pointer ? size::touch : 40));
  const std::string name = one.name.empty() ? ui.tr(TextKey::deal_untitled) : one.name;
  SemScope item(ui, ui.id("row"), rect, {.role = Role::list_item, .name = name});
  ui.fill(rect, ui.color.surface, size::radius);
  ui.outline(rect, ui.color.border, size::radius);
  Row row(inset(rect, ui.dp(4), 0), ui.dp(4));
  rows.row(one.id.raw, rect, row.left(ui.dp(ui.coarse_pointer ? size::touch : 24)), name);
  if (icon_button(ui, ui.id("delete"), row_button_place(ui, row),
                  {.icon = icon::trash, .label = ui.tr(TextKey::template_delete, {{"name", name}})}))
    context.outbox.run(DeleteRecords{.type = RecordType::text_template, .ids = {one.id.raw}});
  const bool open = own.open == one.id;
  if (icon_button(ui, ui.id("show"), row_button_place(ui, row),
                  {.icon = open ? icon::chevron_up : icon::chevron_down,
                   .label = ui.tr(TextKey::template_show, {{"name", name}}),
                   .expanded = open ? 1 : 0})) {
    own.open = open ? Id<TextTemplate>{} : one.id;
    ui.request_frame();
  }
  const std::string kind = ui.tr(key_of(one.kind));
  if (!ui.compact()) label(ui, row.right(ui.dp(96)), TextStyle::meta, ui.color.muted, kind, Align::right);
  const NodeId name_id = ui.id("name");
  if (state.name_to_focus == one.id.raw) {
    ui.focus(name_id);
    state.name_to_focus = {};
  }
  const Rect field = row.rest();
  const std::string caption = ui.tr(TextKey::template_name);
  edit_field(context, name_id, centered(field, field.w, ui.dp(size::control)),
             {.label = caption, .ghost = true, .select_on_focus = true}, place_of(one.id, &TextTemplate::name),
             text_kind);
  if (open) draw_details(context, own, one, column);
  column.space(ui.dp(6));
}

}  // namespace

void draw_template_settings(ViewContext& context, SettingsState& state, Column& column) {
  Ui& ui = context.ui;
  TemplateSettings& own = context.states.of<TemplateSettings>();
  if (own.awaits && context.app.created_count() > own.created_before) {
    own.awaits = false;
    own.open = {context.app.last_created()};
    state.name_to_focus = own.open.raw;
  }
  const std::string title = ui.tr(TextKey::settings_section_templates);
  section_heading(ui, column, title);
  hint(ui, column, ui.tr(TextKey::template_hint));
  const std::vector<const TextTemplate*> templates = templates_of(context.document);
  if (templates.empty()) hint(ui, column, ui.tr(TextKey::template_empty));
  {
    SemScope list(ui, ui.id("templates"), column.rest(), {.role = Role::list, .name = title});
    ReorderRows rows(context, RecordType::text_template);
    for (const TextTemplate* one : templates) template_row(context, state, own, rows, *one, column);
    rows.finish();
  }
  column.space(ui.dp(4));
  const std::string add = ui.tr(TextKey::template_add), ready = ui.tr(TextKey::template_add_ready);
  if (row_button(ui, column, ui.id("add_template"), {.label = add, .icon = icon::plus})) {
    own.awaits = true;
    own.created_before = context.app.created_count();
    context.outbox.run(AddRecord{TextTemplate{.name = ui.tr(TextKey::template_new)}});
    ui.request_frame();
  }
  column.space(ui.dp(8));
  if (row_button(ui, column, ui.id("add_ready"), {.label = ready, .icon = icon::plus})) add_ready_templates(context);
}

}  // namespace voronka::ui
