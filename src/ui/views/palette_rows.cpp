#include "ui/views/palette_rows.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "base/sort.hpp"
#include "generated/icons.hpp"
#include "model/titles.hpp"
#include "ui/fuzzy.hpp"
#include "ui/views/deal_title.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t most_recent = 5;
constexpr std::size_t most_actions = 8;  // beside what else is found

// "choose_theme/2": an action and, where it has choices, which.
std::string recent_text(ActionId action, std::size_t choice) {
  const std::string name(action_of(action).name);
  return choice == 0 ? name : name + "/" + std::to_string(choice);
}

PaletteRow row_of(const ViewContext& context, const PaletteEntry& entry, const ActionTarget& target) {
  const Action& action = action_of(entry.action);
  const bool about_deal = action.acts_on == ActsOn::deal;
  return {.kind = PaletteRow::Kind::action,
          .title = entry.title,
          .beside = about_deal ? title_of(context.document, target.deal) : std::string(),
          .keys = keys_of(context.ui, entry.action, entry.choice),
          .icon = action.icon,
          .action = entry.action,
          .choice = entry.choice};
}

void add_everything(const ViewContext& context, const PaletteQuestion& question, std::vector<PaletteRow>& rows) {
  std::vector<const PaletteEntry*> recent;
  for (const std::string& text : context.app.preferences().recent)
    for (const PaletteEntry& entry : question.entries)
      if (recent_text(entry.action, entry.choice) == text) recent.push_back(&entry);
  for (const PaletteEntry* entry : recent) {
    rows.push_back(row_of(context, *entry, question.target));
    if (entry == recent.front()) rows.back().heading = context.ui.tr(TextKey::palette_recent);
  }
  std::optional<ActionGroup> group;
  for (const PaletteEntry& entry : question.entries) {
    rows.push_back(row_of(context, entry, question.target));
    if (group != action_of(entry.action).group) {
      group = action_of(entry.action).group;
      rows.back().heading = group_title(context.ui, *group);
    }
  }
}

void add_actions(const ViewContext& context, const PaletteQuestion& question, std::vector<PaletteRow>& rows) {
  struct Fit {
    int score = 0;
    const PaletteEntry* entry = nullptr;
  };
  std::vector<Fit> fits;
  const std::string wanted = folded(question.text);
  const std::vector<std::string>& recent = context.app.preferences().recent;
  for (const PaletteEntry& entry : question.entries) {
    int score = fuzzy_score(wanted, entry.folded);
    if (score == 0) continue;
    if (std::ranges::find(recent, recent_text(entry.action, entry.choice)) != recent.end()) score += 50;
    fits.push_back({.score = score, .entry = &entry});
  }
  sort_rows(fits,
            [](const Fit& a, const Fit& b) { return a.score != b.score ? a.score > b.score : a.entry < b.entry; });
  if (fits.size() > most_actions) fits.resize(most_actions);
  for (const Fit& fit : fits) rows.push_back(row_of(context, *fit.entry, question.target));
}

PaletteRow create_row(const ViewContext& context, QuickDeal quick) {
  const Ui& ui = context.ui;
  const std::string details = details_of(context, quick);
  return {.kind = PaletteRow::Kind::create,
          .title = details.empty() ? ui.tr(TextKey::palette_create, {{"title", quick.title}})
                                   : ui.tr(TextKey::palette_create_sum, {{"title", quick.title}, {"sum", details}}),
          .icon = icon::plus,
          .quick = std::move(quick)};
}

void add_deals(const ViewContext& context, const RecordFinder& finder, std::vector<PaletteRow>& rows) {
  const auto deals = context.document.table<Deal>().rows();
  bool first = true;
  for (const Found& found : finder.deals()) {
    const Deal& deal = deals[found.row];
    rows.push_back({.kind = PaletteRow::Kind::deal,
                    .title = shown_title(context.ui, deal),
                    .beside = whereabouts(context, deal),
                    .heading = first ? context.ui.tr(TextKey::palette_deals) : std::string(),
                    .icon = icon::file_text,
                    .id = deal.id.raw});
    first = false;
  }
}

