#include "app/copy_rotation.hpp"

#include <algorithm>

#include "base/digits.hpp"
#include "base/sort.hpp"

namespace voronka {
namespace {

constexpr std::string_view ending = ".voronka.json.gz";
constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::uint64_t few_deals = 20;  // below that, half of them is no alarm

}  // namespace

std::string name_of(const StoredCopy& copy) {
  return std::to_string(copy.made_at_ms) + "-" + std::to_string(copy.head) + "-" + std::to_string(copy.deals) +
         std::string(ending);
}

std::optional<StoredCopy> copy_from(std::string_view name, std::uint64_t bytes) {
  if (!name.ends_with(ending)) return std::nullopt;
  name.remove_suffix(ending.size());
  const std::size_t first = name.find('-');
  const std::size_t second = name.find('-', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto made_at = digits_to_int(name.substr(0, first));
  const auto head = digits_to_int(name.substr(first + 1, second - first - 1));
  const auto deals = digits_to_int(name.substr(second + 1));
  if (!made_at || !head || !deals) return std::nullopt;
  return StoredCopy{.made_at_ms = *made_at,
                    .head = static_cast<std::uint64_t>(*head),
                    .deals = static_cast<std::uint64_t>(*deals),
                    .bytes = bytes};
}

std::vector<StoredCopy> superfluous(std::span<const StoredCopy> copies, const CopyRules& rules) {
  std::vector<StoredCopy> newest_first(copies.begin(), copies.end());
  sort_rows(newest_first, [](const StoredCopy& a, const StoredCopy& b) { return a.made_at_ms > b.made_at_ms; });
  std::vector<StoredCopy> gone;
  std::vector<StoredCopy> kept;
  std::size_t hours = 0, days = 0;
  std::int64_t last_hour = -1, last_day = -1;
  std::uint64_t most_deals_since = 0;
  for (std::size_t i = 0; i < newest_first.size(); ++i) {
    const StoredCopy& copy = newest_first[i];
    const std::int64_t hour = copy.made_at_ms / hour_ms, day = hour / 24;
    bool stays = i < rules.newest;
    if (hour != last_hour && hours < rules.hours) {
      ++hours;
      stays = true;
    }
    if (day != last_day && days < rules.days) {
      ++days;
      stays = true;
    }
    last_hour = hour;
    last_day = day;
    if (i > 0 && copy.deals > few_deals && copy.deals > 2 * most_deals_since) stays = true;
    most_deals_since = std::max(most_deals_since, copy.deals);
    (stays ? kept : gone).push_back(copy);
  }
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    bytes += kept[i].bytes;
    if (i > 0 && bytes > rules.cap_bytes) gone.push_back(kept[i]);
  }
  return gone;
}

}  // namespace voronka
