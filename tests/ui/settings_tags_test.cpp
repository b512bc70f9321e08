// The settings of tags and of sources, driven headless.
#include "tests/ui/deal_bench.hpp"
#include "ui/views/settings_view.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;
using ui::Key;
using ui::Role;

namespace {

struct LabelsBench : Bench {
  explicit LabelsBench(std::string_view section, ui::Viewport viewport = {.width = 1280, .height = 2400, .scale = 1})
      : Bench(ui::settings_view.draw, viewport) {
    by(Role::tab, section).click();
  }
  Found row(std::string_view name) { return by(Role::list_item, name); }
  std::vector<std::string> rows() {
    std::vector<std::string> names;
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == Role::list_item) names.push_back(node.name);
    return names;
  }
  TextKey undo_key() const { return app.store().history().undo_label()->key; }
};
using Names = std::vector<std::string>;

struct TagsBench : LabelsBench {
  explicit TagsBench(ui::Viewport viewport = {.width = 1280, .height = 2400, .scale = 1})
      : LabelsBench("Tags", viewport) {}
  Id<Tag> add_tag(std::string name) {
    run(AddRecord{Tag{.name = std::move(name)}});
    harness->settle();
    return {app.last_created()};
  }
  Id<Deal> deal_with(std::vector<Id<Tag>> tags) {
    const Id<Deal> id = add_deal("Granit");
    run(set_field(id, &Deal::tags, std::move(tags)));
    harness->settle();
    return id;
  }
  const Tag& tag(Id<Tag> id) const { return *document().find(id); }
  void rename(std::string_view from, std::string_view to) {
    row(from).within(Role::textbox, "Tag").type(to);
    harness->wait(0.35);
  }
};

struct SourcesBench : LabelsBench {
  SourcesBench() : LabelsBench("Sources") {}
  Id<Deal> deal_from(std::string source) {
    const Id<Deal> id = add_deal("Granit");
    run(set_field(id, &Deal::source, std::move(source)));
    harness->settle();
    return id;
  }
  Found name_of(std::string_view source) { return row(source).within(Role::textbox, "Source"); }
  const std::string& source_of(Id<Deal> id) const { return document().find(id)->source; }
};

// A screen reader says how many items a list has: whatever else hung in it would be counted or lost.
void check_lists(const Harness& harness, const ui::Semantics& sem) {
  CHECK(harness.complaints() == Names{});
  for (const ui::SemNode& node : sem.nodes()) {
    const ui::SemNode* parent = sem.find(node.parent);
    if (parent && parent->role == Role::list) CHECK(node.role == Role::list_item);
  }
}

}  // namespace

TEST_CASE("tags are listed in order, each with the number of its deals") {
  TagsBench bench;
  const Id<Tag> wholesale = bench.add_tag("wholesale");
  const Id<Tag> hot = bench.add_tag("Hot");
  bench.deal_with({hot, wholesale});
  bench.deal_with({hot});
  CHECK(bench.rows() == Names{"Hot", "wholesale"});
  CHECK(bench.row("Hot").within(Role::text, "2 deals"));
  CHECK(bench.row("wholesale").within(Role::text, "1 deal"));
  check_lists(*bench.harness, bench.harness->ui().sem);
}

TEST_CASE("without tags the list says so, and a new one is named at once") {
  TagsBench bench;
  CHECK(bench.says("No tags yet"));
  bench.button("Add tag").click();
  CHECK(bench.harness->focused().value() == "New tag");
  bench.harness->focused().type("VIP");
  bench.harness->wait(0.35);
  CHECK(bench.rows() == Names{"VIP"});
}

TEST_CASE("a tag that is added and not named is not added a second time") {
  TagsBench bench;
  bench.button("Add tag").click();
  bench.button("Add tag").click();
  CHECK(bench.rows() == Names{"New tag"});
  CHECK(bench.harness->focused().value() == "New tag");
}

TEST_CASE("a tag is renamed in place and keeps it until somebody works elsewhere") {
  TagsBench bench;
  const Id<Tag> hot = bench.add_tag("hot");
  bench.add_tag("repeat");
  bench.rename("hot", "warm");
  CHECK(bench.tag(hot).name == "warm");
  CHECK(bench.rows() == Names{"warm", "repeat"});
  bench.button("Add tag").focus();
  CHECK(bench.rows() == Names{"repeat", "warm"});
}

TEST_CASE("a tag gets the colour that is clicked, and the choice closes") {
  TagsBench bench;
  const Id<Tag> hot = bench.add_tag("hot");
  bench.button("Color of tag hot").click();
  check_lists(*bench.harness, bench.harness->ui().sem);
  bench.by(Role::radio, "Color 3").click();
  CHECK(bench.tag(hot).color == "#3FB6C6");
  CHECK(bench.harness->count(Role::radio) == 0);
}

TEST_CASE("a colour is chosen by keys alone, and the focus is back on the dot") {
  TagsBench bench;
  const Id<Tag> hot = bench.add_tag("hot");
  bench.button("Color of tag hot").press({Key::enter});
  bench.harness->press({Key::right});
  bench.harness->press({Key::enter});
  CHECK(bench.tag(hot).color == "#5B8DEF");
  CHECK(bench.harness->focused().name() == "Color of tag hot");
  bench.harness->press({Key::enter});
  bench.harness->press({Key::escape});
  CHECK(bench.harness->count(Role::radio) == 0);
  CHECK(bench.harness->focused().name() == "Color of tag hot");
}

