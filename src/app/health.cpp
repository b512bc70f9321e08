#include "app/health.hpp"

#include <algorithm>
#include <array>

#include "base/digits.hpp"

namespace voronka {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t days_without = 7;

}  // namespace

std::string text_of(const SavedFiles& files) {
  std::string text;
  for (const std::uint64_t number :
       {static_cast<std::uint64_t>(files.at_ms), files.count, files.bytes, files.head,
        static_cast<std::uint64_t>(files.since_ms), static_cast<std::uint64_t>(files.put_off_ms)})
    text += (text.empty() ? "" : " ") + std::to_string(number);
  return text;
}

SavedFiles saved_files_from(std::string_view text) {
  std::array<std::int64_t, 6> numbers = {};
  for (std::int64_t& number : numbers) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const auto read = digits_to_int(text.substr(0, space));
    if (!read) return {};
    number = *read;
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return {.at_ms = numbers[0],
          .count = static_cast<std::uint64_t>(numbers[1]),
          .bytes = static_cast<std::uint64_t>(numbers[2]),
          .head = static_cast<std::uint64_t>(numbers[3]),
          .since_ms = numbers[4],
          .put_off_ms = numbers[5]};
}

std::optional<std::int64_t> file_due_days(const SavedFiles& files, const FileDue& now) {
  if (now.head == 0 || files.since_ms == 0 || files.head == now.head) return std::nullopt;
  // A wrong clock must not put it off for years.
  if (files.put_off_ms > now.now_ms && files.put_off_ms <= now.now_ms + days_without * day_ms) return std::nullopt;
  const std::int64_t outside = std::max(files.at_ms, now.outside_ms);
  const std::int64_t from = std::max(outside, files.since_ms);
  const std::int64_t days = (now.now_ms - from) / day_ms;
  if (days < days_without) return std::nullopt;
  return outside == 0 ? 0 : days;
}

SavedFiles put_off(SavedFiles files, std::int64_t now_ms) {
  files.put_off_ms = now_ms + days_without * day_ms;
  return files;
}

}  // namespace voronka
