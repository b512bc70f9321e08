#include "ui/views/contact_field.hpp"

#include <algorithm>
#include <utility>

#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "generated/icons.hpp"
#include "ui/text_field.hpp"
#include "ui/views/calls.hpp"
#include "ui/views/copying.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/line_words.hpp"
#include "ui/views/qr_dialog.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t max_matches = 6;

struct Match {
  RawId id = {};
  std::string name = {};
  std::string beside = {};  // a contact's company, a product's code and price
};
struct NameField {
  std::string text = {};
  bool typing = false;
  std::string matched_text = {};
  std::uint64_t matched_revision = 0;
  std::vector<Match> matches = {};
  bool exact = false;  // the first match is called exactly so
  bool whole = false;  // the matches have all of the text in their name
};
struct NameFields {
  std::unordered_map<NodeId, NameField> by_node = {};
};
struct Links {
  std::vector<NewLink> waiting = {};
};

template <class Record>
void find_named(const ViewContext& context, NameField& field, const NameFieldOptions& options,
                const std::string& wanted) {
  const Document& document = context.document;
  std::vector<Match> inside;
  for (const Record& record : document.table<Record>().rows()) {
    if (record.deleted || std::ranges::find(options.without, record.id.raw) != options.without.end()) continue;
    const std::string name = folded(record.name);
    std::size_t at = name.find(wanted);
    bool exact = name == wanted;
    if constexpr (std::is_same_v<Record, Product>) {
      const std::string code = folded(record.code);
      at = std::min(at, code.find(wanted));
      exact = exact || code == wanted;
    }
    if (at == std::string::npos) continue;
    Match match = {.id = record.id.raw, .name = record.name, .beside = {}};
    if constexpr (std::is_same_v<Record, Contact>) {
      if (const Company* company = document.find(record.company)) match.beside = company->name;
    }
    if constexpr (std::is_same_v<Record, Product>) match.beside = product_words(context.ui, record);
    if (exact) {
      field.matches.insert(field.matches.begin(), std::move(match));
      field.exact = true;
    } else if (at == 0 && field.matches.size() < max_matches) {
      field.matches.push_back(std::move(match));
    } else if (inside.size() < max_matches) {
      inside.push_back(std::move(match));
    }
  }
  std::ranges::move(inside, std::back_inserter(field.matches));
  if (field.matches.size() > max_matches) field.matches.resize(max_matches);
}

// "Окно 1400 × 1200" may well be called so: only what nothing has in its name is looked into.
template <class Record>
void find_matches(const ViewContext& context, NameField& field, const NameFieldOptions& options) {
  find_named<Record>(context, field, options, folded(trimmed(field.text)));
  field.whole = !field.matches.empty();
  if (!field.whole && options.name_in)
    find_named<Record>(context, field, options, folded(options.name_in(context, field.text)));
}

void refresh(const ViewContext& context, NameField& field, const NameFieldOptions& options) {
  const Document& document = context.document;
  if (field.matched_text == field.text && field.matched_revision == document.revision()) return;
  field.matched_text = field.text;
  field.matched_revision = document.revision();
  field.matches.clear();
  field.exact = false;
  if (options.type == RecordType::company) find_matches<Company>(context, field, options);
  if (options.type == RecordType::contact) find_matches<Contact>(context, field, options);
  if (options.type == RecordType::tag) find_matches<Tag>(context, field, options);
  if (options.type == RecordType::product) find_matches<Product>(context, field, options);
}

struct ListAnswer {
  int chosen = -1;
  bool left_upwards = false;  // back into the field
};
// The last item creates; its index is the number of matches.
ListAnswer suggestion_list(Ui& ui, NodeId id, Column& column, const NameField& field, TextKey create) {
  IdScope scope(ui, id);
  const int count = static_cast<int>(field.matches.size()) + (field.exact || create == TextKey::none ? 0 : 1);
  if (count == 0) return {};
  const float row_height = control_height(ui);
  const Rect box = column.top(row_height * static_cast<float>(count) + ui.dp(8));
  column.space(ui.dp(4));
  ui.fill(box, ui.color.sunken, size::radius);
  SemScope list(ui, ui.id("suggestions"), box, {.role = Role::listbox, .name = ui.tr(TextKey::field_suggestions)});
  Column rows(inset(box, ui.dp(4)));
  ListAnswer answer;
  for (int i = 0; i < count; ++i) {
    const bool creates = i == static_cast<int>(field.matches.size());
    const Match match = creates ? Match{} : field.matches[static_cast<std::size_t>(i)];
    const std::string name = creates ? ui.tr(create, {{"name", field.text}}) : match.name;
    const Rect row = rows.top(row_height);
    const NodeId item = ui.id("item", static_cast<std::uint64_t>(i));
    const Interaction it = ui.interact(item, row, {.role = Role::option, .name = name, .description = match.beside});
    if (it.hovered || it.held) ui.fill(row, it.held ? ui.color.press : ui.color.hover, 6);
    Row parts(inset(row, ui.dp(8), 0), ui.dp(8));
    if (creates) paint_icon(ui, parts.left(ui.dp(16)), icon::plus, ui.color.accent);
    const float width = std::min(text_width(ui, TextStyle::label, name), parts.rest().w);
    paint_text(ui, parts.left(width), TextStyle::label, creates ? ui.color.accent : ui.color.text, name);
    paint_text(ui, parts.rest(), TextStyle::meta, ui.color.muted, match.beside);
    if (it.focus_visible) ui.focus_ring(row, 6);
    if (it.activated) answer.chosen = i;
    if (ui.take_key(item, Key::down) && i + 1 < count) ui.focus(ui.id("item", static_cast<std::uint64_t>(i) + 1));
    if (ui.take_key(item, Key::up)) {
      if (i == 0) answer.left_upwards = true;
      if (i > 0) ui.focus(ui.id("item", static_cast<std::uint64_t>(i) - 1));
    }
  }
  return answer;
}

