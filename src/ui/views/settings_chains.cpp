// The user's own next steps: a sentence for each, unfolded to what it says after what, and what then.
#include <algorithm>
#include <utility>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "model/next_activity.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/chain_words.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct ChainSettings {
  Id<FollowUp> open = {};
  bool focuses = false;  // the open one is new: its first field gets the focus
  bool awaits = false;
  std::uint64_t created_before = 0;
  // The built-in steps that nobody has made their own, as of this revision.
  std::uint64_t revision = static_cast<std::uint64_t>(-1);
  std::vector<BuiltInStep> missing = {};
};

// A labelled row with one of `names`; `shown` stands there when none of them is chosen.
std::optional<std::size_t> choice_row(Ui& ui, NodeId id, Column& column, TextKey label,
                                      const std::vector<std::string>& names, int selected,
                                      const std::string& shown = {}) {
  const std::string name = ui.tr(label);
  const std::vector<std::string_view> items(names.begin(), names.end());
  const auto chosen = select(ui, id, field_row(ui, column, name, true),
                             {.label = name, .items = items, .selected = selected, .placeholder = shown});
  column.space(ui.dp(4));
  if (!chosen) return std::nullopt;
  return static_cast<std::size_t>(*chosen);
}

void field_below(ViewContext& context, std::string_view id, Column& column, TextKey label, TextKey placeholder,
                 const FieldPlace& place, const FieldKind& kind) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(label);
  const std::string empty = placeholder == TextKey::none ? std::string() : ui.tr(placeholder);
  const EditResult edited = edit_field(context, ui.id(id), field_row(ui, column, name, true),
                                       {.label = name, .placeholder = empty}, place, kind);
  problem_below_field(ui, column, edited.problem);
  column.space(ui.dp(4));
}

std::vector<std::string> kind_names(const Ui& ui) {
  std::vector<std::string> names;
  for (const ActivityKind kind : activity_kinds) names.push_back(ui.tr(key_of(kind)));
  return names;
}

void stage_choice(ViewContext& context, const FollowUp& step, Column& column) {
  Ui& ui = context.ui;
  std::vector<std::string> names = {ui.tr(TextKey::chain_any_stage)};
  std::vector<Id<Stage>> ids(1);
  const auto pipelines = pipelines_of(context.document);
  for (const Pipeline* pipeline : pipelines)
    for (const Stage* stage : stages_of(context.document, pipeline->id)) {
      names.push_back(pipelines.size() > 1 ? pipeline->name + ": " + stage->name : stage->name);
      ids.push_back(stage->id);
    }
  // Several, or one that is in the trash, are shown as they are.
  int selected = step.stages.empty() ? 0 : -1;
  const auto found = step.stages.size() == 1 ? std::ranges::find(ids, step.stages[0]) : ids.end();
  if (found != ids.end()) selected = static_cast<int>(found - ids.begin());
  const auto chosen = choice_row(ui, ui.id("stage"), column, TextKey::chain_stage, names, selected,
                                 stage_words(context.document, step.stages));
  if (!chosen) return;
  std::vector<Id<Stage>> stages;
  if (*chosen > 0) stages.push_back(ids[*chosen]);
  context.outbox.run(set_field(step.id, &FollowUp::stages, std::move(stages)));
}

