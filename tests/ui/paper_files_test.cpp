// Files of documents: kept first and recorded then, found again when their contents are elsewhere, taken along when data leave.
#include <doctest/doctest.h>

#include "tests/ui/shell_bench.hpp"

namespace voronka::test {
namespace {

// What the browser answers comes with a frame of its own.
void go(ShellBench& bench) {
  for (int i = 0; i < 5; ++i) bench.harness->settle();
}

struct FilesBench : ShellBench {
  FilesBench() : ShellBench({.width = 1280, .height = 2400, .scale = 1}) {
    begun();
    acme = deal(0, "Acme", 1200);
    card("Acme").click();
    harness->settle();
    run(AddRecord{Paper{.deal = acme, .number = "7"}});
    paper = {app.last_created()};
    harness->settle();
    unfold();
  }
  void go() { voronka::test::go(*this); }
  void unfold() {
    if (!button("Attach a file").exists()) button("Offer 7: show fields").click();
    go();
  }
  // What the picker of the browser would bring.
  void bring(std::string name, std::string contents, std::uint64_t size = 0) {
    const std::uint32_t file = ++last_file;
    attachments.names[file] = name;
    attachments.arrived[file] = contents;
    app.inbox().push(FileArrived{.ticket = files.asked_ticket,
                                 .file = file,
                                 .name = std::move(name),
                                 .size_bytes = size != 0 ? size : contents.size()});
    go();
  }
  void attach(std::string name, std::string contents, std::uint64_t size = 0) {
    button("Attach a file").click();
    go();
    bring(std::move(name), std::move(contents), size);
  }
  std::vector<const Attachment*> living() const {
    std::vector<const Attachment*> found;
    for (const Attachment& one : app.document().table<Attachment>().rows())
      if (!one.deleted) found.push_back(&one);
    return found;
  }
  bool says(std::string_view text) const { return harness->tree_text().find(text) != std::string::npos; }

