// Any file taken for cards of an address book: refused, or people that a file and the database can hold and that come once.
#include "formats/vcard_read.hpp"

#include "app/plan.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace voronka {

void fuzz(std::string_view bytes) {
  Result<PeopleList> list = read_vcards(std::string(bytes));
  if (!list) return;
  claim(list->warnings.size() <= max_listed_warnings && list->warnings.size() <= list->warning_count,
        "warnings are counted");
  const std::vector<PersonRow> rows =
      named(std::move(list->rows), {.birthday = "Birthday", .address = "Address", .website = "Website"});
  Document document;
  const PeoplePlan plan = plan_people(document, rows, KnownPeople::fill);
  claim(plan.added + plan.repeated == rows.size(), "every card is somebody, once");
  Result<Planned> planned =
      ::voronka::plan(document, ApplyPeople{.rows = rows}, {.now = {.utc_ms = 1'764'075'600'123}, .actor = Actor{5}});
  claim(planned.has_value(), "what was read can be written", planned ? "" : wording(planned.error()));
  document.commit(std::move(planned->patch));
  RecordSet records;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    const auto list_of = document.table<Record>().rows();
    records.of<Record>().assign(list_of.begin(), list_of.end());
  });
  claim_file_keeps(records, document.seen());
  const PeoplePlan again = plan_people(document, rows, KnownPeople::fill);
  claim(again.same == rows.size(), "the same cards again change nothing");
}

}  // namespace voronka