void draw_after(ViewContext& context, ChainSettings& own, const FollowUp& step, Column& column) {
  Ui& ui = context.ui;
  const std::string title = ui.tr(TextKey::chain_after);
  field_label(ui, column.top(ui.dp(20)), title);
  const SemScope group(ui, ui.id("after"), column.rest(), {.role = Role::group, .name = title});
  std::vector<std::string> names = kind_names(ui);
  names.insert(names.begin(), ui.tr(TextKey::chain_any_kind));
  const auto kind = after_kind_of(step);
  const int at = kind ? static_cast<int>(*kind) + 1 : step.after_kind.empty() ? 0 : -1;
  const NodeId first = ui.id("kind");
  if (std::exchange(own.focuses, false)) ui.focus(first);
  if (const auto chosen = choice_row(ui, first, column, TextKey::record_field_kind, names, at, step.after_kind))
    context.outbox.run(set_field(step.id, &FollowUp::after_kind,
                                 *chosen == 0 ? std::string() : std::string(name_of(activity_kinds[*chosen - 1]))));
  const auto outcomes = outcomes_of(kind.value_or(ActivityKind::email));
  names = {ui.tr(TextKey::chain_any_outcome)};
  for (const ActivityOutcome outcome : outcomes) names.push_back(outcome_words(ui, outcome, kind));
  const auto is = std::ranges::find(outcomes, step.after_outcome);
  const int selected = step.after_outcome == ActivityOutcome::none ? 0
                       : is == outcomes.end()                      ? -1
                                                                   : static_cast<int>(is - outcomes.begin()) + 1;
  const auto outcome = choice_row(ui, ui.id("outcome"), column, TextKey::outcome_label, names, selected,
                                  outcome_words(ui, step.after_outcome, kind));
  if (outcome)
    context.outbox.run(
        set_field(step.id, &FollowUp::after_outcome, *outcome == 0 ? ActivityOutcome::none : outcomes[*outcome - 1]));
  field_below(context, "title", column, TextKey::record_field_title, TextKey::chain_any_title,
              place_of(step.id, &FollowUp::after_title), text_kind);
  stage_choice(context, step, column);
}

void draw_next(ViewContext& context, const FollowUp& step, Column& column) {
  Ui& ui = context.ui;
  const std::string title = ui.tr(TextKey::chain_next);
  field_label(ui, column.top(ui.dp(20)), title);
  const SemScope group(ui, ui.id("next"), column.rest(), {.role = Role::group, .name = title});
  if (!step.ends) {
    const auto kind = choice_row(ui, ui.id("next_kind"), column, TextKey::record_field_kind, kind_names(ui),
                                 static_cast<int>(step.next_kind));
    if (kind) context.outbox.run(set_field(step.id, &FollowUp::next_kind, activity_kinds[*kind]));
    field_below(context, "next_title", column, TextKey::record_field_title, TextKey::chain_same_title,
                place_of(step.id, &FollowUp::next_title), text_kind);
    field_below(context, "days", column, TextKey::chain_days, TextKey::none, place_of(step.id, &FollowUp::working_days),
                working_days_kind);
  }
  const std::string ends = ui.tr(TextKey::chain_ends);
  if (checkbox(ui, ui.id("ends"), column.top(ui.dp(ui.coarse_pointer ? size::touch : 28)), ends, step.ends))
    context.outbox.run(set_field(step.id, &FollowUp::ends, !step.ends));
}

void step_row(ViewContext& context, ChainSettings& own, ReorderRows& rows, const FollowUp& step, Column& column) {
  Ui& ui = context.ui;
  const IdScope scope(ui, ui.id("follow_up", step.id.raw));
  const bool open = own.open == step.id;
  const std::string name = follow_up_words(ui, step, &context.document);
  const float least = ui.dp(ui.coarse_pointer ? size::touch : 40);
  // Handle, two buttons and the gaps between them; the sentence has the rest, in as many lines as it needs.
  const float handle = ui.dp(ui.coarse_pointer ? size::touch : 24);
  const float beside = handle + 2 * ui.dp(size::control) + 5 * ui.dp(4);
  const float words = wrapped_height(ui, TextStyle::body, name, column.rest().w - beside);
  const Rect line = column.top(std::max(least, words + ui.dp(12)));
  const SemScope item(ui, ui.id("row"), line, {.role = Role::list_item, .name = name});
  ui.fill(line, ui.color.surface, size::radius);
  ui.outline(line, open ? ui.color.control_border : ui.color.border, size::radius);
  Row row(inset(line, ui.dp(4), 0), ui.dp(4));
  rows.row(step.id.raw, line, row.left(handle), name);
  if (icon_button(ui, ui.id("delete"), row_button_place(ui, row),
                  {.icon = icon::trash, .label = ui.tr(TextKey::chain_delete, {{"name", name}})}))
    context.outbox.run(DeleteRecords{.type = RecordType::follow_up, .ids = {step.id.raw}});
  if (icon_button(ui, ui.id("show"), row_button_place(ui, row),
                  {.icon = open ? icon::chevron_up : icon::chevron_down,
                   .label = ui.tr(TextKey::chain_show, {{"name", name}}),
                   .expanded = open ? 1 : 0})) {
    own.open = open ? Id<FollowUp>{} : step.id;
    ui.request_frame();
  }
  const Rect rest = row.rest();
  paint_wrapped(ui, centered(rest, rest.w, words), TextStyle::body, ui.color.text, name);
  if (open) {
    column.space(ui.dp(10));
    Column inner(inset(column.rest(), ui.dp(16), 0));
    draw_after(context, own, step, inner);
    inner.space(ui.dp(8));
    draw_next(context, step, inner);
    column.space(inner.used() + ui.dp(10));
  }
  column.space(ui.dp(6));
}

