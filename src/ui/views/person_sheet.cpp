// The panel of one contact or company: its fields, whom it belongs to, its deals, and what happened in all of them.
#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/calls.hpp"
#include "ui/views/contact_field.hpp"
#include "ui/views/custom_rows.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/views/people.hpp"
#include "ui/views/people_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

template <class Record>
constexpr bool is_company = std::is_same_v<Record, Company>;

template <class Record>
void refresh(const ViewContext& context, const Record& record, PersonState& state) {
  const Language language = context.ui.locale.language();
  const Date today = context.app.today();
  if (state.shown != record.id.raw) {
    state.all_deals = state.whole_history = state.requisites = false;
    state.told = most_told;
    state.joins = {};
  } else if (state.revision == context.document.revision() && state.language == language && state.today == today) {
    return;
  }
  state.type = record_type_of<Record>();
  state.shown = record.id.raw;
  state.revision = context.document.revision();
  state.language = language;
  state.today = today;
  state.belongings = belongings_of(context, record, state.told);
}

template <class Record, class Member>
void field(ViewContext& context, Column& column, Id<Record> id, TextKey key, Member Record::* member,
           const FieldKind& kind, std::string_view autocomplete = "off") {
  Ui& ui = context.ui;
  const std::string name = ui.tr(key);
  const bool phones = kind.input == TextKind::tel;
  const bool several = phones || kind.input == TextKind::email;
  const EditResult edit =
      edit_field(context, ui.id("field", static_cast<std::uint64_t>(key)), field_row(ui, column, name),
                 {.label = name,
                  .placeholder = ui.tr(phones    ? TextKey::field_phones_hint
                                       : several ? TextKey::field_several_hint
                                                 : TextKey::field_empty),
                  .ghost = true,
                  .autocomplete = autocomplete},
                 place_of(id, member), kind);
  problem_below_field(ui, column, edit.problem);
}

// As many lines as it has: an input of one line would join them.
template <class Record>
void comment(ViewContext& context, Column& column, const Record& record) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::people_comment);
  Rect place = field_row(ui, column, name);
  const float line = line_height(ui, TextStyle::body);
  const float padding = 2 * ui.dp(7);
  // The first line beside the label, however high the row is.
  const float down = std::max((place.h - line - padding) / 2, 0.F);
  place.y += down;
  place.h -= down;
  const NodeId id = ui.id("comment");
  const float text = wrapped_height(ui, TextStyle::body, record.comment, place.w - 2 * ui.dp(6)) + padding;
  const float more = std::max(text + (ui.focused() == id ? line : 0) - place.h, 0.F);
  place.h += more;
  column.space(more);
  edit_field(context, id, place, {.label = name, .placeholder = ui.tr(TextKey::field_empty), .ghost = true},
             place_of(record.id, &Record::comment), long_text_kind);
}

template <class Record>
void draw_bar(ViewContext& context, const Record& record, Rect rect) {
  Ui& ui = context.ui;
  Row row(rect, ui.dp(2));
  if (icon_button(ui, ui.id("close"), row.right(rect.h),
                  {.icon = icon::x, .label = ui.tr(TextKey::people_close), .keys = "Esc"}))
    context.go_to = Route{.path = std::string(people_view.id)};
  if (icon_button(ui, ui.id("delete"), row.right(rect.h),
                  {.icon = icon::trash, .label = ui.tr(TextKey::people_delete)})) {
    context.outbox.run(DeleteRecords{.type = record_type_of<Record>(), .ids = {record.id.raw}});
    context.go_to = Route{.path = std::string(people_view.id)};
  }
  paint_icon(ui, row.left(ui.dp(16)), is_company<Record> ? icon::building : icon::user, ui.color.muted);
  row.left(ui.dp(4));
  label(ui, row.rest(), TextStyle::meta, ui.color.muted,
        ui.tr(is_company<Record> ? TextKey::people_company : TextKey::people_contact));
}

template <class Record>
void draw_name(ViewContext& context, const Record& record, Column& column) {
  Ui& ui = context.ui;
  // The field's own padding is drawn outside, so that the letters stand flush with everything below.
  Rect place = column.top(ui.dp(ui.coarse_pointer ? size::touch : 38));
  place.x -= ui.dp(6);
  place.w += ui.dp(12);
  edit_field(
      context, ui.id("name"), place,
      {.label = ui.tr(is_company<Record> ? TextKey::field_company_placeholder : TextKey::field_name),
       .placeholder = ui.tr(is_company<Record> ? TextKey::field_company_placeholder : TextKey::people_name_placeholder),
       .style = TextStyle::panel_title,
       .ghost = true},
      place_of(record.id, &Record::name), text_kind);
}

