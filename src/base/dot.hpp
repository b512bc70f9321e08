// Dots and version vectors: who wrote a value, and what a document has seen. Storage.md's three-way merge rests on them.
// Wall time rides along for people and for default choices; it never decides what is newer.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace voronka {

// Eight base-62 characters as one number; made once per browser profile and again on restore.
struct Actor {
  std::uint64_t value = 0;
  auto operator<=>(const Actor&) const = default;
};
std::string text_of(Actor actor);  // always eight characters
std::optional<Actor> actor_from(std::string_view text);
Actor actor_from_random(std::uint64_t random);

struct Dot {
  Actor actor = {};
  std::uint64_t n = 0;  // 1 and up; 0 means "no dot"
  auto operator<=>(const Dot&) const = default;
  explicit operator bool() const { return n != 0; }
};
std::string text_of(Dot dot);  // "3fK9aZ01:812"
std::optional<Dot> dot_from(std::string_view text);

// Sorted, disjoint, not touching: {1-40, 44}. Partial exports make knowledge non-contiguous, so one maximum is not enough.
class IntervalSet {
 public:
  bool contains(std::uint64_t n) const;
  void add(std::uint64_t first, std::uint64_t last);
  void add(const IntervalSet& other);
  void remove(std::uint64_t first, std::uint64_t last);
  const std::vector<std::pair<std::uint64_t, std::uint64_t>>& ranges() const { return ranges_; }
  bool operator==(const IntervalSet&) const = default;

 private:
  std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges_ = {};
};
std::string text_of(const IntervalSet& set);  // "1-40,44"
std::optional<IntervalSet> interval_set_from(std::string_view text);

class VersionVector {
 public:
  bool contains(Dot dot) const;
  bool includes(const VersionVector& other) const;
  void add(Dot dot);
  void add(Actor actor, std::uint64_t first, std::uint64_t last);
  void add(const VersionVector& other);
  void remove(const VersionVector& other);  // dots that turned out never to be written
  const std::vector<std::pair<Actor, IntervalSet>>& actors() const { return actors_; }  // sorted by actor
  bool operator==(const VersionVector&) const = default;

 private:
  IntervalSet& of(Actor actor);
  std::vector<std::pair<Actor, IntervalSet>> actors_ = {};
};

}  // namespace voronka
