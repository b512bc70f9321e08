// A new record of one of the smaller kinds: a person, a company, an activity, a note, a stage, a pipeline, a reason, a tag, a
// saved view.
#pragma once

#include <variant>

#include "base/compiled_once.hpp"
#include "commands/done.hpp"

namespace voronka {

namespace detail {
using AnyNewRecord = std::variant<Contact, Company, Activity, Note, Paper, Attachment, Line, Product, CustomField,
                                  TextTemplate, DealTemplate, FollowUp, Stage, Pipeline, LossReason, Tag, SavedView>;
}  // namespace detail

struct NewRecord : detail::AnyNewRecord {  // as Command
  using detail::AnyNewRecord::AnyNewRecord;
  VORONKA_COMPILED_ONCE(NewRecord);
};

struct AddRecord {
  NewRecord record = {};  // id and, for ranked kinds without a rank, the last place are given here
};

// Done::created is the new record. A note without a moment gets the present one.
Result<Done> reduce(Draft& draft, AddRecord add);
Text label_of(const Document& document, const AddRecord& add);

}  // namespace voronka
