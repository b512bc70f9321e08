#include "platform/headless/files.hpp"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>

namespace voronka {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

std::unexpected<Error> refuse_file(TextKey key, std::string_view path) {
  return refuse(key, {{.name = "name", .value = std::string(path)}});
}

bool write_all(const std::string& path, std::string_view bytes) {
  File file(std::fopen(path.c_str(), "wb"));
  if (!file || std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) return false;
  const bool stored =
      std::fflush(file.get()) == 0 && (fsync(fileno(file.get())) == 0 || !std::filesystem::is_regular_file(path));
  return std::fclose(file.release()) == 0 && stored;
}

}  // namespace

Result<std::string> read_whole_file(std::string_view path, std::size_t max_bytes) {
  const bool standard = path == "-";
  if (!standard && std::filesystem::is_directory(path)) return refuse_file(TextKey::error_file_missing, path);
  File opened(standard ? nullptr : std::fopen(std::string(path).c_str(), "rb"));
  std::FILE* file = standard ? stdin : opened.get();
  if (file == nullptr) return refuse_file(TextKey::error_file_missing, path);
  std::string bytes;
  char part[65536];
  while (const std::size_t size = std::fread(part, 1, sizeof part, file)) {
    if (bytes.size() + size > max_bytes)
      return refuse(TextKey::error_file_large, {{.name = "limit", .value = static_cast<std::int64_t>(max_bytes >> 20)}},
                    std::string(path));
    bytes.append(part, size);
  }
  if (std::ferror(file) != 0) return refuse_file(TextKey::error_file_missing, path);
  return bytes;
}

Result<int> write_whole_file(std::string_view path, std::string_view bytes) {
  const std::string target(path);
  std::error_code none;
  // A pipe or a device is written to; putting a file in its place would be a surprise.
  if (std::filesystem::exists(target, none) && !std::filesystem::is_regular_file(target, none)) {
    if (write_all(target, bytes)) return 0;
    return refuse_file(TextKey::error_file_unwritten, path);
  }
  const std::string aside = target + ".part" + std::to_string(getpid());
  if (write_all(aside, bytes)) {
    std::filesystem::rename(aside, target, none);
    if (!none) return 0;
  }
  std::filesystem::remove(aside, none);
  return refuse_file(TextKey::error_file_unwritten, path);
}

Result<int> print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    return refuse_file(TextKey::error_file_unwritten, "-");
  return 0;
}

}  // namespace voronka
