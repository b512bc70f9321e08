// The settings, route "settings": pipelines and their stages, loss reasons, look and language, the data as a whole.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

extern const View settings_view;

}  // namespace voronka::ui
