// The tags and the sources of a data set as the settings list them: in people's order, with the number of deals that have them. Pure.
// Counted once per revision of the document, by one pass over all deals (about ten milliseconds at 100,000).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace voronka::ui {

struct TagRow {
  Id<Tag> id = {};
  std::string key = {};   // its name, as names are compared
  std::size_t deals = 0;  // that carry it, without those in the trash
  Id<Tag> twin = {};      // another tag of the same name, which this one is to be joined with
  std::size_t place = 0;
};

// Every tag that is not in the trash.
class TagRows {
 public:
  // `hold`: somebody is at work in the list, so rows keep their places although a name is another. A row that is new puts all in order.
  void update(const Document& document, bool hold);
  const std::vector<TagRow>& rows() const { return rows_; }
  const TagRow* named(std::string_view name) const;  // the first of that name, however it is written

 private:
  void find_twins();

  std::optional<std::uint64_t> revision_ = {};
  bool in_order_ = false;
  Id<Tag> renamed_ = {};  // the newest to get another name: of two that are alike, this one goes
  std::vector<TagRow> rows_ = {};
};

struct SourceRow {
  std::uint64_t number = 0;  // names the row as long as it is there, whatever its name becomes
  std::string key = {};
  std::string name = {};  // of several ways to write it the one that most deals have
  std::size_t deals = 0;
  std::size_t place = 0;
};

// Every source that a deal has which is not in the trash.
class SourceRows {
 public:
  void update(const Document& document, bool hold);  // as TagRows
  const std::vector<SourceRow>& rows() const { return rows_; }
  const SourceRow* named(std::string_view name) const;
  // The row has been sent another name: it stays the same row, and what has the focus in it keeps it.
  void rename(std::uint64_t number, std::string_view name);

 private:
  std::optional<std::uint64_t> revision_ = {};
  bool in_order_ = false;
  std::uint64_t last_number_ = 0;
  std::vector<SourceRow> rows_ = {};
};

}  // namespace voronka::ui
