// All records of one type: a vector and an index by id. Promises no order: sort by rank, then id. Only Document writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/id.hpp"

namespace voronka {

// Open addressing from id to a row number; about 8 bytes a record at the usual fill.
class IdIndex {
 public:
  static constexpr std::uint32_t absent = 0xFFFFFFFF;

  template <class IdOfRow>
  std::uint32_t find(RawId id, const IdOfRow& id_of_row) const {
    if (slots_.empty()) return absent;
    for (std::size_t at = hash_of(id) & mask();; at = (at + 1) & mask()) {
      if (slots_[at] == absent) return absent;
      if (id_of_row(slots_[at]) == id) return slots_[at];
    }
  }
  // `row` must not be in the index yet. Rebuilds when fuller than two thirds.
  template <class IdOfRow>
  void add(RawId id, std::uint32_t row, const IdOfRow& id_of_row) {
    if ((size_ + 1) * 3 > slots_.size() * 2) rebuild(slots_.empty() ? 16 : slots_.size() * 2, row, id_of_row);
    insert(id, row);
    ++size_;
  }
  template <class IdOfRow>
  void rebuild(std::size_t capacity, std::uint32_t rows, const IdOfRow& id_of_row) {
    slots_.assign(capacity, absent);
    size_ = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
      insert(id_of_row(row), row);
      ++size_;
    }
  }
  void clear() {
    slots_.clear();
    size_ = 0;
  }

 private:
  std::size_t mask() const { return slots_.size() - 1; }
  void insert(RawId id, std::uint32_t row) {
    std::size_t at = hash_of(id) & mask();
    while (slots_[at] != absent) at = (at + 1) & mask();
    slots_[at] = row;
  }
  std::vector<std::uint32_t> slots_ = {};  // a power of two, or empty
  std::size_t size_ = 0;
};

template <class Record>
class Table {
 public:
  std::span<const Record> rows() const { return rows_; }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  const Record* find(Id<Record> id) const {
    const std::uint32_t row = index_.find(id.raw, id_of_row());
    return row == IdIndex::absent ? nullptr : &rows_[row];
  }

 private:
  friend class Document;
  auto id_of_row() const {
    return [this](std::uint32_t row) { return rows_[row].id.raw; };
  }
  // Answers the row.
  std::uint32_t put(Record record) {
    const std::uint32_t row = index_.find(record.id.raw, id_of_row());
    if (row != IdIndex::absent) {
      rows_[row] = std::move(record);
      return row;
    }
    const auto last = static_cast<std::uint32_t>(rows_.size());
    index_.add(record.id.raw, last, id_of_row());
    rows_.push_back(std::move(record));
    return last;
  }
  // The list becomes the table, without a copy.
  void take(std::vector<Record> records) {
    rows_ = std::move(records);
    index_.clear();
    std::uint32_t kept = 0;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      const std::uint32_t same = index_.find(rows_[row].id.raw, id_of_row());
      const std::uint32_t to = same == IdIndex::absent ? kept : same;
      if (to != row) rows_[to] = std::move(rows_[row]);
      if (same == IdIndex::absent) index_.add(rows_[to].id.raw, kept++, id_of_row());
    }
    rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(kept), rows_.end());
    rows_.shrink_to_fit();  // a list that grew record by record is up to twice its contents
  }
  void reserve(std::size_t count) { rows_.reserve(count); }

  std::vector<Record> rows_ = {};
  IdIndex index_ = {};
};

}  // namespace voronka
