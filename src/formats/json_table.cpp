#include "formats/json_table.hpp"

#include <algorithm>
#include <utility>

#include "formats/import_cell.hpp"
#include "formats/import_headers.hpp"

namespace voronka {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

// Which of several lists is the table. Lists with names for ids come last.
int rank_of(std::string_view name) {
  if (is_one_of(name, "deals|leads|opportunities|deal|lead")) return 4;
  if (is_one_of(name, "|result|data|items|item|records|results|rows|value|values|entries|objects|elements|response"))
    return 3;
  if (is_one_of(name, "contacts|companies|people|persons|organizations|accounts")) return 1;
  if (is_one_of(
          name,
          "pipelines|categories|statuses|stages|users|members|tags|labels|custom_fields|customFields|loss_reasons|"
          "sources|currencies|lists|checklists|actions|_links"))
    return 0;
  return 2;
}

// The list that gives names to the ids in these columns (folded).
struct Dictionary {
  std::string_view group;
  std::string_view columns;
};
constexpr Dictionary dictionaries[] = {{"users", "responsible user id|assigned by id|owner id|user id"},
                                       {"pipelines", "pipeline id"},
                                       {"categories", "category id"},
                                       {"statuses", "status id|stage id"},
                                       {"stages", "stage id|status id"},
                                       {"contacts", "contact id|embedded.contacts"},
                                       {"companies", "company id|embedded.companies"},
                                       {"loss_reasons", "loss reason id"},
                                       {"sources", "source id"}};

constexpr std::string_view owners = "OWNER_ID|ownerId";
constexpr std::string_view moments = "CREATED_TIME|createdTime";
constexpr std::string_view stage_ids = "STAGE_ID|stageId";

FlatJson& read_at(std::string_view text, std::size_t at, FlatJson& flat, JsonReader& in) {
  in = JsonReader(text, at);
  in.take_any_number();
  flat.read(in);
  return flat;
}

std::string joined(std::string_view first, std::string_view last) {
  return std::string(first) + (first.empty() || last.empty() ? "" : " ") + std::string(last);
}

// "12, 7" with the names of 12 and 7. An id without a name stays, but for people: nobody is called 99.
std::string in_words(std::string_view cell, const JsonWords& words, bool of_people = false) {
  std::string out;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(", "), cell.size());
    const std::string id(cell.substr(0, end));
    const std::string* const word = words.find(id);
    if (word || !of_people) {
      if (!out.empty()) out += of_people ? "; " : ", ";
      out += word ? *word : id;
    }
    cell.remove_prefix(std::min(end + 2, cell.size()));
  }
  return out;
}

class TableMaker {
 public:
  TableMaker(std::string_view text, std::vector<JsonGroup> groups)
      : text_(text), in_(text), groups_(std::move(groups)) {}

  Result<JsonTable> make() {
    const auto better = [](const JsonGroup& a, const JsonGroup& b) {
      const int ranks[] = {rank_of(a.name), rank_of(b.name)};
      return ranks[0] != ranks[1] ? ranks[0] < ranks[1] : a.rows.size() < b.rows.size();
    };
    const auto chosen = std::ranges::max_element(groups_, better);
    if (chosen == groups_.end()) return refuse(TextKey::import_is_json);
    table_.rows = std::move(chosen->rows);
    for (const std::uint32_t row : table_.rows) {
      const FlatJson& flat = read_at(text_, row, table_.flat, in_);
      for (std::size_t i = 0; i < flat.size() && !in_.failed(); ++i) name_column(flat[i].name);
      if (in_.failed()) return std::unexpected(in_.error());
    }
    if (table_.columns.empty()) return refuse(TextKey::import_is_json);
    find_full_name();
    table_.words_of.assign(table_.columns.size(), none);
    const JsonGroup* const history = history_of(&*chosen);
    for (const JsonGroup& group : groups_)
      if (&group != &*chosen && &group != history && !group.rows.empty() && !give_words(group)) {
        if (!table_.left_out.empty()) table_.left_out += ", ";
        if (table_.left_out.size() < 200) table_.left_out += group.name;
      }
    plain_category();
    if (history) read_history(*history);
    return std::move(table_);
  }

