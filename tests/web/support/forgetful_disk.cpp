// A disk that forgets what was not synced, put under a program by LD_PRELOAD: beside the folder $FORGETFUL_DISK a second one, $FORGETFUL_KEPT,
// is kept as it would be after the power went at this moment. A file is in it as it was when it was last synced (a new file's name with it,
// as ext4 does); a file that was renamed or removed is so only after its folder was synced. Bytes that another thread is writing while
// a file is copied may or may not be there, as on a disk.
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace {
namespace fs = std::filesystem;

struct Change {      // of a folder, not yet durable
  std::string from;  // both as they are called below the second folder
  std::string to;    // empty: removed
};
struct Disk {
  std::string real = text_of("FORGETFUL_DISK"), kept = text_of("FORGETFUL_KEPT");
  std::mutex busy;
  std::vector<Change> waiting;

  static std::string text_of(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
  }
  // Where it is in the second folder; nothing for what is not watched.
  std::optional<std::string> place(const std::string& path) const {
    if (real.empty() || kept.empty() || path.size() <= real.size() || !path.starts_with(real) ||
        path[real.size()] != '/')
      return std::nullopt;
    return kept + path.substr(real.size());
  }
};
Disk& disk() {
  static Disk* the_disk = new Disk;  // never destroyed: other threads may sync to the very end
  return *the_disk;
}

std::string path_of(int folder, const char* name) {
  if (name[0] == '/') return name;
  std::error_code error;
  const fs::path base =
      folder == AT_FDCWD ? fs::current_path(error) : fs::read_symlink("/proc/self/fd/" + std::to_string(folder), error);
  return (base / name).string();
}

void write_whole(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::create_directories(fs::path(to).parent_path(), error);
  const std::string half = to + ".half";  // killed in the middle of the copy it is not there
  std::FILE* in = std::fopen(from.c_str(), "rb");
  if (!in) return;
  std::FILE* out = std::fopen(half.c_str(), "wb");
  if (out) {
    std::vector<char> bytes(1 << 16);
    for (std::size_t count; (count = std::fread(bytes.data(), 1, bytes.size(), in)) > 0;)
      std::fwrite(bytes.data(), 1, count, out);
    std::fclose(out);
    std::rename(half.c_str(), to.c_str());
  }
  std::fclose(in);
}

void synced(int fd) {
  const int error_before = errno;
  std::error_code error;
  const std::string path = fs::read_symlink("/proc/self/fd/" + std::to_string(fd), error).string();
  Disk& it = disk();
  if (const auto to = it.place(path); !error && to) {
    const std::lock_guard<std::mutex> lock(it.busy);
    if (fs::is_directory(path, error)) {
      std::erase_if(it.waiting, [&](const Change& change) {
        if (fs::path(change.from).parent_path() != *to && fs::path(change.to).parent_path() != *to) return false;
        if (change.to.empty())
          fs::remove(change.from, error);
        else
          fs::rename(change.from, change.to, error);
        return true;
      });
    } else if (fs::is_regular_file(path, error)) {
      write_whole(path, *to);
    }
  }
  errno = error_before;
}

void changed(const std::string& from, const std::string& to) {
  Disk& it = disk();
  const auto first = it.place(from), second = to.empty() ? std::optional<std::string>("") : it.place(to);
  if (!first || !second) return;
  const std::lock_guard<std::mutex> lock(it.busy);
  it.waiting.push_back({*first, *second});
}

// A disk that is slow with the tables into which the database moves what its log has held: the moment between the end of one log and the table
// is as long as the test wants it.
void take_time(int fd) {
  static const std::string milliseconds = Disk::text_of("FORGETFUL_SLOW_MS");
  if (milliseconds.empty()) return;
  std::error_code error;
  const fs::path path = fs::read_symlink("/proc/self/fd/" + std::to_string(fd), error);
  if (!error && path.extension() == ".ldb" && disk().place(path.string()))
    std::this_thread::sleep_for(std::chrono::milliseconds(std::atoi(milliseconds.c_str())));
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int fsync(int fd) {
  static auto* real = next<int(int)>("fsync");
  take_time(fd);
  const int result = real(fd);
  if (result == 0) synced(fd);
  return result;
}
int fdatasync(int fd) {
  static auto* real = next<int(int)>("fdatasync");
  take_time(fd);
  const int result = real(fd);
  if (result == 0) synced(fd);
  return result;
}
int rename(const char* from, const char* to) {
  static auto* real = next<int(const char*, const char*)>("rename");
  const int result = real(from, to);
  if (result == 0) changed(path_of(AT_FDCWD, from), path_of(AT_FDCWD, to));
  return result;
}
int renameat(int from_folder, const char* from, int to_folder, const char* to) {
  static auto* real = next<int(int, const char*, int, const char*)>("renameat");
  const int result = real(from_folder, from, to_folder, to);
  if (result == 0) changed(path_of(from_folder, from), path_of(to_folder, to));
  return result;
}
int unlink(const char* path) {
  static auto* real = next<int(const char*)>("unlink");
  const int result = real(path);
  if (result == 0) changed(path_of(AT_FDCWD, path), "");
  return result;
}
int unlinkat(int folder, const char* path, int flags) {
  static auto* real = next<int(int, const char*, int)>("unlinkat");
  const int result = real(folder, path, flags);
  if (result == 0) changed(path_of(folder, path), "");
  return result;
}
}