template <class Record>
bool is_new_one(const ViewContext& context, const NewLink& link) {
  const Record* record = context.document.find(Id<Record>{context.app.last_created()});
  return record && record->name == link.name;
}

// True when the link is done with: made, or what it is for is gone.
bool finish(ViewContext& context, const NewLink& link) {
  const Deal* deal = context.document.find(link.deal);
  const Contact* person = context.document.find(link.person);
  if (!deal && !person) return true;
  if (context.app.created_count() <= link.created_before) return false;
  const RawId made = context.app.last_created();
  if (link.where == NewLink::Where::link_of_person) {
    if (!is_new_one<Contact>(context, link)) return false;
    context.outbox.run_quietly(SetLink{.person = link.person, .contact = {made}}, link.merge_key);
  } else if (person) {
    if (!is_new_one<Company>(context, link)) return false;
    context.outbox.run_quietly(set_field(person->id, &Contact::company, Id<Company>{made}), link.merge_key);
  } else if (link.where == NewLink::Where::company && is_new_one<Company>(context, link)) {
    context.outbox.run_quietly(set_field(deal->id, &Deal::company, Id<Company>{made}), link.merge_key);
  } else if (link.where == NewLink::Where::contact && is_new_one<Contact>(context, link)) {
    std::vector<Id<Contact>> contacts = deal->contacts;
    contacts.push_back({made});
    context.outbox.run_quietly(set_field(deal->id, &Deal::contacts, std::move(contacts)), link.merge_key);
  } else if (link.where == NewLink::Where::tag && is_new_one<Tag>(context, link)) {
    std::vector<Id<Tag>> tags = deal->tags;
    tags.push_back({made});
    context.outbox.run_quietly(set_field(deal->id, &Deal::tags, std::move(tags)), link.merge_key);
  } else {
    return false;  // something else was created meanwhile: ours is still to come
  }
  context.ui.request_frame();
  return true;
}

void await_record(ViewContext& context, NewLink link, RawId of, NewRecord record) {
  link.created_before = context.app.created_count();
  link.merge_key = text_of(of) + "/link/" + std::to_string(context.app.now().utc_ms);
  context.outbox.run_quietly(AddRecord{.record = std::move(record)}, link.merge_key);
  context.states.of<Links>().waiting.push_back(std::move(link));
  context.ui.request_frame();
}

enum class Reach : std::uint8_t { phone, email };

// "+7 917 555-01-22 бухгалтерия": the number, and whose or what kind it is, in the user's own words. An extension ("доб. 3") has digits and so
// belongs to the number.
struct PhoneParts {
  std::string_view number = {}, words = {};
};
PhoneParts phone_parts(std::string_view text) {
  const std::size_t last = text.find_last_of("0123456789");
  if (last == std::string_view::npos) return {.number = text};
  std::size_t end = last + 1;
  if (end < text.size() && text[end] == ')') ++end;
  std::string_view words = text.substr(end);
  while (!words.empty() && (words.front() == ' ' || words.front() == '(' || words.front() == '-'))
    words.remove_prefix(1);
  while (!words.empty() && (words.back() == ' ' || words.back() == ')')) words.remove_suffix(1);
  return {.number = text.substr(0, end), .words = words};
}

