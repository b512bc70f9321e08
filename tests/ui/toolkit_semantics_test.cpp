#include <doctest/doctest.h>

#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "ui/semantics.hpp"

using namespace voronka;
using namespace voronka::ui;

namespace {

// What web/mirror.js does with a patch, without a browser.
class Mirror {
 public:
  struct Node {
    NodeId parent = 0;
    std::string name = {};
    std::uint32_t flags = 0;
    float x = 0;
    std::vector<NodeId> children = {};
  };
  std::map<NodeId, Node> nodes = {{1, {}}};

  void apply(const std::vector<std::uint8_t>& patch) {
    bytes_ = &patch;
    at_ = 0;
    while (at_ < patch.size()) {
      const auto op = u8();
      if (op == 1)
        set();
      else if (op == 2) {
        const NodeId id = u32();
        REQUIRE(nodes.contains(id));
        nodes[id].x = f32();
        at_ += 12;
      } else if (op == 3) {
        const NodeId parent = u32();
        REQUIRE(nodes.contains(parent));
        std::vector<NodeId>& children = nodes[parent].children;
        children.clear();
        for (std::uint32_t left = u32(); left > 0; --left) {
          children.push_back(u32());
          REQUIRE(nodes.contains(children.back()));
        }
      } else {
        REQUIRE(op == 4);
        REQUIRE(nodes.erase(u32()) == 1);
      }
    }
    REQUIRE(at_ == patch.size());
  }

 private:
  std::uint8_t u8() { return (*bytes_)[at_++]; }
  std::uint32_t u32() {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes_->data() + at_, 4);
    at_ += 4;
    return value;
  }
  float f32() {
    float value = 0;
    std::memcpy(&value, bytes_->data() + at_, 4);
    at_ += 4;
    return value;
  }
  std::string text() {
    const std::uint32_t size = u32();
    at_ += size;
    return {reinterpret_cast<const char*>(bytes_->data()) + at_ - size, size};
  }
  void set() {
    const NodeId id = u32();
    Node& node = nodes[id];
    node.parent = u32();
    u8();
    node.flags = u32();
    at_ += 16;
    node.x = f32();
    at_ += 12;
    node.name = text();
    for (int i = 0; i < 4; ++i) text();
    REQUIRE(u8() == 0);
  }
  const std::vector<std::uint8_t>* bytes_ = nullptr;
  std::size_t at_ = 0;
};

void same(const Mirror& mirror, const Semantics& sem) {
  REQUIRE(mirror.nodes.size() == sem.nodes().size() + 1);
  std::map<NodeId, std::vector<NodeId>> children;
  for (const SemNode& node : sem.nodes()) {
    const auto it = mirror.nodes.find(node.id);
    REQUIRE(it != mirror.nodes.end());
    CHECK(it->second.name == node.name);
    CHECK(it->second.parent == node.parent);
    CHECK(it->second.flags == node.flags);
    const SemNode* holder = sem.find(node.parent);
    CHECK(it->second.x == node.rect.x - (holder == nullptr ? 0 : holder->rect.x));
    children[node.parent].push_back(node.id);
  }
  for (const auto& [parent, order] : children) CHECK(mirror.nodes.at(parent).children == order);
}

}  // namespace

TEST_CASE("patches applied one after the other always give the tree of the last frame") {
  Random random(7);
  Semantics sem;
  Mirror mirror;
  for (int frame = 0; frame < 400; ++frame) {
    sem.begin_frame();
    const int lists = static_cast<int>(random.next() % 5);
    for (int list = 0; list < lists; ++list) {
      const NodeId list_id = 100 + static_cast<NodeId>((static_cast<std::uint64_t>(list) + random.next() % 2) % 6);
      if (sem.find(list_id) != nullptr) continue;
      sem.add(list_id, {static_cast<float>(random.next() % 3), 0, 10, 10}, {.role = Role::list, .name = "list"});
      sem.push(list_id);
      for (std::uint64_t item = 0; item < random.next() % 8; ++item) {
        const NodeId id = 1000 + static_cast<NodeId>(random.next() % 24);
        if (sem.find(id) != nullptr) continue;
        const std::string name = std::to_string(random.next() % 3);
        sem.add(id, {static_cast<float>(random.next() % 4), 0, 1, 1},
                {.role = Role::list_item, .name = name, .focusable = random.next() % 2 == 0});
      }
      if (random.next() % 3 == 0) sem.add_text({0, 0, 1, 1}, "words");
      sem.pop();
    }
    mirror.apply(sem.finish(0, 0, 1).patch);
    same(mirror, sem);
  }
}

