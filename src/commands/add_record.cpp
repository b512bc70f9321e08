#include "commands/add_record.hpp"

#include <utility>

namespace voronka {
namespace {

template <class Record>
Rank last_rank(const Document& document) {
  Rank last;
  for (const Record& row : document.table<Record>().rows())
    if (!row.deleted && last < row.rank) last = row.rank;
  return last;
}

TextKey label_key(const Contact&) { return TextKey::undo_add_contact; }
TextKey label_key(const Company&) { return TextKey::undo_add_company; }
TextKey label_key(const Activity&) { return TextKey::undo_add_activity; }
TextKey label_key(const Note&) { return TextKey::undo_add_note; }
TextKey label_key(const Paper&) { return TextKey::undo_add_paper; }
TextKey label_key(const Attachment&) { return TextKey::undo_add_attachment; }
TextKey label_key(const Line&) { return TextKey::undo_add_line; }
TextKey label_key(const Product&) { return TextKey::undo_add_product; }
TextKey label_key(const CustomField&) { return TextKey::undo_add_custom_field; }
TextKey label_key(const TextTemplate&) { return TextKey::undo_add_template; }
TextKey label_key(const DealTemplate&) { return TextKey::undo_add_deal_template; }
TextKey label_key(const FollowUp&) { return TextKey::undo_add_follow_up; }
TextKey label_key(const Stage&) { return TextKey::undo_add_stage; }
TextKey label_key(const Pipeline&) { return TextKey::undo_add_pipeline; }
TextKey label_key(const LossReason&) { return TextKey::undo_add_loss_reason; }
TextKey label_key(const Tag&) { return TextKey::undo_add_tag; }
TextKey label_key(const SavedView&) { return TextKey::undo_add_saved_view; }

}  // namespace

VORONKA_COMPILED_HERE(NewRecord);

Result<Done> reduce(Draft& draft, AddRecord add) {
  Done done;
  std::visit(
      [&]<class Record>(Record& record) {
        record.id = draft.new_id<Record>();
        if constexpr (requires { record.rank; }) {
          if (record.rank.text.empty())
            record.rank = rank_between(last_rank<Record>(draft.document()), {}, draft.stamp().actor);
        }
        if constexpr (std::is_same_v<Record, Note>) {
          if (!record.at) record.at = draft.stamp().now;
        }
        done.created = record.id.raw;
        draft.put(std::move(record));
      },
      add.record);
  return done;
}

Text label_of(const Document&, const AddRecord& add) {
  return std::visit(
      [](const auto& record) {
        std::string name;
        if constexpr (requires { record.name; }) name = record.name;
        if constexpr (requires { record.title; }) name = record.title;
        if constexpr (requires { record.number; }) name = record.number;
        return Text{.key = label_key(record), .arguments = {{.name = "name", .value = std::move(name)}}};
      },
      add.record);
}

}  // namespace voronka
