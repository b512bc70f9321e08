#include "base/sort.hpp"

#include <algorithm>

namespace voronka::detail {
namespace {

// Fewer than this are inserted one by one: cheaper than halving them further.
constexpr std::size_t few = 12;

class MergeSort {
 public:
  MergeSort(std::span<std::uint32_t> order, RowBefore before, const void* context)
      : order_(order), aside_(order.size()), before_(before), context_(context) {}

  void run(std::size_t begin, std::size_t end) {
    if (end - begin < few) return insert(begin, end);
    const std::size_t middle = begin + (end - begin) / 2;
    run(begin, middle);
    run(middle, end);
    if (!before_(context_, order_[middle], order_[middle - 1])) return;  // the halves stand right already
    std::copy(order_.begin() + offset(begin), order_.begin() + offset(middle), aside_.begin());
    std::size_t left = 0;
    std::size_t right = middle;
    std::size_t to = begin;
    while (left < middle - begin && right < end)
      order_[to++] = before_(context_, order_[right], aside_[left]) ? order_[right++] : aside_[left++];
    while (left < middle - begin) order_[to++] = aside_[left++];
  }

 private:
  static std::ptrdiff_t offset(std::size_t at) { return static_cast<std::ptrdiff_t>(at); }
  void insert(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin + 1; i < end; ++i) {
      const std::uint32_t row = order_[i];
      std::size_t at = i;
      for (; at > begin && before_(context_, row, order_[at - 1]); --at) order_[at] = order_[at - 1];
      order_[at] = row;
    }
  }

  std::span<std::uint32_t> order_;
  std::vector<std::uint32_t> aside_;
  RowBefore before_;
  const void* context_;
};

}  // namespace

void sort_order(std::span<std::uint32_t> order, RowBefore before, const void* context) {
  if (order.size() > 1) MergeSort(order, before, context).run(0, order.size());
}

}  // namespace voronka::detail
