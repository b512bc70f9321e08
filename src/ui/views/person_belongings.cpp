// What belongs to a contact or a company: its deals, its people, and what happened in all its deals; and how that is drawn.
#include <algorithm>
#include <unordered_map>

#include "base/fold.hpp"
#include "base/sort.hpp"
#include "generated/icons.hpp"
#include "model/stages.hpp"
#include "model/titles.hpp"
#include "ui/views/board.hpp"
#include "ui/views/contact_field.hpp"
#include "ui/views/deal_sheet.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/people.hpp"
#include "ui/views/people_parts.hpp"
#include "ui/views/stage_colors.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t first_deals = 8;

// Open deals first, then those that are closed, then the archive.
int place_of_kind(const Deal& deal) { return deal.archived ? 2 : deal.status == DealStatus::open ? 0 : 1; }

template <class IsMeant>
PersonBelongings gathered(const ViewContext& context, std::size_t told, const IsMeant& is_meant) {
  const Document& document = context.document;
  std::vector<const Deal*> deals;
  for (const Deal& deal : document.table<Deal>().rows())
    if (!deal.deleted && is_meant(deal)) deals.push_back(&deal);
  sort_rows(deals, [](const Deal* a, const Deal* b) {
    const int a_place = place_of_kind(*a);
    const int b_place = place_of_kind(*b);
    if (a_place != b_place) return a_place < b_place;
    if (a_place > 0 && a->closed_on != b->closed_on) return a->closed_on > b->closed_on;
    return a->id > b->id;
  });
  PersonBelongings found;
  struct Happened {
    std::vector<Id<Activity>> done = {};
    std::vector<Id<Paper>> papers = {};
  };
  std::unordered_map<RawId, Happened, IdHash> happened;
  for (const Deal* deal : deals) {
    found.deals.push_back(deal->id);
    found.open += place_of_kind(*deal) == 0 ? 1 : 0;
    if (found.deals.size() <= told) happened.try_emplace(deal->id.raw);
  }
  for (const Activity& activity : document.table<Activity>().rows()) {
    if (activity.deleted || !activity.done_at) continue;
    if (const auto at = happened.find(activity.deal.raw); at != happened.end()) at->second.done.push_back(activity.id);
  }
  for (const Paper& paper : document.table<Paper>().rows()) {
    if (paper.deleted.by == DeletedBy::undo) continue;
    if (const auto at = happened.find(paper.deal.raw); at != happened.end()) at->second.papers.push_back(paper.id);
  }
  for (std::size_t i = 0; i < std::min(deals.size(), told); ++i) {
    const Happened& of_deal = happened[deals[i]->id.raw];
    std::vector<TimelineLine> lines = timeline_of(context, *deals[i], of_deal.done, of_deal.papers);
    for (TimelineLine& line : lines) {
      line.deal = deals[i]->id;
      if (deals.size() > 1) line.about = shown_title(context.ui, *deals[i]);
    }
    found.timeline.insert(found.timeline.end(), std::make_move_iterator(lines.begin()),
                          std::make_move_iterator(lines.end()));
  }
  sort_rows(found.timeline, [](const TimelineLine& a, const TimelineLine& b) { return a.at_ms > b.at_ms; });
  return found;
}

std::string standing(const ViewContext& context, const Deal& deal) {
  const Ui& ui = context.ui;
  if (deal.archived) return ui.tr(TextKey::palette_archived);
  if (deal.status != DealStatus::open) {
    const std::string day = deal.closed_on ? ui.locale.date_near(*deal.closed_on, context.app.today()) : std::string();
    return ui.tr(deal.status == DealStatus::won ? TextKey::deal_won_on : TextKey::deal_lost_on, {{"date", day}});
  }
  std::string text = title_of(context.document, deal.position.stage);
  if (deal.expected_close)
    text += " · " +
            ui.tr(TextKey::board_close_on, {{"date", ui.locale.date_near(*deal.expected_close, context.app.today())}});
  return text;
}

