#include "platform/headless/inflate.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace voronka {
namespace {

constexpr std::size_t most_code_bits = 15;
constexpr int no_symbol = -1;

class Bits {
 public:
  explicit Bits(std::string_view bytes) : bytes_(bytes) {}

  // Zeros behind the end, and `over` from then on.
  std::uint32_t take(unsigned count) {
    while (have_ < count) {
      if (at_ < bytes_.size()) held_ |= std::uint32_t{static_cast<unsigned char>(bytes_[at_])} << have_;
      over_ = over_ || at_ >= bytes_.size();
      ++at_;
      have_ += 8;
    }
    const std::uint32_t value = held_ & ((std::uint32_t{1} << count) - 1);
    held_ >>= count;
    have_ -= count;
    return value;
  }
  bool over() const { return over_; }
  // Whole bytes from the next one on.
  void align() { take(have_ % 8); }
  std::optional<std::string_view> bytes(std::size_t count) {
    const std::size_t from = at_ - have_ / 8;
    if (over_ || from > bytes_.size() || count > bytes_.size() - from) return std::nullopt;
    held_ = 0;
    have_ = 0;
    at_ = from + count;
    return bytes_.substr(from, count);
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::uint32_t held_ = 0;
  unsigned have_ = 0;
  bool over_ = false;
};

// A Huffman code from the lengths of its words: how many there are of each length, and the symbols in order.
class Code {
 public:
  // False: more words than there is room for.
  bool build(std::span<const std::uint8_t> lengths) {
    counts_ = {};
    for (const std::uint8_t length : lengths) ++counts_[length];
    counts_[0] = 0;
    int room = 1;
    std::array<std::uint16_t, most_code_bits + 2> first = {};
    for (std::size_t length = 1; length <= most_code_bits; ++length) {
      room = room * 2 - counts_[length];
      if (room < 0) return false;
      first[length + 1] = static_cast<std::uint16_t>(first[length] + counts_[length]);
    }
    for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol)
      if (lengths[symbol] != 0) symbols_[first[lengths[symbol]]++] = static_cast<std::uint16_t>(symbol);
    return true;
  }

  int take(Bits& bits) const {
    int word = 0;
    int first = 0;
    int index = 0;
    for (std::size_t length = 1; length <= most_code_bits; ++length) {
      word |= static_cast<int>(bits.take(1));
      const int count = counts_[length];
      if (word - first < count) return symbols_[static_cast<std::size_t>(index + word - first)];
      index += count;
      first = (first + count) * 2;
      word *= 2;
    }
    return no_symbol;
  }

 private:
  std::array<std::uint16_t, most_code_bits + 1> counts_ = {};
  std::array<std::uint16_t, 288> symbols_ = {};
};

constexpr std::uint16_t length_base[] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                         31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::uint8_t length_bits[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                        2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::uint16_t distance_base[] = {1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
                                           33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
                                           1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
constexpr std::uint8_t distance_bits[] = {0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,  4,  5,  5,  6,
                                          6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};

struct Codes {
  Code lengths = {};
  Code distances = {};
};

std::optional<Codes> fixed_codes() {
  std::array<std::uint8_t, 288> lengths = {};
  for (std::size_t i = 0; i < lengths.size(); ++i)
    lengths[i] = static_cast<std::uint8_t>(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
  std::array<std::uint8_t, 30> distances = {};
  distances.fill(5);
  Codes codes;
  if (!codes.lengths.build(lengths) || !codes.distances.build(distances)) return std::nullopt;
  return codes;
}

std::optional<Codes> written_codes(Bits& bits) {
  constexpr std::uint8_t order[] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  const std::size_t literals = bits.take(5) + 257;
  const std::size_t distances = bits.take(5) + 1;
  const std::size_t words = bits.take(4) + 4;
  if (literals > 286 || distances > 30) return std::nullopt;
  std::array<std::uint8_t, 19> word_lengths = {};
  for (std::size_t i = 0; i < words; ++i) word_lengths[order[i]] = static_cast<std::uint8_t>(bits.take(3));
  Code code;
  if (!code.build(word_lengths)) return std::nullopt;
  std::array<std::uint8_t, 286 + 30> lengths = {};
  for (std::size_t i = 0; i < literals + distances;) {
    const int symbol = code.take(bits);
    if (symbol == no_symbol || bits.over()) return std::nullopt;
    if (symbol < 16) {
      lengths[i++] = static_cast<std::uint8_t>(symbol);
      continue;
    }
    if (symbol == 16 && i == 0) return std::nullopt;
    const std::uint8_t again = symbol == 16 ? lengths[i - 1] : std::uint8_t{0};
    std::size_t times = symbol == 16 ? 3 + bits.take(2) : symbol == 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (times > literals + distances - i) return std::nullopt;
    for (; times > 0; --times) lengths[i++] = again;
  }
  Codes codes;
  const std::span<const std::uint8_t> all(lengths);
  if (!codes.lengths.build(all.first(literals)) || !codes.distances.build(all.subspan(literals, distances)))
    return std::nullopt;
  return codes;
}

bool unpack_block(Bits& bits, const Codes& codes, std::string& out, std::size_t most) {
  constexpr int end_of_block = 256;
  while (true) {
    const int symbol = codes.lengths.take(bits);
    if (symbol == no_symbol || bits.over()) return false;
    if (symbol == end_of_block) return true;
    if (symbol < end_of_block) {
      if (out.size() == most) return false;
      out += static_cast<char>(symbol);
      continue;
    }
    const auto length_word = static_cast<std::size_t>(symbol - 257);
    if (length_word >= std::size(length_base)) return false;
    const std::size_t length = length_base[length_word] + bits.take(length_bits[length_word]);
    const int distance_symbol = codes.distances.take(bits);
    if (distance_symbol == no_symbol) return false;
    const auto distance_word = static_cast<std::size_t>(distance_symbol);
    if (distance_word >= std::size(distance_base)) return false;
    const std::size_t distance = distance_base[distance_word] + bits.take(distance_bits[distance_word]);
    if (bits.over() || distance > out.size() || length > most - out.size()) return false;
    for (std::size_t i = 0; i < length; ++i) out += out[out.size() - distance];
  }
}

}  // namespace

std::optional<std::string> inflated(std::string_view packed, std::size_t most) {
  Bits bits(packed);
  std::string out;
  for (bool last = false; !last;) {
    last = bits.take(1) == 1;
    const std::uint32_t kind = bits.take(2);
    if (kind == 0) {
      bits.align();
      const std::uint32_t size = bits.take(16);
      if ((bits.take(16) ^ size) != 0xFFFF) return std::nullopt;
      const std::optional<std::string_view> plain = bits.bytes(size);
      if (!plain || size > most - out.size()) return std::nullopt;
      out += *plain;
    } else {
      const std::optional<Codes> codes = kind == 1 ? fixed_codes() : kind == 2 ? written_codes(bits) : std::nullopt;
      if (!codes || !unpack_block(bits, *codes, out, most)) return std::nullopt;
    }
    if (bits.over()) return std::nullopt;
  }
  return out;
}

}  // namespace voronka
