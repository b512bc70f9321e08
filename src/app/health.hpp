// What is known of how safe the data is, besides the store and the copies: what the browser says of itself, and the files the user has
// saved, whose fate the browser does not tell. Also decides when a file outside of the browser is due. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/ports.hpp"

namespace voronka {

// Kept as a setting of the device.
struct SavedFiles {
  std::int64_t at_ms = 0;       // of the last one; 0: none
  std::uint64_t count = 0;      // from this browser
  std::uint64_t bytes = 0;      // of the last one
  std::uint64_t head = 0;       // of the journal, in the last one
  std::int64_t since_ms = 0;    // when there first was something worth a file; 0: nothing yet
  std::int64_t put_off_ms = 0;  // until then nobody is reminded
  bool operator==(const SavedFiles&) const = default;
};
std::string text_of(const SavedFiles& files);
SavedFiles saved_files_from(std::string_view text);  // nonsense: nothing known

struct Health {
  KeepingTold keeping = {};
  OfflineTold offline = {};
  SavedFiles files = {};
};

struct FileDue {
  std::int64_t now_ms = 0;
  std::uint64_t head = 0;       // that is stored; 0: nothing
  std::int64_t outside_ms = 0;  // when the picked folder last got a file; 0: never
};
// Whole days since the last copy outside of the browser, when it is time to remind; 0 when there was none yet.
std::optional<std::int64_t> file_due_days(const SavedFiles& files, const FileDue& now);
SavedFiles put_off(SavedFiles files, std::int64_t now_ms);

}  // namespace voronka
