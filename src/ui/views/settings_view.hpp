// The settings, route "settings": pipelines and their stages, loss reasons, tags, sources, the catalogue, look and language, the data as a whole.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

extern const View settings_view;
std::vector<std::string> settings_section_names(const Ui& ui);
void show_settings(ViewContext& context, std::size_t section);
void show_template_settings(ViewContext& context);

}  // namespace voronka::ui