bool copyable_line(ViewContext& context, Column& column, NodeId id, Reach by, const std::string& text,
                   const std::string& href) {
  Ui& ui = context.ui;
  const PhoneParts parts = by == Reach::phone ? phone_parts(text) : PhoneParts{.number = text};
  const bool with_qr = by == Reach::phone && offers_qr(ui, parts.number);
  IdScope scope(ui, id);
  Row row(column.top(ui.dp(size::control_small)));
  row.left(ui.dp(6));  // flush with the text of the fields above
  const float side = row.rest().h;
  const Rect copy = row.right(side);
  const Rect qr = with_qr ? row.right(side) : Rect{};
  const std::string number(parts.number);
  const float width = std::min(text_width(ui, TextStyle::label, number) + ui.dp(1), row.rest().w);
  const Rect place = parts.words.empty() ? row.rest() : row.left(width);
  const bool followed = link(ui, ui.id("link"), place, TextStyle::label, number, href);
  if (!parts.words.empty()) {
    row.left(ui.dp(8));
    label(ui, row.rest(), TextStyle::meta, ui.color.muted, std::string(parts.words));
  }
  if (with_qr) qr_button(context, ui.id("qr"), qr, number);
  copy_button(ui, ui.id("copy"), copy, number);
  copy_by_key(ui, ui.id("link"), number);
  return followed;
}

}  // namespace

std::string_view typed_in(ViewContext& context, NodeId id) {
  const NameField& field = context.states.of<NameFields>().by_node[id];
  return field.typing ? std::string_view(field.text) : std::string_view();
}

NameAnswer name_field(ViewContext& context, NodeId id, Rect rect, Column& column, const NameFieldOptions& options) {
  Ui& ui = context.ui;
  NameField& field = context.states.of<NameFields>().by_node[id];
  if (!field.typing) field.text = options.current;
  const TextFieldResult typed = text_field(
      ui, id, rect, {.label = options.label, .placeholder = options.placeholder, .ghost = true, .autocomplete = "off"},
      field.text);
  if (typed.changed) field.typing = field.text != options.current;
  if (typed.cancelled) field.typing = false;

  NameAnswer answer;
  if (!field.typing) return answer;
  if (field.text.empty()) {
    if (!typed.committed && typed.focused) return answer;
    field.typing = false;
    answer.cleared = !options.current.empty();
    return answer;
  }
  refresh(context, field, options);
  if (!options.reading.empty() && !field.whole) {
    const Rect place = column.rest();
    const float height = paint_wrapped(ui, place, TextStyle::meta, ui.color.muted, options.reading);
    ui.sem.add(ui.id("reading", id), column.top(height), {.role = Role::status, .name = options.reading});
    column.space(ui.dp(4));
  }
  const ListAnswer list = suggestion_list(ui, id, column, field, options.create);
  if (ui.take_key(id, Key::down)) {
    IdScope scope(ui, id);
    ui.focus(ui.id("item", 0));
  }
  if (list.left_upwards) ui.focus(id);
  int chosen = list.chosen;
  // Enter takes the record that is called exactly so, and otherwise makes a new one: it never takes a likely one unasked.
  if (typed.entered)
    chosen = field.exact ? 0 : options.create == TextKey::none ? -1 : static_cast<int>(field.matches.size());
  if (chosen < 0) return answer;
  answer.typed = field.text;
  answer.whole = field.whole;
  if (chosen < static_cast<int>(field.matches.size())) {
    answer.chosen = field.matches[static_cast<std::size_t>(chosen)].id;
  } else {
    answer.created = field.text;
  }
  field = {};
  if (list.chosen >= 0) ui.focus(id);
  ui.request_frame();
  return answer;
}

void create_and_link(ViewContext& context, NewLink::Where where, const Deal& deal, std::string name) {
  NewLink link = {.where = where, .deal = deal.id, .name = std::move(name)};
  NewRecord record;
  if (where == NewLink::Where::company) record = Company{.name = link.name};
  if (where == NewLink::Where::contact) record = Contact{.name = link.name, .company = deal.company};
  if (where == NewLink::Where::tag) record = Tag{.name = link.name};
  await_record(context, std::move(link), deal.id.raw, std::move(record));
}

void create_company_of(ViewContext& context, const Contact& person, std::string name) {
  NewRecord record = Company{.name = name};
  await_record(context, {.where = NewLink::Where::company_of_person, .person = person.id, .name = std::move(name)},
               person.id.raw, std::move(record));
}

void create_link_of(ViewContext& context, const Contact& person, std::string name) {
  NewRecord record = Contact{.name = name};
  await_record(context, {.where = NewLink::Where::link_of_person, .person = person.id, .name = std::move(name)},
               person.id.raw, std::move(record));
}

void finish_links(ViewContext& context) {
  std::erase_if(context.states.of<Links>().waiting, [&](const NewLink& link) { return finish(context, link); });
}

void contact_lines(ViewContext& context, Column& column, Id<Deal> deal, const TextList& phones,
                   const TextList& emails) {
  Ui& ui = context.ui;
  std::uint64_t number = 0;
  for (const std::string& phone : phones)
    if (copyable_line(context, column, ui.id("phone", number++), Reach::phone, phone, call_address(context, phone)) &&
        deal)
      call_begun(context, deal);
  for (const std::string& email : emails)
    copyable_line(context, column, ui.id("email", number++), Reach::email, email, "mailto:" + email);
}

}  // namespace voronka::ui
