#include "formats/value_kinds.hpp"

#include <array>
#include <utility>

#include "formats/plain_text.hpp"

namespace voronka {
namespace {

template <class T>
struct KindOf;
template <class Enum>
  requires std::is_enum_v<Enum>
struct KindOf<Enum> {
  static_assert(sizeof(Enum) == 1, "enumerations are read and written through a byte");
  static constexpr KindInfo info = {.shape = ValueShape::enumeration, .names = enum_names<Enum>};
};
template <class Record>
struct KindOf<Id<Record>> {
  static constexpr KindInfo info = {.shape = ValueShape::id, .target = record_type_of<Record>()};
};
#define KIND(type, name)                                          \
  template <>                                                     \
  struct KindOf<type> {                                           \
    static constexpr KindInfo info = {.shape = ValueShape::name}; \
  };
KIND(std::string, text)
KIND(bool, flag)
KIND(std::int32_t, integer)
KIND(std::optional<std::int32_t>, maybe_integer)
KIND(std::optional<Money>, maybe_money)
KIND(std::optional<Date>, maybe_date)
KIND(std::optional<Moment>, maybe_moment)
KIND(Currency, currency)
KIND(Position, position)
KIND(Rank, rank)
KIND(Due, due)
KIND(Deletion, deletion)
KIND(Origin, origin)
KIND(TextList, texts)
KIND(ExtraFields, extra)
KIND(CustomValues, custom)
KIND(PersonLinks, links)
KIND(RateList, rates)
KIND(std::vector<Id<Contact>>, contacts)
KIND(std::vector<Id<Tag>>, tags)
KIND(std::vector<Id<Stage>>, stages)
#undef KIND

constexpr auto kinds = []<std::size_t... Index>(std::index_sequence<Index...>) {
  return std::array<KindInfo, sizeof...(Index)>{KindOf<std::variant_alternative_t<Index, FieldValue>>::info...};
}(std::make_index_sequence<std::variant_size_v<FieldValue>>{});

}  // namespace

const KindInfo& kind_of(const FieldInfo& field) { return kinds[field.kind]; }

std::string text_of_id(RecordType type, RawId id) {
  return std::string(PlainText().add(prefix_of(type)).add(id).view());
}

std::optional<AnyId> any_id_from(std::string_view text) {
  for (std::size_t i = 0; i < record_type_count; ++i) {
    const auto type = static_cast<RecordType>(i);
    if (!text.starts_with(prefix_of(type))) continue;
    const auto id = raw_id_from(text.substr(prefix_of(type).size()));
    if (id && *id) return AnyId{.type = type, .id = *id};
  }
  return std::nullopt;
}

}  // namespace voronka
