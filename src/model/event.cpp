#include "model/event.hpp"

namespace voronka {

std::vector<bool> live_events(const EventList& history) {
  // A void is always written after what it voids, so walking backwards knows the fate of every void before its target.
  std::vector<bool> live(history.size(), true);
  for (std::size_t i = history.size(); i-- > 0;) {
    if (history[i].kind != EventKind::voided || !live[i]) continue;
    const Dot* target = std::get_if<Dot>(&history[i].value);
    for (std::size_t j = 0; target && j < i; ++j)
      if (history[j].dot == *target) live[j] = false;
  }
  for (std::size_t i = 0; i < history.size(); ++i)
    if (history[i].kind == EventKind::voided) live[i] = false;
  return live;
}

}  // namespace voronka
