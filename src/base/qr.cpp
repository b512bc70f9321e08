#include "base/qr.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <limits>
#include <span>
#include <vector>

// Numbers in brackets are sections, tables and figures of ISO/IEC 18004:2015.
namespace voronka {
namespace {

using Bytes = std::vector<std::uint8_t>;

// In codewords, which are bytes: level M of [table 9]. Up to version 6 all blocks of a code are equally long.
struct Version {
  std::size_t data = 0;
  std::size_t check = 0;  // of each block
  std::size_t blocks = 0;
};
constexpr std::array<Version, 6> versions = {{{.data = 16, .check = 10, .blocks = 1},
                                              {.data = 28, .check = 16, .blocks = 1},
                                              {.data = 44, .check = 26, .blocks = 1},
                                              {.data = 64, .check = 18, .blocks = 2},
                                              {.data = 86, .check = 24, .blocks = 2},
                                              {.data = 108, .check = 16, .blocks = 4}}};
// Four bits of mode, eight of count, four of terminator: never less, since all the rest are whole bytes.
constexpr std::size_t overhead = 2;
static_assert(versions.back().data - overhead == longest_qr_text);

int size_of(std::size_t version) { return 17 + 4 * static_cast<int>(version); }  // [table 1]

std::uint8_t byte(unsigned value) { return static_cast<std::uint8_t>(value); }

// ---- the bits ----

// [7.4.5] bytes; [7.4.9] the terminator; [7.4.10] what fills the rest.
Bytes data_codewords(std::string_view text, std::size_t size) {
  Bytes words;
  unsigned half = 0b0100;  // [table 2] bytes; everything after it is shifted by these four bits
  const auto put = [&](unsigned value) {
    words.push_back(byte(half << 4 | value >> 4));
    half = value & 0xF;
  };
  put(static_cast<unsigned>(text.size()));
  for (const char c : text) put(static_cast<unsigned char>(c));
  put(0);
  while (words.size() < size) words.push_back((words.size() - text.size()) % 2 == 0 ? 0xEC : 0x11);
  return words;
}

// In GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1 [7.5.2].
std::uint8_t product(unsigned a, unsigned b) {
  unsigned result = 0;
  for (int bit = 7; bit >= 0; --bit) {
    result = result << 1 ^ (result >> 7) * 0x11D;
    if ((b >> bit & 1U) != 0) result ^= a;
  }
  return byte(result);
}

// (x - 1)(x - 2)(x - 4)…, highest power first: of annex A, computed.
Bytes generator(std::size_t degree) {
  Bytes polynomial = {1};
  for (std::uint8_t root = 1; polynomial.size() <= degree; root = product(root, 2)) {
    polynomial.push_back(0);
    for (std::size_t i = polynomial.size() - 1; i > 0; --i) polynomial[i] ^= product(polynomial[i - 1], root);
  }
  return polynomial;
}

// [7.5.2] The remainder of the block, shifted up by the degree, divided by the generator.
Bytes check_codewords(std::span<const std::uint8_t> block, const Bytes& divisor) {
  Bytes rest(block.begin(), block.end());
  rest.resize(block.size() + divisor.size() - 1);
  for (std::size_t at = 0; at < block.size(); ++at) {
    const std::uint8_t factor = rest[at];
    for (std::size_t i = 0; i < divisor.size(); ++i) rest[at + i] ^= product(divisor[i], factor);
  }
  rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(block.size()));
  return rest;
}

// [7.6] The first codewords of all blocks, the second ones…; then the check codewords likewise.
Bytes message(const Bytes& data, const Version& version) {
  const std::size_t length = version.data / version.blocks;
  const Bytes divisor = generator(version.check);
  std::vector<Bytes> checks;
  for (std::size_t block = 0; block < version.blocks; ++block)
    checks.push_back(check_codewords(std::span(data).subspan(block * length, length), divisor));
  Bytes words;
  for (std::size_t i = 0; i < length; ++i)
    for (std::size_t block = 0; block < version.blocks; ++block) words.push_back(data[block * length + i]);
  for (std::size_t i = 0; i < version.check; ++i)
    for (const Bytes& check : checks) words.push_back(check[i]);
  return words;
}

// ---- the picture ----

struct Drawing {
  QrCode code = {};
  QrCode taken = {};  // modules that are no data

