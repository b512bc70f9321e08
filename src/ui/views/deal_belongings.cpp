// What belongs to a deal: its activities, notes and history, in the order they are shown.
#include <algorithm>
#include <limits>

#include "base/sort.hpp"
#include "model/line_sums.hpp"
#include "ui/views/deal_parts.hpp"

namespace voronka::ui {
namespace {

std::optional<Date> stage_since(const Deal& deal) {
  const std::vector<bool> live = live_events(deal.history);
  std::optional<Moment> since;
  for (std::size_t i = 0; i < deal.history.size(); ++i) {
    const Event& event = deal.history[i];
    const RawId* stage = std::get_if<RawId>(&event.value);
    if (!live[i] || event.kind != EventKind::stage_entered || event.precision == Precision::unknown || !stage) continue;
    if (*stage == deal.position.stage.raw && (!since || event.at.utc_ms >= since->utc_ms)) since = event.at;
  }
  return since ? std::optional<Date>(local_date(*since)) : std::nullopt;
}

}  // namespace

DealBelongings belongings_of(const ViewContext& context, const Deal& deal) {
  const Document& document = context.document;
  std::vector<const Activity*> open, done;
  for (const Activity& activity : document.table<Activity>().rows())
    if (activity.deal == deal.id && !activity.deleted) (activity.done_at ? done : open).push_back(&activity);
  sort_rows(done, [](const Activity* a, const Activity* b) {
    return a->done_at->utc_ms != b->done_at->utc_ms ? a->done_at->utc_ms > b->done_at->utc_ms : a->id > b->id;
  });
  std::vector<const Note*> notes;
  for (const Note& note : document.table<Note>().rows())
    if (note.deal == deal.id && !note.deleted) notes.push_back(&note);
  const auto written_ms = [](const Note* note) { return note->at ? note->at->utc_ms : 0; };
  sort_rows(notes, [&](const Note* a, const Note* b) {
    return written_ms(a) != written_ms(b) ? written_ms(a) > written_ms(b) : a->id > b->id;
  });
  std::vector<const Paper*> papers;
  std::vector<Id<Paper>> told_papers;
  for (const Paper& paper : document.table<Paper>().rows()) {
    if (paper.deal != deal.id || paper.deleted.by == DeletedBy::undo) continue;
    told_papers.push_back(paper.id);
    if (!paper.deleted) papers.push_back(&paper);
  }
  // Those without a day are the newest.
  const auto day_of = [](const Paper* paper) {
    return paper->date ? paper->date->days : std::numeric_limits<std::int32_t>::max();
  };
  // Those of one day in the order in which they follow each other.
  sort_rows(papers, [&](const Paper* a, const Paper* b) {
    if (day_of(a) != day_of(b)) return day_of(a) < day_of(b);
    if (a->kind != b->kind) return a->kind < b->kind;
    return a->number != b->number ? a->number < b->number : a->id < b->id;
  });

  DealBelongings found;
  for (const Line* line : lines_of(document, deal.id)) found.lines.push_back(line->id);
  for (const Paper* paper : papers) found.papers.push_back(paper->id);
  for (const Attachment& attachment : document.table<Attachment>().rows())
    if (attachment.deal == deal.id && !attachment.deleted) found.files.push_back(attachment.id);
  sort_rows(found.files, [](Id<Attachment> a, Id<Attachment> b) { return a < b; });
  found.open = in_order_of_due(std::move(open));
  for (const Activity* activity : done) found.done.push_back(activity->id);
  for (const Note* note : notes) found.notes.push_back(note->id);
  found.stage_since = stage_since(deal);
  found.timeline = timeline_of(context, deal, found.done, told_papers);
  return found;
}

}  // namespace voronka::ui
