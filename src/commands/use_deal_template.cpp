#include "commands/use_deal_template.hpp"

#include <utility>

#include "base/sort.hpp"
#include "base/workdays.hpp"
#include "commands/create_deal.hpp"
#include "model/titles.hpp"

namespace voronka {
namespace {

std::int32_t workdays_between(Date from, Date to) {
  std::int32_t count = 0;
  while (from < to && count < 3650) {
    from = plus_working_days(from, 1);
    ++count;
  }
  return count;
}

Rank last_rank(const Document& document) {
  Rank last;
  for (const DealTemplate& row : document.table<DealTemplate>().rows())
    if (!row.deleted && last < row.rank) last = row.rank;
  return last;
}

}  // namespace

Result<Done> reduce(Draft& draft, const KeepAsTemplate& keep) {
  const Deal* deal = draft.find(keep.deal);
  if (!deal || deal->deleted) return refuse(TextKey::error_deal_gone);
  DealTemplate made = {.id = draft.new_id<DealTemplate>(),
                       .name = keep.name,
                       .title = deal->title,
                       .amount = deal->amount,
                       .source = deal->source,
                       .tags = deal->tags,
                       .custom = deal->custom,
                       .rank = rank_between(last_rank(draft.document()), {}, draft.stamp().actor)};
  for (CustomValue& value : made.custom) value.stamp = {};
  std::vector<std::pair<Date, TemplateStep>> steps;
  for (const Activity& activity : draft.document().table<Activity>().rows()) {
    if (activity.deal != keep.deal || activity.deleted || activity.done_at || !activity.due.date) continue;
    const Date due = *activity.due.date;
    steps.emplace_back(
        due,
        TemplateStep{.kind = activity.kind, .in_days = workdays_between(draft.today(), due), .title = activity.title});
  }
  sort_rows(steps, [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [due, step] : steps) made.steps.push_back(text_of(step));
  const RawId id = made.id.raw;
  draft.put(std::move(made));
  return Done{.created = id};
}

Result<Done> reduce(Draft& draft, const CreateFromTemplate& create) {
  const DealTemplate* from = draft.find(create.from);
  if (!from || from->deleted) return refuse(TextKey::error_template_gone);
  const DealTemplate used = *from;
  Deal deal = {.title = used.title, .amount = used.amount, .position = {.stage = create.stage}};
  deal.owner = create.owner;
  deal.source = used.source;
  deal.tags = used.tags;
  for (const CustomValue& value : used.custom)
    if (!value.text.empty()) deal.custom.push_back({.field = value.field, .text = value.text});
  Result<Done> done = reduce(draft, CreateDeal{.deal = std::move(deal)});
  if (!done) return done;
  for (const std::string& text : used.steps) {
    const auto step = template_step_from(text);
    if (!step) continue;
    Activity activity = {
        .id = draft.new_id<Activity>(), .deal = {done->created}, .kind = step->kind, .title = step->title};
    activity.due = {.date = plus_working_days(draft.today(), step->in_days)};
    draft.put(std::move(activity));
  }
  return done;
}

Text label_of(const Document&, const KeepAsTemplate& keep) {
  return {.key = TextKey::undo_add_deal_template, .arguments = {{.name = "name", .value = keep.name}}};
}
Text label_of(const Document& document, const CreateFromTemplate& create) {
  const DealTemplate* from = document.find(create.from);
  return {.key = TextKey::undo_create_deal,
          .arguments = {{.name = "deal", .value = from ? from->title : std::string()}}};
}

}  // namespace voronka
