// The best few deals, companies and people for what is being typed, over the whole data set and in slices: a share of each
// frame, so that a letter costs no more than a frame at 100,000 deals. Uses the board's search texts; not for filtering.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/board_model.hpp"

namespace voronka::ui {

struct Found {
  RecordType type = RecordType::deal;
  std::uint32_t row = 0;  // of its table
  int rank = 0;           // more is better
};

class RecordFinder {
 public:
  enum class Scope : std::uint8_t {
    everything,
    off_board
  };  // off_board: deals that the board of the pipeline does not show
  // `by_month`: so is that board, and it shows open sales alone.
  // Another question; the answers to the one before stay until advance() has the new ones.
  void ask(const Document& document, std::string_view text, Scope scope, Id<Pipeline> pipeline = {},
           bool by_month = false);
  // This frame's share. `model` is of the same document and up to date. True when the answers are those to the question;
  // else ask for a frame and come again.
  bool advance(const Document& document, BoardModel& model);

  std::span<const Found> deals() const { return deals_; }    // the best first, at most max_found
  std::span<const Found> people() const { return people_; }  // companies and contacts
  std::size_t deals_found() const { return deals_found_; }

  static constexpr std::size_t max_found = 6;

 private:
  template <class Record>
  bool scan_names(const Document& document, RecordType type, std::size_t& budget);
  bool scan_deals(const Document& document, const BoardModel& model, std::size_t& budget);

  SearchQuery query_ = SearchQuery("");
  std::string text_ = {};
  std::uint64_t revision_ = 0;
  Scope scope_ = Scope::everything;
  Id<Pipeline> pipeline_ = {};
  bool by_month_ = false;
  int stage_ = 3;  // deals, companies, contacts, done
  std::uint32_t next_row_ = 0;
  std::vector<Found> new_deals_ = {}, new_people_ = {}, deals_ = {}, people_ = {};
  std::size_t new_deals_found_ = 0, deals_found_ = 0;
};

}  // namespace voronka::ui
