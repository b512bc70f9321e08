// The differences of a file of these data, driven by role and name.
#include "formats/file.hpp"
#include "tests/ui/deal_bench.hpp"
#include "tests/ui/finger.hpp"
#include "ui/views/import_view.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;
using ui::Role;

namespace {

struct MergeBench : Bench {
  explicit MergeBench(ui::Viewport viewport = {.width = 1280, .height = 1600, .scale = 1},
                      Language language = Language::en)
      : Bench(ui::draw_import, viewport, language) {}
  void drop(std::string bytes, std::string name = "theirs.voronka.json") {
    const std::uint64_t size = bytes.size();
    jobs.files[1] = std::move(bytes);
    app.inbox().push(FileArrived{.ticket = 0, .file = 1, .name = std::move(name), .size_bytes = size});
    for (int i = 0; i < 5; ++i) harness->settle();
  }
  void settle() {
    for (int i = 0; i < 4; ++i) harness->settle();
  }
  const Deal& deal(std::string_view title) const {
    const auto rows = document().table<Deal>().rows();
    const auto found = std::ranges::find(rows, title, &Deal::title);
    REQUIRE_MESSAGE(found != rows.end(), title);
    return *found;
  }
};

// Another device that has read the file, and goes on.
struct Elsewhere {
  explicit Elsewhere(const std::string& bytes, std::int64_t at) : now_ms(at) {
    FileContents file = read_file(bytes).value();
    document.load(std::move(file.records), std::move(file.seen));
  }
  void run(Command command) {
    Planned planned = plan(document, std::move(command),
                           {.now = {.utc_ms = now_ms += 1000},
                            .actor = *actor_from("Elsewher"),
                            .first_dot = next_dot,
                            .random_seed = 99 + next_dot})
                          .value();
    next_dot += planned.dots_used;
    document.commit(std::move(planned.patch));
  }
  std::string file() const { return export_file(document); }
  Document document = {};
  std::int64_t now_ms = 0;
  std::uint64_t next_dot = 1;
};

}  // namespace

TEST_CASE("a file of these data shows its differences, and one press merges them") {
  MergeBench bench;
  bench.add_deal("Granit");
  Elsewhere other(export_file(bench.document()), bench.app.now().utc_ms);
  other.run(set_field(bench.deal("Granit").id, &Deal::owner, std::string("Anna")));
  const Stage& stage = *stages_of(bench.document(), pipelines_of(bench.document())[0]->id)[0];
  other.run(CreateDeal{.deal = {.title = "Vector", .position = {.stage = stage.id}}});
  bench.drop(other.file());
  CHECK(bench.says("1 change · 1 new"));
  bench.button("Merge").click();
  bench.settle();
  CHECK(bench.app.import_session().step() == ImportStep::none);
  CHECK(bench.deal("Granit").owner == "Anna");
  CHECK(bench.document().table<Deal>().size() == 2);
}

