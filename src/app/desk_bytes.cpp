// Questions and answers of the import desk as bytes. One `fields()` per struct says its parts once, for both directions;
// both ends are the same build, so there is no versioning, but damaged bytes never read past their end.
#include <array>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>

#include "app/import_desk.hpp"

namespace voronka {
namespace {

class Writer {
 public:
  static constexpr bool reading = false;
  void bytes(const void* data, std::size_t size) { out_.append(static_cast<const char*>(data), size); }
  std::string take() { return std::move(out_); }
  bool good() const { return true; }

 private:
  std::string out_ = {};
};

class Reader {
 public:
  static constexpr bool reading = true;
  explicit Reader(std::string_view in) : in_(in) {}
  void bytes(void* data, std::size_t size) {
    if (size > in_.size()) {
      good_ = false;
      std::memset(data, 0, size);
      return;
    }
    std::memcpy(data, in_.data(), size);
    in_.remove_prefix(size);
  }
  std::string_view rest() const { return in_; }
  void fail() { good_ = false; }
  bool good() const { return good_; }
  bool at_end() const { return in_.empty(); }

 private:
  std::string_view in_;
  bool good_ = true;
};

// How many values it has.
template <class Enum>
constexpr std::size_t values_of() {
  constexpr auto count = [](auto last) { return static_cast<std::size_t>(last) + 1; };
  if constexpr (std::is_same_v<Enum, TextKey>) {
    return text_key_count;
  } else if constexpr (std::is_same_v<Enum, ImportTarget>) {
    return import_target_count;
  } else if constexpr (std::is_same_v<Enum, TableKind>) {
    return count(TableKind::json);
  } else if constexpr (std::is_same_v<Enum, TextEncoding>) {
    return count(TextEncoding::windows_1252);
  } else if constexpr (std::is_same_v<Enum, DateOrder>) {
    return count(DateOrder::month_day_year);
  } else if constexpr (std::is_same_v<Enum, DecimalMark>) {
    return count(DecimalMark::comma);
  } else if constexpr (std::is_same_v<Enum, StageOutcome>) {
    return count(StageOutcome::lost);
  } else if constexpr (std::is_same_v<Enum, ClosedUnknown>) {
    return count(ClosedUnknown::lost);
  } else if constexpr (std::is_same_v<Enum, ImportMode>) {
    return count(ImportMode::replace);
  } else if constexpr (std::is_same_v<Enum, CallDirection>) {
    return count(CallDirection::out);
  } else if constexpr (std::is_same_v<Enum, ActivityKind>) {
    return count(ActivityKind::task);
  } else if constexpr (std::is_same_v<Enum, FileKind>) {
    return count(FileKind::other);
  } else if constexpr (std::is_same_v<Enum, ScopeKind>) {
    return count(ScopeKind::delta);
  } else {
    static_assert(std::is_same_v<Enum, OwnFileAction>);
    return count(OwnFileAction::merge);
  }
}

template <class Archive, class T>
void item(Archive& archive, T& value)
  requires(std::is_arithmetic_v<std::remove_const_t<T>> && !std::is_same_v<std::remove_const_t<T>, bool>)
{
  archive.bytes(const_cast<std::remove_const_t<T>*>(&value), sizeof(T));
}
template <class Archive, class T>
void item(Archive& archive, T& value)
  requires(std::is_enum_v<std::remove_const_t<T>>)
{
  auto number = static_cast<std::underlying_type_t<std::remove_const_t<T>>>(value);
  archive.bytes(&number, sizeof number);
  if constexpr (Archive::reading) {
    if (number >= values_of<T>()) {
      number = 0;
      archive.fail();
    }
    value = static_cast<T>(number);
  }
}
template <class Archive>
void item(Archive& archive, std::conditional_t<Archive::reading, bool, const bool>& value) {
  std::uint8_t number = value ? 1 : 0;
  archive.bytes(&number, 1);
  if constexpr (Archive::reading) {
    if (number > 1) archive.fail();
    value = number == 1;
  }
}

template <class Archive>
std::size_t length(Archive& archive, std::size_t size) {
  auto count = static_cast<std::uint64_t>(size);
  item(archive, count);
  // A length that the remaining bytes cannot hold is damage, not a reason to ask for memory.
  if constexpr (Archive::reading) {
    if (count > archive.rest().size()) {
      count = 0;
      archive.fail();
    }
  }
  return static_cast<std::size_t>(count);
}

template <class Archive, class Text>
void text(Archive& archive, Text& value) {
  const std::size_t size = length(archive, value.size());
  if constexpr (Archive::reading) value.resize(size);
  archive.bytes(const_cast<char*>(value.data()), size);
}

template <class Archive>
void item(Archive& archive, std::conditional_t<Archive::reading, std::string, const std::string>& value) {
  text(archive, value);
}

template <class Archive, class List, class Each>
void list(Archive& archive, List& values, const Each& each) {
  const std::size_t size = length(archive, values.size());
  if constexpr (Archive::reading) values.resize(size);
  for (auto& value : values) each(value);
}

template <class Archive, class... Values>
void items(Archive& archive, Values&... values) {
  (item(archive, values), ...);
}

// A text key travels as its number: same build on both ends.
template <class Archive, class SomeText>
void sentence(Archive& archive, SomeText& value) {
  item(archive, value.key);
  list(archive, value.arguments, [&](auto& argument) {
    item(archive, argument.name);
    auto kind = static_cast<std::uint8_t>(argument.value.index());
    item(archive, kind);
    if constexpr (Archive::reading) {
      if (kind >= std::variant_size_v<TextValue>) archive.fail();
      switch (kind) {
        case 0:
          argument.value = std::string();
          break;
        case 1:
          argument.value = std::int64_t{0};
          break;
        case 2:
          argument.value = Money();
          break;
        case 3:
          argument.value = Date();
          break;
        default:
          argument.value = TextKey::none;
          break;
      }
    }
    std::visit(
        [&]<class T>(T& one) {
          if constexpr (std::is_same_v<std::remove_const_t<T>, Money>) {
            items(archive, one.minor, one.currency.code);
          } else if constexpr (std::is_same_v<std::remove_const_t<T>, Date>) {
            item(archive, one.days);
          } else {
            item(archive, one);
          }
        },
        argument.value);
  });
}

template <class Archive, class Optional>
void maybe(Archive& archive, Optional& value) {
  bool said = value.has_value();
  item(archive, said);
  if constexpr (Archive::reading)
    if (said) value.emplace();
  if (said) item(archive, *value);
}

template <class Archive, class Mapping>
void mapping_fields(Archive& archive, Mapping& mapping) {
  items(archive, mapping.importer, mapping.table.kind, mapping.table.encoding, mapping.table.delimiter,
        mapping.table.sheet, mapping.header_line, mapping.rows);
  list(archive, mapping.columns, [&](auto& column) {
    items(archive, column.header, column.target, column.confidence, column.stage, column.sample);
    maybe(archive, column.date_order);
    bool dated = column.sample_day.has_value();
    item(archive, dated);
    if constexpr (Archive::reading)
      if (dated) column.sample_day.emplace();
    if (dated) item(archive, column.sample_day->days);
  });
  items(archive, mapping.date_order, mapping.date_order_sure, mapping.decimal_mark, mapping.probability_is_fraction);
  const auto stages = [&](auto& values) {
    list(archive, values,
         [&](auto& value) { items(archive, value.value, value.name, value.outcome, value.rows, value.closed_rows); });
  };
  stages(mapping.stages);
  stages(mapping.statuses);
  list(archive, mapping.values,
       [&](auto& value) { items(archive, value.target, value.value, value.name, value.rows); });
  items(archive, mapping.closed_unknown, mapping.default_currency.code, mapping.currency_missing, mapping.pipeline_name,
        mapping.unknown_stage_name);
}

template <class Archive, class Stamp>
void stamp_fields(Archive& archive, Stamp& stamp) {
  items(archive, stamp.now.utc_ms, stamp.now.offset_minutes, stamp.seed);
}

template <class Archive, class Holder>
void warning_fields(Archive& archive, Holder& holder) {
  list(archive, holder.warnings, [&](auto& warning) {
    sentence(archive, warning.text);
    item(archive, warning.line);
  });
  item(archive, holder.warning_count);
}

template <class Archive, class Holder>
void result_fields(Archive& archive, Holder& holder) {
  auto& counts = holder.counts;
  items(archive, counts.rows, counts.deals, counts.open, counts.won, counts.lost, counts.companies, counts.contacts,
        counts.stages, counts.without_date, counts.skipped, counts.repeated, counts.changes);
  warning_fields(archive, holder);
}

template <class Archive, class Dots>
void dots(Archive& archive, Dots& value) {
  std::vector<std::pair<std::uint64_t, std::string>> actors;
  if constexpr (!Archive::reading)
    for (const auto& [actor, set] : value.actors()) actors.emplace_back(actor.value, text_of(set));
  list(archive, actors, [&](auto& entry) {
    item(archive, entry.first);
    text(archive, entry.second);
  });
  if constexpr (Archive::reading)
    for (const auto& [actor, ranges] : actors)
      if (const auto set = interval_set_from(ranges))
        for (const auto& [first, last] : set->ranges()) value.add(Actor{actor}, first, last);
}

template <class Archive, class Row>
void catalog_row(Archive& archive, Row& row) {
  auto& product = row.product;
  items(archive, product.name, product.code, product.unit, product.comment, row.vat_said);
  bool priced = product.price.has_value(), rated = product.vat_percent.has_value();
  items(archive, priced, rated);
  if constexpr (Archive::reading) {
    if (priced) product.price.emplace();
    if (rated) product.vat_percent.emplace();
  }
  if (priced) items(archive, product.price->minor, product.price->currency.code);
  if (rated) item(archive, *product.vat_percent);
}

template <class Archive, class List>
void texts(Archive& archive, List& values) {
  list(archive, values, [&](auto& one) { item(archive, one); });
}

template <class Archive, class Row>
void person_row(Archive& archive, Row& row) {
  auto& contact = row.contact;
  items(archive, contact.name, contact.job_title, contact.comment, contact.origin.system, contact.origin.id,
        row.company, row.is_company, row.line);
  texts(archive, contact.phones);
  texts(archive, contact.emails);
  list(archive, contact.extra, [&](auto& field) { items(archive, field.first, field.second); });
}

template <class Archive, class Row>
void appointment_row(Archive& archive, Row& row) {
  auto& activity = row.activity;
  items(archive, activity.kind, activity.title, activity.comment, activity.origin.system, activity.origin.id,
        row.own.high, row.own.low, row.at.utc_ms, row.at.offset_minutes, row.has_time, row.busy_minutes, row.is_event,
        row.changed_ms, row.line);
  bool lasts = activity.duration_minutes.has_value(), done = row.done_at.has_value();
  items(archive, lasts, done);
  if constexpr (Archive::reading) {
    if (lasts) activity.duration_minutes.emplace();
    if (done) row.done_at.emplace();
  }
  if (lasts) item(archive, *activity.duration_minutes);
  if (done) items(archive, row.done_at->utc_ms, row.done_at->offset_minutes);
  texts(archive, row.emails);
}

template <class Archive, class T>
void fields(Archive& archive, T& value) {
  using Plain = std::remove_const_t<T>;
  if constexpr (std::is_same_v<Plain, InspectFile>) {
    items(archive, value.wishes.file_name, value.wishes.importer, value.wishes.default_currency.code,
          value.wishes.unknown_stage_name);
    maybe(archive, value.wishes.encoding);
    maybe(archive, value.wishes.sheet);
  } else if constexpr (std::is_same_v<Plain, CountTable> || std::is_same_v<Plain, ListProblems>) {
    mapping_fields(archive, value.mapping);
  } else if constexpr (std::is_same_v<Plain, MakeFromTable>) {
    mapping_fields(archive, value.mapping);
    stamp_fields(archive, value.stamp);
  } else if constexpr (std::is_same_v<Plain, MakeFromOwnFile>) {
    item(archive, value.action);
    stamp_fields(archive, value.stamp);
  } else if constexpr (std::is_same_v<Plain, TableProposal>) {
    mapping_fields(archive, value.mapping);
    result_fields(archive, value);
    list(archive, value.keys, [&](auto& key) { items(archive, key.origin, key.title, key.company); });
    list(archive, value.sheets, [&](auto& name) { text(archive, name); });
  } else if constexpr (std::is_same_v<Plain, ProblemRows>) {
    items(archive, value.table.kind, value.table.delimiter, value.left_off);
    list(archive, value.headers, [&](auto& header) { text(archive, header); });
    list(archive, value.rows, [&](auto& row) {
      item(archive, row.line);
      list(archive, row.cells, [&](auto& cell) { text(archive, cell); });
      list(archive, row.problems, [&](auto& problem) { sentence(archive, problem); });
    });
  } else if constexpr (std::is_same_v<Plain, OwnFileSummary>) {
    items(archive, value.dataset.high, value.dataset.low, value.masked, value.checked, value.unread);
    items(archive, value.name, value.exported_at_ms, value.pipelines, value.deals, value.contacts, value.companies,
          value.activities, value.not_understood);
  } else if constexpr (std::is_same_v<Plain, ReadCalls>) {
    item(archive, value.date_order);
  } else if constexpr (std::is_same_v<Plain, CallList>) {
    list(archive, value.calls, [&](auto& call) {
      items(archive, call.at.utc_ms, call.at.offset_minutes, call.number, call.other, call.direction, call.answered,
            call.seconds);
    });
    items(archive, value.date_order, value.date_order_sure, value.rows, value.internal, value.repeated);
    warning_fields(archive, value);
  } else if constexpr (std::is_same_v<Plain, ReadPeople> || std::is_same_v<Plain, SortFiles>) {
  } else if constexpr (std::is_same_v<Plain, FileKinds>) {
    list(archive, value.kinds, [&](auto& kind) { item(archive, kind); });
  } else if constexpr (std::is_same_v<Plain, PeopleList>) {
    list(archive, value.rows, [&](auto& row) { person_row(archive, row); });
    items(archive, value.pictures, value.is_table);
    warning_fields(archive, value);
  } else if constexpr (std::is_same_v<Plain, AppointmentList>) {
    list(archive, value.rows, [&](auto& row) { appointment_row(archive, row); });
    item(archive, value.cancelled);
    warning_fields(archive, value);
  } else if constexpr (std::is_same_v<Plain, ReadCatalog>) {
    item(archive, value.usual.code);
  } else if constexpr (std::is_same_v<Plain, CatalogTable>) {
    list(archive, value.rows, [&](auto& row) { catalog_row(archive, row); });
    list(archive, value.problems, [&](auto& problem) {
      auto line = static_cast<std::uint64_t>(problem.line);
      item(archive, line);
      if constexpr (Archive::reading) problem.line = static_cast<std::size_t>(line);
      items(archive, problem.column, problem.text, problem.value);
    });
    items(archive, value.problem_count, value.headings);
  } else if constexpr (std::is_same_v<Plain, Error>) {
    sentence(archive, value.text);
    item(archive, value.where);
  } else {
    static_assert(std::is_same_v<Plain, ImportOutcome>);
    item(archive, value.mode);
    dots(archive, value.seen);
    items(archive, value.to_merge, value.scope.kind, value.scope.masked, value.checked);
    dots(archive, value.scope.since);
    result_fields(archive, value);
    // Room for the records, which come in pieces: a list that doubles as it grows would need half as much again.
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      auto& list = value.records.template of<Record>();
      std::uint64_t count = list.size();
      item(archive, count);
      if constexpr (Archive::reading)
        if (count <= max_file_records) list.reserve(static_cast<std::size_t>(count));
    });
  }
}

