// Everything a user can do. A new command is its own file, one include and one alternative here; forgetting its
// reduce() or label_of() is a compile error.
#pragma once

#include <variant>

#include "base/compiled_once.hpp"
#include "commands/add_record.hpp"
#include "commands/adopt_column.hpp"
#include "commands/apply_appointments.hpp"
#include "commands/apply_catalog.hpp"
#include "commands/apply_import.hpp"
#include "commands/apply_merge.hpp"
#include "commands/apply_people.hpp"
#include "commands/archive_deal.hpp"
#include "commands/check_item.hpp"
#include "commands/close_deal.hpp"
#include "commands/create_deal.hpp"
#include "commands/delete_records.hpp"
#include "commands/edit_deals.hpp"
#include "commands/finish_activity.hpp"
#include "commands/join_records.hpp"
#include "commands/join_tags.hpp"
#include "commands/link_names.hpp"
#include "commands/move_deal.hpp"
#include "commands/move_row.hpp"
#include "commands/rename_source.hpp"
#include "commands/revert.hpp"
#include "commands/set_custom_value.hpp"
#include "commands/set_field.hpp"
#include "commands/set_link.hpp"
#include "commands/settle_paper.hpp"
#include "commands/use_deal_template.hpp"

namespace voronka {

namespace detail {
using AnyCommand =
    std::variant<SetField, CreateDeal, MoveDeal, WinDeal, LoseDeal, ReopenDeal, ArchiveDeal, CheckItem, SetCustomValue,
                 SetLink, AdoptColumn, KeepAsTemplate, CreateFromTemplate, AddRecord, DeleteRecords, RestoreRecords,
                 DeleteStage, DeletePipeline, MoveRow, EditDeals, FinishActivity, SettlePaper, LinkNames, JoinRecords,
                 JoinTags, RenameSource, ApplyCatalog, ApplyPeople, ApplyAppointments, ApplyImport, ApplyMerge, Revert>;
}  // namespace detail

// A variant like any other to std::visit, std::get_if and std::holds_alternative, but copied, moved and destroyed by code
// that is compiled once (command.cpp) and not by every view that makes one.
struct Command : detail::AnyCommand {
  using detail::AnyCommand::AnyCommand;
  VORONKA_COMPILED_ONCE(Command);
};

inline Text label_of(const Document&, const ApplyCatalog& apply) { return apply.label; }
inline Text label_of(const Document&, const ApplyPeople& apply) { return apply.label; }
inline Text label_of(const Document&, const ApplyAppointments& apply) { return apply.label; }
inline Text label_of(const Document&, const ApplyImport& import) { return import.label; }
inline Text label_of(const Document&, const ApplyMerge& merge) { return merge.label; }
inline Text label_of(const Document&, const Revert& revert) { return revert.entry.label; }

}  // namespace voronka