void company_row(ViewContext& context, const Contact& contact, Column& column) {
  Ui& ui = context.ui;
  const Company* company = context.document.find(contact.company);
  if (company && company->deleted) company = nullptr;
  const std::string name = ui.tr(TextKey::field_company);
  Row row(field_row(ui, column, name), ui.dp(2));
  if (company &&
      icon_button(ui, ui.id("open_company"), row.right(row.rest().h),
                  {.icon = icon::arrow_right, .label = ui.tr(TextKey::people_open_page, {{"name", company->name}})}))
    context.go_to = person_route(company->id.raw);
  Column below(field_row_more(ui, column, 0));
  const float top = below.rest().y;
  const NameAnswer answer = name_field(context, ui.id("company"), row.rest(), below,
                                       {.label = name,
                                        .placeholder = ui.tr(TextKey::field_company_placeholder),
                                        .current = company ? std::string_view(company->name) : std::string_view(),
                                        .type = RecordType::company});
  column.space(below.rest().y - top);
  if (answer.chosen || answer.cleared)
    context.outbox.run(set_field(contact.id, &Contact::company, Id<Company>{answer.chosen}));
  if (!answer.created.empty()) create_company_of(context, contact, answer.created);
}

// A click on a number begins a call about the newest open deal.
template <class Record>
void reach_lines(ViewContext& context, const Record& record, const PersonState& state, Column& column) {
  if (record.phones.empty() && record.emails.empty()) return;
  const Id<Deal> about = state.belongings.open > 0 ? state.belongings.deals[0] : Id<Deal>{};
  // They stand in by the padding of a field, which there is none of here.
  const Rect rest = column.rest();
  Column lines({rest.x - context.ui.dp(6), rest.y, rest.w + context.ui.dp(6), rest.h});
  contact_lines(context, lines, about, record.phones, record.emails);
  column.space(lines.rest().y - rest.y);
}

void draw_fields(ViewContext& context, const Contact& contact, PersonState& state, Column& column) {
  company_row(context, contact, column);
  field(context, column, contact.id, TextKey::field_job_title, &Contact::job_title, text_kind);
  field(context, column, contact.id, TextKey::field_phone, &Contact::phones, phones_kind);
  field(context, column, contact.id, TextKey::field_email, &Contact::emails, emails_kind);
  draw_custom_rows(context, CustomOwner::contact, contact.id.raw, contact.custom, {}, column);
  comment(context, column, contact);
  draw_person_links(context, contact, state, column);
}

void draw_fields(ViewContext& context, const Company& company, PersonState& state, Column& column) {
  field(context, column, company.id, TextKey::field_phone, &Company::phones, phones_kind);
  field(context, column, company.id, TextKey::field_email, &Company::emails, emails_kind);
  field(context, column, company.id, TextKey::field_website, &Company::website, text_kind);
  field(context, column, company.id, TextKey::people_address, &Company::address, text_kind);
  draw_custom_rows(context, CustomOwner::company, company.id.raw, company.custom, {}, column);
  comment(context, column, company);
  draw_requisites(context, company, state, column);
  draw_staff(context, company, state, column);
}

template <class Record>
void draw_parts(ViewContext& context, const Sheet& sheet, NodeId panel, const Record& record, PersonState& state) {
  Ui& ui = context.ui;
  Column whole(sheet.body());
  draw_bar(context, record, whole.top(ui.dp(size::control_small)));
  whole.space(ui.dp(4));
  const Rect page = std::exchange(context.area, whole.rest());
  if (const float call = call_strip_height(context); call > 0) draw_call_strip(context, whole.top(call));
  context.area = page;
  // Fields stand out of the column by their padding, so what clips them is the panel, not the column.
  const Rect rest = whole.rest();
  const Rect view = {sheet.panel().x, rest.y, sheet.panel().w, sheet.panel().bottom() - rest.y};
  FormScroll scroll(context, ui.id("scroll"), view, rest, panel);
  Column& column = scroll.column();
  draw_name(context, record, column);
  reach_lines(context, record, state, column);
  draw_lookalikes(context, state, column);
  column.space(ui.dp(8));
  draw_fields(context, record, state, column);
  if constexpr (is_company<Record>) {
    draw_person_deals(context, state, {}, record.id, column);
  } else {
    const Company* company = context.document.find(record.company);
    draw_person_deals(context, state, record.id, company && !company->deleted ? company->id : Id<Company>{}, column);
  }
  draw_person_history(context, state, column);
  column.space(ui.dp(28));
}

