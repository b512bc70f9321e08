// Collects what is written and hands it on in parts of about a megabyte, so that a file never lies whole in a wasm's memory.
#pragma once

#include <string>
#include <string_view>

#include "formats/file.hpp"

namespace voronka {

class PartedSink : public ByteSink {
 public:
  static constexpr std::size_t part_bytes = 1 << 20;

  void write(std::string_view bytes) final {
    part_ += bytes;
    if (part_.size() >= part_bytes) hand_on();
  }
  // The rest; call it last.
  void finish() {
    if (!part_.empty()) hand_on();
  }

 private:
  virtual void part(std::string_view bytes) = 0;
  void hand_on() {
    part(part_);
    part_.clear();
  }
  std::string part_ = {};
};

}  // namespace voronka
