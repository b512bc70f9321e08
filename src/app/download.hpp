// A file on its way to the user. What is written is handed on in parts of about a megabyte.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "app/ports.hpp"
#include "formats/file.hpp"

namespace voronka {

class Download final : public ByteSink {
 public:
  explicit Download(Files& files) : files_(files) {}
  void write(std::string_view bytes) override {
    part_ += bytes;
    if (part_.size() >= part_bytes) hand_on();
  }
  // Call it last, once.
  void offer(std::string name, std::string type) {
    hand_on();
    files_.offer_download(std::move(name), std::move(type));
  }
  static constexpr std::size_t part_bytes = 1 << 20;

 private:
  void hand_on() {
    if (!part_.empty()) files_.add_to_download(part_);
    part_.clear();
  }
  Files& files_;
  std::string part_ = {};
};

}  // namespace voronka
