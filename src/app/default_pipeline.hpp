// The pipeline a new user starts with: six sales stages, one after the sale, loss reasons, settings. Words come from the
// caller, already in the user's language.
#pragma once

#include <cstdint>

#include "app/starter_texts.hpp"
#include "base/date.hpp"
#include "model/record_set.hpp"

namespace voronka {

// Pure given the seed. Dots and stamps are empty: plan() gives them.
RecordSet default_pipeline(const StarterTexts& texts, Moment now, std::uint64_t seed);

}  // namespace voronka
