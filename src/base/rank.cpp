#include "base/rank.hpp"

namespace voronka {
namespace {
constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::size_t value_of(char c) {
  const std::size_t value = letters.find(c);
  return value == std::string_view::npos ? 0 : value;
}

// The shortest digits d with below < d < above, seen as base-62 fractions. Never ends in '0', so a gap below it stays.
std::string midpoint(std::string_view below, std::string_view above) {
  std::string prefix;
  for (std::size_t i = 0;; ++i) {
    const std::size_t low = i < below.size() ? value_of(below[i]) : 0;
    const std::size_t high = above.empty() ? 62 : (i < above.size() ? value_of(above[i]) : 0);
    if (low == high) {
      prefix += letters[low];
      continue;
    }
    if (high - low > 1) return prefix + letters[(low + high) / 2];
    prefix += letters[low];
    above = {};  // from here on anything greater than the rest of `below` fits under `above`
  }
}
}  // namespace

Rank rank_between(const Rank& below, const Rank& above, Actor actor) {
  const std::string_view upper = !above.text.empty() && below.text >= above.text ? std::string_view{} : above.text;
  std::string rank = midpoint(below.text, upper);
  // Two letters of the actor, the last never '0': equal midpoints from two devices differ, and the order stays valid
  // because appending can only raise a string that is already less than `above` in an earlier letter.
  rank += letters[actor.value % 62];
  rank += letters[1 + actor.value / 62 % 61];
  return {std::move(rank)};
}

std::string spread_rank(std::size_t index, std::size_t count) {
  std::size_t width = 1;
  for (std::size_t capacity = 61; capacity < count + 1; capacity *= 62) ++width;
  std::size_t capacity = 1;
  for (std::size_t i = 0; i < width; ++i) capacity *= 62;
  std::size_t value = (index + 1) * (capacity / (count + 1));
  std::string text(width, '0');
  for (std::size_t i = width; i-- > 0; value /= 62) text[i] = letters[value % 62];
  return text + "V";
}

bool is_rank(std::string_view text) {
  if (text.empty() || text.size() > 200 || text.back() == '0') return false;
  return text.find_first_not_of(letters) == std::string_view::npos;
}

}  // namespace voronka