 private:
  // The first pipeline of Bitrix24 is called 0 by its interface: that says nothing, and the name of the file does.
  void plain_category() {
    const std::size_t column = column_called("category id");
    if (column == none || table_.words_of[column] != none || column_called("stage id") == none) return;
    table_.words_of[column] = table_.words.size();
    table_.words.emplace_back()["0"].clear();
    table_.of_people.push_back(false);
  }

  void name_column(const std::string& name) {
    const std::size_t next = table_.columns.size();
    if (!table_.column_at.try_emplace(name, next).second) return;
    table_.columns.push_back(name);
    if (next >= max_columns)
      in_.refuse(TextKey::import_json_wide, {{.name = "limit", .value = std::int64_t{max_columns}}});
  }

  std::size_t column_called(std::string_view folded) const {
    for (std::size_t i = 0; i < table_.columns.size(); ++i)
      if (folded_header(table_.columns[i]) == folded) return i;
    return none;
  }

  // People of Bitrix24 have their names in parts.
  void find_full_name() {
    table_.last_name = column_called("last name");
    table_.first_name = column_called("first name");
    if (table_.first_name == none) table_.first_name = column_called("name");
    if (table_.last_name == none || table_.first_name == none || column_called("full name") != none) return;
    table_.full_name = table_.columns.size();
    table_.columns.emplace_back("Full name");
  }

  // The list whose rows are changes of stages of these deals (crm.stagehistory.list); nullptr when there is none.
  const JsonGroup* history_of(const JsonGroup* chosen) {
    const std::size_t id = column_called("id");
    if (id == none || column_called("stage id") == none) return nullptr;
    for (const JsonGroup& group : groups_) {
      if (&group == chosen || group.rows.empty()) continue;
      const FlatJson& first = read_at(text_, group.rows[0], table_.flat, in_);
      if (first.first_of(owners).empty() || first.first_of(moments).empty() || first.first_of(stage_ids).empty())
        continue;
      table_.id = id;
      table_.way = table_.columns.size();
      table_.columns.emplace_back("Moves");
      table_.words_of.push_back(none);
      return &group;
    }
    return nullptr;
  }

  void read_history(const JsonGroup& history) {
    const std::size_t words_at = table_.words_of[column_called("stage id")];
    for (const std::uint32_t row : history.rows) {
      const FlatJson& change = read_at(text_, row, table_.flat, in_);
      const std::string_view end = change.first_of("STAGE_SEMANTIC_ID|stageSemanticId");
      std::string stage = end == "S" ? "WON" : end == "F" ? "LOSE" : std::string(change.first_of(stage_ids));
      if (words_at != none) stage = in_words(stage, table_.words[words_at]);
      std::string& way = table_.ways[std::string(change.first_of(owners))];
      if (!way.empty()) way += '\n';
      way += change.first_of(moments);
      way += '\t';
      way += stage;
    }
  }

  // False when no column has ids that the group has names for.
  bool give_words(const JsonGroup& group) {
    const auto known = std::ranges::find(dictionaries, group.name, &Dictionary::group);
    if (known == std::end(dictionaries)) return false;
    std::size_t ids = none;
    for (std::size_t i = table_.columns.size(); i-- > 0;) {
      if (table_.words_of[i] != none || !is_one_of(folded_header(table_.columns[i]), known->columns)) continue;
      table_.words_of[i] = table_.words.size();
      ids = i;
    }
    if (ids == none) return false;
    const bool stages = group.name == "statuses" || group.name == "stages";
    const bool companies = group.name == "companies";
    const bool people = companies || group.name == "contacts";
    JsonWords phones;
    JsonWords emails;
    table_.of_people.push_back(people);
    JsonWords& words = table_.words.emplace_back();
    for (const std::uint32_t row : group.rows) {
      const FlatJson& flat = read_at(text_, row, table_.flat, in_);
      const std::string id(flat.first_of("STATUS_ID|statusId|id|ID"));
      const std::string_view name = flat.first_of("NAME|name|TITLE|title");
      const std::string_view last = flat.first_of("LAST_NAME|lastName|last_name");
      // amoCRM has the whole name and its parts.
      const std::string word = joined(name, name.ends_with(last) ? std::string_view() : last);
      if (people && !id.empty()) look_for_numbers(flat, id, phones, emails);
      // 142 and 143 are won and lost in every account of amoCRM, whatever they are called there.
      if (id.empty() || word.empty() || (stages && (id == "142" || id == "143"))) continue;
      if (!words.find(id)) words[id] = word;
      if (stages) table_.stages.push_back(word);
    }
    join(ids, companies ? "Company phone" : "Person phone", std::move(phones));
    join(ids, companies ? "Company email" : "Person email", std::move(emails));
    return true;
  }

