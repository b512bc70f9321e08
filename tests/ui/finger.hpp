// What one can press that is smaller than a finger needs.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "ui/theme.hpp"
#include "ui/ui.hpp"

namespace voronka::test {

// "place: button 'Save' is 40 x 32", for everything of this frame that can be reached. Links stand in lines of text and may be as high as those.
inline std::vector<std::string> too_small_for_a_finger(const ui::Ui& ui, const std::string& place) {
  const ui::Semantics& sem = ui.sem;
  std::vector<std::string> found;
  for (const ui::SemNode& node : sem.nodes()) {
    if ((node.flags & ui::node_flag::focusable) == 0 || node.role == ui::Role::link) continue;
    if (node.rect.w >= ui::size::touch && node.rect.h >= ui::size::touch) continue;
    bool inert = false;
    for (const ui::SemNode* at = &node; at != nullptr; at = sem.find(at->parent))
      inert = inert || (at->flags & ui::node_flag::inert) != 0;
    if (inert) continue;
    found.push_back(place + ": " + std::string(ui::name_of(node.role)) + " '" + node.name + "' is " +
                    std::to_string(static_cast<int>(node.rect.w)) + " x " +
                    std::to_string(static_cast<int>(node.rect.h)));
  }
  std::ranges::sort(found);
  const auto rest = std::ranges::unique(found);
  found.erase(rest.begin(), rest.end());
  return found;
}

}  // namespace voronka::test
