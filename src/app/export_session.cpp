#include "app/export_session.hpp"

#include <utility>

#include "app/download.hpp"
#include "app/export_desk.hpp"
#include "base/later.hpp"
#include "formats/wire.hpp"

namespace voronka {
namespace {

constexpr std::string_view json_type = "application/json";

}  // namespace

void ExportSession::ask(std::string name) {
  if (running()) return;
  name_ = std::move(name);
  step_ = Step::asked;
}

VORONKA_LATER void ExportSession::begin(const Document& document) {
  if (!waiting()) return;
  step_ = Step::writing;
  jobs_.start(++ticket_, 0);
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (std::size_t first = 0; first < document.table<Record>().size(); first += wire_piece_records)
      jobs_.hand(encode_wire(document, record_type_of<Record>(), first, wire_piece_records));
  });
  jobs_.write(ticket_, encode_write_request(document), std::string(json_type));
}

void ExportSession::handle(const JobFile& file) {
  if (file.ticket != ticket_ || step_ != Step::writing) return;
  step_ = Step::none;
  files_.offer_file(file.file, name_);
  jobs_.end();
}

VORONKA_LATER void ExportSession::handle(const JobFailed& failed, const Document& document) {
  if (failed.ticket != ticket_ || step_ != Step::writing) return;
  step_ = Step::none;
  jobs_.end();
  Download download(files_);
  export_file(document, download);
  download.offer(name_, std::string(json_type));
}

}  // namespace voronka
