// The drawing of src/ as a test: who may include whom, and what the core may not reach. It reads every file, takes
// milliseconds, and names file and line of each breach. It is not a style check; that is clang-tidy's.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

// g++ 12 has no std::ranges::contains.
template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != std::ranges::end(range);
}

struct Folder {
  std::string_view name;
  int level;
  std::vector<std::string_view> also;  // folders of the same level that it may use
};

const std::vector<Folder>& folders() {
  static const std::vector<Folder> table = {
      {"base", 0, {}},
      {"model", 1, {}},
      {"commands", 2, {"merge"}},
      {"rules", 2, {"commands"}},
      {"metrics", 2, {}},
      {"forecast", 2, {"metrics"}},
      {"filter", 2, {"metrics"}},
      {"merge", 2, {}},
      {"formats", 3, {}},
      {"templates", 3, {}},
      {"app", 4, {}},
      {"ui", 5, {}},
      {"platform", 6, {}},
  };
  return table;
}

const Folder* find_folder(std::string_view name) {
  const auto found = std::ranges::find(folders(), name, &Folder::name);
  return found == folders().end() ? nullptr : &*found;
}

// Headers of other people, and the only places that may see them.
struct Fence {
  std::string_view header;  // an include that ends with this
  std::vector<std::string_view> places;
};

const std::vector<Fence>& fences() {
  static const std::vector<Fence> table = {
      {"imgui.h", {"ui/", "platform/"}}, {"imgui_internal.h", {"ui/", "platform/"}}, {"json.hpp", {"formats/"}},
      {"json_fwd.hpp", {"formats/"}},    {"emscripten.h", {"platform/web/"}},        {"html5.h", {"platform/web/"}},
  };
  return table;
}

// No clock, randomness or input and output below app: time, author and new ids come in as values, or a replay would differ.
constexpr std::string_view impure_headers[] = {"chrono",  "random",     "ctime",  "time.h", "thread",
                                               "fstream", "filesystem", "cstdio", "stdio.h"};
constexpr std::string_view impure_words[] = {"std::chrono", "std::random_device", "std::time(", "time(nullptr)",
                                             "rand()"};
constexpr int app_level = 4;

// Each costs tens of kilobytes in the page.
constexpr std::string_view heavy_headers[] = {"iostream", "locale", "regex", "format", "sstream", "fstream", "iomanip"};

struct Line {
  std::string file;  // relative to src/
  int number;
  std::string text;
};

std::string where(const Line& line) {
  return "src/" + line.file + ":" + std::to_string(line.number) + ": " + line.text;
}

std::vector<Line> lines_of(const std::filesystem::path& root) {
  std::vector<Line> lines;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".hpp" && extension != ".cpp" && extension != ".inc")) continue;
    std::ifstream stream(entry.path());
    std::string text;
    for (int number = 1; std::getline(stream, text); ++number) {
      lines.push_back({std::filesystem::relative(entry.path(), root).generic_string(), number, text});
    }
  }
  return lines;
}

std::string_view folder_of(std::string_view path) { return path.substr(0, path.find('/')); }

// What stands between the quotes or angle brackets of an #include line.
std::optional<std::string> included(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos || line[first] != '#') return std::nullopt;
  const auto keyword = line.find("include", first);
  const auto open = line.find_first_of("\"<", first);
  if (keyword == std::string_view::npos || open == std::string_view::npos) return std::nullopt;
  const auto close = line.find_first_of("\">", open + 1);
  return std::string(line.substr(open + 1, close - open - 1));
}

// The line without a trailing comment: prose may speak of clocks.
std::string_view code_of(std::string_view line) { return line.substr(0, line.find("//")); }

std::optional<std::string> layer_breach(const Line& line, std::string_view header) {
  const Folder* from = find_folder(folder_of(line.file));
  if (from == nullptr) return "unknown folder, add it to the table: " + where(line);
  if (header.starts_with("generated/")) return std::nullopt;
  const Folder* to = find_folder(folder_of(header));
  if (to == nullptr || to == from) return std::nullopt;
  if (to->level < from->level || contains(from->also, to->name)) return std::nullopt;
  return "includes upwards or sideways: " + where(line);
}

