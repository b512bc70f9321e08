// Ids that are made of what a record tells: the same everywhere and for ever.
#include "base/id.hpp"

#include <doctest/doctest.h>

#include <set>

namespace voronka {

TEST_CASE("an id of a text is frozen: another one would double what was read from a list before") {
  CHECK(text_of(id_of_text("call 2026-01-05T11:00:00 9175550122")) == "08EZ3F2W7E8J90ZE9SHYE2E9XB");
  CHECK(text_of(id_of_text("product a-1")) == "00WYCG98J364NV3WNFYD3952B0");
}

TEST_CASE("ids of texts that differ by a letter differ, and each is read back as it was written") {
  std::set<RawId> ids;
  for (int i = 0; i < 20'000; ++i) {
    const RawId id = id_of_text("call " + std::to_string(i));
    CHECK(raw_id_from(text_of(id)) == id);
    ids.insert(id);
  }
  CHECK(ids.size() == 20'000);
}

}  // namespace voronka
