// Words that the core needs as data, already in the user's language: names of the first stages and reasons.
#pragma once

#include <string>
#include <vector>

#include "base/language.hpp"

namespace voronka {

struct StarterTexts {
  Language language = Language::ru;  // of sample names
  std::string data_set_name = {};
  std::string pipeline_name = {};
  std::vector<std::string> stage_names = {};  // seven, six of sales and one after the sale
  std::vector<std::string> loss_reasons = {};
  std::string currency = {};  // "RUB": what the user's locale suggests
};

}  // namespace voronka
