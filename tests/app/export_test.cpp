// A file on its way out through the helper.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "app/export_desk.hpp"
#include "app/export_session.hpp"
#include "formats/wire.hpp"
#include "tests/formats/random_records.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka {
namespace {

struct TextSink final : ByteSink {
  void write(std::string_view bytes) override { whole += bytes; }
  std::string whole = {};
};

struct FakeFiles final : Files {
  void ask(Ticket, std::string, bool) override {}
  void forget(std::uint32_t) override {}
  void add_to_download(std::string_view part) override { parts += part; }
  void offer_download(std::string name, std::string) override { offered.push_back(name + ":" + parts); }
  void unlock(Ticket, std::uint32_t, std::string) override {}
  void offer_file(std::uint32_t file, std::string name, Handover) override {
    offered.push_back(name + ":file " + std::to_string(file));
  }
  std::string parts = {};
  std::vector<std::string> offered = {};
};

struct FakeHelper final : Jobs {
  void start(Ticket, std::span<const std::uint32_t> files) override {
    CHECK(files.empty());
    ++started;
  }
  void ask(Ticket, std::string) override { FAIL("an export asks nothing"); }
  std::string take_piece() override { return {}; }
  void hand(std::string_view piece) override { CHECK(desk.take(piece)); }
  void write(Ticket of, std::string request, std::string) override {
    ticket = of;
    TextSink sink;
    CHECK(desk.write(request, sink));
    file = sink.whole;
  }
  void end() override { ++ended; }
  ExportDesk desk = {};
  Ticket ticket = 0;
  std::string file = {};
  int started = 0;
  int ended = 0;
};

// A session with both of them beside it.
struct ExportBench {
  FakeFiles files = {};
  FakeHelper helper = {};
  ExportSession session = ExportSession(helper, files);
};

std::string written_by_helper(const Document& document) {
  ExportBench bench;
  bench.session.ask("mine.json");
  bench.session.begin(document);
  return bench.helper.file;
}

}  // namespace

TEST_CASE("the helper writes byte for byte the file that the page would have written") {
  CHECK(written_by_helper(Document()) == export_file(Document()));
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    RandomRecords random(seed);
    VersionVector seen;
    seen.add(Actor{random.below(1000) + 1}, 1, 1 + random.below(1000));
    const Document document = document_of(random.records(1 + static_cast<std::size_t>(random.below(30))), seen);
    CAPTURE(seed);
    CHECK(written_by_helper(document) == export_file(document));
  }
  test::PipelineFixture fixture;  // more than a piece
  for (std::size_t i = 0; i < 2500; ++i) fixture.deal(i % 6, 1000);
  CHECK(written_by_helper(fixture.document) == export_file(fixture.document));
}

TEST_CASE("a damaged piece or request is refused, so that no file is written of it") {
  test::PipelineFixture fixture;
  fixture.deal(0, 1000);
  const std::string piece = encode_wire(fixture.document, RecordType::deal, 0, 1);
  ExportDesk desk;
  CHECK_FALSE(desk.take(std::string_view(piece).substr(0, piece.size() - 1)));
  TextSink sink;
  CHECK_FALSE(desk.write("{\"v", sink));
  CHECK(sink.whole.empty());
}

TEST_CASE("a request to write with another number of words, or none behind a list, writes nothing") {
  for (const char* request : {R"({"words":[]})", R"({"words":["a","b"]})", R"({"words":["a","b","c","d"]})",
                              R"({"words":["a"]]]]]})", R"({"words":["a","b","c"]]})"}) {
    CAPTURE(request);
    ExportDesk desk;
    TextSink sink;
    CHECK_FALSE(desk.write(request, sink));
    CHECK(sink.whole.empty());
  }
}

TEST_CASE("an export waits to be begun, runs once, and offers the helper's file") {
  test::PipelineFixture fixture;
  fixture.deal(0, 1000);
  ExportBench bench;
  bench.session.ask("mine.json");
  CHECK(bench.helper.started == 0);
  CHECK(bench.session.waiting());
  bench.session.begin(fixture.document);
  bench.session.ask("again.json");
  bench.session.begin(fixture.document);
  CHECK(bench.helper.started == 1);
  CHECK(bench.helper.file == export_file(fixture.document));
  bench.session.handle(JobFile{.ticket = bench.helper.ticket, .file = 7});
  bench.session.handle(JobFile{.ticket = bench.helper.ticket, .file = 8});
  CHECK(bench.files.offered == std::vector<std::string>{"mine.json:file 7"});
  CHECK(bench.helper.ended == 1);
  CHECK_FALSE(bench.session.running());
}

TEST_CASE("a helper that dies does not cost the file: the page writes it") {
  test::PipelineFixture fixture;
  fixture.deal(0, 1000);
  ExportBench bench;
  bench.session.ask("mine.json");
  bench.session.begin(fixture.document);
  bench.session.handle(JobFailed{.ticket = 1, .detail = "of the import"}, fixture.document);
  CHECK(bench.session.running());
  bench.session.handle(JobFailed{.ticket = bench.helper.ticket, .detail = "out of memory"}, fixture.document);
  bench.session.handle(JobFailed{.ticket = bench.helper.ticket, .detail = "no worker"}, fixture.document);
  CHECK(bench.files.offered == std::vector<std::string>{"mine.json:" + export_file(fixture.document)});
  CHECK_FALSE(bench.session.running());
}

TEST_CASE("another format is written by the helper alone, is no copy of everything, and a helper that dies is told") {
  test::PipelineFixture fixture;
  fixture.deal(0, 1000, "Roof");
  const ExportOrder order = {.format = "universal",
                             .style = {.russian = true, .delimiter = ';', .decimal_comma = true}};
  ExportBench bench;
  bench.session.ask("deals.csv", order);
  bench.session.begin(fixture.document);
  CHECK(bench.helper.file.starts_with("\xEF\xBB\xBFID Voronka;"));
  CHECK(bench.helper.file.contains(";Roof;"));
  CHECK(bench.helper.file.contains(";10,00;"));
  CHECK_FALSE(bench.session.handle(JobFile{.ticket = bench.helper.ticket, .file = 7}));
  CHECK(bench.files.offered == std::vector<std::string>{"deals.csv:file 7"});

  bench.session.ask("deals.csv", order);
  bench.session.begin(fixture.document);
  CHECK_FALSE(
      bench.session.handle(JobFailed{.ticket = bench.helper.ticket, .detail = "out of memory"}, fixture.document));
  CHECK(bench.files.offered.size() == 1);
  CHECK(bench.session.take_unwritten() == "deals.csv");
  CHECK(bench.session.take_unwritten().empty());
}

TEST_CASE("names that are hidden are hidden in every format, and what is not selected is not there") {
  test::PipelineFixture fixture;
  const Id<Deal> roof = fixture.deal(0, 1000, "Roof of Granit");
  fixture.deal(1, 2000, "Wall");
  for (const ExportFormat& format : export_formats()) {
    CAPTURE(format.id);
    ExportBench bench;
    bench.session.ask("x", {.selection = {.deals = std::vector<Id<Deal>>{roof}, .mask_names = true},
                            .words = {.deal = "Deal", .company = "Company", .contact = "Contact"},
                            .format = std::string(format.id)});
    bench.session.begin(fixture.document);
    CHECK_FALSE(bench.helper.file.contains("Granit"));
    CHECK_FALSE(bench.helper.file.contains("Wall"));
    CHECK_FALSE(bench.helper.file.contains(text_of(roof.raw)));
  }
}

}  // namespace voronka