  // Telephone numbers and addresses of a person, whatever an account calls its fields.
  static void look_for_numbers(const FlatJson& person, const std::string& id, JsonWords& phones, JsonWords& emails) {
    for (std::size_t i = 0; i < person.size(); ++i) {
      const std::string& text = person[i].text;
      const ImportTarget target = guess_from_header(folded_header(person[i].name)).target;
      const bool phone = target == ImportTarget::phone && text.find_first_of("0123456789") != std::string::npos;
      if (!phone && (target != ImportTarget::email || text.find('@') == std::string::npos)) continue;
      std::string& list = (phone ? phones : emails)[id];
      if (!list.empty()) list += ", ";
      list += text;
    }
  }

  void join(std::size_t ids, std::string_view column, JsonWords words) {
    if (words.empty() || table_.columns.size() >= max_columns) return;
    table_.joined.push_back({.ids = ids, .column = table_.columns.size(), .words = std::move(words)});
    table_.columns.emplace_back(column);
    table_.words_of.push_back(none);
  }

  std::string_view text_;
  JsonReader in_;
  std::vector<JsonGroup> groups_;
  JsonTable table_ = {};
};

}  // namespace

Result<JsonTable> open_json(std::string& text) {
  Result<std::vector<JsonGroup>> groups = json_groups(text);
  if (!groups) return std::unexpected(groups.error());
  if (!is_board(*groups)) return TableMaker(text, std::move(*groups)).make();
  std::vector<std::string> stages;
  text = cards_of_board(text, *groups, stages);
  groups = json_groups(text);
  if (!groups) return std::unexpected(groups.error());
  Result<JsonTable> table = TableMaker(text, std::move(*groups)).make();
  if (table) {
    table->stages = std::move(stages);
    table->is_board = true;
  }
  return table;
}

Result<TablePlace> read_json_row(std::string_view text, JsonTable& table, TablePlace place, RowCells& cells) {
  cells.clear();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    std::string& cell = cells.add();
    if (place.at == 0) cell = table.columns[i];
  }
  if (place.at > 0) {
    JsonReader in(text);
    const FlatJson& flat = read_at(text, table.rows[place.at - 1], table.flat, in);
    if (in.failed()) return std::unexpected(in.error());
    for (std::size_t i = 0; i < flat.size(); ++i) {
      const bool same = i < table.columns.size() && table.columns[i] == flat[i].name;  // most rows are alike
      const std::size_t column = same ? i : table.column_at.find(flat[i].name)->second;
      std::string& cell = cells[column];
      if (!cell.empty() && !flat[i].text.empty()) cell += ", ";
      cell += flat[i].text;
      const std::size_t words = table.words_of[column];
      if (words == none || cell.empty()) continue;
      for (const JsonTable::Joined& it : table.joined)
        if (const std::string* text = it.ids == column ? it.words.find(cell.substr(0, cell.find(", "))) : nullptr)
          cells[it.column] = *text;
      cell = in_words(cell, table.words[words], table.of_people[words]);
    }
    if (table.way != none) {
      if (const std::string* const way = table.ways.find(cells[table.id])) cells[table.way] = *way;
    }
    if (table.full_name != none) cells[table.full_name] = joined(cells[table.first_name], cells[table.last_name]);
  }
  return TablePlace{.at = place.at + 1, .line = place.line + 1};
}

}  // namespace voronka