TEST_CASE("a tag that gets the name of another one says so, and both become one in one step") {
  TagsBench bench;
  const Id<Tag> hot = bench.add_tag("hot");
  const Id<Tag> warm = bench.add_tag("warm");
  const Id<Deal> first = bench.deal_with({warm});
  const Id<Deal> both = bench.deal_with({hot, warm});
  bench.rename("warm", "HOT");
  CHECK(bench.says("There is such a tag already: “hot”, 1 deal"));
  check_lists(*bench.harness, bench.harness->ui().sem);
  bench.row("HOT").within(Role::button, "Join them").click();
  CHECK(bench.rows() == Names{"hot"});
  CHECK(bench[first].tags == std::vector<Id<Tag>>{hot});
  CHECK(bench[both].tags == std::vector<Id<Tag>>{hot});
  CHECK(bench.undo_key() == TextKey::undo_join_tags);
  bench.undo();
  CHECK(bench[first].tags == std::vector<Id<Tag>>{warm});
  CHECK(bench[both].tags == std::vector<Id<Tag>>{hot, warm});
  CHECK(bench.says("There is such a tag already"));
  bench.undo();
  CHECK(bench.tag(warm).name == "warm");
  CHECK(!bench.says("There is such a tag already"));
}

TEST_CASE("a name that begins with that of another tag is nobody's twin on its way") {
  TagsBench bench;
  bench.add_tag("VIP");
  const Id<Tag> other = bench.add_tag("other");
  Found field = bench.row("other").within(Role::textbox, "Tag");
  field.type("VIP");
  CHECK(!bench.says("There is such a tag already"));
  field.type("VIP client");
  bench.harness->wait(0.35);
  CHECK(bench.tag(other).name == "VIP client");
  CHECK(!bench.says("There is such a tag already"));
}

TEST_CASE("deleting a tag says before and after how many deals lose it") {
  TagsBench bench;
  const Id<Tag> hot = bench.add_tag("hot");
  bench.add_tag("unused");
  bench.deal_with({hot});
  bench.deal_with({hot});
  CHECK(bench.button("Delete tag unused").name() == "Delete tag unused");
  bench.button("Delete tag hot: 2 deals lose it").click();
  CHECK(bench.tag(hot).deleted);
  CHECK(bench.undo_key() == TextKey::undo_delete_tag);
  bench.undo();
  CHECK(bench.row("hot").within(Role::text, "2 deals"));
}

TEST_CASE("of hundreds of tags those near the view are drawn, and each knows its place among all") {
  TagsBench bench({.width = 1280, .height = 800, .scale = 1});
  for (int i = 0; i < 300; ++i) bench.run(AddRecord{Tag{.name = "tag " + std::to_string(i)}});
  bench.harness->settle();
  CHECK(bench.harness->count(Role::list_item) < 100);
  CHECK(bench.row("tag 20").node().position == 21);
  CHECK(bench.row("tag 20").node().set_size == 300);
}

TEST_CASE("a source is renamed in all its deals by Enter, not by each letter, and one undo takes it back") {
  SourcesBench bench;
  const Id<Deal> one = bench.deal_from("Website");
  const Id<Deal> two = bench.deal_from("website");
  CHECK(bench.row("Website").within(Role::text, "2 deals"));
  Found field = bench.name_of("Website");
  field.type("Our site");
  bench.harness->wait(1);
  CHECK(bench.source_of(one) == "Website");
  field.press({Key::enter});
  CHECK(bench.source_of(one) == "Our site");
  CHECK(bench.source_of(two) == "Our site");
  CHECK(bench.harness->focused().value() == "Our site");
  check_lists(*bench.harness, bench.harness->ui().sem);
  bench.undo();
  CHECK(bench.source_of(one) == "Website");
  CHECK(bench.source_of(two) == "website");
}

TEST_CASE("a source is renamed when its field is left, and Esc or an empty name leave it as it was") {
  SourcesBench bench;
  const Id<Deal> deal = bench.deal_from("Website");
  bench.name_of("Website").type("Site").press({Key::escape});
  bench.by(Role::tab, "Sources").focus();
  CHECK(bench.source_of(deal) == "Website");
  bench.name_of("Website").type("  ");
  bench.by(Role::tab, "Sources").focus();
  CHECK(bench.source_of(deal) == "Website");
  CHECK(bench.name_of("Website").value() == "Website");
  bench.name_of("Website").type("Site");
  bench.by(Role::tab, "Sources").focus();
  CHECK(bench.source_of(deal) == "Site");
}

TEST_CASE("a source that gets the name of another one joins it, as that one is written, and says so before") {
  SourcesBench bench;
  const Id<Deal> ads = bench.deal_from("Ads");
  const Id<Deal> site = bench.deal_from("Website");
  Found field = bench.name_of("Website");
  field.type("ads");
  CHECK(bench.says("There is such a source already: “Ads”, 1 deal. They will be one."));
  field.press({Key::enter});
  CHECK(bench.source_of(site) == "Ads");
  CHECK(bench.rows() == Names{"Ads"});
  CHECK(bench.undo_key() == TextKey::undo_join_sources);
  CHECK(bench.harness->focused().value() == "Ads");
  bench.undo();
  CHECK(bench.source_of(site) == "Website");
  CHECK(bench.source_of(ads) == "Ads");
}

TEST_CASE("a source is taken off its deals in one step, and without sources the list says where they come from") {
  SourcesBench bench;
  CHECK(bench.says("No sources yet"));
  const Id<Deal> deal = bench.deal_from("Website");
  CHECK(!bench.says("No sources yet"));
  bench.button("Remove source Website: 1 deal").click();
  CHECK(bench.source_of(deal).empty());
  CHECK(bench.says("No sources yet"));
  bench.undo();
  CHECK(bench.source_of(deal) == "Website");
}
