#include "base/dot.hpp"

#include <algorithm>

#include "base/digits.hpp"

namespace voronka {
namespace {
constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::uint64_t actor_count = 218'340'105'584'896;  // 62^8
}  // namespace

std::string text_of(Actor actor) {
  std::string text(8, '0');
  for (std::size_t i = 8; i-- > 0; actor.value /= 62) text[i] = letters[actor.value % 62];
  return text;
}

std::optional<Actor> actor_from(std::string_view text) {
  if (text.size() != 8) return std::nullopt;
  Actor actor = {};
  for (const char c : text) {
    const std::size_t value = letters.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    actor.value = actor.value * 62 + value;
  }
  return actor;
}

Actor actor_from_random(std::uint64_t random) { return Actor{random % actor_count}; }

std::string text_of(Dot dot) { return text_of(dot.actor) + ":" + std::to_string(dot.n); }

std::optional<Dot> dot_from(std::string_view text) {
  if (text.size() < 10 || text[8] != ':') return std::nullopt;
  const auto actor = actor_from(text.substr(0, 8));
  const auto n = digits_to_int(text.substr(9));
  if (!actor || !n || *n < 1) return std::nullopt;
  return Dot{.actor = *actor, .n = static_cast<std::uint64_t>(*n)};
}

bool IntervalSet::contains(std::uint64_t n) const {
  const auto after = std::ranges::upper_bound(ranges_, n, {}, &std::pair<std::uint64_t, std::uint64_t>::first);
  return after != ranges_.begin() && std::prev(after)->second >= n;
}

void IntervalSet::add(std::uint64_t first, std::uint64_t last) {
  if (!ranges_.empty() && first >= ranges_.back().first) {  // the usual case: the next dot of the newest block
    if (first <= ranges_.back().second + 1) {
      ranges_.back().second = std::max(ranges_.back().second, last);
    } else {
      ranges_.emplace_back(first, last);
    }
    return;
  }
  auto from = std::ranges::find_if(ranges_, [&](const auto& range) { return range.second + 1 >= first; });
  auto to = from;
  for (; to != ranges_.end() && to->first <= last + 1; ++to) {
    first = std::min(first, to->first);
    last = std::max(last, to->second);
  }
  ranges_.insert(ranges_.erase(from, to), {first, last});
}

void IntervalSet::add(const IntervalSet& other) {
  for (const auto& [first, last] : other.ranges_) add(first, last);
}

void IntervalSet::remove(std::uint64_t first, std::uint64_t last) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> rest;
  for (const auto& [from, to] : ranges_) {
    if (from < first) rest.emplace_back(from, std::min(to, first - 1));
    if (to > last) rest.emplace_back(std::max(from, last + 1), to);
  }
  // A range wholly before or behind was cut to itself; one around the hole became two.
  ranges_ = std::move(rest);
}

std::string text_of(const IntervalSet& set) {
  std::string text;
  for (const auto& [first, last] : set.ranges()) {
    if (!text.empty()) text += ",";
    text += std::to_string(first);
    if (last != first) text += "-" + std::to_string(last);
  }
  return text;
}

std::optional<IntervalSet> interval_set_from(std::string_view text) {
  IntervalSet set;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string_view part = text.substr(0, comma);
    const std::size_t dash = part.find('-');
    const auto first = digits_to_int(part.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : digits_to_int(part.substr(dash + 1));
    if (!first || !last || *first < 1 || *last < *first) return std::nullopt;
    set.add(static_cast<std::uint64_t>(*first), static_cast<std::uint64_t>(*last));
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
    if (text.empty()) return std::nullopt;
  }
  return set;
}

bool VersionVector::contains(Dot dot) const {
  const auto it = std::ranges::lower_bound(actors_, dot.actor, {}, &std::pair<Actor, IntervalSet>::first);
  return it != actors_.end() && it->first == dot.actor && it->second.contains(dot.n);
}

IntervalSet& VersionVector::of(Actor actor) {
  const auto it = std::ranges::lower_bound(actors_, actor, {}, &std::pair<Actor, IntervalSet>::first);
  if (it != actors_.end() && it->first == actor) return it->second;
  return actors_.insert(it, {actor, {}})->second;
}

bool VersionVector::includes(const VersionVector& other) const {
  VersionVector rest = other;
  rest.remove(*this);
  return rest.actors_.empty();
}

void VersionVector::add(Dot dot) {
  if (dot) of(dot.actor).add(dot.n, dot.n);
}

void VersionVector::add(Actor actor, std::uint64_t first, std::uint64_t last) { of(actor).add(first, last); }

void VersionVector::add(const VersionVector& other) {
  for (const auto& [actor, set] : other.actors_) of(actor).add(set);
}

void VersionVector::remove(const VersionVector& other) {
  for (const auto& [actor, set] : other.actors_)
    for (const auto& [first, last] : set.ranges()) of(actor).remove(first, last);
  std::erase_if(actors_, [](const auto& entry) { return entry.second.ranges().empty(); });
}

}  // namespace voronka