void deal_row(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const std::string title = shown_title(ui, deal);
  const std::string amount = deal.amount ? ui.locale.money_short(*deal.amount) : std::string();
  const std::string stands = standing(context, deal);
  const float lines_height = line_height(ui, TextStyle::body) + line_height(ui, TextStyle::meta) + ui.dp(2);
  Rect rect = column.top(std::max(lines_height + ui.dp(12), ui.dp(ui.coarse_pointer ? size::touch : 44)));
  rect.x -= ui.dp(6);
  rect.w += ui.dp(12);
  const Interaction it = ui.interact(ui.id("deal", deal.id.raw), rect,
                                     {.role = Role::list_item,
                                      .name = title + ", " + stands + (amount.empty() ? "" : ", " + amount),
                                      .focusable = true});
  if (it.hovered) ui.fill(rect, ui.color.hover, size::radius);
  if (it.focus_visible) ui.focus_ring(rect, size::radius);
  Row cells(inset(rect, ui.dp(6), 0), ui.dp(8));
  const Stage* stage = context.document.find(deal.position.stage);
  const Rect mark = cells.left(ui.dp(16));
  if (deal.archived) {
    paint_icon(ui, mark, icon::archive, ui.color.faint);
  } else if (deal.status == DealStatus::open) {
    if (stage) paint_dot(ui, mark.center(), 8, stage_color(ui.color, stage->color));
  } else {
    const bool won = deal.status == DealStatus::won;
    paint_icon(ui, mark, won ? icon::check : icon::x, won ? ui.color.ok : ui.color.faint);
  }
  if (!amount.empty())
    paint_text(ui, cells.right(text_width(ui, TextStyle::label, amount)), TextStyle::label, ui.color.text, amount);
  Column lines(centered(cells.rest(), cells.rest().w, lines_height));
  paint_text(ui, lines.top(line_height(ui, TextStyle::body)), TextStyle::body, ui.color.text, title);
  lines.space(ui.dp(2));
  paint_text(ui, lines.rest(), TextStyle::meta, ui.color.muted, stands);
  if (it.activated) context.go_to = Route{.path = "deal", .argument = text_of(deal.id.raw)};
}

bool is_writable(const ViewContext& context) {
  return context.app.store().save_state() != voronka::SaveState::read_only;
}

void new_deal(ViewContext& context, Id<Contact> contact, Id<Company> company, Column& column) {
  Ui& ui = context.ui;
  const std::vector<const Stage*> stages = stages_of(context.document, context.pipeline);
  const std::string words = ui.tr(TextKey::people_new_deal);
  column.space(ui.dp(6));
  if (!row_button(ui, column, ui.id("new_deal"),
                  {.label = words, .icon = icon::plus, .disabled = stages.empty() || !is_writable(context)}))
    return;
  Deal deal = {.company = company, .position = {.stage = stages[0]->id}};
  if (contact) deal.contacts = {contact};
  context.outbox.run_quietly(CreateDeal{.deal = std::move(deal)}, {});
  context.open_created = true;
}

}  // namespace

PersonBelongings belongings_of(const ViewContext& context, const Contact& contact, std::size_t told) {
  PersonBelongings found = gathered(context, told, [&](const Deal& deal) {
    return std::ranges::find(deal.contacts, contact.id) != deal.contacts.end();
  });
  for (const Contact& other : context.document.table<Contact>().rows())
    if (!other.deleted && std::ranges::find(other.links, contact.id, &PersonLink::contact) != other.links.end())
      found.named_by.push_back(other.id);
  return found;
}

PersonBelongings belongings_of(const ViewContext& context, const Company& company, std::size_t told) {
  PersonBelongings found = gathered(context, told, [&](const Deal& deal) { return deal.company == company.id; });
  std::vector<const Contact*> staff;
  for (const Contact& contact : context.document.table<Contact>().rows())
    if (!contact.deleted && contact.company == company.id) staff.push_back(&contact);
  sort_rows(staff, [](const Contact* a, const Contact* b) { return less_for_people(a->name, b->name); });
  for (const Contact* contact : staff) found.staff.push_back(contact->id);
  return found;
}

void draw_person_deals(ViewContext& context, PersonState& state, Id<Contact> contact, Id<Company> company,
                       Column& column) {
  Ui& ui = context.ui;
  section_heading(ui, column, ui.tr(TextKey::people_deals));
  const auto& deals = state.belongings.deals;
  const bool cut = !state.all_deals && deals.size() > first_deals + 2;
  if (deals.empty()) {
    hint(ui, column, ui.tr(TextKey::people_deals_none));
  } else {
    SemScope list(ui, ui.id("deals"), column.rest(), {.role = Role::list, .name = ui.tr(TextKey::people_deals)});
    for (std::size_t i = 0; i < (cut ? first_deals : deals.size()); ++i)
      if (const Deal* deal = context.document.find(deals[i])) deal_row(context, *deal, column);
  }
  if (cut) {
    const std::string all = ui.tr(TextKey::people_all_deals, {{"count", static_cast<std::int64_t>(deals.size())}});
    if (row_button(ui, column, ui.id("all_deals"), {.label = all, .kind = ButtonKind::ghost, .small = true}))
      state.all_deals = true;
  }
  new_deal(context, contact, company, column);
}

