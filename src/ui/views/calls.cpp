#include "ui/views/calls.hpp"

#include <algorithm>
#include <array>

#include "base/digits.hpp"
#include "base/later.hpp"
#include "generated/icons.hpp"
#include "model/titles.hpp"
#include "ui/message_links.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/next_step.hpp"
#include "ui/views/strip.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::string_view number_place = "{number}";
constexpr std::array<std::string_view, 4> outcome_ids = {"call_outcome_1", "call_outcome_2", "call_outcome_3",
                                                         "call_outcome_4"};

constexpr std::int64_t forgotten_ms = 12 * 3'600'000;  // nobody talks that long

// A call that nobody had planned was written down: until its record is there.
struct CallState {
  Id<Deal> said_of = {};
  std::uint64_t created_before = 0;
  Rect strip = {};
};

std::string clock_text(std::int64_t seconds) {
  const std::string rest = padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2);
  return seconds < 3600 ? rest : std::to_string(seconds / 3600) + ":" + rest;
}

const CallOn& call_on(const ViewContext& context) { return context.app.preferences().call; }

void keep(ViewContext& context, const CallOn& call) {
  Preferences preferences = context.app.preferences();
  preferences.call = call;
  context.outbox.send(SetPreferences{.preferences = preferences});
}

std::int64_t seconds_of(const ViewContext& context) {
  return std::max<std::int64_t>(0, (context.app.now().utc_ms - call_on(context).begun_ms) / 1000);
}

std::string who_of(const ViewContext& context, Id<Deal> id) {
  const Deal* deal = context.document.find(id);
  if (!deal) return {};
  const Contact* person = first_contact(context.document, *deal);
  return (person && !person->name.empty() ? person->name + " · " : std::string()) + title_of(context.document, id);
}

Strip strip_of(const ViewContext& context) {
  const Ui& ui = context.ui;
  const std::string who = who_of(context, call_on(context).deal);
  Strip strip = {.text = ui.tr(TextKey::talk_running, {{"who", who}, {"time", clock_text(seconds_of(context))}}),
                 .spoken = ui.tr(TextKey::talk_running_spoken, {{"who", who}}),
                 .icon = icon::phone,
                 .ink = ui.color.accent,
                 .ground = ui.color.soft,
                 .close = TextKey::talk_no_call,
                 .in_panel = has_panel(context.route)};
  const auto outcomes = outcomes_of(ActivityKind::call);
  for (std::size_t i = 0; i < outcomes.size() && i < outcome_ids.size(); ++i)
    strip.buttons.push_back({outcome_ids[i], key_of(outcomes[i], ActivityKind::call)});
  return strip;
}

// The planned call that this one was: the one it was begun for, else the first that is due. A meeting that one calls about stays planned.
const Activity* planned_call(const ViewContext& context) {
  const auto is_open_call = [](const Activity* one) {
    return one && !one->deleted && !one->done_at && one->kind == ActivityKind::call;
  };
  if (const Activity* meant = context.document.find(call_on(context).planned); is_open_call(meant)) return meant;
  for (const Id<Activity> id : open_activities_of(context.document, call_on(context).deal)) {
    const Activity* one = context.document.find(id);
    if (is_open_call(one) && (!one->due.date || *one->due.date <= context.app.today())) return one;
  }
  return nullptr;
}

void write_down(ViewContext& context, CallState& state, ActivityOutcome outcome, Rect rect) {
  const Id<Deal> deal = call_on(context).deal;
  std::optional<std::int32_t> minutes;
  if (outcome == ActivityOutcome::success)
    minutes = static_cast<std::int32_t>(std::clamp<std::int64_t>((seconds_of(context) + 30) / 60, 1, 24 * 60));
  // What is refused leaves the call as it is.
  const bool refused = context.app.store().save_state() == voronka::SaveState::read_only;
  const Activity* planned = refused ? nullptr : planned_call(context);
  if (planned) {
    open_step_popup(context, deal, rect, context.ui.keyboard_modality(),
                    {.activity = planned->id, .outcome = outcome, .minutes = minutes});
  } else {
    context.outbox.run(AddRecord{Activity{.deal = deal,
                                          .kind = ActivityKind::call,
                                          .due = {.date = context.app.today()},
                                          .done_at = context.app.now(),
                                          .outcome = outcome,
                                          .duration_minutes = minutes}});
    state = {.said_of = deal, .created_before = context.app.created_count(), .strip = rect};
  }
  if (refused) return;
  keep(context, {});
}