const std::vector<BuiltInStep>& missing_steps(const ViewContext& context, ChainSettings& own,
                                              const std::vector<const FollowUp*>& steps) {
  if (own.revision == context.document.revision()) return own.missing;
  own.revision = context.document.revision();
  own.missing = built_in_steps();
  std::erase_if(own.missing, [&](const BuiltInStep& one) {
    return std::ranges::any_of(steps, [&](const FollowUp* step) { return is_same_case(*step, one.step); });
  });
  return own.missing;
}

// One undo step; each gets the last place in its turn.
void take_built_in(ViewContext& context, const std::vector<BuiltInStep>& steps) {
  const std::string merge_key = "chains/" + std::to_string(context.app.now().utc_ms);
  for (const BuiltInStep& one : steps) {
    FollowUp step = one.step;
    if (one.title != TextKey::none) step.next_title = context.ui.tr(one.title);
    context.outbox.run(AddRecord{std::move(step)}, merge_key);
  }
}

}  // namespace

VORONKA_LATER void draw_chain_settings(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  ChainSettings& own = context.states.of<ChainSettings>();
  if (own.awaits && context.app.created_count() > own.created_before) {
    own.awaits = false;
    own.open = {context.app.last_created()};
    own.focuses = true;
  }
  const std::string title = ui.tr(TextKey::settings_section_chains);
  section_heading(ui, column, title);
  hint(ui, column, ui.tr(TextKey::chain_hint));
  hint(ui, column, ui.tr(TextKey::chain_hint_calls));
  const std::vector<const FollowUp*> steps = follow_ups_of(context.document);
  if (steps.empty()) hint(ui, column, ui.tr(TextKey::chain_empty));
  {
    const SemScope list(ui, ui.id("follow_ups"), column.rest(), {.role = Role::list, .name = title});
    ReorderRows rows(context, RecordType::follow_up);
    for (const FollowUp* one : steps) step_row(context, own, rows, *one, column);
    rows.finish();
  }
  column.space(ui.dp(4));
  const std::string add = ui.tr(TextKey::chain_add), built_in = ui.tr(TextKey::chain_add_built_in);
  if (row_button(ui, column, ui.id("add_follow_up"), {.label = add, .icon = icon::plus})) {
    own.awaits = true;
    own.created_before = context.app.created_count();
    context.outbox.run(AddRecord{FollowUp{.after_kind = std::string(name_of(ActivityKind::call)),
                                          .after_outcome = ActivityOutcome::success,
                                          .next_kind = ActivityKind::email}});
    ui.request_frame();
  }
  const std::vector<BuiltInStep>& missing = missing_steps(context, own, steps);
  if (missing.empty()) return;
  column.space(ui.dp(8));
  if (row_button(ui, column, ui.id("add_built_in"), {.label = built_in, .icon = icon::plus}))
    take_built_in(context, missing);
}

}  // namespace voronka::ui
