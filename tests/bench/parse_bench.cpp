// The least that reading a file of ours can cost: a bare SAX pass over its bytes, in which nothing is kept, beside our reader
// making records of them. Compiled like the page (preset web-bench) it says what of an import is more than reading.
// Usage: parse_bench FILE
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "formats/file.hpp"

namespace {

// Takes every value and keeps none.
struct Nothing : nlohmann::json_sax<nlohmann::json> {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }
};

template <class Work>
double median_ms(const Work& work) {
  std::vector<double> times;
  for (int i = 0; i < 3; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::ranges::sort(times);
  return times[1];
}

}  // namespace

int main(int count, char** arguments) {
  std::FILE* file = count > 1 ? std::fopen(arguments[1], "rb") : nullptr;
  if (file == nullptr) {
    std::fputs("usage: parse_bench FILE\n", stderr);
    return 2;
  }
  std::string bytes;
  std::vector<char> piece(1 << 20);
  for (std::size_t size = 0; (size = std::fread(piece.data(), 1, piece.size(), file)) > 0;)
    bytes.append(piece.data(), size);
  std::fclose(file);
  bool read = true;
  const double bare = median_ms([&] {
    Nothing nothing;
    read = nlohmann::json::sax_parse(bytes, &nothing) && read;
  });
  const double ours = median_ms([&] { read = voronka::read_file(bytes).has_value() && read; });
  std::printf("%.1f MB: bare SAX pass %.0f ms, our reader with all records %.0f ms (%.2f times)%s\n",
              static_cast<double>(bytes.size()) / 1e6, bare, ours, ours / bare, read ? "" : " THE FILE WAS REFUSED");
  return read ? 0 : 1;
}
