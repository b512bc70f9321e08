// Sorting in slices: a list that takes longer than a frame is sorted a little in each, and stopped and begun anew at will.
// Merges from below, so equal rows keep their order. Not for short lists: sort_rows (sort.hpp) needs a fifth of the code.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace voronka {

// Rows are copied from one list to the other in each pass: keep them small and plain.
template <class Row>
class SlicedSort {
 public:
  void begin(std::vector<Row> rows) {
    rows_ = std::move(rows);
    aside_.resize(rows_.size());
    width_ = 1;
    start_pair(0);
  }
  bool done() const { return width_ >= rows_.size(); }

  // Spends one of `budget` for each row moved; before(a, b), "a comes before b", may spend more. Stops when it is used up.
  template <class Before>
  void work(std::int64_t& budget, const Before& before) {
    while (budget > 0 && !done()) {
      if (left_ < middle_ && (right_ == end_ || !before(rows_[right_], rows_[left_]))) {
        aside_[to_++] = rows_[left_++];
      } else if (right_ < end_) {
        aside_[to_++] = rows_[right_++];
      } else if (end_ < rows_.size()) {
        start_pair(end_);
      } else {
        std::swap(rows_, aside_);
        width_ *= 2;
        start_pair(0);
      }
      --budget;
    }
  }
  // Once it is done; the memory goes with the answer.
  std::vector<Row> take() {
    aside_ = {};
    return std::exchange(rows_, {});
  }

 private:
  void start_pair(std::size_t begin) {
    left_ = to_ = begin;
    middle_ = right_ = std::min(begin + width_, rows_.size());
    end_ = std::min(begin + 2 * width_, rows_.size());
  }
  std::vector<Row> rows_ = {}, aside_ = {};
  std::size_t width_ = 1;  // every stretch of so many rows is sorted
  std::size_t left_ = 0, middle_ = 0, right_ = 0, end_ = 0, to_ = 0;
};

}  // namespace voronka
