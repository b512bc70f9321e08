// The actions that reach people: a call, a message, a step in the calendar.
#include "ui/action_parts.hpp"
#include "ui/message_links.hpp"
#include "ui/views/board.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/calendar_words.hpp"
#include "ui/views/calls.hpp"
#include "ui/views/offer_dialog.hpp"

namespace voronka::ui::action {
namespace {

constexpr std::array way_names = {TextKey::way_whatsapp, TextKey::way_telegram, TextKey::way_viber, TextKey::way_sms,
                                  TextKey::way_email};

struct Way {
  MessageWay way = MessageWay::email;
  TextKey name = TextKey::none;
  std::string link = {};
};
std::vector<Way> ways_of(const ViewContext& context, const ActionTarget& target) {
  const Deal& deal = *context.document.find(target.deal);
  const std::string phone = phone_of(context.document, deal);
  const std::string email = email_of(context.document, deal);
  const std::string text = message_text(context, deal);
  std::vector<Way> ways;
  for (std::size_t i = 0; i < message_ways.size(); ++i) {
    std::string link = message_link(message_ways[i], phone, email, text);
    if (!link.empty()) ways.push_back({.way = message_ways[i], .name = way_names[i], .link = std::move(link)});
  }
  return ways;
}

}  // namespace

bool can_call_deal(const ViewContext& context, const ActionTarget& target) {
  return !phone_of(context.document, *context.document.find(target.deal)).empty();
}
void run_call_deal(ViewContext& context, const ActionTarget& target, std::size_t) {
  call(context, target.deal, phone_of(context.document, *context.document.find(target.deal)));
}

// As "Move to stage…": a menu of the card.
bool can_choose_way(const ViewContext& context, const ActionTarget& target) {
  return context.page == &board_view && context.route.path != "deal" &&
         context.states.of<BoardState>().model.place_of(target.deal) && can_write_to(context, target);
}
void run_choose_way(ViewContext& context, const ActionTarget& target, std::size_t) {
  open_ways_menu(context, context.states.of<BoardState>(), target.deal);
}

Names ways_to_write(const ViewContext& context, const ActionTarget& target) {
  Names names;
  for (const Way& way : ways_of(context, target)) names.push_back(context.ui.tr(way.name));
  return names;
}
bool can_write_to(const ViewContext& context, const ActionTarget& target) { return !ways_of(context, target).empty(); }
void run_write_to(ViewContext& context, const ActionTarget& target, std::size_t choice) {
  const std::vector<Way> ways = ways_of(context, target);
  if (choice >= ways.size()) return;
  // Who has templates looks at the text first; who has none has the one of the settings, at once.
  if (has_templates_for(context.document, ways[choice].way))
    open_message_dialog(context, target.deal, ways[choice].way);
  else
    context.ui.host.open_link(ways[choice].link);
}

bool can_offer_from_template(const ViewContext&, const ActionTarget&) { return true; }
void run_offer_from_template(ViewContext& context, const ActionTarget& target, std::size_t) {
  open_offer_dialog(context, target.deal);
}

bool can_calendar_step(const ViewContext& context, const ActionTarget& target) {
  const Deal& deal = *context.document.find(target.deal);
  if (!is_worked_on(deal)) return false;
  const auto steps = open_activities_of(context.document, target.deal);
  return !steps.empty() && context.document.find(steps[0])->due.date.has_value();
}
void run_calendar_step(ViewContext& context, const ActionTarget& target, std::size_t) {
  const auto steps = open_activities_of(context.document, target.deal);
  if (!steps.empty())
    context.outbox.send(ExportCalendar{.activities = {steps[0]}, .words = calendar_words(context.ui)});
}

}  // namespace voronka::ui::action
