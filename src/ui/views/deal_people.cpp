// The company and the contacts of a deal, and its tags: chosen by typing a name, called and written to from here.
#include <algorithm>

#include "generated/icons.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/people.hpp"
#include "ui/views/stage_colors.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct PeopleState {
  RawId open = {};  // the company or contact whose details are shown
};

template <class Record, class Member>
void detail(ViewContext& context, Column& column, Id<Record> record, TextKey key, Member Record::* member,
            const FieldKind& kind, std::string_view autocomplete) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(key);
  field_label(ui, column.top(ui.dp(18)), name);
  edit_field(context, ui.id("detail", static_cast<std::uint64_t>(key)), column.top(control_height(ui)),
             {.label = name,
              .placeholder = kind.input == TextKind::tel     ? ui.tr(TextKey::field_phones_hint)
                             : kind.input == TextKind::email ? ui.tr(TextKey::field_several_hint)
                                                             : std::string(),
              .autocomplete = autocomplete},
             place_of(record, member), kind);
  column.space(ui.dp(6));
}

void page_link(ViewContext& context, Column& column, RawId id, const std::string& name) {
  Ui& ui = context.ui;
  Row row(column.top(ui.dp(size::control_small)));
  row.left(ui.dp(6));  // flush with the text of the fields above
  link(ui, ui.id("page"), row.rest(), TextStyle::label, ui.tr(TextKey::people_open_page, {{"name", name}}),
       text_of(person_route(id)));
  column.space(ui.dp(6));
}

// The column right of the labels, as far down as the row needs.
Column value_column(Ui& ui, Column& column) { return Column(field_row_more(ui, column, 0)); }

void company_rows(ViewContext& context, const Deal& deal, PeopleState& state, Column& column) {
  Ui& ui = context.ui;
  const Company* company = context.document.find(deal.company);
  if (company && company->deleted) company = nullptr;
  const std::string name = ui.tr(TextKey::field_company);
  Row row(field_row(ui, column, name), ui.dp(2));
  if (company) {
    const Rect details = row.right(row.rest().h);
    if (icon_button(ui, ui.id("company_details"), details,
                    {.icon = state.open == company->id.raw ? icon::chevron_up : icon::chevron_down,
                     .label = ui.tr(TextKey::field_details, {{"name", company->name}}),
                     .expanded = state.open == company->id.raw ? 1 : 0}))
      state.open = state.open == company->id.raw ? RawId{} : company->id.raw;
  }
  Column below = value_column(ui, column);
  const float top = below.rest().y;
  const NameAnswer answer = name_field(context, ui.id("company"), row.rest(), below,
                                       {.label = name,
                                        .placeholder = ui.tr(TextKey::field_company_placeholder),
                                        .current = company ? std::string_view(company->name) : std::string_view(),
                                        .type = RecordType::company});
  if (answer.chosen || answer.cleared)
    context.outbox.run(set_field(deal.id, &Deal::company, Id<Company>{answer.chosen}));
  if (!answer.created.empty()) create_and_link(context, NewLink::Where::company, deal, answer.created);
  if (company) {
    IdScope scope(ui, ui.id("company", company->id.raw));
    if (state.open == company->id.raw) {
      detail(context, below, company->id, TextKey::field_name, &Company::name, text_kind, "organization");
      detail(context, below, company->id, TextKey::field_phone, &Company::phones, phones_kind, "off");
      detail(context, below, company->id, TextKey::field_email, &Company::emails, emails_kind, "off");
      detail(context, below, company->id, TextKey::field_website, &Company::website, text_kind, "off");
      page_link(context, below, company->id.raw, company->name);
    } else {
      contact_lines(context, below, deal.id, company->phones, company->emails);
    }
  }
  column.space(below.rest().y - top);
}

// What this person is in this deal.
void role_field(ViewContext& context, const Deal& deal, const Contact& contact, Column& column) {
  Ui& ui = context.ui;
  field_label(ui, column.top(ui.dp(18)), ui.tr(TextKey::field_role_label));
  FieldPlace place = place_of(deal.id, &Deal::roles);
  place.linked = contact.id;
  edit_field(context, ui.id("role"), column.top(control_height(ui)),
             {.label = ui.tr(TextKey::field_role, {{"name", contact.name}}),
              .placeholder = ui.tr(TextKey::field_role_hint),
              .autocomplete = "off"},
             place, text_kind);
  column.space(ui.dp(6));
}

void contact_rows(ViewContext& context, const Deal& deal, PeopleState& state, const Contact& contact, Column& below) {
  Ui& ui = context.ui;
  IdScope scope(ui, ui.id("contact", contact.id.raw));
  Row row(below.top(control_height(ui)), ui.dp(2));
  const bool open = state.open == contact.id.raw;
  const float side = row.rest().h;
  const Rect last = row.right(side);
  // Drawn from the left, so that Tab comes by in the order they stand.
  if (icon_button(ui, ui.id("details"), row.right(side),
                  {.icon = open ? icon::chevron_up : icon::chevron_down,
                   .label = ui.tr(TextKey::field_details, {{"name", contact.name}}),
                   .expanded = open ? 1 : 0}))
    state.open = open ? RawId{} : contact.id.raw;
  if (icon_button(ui, ui.id("remove"), last,
                  {.icon = icon::x, .label = ui.tr(TextKey::field_remove_contact, {{"name", contact.name}})})) {
    std::vector<Id<Contact>> contacts = deal.contacts;
    std::erase(contacts, contact.id);
    context.outbox.run(set_field(deal.id, &Deal::contacts, std::move(contacts)));
  }
  const Rect place = inset(row.rest(), ui.dp(6), 0);
  const float width = std::min(text_width(ui, TextStyle::body, contact.name), place.w);
  label(ui, {place.x, place.y, width, place.h}, TextStyle::body, ui.color.text, contact.name);
  const auto role = std::ranges::find(deal.roles, contact.id, &PersonLink::contact);
  std::string beside = role == deal.roles.end() ? std::string() : role->words;
  if (!contact.job_title.empty()) beside += (beside.empty() ? "" : " · ") + contact.job_title;
  if (!beside.empty() && place.w - width > ui.dp(40))
    label(ui, {place.x + width + ui.dp(8), place.y, place.w - width - ui.dp(8), place.h}, TextStyle::meta,
          ui.color.muted, beside);
  if (open) {
    role_field(context, deal, contact, below);
    detail(context, below, contact.id, TextKey::field_name, &Contact::name, text_kind, "off");
    detail(context, below, contact.id, TextKey::field_job_title, &Contact::job_title, text_kind, "off");
    detail(context, below, contact.id, TextKey::field_phone, &Contact::phones, phones_kind, "off");
    detail(context, below, contact.id, TextKey::field_email, &Contact::emails, emails_kind, "off");
    page_link(context, below, contact.id.raw, contact.name);
    return;
  }
  contact_lines(context, below, deal.id, contact.phones, contact.emails);
}

