// A generated pipeline with history, companies, contacts, activities and notes: the demo, the sample of the first run,
// test data and benches. Realistic in shape, invented in every name. Pure given the seed.
#pragma once

#include <cstddef>
#include <cstdint>

#include "app/starter_texts.hpp"
#include "base/date.hpp"
#include "base/language.hpp"
#include "model/record_set.hpp"

namespace voronka {

struct SampleOptions {
  std::size_t deals = 60;
  std::uint64_t seed = 1;
  Moment now = {};  // the past is laid out before it, expected closes and next steps around it
  StarterTexts starter = {};
  Language language = Language::ru;  // of company, person and deal names
  std::size_t events_per_deal = 6;   // about; at least what the deal's state needs
};

// Begins with the records of default_pipeline(); dots and stamps are empty: plan() gives them.
RecordSet sample_data(const SampleOptions& options);

}  // namespace voronka