// The record of a call nobody had planned is there: its next step. Another record that was made meanwhile is not it.
void lead_on(ViewContext& context, CallState& state) {
  if (!state.said_of || context.app.created_count() == state.created_before) return;
  const Activity* made = context.document.find(Id<Activity>{context.app.last_created()});
  if (!made || made->deal != state.said_of || made->kind != ActivityKind::call || !made->done_at) return;
  open_step_popup(context, state.said_of, state.strip, context.ui.keyboard_modality(), {.done = made->id});
  state = {};
}

}  // namespace

bool is_softphone(std::string_view pattern) { return pattern.contains(number_place) && is_safe_link(pattern); }

std::string call_address(const ViewContext& context, std::string_view phone) {
  const std::string& pattern = context.app.preferences().softphone;
  const std::string digits = world_digits(phone);
  if (!is_softphone(pattern) || digits.empty()) return tel_address(phone);
  const TextArgument number = {.name = "number", .value = digits};
  return context.ui.locale.filled(pattern, std::span(&number, 1));
}

VORONKA_LATER void call_begun(ViewContext& context, Id<Deal> deal, Id<Activity> planned) {
  context.states.of<CallState>() = {};
  keep(context, {.deal = deal, .planned = planned, .begun_ms = context.app.now().utc_ms});
}

VORONKA_LATER void call(ViewContext& context, Id<Deal> deal, std::string_view phone, Id<Activity> planned) {
  if (phone.empty()) return;
  context.ui.host.open_link(call_address(context, phone));
  call_begun(context, deal, planned);
}

float call_strip_height(ViewContext& context) {
  lead_on(context, context.states.of<CallState>());
  const CallOn& call = call_on(context);
  const Deal* deal = call.deal ? context.document.find(call.deal) : nullptr;
  if (!deal || deal->deleted || context.app.now().utc_ms - call.begun_ms > forgotten_ms) return 0;
  return strip_height(context, strip_of(context));
}

VORONKA_LATER void draw_call_strip(ViewContext& context, Rect rect) {
  CallState& state = context.states.of<CallState>();
  const auto pressed = draw_strip(context, strip_of(context), rect);
  // One frame a second, for the time; a hidden page needs none.
  if (!context.ui.hidden) {
    const std::int64_t into_second = (context.app.now().utc_ms - call_on(context).begun_ms) % 1000;
    context.ui.wake_after(static_cast<double>(1000 - std::max<std::int64_t>(into_second, 0)) / 1000);
  }
  if (!pressed) return;
  const auto outcomes = outcomes_of(ActivityKind::call);
  if (*pressed < outcomes.size())
    write_down(context, state, outcomes[*pressed], rect);
  else
    keep(context, {});
}

VORONKA_LATER std::string message_text(const ViewContext& context, const Deal& deal) {
  const std::string& pattern = context.app.preferences().message;
  const Contact* person = first_contact(context.document, deal);
  const std::array<TextArgument, 4> values = {
      TextArgument{.name = "name", .value = person ? person->name : std::string()},
      {.name = "deal", .value = title_of(context.document, deal.id)},
      {.name = "company", .value = company_name(context.document, deal.company)},
      {.name = "amount", .value = deal.amount ? context.ui.locale.money(*deal.amount) : std::string()}};
  return context.ui.locale.filled(pattern, values);
}

}  // namespace voronka::ui