void add_people(const ViewContext& context, const RecordFinder& finder, std::vector<PaletteRow>& rows) {
  bool first = true;
  for (const Found& found : finder.people()) {
    const bool is_company = found.type == RecordType::company;
    const Company* company = is_company ? &context.document.table<Company>().rows()[found.row] : nullptr;
    const Contact* contact = is_company ? nullptr : &context.document.table<Contact>().rows()[found.row];
    rows.push_back({.kind = is_company ? PaletteRow::Kind::company : PaletteRow::Kind::contact,
                    .title = is_company ? company->name : contact->name,
                    .beside = is_company ? context.ui.tr(TextKey::people_company)
                                         : company_name(context.document, contact->company),
                    .heading = first ? context.ui.tr(TextKey::palette_people) : std::string(),
                    .icon = is_company ? icon::building : icon::user,
                    .id = is_company ? company->id.raw : contact->id.raw});
    first = false;
  }
}

}  // namespace

std::vector<PaletteEntry> palette_entries(const ViewContext& context, const ActionTarget& target) {
  std::vector<PaletteEntry> entries;
  const auto add = [&](ActionId id, std::size_t choice, std::string_view name) {
    std::string title = title_of(context.ui, id, name);
    std::string compared = folded(title);
    entries.push_back({.action = id, .choice = choice, .title = std::move(title), .folded = std::move(compared)});
  };
  for (std::size_t i = 0; i < all_actions().size(); ++i) {
    const auto id = static_cast<ActionId>(i);
    if (id == ActionId::palette || !can_act(context, id, target)) continue;
    if (const auto choices = choices_of(context, id, target)) {
      for (std::size_t choice = 0; choice < choices->size(); ++choice) add(id, choice, (*choices)[choice]);
    } else {
      add(id, 0, {});
    }
  }
  return entries;
}

std::vector<PaletteRow> palette_rows(const ViewContext& context, const PaletteQuestion& question) {
  std::vector<PaletteRow> rows;
  if (question.text.find_first_not_of(' ') == std::string_view::npos) {
    add_everything(context, question, rows);
    return rows;
  }
  QuickDeal quick =
      quick_deal_from(context.ui.locale, question.text, context.document.base_currency(), context.app.today());
  const bool can_create = !quick.title.empty() && can_act(context, ActionId::new_deal, question.target);
  // With an amount or a day it can only be meant as a deal; without them that is the last thing to think of.
  const bool surely = quick.amount || quick.expected_close;
  if (can_create && surely) rows.push_back(create_row(context, quick));
  add_actions(context, question, rows);
  add_deals(context, question.finder, rows);
  add_people(context, question.finder, rows);
  if (can_create && !surely) rows.push_back(create_row(context, std::move(quick)));
  return rows;
}

std::string whereabouts(const ViewContext& context, const Deal& deal) {
  const Ui& ui = context.ui;
  std::string text;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!text.empty()) text += " · ";
    text += part;
  };
  // Why it is not on the board comes first: the end may be cut.
  if (deal.archived) add(ui.tr(TextKey::palette_archived));
  if (deal.status == DealStatus::lost) add(ui.tr(TextKey::palette_lost));
  if (deal.status == DealStatus::won) add(ui.tr(TextKey::palette_won));
  if (const Stage* stage = context.document.find(deal.position.stage)) {
    if (stage->pipeline != context.pipeline) add(title_of(context.document, stage->pipeline));
    add(stage->name);
  }
  return text;
}

void remember_action(ViewContext& context, ActionId action, std::size_t choice) {
  Preferences preferences = context.app.preferences();
  const std::string text = recent_text(action, choice);
  std::erase(preferences.recent, text);
  preferences.recent.insert(preferences.recent.begin(), text);
  if (preferences.recent.size() > most_recent) preferences.recent.resize(most_recent);
  context.outbox.send(SetPreferences{.preferences = std::move(preferences)});
}

}  // namespace voronka::ui
