// The other devices of the same person, as this one remembers them: what was sent to each, so that the next file holds only what is new.
// A setting of the device, never exported. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/dot.hpp"

namespace voronka {

struct OtherDevice {
  std::string name = {};  // what the user calls it; unique
  std::int64_t sent_at_ms = 0;
  VersionVector sent = {};  // what it has, if the file came in there
  bool operator==(const OtherDevice&) const = default;
};

// One a line. Lines that cannot be read are left out.
std::string text_of(const std::vector<OtherDevice>& devices);
std::vector<OtherDevice> devices_from(std::string_view text);

// The latest first; one of that name takes the place of the older one.
void remember(std::vector<OtherDevice>& devices, OtherDevice device);

}  // namespace voronka
