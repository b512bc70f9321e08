// Where in JSON of other systems the rows are.
#include <algorithm>

#include "formats/import_cell.hpp"
#include "formats/json_table.hpp"
#include "formats/table_reader.hpp"

namespace voronka {
namespace {

constexpr std::size_t most_groups = 256;

// Says nothing about what it holds.
bool is_wrapper(std::string_view name) {
  return is_one_of(name,
                   "result|data|items|records|results|rows|value|values|entries|objects|elements|response|_embedded");
}

// Lists that are looked for in an object which could be a row itself.
bool is_known(std::string_view name) {
  return is_wrapper(name) || is_one_of(name,
                                       "deals|leads|opportunities|lists|cards|actions|members|checklists|customFields|"
                                       "statuses|stages|pipelines|categories|users|contacts|companies|item|deal|lead");
}

class GroupFinder {
 public:
  explicit GroupFinder(std::string_view text) : text_(text), in_(text) { in_.take_any_number(); }

  Result<std::vector<JsonGroup>> find() {
    bool alone_and_nameless = false;
    const bool several = is_followed();
    do {
      const std::size_t before = found_;
      const std::size_t start = in_.kind() == JsonKind::none ? 0 : in_.offset();
      if (in_.kind() == JsonKind::object) {
        const bool named = names_itself(start);
        look_into({}, named || (several && !holds_answer(start)));
        alone_and_nameless = !several && !named && found_ == before;
        if (found_ == before) add({}, start);
      } else if (in_.kind() == JsonKind::list) {
        look_along({});
      } else if (!in_.failed()) {
        in_.take_raw();
      }
    } while (in_.next_root());
    if (in_.failed()) return std::unexpected(in_.error());
    if (alone_and_nameless) groups_.clear();  // it is no table that says neither who it is nor holds a list
    return std::move(groups_);
  }

 private:
  bool is_followed() const {
    JsonReader look(text_);
    look.take_any_number();
    look.take_raw();
    return look.next_root();
  }

  // Whether the object at `start` says who it is: then it is a row rather than an answer that holds rows.
  bool names_itself(std::size_t start) const {
    JsonReader look(text_, start);
    look.take_any_number();
    look.enter_object();
    while (const auto name = look.next_member()) {
      if (is_one_of(*name, "id|ID|Id|_id|uuid|guid|title|TITLE|name|NAME")) return true;
      look.take_raw();
    }
    return false;
  }

  bool holds_answer(std::size_t start) const {
    JsonReader look(text_, start);
    look.take_any_number();
    look.enter_object();
    while (const auto name = look.next_member()) {
      if (is_known(*name) && (look.kind() == JsonKind::list || look.kind() == JsonKind::object)) return true;
      look.take_raw();
    }
    return false;
  }

  void add(std::string_view name, std::size_t start) {
    ++found_;
    auto group = std::ranges::find(groups_, name, &JsonGroup::name);
    if (group == groups_.end()) {
      if (groups_.size() == most_groups) return;
      groups_.push_back({.name = std::string(name)});
      group = groups_.end() - 1;
    }
    // One more than a table may have: its reader refuses it then.
    if (group->rows.size() <= max_table_rows) group->rows.push_back(static_cast<std::uint32_t>(start));
  }

  // What the members of an object are called together: {"deals":{"result":[…]}} holds deals, {"result":{"cmd_1":[…]}} results.
  static std::string name_within(std::string_view outer, std::string_view inner) {
    const bool plain = is_wrapper(inner) && inner != "_embedded";
    if (inner == "_embedded" || (plain && !outer.empty())) return std::string(outer);
    return std::string(is_wrapper(outer) && !is_known(inner) ? outer : inner);
  }

  // Takes an object; rows are what the lists in it hold, and objects that name themselves under a known name. Of one that is a row
  // itself only the lists that are known are looked at.
  void look_into(std::string_view name, bool is_row) {  // NOLINT(misc-no-recursion): as deep as the reader goes
    in_.enter_object();
    while (const auto member = in_.next_member()) {
      const bool known = is_known(*member);
      const std::string inner = name_within(name, *member);
      const JsonKind kind = in_.kind();
      if (kind == JsonKind::list && (known || !is_row)) {
        look_along(inner);
      } else if (kind == JsonKind::object && (known || !is_row)) {
        const std::size_t start = in_.offset();
        const std::size_t before = found_;
        const bool inner_is_row = names_itself(start);
        look_into(inner, inner_is_row);
        if (inner_is_row && known && !is_row && found_ == before) add(inner, start);
      } else if (kind != JsonKind::none) {
        in_.take_raw();
      }
    }
  }

  // Takes a list.
  void look_along(std::string_view name) {  // NOLINT(misc-no-recursion)
    in_.enter_list();
    while (in_.next_item()) {
      const JsonKind kind = in_.kind();
      const std::size_t start = in_.offset();
      if (kind == JsonKind::list) {
        look_along(name);
      } else if (kind != JsonKind::object) {
        if (kind != JsonKind::none) in_.take_raw();
      } else if (!names_itself(start) && holds_answer(start)) {
        look_into(name, false);
      } else {
        add(name, start);
        if (is_one_of(name, "pipelines|categories")) {
          look_into(name, true);  // its stages
        } else {
          in_.take_raw();
        }
      }
    }
  }

  std::string_view text_;
  JsonReader in_;
  std::vector<JsonGroup> groups_ = {};
  std::size_t found_ = 0;
};

}  // namespace

Result<std::vector<JsonGroup>> json_groups(std::string_view text) { return GroupFinder(text).find(); }

const JsonGroup* group_named(const std::vector<JsonGroup>& groups, std::string_view name) {
  const auto found = std::ranges::find(groups, name, &JsonGroup::name);
  return found == groups.end() ? nullptr : &*found;
}

}  // namespace voronka
