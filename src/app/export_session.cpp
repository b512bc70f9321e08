#include "app/export_session.hpp"

#include <utility>

#include "app/download.hpp"
#include "app/export_desk.hpp"
#include "base/later.hpp"
#include "formats/wire.hpp"

namespace voronka {
namespace {

constexpr std::string_view json_type = "application/json";
constexpr std::string_view json_ending = ".json", package_ending = ".zip";  // with files of documents beside it

}  // namespace

void ExportSession::ask(std::string name, ExportOrder order, Handover how) {
  if (running()) return;
  order_ = std::move(order);
  how_ = std::move(how);
  name_ = std::move(name);
  step_ = Step::asked;
}

VORONKA_LATER void ExportSession::begin(const Document& document) {
  if (!waiting()) return;
  step_ = Step::writing;
  seen_ = document.seen();
  how_.attached.clear();
  // Only our own file knows what to do with contents beside it.
  for (const Attachment* attachment :
       order_.format.empty() ? attachments_in(document, order_.selection) : std::vector<const Attachment*>())
    how_.attached.push_back({.sha256 = attachment->sha256, .name = attachment->name});
  jobs_.start(++ticket_, {});
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (std::size_t first = 0; first < document.table<Record>().size(); first += wire_piece_records)
      jobs_.hand(encode_wire(document, record_type_of<Record>(), first, wire_piece_records));
  });
  const ExportFormat* format = export_format_of(order_.format);
  jobs_.write(ticket_, encode_write_request(document, order_),
              std::string(format == nullptr ? json_type : format->type));
}

bool ExportSession::handle(const JobFile& file) {
  if (file.ticket != ticket_ || step_ != Step::writing) return false;
  step_ = Step::none;
  offered_ = file.file;
  // What is shared or locked first may come to nothing after all: it does not count as a file outside of the browser.
  const bool surely = !how_.share && how_.password.empty();
  if (!how_.attached.empty() && name_.ends_with(json_ending))
    name_.replace(name_.size() - json_ending.size(), json_ending.size(), package_ending);
  files_.offer_file(file.file, name_, std::exchange(how_, {}));
  jobs_.end();
  return surely && order_.whole();
}

std::optional<VersionVector> ExportSession::handed(const FileHanded& handed) {
  if (handed.file != offered_ || offered_ == 0) return std::nullopt;
  offered_ = 0;
  return std::move(seen_);
}

VORONKA_LATER bool ExportSession::handle(const JobFailed& failed, const Document& document) {
  if (failed.ticket != ticket_ || step_ != Step::writing) return false;
  step_ = Step::none;
  jobs_.end();
  // What was ordered with a password must not go out without; formats of others are the helper's alone.
  if (!how_.password.empty() || !order_.format.empty()) {
    how_ = {};
    unwritten_ = std::exchange(name_, {});
    return false;
  }
  Download download(files_);
  if (order_.whole()) {
    export_file(document, download);
  } else {
    RecordSet records;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      const auto rows = document.table<Record>().rows();
      records.of<Record>().assign(rows.begin(), rows.end());
    });
    write_selected(std::move(records), document.seen(), order_, download);
  }
  download.offer(name_, std::string(json_type));
  left_out_ = static_cast<std::uint32_t>(how_.attached.size());
  how_ = {};
  return order_.whole();
}

}  // namespace voronka
