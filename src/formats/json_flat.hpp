// A JSON object as names and texts: what one row of a table can hold of it.
//   {"a":{"b":1},"tags":["x","y"],"PHONE":[{"VALUE":"+7"}]}  ->  a.b: 1, tags: x, y, PHONE: +7
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json_reader.hpp"

namespace voronka {

struct FlatMember {
  std::string name = {};
  std::string text = {};
};

class FlatJson {
 public:
  // Takes the next value of `in`, an object; what was here before is gone. Refuses more than max_columns members and a text beyond
  // max_cell_bytes, by the reader. `null` is a member with an empty text. Seconds and milliseconds of Unix become a moment where the
  // name says that it is one ("created_at"). Of a list: scalars, and of objects the first of value, name, title …, joined by ", ";
  // additional fields of amoCRM (`field_name`, `values`) each by its own name; anything else as JSON.
  void read(JsonReader& in);
  void clear() { count_ = 0; }
  std::size_t size() const { return count_; }
  const FlatMember& operator[](std::size_t i) const { return members_[i]; }
  std::string_view at(std::string_view name) const;         // empty when it is not there; linear
  std::string_view first_of(std::string_view names) const;  // `|`-separated: the first that is not empty

 private:
  bool has(std::string_view name) const;
  void take(JsonReader& in);
  void take_list(JsonReader& in);
  bool take_item(JsonReader& in, std::string& joined);
  std::string& put(JsonReader& in, std::string_view name);

  std::vector<FlatMember> members_ = {};  // kept and reused, as the cells of a row are
  std::size_t count_ = 0;
  std::string path_ = {};
};

}  // namespace voronka
