#include "model/patch.hpp"

#include <algorithm>
#include <utility>

namespace voronka {

VORONKA_COMPILED_HERE(Patch);
bool Patch::operator==(const Patch&) const = default;

bool Patch::empty() const { return size() == 0; }

std::size_t Patch::size() const {
  std::size_t count = 0;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) { count += of<Record>().size(); });
  return count;
}

Patch reversed(Patch patch) {
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    auto& changes = patch.of<Record>();
    for (Change<Record>& change : changes) {
      std::optional<Record> after;
      if (change.before) after = std::move(*change.before);
      change.before = change.after ? Boxed<Record>(std::move(*change.after)) : Boxed<Record>();
      change.after = std::move(after);
    }
    std::ranges::reverse(changes);
  });
  return patch;
}

}  // namespace voronka
