// Rows out of JSON of other systems: answers of their interfaces (one, a list of them, or one after the other), lines of JSON, a list
// of objects, a board of Trello. README.md says what is taken for rows and how a row becomes flat.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "formats/csv_reader.hpp"
#include "formats/json_flat.hpp"

namespace voronka {

// Objects of one kind, and where each of them begins in the text.
struct JsonGroup {
  std::string name = {};  // of the member that holds them; empty: nothing holds them
  std::vector<std::uint32_t> rows = {};
};

// Texts by a key.
class JsonWords {
 public:
  std::string& operator[](std::string key) {
    const std::size_t at = at_.try_emplace(std::move(key), texts_.size()).first->second;
    if (at == texts_.size()) texts_.emplace_back();
    return texts_[at];
  }
  const std::string* find(const std::string& key) const {
    const auto found = at_.find(key);
    return found == at_.end() ? nullptr : &texts_[found->second];
  }
  bool empty() const { return texts_.empty(); }

 private:
  std::unordered_map<std::string, std::size_t> at_ = {};
  std::vector<std::string> texts_ = {};
};

struct JsonTable {
  std::vector<std::uint32_t> rows = {};
  std::vector<std::string> columns = {};  // in the order in which they are met
  std::unordered_map<std::string, std::size_t> column_at = {};
  // Names for the ids in a column, from another list of the file (users, stages); by column, an index in `words`.
  std::vector<std::size_t> words_of = {};
  std::vector<JsonWords> words = {};
  std::vector<bool> of_people =
      {};  // beside words: several names of them are joined by "; ", for a name may have a comma
  // Columns made of what another list says of the first of the people (companies) whose ids are in the column `ids`.
  struct Joined {
    std::size_t ids = 0;
    std::size_t column = 0;
    JsonWords words = {};
  };
  std::vector<Joined> joined = {};
  std::size_t full_name = static_cast<std::size_t>(-1);  // the column made of these two
  std::size_t first_name = 0;
  std::size_t last_name = 0;
  // The way of each deal through the stages, by its id, from a history in the same file: a line `moment<tab>stage` for each.
  JsonWords ways = {};
  std::size_t way = static_cast<std::size_t>(-1);  // the column made of it, and that of the id
  std::size_t id = 0;
  std::vector<std::string> stages = {};  // in their order, where the file says it
  bool is_board = false;                 // then these are all stages there are
  std::string left_out = {};             // names of lists in the file that are in no row
  FlatJson flat = {};                    // the row that was read last
};

// All lists of objects in `text`, which is looked at to its last byte. Refuses what breaks the rules for JSON (README.md), with its place.
Result<std::vector<JsonGroup>> json_groups(std::string_view text);

// The text of a board becomes that of its cards: `text` changes. Refuses JSON that holds no list of objects, and more than
// max_columns different members. Linear in the text.
Result<JsonTable> open_json(std::string& text);

// The row at `place.at`: 0 is the header. The place moves to the next; its line is the number of the row, the header's 1.
Result<TablePlace> read_json_row(std::string_view text, JsonTable& table, TablePlace place, RowCells& cells);

// The cards of a board of Trello as a list of flat objects, in the order of its lists, whose names go to `stages`.
bool is_board(const std::vector<JsonGroup>& groups);
std::string cards_of_board(std::string_view text, const std::vector<JsonGroup>& groups,
                           std::vector<std::string>& stages);

// The group called so; nullptr when there is none.
const JsonGroup* group_named(const std::vector<JsonGroup>& groups, std::string_view name);

}  // namespace voronka
