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

// Lists for whose sake even an object that names itself is an answer: a board, a file of somebody's own making.
bool is_meant(std::string_view name) { return is_one_of(name, "deals|leads|opportunities|cards|result|data|records"); }

// So deep no answer hides its rows; every level is looked at twice.
constexpr std::size_t most_levels = 8;

class GroupFinder {
 public:
  explicit GroupFinder(std::string_view text) : text_(text), in_(text) { in_.take_any_number(); }

  Result<std::vector<JsonGroup>> find() {
    bool is_lone = false;
    several_ = in_.kind() == JsonKind::object && is_followed();
    do {
      const JsonKind kind = in_.kind();
      const std::size_t start = kind == JsonKind::none ? 0 : in_.offset();
      if (kind == JsonKind::object) {
        const Shape shape = shape_of(start);
        const bool is_row = several_ ? shape.named || !shape.holds_answer : shape.named && !shape.holds_meant;
        const std::size_t before = found_;
        is_row ? take_row({}, start) : look_into({}, shape.named);
        is_lone = !several_ && !shape.named && found_ == before;
      } else if (kind == JsonKind::list) {
        look_along({});
      } else if (!in_.failed()) {
        in_.take_raw();
      }
    } while (in_.next_root());
    if (in_.failed()) return std::unexpected(in_.error());
    if (is_lone) groups_.clear();
    return std::move(groups_);
  }

 private:
  struct Shape {
    bool named = false;  // says who it is: a row rather than an answer that holds rows
    bool holds_answer = false;
    bool holds_meant = false;
  };

  bool is_followed() const {
    JsonReader look(text_);
    look.take_any_number();
    look.take_raw();
    return look.next_root();
  }

  Shape shape_of(std::size_t start, bool until_named = false) const {
    Shape shape;
    JsonReader look(text_, start);
    look.take_any_number();
    look.enter_object();
    while (const auto name = look.next_member()) {
      shape.named = shape.named || is_one_of(*name, "id|ID|Id|_id|uuid|guid|title|TITLE|name|NAME");
      if (shape.named && until_named) break;
      const JsonKind kind = look.kind();
      const bool holds = kind == JsonKind::list || kind == JsonKind::object;
      shape.holds_answer = shape.holds_answer || (holds && is_known(*name));
      shape.holds_meant = shape.holds_meant || (holds && is_meant(*name));
      look.take_raw();
    }
    return shape;
  }

  void take_row(std::string_view name, std::size_t start) {
    add(name, start);
    in_.take_raw();
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

  // Takes an object: rows are what the lists in it hold, and objects that name themselves under a known name. Of one that is a row
  // itself only the lists that are known are looked at.
  void look_into(std::string_view name, bool is_row) {  // NOLINT(misc-no-recursion): most_levels deep
    ++level_;
    in_.enter_object();
    while (const auto member = in_.next_member()) {
      const bool known = is_known(*member);
      const JsonKind kind = in_.kind();
      const bool holds = kind == JsonKind::list || kind == JsonKind::object;
      if (!holds || (is_row && !known) || level_ > most_levels) {
        in_.take_raw();
        continue;
      }
      const std::string inner = name_within(name, *member);
      if (kind == JsonKind::list) {
        look_along(inner);
        continue;
      }
      const std::size_t start = in_.offset();
      const Shape shape = shape_of(start);
      if (known && shape.named && !shape.holds_meant) {
        take_row(inner, start);
      } else {
        look_into(inner, shape.named);
      }
    }
    --level_;
  }

  // Takes a list.
  void look_along(std::string_view name) {  // NOLINT(misc-no-recursion)
    ++level_;
    in_.enter_list();
    while (in_.next_item()) {
      const JsonKind kind = in_.kind();
      const std::size_t start = in_.offset();
      const Shape shape = kind == JsonKind::object ? shape_of(start, true) : Shape();
      if (kind == JsonKind::list && level_ <= most_levels) {
        look_along(name);
      } else if (kind != JsonKind::object) {
        in_.take_raw();
      } else if (!shape.named && shape.holds_answer && level_ <= most_levels) {
        look_into(name, false);
      } else if (is_one_of(name, "pipelines|categories") && level_ <= most_levels) {
        add(name, start);
        look_into(name, true);  // its stages
      } else {
        take_row(name, start);
      }
    }
    --level_;
  }

  std::string_view text_;
  JsonReader in_;
  std::vector<JsonGroup> groups_ = {};
  std::size_t found_ = 0;
  std::size_t level_ = 0;
  bool several_ = false;  // values follow one another
};

}  // namespace

Result<std::vector<JsonGroup>> json_groups(std::string_view text) { return GroupFinder(text).find(); }

const JsonGroup* group_named(const std::vector<JsonGroup>& groups, std::string_view name) {
  const auto found = std::ranges::find(groups, name, &JsonGroup::name);
  return found == groups.end() ? nullptr : &*found;
}

}  // namespace voronka
