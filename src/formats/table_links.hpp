// Several tables of one system that belong together: where a deal (or a contact) names its company or contact only by the id that another
// of the tables gives it, the name (of a contact the number and the e-mail, too) stands in columns of its own behind the row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace voronka {

struct PeopleList;

class TableLinks {
 public:
  struct Reached {
    std::string name = {}, phone = {}, email = {};
  };
  // Those of its rows that have an id. Linear; the first row with an id counts.
  void add(const PeopleList& list);
  bool empty() const { return companies_.empty() && contacts_.empty(); }
  // Of a cell that lists several ids the first. nullptr: nobody.
  const Reached* find(bool company, std::string_view cell) const;

 private:
  std::unordered_map<std::string, Reached> companies_ = {}, contacts_ = {};
};

// What a column holds by its caption: ids of companies, of contacts, or neither.
enum class LinkKind : std::uint8_t { none, company, contact };
LinkKind link_of_header(std::string_view caption);

}  // namespace voronka
