// A row for each visit of a deal to a stage: when it came and when it left, for whoever counts for himself. A day without a time is one
// of which nobody knows more; what is empty nobody knows, or has not happened.
#include "base/sort.hpp"
#include "formats/export_deals.hpp"
#include "formats/export_universal.hpp"

namespace voronka {
namespace {

struct Visit {
  Id<Stage> stage = {};
  KnownMoment from = {};
  std::optional<KnownMoment> to = {};
  EventKind end = EventKind::stage_entered;
};

// A visit ends where the next begins and where the deal is won or lost; one that is opened again goes on in the stage where it ended.
// A deal that is won goes to a stage after the sale in the same moment, and the history says so first: it was won in the stage before.
std::vector<Visit> visits_of(const Document& document, const Deal& deal) {
  struct Step {
    const Event* event = nullptr;
    std::size_t order = 0;
  };
  const std::vector<bool> live = live_events(deal.history);
  std::vector<Step> steps;
  for (std::size_t i = 0; i < deal.history.size(); ++i) {
    using enum EventKind;
    const EventKind kind = deal.history[i].kind;
    const bool counts = kind == stage_entered || kind == won || kind == lost || kind == reopened;
    if (live[i] && counts && deal.history[i].precision != Precision::unknown) steps.push_back({&deal.history[i], i});
  }
  sort_rows(steps, [](const Step& a, const Step& b) {
    return a.event->at.utc_ms != b.event->at.utc_ms ? a.event->at.utc_ms < b.event->at.utc_ms : a.order < b.order;
  });
  std::vector<Visit> visits;
  for (const Step& step : steps) {
    const KnownMoment at = {.at = step.event->at, .day_only = step.event->precision == Precision::day};
    const bool open = !visits.empty() && !visits.back().to;
    if (step.event->kind == EventKind::won && open && visits.size() > 1 && visits.back().from.at == at.at) {
      const Stage* stage = document.find(visits.back().stage);
      if (stage != nullptr && stage->kind == StageKind::after_sale) {
        visits[visits.size() - 2].end = EventKind::won;
        continue;
      }
    }
    // One that is opened again by a move goes on in the stage it has just come to.
    if (open && step.event->kind != EventKind::reopened) {
      visits.back().to = at;
      visits.back().end = step.event->kind;
    }
    if (step.event->kind == EventKind::reopened && !open && !visits.empty())
      visits.push_back({.stage = visits.back().stage, .from = at});
    if (step.event->kind == EventKind::stage_entered)
      if (const auto* stage = std::get_if<RawId>(&step.event->value)) visits.push_back({.stage = {*stage}, .from = at});
  }
  return visits;
}

}  // namespace

void export_stage_history(const Document& document, const ExportStyle& style, ByteSink& sink) {
  const std::unique_ptr<TableSink> table = csv_table(sink, csv_shape(style));
  constexpr std::string_view english[] = {"Voronka ID", "Deal name", "Pipeline", "Stage",
                                          "Entered at", "Left at",   "Outcome"};
  constexpr std::string_view russian[] = {"ID Voronka", "Название сделки", "Воронка", "Этап",
                                          "Дата входа", "Дата выхода",     "Исход"};
  for (const std::string_view caption : style.russian ? russian : english) table->text(caption);
  table->end_row();
  const DealWords words = deal_words(style.russian);
  for (const Deal& deal : document.table<Deal>().rows()) {
    if (deal.deleted) continue;
    for (const Visit& visit : visits_of(document, deal)) {
      const Stage* stage = document.find(visit.stage);
      const Pipeline* pipeline = stage == nullptr ? nullptr : document.find(stage->pipeline);
      table->text("deal_" + text_of(deal.id.raw));
      table->text(deal.title);
      table->text(pipeline == nullptr ? std::string_view() : std::string_view(pipeline->name));
      table->text(stage == nullptr ? std::string_view() : std::string_view(stage->name));
      table->cell(cell_of(visit.from));
      table->cell(cell_of(visit.to));
      table->text(visit.end == EventKind::won    ? words.won_state
                  : visit.end == EventKind::lost ? words.lost_state
                                                 : std::string_view());
      table->end_row();
    }
  }
  table->finish();
}

}  // namespace voronka