TEST_CASE("a frame that says the same sends nothing") {
  Semantics sem;
  const auto emit = [&] {
    sem.begin_frame();
    sem.add(10, {0, 0, 5, 5}, {.role = Role::list, .name = "list"});
    sem.push(10);
    sem.add(11, {0, 0, 5, 5}, {.role = Role::list_item, .name = "item", .focusable = true});
    sem.pop();
    return sem.finish(0, 0, 1).patch;
  };
  CHECK_FALSE(emit().empty());
  CHECK(emit().empty());
}

TEST_CASE("one letter changed anywhere in a name is sent") {
  Semantics sem;
  std::string name = "Harbor Lights, 120 000 USD, closes on May 3";
  const auto emit = [&] {
    sem.begin_frame();
    sem.add(10, {0, 0, 5, 5}, {.role = Role::list_item, .name = name});
    return sem.finish(0, 0, 1).patch;
  };
  emit();
  for (char& letter : name) {
    letter = '~';
    CHECK_FALSE(emit().empty());
    CHECK(emit().empty());
  }
  while (!name.empty()) {
    name.pop_back();
    CHECK_FALSE(emit().empty());
  }
}

TEST_CASE("of thousands of nodes each is found in its frame, and only there, and none is added twice") {
  Random random(11);
  Semantics sem;
  for (int frame = 0; frame < 4; ++frame) {
    std::vector<NodeId> before;
    for (const SemNode& node : sem.nodes()) before.push_back(node.id);
    std::map<NodeId, std::string> added;
    sem.begin_frame();
    for (std::uint64_t i = 0; i < 3000; ++i) {
      const auto id = static_cast<NodeId>(2 + (random.next() % 5000) * (frame % 2 == 0 ? 1U : 65'536U));
      const std::string name = std::to_string(i);
      sem.add(id, {0, 0, 1, 1}, {.name = name});
      added.try_emplace(id, name);
    }
    CHECK(sem.nodes().size() == added.size());
    CHECK(sem.duplicates() == 3000 - static_cast<int>(added.size()));
    for (const auto& [id, name] : added) {
      REQUIRE(sem.find(id) != nullptr);
      CHECK(sem.find(id)->name == name);
    }
    for (const NodeId id : before) {
      CHECK(sem.find_shown(id) != nullptr);
      CHECK((sem.find(id) != nullptr) == added.contains(id));
    }
    sem.finish(0, 0, 1);
  }
}

TEST_CASE("when the focused node goes, focus goes to its next neighbour, else to the one before") {
  Semantics sem;
  const auto emit = [&](std::vector<NodeId> ids, NodeId focus) {
    sem.begin_frame();
    sem.add(10, {}, {.role = Role::list, .name = "list"});
    sem.push(10);
    for (const NodeId id : ids) sem.add(id, {}, {.role = Role::list_item, .name = "item", .focusable = true});
    sem.pop();
    sem.add(20, {}, {.role = Role::button, .name = "after", .focusable = true});
    return sem.finish(focus, 0, 1);
  };
  emit({11, 12, 13}, 12);
  CHECK(emit({11, 13}, 12).focus == 13);
  CHECK(emit({11}, 13).focus == 11);
  CHECK(emit({11}, 11).focus == 0);
  // The list is empty: the neighbour of the list.
  CHECK(emit({}, 11).focus == 20);
}

TEST_CASE("under a modal only what lies above it can be reached") {
  Semantics sem;
  sem.begin_frame();
  sem.add(10, {}, {.role = Role::main});
  sem.add(20, {}, {.role = Role::dialog, .name = "sure?", .modal = true});
  sem.add(30, {}, {.role = Role::menu, .name = "its menu"});
  sem.finish(0, 0, 1);
  CHECK((sem.find(10)->flags & node_flag::inert) != 0);
  CHECK((sem.find(20)->flags & node_flag::inert) == 0);
  CHECK((sem.find(30)->flags & node_flag::inert) == 0);
}
