// The App's part in files of documents: a file is kept first and its record written then, so that no record promises what is not there.
#include <algorithm>
#include <utility>

#include "app/app.hpp"
#include "base/later.hpp"

namespace voronka {
namespace {

// Answers of pickers come by one inbox: those of an import count from 1, of an export from the middle.
constexpr Ticket first_attachment_ticket = 0xC000'0000;

Notice refusal(TextKey key, std::string name) {
  return {.kind = Notice::Kind::refused,
          .text = {.key = key, .arguments = {{.name = "name", .value = std::move(name)}}}};
}
Text counted(TextKey key, std::uint32_t count) {
  return {.key = key, .arguments = {{.name = "count", .value = static_cast<std::int64_t>(count)}}};
}

}  // namespace

VORONKA_LATER void App::attach_file(const AttachFile& wish) {
  attaching_ = wish;
  if (attach_ticket_ < first_attachment_ticket) attach_ticket_ = first_attachment_ticket;
  ports_.files.ask(++attach_ticket_, {}, false);
}

bool App::is_for_document(const FileArrived& file) const { return file.ticket != 0 && file.ticket == attach_ticket_; }

VORONKA_LATER void App::file_for_document(const FileArrived& file) {
  if (file.size_bytes == 0) return notices_.push_back(refusal(TextKey::error_attachment_empty, file.name));
  if (file.size_bytes > max_attachment_bytes) {
    Notice notice = refusal(TextKey::error_attachment_large, file.name);
    notice.text.arguments.push_back(
        {.name = "limit", .value = static_cast<std::int64_t>(max_attachment_bytes / 1'000'000)});
    return notices_.push_back(std::move(notice));
  }
  if (ports_.attachments == nullptr) return notices_.push_back(refusal(TextKey::error_attachment_unkept, file.name));
  ports_.attachments->keep(file.ticket, file.file);
}

VORONKA_LATER void App::attachment_kept(const AttachmentKept& kept) {
  if (kept.failure != CopyFailure::none) {
    const bool full = kept.failure == CopyFailure::no_space;
    return notices_.push_back(
        refusal(full ? TextKey::error_attachment_no_room : TextKey::error_attachment_unkept, kept.name));
  }
  shelf_.add(kept);
  if (kept.ticket != attach_ticket_) return;
  const AttachFile wish = std::exchange(attaching_, {});
  const Document& document = store_.document();
  if (wish.again) {  // it is on the shelf now, if it is the one
    const Attachment* attachment = document.find(wish.again);
    if (!attachment || attachment->sha256 != kept.sha256)
      notices_.push_back(refusal(TextKey::error_attachment_other, kept.name));
    return;
  }
  const Paper* paper = document.find(wish.paper);
  if (!paper || paper->deleted) {
    notices_.push_back({.kind = Notice::Kind::refused, .text = {.key = TextKey::error_paper_gone}});
    return;
  }
  const bool twice = std::ranges::any_of(document.table<Attachment>().rows(), [&](const Attachment& one) {
    return one.paper == wish.paper && !one.deleted && one.sha256 == kept.sha256;
  });
  if (twice) return notices_.push_back(refusal(TextKey::error_attachment_twice, kept.name));
  RunCommand run = {.command = AddRecord{Attachment{.deal = paper->deal,
                                                    .paper = paper->id,
                                                    .name = kept.name,
                                                    .size_bytes = static_cast<std::int32_t>(kept.size_bytes),
                                                    .sha256 = kept.sha256}}};
  carry_out(run);
}

VORONKA_LATER void App::offer_attachment(const OfferAttachment& wish) {
  const Attachment* attachment = store_.document().find(wish.attachment);
  if (!attachment) return;
  if (ports_.attachments == nullptr)
    return notices_.push_back(refusal(TextKey::error_attachment_gone, attachment->name));
  ports_.attachments->offer(attachment->sha256, attachment->name);
}

VORONKA_LATER void App::attachment_missing(const AttachmentMissing& missing) {
  std::string name;
  for (const Attachment& attachment : store_.document().table<Attachment>().rows())
    if (attachment.sha256 == missing.sha256 && (name.empty() || !attachment.deleted)) name = attachment.name;
  notices_.push_back(refusal(TextKey::error_attachment_gone, std::move(name)));
  shelf_.look(store_.document().revision());
}

VORONKA_LATER void App::delete_spare_attachments() {
  const AttachmentShelf::Spare spare = shelf_.spare(store_.document());
  if (ports_.attachments != nullptr && !spare.sha256.empty()) ports_.attachments->remove(spare.sha256);
}

// What came in one package with the data is taken once the data are in: of the files those that they name.
VORONKA_LATER void App::unpack_attachments(std::uint32_t package) {
  std::vector<std::string> wanted = shelf_.missing(store_.document());
  if (ports_.attachments != nullptr && !wanted.empty()) ports_.attachments->unpack(package, wanted);
}

VORONKA_LATER void App::attachments_unpacked(const AttachmentsUnpacked& unpacked) {
  if (unpacked.kept > 0) notices_.push_back({.text = counted(TextKey::attachment_unpacked, unpacked.kept)});
  if (unpacked.failed > 0)
    notices_.push_back(
        {.kind = Notice::Kind::refused, .text = counted(TextKey::error_attachments_unread, unpacked.failed)});
  shelf_.look(store_.document().revision());
}

VORONKA_LATER void App::tell_left_attachments(std::uint32_t count) {
  notices_.push_back({.kind = Notice::Kind::refused, .text = counted(TextKey::error_attachments_left, count)});
}

}  // namespace voronka
