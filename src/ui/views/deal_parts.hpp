// The parts of the deal sheet, top to bottom. Each draws into the column and leaves it below itself; each reads the deal and
// sends wishes. Private to deal_*.cpp, activity_*.cpp and timeline.cpp.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/stages.hpp"
#include "ui/view.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/contact_field.hpp"
#include "ui/views/next_step.hpp"
#include "ui/views/timeline.hpp"

namespace voronka::ui {

// What belongs to the deal, gathered once per revision of the document: finding it takes a walk over whole tables.
struct DealBelongings {
  std::vector<Id<Activity>> open = {};     // the next one first
  std::vector<Id<Activity>> done = {};     // the newest first
  std::vector<Id<Note>> notes = {};        // the newest first
  std::vector<Id<Line>> lines = {};        // by rank
  std::vector<Id<Paper>> papers = {};      // by date
  std::vector<Id<Attachment>> files = {};  // of the papers, by when they were attached
  std::vector<TimelineLine> timeline = {};
  std::optional<Date> stage_since = {};
};
DealBelongings belongings_of(const ViewContext& context, const Deal& deal);

enum class OtherDay : std::uint8_t { closed, won, stage };

struct DealSheetState {
  Id<Deal> shown = {};
  std::uint64_t revision = 0;
  Language language = Language::ru;
  Date today = {};
  DealBelongings belongings = {};

  Id<Activity> edited_activity = {};
  NextStepDraft draft = {};
  Id<Line> edited_line = {};
  Id<Paper> edited_paper = {};
  std::uint64_t awaits_paper = 0;  // created_count() once the one asked for is there; 0: none was
  bool show_done = false;
  bool whole_history = false;
  std::unordered_map<std::string, std::string> note_drafts = {};  // by the id of the deal

  OtherDay other_day = OtherDay::closed;
  std::string other_day_text = {};
  TextKey other_day_problem = TextKey::none;
  Id<Stage> other_day_stage = {};
};

void draw_deal_bar(ViewContext& context, const Deal& deal, DealSheetState& state,
                   Rect rect);  // stays while the rest scrolls
void draw_deal_head(ViewContext& context, const Deal& deal, Column& column);
void draw_deal_checklist(ViewContext& context, const Deal& deal, Column& column);
void draw_other_day(ViewContext& context, const Deal& deal, DealSheetState& state);  // a dialog, while it is open
void draw_deal_activities(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column);
void draw_deal_people(ViewContext& context, const Deal& deal, Column& column);
void draw_deal_fields(ViewContext& context, const Deal& deal, Column& column);
void draw_deal_tags(ViewContext& context, const Deal& deal, Column& column);
void draw_deal_lines(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column);
void draw_paper_files(ViewContext& context, const Paper& paper, const std::vector<Id<Attachment>>& files,
                      Column& column);
void draw_deal_papers(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column);
NodeId paper_row_id(Ui& ui, Id<Paper> paper);  // within the panel of its deal
void draw_deal_notes(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column);
void draw_deal_history(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column);

TextKey key_of(ForecastCategory category);

}  // namespace voronka::ui
