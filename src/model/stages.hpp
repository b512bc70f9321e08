// Pipelines and stages in the order people see them.
#pragma once

#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace voronka {

// Without the deleted ones, by rank, then id. Pointers are good until the next commit.
std::vector<const Pipeline*> pipelines_of(const Document& document);
std::vector<const Stage*> stages_of(const Document& document, Id<Pipeline> pipeline);
// Where a new deal begins: the first stage of sales; null when there is none.
const Stage* first_stage_of(const Document& document, Id<Pipeline> pipeline);
std::vector<const LossReason*> loss_reasons_of(const Document& document);
// Of one page, "board" or "table".
std::vector<const SavedView*> saved_views_of(const Document& document, std::string_view page);

// Percent: the deal's own, else that of its stage; 100 when won, 0 when lost.
std::int32_t probability_of(const Document& document, const Deal& deal);

}  // namespace voronka
