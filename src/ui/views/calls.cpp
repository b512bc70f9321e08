#include "ui/views/calls.hpp"

#include <algorithm>
#include <array>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "model/titles.hpp"
#include "ui/message_links.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/next_step.hpp"
#include "ui/views/strip.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::string_view number_place = "{number}";
constexpr std::array<std::string_view, 4> outcome_ids = {"call_outcome_1", "call_outcome_2", "call_outcome_3",
                                                         "call_outcome_4"};

struct CallState {
  Id<Deal> deal = {};  // empty: no call is on
  Id<Activity> planned = {};
  std::int64_t begun_ms = 0;
  // What was said of a call that nobody had planned, until its record is there.
  std::optional<ActivityOutcome> said = {};
  Id<Deal> said_of = {};
  std::uint64_t created_before = 0;
  Rect strip = {};
};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

std::string clock_text(std::int64_t seconds) {
  const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  const std::string rest = two(seconds / 60 % 60) + ":" + two(seconds % 60);
  return seconds < 3600 ? rest : std::to_string(seconds / 3600) + ":" + rest;
}

std::int64_t seconds_of(const ViewContext& context, const CallState& state) {
  return std::max<std::int64_t>(0, (context.app.now().utc_ms - state.begun_ms) / 1000);
}

std::string who_of(const ViewContext& context, Id<Deal> id) {
  const Deal* deal = context.document.find(id);
  if (!deal) return {};
  for (const Id<Contact> contact : deal->contacts)
    if (const Contact* person = context.document.find(contact); person && !person->deleted && !person->name.empty())
      return person->name + " · " + title_of(context.document, id);
  return title_of(context.document, id);
}

Strip strip_of(const ViewContext& context, const CallState& state) {
  const Ui& ui = context.ui;
  const std::string who = who_of(context, state.deal);
  Strip strip = {.text = ui.tr(TextKey::talk_running, {{"who", who}, {"time", clock_text(seconds_of(context, state))}}),
                 .spoken = ui.tr(TextKey::talk_running_spoken, {{"who", who}}),
                 .icon = icon::phone,
                 .ink = ui.color.accent,
                 .ground = ui.color.soft};
  const auto outcomes = outcomes_of(ActivityKind::call);
  for (std::size_t i = 0; i < outcomes.size() && i < outcome_ids.size(); ++i)
    strip.buttons.push_back({outcome_ids[i], key_of(outcomes[i], ActivityKind::call)});
  strip.buttons.push_back({"call_none", TextKey::talk_no_call});
  return strip;
}

// The call that was planned: the one it was begun for, else what is due first, when that is a call.
const Activity* planned_call(const ViewContext& context, const CallState& state) {
  const auto is_open = [](const Activity* one) { return one && !one->deleted && !one->done_at; };
  if (const Activity* meant = context.document.find(state.planned); is_open(meant)) return meant;
  for (const Id<Activity> id : open_activities_of(context.document, state.deal)) {
    const Activity* one = context.document.find(id);
    if (one->kind == ActivityKind::call && (!one->due.date || *one->due.date <= context.app.today())) return one;
  }
  return nullptr;
}

void write_down(ViewContext& context, CallState& state, ActivityOutcome outcome, Rect rect) {
  const Id<Deal> deal = state.deal;
  std::optional<std::int32_t> minutes;
  if (outcome == ActivityOutcome::success)
    minutes = static_cast<std::int32_t>(std::clamp<std::int64_t>((seconds_of(context, state) + 30) / 60, 1, 24 * 60));
  const bool by_keyboard = context.ui.keyboard_modality();
  if (const Activity* planned = planned_call(context, state)) {
    const Id<Activity> id = planned->id;
    if (minutes) context.outbox.run_quietly(set_field(id, &Activity::duration_minutes, minutes), "call");
    open_step_popup(context, deal, rect, by_keyboard, {.activity = id, .outcome = outcome});
  } else {
    state.said = outcome;
    state.said_of = deal;
    state.strip = rect;
    state.created_before = context.app.created_count();
    context.outbox.run(AddRecord{Activity{.deal = deal,
                                          .kind = ActivityKind::call,
                                          .due = {.date = context.app.today()},
                                          .done_at = context.app.now(),
                                          .outcome = outcome,
                                          .duration_minutes = minutes}});
  }
  state.deal = {};
}

