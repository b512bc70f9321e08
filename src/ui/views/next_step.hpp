// The next step of a deal: what is to be done, done, what came of it, and what is to be done after that. As parts of the deal sheet, and
// as a popup over a card, a row or a page. "Done" asks nothing first: it is done, then one says what came of it if one likes, and the
// line for the next step is filled in already.
#pragma once

#include <string>

#include "ui/view.hpp"

namespace voronka::ui {

struct NextStepDraft {
  bool open = false;             // the line that plans is shown
  Id<Activity> done = {};        // just done: what came of it can be said
  bool nothing_follows = false;  // by a step of the user's: the line is not shown until another outcome asks for it
  bool touched = false;          // typed into: an outcome said later does not fill it in anew
  ActivityKind kind = ActivityKind::call;
  std::string title = {}, date = {}, time = {};
  bool bad_date = false, bad_time = false;
};

// One wish, whatever the outcome; the draft becomes what follows. `others`: open activities of the deal beside this one.
void finish_step(ViewContext& context, NextStepDraft& draft, const Deal& deal, const Activity& activity,
                 ActivityOutcome outcome, std::size_t others, std::optional<std::int32_t> minutes = {});
// Of what is done already: what came of it can be said, and what follows is filled in.
void follow_step(ViewContext& context, NextStepDraft& draft, const Deal& deal, const Activity& done,
                 ActivityOutcome outcome, std::size_t others);
// Said of what is done already; what follows is filled in anew unless somebody has typed into it.
void say_outcome(ViewContext& context, NextStepDraft& draft, const Activity& done, ActivityOutcome outcome);
void open_draft(ViewContext& context, NextStepDraft& draft);

enum class BoxAnswer : std::uint8_t { none, done, edit, called };
// The soft box with what is due first.
BoxAnswer draw_step_box(ViewContext& context, const Deal& deal, const Activity& activity, bool editable,
                        Column& column);
// What came of what was just done, and the line that plans the next step. True when one was planned. In a popup "What is next?" is no
// heading of the page.
bool draw_step_plan(ViewContext& context, const Deal& deal, NextStepDraft& draft, Column& column,
                    bool in_popup = false);

// The popup of the deal's first step, or of the one that is meant. It opens at `anchor`; the shell draws it. With an outcome the step is done
// as it opens, if it is not done already.
struct StepMeant {
  Id<Activity> activity = {};
  std::optional<ActivityOutcome> outcome = {};
  std::optional<std::int32_t> minutes = {};  // how long it took
  Id<Activity> done = {};                    // instead: this one is done, what follows it?
};
void open_step_popup(ViewContext& context, Id<Deal> deal, Rect anchor, bool by_keyboard, StepMeant meant = {});
bool is_step_popup_open(const ViewContext& context);
void draw_step_popup(ViewContext& context);

}  // namespace voronka::ui