  void set(int x, int y, bool dark) {
    const std::uint64_t bit = std::uint64_t{1} << x;
    std::uint64_t& row = code.rows[static_cast<std::size_t>(y)];
    row = dark ? row | bit : row & ~bit;
  }
  void put(int x, int y, bool dark) {
    if (std::min(x, y) < 0 || std::max(x, y) >= code.size) return;
    set(x, y, dark);
    taken.rows[static_cast<std::size_t>(y)] |= std::uint64_t{1} << x;
  }
  // Squares around a module, each a module wide; bit r of `dark` is the one at the distance r.
  void rings(int x, int y, int radius, unsigned dark) {
    for (int dy = -radius; dy <= radius; ++dy)
      for (int dx = -radius; dx <= radius; ++dx)
        put(x + dx, y + dy, (dark >> std::max(std::abs(dx), std::abs(dy)) & 1U) != 0);
  }
};

// [7.9.1, figure 25] Fifteen bits, the lowest first, in both of their places; and a module that is always dark.
void put_format(Drawing& drawing, unsigned bits) {
  const int size = drawing.code.size;
  for (int i = 0; i < 15; ++i) {
    const bool dark = (bits >> i & 1U) != 0;
    if (i < 8) {
      drawing.put(8, i < 6 ? i : i + 1, dark);  // the timing pattern lies between
      drawing.put(size - 1 - i, 8, dark);
    } else {
      drawing.put(i == 8 ? 7 : 14 - i, 8, dark);
      drawing.put(8, size - 15 + i, dark);
    }
  }
  drawing.put(8, size - 8, true);
}

// [5.3] Everything that says where and what the code is.
Drawing patterns(int size) {
  Drawing drawing = {.code = {.size = size}, .taken = {.size = size}};
  for (int i = 0; i < size; ++i) {
    drawing.put(i, 6, i % 2 == 0);
    drawing.put(6, i, i % 2 == 0);
  }
  // Finders with the light separator around them.
  drawing.rings(3, 3, 4, 0b01011);
  drawing.rings(size - 4, 3, 4, 0b01011);
  drawing.rings(3, size - 4, 4, 0b01011);
  // [table E.1] One alignment pattern, but in version 1.
  if (size > size_of(1)) drawing.rings(size - 7, size - 7, 2, 0b101);
  put_format(drawing, 0);
  return drawing;
}

// [7.7.3] From the right in columns of two modules, up and down in turn. What remains at the end is light.
void put_data(Drawing& drawing, const Bytes& words) {
  const int size = drawing.code.size;
  std::size_t bit = 0;
  bool up = true;
  for (int right = size - 1; right > 0; right -= 2) {
    if (right == 6) --right;  // the vertical timing pattern
    for (int i = 0; i < size; ++i) {
      const int y = up ? size - 1 - i : i;
      for (const int x : {right, right - 1}) {
        if (drawing.taken.module(x, y)) continue;
        drawing.set(x, y, bit / 8 < words.size() && (words[bit / 8] >> (7 - bit % 8) & 1U) != 0);
        ++bit;
      }
    }
    up = !up;
  }
}

// ---- the mask ----

// [table 10] Whether the module is turned over; i is the row.
bool is_masked(unsigned mask, int j, int i) {
  switch (mask) {
    case 0:
      return (i + j) % 2 == 0;
    case 1:
      return i % 2 == 0;
    case 2:
      return j % 3 == 0;
    case 3:
      return (i + j) % 3 == 0;
    case 4:
      return (i / 2 + j / 3) % 2 == 0;
    case 5:
      return i * j % 2 + i * j % 3 == 0;
    case 6:
      return (i * j % 2 + i * j % 3) % 2 == 0;
    default:
      return ((i + j) % 2 + i * j % 3) % 2 == 0;
  }
}

// [7.9.1] Level M is 00, then the mask; ten bits of a BCH code, all of it turned over by a pattern.
unsigned format_bits(unsigned mask) {
  unsigned rest = mask << 10;
  for (int bit = 14; bit >= 10; --bit)
    if ((rest >> bit & 1U) != 0) rest ^= 0x537U << (bit - 10);
  return (mask << 10 | rest) ^ 0x5412U;
}

// [7.8.3.1, table 11] N1: runs of five and more. N3: what looks like a finder, with four light modules on either side, be it those of the
// quiet zone.
int line_penalty(std::uint64_t line, int size) {
  int points = 0;
  int run = 0;
  for (int x = 0; x < size; ++x) {
    run = x > 0 && ((line >> x ^ line >> (x - 1)) & 1U) == 0 ? run + 1 : 1;
    points += run == 5 ? 3 : run > 5 ? 1 : 0;
  }
  const std::uint64_t with_quiet_zone = line << QrCode::quiet_zone;
  for (int x = 0; x + 7 <= size; ++x) {
    const std::uint64_t part = with_quiet_zone >> x;
    const bool beside_light = (part & 0xF) == 0 || (part >> 11 & 0xF) == 0;
    if ((part >> 4 & 0x7F) == 0b1011101 && beside_light) points += 40;
  }
  return points;
}

// [7.8.3.1] Of the whole picture. N2: squares of two by two. N4: steps of 5 % away from as many dark modules as light ones.
int penalty(const QrCode& code) {
  const auto size = static_cast<std::size_t>(code.size);
  std::array<std::uint64_t, QrCode::largest> columns = {};
  for (std::size_t y = 0; y < size; ++y)
    for (std::size_t x = 0; x < size; ++x) columns[x] |= (code.rows[y] >> x & 1U) << y;
  int points = 0;
  int dark = 0;
  for (std::size_t y = 0; y < size; ++y) {
    points += line_penalty(code.rows[y], code.size) + line_penalty(columns[y], code.size);
    dark += std::popcount(code.rows[y]);
    if (y == 0) continue;
    const std::uint64_t both = code.rows[y] & code.rows[y - 1];
    const std::uint64_t neither = ~(code.rows[y] | code.rows[y - 1]);
    const std::uint64_t squares = (both & both >> 1) | (neither & neither >> 1);
    points += 3 * std::popcount(squares & ((std::uint64_t{1} << (size - 1)) - 1));
  }
  const int all = code.size * code.size;
  return points + 10 * (std::abs(dark * 100 - all * 50) / (all * 5));
}

// [7.8.1] All masks are tried, the one with the fewest points is taken.
QrCode masked(const Drawing& drawing) {
  QrCode best;
  int fewest = std::numeric_limits<int>::max();
  for (unsigned mask = 0; mask < 8; ++mask) {
    Drawing tried = drawing;
    for (int y = 0; y < drawing.code.size; ++y)
      for (int x = 0; x < drawing.code.size; ++x)
        if (!drawing.taken.module(x, y)) tried.set(x, y, drawing.code.module(x, y) != is_masked(mask, x, y));
    put_format(tried, format_bits(mask));
    const int points = penalty(tried.code);
    if (points >= fewest) continue;
    fewest = points;
    best = tried.code;
  }
  return best;
}

}  // namespace

std::optional<QrCode> qr_code(std::string_view text) {
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const Version& version = versions[i];
    if (text.size() + overhead > version.data) continue;
    Drawing drawing = patterns(size_of(i + 1));
    put_data(drawing, message(data_codewords(text, version.data), version));
    return masked(drawing);
  }
  return std::nullopt;
}

}  // namespace voronka
