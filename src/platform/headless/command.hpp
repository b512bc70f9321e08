// What a subcommand of `voronka` is. Each lives in one file that defines one `Subcommand`, listed in commands.inc. A
// subcommand reads its input whole, computes, and writes last: a refusal leaves nothing behind.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace voronka {

// An option of a subcommand. All are "--name VALUE" (or "-o VALUE") but flags, which have no value.
struct SubcommandOption {
  std::string_view name = {};   // "--as", "-o"
  std::string_view value = {};  // "FORMAT"; empty for a flag
  bool required = false;
};

class Arguments {
 public:
  std::vector<std::string> positional = {};
  std::vector<std::pair<std::string, std::string>> options = {};  // by name; a flag has an empty value

  std::optional<std::string_view> option(std::string_view name) const {
    for (const auto& [own_name, value] : options)
      if (own_name == name) return value;
    return std::nullopt;
  }
};

struct Subcommand {
  std::string_view name = {};        // "export"
  TextKey summary = TextKey::none;   // one line of --help
  std::string_view positional = {};  // "P.json", "FILE…"; only shown
  std::size_t min_positional = 0;
  std::size_t max_positional = 0;
  std::span<const SubcommandOption> options = {};
  std::string (*more_help)() = nullptr;            // lists a registry (formats, metrics); may be null
  Result<int> (*run)(const Arguments&) = nullptr;  // the exit code; an error is said on stderr and ends with 2
};

// The program after main(): what it would print and return, so that tests can drive it.
int run_voronka(std::span<const std::string_view> arguments);

}  // namespace voronka
