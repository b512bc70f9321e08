// Numbers, texts and ids as the compact bytes of wire.hpp, and back; damaged bytes are noticed, not believed.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "base/id.hpp"
#include "base/utf8.hpp"

namespace voronka::wire {

// Numbers go out seven bits a byte, signed ones zigzag, so that small ones and "nothing" cost one byte.
class Writer {
 public:
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    out_ += static_cast<char>(value);
  }
  void signed_number(std::int64_t value) {
    number(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(std::string_view value) {
    number(value.size());
    out_ += value;
  }
  void fixed(std::uint64_t value) {
    char bytes[8];
    std::memcpy(bytes, &value, 8);
    out_.append(bytes, 8);
  }
  void id(RawId value) {  // most references are empty
    number(value ? 1 : 0);
    if (!value) return;
    fixed(value.high);
    fixed(value.low);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_ = {};
};

// Once something is wrong everything reads as nothing; asked once, at the end.
class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (in_.empty()) break;
      const auto byte = static_cast<unsigned char>(in_[0]);
      in_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    return fail();
  }
  std::int64_t signed_number() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  std::int32_t small() {
    const std::int64_t value = signed_number();
    if (value < INT32_MIN || value > INT32_MAX) fail();
    return static_cast<std::int32_t>(value);
  }
  // Of an enumeration or index with that many values.
  std::uint8_t below(std::size_t count) {
    const std::uint64_t value = number();
    return static_cast<std::uint8_t>(value < count ? value : fail());
  }
  bool flag() { return below(2) == 1; }
  // How many elements follow. Each takes at least one byte, so more than the rest is damage and must not be allocated.
  std::size_t count() {
    const std::uint64_t value = number();
    return static_cast<std::size_t>(value <= in_.size() ? value : fail());
  }
  std::string text() {
    const std::size_t size = count();
    std::string value(in_.substr(0, size));
    in_.remove_prefix(size);
    if (!is_utf8(value)) fail();
    return value;
  }
  std::uint64_t fixed() {
    if (in_.size() < 8) return fail();
    std::uint64_t value = 0;
    std::memcpy(&value, in_.data(), 8);
    in_.remove_prefix(8);
    return value;
  }
  RawId id() {
    if (!flag()) return {};
    const std::uint64_t high = fixed();
    return {.high = high, .low = fixed()};
  }
  bool good() const { return good_; }
  bool at_end() const { return in_.empty(); }

 private:
  std::uint64_t fail() {
    good_ = false;
    in_ = {};
    return 0;
  }
  std::string_view in_;
  bool good_ = true;
};

}  // namespace voronka::wire