// The record of a call nobody had planned is there: its next step.
void lead_on(ViewContext& context, CallState& state) {
  if (!state.said || context.app.created_count() == state.created_before) return;
  const ActivityOutcome outcome = *std::exchange(state.said, std::nullopt);
  open_step_popup(context, state.said_of, state.strip, context.ui.keyboard_modality(),
                  {.activity = Id<Activity>{context.app.last_created()}, .outcome = outcome});
}

}  // namespace

bool is_softphone(std::string_view pattern) { return pattern.contains(number_place) && is_safe_link(pattern); }

std::string call_address(const ViewContext& context, std::string_view phone) {
  std::string address = context.app.preferences().softphone;
  const std::string digits = world_digits(phone);
  if (!is_softphone(address) || digits.empty()) return tel_address(phone);
  replace_all(address, number_place, digits);
  return address;
}

VORONKA_LATER void call_begun(ViewContext& context, Id<Deal> deal, Id<Activity> planned) {
  CallState& state = context.states.of<CallState>();
  state.deal = deal;
  state.planned = planned;
  state.begun_ms = context.app.now().utc_ms;
  context.ui.request_frame();
}

VORONKA_LATER void call(ViewContext& context, Id<Deal> deal, std::string_view phone, Id<Activity> planned) {
  if (phone.empty()) return;
  context.ui.host.open_link(call_address(context, phone));
  call_begun(context, deal, planned);
}

float call_strip_height(ViewContext& context) {
  CallState& state = context.states.of<CallState>();
  lead_on(context, state);
  const Deal* deal = context.document.find(state.deal);
  if (!deal || deal->deleted) return 0;
  return strip_height(context, strip_of(context, state));
}

VORONKA_LATER void draw_call_strip(ViewContext& context, Rect rect) {
  CallState& state = context.states.of<CallState>();
  const auto pressed = draw_strip(context, strip_of(context, state), rect);
  // One frame a second, for the time; a hidden page needs none.
  if (!context.ui.hidden) {
    const std::int64_t into_second = (context.app.now().utc_ms - state.begun_ms) % 1000;
    context.ui.wake_after(static_cast<double>(1000 - std::max<std::int64_t>(into_second, 0)) / 1000);
  }
  if (!pressed) return;
  const auto outcomes = outcomes_of(ActivityKind::call);
  if (*pressed < outcomes.size())
    write_down(context, state, outcomes[*pressed], rect);
  else
    state.deal = {};
  context.ui.request_frame();
}

VORONKA_LATER std::string message_text(const ViewContext& context, const Deal& deal) {
  std::string text = context.app.preferences().message;
  if (text.empty()) return text;
  std::string name;
  for (const Id<Contact> contact : deal.contacts)
    if (const Contact* person = context.document.find(contact); person && !person->deleted && name.empty())
      name = person->name;
  // In one go: a value is never looked at for places of its own.
  std::string filled;
  for (std::size_t at = 0; at < text.size();) {
    const auto place = [&](std::string_view what, const std::string& by) {
      if (text.compare(at, what.size(), what) != 0) return false;
      filled += by;
      at += what.size();
      return true;
    };
    if (place("{name}", name) || place("{deal}", title_of(context.document, deal.id)) ||
        place("{company}", title_of(context.document, deal.company)) ||
        place("{amount}", deal.amount ? context.ui.locale.money(*deal.amount) : std::string()))
      continue;
    filled += text[at++];
  }
  return filled;
}

}  // namespace voronka::ui
