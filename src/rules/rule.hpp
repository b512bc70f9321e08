// What follows by itself. A rule runs after a command's reducer in the same Draft and sees what was written so far; it
// never runs for imports and undo, because history must not make new tasks.
#pragma once

#include <string_view>

#include "model/draft.hpp"

namespace voronka {

struct Rule {
  std::string_view id = {};
  void (*run)(Draft& draft) = nullptr;
};

#define RULE(name) extern const Rule name##_rule;
#include "rules/rules.inc"
#undef RULE

}  // namespace voronka
