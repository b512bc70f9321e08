// The menu of a column's head: which figure all heads show, and whether this column is folded.
#include "base/later.hpp"
#include "ui/layers.hpp"
#include "ui/views/board_parts.hpp"

namespace voronka::ui {
namespace {

NodeId menu_id(const Ui& ui) { return ui.id("head_menu"); }

constexpr TextKey figure_keys[] = {TextKey::board_figure_usual,  TextKey::board_figure_count,
                                   TextKey::board_figure_sum,    TextKey::board_figure_weighted,
                                   TextKey::board_figure_median, TextKey::board_figure_range,
                                   TextKey::board_figure_oldest};
constexpr std::size_t figure_count = std::size(figure_keys);

VORONKA_LATER void draw_open_menu(ViewContext& context, BoardState& state) {
  Ui& ui = context.ui;
  const auto figure = static_cast<std::size_t>(board_settings(context).figure_of(context.pipeline));
  const Fold fold = board_settings(context).fold_of(state.head_menu);
  std::vector<std::string> words = names_of_figures(ui);
  words.push_back(ui.tr(TextKey::board_fold));
  words.push_back(ui.tr(TextKey::board_fold_empty));
  std::vector<MenuItem> items;
  for (std::size_t i = 0; i < figure_count; ++i) items.push_back({.label = words[i], .checked = i == figure ? 1 : 0});
  items.push_back({.label = words[figure_count], .separator_before = true, .checked = fold == Fold::always ? 1 : 0});
  items.push_back({.label = words[figure_count + 1], .checked = fold == Fold::when_empty ? 1 : 0});
  // A phone shows one column at a time: there is nothing to be gained by folding.
  if (ui.compact()) items.resize(figure_count);
  const auto chosen = menu(ui, menu_id(ui), ui.tr(TextKey::board_figure), items);
  if (!chosen) return;
  const auto at = static_cast<std::size_t>(*chosen);
  if (at < figure_count) return set_figure(context, static_cast<HeadFigure>(at));
  const Fold wanted = at == figure_count ? Fold::always : Fold::when_empty;
  set_fold(context, state.head_menu, fold == wanted ? Fold::open : wanted);
}

}  // namespace

std::string name_of(const Ui& ui, HeadFigure figure) { return ui.tr(figure_keys[static_cast<std::size_t>(figure)]); }

std::vector<std::string> names_of_figures(const Ui& ui) {
  std::vector<std::string> names;
  for (const TextKey key : figure_keys) names.push_back(ui.tr(key));
  return names;
}

void open_head_menu(ViewContext& context, BoardState& state, Id<Stage> stage, Rect anchor, bool by_keyboard) {
  Ui& ui = context.ui;
  state.head_menu = stage;
  open_menu(ui, menu_id(ui), anchor, by_keyboard);
}

void draw_head_menu(ViewContext& context, BoardState& state) {
  if (menu_is_open(context.ui, menu_id(context.ui))) draw_open_menu(context, state);
}

}  // namespace voronka::ui
