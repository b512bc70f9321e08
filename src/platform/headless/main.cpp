// The program `voronka`: the same core as the page, in a terminal.
#include <string_view>
#include <vector>

#include "platform/headless/command.hpp"

int main(int count, char** values) {
  return voronka::run_voronka(std::vector<std::string_view>(values + 1, values + count));
}
