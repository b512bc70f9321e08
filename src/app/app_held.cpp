// A command that changes much waits until what is here has been copied.
#include <utility>

#include "app/app.hpp"

namespace voronka {

// Undo is one way back; a copy from before is another that outlives the undo history.
void App::run_after_copy(Command command, Text label, Id<Pipeline> shown) {
  if (held_) run_held();
  held_ = Held{.command = std::move(command), .label = std::move(label), .shown = shown, .since_ms = now().utc_ms};
  const bool possible = ports_.copies != nullptr &&
                        (copies_.state() == CopyKeeper::State::idle || copies_.state() == CopyKeeper::State::making);
  const SaveState saving = store_.save_state();
  const bool healthy = saving == SaveState::saved || saving == SaveState::saving;
  if (!possible || !healthy || store_.document().empty()) return run_held();
  copies_.make_now();
  advance_copies();
  advance_held();
}

// A copy that fails, or takes long, must not stand between the user and the work.
void App::advance_held() {
  if (!held_) return;
  constexpr std::int64_t patience_ms = 20'000;
  const std::int64_t waited_ms = now().utc_ms - held_->since_ms;
  if (waited_ms >= 0 && waited_ms < patience_ms) {
    const bool making = copies_.state() == CopyKeeper::State::making;
    held_->copying = held_->copying || making;
    const bool saving = store_.save_state() == SaveState::saving;  // then a copy would not have everything
    if (making || (!held_->copying && saving)) return;
    if (!held_->copying && copies_.behind()) return;
  }
  run_held();
}

void App::run_held() {
  Held held = std::move(*held_);
  held_.reset();
  const Result<Done> done = store_.run(std::move(held.command));
  tell(done, held.label, false);
  if (!done || !held.shown) return;
  Preferences shown = preferences_;
  shown.pipeline = held.shown;
  set_preferences(std::move(shown));
}

}  // namespace voronka
