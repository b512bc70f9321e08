// One deal as a card: the words on it, its name for those who hear it, and how it is painted. Texts are put together once per
// change of the board, not per frame. Not for what a card does: that is board_column and board_keys.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "ui/board_model.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

inline constexpr std::int32_t many_pushes = 3;  // so often put off, the date's count is amber

struct CardText {
  std::string title = {};
  std::string subtitle = {};                                     // company, else a person, else what is next
  std::string amount = {}, amount_short = {}, amount_bare = {};  // ever shorter; bare: without the base currency's sign
  std::string date = {};                                         // expected close, or the day it was won
  std::string age = {};
  std::string why_stuck = {};                     // empty: it is not
  std::string name = {};                          // all of it, spoken
  std::string pushes = {};                        // how often its close was put off; empty: never
  std::string left_open = {};                     // how many items of earlier checklists are not ticked; empty: none
  std::optional<std::uint32_t> stage_color = {};  // where the column is not its stage
  NextStep step = NextStep::none;
  bool late = false;
  bool soon = false;  // closes within two days
  bool won = false;
  bool pushed_much = false;
  float rotting = 0;    // from 0 to 1 on the last part of the way to being stuck
  float untouched = 0;  // from 0 to 1: for how long nobody did anything for it
};

class CardTexts {
 public:
  const CardText& of(const ViewContext& context, const BoardModel& model, const BoardColumn& column, std::uint32_t row);

 private:
  std::unordered_map<std::uint32_t, CardText> texts_ = {};
  std::uint64_t version_ = 0;
  std::string line_ = {};
  Date today_ = {};
  Language language_ = Language::ru;
};

// "1,24 млн ₽" -> "1,24 млн": where there is no room and no doubt about the currency.
std::string without_currency(std::string_view short_money);

// Heights are the same for all cards of a column, so that a hundred thousand of them need no measuring: an ordinary one, and
// one with the sentence why it is stuck.
float card_height(const Ui& ui);
float stuck_card_height(const Ui& ui);
float card_gap(const Ui& ui);
Rect stuck_sentence(const Ui& ui, Rect card);  // where that sentence stands
// `pale`: CardText::untouched, or less while it is looked at. Words keep the contrast that text must have.
void paint_card_content(Ui& ui, Rect rect, const CardText& text, float pale = 0);
// The mark of the next step, and where it lies on a card.
void paint_step(Ui& ui, Vec2 center, NextStep step);
Rect step_mark(const Ui& ui, Rect card);
// Surface, border and shadow: the redder the nearer it is to being stuck.
void paint_card_ground(Ui& ui, Rect rect, const CardText& text, const Interaction& state, bool lifted, float pale = 0);

}  // namespace voronka::ui
