// The table over a real App: what its cells say, by row and column.
#pragma once

#include "tests/ui/shell_bench.hpp"

namespace voronka::test {

class TableBench : public ShellBench {
 public:
  explicit TableBench(ui::Viewport viewport = {.width = 2600, .height = 800, .scale = 1},
                      Language language = Language::en)
      : ShellBench(viewport, language, nullptr, "#/table") {
    begun();
  }
  // Deals made in one moment have no order of their own.
  void sorted() { head("Title").click(); }
  Found grid() { return by(ui::Role::grid, "Deals"); }
  Found head(std::string_view name) { return by(ui::Role::column_header, name); }
  // The cell of a column in the row of a deal.
  Found cell(std::string_view title, std::string_view column) {
    const int position = head(column).node().position;
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == ui::Role::grid_cell && node.position == position && node.parent == row(title).id())
        return harness->by_id(node.id);
    return harness->by_id(0);
  }
  Found row(std::string_view title) {
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == ui::Role::grid_cell && node.name == title) return harness->by_id(node.parent);
    return harness->by_id(0);
  }
  Found check(std::string_view title) { return by(ui::Role::checkbox, "Select “" + std::string(title) + "”"); }
  // What stands in the first column, from the top.
  std::vector<std::string> titles() {
    std::vector<std::pair<float, std::string>> found;
    const int position = head("Title").node().position;
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == ui::Role::grid_cell && node.position == position) found.emplace_back(node.rect.y, node.name);
    std::ranges::sort(found);
    std::vector<std::string> names;
    for (auto& [y, name] : found) names.push_back(std::move(name));
    return names;
  }
  std::vector<std::string> heads() {
    std::vector<std::string> names;
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == ui::Role::column_header && !node.name.empty()) names.push_back(node.name);
    return names;
  }
  // As the browser's Ctrl+C does.
  std::string copied() {
    harness->input().copy = true;
    harness->settle();
    return harness->host().copied;
  }
  void type(std::string_view letters) { harness->press({ui::letter(static_cast<char>(letters[0]))}, letters); }
};

}  // namespace voronka::test
