// Any file taken for a calendar: refused, or activities that a file and the database can hold and that come once.
#include "app/plan.hpp"
#include "formats/calendar_read.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace voronka {

void fuzz(std::string_view bytes) {
  Result<AppointmentList> list = read_calendar(std::string(bytes));
  if (!list) return;
  // Everybody who takes part is one contact here, so that every entry with somebody in it has a place.
  Contact everybody = {.id = {id_of_text("everybody")}, .name = "Everybody"};
  for (AppointmentRow& row : list->rows) {
    if (row.at.offset_minutes != 0) row.at = {.utc_ms = row.at.utc_ms - 60'000, .offset_minutes = 0};
    everybody.emails.insert(everybody.emails.end(), row.emails.begin(), row.emails.end());
  }
  RecordSet records;
  records.of<Contact>().push_back(std::move(everybody));
  Document document = document_of(std::move(records));
  const Moment now = {.utc_ms = 1'764'075'600'123};
  Result<Planned> planned = plan(document, ApplyAppointments{.rows = list->rows}, {.now = now, .actor = Actor{5}});
  claim(planned.has_value(), "what was read can be written", planned ? "" : wording(planned.error()));
  document.commit(std::move(planned->patch));
  RecordSet written;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    const auto rows = document.table<Record>().rows();
    written.of<Record>().assign(rows.begin(), rows.end());
  });
  claim_file_keeps(written, document.seen());
  const AppointmentPlan again = plan_appointments(document, list->rows, now);
  claim(again.count(AppointmentFate::to_deal) + again.count(AppointmentFate::to_contact) == 0, "no entry comes twice");
}

}  // namespace voronka