TEST_CASE("of a field that both changed the later value is suggested, and the other one can be chosen") {
  MergeBench bench;
  bench.add_deal("Granit");
  Elsewhere other(export_file(bench.document()), bench.app.now().utc_ms + 5'000);
  const Id<Deal> id = bench.deal("Granit").id;
  other.run(set_field(id, &Deal::title, std::string("Theirs")));
  bench.run(set_field(id, &Deal::title, std::string("Mine")));
  bench.drop(other.file());
  CHECK(bench.says("1 conflict"));
  CHECK(bench.by(Role::radio, "In the file").has(ui::node_flag::checked));
  bench.by(Role::radio, "Here").click();
  bench.button("Merge").click();
  bench.settle();
  CHECK(bench.document().find(id)->title == "Mine");
  CHECK(bench.document().find(id)->stamps.of(0).at_ms >= bench.app.now().utc_ms);
}

TEST_CASE("after all were put on one side a single one can still be put on the other") {
  MergeBench bench;
  bench.add_deal("Granit");
  bench.add_deal("Vector");
  Elsewhere other(export_file(bench.document()), bench.app.now().utc_ms + 5'000);
  const Id<Deal> one = bench.deal("Granit").id;
  const Id<Deal> two = bench.deal("Vector").id;
  other.run(set_field(one, &Deal::title, std::string("Theirs 1")));
  other.run(set_field(two, &Deal::title, std::string("Theirs 2")));
  other.run(set_field(two, &Deal::owner, std::string("Anna")));
  bench.run(set_field(one, &Deal::title, std::string("Mine 1")));
  bench.run(set_field(two, &Deal::title, std::string("Mine 2")));
  bench.drop(other.file());
  bench.button("Here").click();
  bench.by(Role::radio, "In the file").click();
  bench.button("Merge").click();
  bench.settle();
  const std::string first = bench.document().find(one)->title;
  const std::string second = bench.document().find(two)->title;
  CHECK(((first == "Theirs 1") != (second == "Theirs 2")));
  CHECK(bench.document().find(two)->owner == "Anna");  // nobody argued about it
}

TEST_CASE("a deletion stands in its own group and on the button, and can be kept out") {
  MergeBench bench;
  bench.add_deal("Granit");
  bench.add_deal("Vector");
  Elsewhere other(export_file(bench.document()), bench.app.now().utc_ms);
  const Id<Deal> id = bench.deal("Granit").id;
  other.run(DeleteRecords{.type = RecordType::deal, .ids = {id.raw}});
  bench.drop(other.file());
  CHECK(bench.says("Deleted in the file · 1"));
  CHECK_FALSE(bench.button("Merge and delete 1").has(ui::node_flag::disabled));
  bench.by(Role::radio, "Keep").click();
  bench.button("Merge").click();
  bench.settle();
  CHECK_FALSE(bench.document().find(id)->deleted);
}

TEST_CASE("a merge that would take much away asks twice") {
  MergeBench bench;
  for (int i = 0; i < 12; ++i) bench.add_deal("Deal " + std::to_string(i));
  Elsewhere other(export_file(bench.document()), bench.app.now().utc_ms);
  std::vector<RawId> ids;
  for (const Deal& deal : bench.document().table<Deal>().rows()) ids.push_back(deal.id.raw);
  other.run(DeleteRecords{.type = RecordType::deal, .ids = ids});
  bench.drop(other.file());
  CHECK(bench.button("Merge and delete 12").has(ui::node_flag::disabled));
  bench.by(Role::checkbox, "Yes, 12 records will be changed or deleted").click();
  CHECK_FALSE(bench.button("Merge and delete 12").has(ui::node_flag::disabled));
}

TEST_CASE("the same file has nothing new, and every control of a merge has a name, in both languages") {
  for (const Language language : {Language::en, Language::ru}) {
    MergeBench bench({.width = 780, .height = 1688, .scale = 2}, language);
    bench.add_deal("Granit");
    Elsewhere other(export_file(bench.document()), bench.app.now().utc_ms + 5'000);
    const Id<Deal> id = bench.deal("Granit").id;
    bench.drop(other.file());
    CHECK(bench.says(language == Language::en ? "The file has nothing that is not here."
                                              : "В файле нет ничего, чего нет здесь."));
    bench.button(language == Language::en ? "Close" : "Закрыть").click();
    bench.settle();
    other.run(set_field(id, &Deal::title, std::string("Theirs")));
    other.run(EditDeals{.deals = {id}, .change = AddDealTag{.name = "hot"}});
    bench.run(set_field(id, &Deal::title, std::string("Mine")));
    bench.run(EditDeals{.deals = {id}, .change = AddDealTag{.name = "wholesale"}});
    bench.drop(other.file());
    CHECK(bench.harness->complaints() == std::vector<std::string>{});
  }
}

TEST_CASE("what is hidden in a file opens only beside what is here") {
  MergeBench bench;
  bench.add_deal("Granit");
  const Deal real = bench.deal("Granit");
  RecordSet records;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    const auto all = bench.document().table<Record>().rows();
    records.of<Record>().assign(all.begin(), all.end());
  });
  struct Text final : ByteSink {
    void write(std::string_view bytes) override { whole += bytes; }
    std::string whole = {};
  } text;
  write_selected(std::move(records), bench.document().seen(),
                 {.selection = {.mask_names = true},
                  .words = {.deal = "Deal", .company = "Company", .contact = "Contact"},
                  .stamp = {.now = bench.app.now(), .seed = 5}},
                 text);
  CHECK(text.whole.find("Granit") == std::string::npos);
  CHECK(text.whole.find(text_of(real.id.raw)) == std::string::npos);
  bench.drop(text.whole);
  CHECK(bench.says("This is a Voronka file"));
  bench.button("Import").click();
  bench.settle();
  CHECK(bench.document().table<Deal>().size() == 2);
  CHECK(bench.deal("Deal 1").amount == real.amount);
}

TEST_CASE("whatever can be pressed in the differences is as big as a finger needs, in both languages") {
  for (const Language language : {Language::en, Language::ru}) {
    MergeBench bench({.width = 390, .height = 844, .scale = 1}, language);
    bench.harness->ui().coarse_pointer = true;
    bench.add_deal("Granit");
    bench.add_deal("Vector");
    Elsewhere there(export_file(bench.document()), bench.app.now().utc_ms);
    there.run(set_field(bench.deal("Granit").id, &Deal::owner, std::string("Anna")));
    there.run(DeleteRecords{.type = RecordType::deal, .ids = {bench.deal("Vector").id.raw}});
    bench.drop(there.file());
    REQUIRE(bench.harness->count(Role::dialog) == 1);
    CHECK(too_small_for_a_finger(bench.harness->ui(), "differences") == std::vector<std::string>{});
  }
}
