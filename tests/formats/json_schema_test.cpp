#include "formats/json_schema.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

// That exports keep to the schema is looked at in tests/headless/schema.test.mjs, where there are regular expressions.
TEST_CASE("the committed JSON Schema is the one of the field table") {
  std::ifstream stream(std::string(VORONKA_SOURCE_DIR) + "/assets/voronka.schema.json", std::ios::binary);
  const std::string committed = {std::istreambuf_iterator<char>(stream), {}};
  CHECK_MESSAGE(committed == voronka::file_schema(), "run: voronka schema > assets/voronka.schema.json");
}
