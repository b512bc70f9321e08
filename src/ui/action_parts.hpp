// What stands behind the rows of actions.inc: for each a `can_` (cheap, for menus and the palette) and a `run_`. Private to
// actions*.cpp; everyone else calls act().
#pragma once

#include "ui/actions.hpp"

namespace voronka::ui::action {

#define ACTION(name, ...)                                                  \
  bool can_##name(const ViewContext& context, const ActionTarget& target); \
  void run_##name(ViewContext& context, const ActionTarget& target, std::size_t choice);
#include "ui/actions.inc"
#undef ACTION

using Names = std::vector<std::string>;
Names stage_names(const ViewContext& context, const ActionTarget& target);
Names other_pipeline_names(const ViewContext& context, const ActionTarget& target);
Names ways_to_write(const ViewContext& context, const ActionTarget& target);
Names template_names(const ViewContext& context, const ActionTarget& target);
Names view_names(const ViewContext& context, const ActionTarget& target);
Names pipeline_names(const ViewContext& context, const ActionTarget& target);
Names settings_names(const ViewContext& context, const ActionTarget& target);
Names language_names(const ViewContext& context, const ActionTarget& target);
Names theme_names(const ViewContext& context, const ActionTarget& target);
Names column_names(const ViewContext& context, const ActionTarget& target);
Names row_names(const ViewContext& context, const ActionTarget& target);
Names figure_names(const ViewContext& context, const ActionTarget& target);
Names card_line_names(const ViewContext& context, const ActionTarget& target);
Names card_size_names(const ViewContext& context, const ActionTarget& target);

}  // namespace voronka::ui::action