void draw_person_history(ViewContext& context, PersonState& state, Column& column) {
  Ui& ui = context.ui;
  if (state.belongings.deals.empty()) return;
  const std::string title = ui.tr(state.belongings.deals.size() > 1 ? TextKey::people_history : TextKey::deal_history);
  section_heading(ui, column, title);
  const std::vector<TimelineLine>& lines = state.belongings.timeline;
  if (lines.empty()) {
    hint(ui, column,
         ui.tr(context.app.store().complete() ? TextKey::deal_history_empty : TextKey::deal_history_loading));
  } else if (const TimelineLine* chosen = draw_timeline(ui, column, title, lines, state.whole_history)) {
    open_deal_at(context, chosen->deal, chosen->paper);
  }
  const std::size_t deals = state.belongings.deals.size();
  const bool cut = !state.whole_history && lines.size() > most_lines_at_first;
  if (cut || deals <= state.told) return;
  const auto more = static_cast<std::int64_t>(std::min(most_told, deals - state.told));
  const std::string label = ui.tr(TextKey::people_history_more, {{"count", more}});
  if (!row_button(ui, column, ui.id("more_history"), {.label = label, .kind = ButtonKind::ghost, .small = true}))
    return;
  state.told += most_told;
  state.revision = 0;  // gathered anew
  ui.request_frame();
}

void draw_staff(ViewContext& context, const Company& company, const PersonState& state, Column& column) {
  Ui& ui = context.ui;
  section_heading(ui, column, ui.tr(TextKey::people_staff));
  if (!state.belongings.staff.empty()) {
    SemScope list(ui, ui.id("staff"), column.rest(), {.role = Role::list, .name = ui.tr(TextKey::people_staff)});
    for (const Id<Contact> id : state.belongings.staff) {
      const Contact* contact = context.document.find(id);
      if (!contact) continue;
      std::string name = contact->name.empty() ? ui.tr(TextKey::people_nameless) : contact->name;
      std::string beside = contact->job_title;
      if (!beside.empty() && !contact->phones.empty()) beside += " · ";
      if (!contact->phones.empty()) beside += contact->phones[0];
      Rect rect = column.top(control_height(ui));
      rect.x -= ui.dp(6);
      rect.w += ui.dp(12);
      std::string spoken = name;
      if (!beside.empty()) spoken.append(", ").append(beside);
      const Interaction it =
          ui.interact(ui.id("person", id.raw), rect, {.role = Role::list_item, .name = spoken, .focusable = true});
      if (it.hovered) ui.fill(rect, ui.color.hover, size::radius);
      if (it.focus_visible) ui.focus_ring(rect, size::radius);
      Row cells(inset(rect, ui.dp(6), 0), ui.dp(10));
      const float width = std::min(text_width(ui, TextStyle::body, name), cells.rest().w);
      paint_text(ui, cells.left(width), TextStyle::body, ui.color.text, name);
      paint_text(ui, cells.rest(), TextStyle::meta, ui.color.muted, beside);
      if (it.activated) context.go_to = person_route(id.raw);
    }
  }
  const std::string add = ui.tr(TextKey::people_add_person);
  NameFieldOptions options = {.label = add, .placeholder = add, .type = RecordType::contact};
  for (const Id<Contact> id : state.belongings.staff) options.without.push_back(id.raw);
  Rect field = column.top(control_height(ui));
  field.x -= ui.dp(6);
  field.w += ui.dp(12);
  const NameAnswer answer = name_field(context, ui.id("add_person"), field, column, options);
  if (answer.chosen) context.outbox.run(set_field(Id<Contact>{answer.chosen}, &Contact::company, company.id));
  if (!answer.created.empty()) context.outbox.run(AddRecord{Contact{.name = answer.created, .company = company.id}});
}

}  // namespace voronka::ui
