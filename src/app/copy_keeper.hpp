// Decides when the next copy of everything is made in this browser (app/copy_rotation.hpp: which stay), and knows what is there. A copy
// is made a while after a change, not at once: a morning of edits is a few copies. No timers of its own: the shell is told when to come
// back.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/copy_rotation.hpp"
#include "app/ports.hpp"

namespace voronka {

class CopyKeeper {
 public:
  explicit CopyKeeper(Copies* copies) : copies_(copies) {}

  struct Now {
    std::int64_t at_ms = 0;
    bool loaded = false;     // or found out that it cannot be: time to know which copies there are
    bool at_rest = false;    // everything is loaded and saved
    std::uint64_t head = 0;  // that is stored
    bool something = false;  // there is anything to copy
  };
  void advance(const Now& now);
  void handle(const CopiesListed& listed);
  void handle(const CopyMade& made, std::int64_t at_ms);
  void make_now() { wanted_ = true; }  // by hand; advance() begins it

  enum class State : std::uint8_t { unknown, none_possible, idle, making };
  State state() const { return state_; }
  bool behind() const { return changed_at_ms_ != 0; }            // something is stored that no copy has
  std::span<const StoredCopy> copies() const { return known_; }  // the newest first
  const CopyMade& last() const { return last_; }                 // attempt, in this tab
  // Milliseconds until advance() has something to do; nothing when it waits for an event.
  std::optional<std::int64_t> wait_ms(std::int64_t at_ms) const;

 private:
  std::int64_t due_ms() const;

  Copies* copies_ = nullptr;
  State state_ = State::unknown;
  std::vector<StoredCopy> known_ = {};
  CopyMade last_ = {};
  std::uint64_t head_ = 0;
  std::int64_t changed_at_ms_ = 0;  // when the stored head was first seen ahead of the newest copy; 0: it is not
  std::int64_t began_ms_ = 0, took_ms_ = 0, failed_at_ms_ = 0;
  bool asked_ = false, wanted_ = false;
};

}  // namespace voronka