template <class Variant>
std::string encode(const Variant& variant) {
  Writer writer;
  const auto kind = static_cast<std::uint8_t>(variant.index());
  item(writer, kind);
  std::visit([&](const auto& value) { fields(writer, value); }, variant);
  return writer.take();
}

template <class Variant>
std::optional<Variant> decode(std::string_view bytes) {
  Reader reader(bytes);
  std::uint8_t kind = 0;
  item(reader, kind);
  std::optional<Variant> result;
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    ((Index == kind ? static_cast<void>(result.emplace(std::in_place_index<Index>)) : void()), ...);
  }(std::make_index_sequence<std::variant_size_v<Variant>>{});
  if (!result || !reader.good()) return std::nullopt;
  std::visit([&](auto& value) { fields(reader, value); }, *result);
  if (!reader.good() || !reader.at_end()) return std::nullopt;
  return result;
}

}  // namespace

std::string encode_request(const DeskRequest& request) { return encode(request); }
std::string encode_reply(const DeskReply& reply) { return encode(reply); }
std::optional<DeskRequest> decode_request(std::string_view bytes) { return decode<DeskRequest>(bytes); }
std::optional<DeskReply> decode_reply(std::string_view bytes) { return decode<DeskReply>(bytes); }

}  // namespace voronka
