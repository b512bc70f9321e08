// The worker's side of imports and exports, a wasm module of its own (desk.wasm), started by web/worker.js. It holds one file
// and answers questions about it, or takes pieces and writes a file of them.
#include <emscripten/emscripten.h>

#include <memory>

#include "app/export_desk.hpp"
#include "app/import_desk.hpp"
#include "platform/web/web_calls.hpp"

namespace {
std::unique_ptr<voronka::ImportDesk> desk;
voronka::ExportDesk export_desk;

// Handed on in parts of a megabyte, so that the file never lies in the memory of the wasm.
class Parts final : public voronka::ByteSink {
 public:
  ~Parts() override { hand_on(); }
  void write(std::string_view bytes) override {
    part_ += bytes;
    if (part_.size() >= 1 << 20) hand_on();
  }

 private:
  void hand_on() {
    js_desk_part(part_.data(), part_.size());
    part_.clear();
  }
  std::string part_ = {};
};
}  // namespace

extern "C" {
// Takes over the block: a second copy of a large file would not fit. `bytes` comes from malloc.
EMSCRIPTEN_KEEPALIVE void desk_open(char* bytes, std::size_t size) {
  std::string file(bytes, size);
  std::free(bytes);
  desk = std::make_unique<voronka::ImportDesk>(
      std::move(file), [](void*, double done) { js_desk_progress(done); }, nullptr);
}
EMSCRIPTEN_KEEPALIVE void desk_ask(const char* request, std::size_t size) {
  if (!desk) return;
  const std::string reply = desk->handle_bytes({request, size});
  js_desk_reply(reply.data(), reply.size());
}
// 0: damaged.
EMSCRIPTEN_KEEPALIVE int desk_take(const char* piece, std::size_t size) {
  return export_desk.take({piece, size}) ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE int desk_write(const char* request, std::size_t size) {
  Parts parts;
  return export_desk.write({request, size}, parts) ? 1 : 0;
}
}