// Not there, or in the trash: says so and shows the way back.
template <class Record>
void draw_missing(ViewContext& context, Rect rect, const Record* record) {
  Ui& ui = context.ui;
  const std::string back = ui.tr(TextKey::people_back);
  const Route list = {.path = std::string(people_view.id)};
  if (!record) {
    const std::string title = ui.tr(TextKey::people_gone_title);
    const std::string sentence = ui.tr(TextKey::deal_gone_sentence);
    if (empty_state(ui, ui.id("gone"), rect,
                    {.icon = icon::search, .title = title, .sentence = sentence, .primary = back}) ==
        EmptyStateAnswer::primary)
      context.go_to = list;
    return;
  }
  const std::string title = ui.tr(TextKey::people_deleted_title);
  const std::string sentence = ui.tr(TextKey::people_deleted_sentence, {{"name", record->name}});
  const std::string restore = ui.tr(TextKey::deal_restore);
  const EmptyStateAnswer answer =
      empty_state(ui, ui.id("deleted"), rect,
                  {.icon = icon::trash, .title = title, .sentence = sentence, .primary = restore, .secondary = back});
  if (answer == EmptyStateAnswer::primary)
    context.outbox.run(RestoreRecords{.type = record_type_of<Record>(), .ids = {record->id.raw}});
  if (answer == EmptyStateAnswer::secondary) context.go_to = list;
}

template <class Record>
void draw_panel(ViewContext& context, const Record* record, PersonState& state) {
  Ui& ui = context.ui;
  const bool shown = record && !record->deleted;
  const std::string name = !shown || record->name.empty() ? ui.tr(TextKey::people_nameless) : record->name;
  const NodeId panel = ui.id("person_sheet");
  const TextKey title = is_company<Record> ? TextKey::people_panel_company : TextKey::people_panel_contact;
  Sheet sheet(ui, panel, {.title = ui.tr(title, {{"name", name}})});
  if (sheet.closed()) context.go_to = Route{.path = std::string(people_view.id)};
  // The same field of another person is another field: focus and half-typed text must not wander over.
  const IdScope scope(ui, ui.id("person", record ? record->id.raw : RawId{}));
  if (!shown) {
    state.joins = {};
    return draw_missing(context, sheet.body(), record);
  }
  refresh(context, *record, state);
  if (state.created == record->id.raw) {
    ui.focus(ui.id("name"));
    state.created = {};
  }
  draw_parts(context, sheet, panel, *record, state);
}

}  // namespace

VORONKA_LATER void draw_person_sheet(ViewContext& context) {
  finish_links(context);
  PersonState& state = context.states.of<PersonState>();
  if (state.frame + 1 != context.ui.frame) state.joins = {};  // it was left meanwhile
  state.frame = context.ui.frame;
  const std::optional<RawId> id = raw_id_from(context.route.argument);
  if (const Company* company = id ? context.document.find(Id<Company>{*id}) : nullptr)
    return draw_panel(context, company, state);
  draw_panel(context, id ? context.document.find(Id<Contact>{*id}) : nullptr, state);
}

void create_person(ViewContext& context, bool company, std::string name) {
  context.states.of<PersonState>().awaited = {
      .company = company, .name = name, .created_before = context.app.created_count()};
  NewRecord record;
  if (company) {
    record = Company{.name = std::move(name)};
  } else {
    record = Contact{.name = std::move(name)};
  }
  context.outbox.run_quietly(AddRecord{.record = std::move(record)}, {});
}

// While histories come it is made later than asked for; another record that was made first is not it.
void open_created_person(ViewContext& context) {
  PersonState& state = context.states.of<PersonState>();
  if (!state.awaited || context.app.created_count() == state.awaited->created_before) return;
  const RawId made = context.app.last_created();
  const Contact* contact = context.document.find(Id<Contact>{made});
  const Company* company = context.document.find(Id<Company>{made});
  const bool is_it = state.awaited->company ? company && company->name == state.awaited->name
                                            : contact && contact->name == state.awaited->name;
  state.awaited->created_before = context.app.created_count();
  if (!is_it) return;
  state.awaited.reset();
  if (has_panel(context.route)) return;  // one is at work somewhere else by now
  state.created = made;
  context.go_to = person_route(made);
}

}  // namespace voronka::ui
