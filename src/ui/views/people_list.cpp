// The rows of the page of people: who, where from, how to reach them, and how many deals they have.
#include <algorithm>

#include "generated/icons.hpp"
#include "model/titles.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/people.hpp"
#include "ui/views/people_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

void join(std::string& text, std::string_view part) {
  if (part.empty()) return;
  if (!text.empty()) text += " · ";
  text += part;
}

std::string first_of(const TextList& list) { return list.empty() ? std::string() : list[0]; }

std::string deals_in_words(const Ui& ui, const DealCounts& counts) {
  if (counts.open > 0) return ui.tr(TextKey::people_open_deals, {{"count", std::int64_t{counts.open}}});
  if (counts.all() > 0) return ui.tr(TextKey::people_closed_deals, {{"count", std::int64_t{counts.all()}}});
  return ui.tr(TextKey::people_no_deals);
}

PersonText made(const ViewContext& context, const PeopleState& state, std::uint32_t row) {
  const Document& document = context.document;
  const Ui& ui = context.ui;
  PersonText text;
  const auto addresses = [&](const auto& record) {
    text.name = record.name.empty() ? ui.tr(TextKey::people_nameless) : record.name;
    join(text.reach, first_of(record.phones));
    join(text.reach, first_of(record.emails));
    text.reach_short = first_of(record.phones.empty() ? record.emails : record.phones);
  };
  if (state.model.companies()) {
    const Company& company = document.table<Company>().rows()[row];
    addresses(company);
    join(text.beside, company.website);
    join(text.beside, company.address);
  } else {
    const Contact& contact = document.table<Contact>().rows()[row];
    addresses(contact);
    join(text.beside, company_name(document, contact.company));
    join(text.beside, contact.job_title);
  }
  text.deals = deals_in_words(ui, state.model.deals_of(row));
  text.spoken = text.name;
  for (const std::string* part : {&text.beside, &text.reach, &text.deals})
    if (!part->empty()) text.spoken += ", " + *part;
  return text;
}

const PersonText& text_of_row(const ViewContext& context, PeopleState& state, int index) {
  const Language language = context.ui.locale.language();
  if (state.texts_revision != context.document.revision() || state.texts_version != state.model.version() ||
      state.texts_language != language) {
    state.texts.clear();
    state.texts_revision = context.document.revision();
    state.texts_version = state.model.version();
    state.texts_language = language;
  }
  const auto [at, is_new] = state.texts.try_emplace(index);
  if (is_new) at->second = made(context, state, state.model.rows()[static_cast<std::size_t>(index)]);
  return at->second;
}

RawId id_of(const ViewContext& context, const PeopleState& state, int index) {
  const std::uint32_t row = state.model.rows()[static_cast<std::size_t>(index)];
  return state.model.companies() ? context.document.table<Company>().rows()[row].id.raw
                                 : context.document.table<Contact>().rows()[row].id.raw;
}

void draw_row(ViewContext& context, PeopleState& state, int index, Rect rect, const Sem& sem) {
  Ui& ui = context.ui;
  const PersonText& text = text_of_row(context, state, index);
  const RawId record = id_of(context, state, index);
  const Interaction it = ui.interact(ui.id("row", record), rect, sem);
  if (it.focused) state.list.focus_row = index;
  const bool open = context.route.argument == text_of(record);
  if (open || it.hovered) ui.fill(rect, open ? ui.color.soft : ui.color.hover, size::radius);
  if (it.focus_visible) ui.focus_ring(rect, size::radius);
  Row cells(inset(rect, ui.dp(8), 0), ui.dp(10));
  paint_icon(ui, cells.left(ui.dp(20)), state.model.companies() ? icon::building : icon::user, ui.color.faint);
  const bool has_deals = state.model.deals_of(state.model.rows()[static_cast<std::size_t>(index)]).open > 0;
  const float lines_height = line_height(ui, TextStyle::strong) + line_height(ui, TextStyle::meta) + ui.dp(2);
  Column lines(centered(cells.rest(), cells.rest().w, lines_height));
  Row first(lines.top(line_height(ui, TextStyle::strong)), ui.dp(10));
  paint_text(ui, first.right(text_width(ui, TextStyle::meta, text.deals)), TextStyle::meta,
             has_deals ? ui.color.text : ui.color.muted, text.deals);
  paint_text(ui, first.rest(), TextStyle::strong, ui.color.text, text.name);
  lines.space(ui.dp(2));
  Row second(lines.rest(), ui.dp(10));
  // Of two that do not fit the number stays: one looks here to call somebody.
  const std::string& reach = ui.compact() ? text.reach_short : text.reach;
  const float width = std::min(text_width(ui, TextStyle::meta, reach), second.rest().w * 0.6F);
  if (!reach.empty()) paint_text(ui, second.right(width), TextStyle::meta, ui.color.muted, reach, Align::right);
  paint_text(ui, second.rest(), TextStyle::meta, ui.color.muted, text.beside);
  if (!it.activated) return;
  state.list.focus_row = index;
  context.go_to = person_route(record);
}

}  // namespace

void draw_people_list(ViewContext& context, PeopleState& state, Rect rect) {
  Ui& ui = context.ui;
  const auto count = static_cast<int>(state.model.rows().size());
  state.list.focus_row = std::clamp(state.list.focus_row, 0, count - 1);
  const std::string name =
      ui.tr(state.model.companies() ? TextKey::people_list_companies : TextKey::people_list_contacts);
  List list(ui, ui.id("list"), rect, {.label = name, .count = count, .row_height = ui.dp(56)}, state.list);
  const auto sem_of = [&](int index) {
    return list.row_sem(index, {.role = Role::list_item,
                                .name = text_of_row(context, state, index).spoken,
                                .focusable = true,
                                .has_popup = true});
  };
  for (int i = list.range().first; i < list.range().last; ++i) draw_row(context, state, i, list.row(i), sem_of(i));
  if (const int away = list.row_out_of_sight(); away >= 0)
    ui.sem.add(ui.id("row", id_of(context, state, away)), list.row(away), sem_of(away), false);
  if (list.moved_to() >= 0) ui.focus(ui.id("row", id_of(context, state, list.moved_to())));
}

}  // namespace voronka::ui
