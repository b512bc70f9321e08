// Who may be the same, below the name in the panel; and the dialog that makes two records one, with what comes of it before it is done.
#include "base/later.hpp"
#include "commands/join_records.hpp"
#include "generated/icons.hpp"
#include "model/titles.hpp"
#include "ui/actions.hpp"
#include "ui/layers.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/views/people.hpp"
#include "ui/views/people_parts.hpp"
#include "ui/views/requisites.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

TextKey key_of(Likeness why) {
  constexpr TextKey keys[] = {TextKey::people_like_inn, TextKey::people_like_phone, TextKey::people_like_email,
                              TextKey::people_like_name};
  return keys[static_cast<std::size_t>(why)];
}

std::string name_of(const ViewContext& context, RecordType type, RawId id) {
  std::string name = title_of(context.document, type, id);
  return name.empty() ? context.ui.tr(TextKey::people_nameless) : name;
}

// Two that are alike may be called alike: where each is, or how it is reached.
std::string name_and_place(const ViewContext& context, RecordType type, RawId id) {
  std::string about;
  if (const Contact* contact = type == RecordType::contact ? context.document.find(Id<Contact>{id}) : nullptr) {
    about = company_name(context.document, contact->company);
    if (about.empty() && !contact->phones.empty()) about = contact->phones[0];
    if (about.empty() && !contact->emails.empty()) about = contact->emails[0];
  }
  if (const Company* company = type == RecordType::company ? context.document.find(Id<Company>{id}) : nullptr) {
    if (!company->phones.empty()) about = company->phones[0];
    if (about.empty()) about = company->website;
  }
  const std::string name = name_of(context, type, id);
  return about.empty() ? name : context.ui.tr(TextKey::people_lookalike, {{"name", name}, {"about", about}});
}

std::string all_of(const TextList& list) {
  std::string text;
  for (const std::string& one : list) text += (text.empty() ? "" : ", ") + one;
  return text;
}

struct ResultRow {
  TextKey name = TextKey::none;
  std::string value = {};
  bool is_new = false;  // not as the one that stays has it now
};

std::vector<ResultRow> rows_of(const Document& document, const Contact& kept, const Contact& whole) {
  return {{TextKey::field_company, company_name(document, whole.company), whole.company != kept.company},
          {TextKey::field_job_title, whole.job_title, whole.job_title != kept.job_title},
          {TextKey::field_phone, all_of(whole.phones), whole.phones != kept.phones},
          {TextKey::field_email, all_of(whole.emails), whole.emails != kept.emails},
          {TextKey::people_comment, whole.comment, whole.comment != kept.comment}};
}

std::vector<ResultRow> rows_of(const Document&, const Company& kept, const Company& whole) {
  std::vector<ResultRow> rows = {{TextKey::field_phone, all_of(whole.phones), whole.phones != kept.phones},
                                 {TextKey::field_email, all_of(whole.emails), whole.emails != kept.emails},
                                 {TextKey::field_website, whole.website, whole.website != kept.website},
                                 {TextKey::people_address, whole.address, whole.address != kept.address},
                                 {TextKey::people_comment, whole.comment, whole.comment != kept.comment}};
  for (const RequisiteField& field : requisite_fields)
    rows.push_back({field.name, whole.*field.member, whole.*field.member != kept.*field.member});
  return rows;
}

// Nothing: one of them is gone meanwhile.
template <class Record>
std::vector<ResultRow> result_of(const Document& document, Id<Record> keep, Id<Record> gone) {
  const Record* kept = document.find(keep);
  const Record* other = document.find(gone);
  if (!kept || !other || kept->deleted || other->deleted) return {};
  return rows_of(document, *kept, joined(*kept, *other));
}

void draw_result(Ui& ui, const std::vector<ResultRow>& rows, Column& body) {
  SemScope list(ui, ui.id("result"), body.rest(), {.role = Role::list, .name = ui.tr(TextKey::people_join_result)});
  for (const ResultRow& row : rows) {
    if (row.value.empty()) continue;
    const std::string name = ui.tr(row.name);
    const TextStyle style = row.is_new ? TextStyle::strong : TextStyle::body;
    const float left = ui.dp(118);
    const Rect rest = body.rest();
    const float height = wrapped_height(ui, style, row.value, rest.w - left);
    const Rect place = body.top(height + ui.dp(8));
    ui.sem.add(ui.id("row", static_cast<std::uint64_t>(row.name)), place,
               {.role = Role::list_item, .name = name + ": " + row.value});
    paint_text(ui, {place.x, place.y, left - ui.dp(8), line_height(ui, style)}, TextStyle::label, ui.color.muted, name);
    paint_wrapped(ui, {place.x + left, place.y, place.w - left, height}, style, ui.color.text, row.value);
  }
}

