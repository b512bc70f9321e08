// Finds deals while the user types: title, company, people, e-mail, digits of phones, documents; ё is е, case does not matter, and text
// typed on the wrong keyboard layout is found, too. One folded text per deal, side by side in blocks of memory, and two small masks
// that rule out most deals without reading their text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace voronka::ui {

// What was typed, ready to be compared. All words must be found, each in any of its spellings.
class SearchQuery {
 public:
  explicit SearchQuery(std::string_view typed);
  bool empty() const { return words_.empty(); }
  // How well a folded text fits: 3 its beginning, 2 the beginning of a word, 1 anywhere, 0 not all words are in it.
  int rank_in(std::string_view folded_text) const;

 private:
  friend class SearchIndex;
  struct Needle {
    std::string text = {};
    std::uint64_t letters = 0, pairs = 0;
  };
  using Spellings = std::vector<Needle>;
  static Needle needle(std::string text);
  std::vector<Spellings> words_ = {};
};

class SearchIndex {
 public:
  void clear() { *this = {}; }
  bool has(std::uint32_t row) const { return row < entries_.size() && entries_[row].made; }
  // `more`: what else belongs to the deal, a line each; of what it may be empty.
  void put(const Document& document, std::uint32_t deal_row, std::string_view more = {});
  void drop(std::uint32_t row);  // its text is out of date
  bool matches(std::uint32_t row, const SearchQuery& query) const;
  int rank(std::uint32_t row, const SearchQuery& query) const;  // SearchQuery::rank_in, of the row's text

 private:
  struct Entry {
    std::uint64_t letters = 0, pairs = 0;
    std::uint32_t at = 0, length = 0;
    bool made = false;
  };
  void keep(Entry& entry, std::string_view text);
  std::string_view text_of(const Entry& entry) const;
  void compact();

  std::vector<Entry> entries_ = {};
  std::vector<std::string> blocks_ = {};  // they never grow: to move megabytes would take a whole frame
  std::size_t text_bytes_ = 0;
  std::size_t dead_bytes_ = 0;
};

}  // namespace voronka::ui
