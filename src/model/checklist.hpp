// The exit checklist of a stage, and how far a deal is with it. Items are known by their words: a reworded item is another one, and
// the same words in two stages are ticked once.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/deal.hpp"
#include "model/stage.hpp"

namespace voronka {

// In order, without empty lines and repetitions. Views into the stage, good until the next commit.
std::vector<std::string_view> checklist_of(const Stage& stage);
bool has_item(std::span<const std::string> items, std::string_view item);
// What earlier stages left open, without what is ticked: a merge of two who each did one of it may bring both.
std::vector<std::string_view> left_open_of(const Deal& deal);
inline bool is_checked(const Deal& deal, std::string_view item) { return has_item(deal.checked, item); }

}  // namespace voronka
