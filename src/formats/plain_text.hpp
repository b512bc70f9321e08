// Ids, dates, moments and dots as characters, without an allocation each: a large file holds millions of them. The
// forms are those of base (text_of, iso_text); a test holds the two together.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "base/date.hpp"
#include "base/dot.hpp"
#include "base/id.hpp"

namespace voronka {

class PlainText {
 public:
  std::string_view view() const { return {bytes_.data(), size_}; }

  PlainText& add(std::string_view text) {
    for (const char c : text) bytes_[size_++] = c;
    return *this;
  }
  PlainText& add(std::uint64_t value) {
    const auto end = std::to_chars(bytes_.data() + size_, bytes_.data() + bytes_.size(), value).ptr;
    size_ = static_cast<std::size_t>(end - bytes_.data());
    return *this;
  }
  PlainText& add(RawId id) {
    constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (std::size_t i = 26; i-- > 0;) {
      bytes_[size_ + i] = letters[id.low & 31];
      id.low = id.low >> 5 | (id.high & 31) << 59;
      id.high >>= 5;
    }
    size_ += 26;
    return *this;
  }
  PlainText& add(Dot dot) {
    constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    for (std::size_t i = 8; i-- > 0; dot.actor.value /= 62) bytes_[size_ + i] = letters[dot.actor.value % 62];
    size_ += 8;
    return add(":").add(dot.n);
  }
  PlainText& add(Date date) {
    const YearMonthDay ymd = ymd_of(date);
    return padded(ymd.year, 4).add("-").padded(ymd.month, 2).add("-").padded(ymd.day, 2);
  }
  PlainText& add(TimeOfDay time) { return padded(time.minutes / 60, 2).add(":").padded(time.minutes % 60, 2); }
  PlainText& add(Moment moment) {
    const std::int64_t in_minute = ((moment.utc_ms % 60'000) + 60'000) % 60'000;  // offsets are whole minutes
    add(local_date(moment)).add("T").add(local_time(moment)).add(":");
    padded(static_cast<std::int32_t>(in_minute / 1000), 2)
        .add(".")
        .padded(static_cast<std::int32_t>(in_minute % 1000), 3);
    return add_offset(moment.offset_minutes);
  }
  PlainText& add_offset(std::int32_t minutes) {
    return add(minutes < 0 ? "-" : "+").add(TimeOfDay{minutes < 0 ? -minutes : minutes});
  }

 private:
  PlainText& padded(std::int32_t value, std::size_t width) {
    for (std::size_t i = width; i-- > 0; value /= 10) bytes_[size_ + i] = static_cast<char>('0' + value % 10);
    size_ += width;
    return *this;
  }

  std::array<char, 64> bytes_;  // the longest is a stamp: 8 + 1 + 20 + 1 + 20
  std::size_t size_ = 0;
};

}  // namespace voronka
