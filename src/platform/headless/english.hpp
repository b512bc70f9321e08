// English sentences for the terminal, from the same locale table as the page. Plain text only: numbers without
// grouping, so that scripts can read them; the page's own wording of numbers and dates lives in ui.
#pragma once

#include <string>

#include "base/result.hpp"

namespace voronka {

std::string english(const Text& text);
std::string english(const Error& error);  // with its place in brackets

}  // namespace voronka