  Id<Deal> acme = {};
  Id<Paper> paper = {};
  std::uint32_t last_file = 100;
};

}  // namespace

TEST_CASE("a file is recorded once it is kept, and undo takes the record and leaves the contents") {
  FilesBench bench;
  bench.attach("scan.pdf", "a signed page");
  REQUIRE(bench.living().size() == 1);
  const Attachment& file = *bench.living()[0];
  CHECK(file.name == "scan.pdf");
  CHECK(file.size_bytes == 13);
  CHECK(file.sha256 == FakeAttachedFiles::hash_of("a signed page"));
  CHECK(file.deal == bench.acme);
  CHECK(bench.button("Download scan.pdf").exists());
  bench.button("Download scan.pdf").click();
  bench.go();
  CHECK(bench.attachments.offered["scan.pdf"] == "a signed page");

  bench.send(Undo{});
  bench.go();
  CHECK(bench.living().empty());
  CHECK(bench.attachments.here.size() == 1);
  bench.send(Redo{});
  bench.go();
  bench.unfold();
  bench.button("Download scan.pdf").click();
  CHECK(bench.living().size() == 1);
}

TEST_CASE("what is empty, too large, there already or cannot be kept leaves no record and says why") {
  FilesBench bench;
  bench.attach("nothing.pdf", "");
  CHECK(bench.says("is empty"));
  bench.attach("film.mov", "x", 5'000'001);
  CHECK(bench.says("over 5 MB"));
  bench.attachments.failure = CopyFailure::no_space;
  bench.attach("scan.pdf", "a page");
  CHECK(bench.says("the disk is full"));
  bench.attachments.failure = CopyFailure::unknown;
  bench.attach("scan.pdf", "a page");
  CHECK(bench.says("cannot keep files"));
  CHECK(bench.living().empty());
  bench.attachments.failure = CopyFailure::none;
  const std::string largest(5'000'000, 'x');
  bench.attach("largest.bin", largest);
  bench.attach("again.bin", largest);
  CHECK(bench.says("has “again.bin” already"));
  CHECK(bench.living().size() == 1);
}

TEST_CASE("a file that is chosen for a document is no import, and one that is dropped meanwhile is") {
  FilesBench bench;
  bench.button("Attach a file").click();
  bench.go();
  bench.app.inbox().push(FileArrived{.ticket = 0, .file = 5, .name = "deals.csv", .size_bytes = 10});
  bench.jobs.files[5] = "Title\nAcme\n";
  bench.go();
  CHECK(bench.living().empty());
  CHECK(bench.app.import_session().step() != ImportStep::none);
}

TEST_CASE("contents that are elsewhere are missed, and only the same file brings them back") {
  FilesBench bench;
  bench.attach("scan.pdf", "a signed page");
  bench.attachments.here.clear();
  bench.button("Download scan.pdf").click();
  bench.go();
  CHECK(bench.says("is not in this browser"));
  bench.button("Find the file scan.pdf").click();
  bench.go();
  bench.bring("other.pdf", "another page");
  CHECK(bench.says("is another file"));
  bench.button("Find the file scan.pdf").click();
  bench.go();
  bench.bring("renamed.pdf", "a signed page");
  CHECK(bench.button("Download scan.pdf").exists());
  CHECK(bench.living().size() == 1);
}

TEST_CASE(
    "a file of everything takes along what documents have attached, each contents once, and nothing of what is in the "
    "trash") {
  FilesBench bench;
  bench.attach("scan.pdf", "a signed page");
  bench.attach("gone.pdf", "not wanted");
  bench.button("Remove the file gone.pdf").click();
  bench.run(AddRecord{Paper{.deal = bench.acme, .number = "8"}});
  bench.run(AddRecord{Attachment{.deal = bench.acme,
                                 .paper = {bench.app.last_created()},
                                 .name = "same.pdf",
                                 .size_bytes = 13,
                                 .sha256 = FakeAttachedFiles::hash_of("a signed page")}});
  bench.send(ExportFile{});
  bench.go();
  REQUIRE(bench.files.attached.size() == 1);
  CHECK(bench.files.attached[0].name == "scan.pdf");
  CHECK(bench.files.offered.rbegin()->first.ends_with(".voronka.zip"));

  SUBCASE("hidden names hide them, too") {
    bench.send(ExportPart{.selection = {.mask_names = true}});
    bench.go();
    CHECK(bench.files.attached.empty());
  }
  SUBCASE("of a part those of its deals") {
    const Id<Deal> other = bench.deal(0, "Other");
    bench.send(ExportPart{.selection = {.deals = std::vector{other}}});
    bench.go();
    CHECK(bench.files.attached.empty());
    bench.send(ExportPart{.selection = {.deals = std::vector{bench.acme}}});
    bench.go();
    CHECK(bench.files.attached.size() == 1);
  }
}

TEST_CASE("a package brings the contents that its data name, once they are in, and no others") {
  FilesBench from;
  from.attach("scan.pdf", "a signed page");
  from.send(ExportFile{});
  from.go();
  const std::string data = from.files.offered.rbegin()->second;

  ShellBench to;
  to.begun();
  to.jobs.files[1] = data;
  to.attachments.packages[1] = {"a signed page", "a stranger"};
  to.app.inbox().push(
      FileArrived{.ticket = 0, .file = 1, .name = "x.voronka.zip", .size_bytes = data.size(), .attached = 2});
  go(to);
  CHECK(to.attachments.here.empty());
  SUBCASE("added") {
    if (to.app.import_session().step() == ImportStep::merge) to.send(OtherWays{});
    go(to);
    REQUIRE(to.app.import_session().step() == ImportStep::own_file);
    to.send(AnswerOwnFile{.action = OwnFileAction::add});
    go(to);
    CHECK(to.app.document().table<Attachment>().size() == 1);
    CHECK(to.attachments.here.size() == 1);
    CHECK(to.attachments.here.contains(FakeAttachedFiles::hash_of("a signed page")));
  }
  SUBCASE("given up") {
    to.send(CancelImport{});
    go(to);
    CHECK(to.attachments.here.empty());
  }
}

TEST_CASE("contents that no document has any more are deleted by hand only") {
  FilesBench bench;
  bench.attach("scan.pdf", "a signed page");
  bench.attach("gone.pdf", "not wanted");
  bench.button("Remove the file gone.pdf").click();
  bench.go();
  CHECK(bench.attachments.here.size() == 2);
  const AttachmentShelf::Spare spare = bench.app.attachments().spare(bench.app.document());
  REQUIRE(spare.sha256.size() == 1);
  CHECK(spare.bytes == 10);
  bench.send(DeleteSpareAttachments{});
  bench.go();
  CHECK(bench.attachments.here.size() == 1);
  CHECK(bench.attachments.here.contains(FakeAttachedFiles::hash_of("a signed page")));
}

}  // namespace voronka::test
