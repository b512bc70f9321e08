#include "ui/views/toasts.hpp"

#include <algorithm>

#include "base/later.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/form_rows.hpp"

namespace voronka::ui {
namespace {

constexpr int undo_tag = 1;
constexpr int new_build_tag = 2;
constexpr int ring_tag = 100;           // and the place in ToastState::rings
constexpr std::size_t rings_alone = 3;  // more at once are one message

struct ToastState {
  std::uint64_t revision = 0;
  bool new_build_told = false;
  std::vector<Route> rings = {};  // where the toasts of reminders lead
};

void ring(ViewContext& context, std::string text, std::string more, Route route, std::string tag) {
  Ui& ui = context.ui;
  ToastState& state = context.states.of<ToastState>();
  for (std::string* line : {&text, &more}) std::ranges::replace(*line, '\n', ' ');
  context.outbox.send(
      NotifyUser{.message = {.title = text, .text = std::move(more), .route = text_of(route), .tag = std::move(tag)}});
  ui.toast({.text = std::move(text),
            .action = ui.tr(TextKey::reminder_open),
            .tag = ring_tag + static_cast<int>(state.rings.size()),
            .seconds = 0});
  state.rings.push_back(std::move(route));
}

}  // namespace

VORONKA_LATER void tell_rings(ViewContext& context, const std::vector<Id<Activity>>& rings) {
  if (rings.size() > rings_alone)
    return ring(context,
                context.ui.tr(TextKey::reminder_ring_many, {{"count", static_cast<std::int64_t>(rings.size())}}), {},
                {.path = "today"}, "many");
  std::string all;
  for (const Id<Activity> id : rings) {
    const Activity* activity = context.document.find(id);
    const Deal* deal = activity ? context.document.find(activity->deal) : nullptr;
    if (!deal) continue;
    const Ui& ui = context.ui;
    std::vector<TextArgument> arguments = {{"what", title_or_kind(ui, *activity)},
                                           {"deal", deal->title.empty() ? ui.tr(TextKey::deal_untitled) : deal->title}};
    const bool is_today = activity->due.date == context.app.today();
    arguments.push_back({"time", is_today && activity->due.time ? ui.locale.time(*activity->due.time)
                                                                : capitalized(due_text(context, activity->due))});
    const Company* company = context.document.find(deal->company);
    std::string more = company ? company->name : std::string();
    if (const std::string phone = phone_of(context.document, *deal, activity->contact); !phone.empty())
      more += (more.empty() ? "" : " · ") + phone;
    std::string text = ui.locale.tr(TextKey::reminder_ring, arguments);
    all += (all.empty() ? "" : ". ") + text;
    ring(context, std::move(text), std::move(more), {.path = "deal", .argument = voronka::text_of(deal->id.raw)},
         voronka::text_of(id.raw));
  }
  if (rings.size() > 1) context.ui.announce(all);  // one after the other, only the last would be spoken
}

void tell_notices(ViewContext& context, const std::vector<Notice>& notices) {
  Ui& ui = context.ui;
  ToastState& state = context.states.of<ToastState>();
  const std::optional<int> action = ui.take_toast_action();
  if (state.revision != context.document.revision()) {
    // "Undo" takes back the newest step: an older toast's button would take back something else than it says.
    std::erase_if(ui.toasts, [](const Ui::Toast& toast) { return toast.options.tag == undo_tag; });
    state.revision = context.document.revision();
  } else if (action == undo_tag) {
    context.outbox.send(Undo{});
  }
  if (action && *action >= ring_tag && static_cast<std::size_t>(*action - ring_tag) < state.rings.size())
    context.go_to = state.rings[static_cast<std::size_t>(*action - ring_tag)];
  if (action == new_build_tag) context.outbox.send(UseNewBuild{});
  if (context.app.new_build_ready() && !std::exchange(state.new_build_told, true))
    ui.toast({.text = ui.tr(TextKey::shell_new_build),
              .action = ui.tr(TextKey::shell_new_build_action),
              .tag = new_build_tag,
              .seconds = 0});
  for (const Notice& notice : notices) {
    if (notice.kind == Notice::Kind::refused) {
      ui.toast({.text = ui.tr(notice.text), .bad = true, .seconds = 12});
      continue;
    }
    std::string text = ui.tr(notice.text);
    if (notice.detail.key != TextKey::none)
      text = ui.tr(TextKey::shell_undone, {{"done", text}, {"what", ui.tr(notice.detail)}});
    if (notice.skipped > 0)
      text += ". " + ui.tr(TextKey::shell_undone_skipped, {{"count", static_cast<std::int64_t>(notice.skipped)}});
    ui.toast({.text = std::move(text),
              .action = notice.can_undo ? ui.tr(TextKey::shell_undo_action) : std::string(),
              .tag = notice.can_undo ? undo_tag : 0});
  }
}

}  // namespace voronka::ui
