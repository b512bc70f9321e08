// Which of the copies in this browser stay: the newest ones, then ever fewer the older they are, within a cap of bytes. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace voronka {

// One copy: a whole file of ours, packed with gzip. Its name says what must be known without opening it.
struct StoredCopy {
  std::int64_t made_at_ms = 0;
  std::uint64_t head = 0;   // of the journal, when it was made
  std::uint64_t deals = 0;  // alive
  std::uint64_t bytes = 0;
  bool operator==(const StoredCopy&) const = default;
};

// "1764160000000-812-60.voronka.json.gz"; nothing for a file that is none of ours.
std::string name_of(const StoredCopy& copy);
std::optional<StoredCopy> copy_from(std::string_view name, std::uint64_t bytes);

struct CopyRules {
  std::size_t newest = 5;
  std::size_t hours = 24;  // with a copy, not on the clock: a week away from the desk costs none
  std::size_t days = 14;
  std::uint64_t cap_bytes = 150'000'000;
};

// What may go, in no order. The newest copy always stays; so does the last one before the data became less than half (a mistake that is
// noticed after days must not have pushed out what was there before it), unless the cap is over.
std::vector<StoredCopy> superfluous(std::span<const StoredCopy> copies, const CopyRules& rules = {});

}  // namespace voronka
