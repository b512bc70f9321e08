// The list of record types. Patch, Document, storage, formats and merge loop over it: a new type is one line here, its
// header, and its fields in fields.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "model/activity.hpp"
#include "model/attachment.hpp"
#include "model/company.hpp"
#include "model/contact.hpp"
#include "model/custom_field.hpp"
#include "model/deal.hpp"
#include "model/deal_template.hpp"
#include "model/follow_up.hpp"
#include "model/line.hpp"
#include "model/loss_reason.hpp"
#include "model/note.hpp"
#include "model/opaque.hpp"
#include "model/paper.hpp"
#include "model/pipeline.hpp"
#include "model/product.hpp"
#include "model/saved_view.hpp"
#include "model/settings.hpp"
#include "model/stage.hpp"
#include "model/tag.hpp"
#include "model/text_template.hpp"

namespace voronka {

// The order is the order of records in files; RecordType is the index. Stored data uses the names, never the numbers.
using Records =
    std::tuple<Settings, Pipeline, Stage, LossReason, Tag, CustomField, Product, Company, Contact, Deal, Activity, Note,
               Paper, Attachment, Line, TextTemplate, DealTemplate, FollowUp, SavedView, Opaque>;
enum class RecordType : std::uint8_t {
  settings,
  pipeline,
  stage,
  loss_reason,
  tag,
  custom_field,
  product,
  company,
  contact,
  deal,
  activity,
  note,
  paper,
  attachment,
  line,
  text_template,
  deal_template,
  follow_up,
  saved_view,
  opaque
};
// Whose records have values of such custom fields.
constexpr RecordType type_of(CustomOwner owner) {
  return owner == CustomOwner::deal      ? RecordType::deal
         : owner == CustomOwner::contact ? RecordType::contact
                                         : RecordType::company;
}

inline constexpr std::size_t record_type_count = std::tuple_size_v<Records>;

struct RecordName {
  std::string_view type = {};    // "deal": in files and in bucket keys
  std::string_view prefix = {};  // "deal_": of ids in files
};
inline constexpr std::array<RecordName, record_type_count> record_names = {
    {{"settings", "set_"},      {"pipeline", "pip_"},     {"stage", "stg_"},       {"loss_reason", "lrs_"},
     {"tag", "tag_"},           {"custom_field", "fld_"}, {"product", "prd_"},     {"company", "cmp_"},
     {"contact", "con_"},       {"deal", "deal_"},        {"activity", "act_"},    {"note", "note_"},
     {"paper", "pap_"},         {"attachment", "att_"},   {"line", "line_"},       {"text_template", "tpl_"},
     {"deal_template", "dtp_"}, {"follow_up", "fup_"},    {"saved_view", "view_"}, {"opaque", ""}}};

template <class Record, std::size_t Index = 0>
constexpr RecordType record_type_of() {
  if constexpr (std::is_same_v<std::tuple_element_t<Index, Records>, Record>) {
    return static_cast<RecordType>(Index);
  } else {
    return record_type_of<Record, Index + 1>();
  }
}

template <class Record>
inline constexpr bool has_history = requires(const Record& record) { record.history; };
template <class Record>
inline constexpr bool has_fields = !std::is_same_v<Record, Opaque>;

// Calls f(std::type_identity<Record>{}) for every record type, in file order.
template <class Function>
constexpr void for_each_record_type(Function&& f) {
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    (f(std::type_identity<std::tuple_element_t<Index, Records>>{}), ...);
  }(std::make_index_sequence<record_type_count>{});
}

// The same for one type known only at run time.
template <class Function>
constexpr void with_record_type(RecordType type, Function&& f) {
  for_each_record_type([&]<class Record>(std::type_identity<Record> tag) {
    if (record_type_of<Record>() == type) f(tag);
  });
}

}  // namespace voronka