void add_contact(ViewContext& context, const Deal& deal, Column& below) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::field_contact_add);
  NameFieldOptions options = {.label = name, .placeholder = name, .type = RecordType::contact};
  for (const Id<Contact> id : deal.contacts) options.without.push_back(id.raw);
  const Rect field = below.top(control_height(ui));
  const NameAnswer answer = name_field(context, ui.id("add_contact"), field, below, options);
  if (answer.chosen) {
    std::vector<Id<Contact>> contacts = deal.contacts;
    contacts.push_back({answer.chosen});
    context.outbox.run(set_field(deal.id, &Deal::contacts, std::move(contacts)));
  }
  if (!answer.created.empty()) create_and_link(context, NewLink::Where::contact, deal, answer.created);
}

}  // namespace

void draw_deal_people(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  PeopleState& state = context.states.of<PeopleState>();
  company_rows(context, deal, state, column);
  // The label stands beside the first of several lines.
  Column labelled = column;
  field_row(ui, labelled, ui.tr(TextKey::field_contacts));
  column.space(ui.dp(5));
  Column below = value_column(ui, column);
  const float top = below.rest().y;
  for (const Id<Contact> id : deal.contacts) {
    const Contact* contact = context.document.find(id);
    if (contact && !contact->deleted) contact_rows(context, deal, state, *contact, below);
  }
  add_contact(context, deal, below);
  column.space(below.rest().y - top);
}

void draw_deal_tags(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::field_tags);
  const Rect first = field_row(ui, column, name);
  NameFieldOptions options = {.type = RecordType::tag};
  const std::string add = ui.tr(TextKey::field_tag_add);
  options.label = options.placeholder = add;
  // Chips in rows; what does not fit beside goes below, the field for another one last.
  const float height = ui.dp(ui.coarse_pointer ? size::touch : 26);
  const float gap = ui.dp(6);
  float x = first.x + ui.dp(6);
  float y = first.y + (first.h - height) / 2;
  for (const Id<Tag> id : deal.tags) {
    const Tag* tag = context.document.find(id);
    if (!tag || tag->deleted) continue;
    options.without.push_back(id.raw);
    const float dot = tag->color.empty() ? 0 : ui.dp(12);
    const float width = std::min(text_width(ui, TextStyle::meta, tag->name) + ui.dp(40) + dot, first.w - ui.dp(6));
    if (x + width > first.right() && x > first.x + ui.dp(6)) {
      x = first.x + ui.dp(6);
      y += height + gap;
    }
    const Rect place = {x, y, width, height};
    x += width + gap;
    const std::string remove = ui.tr(TextKey::field_tag_remove, {{"name", tag->name}});
    const NodeId node = ui.id("tag", id.raw);
    const Interaction it = ui.interact(node, place, {.role = Role::button, .name = remove});
    ui.fill(place, mix(ui.color.sunken, ui.color.text, it.hovered ? 0.06F : 0), 13);
    Row parts(inset(place, ui.dp(10), 0), ui.dp(4));
    paint_icon(ui, parts.right(ui.dp(14)), icon::x, ui.color.muted, 12);
    if (dot > 0) paint_dot(ui, parts.left(ui.dp(8)).center(), 8, stage_color(ui.color, tag->color));
    paint_text(ui, parts.rest(), TextStyle::meta, ui.color.text, tag->name);
    if (it.focus_visible) ui.focus_ring(place, 13);
    if (it.activated) {
      std::vector<Id<Tag>> tags = deal.tags;
      std::erase(tags, id);
      context.outbox.run(set_field(deal.id, &Deal::tags, std::move(tags)));
    }
  }
  const float least = ui.dp(90);
  if (options.without.empty()) x = first.x;
  if (x + least > first.right()) {
    x = first.x;
    y += height + gap;
  }
  column.space(std::max(0.F, y + height + gap - column.rest().y));
  Column below = value_column(ui, column);
  const float top = below.rest().y;
  const NameAnswer answer = name_field(context, ui.id("add_tag"), {x, y, first.right() - x, height}, below, options);
  column.space(below.rest().y - top);
  if (answer.chosen) {
    std::vector<Id<Tag>> tags = deal.tags;
    tags.push_back({answer.chosen});
    context.outbox.run(set_field(deal.id, &Deal::tags, std::move(tags)));
  }
  if (!answer.created.empty()) create_and_link(context, NewLink::Where::tag, deal, answer.created);
}

}  // namespace voronka::ui
