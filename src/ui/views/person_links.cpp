// Whom a person knows: family, colleagues, who recommended whom; each in the user's own words, one click away. And who named this one so.
#include <algorithm>

#include "generated/icons.hpp"
#include "ui/views/contact_field.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/people.hpp"
#include "ui/views/people_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

std::string name_of(const Ui& ui, const Contact& contact) {
  return contact.name.empty() ? ui.tr(TextKey::people_nameless) : contact.name;
}

void link_row(ViewContext& context, const Contact& person, const Contact& other, Column& column) {
  Ui& ui = context.ui;
  const IdScope scope(ui, ui.id("link", other.id.raw));
  const std::string name = name_of(ui, other);
  const Rect whole = column.top(control_height(ui));
  const SemScope item(ui, ui.id("row"), whole, {.role = Role::list_item, .name = name});
  Row row(whole, ui.dp(6));
  const Rect remove = row.right(whole.h);
  const float width = std::min(text_width(ui, TextStyle::body, name), row.rest().w * 0.55F);
  link(ui, ui.id("open"), row.left(width), TextStyle::body, name, text_of(person_route(other.id.raw)));
  FieldPlace place = place_of(person.id, &Contact::links);
  place.linked = other.id;
  edit_field(context, ui.id("words"), row.rest(),
             {.label = ui.tr(TextKey::people_link_words, {{"name", name}}),
              .placeholder = ui.tr(TextKey::people_link_hint),
              .ghost = true,
              .autocomplete = "off"},
             place, text_kind);
  if (icon_button(ui, ui.id("remove"), remove,
                  {.icon = icon::x, .label = ui.tr(TextKey::people_link_remove, {{"name", name}})}))
    context.outbox.run(SetLink{.person = person.id, .contact = other.id, .remove = true});
}

// Read only: it is said on the other one's page.
void named_row(ViewContext& context, const Contact& other, const std::string& words, Column& column) {
  Ui& ui = context.ui;
  const std::string name = name_of(ui, other);
  const std::string text = words.empty() ? name : ui.tr(TextKey::people_linked_by, {{"name", name}, {"words", words}});
  const Rect whole = column.top(control_height(ui));
  const SemScope item(ui, ui.id("named", other.id.raw), whole, {.role = Role::list_item, .name = name});
  link(ui, ui.id("open_named", other.id.raw), whole, TextStyle::label, text, text_of(person_route(other.id.raw)));
}

}  // namespace

void draw_person_links(ViewContext& context, const Contact& contact, const PersonState& state, Column& column) {
  Ui& ui = context.ui;
  const std::string title = ui.tr(TextKey::people_links);
  section_heading(ui, column, title);
  std::vector<const Contact*> shown;
  for (const PersonLink& one : contact.links)
    if (const Contact* other = context.document.find(one.contact); other && !other->deleted) shown.push_back(other);
  NameFieldOptions options = {.type = RecordType::contact, .without = {contact.id.raw}};
  if (!shown.empty()) {
    const SemScope list(ui, ui.id("links"), column.rest(), {.role = Role::list, .name = title});
    for (const Contact* other : shown) {
      options.without.push_back(other->id.raw);
      link_row(context, contact, *other, column);
    }
  }
  const std::string add = ui.tr(TextKey::people_link_add);
  options.label = options.placeholder = add;
  Rect field = column.top(control_height(ui));
  field.x -= ui.dp(6);
  field.w += ui.dp(12);
  const NameAnswer answer = name_field(context, ui.id("add_link"), field, column, options);
  if (answer.chosen) context.outbox.run(SetLink{.person = contact.id, .contact = {answer.chosen}});
  if (!answer.created.empty()) create_link_of(context, contact, answer.created);
  if (state.belongings.named_by.empty()) return;
  const std::string by = ui.tr(TextKey::people_linked_from);
  hint(ui, column, by);
  const SemScope list(ui, ui.id("named_by"), column.rest(), {.role = Role::list, .name = by});
  for (const Id<Contact> id : state.belongings.named_by) {
    const Contact* other = context.document.find(id);
    if (!other) continue;
    const auto said = std::ranges::find(other->links, contact.id, &PersonLink::contact);
    if (said != other->links.end()) named_row(context, *other, said->words, column);
  }
}

}  // namespace voronka::ui
