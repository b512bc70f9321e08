// What the helper of an import answers about a file of ours.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/import_desk.hpp"
#include "formats/wire.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka {

TEST_CASE("a file of ours gives the same records looked at before or not, and a second time") {
  test::PipelineFixture fixture;
  for (std::size_t i = 0; i < 20; ++i) fixture.deal(i % 6, 1000);
  const std::string bytes = export_file(fixture.document);
  const ImportDesk::Progress silent = [](void*, double) {};
  for (const OwnFileAction action : {OwnFileAction::add, OwnFileAction::replace}) {
    const MakeFromOwnFile order = {.action = action, .stamp = {.now = {.utc_ms = 1'700'000'000'000}, .seed = 5}};
    ImportDesk hasty(bytes, silent, nullptr);
    const DeskReply made = hasty.handle(order);
    REQUIRE(std::holds_alternative<ImportOutcome>(made));
    CHECK(std::get<ImportOutcome>(made).records.of<Deal>().size() == 20);
    ImportDesk desk(bytes, silent, nullptr);
    const DeskReply summary = desk.handle(InspectFile{});
    REQUIRE(std::holds_alternative<OwnFileSummary>(summary));
    CHECK(std::get<OwnFileSummary>(summary).deals == 20);
    CHECK(desk.handle(order) == made);
    CHECK(desk.handle(order) == made);
  }
}

TEST_CASE("the records of an outcome come before it, in pieces, and have room in it") {
  test::PipelineFixture fixture;
  for (std::size_t i = 0; i < wire_piece_records + 10; ++i) fixture.deal(i % 6, 1000);
  const ImportDesk::Progress silent = [](void*, double) {};
  ImportDesk desk(export_file(fixture.document), silent, nullptr);
  const MakeFromOwnFile order = {.action = OwnFileAction::replace};
  const DeskReply whole = desk.handle(order);
  std::vector<std::string> pieces;
  const std::string bytes = desk.handle_bytes(
      encode_request(order),
      [](void* list, std::string_view piece) { static_cast<std::vector<std::string>*>(list)->emplace_back(piece); },
      &pieces);
  std::optional<DeskReply> reply = decode_reply(bytes);
  REQUIRE(reply);
  ImportOutcome& outcome = std::get<ImportOutcome>(*reply);
  CHECK(outcome.records.size() == 0);
  const Deal* room = outcome.records.of<Deal>().data();
  CHECK(outcome.records.of<Deal>().capacity() == wire_piece_records + 10);
  for (const std::string& piece : pieces) REQUIRE(add_from_wire(piece, outcome.records));
  CHECK(outcome.records.of<Deal>().data() == room);
  CHECK(*reply == whole);
}

TEST_CASE("a file added as a separate pipeline brings its saved views, which speak of the new stages") {
  test::PipelineFixture fixture;
  const std::string gone = "stg_01ARZ3NDEKTSV4RRFFQ69G5FAV";
  const auto filter_of = [&](Id<Stage> stage) { return "stage=stg_" + text_of(stage.raw) + "," + gone + ";title~a_b"; };
  fixture.must(AddRecord{SavedView{.name = "Early", .page = "board", .filter = filter_of(fixture.stages[0])}});
  ImportDesk desk(export_file(fixture.document), [](void*, double) {}, nullptr);
  const DeskReply made = desk.handle(
      MakeFromOwnFile{.action = OwnFileAction::add, .stamp = {.now = {.utc_ms = 1'700'000'000'000}, .seed = 5}});
  REQUIRE(std::holds_alternative<ImportOutcome>(made));
  const RecordSet& records = std::get<ImportOutcome>(made).records;
  const auto& stages = records.of<Stage>();
  const auto lead = std::ranges::find(stages, "Lead", &Stage::name);
  REQUIRE(lead != stages.end());
  CHECK(lead->id != fixture.stages[0]);
  REQUIRE(records.of<SavedView>().size() == 1);
  CHECK(records.of<SavedView>()[0].filter == filter_of(lead->id));
}

}  // namespace voronka