// The names of both, one of which is chosen: that record stays.
void draw_which(ViewContext& context, PersonState& state, RecordType type, Column& body) {
  Ui& ui = context.ui;
  const std::string caption = ui.tr(TextKey::people_join_which);
  field_label(ui, body.top(line_height(ui, TextStyle::meta)), caption);
  body.space(ui.dp(4));
  const Rect place = {body.rest().x, body.rest().y, body.rest().w, 2 * control_height(ui)};
  const SemScope group(ui, ui.id("which"), place, {.role = Role::radio_group, .name = caption});
  if (radio(ui, ui.id("this"), body.top(control_height(ui)), name_and_place(context, type, state.shown),
            !state.keeps_other))
    state.keeps_other = false;
  if (radio(ui, ui.id("other"), body.top(control_height(ui)), name_and_place(context, type, state.joins),
            state.keeps_other))
    state.keeps_other = true;
}

}  // namespace

void draw_lookalikes(ViewContext& context, PersonState& state, Column& column) {
  Ui& ui = context.ui;
  const RecordType type = state.type;
  constexpr std::size_t rows_a_frame = 600;  // about two milliseconds
  if (state.alike.update(context.document, type, state.shown, rows_a_frame)) ui.request_frame();
  for (const Lookalike& alike : state.alike.found()) {
    const std::string name = name_of(context, type, alike.id);
    const std::string text = ui.tr(key_of(alike.why), {{"name", name}});
    const std::string join = ui.tr(TextKey::people_join);
    const std::string spoken = ui.tr(TextKey::people_join_with, {{"name", name}});
    const ButtonOptions options = {.label = join, .kind = ButtonKind::ghost, .description = spoken, .small = true};
    column.space(ui.dp(6));
    const float height = std::max(ui.dp(36), control_height(ui));
    const Rect box = column.top(height);
    ui.fill(box, ui.color.sunken, size::radius);
    Row row(inset(box, ui.dp(10), 0), ui.dp(8));
    const bool writable = context.app.store().save_state() != voronka::SaveState::read_only;
    const Rect place = row.right(button_width(ui, options));
    const IdScope scope(ui, ui.id("alike", alike.id));
    link(ui, ui.id("open"), row.rest(), TextStyle::meta, text, text_of(person_route(alike.id)));
    if (!writable ||
        !button(ui, ui.id("join"), centered(place, place.w, std::min(height, control_height(ui))), options))
      continue;
    state.joins = alike.id;
    state.keeps_other = false;
    ui.request_frame();
  }
}

namespace {

VORONKA_LATER void draw_joining(ViewContext& context, PersonState& state) {
  Ui& ui = context.ui;
  const RecordType type = state.type;
  const RawId keep = state.keeps_other ? state.joins : state.shown;
  const RawId gone = state.keeps_other ? state.shown : state.joins;
  const std::vector<ResultRow> rows = type == RecordType::company
                                          ? result_of(context.document, Id<Company>{keep}, Id<Company>{gone})
                                          : result_of(context.document, Id<Contact>{keep}, Id<Contact>{gone});
  if (rows.empty()) {  // another tab was faster
    state.joins = {};
    return;
  }
  const NodeId id = ui.id("join_dialog");
  Dialog dialog(ui, id, {.title = ui.tr(TextKey::people_join_title), .width_dp = 480, .height_dp = 420});
  {
    FormScroll scroll(context, ui.id("scroll"), dialog.body(), dialog.body(), id);
    Column& body = scroll.column();
    draw_which(context, state, type, body);
    body.space(ui.dp(12));
    field_label(ui, body.top(line_height(ui, TextStyle::meta)), ui.tr(TextKey::people_join_result));
    body.space(ui.dp(4));
    draw_result(ui, rows, body);
    body.space(ui.dp(10));
    hint(ui, body,
         ui.tr(TextKey::people_join_gone,
               {{"name", name_of(context, type, gone)}, {"keys", keys_of(ui, ActionId::undo)}}));
  }
  Row buttons(dialog.footer(), ui.dp(8));
  const std::string join = ui.tr(TextKey::people_join_do);
  const ButtonOptions confirm = {.label = join, .kind = ButtonKind::primary};
  const bool done = button(ui, ui.id("confirm"), buttons.right(button_width(ui, confirm)), confirm);
  const std::string cancel = ui.tr(TextKey::people_join_cancel);
  const ButtonOptions leave = {.label = cancel, .kind = ButtonKind::ghost};
  const bool left = button(ui, ui.id("cancel"), buttons.right(button_width(ui, leave)), leave);
  if (done) {
    context.outbox.run(JoinRecords{.type = type, .keep = keep, .gone = gone});
    context.go_to = person_route(keep);
  }
  if (done || left || dialog.closed()) state.joins = {};
}

}  // namespace

void draw_join_dialog(ViewContext& context) {
  PersonState& state = context.states.of<PersonState>();
  if (state.joins && state.frame == context.ui.frame) draw_joining(context, state);
}

}  // namespace voronka::ui
