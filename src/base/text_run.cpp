#include "base/text_run.hpp"

#include "base/later.hpp"

namespace voronka {
namespace {

// The data of a later run changes when the second file comes: what the compiler knows of the constant must not be believed.
const char* as_it_is_now(const char* data) {
  __asm__ volatile("" : "+r"(data) : : "memory");
  return data;
}

[[gnu::always_inline]] inline void read_texts(const char* data, std::size_t size,
                                              std::vector<std::string_view>& texts) {
  std::string_view rest(data, size);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\0');
    texts.push_back(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
}

}  // namespace

// Lives in the second file, so when it runs the data is there.
VORONKA_LATER void read_later_run(TextRun run, std::vector<std::string_view>& texts) {
  read_texts(as_it_is_now(run.data), run.size, texts);
}

void read_run(TextRun run, std::vector<std::string_view>& texts) {
  if (run.is_later)
    read_later_run(run, texts);
  else
    read_texts(run.data, run.size, texts);
}

}  // namespace voronka
