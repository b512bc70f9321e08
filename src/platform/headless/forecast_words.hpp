// What the subcommands `forecast` and `backtest` have in common: whose pipeline, which numbers, and how money and shares are written.
#pragma once

#include <string>

#include "base/money.hpp"
#include "model/document.hpp"
#include "platform/headless/command.hpp"

namespace voronka {

// Of --pipeline; an empty id when it is not asked for.
Result<Id<Pipeline>> pipeline_option(const Arguments& arguments, const Document& document);
Result<std::uint64_t> count_option(const Arguments& arguments, std::string_view name, std::uint64_t otherwise,
                                   std::uint64_t most);

std::string money_word(double units, Currency currency);  // "1234.50"
std::string share_word(double share);                     // "0.123456"

}  // namespace voronka
