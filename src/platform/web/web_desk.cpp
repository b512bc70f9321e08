// The worker's side of imports and exports, a wasm module of its own (desk.wasm), started by web/worker.js. It holds one file
// and answers questions about it, or takes pieces and writes a file of them.
#include <emscripten/emscripten.h>

#include <memory>

#include "app/copy_desk.hpp"
#include "app/export_desk.hpp"
#include "app/import_desk.hpp"
#include "formats/parted_sink.hpp"
#include "platform/web/web_calls.hpp"

namespace {
std::unique_ptr<voronka::ImportDesk> desk;
voronka::ExportDesk export_desk;
voronka::CopyDesk copy_desk;

class Parts final : public voronka::PartedSink {
  void part(std::string_view bytes) override { js_desk_part(bytes.data(), bytes.size()); }
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
// Another of the files that were chosen together; takes over the block.
EMSCRIPTEN_KEEPALIVE void desk_beside(char* bytes, std::size_t size) {
  std::string file(bytes, size);
  std::free(bytes);
  if (desk) desk->put_beside(std::move(file));
}
EMSCRIPTEN_KEEPALIVE void desk_ask(const char* request, std::size_t size) {
  if (!desk) return;
  const std::string reply = desk->handle_bytes(
      {request, size}, [](void*, std::string_view piece) { js_desk_piece(piece.data(), piece.size()); }, nullptr);
  js_desk_reply(reply.data(), reply.size());
}
EMSCRIPTEN_KEEPALIVE void desk_bucket(int store, const char* key, std::size_t key_size, const char* bytes,
                                      std::size_t size) {
  copy_desk.add(static_cast<voronka::StoreName>(store), {key, key_size}, {bytes, size});
}
// How many deals the file has; -1: what is stored is damaged, and no copy may be made of it.
EMSCRIPTEN_KEEPALIVE double desk_copy(const char* meta, std::size_t size) {
  Parts parts;
  const std::optional<std::uint64_t> deals = copy_desk.write({meta, size}, parts);
  if (!deals) return -1;
  parts.finish();
  return static_cast<double>(*deals);
}
// 0: damaged.
EMSCRIPTEN_KEEPALIVE int desk_take(const char* piece, std::size_t size) {
  return export_desk.take({piece, size}) ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE int desk_write(const char* request, std::size_t size) {
  Parts parts;
  if (!export_desk.write({request, size}, parts)) return 0;
  parts.finish();
  return 1;
}
}
