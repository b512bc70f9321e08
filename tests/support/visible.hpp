// The state of a document as users see it, for laws: everything but stamps and voided events.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "model/document.hpp"
#include "model/fields.hpp"

namespace voronka::test {

// Everything a user could see, as comparable values: fields and the events that still count.
struct Visible {
  std::map<RawId, std::vector<FieldValue>> fields = {};
  std::map<RawId, std::vector<std::pair<EventKind, EventValue>>> events = {};
  bool operator==(const Visible&) const = default;
};

inline Visible visible(const Document& document) {
  Visible seen;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>) {
      for (const Record& record : document.table<Record>().rows()) {
        if constexpr (requires { record.deleted; }) {
          if (record.deleted.by == DeletedBy::undo) continue;  // an undone creation is not to be seen
        }
        auto& values = seen.fields[record.id.raw];
        for (const FieldInfo& field : fields_of(record_type_of<Record>())) {
          FieldValue& value = values.emplace_back(get_field(&record, field));
          auto* custom = std::get_if<CustomValues>(&value);
          if (!custom) continue;
          std::erase_if(*custom, [](const CustomValue& one) { return one.text.empty(); });
          for (CustomValue& one : *custom) one.stamp = {};
        }
        if constexpr (has_history<Record>) {
          const auto live = live_events(record.history);
          auto& events = seen.events[record.id.raw];
          for (std::size_t i = 0; i < live.size(); ++i)
            if (live[i]) events.emplace_back(record.history[i].kind, record.history[i].value);
        }
      }
    }
  });
  return seen;
}

}  // namespace voronka::test