std::optional<std::string> fence_breach(const Line& line, std::string_view header) {
  for (const Fence& fence : fences()) {
    if (header != fence.header && !header.ends_with("/" + std::string(fence.header))) continue;
    const bool allowed =
        std::ranges::any_of(fence.places, [&](std::string_view place) { return line.file.starts_with(place); });
    if (!allowed) return "may not see this header: " + where(line);
  }
  return std::nullopt;
}

bool below_app(const Line& line) {
  const Folder* folder = find_folder(folder_of(line.file));
  return folder != nullptr && folder->level < app_level;
}

// All breaches of `check` over every include line, one per line of the failure message.
template <class Check>
std::string include_breaches(const std::vector<Line>& lines, Check check) {
  std::string breaches;
  for (const Line& line : lines) {
    const auto header = included(line.text);
    if (!header) continue;
    if (const auto breach = check(line, *header)) breaches += "\n" + *breach;
  }
  return breaches;
}

const std::vector<Line>& source() {
  static const std::vector<Line> lines = lines_of(std::filesystem::path(VORONKA_SOURCE_DIR) / "src");
  return lines;
}

}  // namespace

TEST_CASE("the source is there to be read") { CHECK(source().size() > 1000); }

TEST_CASE("a folder includes only folders below it") { CHECK(include_breaches(source(), layer_breach) == ""); }

TEST_CASE("ImGui stays in ui and platform, JSON in formats, Emscripten in platform/web") {
  CHECK(include_breaches(source(), fence_breach) == "");
}

TEST_CASE("no clock, randomness, input or output below app") {
  CHECK(include_breaches(source(), [](const Line& line, std::string_view header) -> std::optional<std::string> {
          if (!below_app(line) || !contains(impure_headers, header)) return std::nullopt;
          return "impure header: " + where(line);
        }) == "");
  std::string breaches;
  for (const Line& line : source()) {
    if (!below_app(line)) continue;
    for (const std::string_view word : impure_words) {
      if (code_of(line.text).find(word) != std::string_view::npos) breaches += "\n" + where(line);
    }
  }
  CHECK(breaches == "");
}

TEST_CASE("the page's code stays clear of the heavy parts of the standard library") {
  CHECK(include_breaches(source(), [](const Line& line, std::string_view header) -> std::optional<std::string> {
          if (line.file.starts_with("platform/headless/") || !contains(heavy_headers, header)) return std::nullopt;
          return "costs tens of KB in the page: " + where(line);
        }) == "");
}

TEST_CASE("in the page only the store commits to a document") {
  std::string breaches;
  for (const Line& line : source()) {
    // The terminal program and the helpers that write exports and copies have no session to guard: their documents are their own.
    if (line.file == "app/store.cpp" || line.file == "app/store_load.cpp" || line.file == "app/export_desk.cpp" ||
        line.file == "app/copy_desk.cpp" || line.file == "model/document.hpp" ||
        line.file.starts_with("platform/headless/"))
      continue;
    for (const std::string_view call :
         {"document_.commit(", "document.commit(", "document_.load(", "document.load(", "attach_history("}) {
      if (code_of(line.text).find(call) != std::string_view::npos) breaches += "\n" + where(line);
    }
  }
  CHECK(breaches == "");
}

TEST_CASE("the checks of this file see a breach when there is one") {
  const auto line = [](std::string file, std::string text) { return Line{std::move(file), 1, std::move(text)}; };
  CHECK(layer_breach(line("model/deal.hpp", "#include \"app/store.hpp\""), "app/store.hpp"));
  CHECK(layer_breach(line("metrics/a.cpp", "#include \"merge/b.hpp\""), "merge/b.hpp"));
  CHECK(layer_breach(line("helpers/a.cpp", ""), "base/date.hpp"));
  CHECK_FALSE(layer_breach(line("rules/a.cpp", "#include \"commands/b.hpp\""), "commands/b.hpp"));
  CHECK_FALSE(layer_breach(line("ui/a.cpp", "#include \"generated/icons.hpp\""), "generated/icons.hpp"));
  CHECK(fence_breach(line("app/a.cpp", ""), "nlohmann/json.hpp"));
  CHECK(fence_breach(line("platform/headless/a.cpp", ""), "emscripten/html5.h"));
  CHECK_FALSE(fence_breach(line("formats/a.cpp", ""), "nlohmann/json.hpp"));
  CHECK(included("  #  include <vector>") == "vector");
  CHECK(included("#include \"a/b.hpp\"  // why") == "a/b.hpp");
  CHECK_FALSE(included("int include = 1;"));
}
