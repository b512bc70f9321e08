// The worker's side of the import, a wasm module of its own (desk.wasm), started by web/worker.js. It holds one file and answers
// questions about it.
#include <emscripten/emscripten.h>

#include <memory>

#include "app/import_desk.hpp"
#include "platform/web/web_calls.hpp"

namespace {
std::unique_ptr<voronka::ImportDesk> desk;
}

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
}
