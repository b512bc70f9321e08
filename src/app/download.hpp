// A file on its way to the user, written in the page.
#pragma once

#include <string>
#include <utility>

#include "app/ports.hpp"
#include "formats/parted_sink.hpp"

namespace voronka {

class Download final : public PartedSink {
 public:
  explicit Download(Files& files) : files_(files) {}
  // Call it last, once.
  void offer(std::string name, std::string type) {
    finish();
    files_.offer_download(std::move(name), std::move(type));
  }

 private:
  void part(std::string_view bytes) override { files_.add_to_download(bytes); }
  Files& files_;
};

}  // namespace voronka
